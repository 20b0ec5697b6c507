"""Undo one's own last step, until someone else has acted on the claim."""

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims import clearance, permissions
from claims.models import Attempt, Comment, Event, EvidenceLink, Mention, Review, User, Verdict
from claims.reviewing.steps import InvalidTransition, locked, move

State = Review.State
Action = Event.Action

# Taking a claim and putting it back is not a step: they are passed over. Nor is a word on which
# claims match, which leaves this one as it is, nor what is said of a comment.
_NO_STEP = (
    Action.REVIEW_TAKEN,
    Action.REVIEW_RELEASED,
    Action.MATCH_CONFIRMED,
    Action.MATCH_REJECTED,
    Action.DISCREPANCY_FOUND,
)
_TALK = (Action.COMMENT_ADDED, Action.COMMENT_RESOLVED, Action.COMMENT_REOPENED)
# A discussion longer than this hides the step before it.
_LOOKED_AT = 100
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

    `newest` are its latest events, the newest first, where somebody has read them already. What
    others say about the claim changes nothing: it takes only a comment's undo away, not a step's.
    """
    last = _last_step(newest or (), by)
    is_all = newest is not None and (not newest or newest[-1].sequence == 1)
    if last is None and not is_all:
        steps = Event.objects.of(review).exclude(_BY_ITSELF | Q(action__in=_NO_STEP))
        last = _last_step(steps.reverse()[:_LOOKED_AT], by)
    if last is None or last.by_id != by.pk or last.action not in _UNDO:
        return None
    return last


def _last_step(newest: Iterable[Event], by: User) -> Event | None:
    """The first of `newest` that is a step: of comments only one's own, that nobody followed."""
    taken_back, is_answered = set(), False
    for event in newest:
        if event.action in _NO_STEP or _is_by_itself(event):
            continue
        if event.action == Action.STEP_UNDONE and event.old.get("action") in _TALK:
            taken_back.add(event.old["step"])
        elif event.action not in _TALK:
            return event
        elif event.sequence not in taken_back:
            is_own = event.action == Action.COMMENT_ADDED and event.by_id == by.pk
            if is_own and not is_answered:
                return event
            is_answered = is_answered or event.by_id != by.pk
    return None


def _is_by_itself(event: Event) -> bool:
    return event.action == Action.REVIEW_PRIORITISED and event.by_id is None


@transaction.atomic
def undo_last_step(review: Review, *, by: User, seen: int | None = None) -> Event:
    """Take back one's own last step; the event that was undone.

    `seen` is the number in the history of the step that the person saw: they undo that one or
    none. History keeps both: the step, and that it was undone. Raises PermissionDenied, or
    InvalidTransition where someone has acted since or there is nothing to undo.
    """
    permissions.require(permissions.can_check(by))
    review = locked(review)
    step = undoable_step(review, by=by)
    if step is None or (seen is not None and step.sequence != seen):
        raise InvalidTransition(
            "There is nothing of yours to undo: someone else has acted since, or it was undone."
        )
    if step.action not in _TALK and review.is_held_by_another(by, at=timezone.now()):
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


def _uncomment(review: Review, step: Event, by: User) -> None:
    comment = Comment.objects.get(pk=step.new["comment"], review=review)
    now = timezone.now()
    Comment.objects.filter(pk=comment.pk).update(removed_at=now)
    Mention.objects.filter(comment=comment, answered_at=None).update(answered_at=now)
    # What it was the answer to waits again.
    Mention.objects.filter(comment__review=review, person=by, answered_at=comment.at).update(
        answered_at=None
    )


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
    Action.COMMENT_ADDED: _uncomment,
    Action.CLAIM_DROPPED: _undrop,
    Action.CLAIM_REWORDED: _unword,
}
