"""Check-worthiness: which claims come first, and the reasons in words."""

import math

import pytest

from claims.text import checkworthiness, figures, hedges, reader
from claims.text.analysis import analyse
from claims.text.attribution import Attribution
from claims.text.checkworthiness import Reason


def weigh(text, **said):
    (reading,) = reader.read([text])
    return checkworthiness.weigh(
        text, figures.find(text), hedges.find(text), Attribution(**said), reading.must
    )


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
TRIVIA = [
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


@pytest.mark.parametrize(("text", "said"), TRIVIA)
def test_trivia_scores_low(text, said):
    assert weigh(text, **said).score < 0.15


def test_reasons_name_the_words_and_come_strongest_first():
    worth = weigh("Unemployment rose to 4.6% in February, the Labour Ministry said.")
    assert str(worth.reasons[0]) == "figure: 4.6%"
    assert Reason("named body", "Labour Ministry") in worth.reasons
    assert Reason("change", "rose") in worth.reasons


def test_what_lowers_the_score_is_said_too():
    worth = weigh("I saw my neighbour.", quoted=True)
    assert Reason("first person", "I") in worth.reasons
    assert "lowered: first person" in [str(reason) for reason in worth.reasons]


def test_what_raises_comes_before_what_lowers():
    names = [reason.name for reason in weigh("We fell ill in 2014, he said.", quoted=True).reasons]
    assert names == ["month or year", "change", "we", "unnamed speaker"]


def test_another_reason_never_lowers_a_score():
    plain = weigh("The bridge was closed after the flood.")
    dated = weigh("The bridge was closed after the flood of 3 May 2020.")
    assert dated.score > plain.score


# Reasons, and the trained reader's log-odds: every share there is, at least once.
READ = [
    ((), None),
    ((), 0.0),
    ((Reason("figure", "4.6%"), Reason("hedged", "allegedly")), -1.75),
    ((Reason("date", "3 May 2020"), Reason("we", "we")), 2.5),
    (tuple(Reason(name) for name in checkworthiness.WEIGHTS), 40.0),
    (tuple(Reason(name) for name in checkworthiness.WEIGHTS), -900.0),
]
# As an admin might have set them.
CHANGED = {name: weight * 0.3 for name, weight in checkworthiness.WEIGHTS.items()}


@pytest.mark.parametrize("weights", [checkworthiness.WEIGHTS, CHANGED])
@pytest.mark.parametrize(("reasons", "reader"), READ)
def test_what_is_shown_sums_up_to_the_score(reasons, reader, weights):
    shares = checkworthiness.contributions(reasons, reader, weights)
    total = math.fsum(share for _, _, share in shares)
    score = checkworthiness.score(reasons, reader, weights)
    assert score == pytest.approx((1 + math.tanh(total / 2)) / 2, abs=1e-12)
    assert 0 <= score <= 1


@pytest.mark.parametrize("weights", [checkworthiness.WEIGHTS, CHANGED])
def test_each_reason_shifts_the_sum_by_its_weight_and_nothing_else(weights):
    def odds(reasons):
        score = checkworthiness.score(reasons, None, weights)
        return math.log(score / (1 - score))

    for name in set(weights) - {checkworthiness.READER}:
        shift = odds([Reason("country"), Reason(name)]) - odds([Reason("country")])
        assert shift == pytest.approx(0 if name == "country" else weights[name])


def test_a_changed_weight_changes_what_is_shown():
    shares = checkworthiness.contributions([Reason("figure", "12")], 2.0, {"figure": 0.5})
    assert shares == [
        (checkworthiness.START, "", checkworthiness.BASE),
        (checkworthiness.READER, "", checkworthiness.WEIGHTS["reader"] * 2.0),
        ("figure", "12", 0.5),
    ]


def test_a_reason_given_twice_counts_once():
    once = [Reason("figure", "12")]
    assert checkworthiness.score(once * 2, None) == checkworthiness.score(once, None)
    twice = [Reason("figure", "12"), Reason("figure", "13")]
    assert checkworthiness.contributions(twice, None) == checkworthiness.contributions(once, None)


def test_a_reason_nobody_knows_counts_nothing():
    assert checkworthiness.score([Reason("moonlight")], None) == checkworthiness.score([], None)


def test_without_the_reader_its_share_is_none():
    assert "reader" not in [name for name, _, _ in checkworthiness.contributions([], None)]
    assert checkworthiness.score([], None) == checkworthiness.score([], 0.0)
    assert checkworthiness.score([], 1.0) > checkworthiness.score([], None)


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (1.0, "must"),
        (checkworthiness.MUST_CHECK, "must"),
        (checkworthiness.MUST_CHECK - 0.0001, "check"),
        (checkworthiness.SHOULD_CHECK, "check"),
        (checkworthiness.SHOULD_CHECK - 0.0001, "minor"),
        (0.0, "minor"),
    ],
)
def test_bands_begin_at_their_thresholds(score, band):
    assert checkworthiness.band(score) == band


def test_what_a_person_picked_out_must_be_checked_whatever_speaks_against_it():
    names = [checkworthiness.BY_HAND, *checkworthiness.LOWERING]
    # As low as the reader goes, on "Share this article!" and the like.
    number = checkworthiness.score([Reason(name) for name in names], -4.0)
    assert checkworthiness.band(number) == "must"


def test_weights_given_to_the_analysis_are_those_it_uses():
    text = "A storm\nThe storm killed 12 people on 3 May 2020."
    weights = {**checkworthiness.WEIGHTS, "figure": 0.0}
    (claim,) = analyse(text, weights=weights).claims
    assert claim.score == checkworthiness.score(claim.reasons, claim.reader, weights)
    assert claim.score < analyse(text).claims[0].score


def test_a_greeting_never_ranks_above_a_figure():
    found = analyse(
        "A storm\nThe storm killed 12 people on 3 May 2020. It was a grey morning."
    ).claims
    assert [claim.band for claim in found] == ["must", "minor"]
