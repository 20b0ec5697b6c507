"""Undoing one's own last step, until someone else has acted."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from claims import clearance, reviewing, triage
from claims.extraction import drop_claim, restore_claim, reword_claim
from claims.models import Article, Event, Review, User
from tests.stages.world import World, last_event, rows

pytestmark = pytest.mark.django_db

# The step, the state it is taken in, and by whom.
STEPS: dict[str, tuple[str, str, Callable[[World, User], object]]] = {
    "propose": (
        "open",
        "checker",
        lambda world, by: reviewing.propose_verdict(
            world.review, verdict="verified", reason="So.", by=by
        ),
    ),
    "sign_off": ("proposed", "editor", lambda world, by: reviewing.sign_off(world.review, by=by)),
    "send_back": (
        "proposed",
        "editor",
        lambda world, by: reviewing.send_back(world.review, by=by, reason="Too thin."),
    ),
    "link": (
        "open",
        "checker",
        lambda world, by: reviewing.link_evidence(
            world.review, world.spare, stance="context", by=by
        ),
    ),
    "remove": ("open", "checker", lambda world, by: reviewing.remove_link(world.link, by=by)),
    "attempt": (
        "open",
        "checker",
        lambda world, by: reviewing.record_attempt(world.review, kind="call", what="Rang.", by=by),
    ),
    "drop": (
        "open",
        "checker",
        lambda world, by: drop_claim(world.claim, by=by, reason="Opinion."),
    ),
    "reword": (
        "open",
        "checker",
        lambda world, by: reword_claim(world.claim, wording="Ten operators.", by=by),
    ),
}
each = pytest.mark.parametrize("step", STEPS)


def standing() -> dict[str, object]:
    """What counts: history, insert-only verdicts and what was taken away are left out."""
    now = rows()
    return {
        "Review": now["Review"],
        "Claim": now["Claim"],
        "Article": now["Article"],
        "EvidenceLink": [row for row in now["EvidenceLink"] if row["removed_at"] is None],
        "Attempt": [row for row in now["Attempt"] if row["removed_at"] is None],
    }


def taken(step: str) -> tuple[World, User, dict[str, object]]:
    """A world after the step, who took it, and what stood before."""
    state, person, take = STEPS[step]
    world = World(state)
    by = getattr(world, person)
    before = standing()
    take(world, by)
    assert standing() != before
    return world, by, before


@each
def test_it_puts_everything_back_as_it_was(step: str) -> None:
    world, by, before = taken(step)

    reviewing.undo_last_step(world.review, by=by)

    assert standing() == before


@each
def test_it_stands_in_the_history_beside_the_step(step: str) -> None:
    world, by, _ = taken(step)
    done = last_event(world.claim)

    assert reviewing.undo_last_step(world.review, by=by) == done

    event = last_event(world.claim)
    assert (event.action, event.by, event.sequence) == (
        "review.step_undone",
        by,
        done.sequence + 1,
    )
    assert (event.old["step"], event.old["action"]) == (done.sequence, done.action)


@each
def test_it_works_once(step: str) -> None:
    world, by, _ = taken(step)
    reviewing.undo_last_step(world.review, by=by)

    with pytest.raises(reviewing.InvalidTransition, match="There is nothing of yours to undo"):
        reviewing.undo_last_step(world.review, by=by)


@each
def test_it_is_nobody_elses(step: str) -> None:
    world, _, _ = taken(step)
    after = rows()

    assert reviewing.undoable_step(world.review, by=world.admin) is None
    with pytest.raises(reviewing.InvalidTransition):
        reviewing.undo_last_step(world.review, by=world.admin)
    assert rows() == after


@each
def test_it_is_over_when_someone_else_has_acted(step: str) -> None:
    world, by, _ = taken(step)
    if step == "drop":
        # Off the desk, there is nothing to pin.
        restore_claim(world.claim, by=world.admin)
    else:
        triage.pin([world.review], by=world.admin)

    assert reviewing.undoable_step(world.review, by=by) is None
    with pytest.raises(reviewing.InvalidTransition):
        reviewing.undo_last_step(world.review, by=by)


@pytest.mark.parametrize("step", ["send_back", "link", "remove", "attempt", "reword"])
def test_it_waits_for_who_has_taken_the_claim_since(step: str) -> None:
    world, by, _ = taken(step)
    triage.take_claim(world.review, by=world.holder)

    with pytest.raises(reviewing.InvalidTransition, match=f"{world.holder} has taken the claim"):
        reviewing.undo_last_step(world.review, by=by)

    triage.release_claim(world.review, by=world.holder)
    reviewing.undo_last_step(world.review, by=by)


def test_it_frees_a_claim_that_its_own_undo_proposes_again() -> None:
    world, by, _ = taken("send_back")
    triage.take_claim(world.review, by=by)

    reviewing.undo_last_step(world.review, by=by)

    review = Review.objects.get(pk=world.review.pk)
    assert (review.state, review.held_by) == ("proposed", None)
    assert review.proposed_by == world.proposer


def test_it_keeps_four_eyes_when_a_verdict_is_sent_back_and_that_undone() -> None:
    world, by, _ = taken("send_back")
    reviewing.undo_last_step(world.review, by=by)

    with pytest.raises(PermissionDenied):
        reviewing.sign_off(world.review, by=world.proposer)
    reviewing.sign_off(world.review, by=by)


@pytest.mark.parametrize("step", ["sign_off", "drop"])
def test_it_withdraws_the_clearance_that_rested_on_the_step(step: str) -> None:
    world, by, _ = taken(step)
    clearance.clear_article(world.article, by=world.admin)

    reviewing.undo_last_step(world.review, by=by)

    world.refresh()
    assert world.article.state == Article.State.IN_CHECK
    assert last_event(world.article).reason.startswith(world.claim.reference)


def test_it_is_not_for_somebody_who_left_the_desk() -> None:
    world, by, _ = taken("link")
    by.groups.clear()

    with pytest.raises(PermissionDenied):
        reviewing.undo_last_step(world.review, by=User.objects.get(pk=by.pk))


@pytest.mark.parametrize("read", [0, 1, 50])
@each
def test_events_read_already_say_the_same(step: str, read: int) -> None:
    world, by, _ = taken(step)
    newest = list(Event.objects.of(world.review).order_by("-sequence")[:read])
    found = reviewing.undoable_step(world.review, by=by)

    assert found is not None
    # None of them read is not the same as none being there.
    told = newest if newest else None
    assert reviewing.undoable_step(world.review, by=by, newest=told) == found
    assert reviewing.undoable_step(world.review, by=world.admin, newest=told) is None
