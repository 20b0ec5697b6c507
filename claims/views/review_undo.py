"""What of one's own can be taken back from a claim's page: there, and on the claim before it."""

from collections.abc import Sequence
from typing import NamedTuple

from claims import reviewing
from claims.models import Event, Review
from claims.models.claims import number_in
from claims.views.guards import SignedInRequest


class Undo(NamedTuple):
    """One's own last step, of this claim or of the one before; `has_key` where z takes it back."""

    review: int
    step: int
    words: str
    has_key: bool


def undoable(request: SignedInRequest, review: Review, events: Sequence[Event]) -> list[Undo]:
    """One's own last step here, and on the claim one has come from; z takes the later one back.

    `events` are the latest of this claim, the newest first.
    """
    here = reviewing.undoable_step(review, by=request.user, newest=events)
    before = _before(request, review)
    there = before and reviewing.undoable_step(before, by=request.user)
    found = []
    if before and there:
        is_later = here is None or there.at > here.at
        words = f"FC-{before.pk} {_done(there)}"
        found.append(Undo(before.pk, there.sequence, words, is_later))
    if here:
        has_key = not any(one.has_key for one in found)
        found.append(Undo(review.pk, here.sequence, here.get_action_display().lower(), has_key))
    return found


def _before(request: SignedInRequest, review: Review) -> Review | None:
    """The claim that `from` in the address names, not read: its history knows who did what."""
    number = number_in(request.GET.get("from", ""))
    return None if number in (None, review.pk) else Review(pk=number)


_DONE = {
    Event.Action.VERDICT_SIGNED_OFF: "signed off",
    Event.Action.VERDICT_SENT_BACK: "sent back",
}


def _done(step: Event) -> str:
    if step.action == Event.Action.VERDICT_PROPOSED:
        return f"proposed {step.new.get('verdict', '')}".strip()
    return step.get_action_display().lower()
