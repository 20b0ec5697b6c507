"""How likely two claims are about the same fact: symmetry, independence, reasons, bad input."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text import analysis, reports, sides, similarity
from claims.text.reports import Report
from claims.text.sides import Side

FERRY = (
    "More than 40 passengers were taken off the burning ferry on Tuesday. "
    "The harbour office said the fire began in the engine room on 3 March. "
    "Tickets for the crossing cost 25 euros."
)
ALSO_FERRY = (
    "Rescuers took 43 people off the ferry that was on fire. "
    "The fire broke out in the engine room, according to the harbour office. "
    "The shipping line employs 600 people. "
    "Its next ship sails on 9 April."
)


def side(text: str) -> Side:
    return sides.embed(list(reports.of(text, analysis.analyse(text).claims)))


def of(words: list[str]) -> Side:
    return sides.embed([Report(at, at + len(each), each, each) for at, each in enumerate(words)])


@pytest.fixture(scope="module")
def laid():
    return similarity.lay(side(FERRY), side(ALSO_FERRY))


def test_the_same_fact_is_likelier_than_anything_else(laid):
    assert laid.scores[0].argmax() == 0
    assert laid.scores[1].argmax() == 1
    assert laid.scores[2].max() < 0.3


def test_scores_are_chances(laid):
    assert ((laid.scores >= 0) & (laid.scores <= 1)).all()


def test_it_says_why(laid):
    assert "comparable figures: More than 40 passengers, 43 people" in laid.likeness(0, 0).why
    words = next(why for why in laid.likeness(1, 1).why if why.startswith("same words: "))
    assert {"engine", "room"} <= set(words.removeprefix("same words: ").split(", "))


def test_at_least_gives_pairs_in_the_order_of_the_texts(laid):
    least = float(np.sort(laid.scores.ravel())[-3])
    pairs = list(laid.at_least(least))
    assert pairs == sorted(pairs)
    assert len(pairs) == 3
    assert all(laid.likeness(*pair).score >= least for pair in pairs)


def alone(one, other):
    """How two claims compare that are all their articles say."""
    return similarity.lay(sides.embed([one]), sides.embed([other])).likeness(0, 0)


def test_two_sentences_without_their_articles():
    texts = "The dam holds 6,543 tonnes.", "More than 6,500 tonnes are held by the dam."
    one, other = (Report(0, len(text), text, text) for text in texts)
    likeness = alone(one, other)
    assert likeness == alone(other, one)
    assert likeness.why


def test_the_same_sentence_is_said_to_be_one():
    text = "The council voted to close the pool in Dunwick."
    laid = similarity.lay(of([text, "It rained."]), of(["Buses run hourly.", text]))
    assert laid.likeness(0, 1).why[0] == "nearly the same sentence"


def test_the_same_claimant_in_two_spellings():
    words = "Losses were small.", "There was hardly any loss."
    one, other = (
        Report(0, len(text), text, text, claimant=name)
        for text, name in zip(words, ("Vitaly Petrenko", "Mr Petrenko"), strict=True)
    )
    likeness = alone(one, other)
    assert "same claimant: Vitaly Petrenko" in likeness.why


def test_an_article_without_claims():
    laid = similarity.lay(of([]), of(["It rained."]))
    assert laid.scores.shape == (0, 1)
    assert list(laid.at_least(0.0)) == []


WORDS = st.lists(
    st.text(max_size=60) | st.sampled_from(["Ten men died.", "10 men", "\ud800", "\x00"]),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(WORDS, WORDS)
def test_it_is_symmetric_for_any_text(one, other):
    laid = similarity.lay(of(one), of(other))
    turned = similarity.lay(of(other), of(one))
    assert (laid.scores == turned.scores.T).all()
    assert np.isfinite(laid.scores).all()
    for row in range(len(one)):
        for column in range(len(other)):
            assert laid.likeness(row, column) == turned.likeness(column, row)
