"""Which earlier claims a text repeats."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text import embeddings, ranking

CLAIMS = (
    "A shark swam up a flooded motorway in Houston.",
    "The mayor of Dunwick banned umbrellas on Tuesdays.",
    "A bakery in Lyon sold 6,543 loaves in one hour.",
    "Bill Murray left his fortune to a zoo.",
)


@pytest.fixture(scope="module")
def candidates():
    return [ranking.read(claim) for claim in CLAIMS]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("OMG #SharkOnMotorway pic.twitter.com/abc — Jo (@jo) May 3, 2019", 0),
        ("No more umbrellas in #Dunwick, says its mayor", 1),
        ("6543 breads in an hour!", 2),
        ("I give all my money to the animals. — Bill Murray (@BillMurray) March 23, 2014", 3),
    ],
)
def test_the_repeated_claim_comes_first(candidates, text, place):
    assert ranking.rank(text, candidates)[0].place == place


def test_every_candidate_has_its_chance_in_order(candidates):
    ranked = ranking.rank("A shark in Houston", candidates)
    scores = [each.score for each in ranked]
    assert sorted(each.place for each in ranked) == [0, 1, 2, 3]
    assert scores == sorted(scores, reverse=True)
    assert 0 <= scores[-1] < scores[0] <= 1


def test_a_claim_repeats_itself_for_sure(candidates):
    best = ranking.rank(CLAIMS[2], candidates)[0]
    assert best.place == 2
    assert best.score > 0.9


def test_what_else_is_searched_does_not_change_a_score(candidates):
    (alone,) = ranking.rank("umbrellas on Tuesday", candidates[1:2])
    among = next(
        each for each in ranking.rank("umbrellas on Tuesday", candidates) if each.place == 1
    )
    assert alone.score == pytest.approx(among.score)


def test_alike_ones_keep_their_order():
    twice = [ranking.read("It rained in March.")] * 2
    assert [each.place for each in ranking.rank("Rain in March", twice)] == [0, 1]


def test_vectors_can_be_given(candidates):
    vectors = embeddings.embed(["A shark.", "Was It a Shark?"])
    read = ranking.read("A shark.", "Was It a Shark?", vectors=vectors)
    assert (read.vectors == vectors).all()
    alone = ranking.read("A shark.", vectors=vectors[0])
    assert (alone.vectors == vectors[[0, 0]]).all()


def test_nothing_to_rank():
    assert ranking.rank("anything", []) == []


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=60), min_size=1, max_size=3))
def test_any_text(text, claims):
    ranked = ranking.rank(text, [ranking.read(claim) for claim in claims])
    assert len(ranked) == len(claims)
    assert np.isfinite([each.score for each in ranked]).all()
