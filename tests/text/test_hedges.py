"""Hedges: words that leave open whether something is so."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    ("It is understood that she fell.", ["It is understood"]),
    ("It is thought that it fell.", ["It is thought"]),
    ("The firm is feared to have failed.", ["is feared to have"]),
    ("Video appears to show the roof.", ["appears to"]),
    ("Nobody seemed to care.", ["seemed to"]),
    ("A large trial suggests that it helps.", ["suggests that"]),
    ("The cause was not immediately clear.", ["was not immediately clear"]),
    ("Their fate is unknown.", ["is unknown"]),
    ("It was never proved.", ["was never proved"]),
    ("Neither figure could be verified.", ["Neither figure could be verified"]),
    ("We have not been able to verify it.", ["not been able to verify"]),
    ("It might be harmful.", ["might"]),
    ("It could well be an otter.", ["could well"]),
    ("The law may be on its side.", ["may be"]),
    ("A result is likely by noon.", ["likely"]),
    ("If confirmed, it would be the first.", ["If confirmed"]),
    ("The party has won if the poll is right.", ["if the poll is right"]),
    ("They, I'm told, have had a call.", ["I'm told"]),
    ("A car matching that description left.", ["matching that description"]),
]
PLAIN = [
    "Prisoners can be used in exchanges.",
    "He may enter in May.",
    "Pupils should be available, the minister said.",
    "The minister confirmed the figure.",
    "They are supposed to pay.",
    "He said he had seen it.",
    "A petition alleged that 61 trees had been felled.",
    "Grayling alleged in a report that the firm had lied.",
    "Men are twice as likely to die.",
    "They are more likely to call at night.",
    "Offenders may be fined up to £500.",
    "They call to find out how they could if needed.",
    "Most callers are usually male.",
    "The ferry is due to sail if the swell allows.",
    "Two phone numbers appear on the screen.",
    "The rumour was false, she said.",
    # what is possible is said of some people, or was told to them, and not asserted
    "It takes calls from citizens who might be abroad but could potentially be drafted.",
    "They were told they could go to prison for ten years.",
    "However odd it may seem, the ferry sails at noon.",
    "Prisoners bring soldiers home and maybe even earn a pardon.",
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


@dataclass(frozen=True)
class Read:
    start: int
    end: int
    score: float


def read(quote, words, score):
    start = quote.index(words)
    return [Read(start, start + len(words), score)]


READ = [
    # why the case is here, claim, what the reader takes for a hedge, its score, hedges
    ("a modal it is fairly sure of", "Some may run no trains.", "may", 0.7, ["may"]),
    ("one it is not", "Some may run no trains.", "may", 0.5, []),
    ("no word for a hedge", "The offer would have helped.", "would have", 0.9, []),
    ("unless it is certain", "It would stand, they write.", "would", 0.99, ["would"]),
    ("ability", "He could not be reached.", "could", 0.95, []),
    ("odds", "Men are twice as likely to call.", "likely", 0.9, []),
    ("a cue", "It alleged that he lied.", "alleged", 0.9, []),
    ("found by rule, too", "It might end.", "might", 0.9, ["might"]),
    ("with a mark", "The deal, unconfirmed, ended.", "deal, unconfirmed,", 0.9, ["unconfirmed"]),
]


@pytest.mark.parametrize(
    ("quote", "words", "score", "expected"), [case[1:] for case in READ], ids=[c[0] for c in READ]
)
def test_the_reader_adds_what_only_the_sentence_shows(quote, words, score, expected):
    found = hedges.find(quote, read=read(quote, words, score))
    assert [hedge.text for hedge in found] == expected


REACHES = [
    # why the case is here, claim, what its first hedge leaves open
    ("the whole", "The line reportedly took 300 calls.", "The line reportedly took 300 calls"),
    ("a clause", "He paid; she may have known.", "she may have known"),
    ("not what follows", "It may have sunk, but nobody was hurt.", "It may have sunk"),
    ("not who says so", "Smith said he had allegedly paid.", "he had allegedly paid"),
    ("nor who says so after it", "It may have sunk, Ann Lee said.", "It may have sunk"),
    ("what is understood", "It is understood that she fell.", "she fell"),
    ("what is not known", "It remains unclear who paid the men.", "paid the men"),
    ("a noun", "The alleged thefts of 2019 were reported.", "thefts"),
    ("a relative clause", "It came from a plant, which may have closed.", "which may have closed"),
]


@pytest.mark.parametrize(
    ("quote", "expected"), [case[1:] for case in REACHES], ids=[case[0] for case in REACHES]
)
def test_it_says_how_far_they_reach(quote, expected):
    hedge = hedges.find(quote, 50)[0]
    assert quote[hedge.reach.start - 50 : hedge.reach.end - 50] == expected


@given(
    st.lists(
        st.sampled_from(
            [*"“”,.;:()", "may have gone", "allegedly", "it is said that", "alleged", "if true",
             "Smith said", "and it", "could", "🎙️", "\u200f", "which", "might", "reports"]
        ),
        max_size=30,
    ),
    st.integers(0, 99),
    st.integers(0, 99),
)  # fmt: skip
def test_spans_and_reaches_lie_inside_and_in_order(pieces, start, end):
    quote = " ".join(pieces)
    found = hedges.find(quote, 7, read=[Read(start, end, 0.99)])
    at = 7
    for hedge in found:
        assert at <= hedge.start < hedge.end <= len(quote) + 7
        assert quote[hedge.start - 7 : hedge.end - 7] == hedge.text
        assert 7 <= hedge.reach.start < hedge.reach.end <= len(quote) + 7
        at = hedge.end
