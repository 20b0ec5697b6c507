"""Dropping a claim with a reason, and putting it back."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import clearance, triage
from claims.extraction import ShapingRefused, drop_claim, restore_claim
from claims.models import Article, Review
from tests.stages.world import World, history, last_event

pytestmark = pytest.mark.django_db


def test_it_takes_the_claim_off_the_desk_and_frees_it() -> None:
    world = World()
    triage.take_claim(world.review, by=world.checker)

    drop_claim(world.claim, by=world.checker, reason=" An opinion. ")

    world.refresh()
    assert (world.review.state, world.review.held_by) == ("dropped", None)
    assert world.review not in Review.objects.on_desk()
    event = last_event(world.claim)
    assert (event.action, event.by, event.reason) == (
        "claim.dropped",
        world.checker,
        "An opinion.",
    )
    assert (event.old["state"], event.new["state"]) == ("open", "dropped")


def test_it_needs_a_reason() -> None:
    world = World()

    with pytest.raises(ShapingRefused, match="Say why the claim is dropped"):
        drop_claim(world.claim, by=world.checker, reason=" ")


def test_it_tells_a_reporter_that_it_is_not_for_them_whatever_they_typed() -> None:
    world = World()

    with pytest.raises(PermissionDenied):
        drop_claim(world.claim, by=world.reporter, reason="")


def test_it_is_refused_the_second_time() -> None:
    world = World("dropped")

    with pytest.raises(ShapingRefused, match="It is dropped"):
        drop_claim(world.claim, by=world.checker, reason="An opinion.")

    assert history(world.claim).count("claim.dropped") == 1


def test_it_can_be_put_back() -> None:
    world = World("dropped")

    claim = restore_claim(world.claim, by=world.checker, reason="Checkable after all.")

    assert claim.review.state == "open"
    event = last_event(claim)
    assert (event.action, event.reason) == ("claim.restored", "Checkable after all.")
    with pytest.raises(ShapingRefused, match="It is on the desk already"):
        restore_claim(world.claim, by=world.checker)


def test_its_return_withdraws_the_clearance() -> None:
    world = World("dropped")
    clearance.clear_article(world.article, by=world.editor)

    restore_claim(world.claim, by=world.checker)

    world.refresh()
    assert world.article.state == Article.State.IN_CHECK
    assert last_event(world.article).action == "article.uncleared"
