"""Check-worthiness: which claims come first, and the reasons in words."""

import pytest

from claims.text import checkworthiness, figures, hedges
from claims.text.analysis import analyse
from claims.text.attribution import Attribution


def weigh(text, **said):
    return checkworthiness.weigh(text, figures.find(text), hedges.find(text), Attribution(**said))


MUST = [
    ("On September 18, 2022, 'I want to live was born.", {"quoted": True, "claimant": "Petro"}),
    ("Allegedly, more than 6,500 soldiers have already reported.", {}),
    ("Repairs will cost £12.4m.", {}),
    ("Unemployment rose to 4.6% in February.", {}),
    ("The project is run by the Coordination Headquarters for Prisoners of War.", {}),
    ("Russia annexed Crimea in 2014.", {}),
    ("They were told they could go to prison for ten years.", {}),
    ("The mayor was convicted of fraud by the High Court in Leeds, Britain.", {}),
]
MINOR = [
    ("The calls come in different situations.", {}),
    ("I am from a small town.", {"quoted": True}),
    ("We had to open other offices.", {"quoted": True, "claimant": "Petro"}),
    ("The front is huge.", {"quoted": True, "claimant": "Petro"}),
    ("However, this number cannot be independently verified.", {}),
    ("The paper reached out to the ministry for comment.", {}),
]


@pytest.mark.parametrize(("text", "said"), MUST)
def test_figures_dates_bodies_rules_and_accusations_must_be_checked(text, said):
    assert weigh(text, **said).band == "must"


@pytest.mark.parametrize(("text", "said"), MINOR)
def test_trivia_is_minor(text, said):
    assert weigh(text, **said).band == "minor"


def test_reasons_name_the_words_and_come_strongest_first():
    worth = weigh("Unemployment rose to 4.6% in February, the Labour Ministry said.")
    assert worth.reasons[0] == "figure: 4.6%"
    assert "named body: Labour Ministry" in worth.reasons
    assert "change: rose" in worth.reasons


def test_what_lowers_the_score_is_said_too():
    assert "lowered: first person" in weigh("I saw my neighbour.", quoted=True).reasons


def test_another_reason_never_lowers_a_score():
    plain = weigh("The bridge was closed after the flood.")
    dated = weigh("The bridge was closed after the flood of 3 May 2020.")
    assert dated.score > plain.score


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (1.0, "must"),
        (0.7, "must"),
        (0.6999, "check"),
        (0.4, "check"),
        (0.3999, "minor"),
        (0, "minor"),
    ],
)
def test_bands_begin_at_their_thresholds(score, band):
    assert checkworthiness.band(score) == band


def test_every_weight_is_a_chance_and_every_damper_a_share():
    assert all(0 < weight < 1 for weight in checkworthiness.WEIGHTS.values())
    assert all(0 < share < 1 for share in checkworthiness.DAMPERS.values())


def test_a_greeting_never_ranks_above_a_figure():
    found = analyse(
        "A storm\nThe storm killed 12 people on 3 May 2020. It was a grey morning."
    ).claims
    assert [claim.band for claim in found] == ["must", "minor"]
