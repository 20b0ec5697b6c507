"""Undo one's own last step, until someone else has acted on the claim."""

from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims import clearance, permissions
from claims.models import Attempt, Event, EvidenceLink, Review, User, Verdict
from claims.reviewing.steps import InvalidTransition, locked, move

State = Review.State
Action = Event.Action

# Taking a claim and putting it back is not a step: they are passed over. Nor is a word on which
# claims match, which leaves this one as it is.
_NO_STEP = (
    Action.REVIEW_TAKEN,
    Action.REVIEW_RELEASED,
    Action.MATCH_CONFIRMED,
    Action.MATCH_REJECTED,
    Action.DISCREPANCY_FOUND,
)
# What Factcheck does to its priority takes nobody's undo away.
_BY_ITSELF = Q(action=Action.REVIEW_PRIORITISED, by=None)

# Leaving these by undo puts work on the desk that a clearance may have rested on.
_UNCLEARING: dict[str, str] = {
    State.SETTLED: "lost its sign-off",
    State.DROPPED: "is back on the desk",
}


def undoable_step(
    review: Review, *, by: User, newest: Sequence[Event] | None = None
) -> Event | None:
    """The last event of the claim, if it is `by`'s own and can be taken back; else None.

    `newest` are its latest events, the newest first, where somebody has read them already.
    """
    last = next((event for event in newest or () if _is_step(event)), None)
    is_all = newest is not None and (not newest or newest[-1].sequence == 1)
    if last is None and not is_all:
        steps = Event.objects.of(review).exclude(_BY_ITSELF | Q(action__in=_NO_STEP))
        last = steps.last()
    if last is None or last.by_id != by.pk or last.action not in _UNDO:
        return None
    return last


def _is_step(event: Event) -> bool:
    is_by_itself = event.action == Action.REVIEW_PRIORITISED and event.by_id is None
    return not is_by_itself and event.action not in _NO_STEP


@transaction.atomic
def undo_last_step(review: Review, *, by: User) -> Event:
    """Take back one's own last step; the event that was undone.

    History keeps both: the step, and that it was undone. Raises PermissionDenied, or
    InvalidTransition where someone has acted since or there is nothing to undo.
    """
    permissions.require(permissions.can_check(by))
    review = locked(review)
    step = undoable_step(review, by=by)
    if step is None:
        raise InvalidTransition(
            "There is nothing of yours to undo: someone else has acted since, or it was undone."
        )
    if review.is_held_by_another(by, at=timezone.now()):
        raise InvalidTransition(f"{review.held_by} has taken the claim since.")
    was = review.state
    _UNDO[Action(step.action)](review, step, by)
    Event.objects.record(
        review,
        Action.STEP_UNDONE,
        by=by,
        old={"state": was, "step": step.sequence, "action": step.action},
        new={"state": review.state, **_back_to(step)},
    )
    if was in _UNCLEARING:
        clearance.withdraw_clearance(
            review.claim.article_id, by=by, reason=f"{review.claim.reference} {_UNCLEARING[was]}."
        )
    return step


def _back_to(step: Event) -> dict[str, str]:
    """The wording as it is again, where undoing `step` changed it."""
    return {"wording": step.old["wording"]} if step.action == Action.CLAIM_REWORDED else {}


def _unpropose(review: Review, step: Event, by: User) -> None:
    move(review, State.PROPOSED, State.OPEN, by=by, verdict=None, proposed_by=None)


def _unsign(review: Review, step: Event, by: User) -> None:
    move(review, State.SETTLED, State.PROPOSED, by=by, signed_off_by=None, signed_off_at=None)


def _unsend(review: Review, step: Event, by: User) -> None:
    verdict = Verdict.objects.select_related("by").get(pk=step.new["verdict_id"], review=review)
    move(
        review,
        State.OPEN,
        State.PROPOSED,
        by=by,
        verdict=verdict,
        proposed_by=verdict.by,
        # They may have taken it after sending it back; what is proposed is nobody's to hold.
        held_by=None,
        held_until=None,
    )


def _unlink(review: Review, step: Event, by: User) -> None:
    EvidenceLink.objects.filter(pk=step.new["link"], review=review).update(
        removed_at=timezone.now()
    )


def _relink(review: Review, step: Event, by: User) -> None:
    EvidenceLink.objects.filter(pk=step.old["link"], review=review).update(removed_at=None)


def _unattempt(review: Review, step: Event, by: User) -> None:
    Attempt.objects.filter(pk=step.new["attempt"], review=review).update(removed_at=timezone.now())


def _undrop(review: Review, step: Event, by: User) -> None:
    move(review, State.DROPPED, State.OPEN, by=by)


def _unword(review: Review, step: Event, by: User) -> None:
    review.claim.wording = step.old["wording"]
    review.claim.save(update_fields=["wording"])


_UNDO: dict[Action, Callable[[Review, Event, User], None]] = {
    Action.VERDICT_PROPOSED: _unpropose,
    Action.VERDICT_SIGNED_OFF: _unsign,
    Action.VERDICT_SENT_BACK: _unsend,
    Action.EVIDENCE_LINKED: _unlink,
    Action.EVIDENCE_REMOVED: _relink,
    Action.ATTEMPT_RECORDED: _unattempt,
    Action.CLAIM_DROPPED: _undrop,
    Action.CLAIM_REWORDED: _unword,
}
