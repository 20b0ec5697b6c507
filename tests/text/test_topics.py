"""Whether two articles tell of one thing: by their vectors, the same from either side."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import embeddings, topics

FERRY = [
    "A fire broke out on the car deck of the ferry on Monday night.",
    "The ferry had 412 passengers aboard when it caught fire.",
    "The coast guard towed the burnt ferry into the harbour.",
]
FERRY_TOO = [
    "Four people died in the fire on the ferry.",
    "The captain of the ferry sent a call for help after midnight.",
]
WHEAT = [
    "Wheat prices rose after a dry spring in the southern provinces.",
    "Farmers expect the smallest harvest in ten years.",
]


def vectors(sentences: list[str]) -> np.ndarray:
    return embeddings.embed(sentences)


def test_articles_on_one_thing_are_close_and_others_are_not() -> None:
    assert topics.closeness(vectors(FERRY), vectors(FERRY_TOO)) > 0.7
    assert topics.closeness(vectors(FERRY), vectors(WHEAT)) < 0.4


def test_of_one_thing_any_two_claims_may_match() -> None:
    assert topics.least_cosine(vectors(FERRY), vectors(FERRY_TOO)) == 0.0


def test_of_two_things_only_claims_that_say_the_same() -> None:
    least = topics.least_cosine(vectors(FERRY), vectors(WHEAT))

    assert least == pytest.approx(0.8)
    [retold] = vectors(["There were 412 passengers on the ferry as it caught fire."])
    assert retold @ vectors(FERRY)[1] > least > np.max(vectors(FERRY) @ vectors(WHEAT).T)


def test_an_article_without_claims_is_close_to_none() -> None:
    assert topics.closeness(vectors(FERRY), vectors([])) == 0.0
    assert topics.closeness(np.zeros((2, 384), np.float32), vectors(FERRY)) == 0.0


@given(st.lists(st.text(max_size=40), max_size=4), st.lists(st.text(max_size=40), max_size=4))
def test_it_is_the_same_from_either_side(one: list[str], other: list[str]) -> None:
    a, b = vectors(one), vectors(other)

    assert topics.least_cosine(a, b) == topics.least_cosine(b, a)
    assert 0.0 <= topics.least_cosine(a, b) <= 0.8
