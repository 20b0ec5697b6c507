"""What every step of a review shares: the row as it is now, and the compare-and-set."""

from typing import Any

from claims.models import Event, Review, User


class InvalidTransition(ValueError):
    """The review is not in the state this step leaves; says what it is instead."""


class SomeoneWasFaster(InvalidTransition):
    """Between the page and the press the review was moved on; `event` is that move, if any.

    `by` is who pressed: one's own second press is not told as somebody else's.
    """

    def __init__(self, review: Review, *, by: User | None = None) -> None:
        # Steering, evidence and the like leave the state alone.
        moves = Event.objects.of(review).filter(new__has_key="state")
        self.event: Event | None = moves.select_related("by").last()
        state = review.get_state_display().lower()
        if self.event is None:
            super().__init__(f"The claim is {state}: there is no verdict on it yet.")
            return
        what = self.event.get_action_display().lower()
        if by is not None and self.event.by == by:
            told = f"You were here before: {what}."
        else:
            told = f"Someone else was faster. {self.event.who}: {what}."
        super().__init__(f"{told} The claim is now {state}; nothing you typed is lost.")


def locked(review: Review) -> Review:
    """The review as it is now, locked until the transaction ends.

    Everything that locks more than one row takes reviews in the order of their keys, then
    their article, so that nobody waits in a circle. No key changes, hence `no_key`: rows that
    only point here need not wait.
    """
    return (
        Review.objects.select_for_update(of=("self",), no_key=True)
        .select_related("claim")
        .get(pk=review.pk)
    )


def move(review: Review, from_: str, to: str, *, by: User, **changes: Any) -> None:
    """Take `review` from one state to the other, together with `changes`; or SomeoneWasFaster.

    Also keeps the instance equal to the row.
    """
    moved = Review.objects.filter(pk=review.pk, state=from_).update(state=to, **changes)
    if not moved:
        raise SomeoneWasFaster(Review.objects.get(pk=review.pk), by=by)
    review.state = to
    for name, value in changes.items():
        setattr(review, name, value)
