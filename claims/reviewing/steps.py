"""What every step of a review shares: the row as it is now, and the compare-and-set."""

from typing import Any

from claims.models import Event, Review


class InvalidTransition(ValueError):
    """The review is not in the state this step leaves; says what it is instead."""


class SomeoneWasFaster(InvalidTransition):
    """Between the page and the press somebody else moved the review; `event` is what they did."""

    def __init__(self, review: Review) -> None:
        self.event = Event.objects.of(review).select_related("by").last()
        what = self.event.get_action_display().lower() if self.event else "changed"
        who = (self.event.by if self.event else None) or "Factcheck"
        super().__init__(
            f"Someone else was faster. {who}: {what}. The claim is now "
            f"{review.get_state_display().lower()}; nothing you typed is lost."
        )


def locked(review: Review) -> Review:
    """The review as it is now, locked until the transaction ends."""
    return Review.objects.select_for_update(of=("self",)).select_related("claim").get(pk=review.pk)


def move(review: Review, from_: str, to: str, **changes: Any) -> None:
    """Take `review` from one state to the other, together with `changes`; or SomeoneWasFaster.

    Also keeps the instance equal to the row.
    """
    moved = Review.objects.filter(pk=review.pk, state=from_).update(state=to, **changes)
    if not moved:
        raise SomeoneWasFaster(Review.objects.get(pk=review.pk))
    review.state = to
    for name, value in changes.items():
        setattr(review, name, value)
