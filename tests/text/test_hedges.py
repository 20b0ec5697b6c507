"""Hedges: words that leave open whether something is so."""

import pytest

from claims.text import hedges

HEDGED = [
    ("Allegedly, 6,500 soldiers reported.", ["Allegedly"]),
    ("There have reportedly been 2,500 requests.", ["reportedly"]),
    ("This number cannot be independently verified.", ["cannot be independently verified"]),
    ("The figures could not be verified.", ["could not be verified"]),
    ("Reuters was not able to verify the video.", ["was not able to verify"]),
    ("The council has not confirmed this.", ["has not confirmed"]),
    ("The alleged thousands who are said to have called", ["alleged", "are said to have"]),
    ("Soldiers were reported to have fled.", ["were reported to have"]),
    ("It is believed to be the oldest.", ["is believed to be"]),
    ("It seems to be well known.", ["seems to be"]),
    ("It remains unclear who paid.", ["It remains unclear"]),
    ("It went ahead amid reports that men fled.", ["amid reports that"]),
    ("Other reports indicate that he left.", ["Other reports indicate"]),
    ("He may have fled the country.", ["may have fled"]),
    ("It should not be accessible from Russia.", ["should not be accessible"]),
]
PLAIN = [
    "Prisoners can be used in exchanges.",
    "He may enter in May.",
    "Pupils should be available, the minister said.",
    "The minister confirmed the figure.",
    "They are supposed to pay.",
    "He said he had seen it.",
]


@pytest.mark.parametrize(("text", "expected"), HEDGED)
def test_it_finds_what_weakens_an_assertion(text, expected):
    assert [hedge.text for hedge in hedges.find(text)] == expected


@pytest.mark.parametrize("text", PLAIN)
def test_it_takes_no_plain_modal_for_a_hedge(text):
    assert hedges.find(text) == ()


def test_it_takes_should_in_direct_speech_for_advice():
    assert hedges.find("It should not be accessible.", quoted=True) == ()


def test_offsets_are_into_the_article():
    (hedge,) = hedges.find("He allegedly left.", 100)
    assert (hedge.start, hedge.end) == (103, 112)
