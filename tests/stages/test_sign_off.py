"""Signing off, sending back and opening again: a second person's."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from claims import clearance, reviewing
from claims.models import Article, Review
from tests.stages.world import World, history, last_event

pytestmark = pytest.mark.django_db


def test_signing_off_settles_the_claim() -> None:
    world = World("proposed")

    reviewing.sign_off(world.review, by=world.editor, note="Read the briefing myself.")

    world.refresh()
    assert (world.review.state, world.review.signed_off_by) == ("settled", world.editor)
    assert world.review.signed_off_at is not None
    event = last_event(world.claim)
    assert (event.action, event.by) == ("review.signed_off", world.editor)
    assert (event.old, event.new) == ({"state": "proposed"}, {"state": "settled"})
    assert event.reason == "Read the briefing myself."


def test_nobody_signs_off_their_own() -> None:
    world = World("proposed")

    with pytest.raises(PermissionDenied, match="You proposed this verdict: someone else must"):
        reviewing.sign_off(world.review, by=world.proposer)

    world.refresh()
    assert world.review.state == "proposed"


def test_it_is_not_for_checkers() -> None:
    world = World("proposed")

    with pytest.raises(PermissionDenied, match="Only editors sign off verdicts"):
        reviewing.sign_off(world.review, by=world.checker)


def test_the_second_reader_to_press_is_told_of_the_first() -> None:
    world = World("settled")

    with pytest.raises(reviewing.SomeoneWasFaster, match=f"{world.signer}: signed off"):
        reviewing.sign_off(world.review, by=world.editor)
    with pytest.raises(reviewing.SomeoneWasFaster, match="You were here before: signed off"):
        reviewing.sign_off(world.review, by=world.signer)

    assert history(world.claim).count("review.signed_off") == 1


def test_there_must_be_a_verdict() -> None:
    world = World()

    with pytest.raises(reviewing.SomeoneWasFaster, match="The claim is open: there is no verdict"):
        reviewing.sign_off(world.other.review, by=world.editor)


@pytest.mark.parametrize(
    "step",
    [
        lambda world, seen: reviewing.sign_off(world.review, by=world.editor, seen=seen),
        lambda world, seen: reviewing.send_back(
            world.review, by=world.editor, reason="No.", seen=seen
        ),
    ],
    ids=["sign_off", "send_back"],
)
def test_it_is_about_the_verdict_that_was_read(step: Callable[[World, int], object]) -> None:
    world = World("proposed")
    seen = world.review.verdict_id
    reviewing.undo_last_step(world.review, by=world.proposer)
    reviewing.propose_verdict(
        world.review, verdict="contested", reason="On second thoughts.", by=world.proposer
    )

    with pytest.raises(reviewing.SomeoneWasFaster, match=f"{world.proposer}: verdict proposed"):
        step(world, seen)

    world.refresh()
    assert world.review.state == "proposed"
    reviewing.sign_off(world.review, by=world.editor, seen=world.review.verdict_id)


def test_a_contested_claim_withdraws_a_clearance_that_did_not_know() -> None:
    world = World("settled")
    for verdict, stands in (("verified", True), ("contested", False)):
        clearance.clear_article(world.article, by=world.editor)
        reviewing.propose_verdict(
            world.other.review,
            verdict=verdict,
            reason="So.",
            by=world.proposer,
            override_reason="No time.",
        )
        reviewing.sign_off(world.other.review, by=world.editor)
        world.refresh()
        assert (world.article.state == Article.State.CLEARED) is stands
        if stands:
            reviewing.reopen(world.other.review, by=world.editor, reason="A new report.")
            world.refresh()

    event = last_event(world.article)
    assert (event.action, event.by) == ("article.uncleared", world.editor)
    assert event.reason == f"{world.other.reference} is contested."


def test_sending_back_opens_the_claim_with_a_reason() -> None:
    world = World("proposed")
    verdict = world.review.verdict

    reviewing.send_back(world.review, by=world.editor, reason=" Too thin. ")

    world.refresh()
    assert (world.review.state, world.review.verdict) == ("open", None)
    assert world.review.proposed_by is None
    event = last_event(world.claim)
    assert (event.action, event.by, event.reason) == (
        "review.sent_back",
        world.editor,
        "Too thin.",
    )
    assert event.new == {"state": "open", "verdict_id": verdict.pk}
    with pytest.raises(reviewing.SomeoneWasFaster):
        reviewing.send_back(world.review, by=world.signer, reason="Too thin.")


def test_sending_back_needs_a_reason() -> None:
    world = World("proposed")

    with pytest.raises(reviewing.InvalidTransition, match="Say why you send it back"):
        reviewing.send_back(world.review, by=world.editor, reason="\n")


def test_opening_again_forgets_the_sign_off_and_withdraws_the_clearance() -> None:
    world = World("settled")
    clearance.clear_article(world.article, by=world.editor)

    reviewing.reopen(world.review, by=world.editor, reason="A new report.")

    world.refresh()
    row = Review.objects.values(
        "state", "verdict", "proposed_by", "signed_off_by", "signed_off_at"
    ).get(pk=world.review.pk)
    assert row.pop("state") == "open"
    assert set(row.values()) == {None}
    event = last_event(world.claim)
    assert (event.action, event.reason) == ("review.reopened", "A new report.")
    assert world.article.state == Article.State.IN_CHECK
    assert last_event(world.article).reason == f"{world.claim.reference} was opened again."


def test_opening_again_needs_a_reason() -> None:
    world = World("settled")

    with pytest.raises(reviewing.InvalidTransition, match="Say why the claim is opened again"):
        reviewing.reopen(world.review, by=world.editor, reason="")
    reviewing.reopen(world.review, by=world.editor, reason="A new report.")
    with pytest.raises(reviewing.SomeoneWasFaster):
        reviewing.reopen(world.review, by=world.signer, reason="A new report.")
