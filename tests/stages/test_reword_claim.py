"""Rewording a claim: its quote stays."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.extraction import ShapingRefused, reword_claim
from tests.stages.world import FIRST, World, history, last_event

pytestmark = pytest.mark.django_db

BETTER = "The hotline had ten operators in May."


def test_it_changes_the_wording_and_not_the_quote() -> None:
    world = World()

    reword_claim(world.claim, wording=f" {BETTER}\n", by=world.checker, reason="The month matters.")

    world.refresh()
    assert (world.claim.wording, world.claim.quote) == (BETTER, FIRST)
    event = last_event(world.claim)
    assert (event.action, event.by) == ("claim.reworded", world.checker)
    assert (event.old, event.new) == ({"wording": FIRST}, {"wording": BETTER})
    assert event.reason == "The month matters."


def test_it_records_nothing_the_second_time() -> None:
    world = World()
    for _ in range(2):
        reword_claim(world.claim, wording=BETTER, by=world.checker)

    assert history(world.claim).count("claim.reworded") == 1


def test_it_refuses_an_empty_wording() -> None:
    world = World()

    with pytest.raises(ShapingRefused, match="A claim needs words"):
        reword_claim(world.claim, wording=" \n", by=world.checker)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("proposed", "It has a verdict: send that back first"),
        ("settled", "It has a verdict: send that back first"),
        ("dropped", "It is dropped: restore it first"),
    ],
)
def test_it_leaves_the_words_a_verdict_was_found_for(state: str, sentence: str) -> None:
    world = World(state)

    with pytest.raises(ShapingRefused, match=sentence):
        reword_claim(world.claim, wording=BETTER, by=world.checker)

    world.refresh()
    assert world.claim.wording == FIRST


def test_it_names_who_works_on_the_claim() -> None:
    world = World()
    world.hold(world.holder)

    with pytest.raises(PermissionDenied, match=f"{world.holder} is working on this claim"):
        reword_claim(world.claim, wording=BETTER, by=world.editor)


def test_it_does_not_read_the_article_text(django_assert_max_num_queries) -> None:
    world = World()

    with django_assert_max_num_queries(8) as queries:
        reword_claim(world.claim, wording=BETTER, by=world.checker)

    assert not any('"claims_article"."text"' in query["sql"] for query in queries.captured_queries)
