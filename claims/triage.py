"""Order the queue and hand claims out.

A claim taken is held for some minutes, renewed while it is worked on, freed on leaving. Two
people are never handed the same claim: rows somebody is just taking are skipped, and taking
looks at the count of a compare-and-set.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims import clearance, permissions
from claims.models import Event, Policy, Review, User
from claims.models.reviews import ReviewQuerySet

# A page that was left may be a page that is being reloaded.
GRACE = timedelta(seconds=45)


class NotTaken(ValueError):
    """Somebody else has the claim, or it is not open; says which."""


@transaction.atomic
def take_next(user: User) -> Review | None:
    """Hand `user` the most urgent open claim that is free; None when nothing is left.

    What is assigned to them comes first, then what nobody has. A claim they hold already is
    handed to them again. Raises PermissionDenied.
    """
    permissions.require(permissions.can_check(user))
    free = Review.objects.free_for(user, at=timezone.now()).order_by("urgency", "claim_id")
    for mine_or_nobodys in (Q(assignee=user), Q(assignee=None)):
        review = (
            free.filter(mine_or_nobodys).select_for_update(skip_locked=True, no_key=True).first()
        )
        if review is not None:
            _hold(review, user)
            return review
    return None


class Listing(Protocol):
    """A list of claims in some order, as `claims.filtering.ClaimList` is one."""

    @property
    def open_in_order(self) -> ReviewQuerySet: ...

    def open_after(self, review: Review) -> ReviewQuerySet: ...


@transaction.atomic
def take_after(review: Review | None, *, among: Listing, user: User) -> Review | None:
    """Hand `user` the open claim that follows `review` in the list, as far as it is free.

    It does not matter whether `review` is still in the list. After the last claim comes the first;
    None when the list has no other that is free. With `review` None it begins at the beginning.
    What is free: see `Review.objects.free_for`. Raises PermissionDenied.
    """
    permissions.require(permissions.can_check(user))
    lists = [among.open_in_order]
    if review is not None:
        lists = [among.open_after(review), lists[0].exclude(pk=review.pk)]
    for rows in lists:
        free = rows.free_for(user, at=timezone.now())
        following = free.select_for_update(of=("self",), skip_locked=True, no_key=True).first()
        if following is not None:
            _hold(following, user)
            return following
    return None


@transaction.atomic
def take_claim(review: Review, *, by: User) -> Review:
    """Hold this very claim. Raises PermissionDenied, or NotTaken where another holds it."""
    permissions.require(permissions.can_check(by))
    review = Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    if review.state != Review.State.OPEN:
        raise NotTaken(f"This claim is {review.get_state_display().lower()}: it cannot be taken.")
    if review.is_held_by_another(by, at=timezone.now()):
        raise NotTaken(f"{review.held_by} has just taken this claim.")
    _hold(review, by)
    return review


def _hold(review: Review, user: User) -> None:
    was_held = review.is_held_by(user, at=timezone.now())
    review.held_by, review.held_until = user, _lease_end()
    review.save(update_fields=["held_by", "held_until"])
    if not was_held:
        Event.objects.record(review, Event.Action.REVIEW_TAKEN, by=user)
        clearance.begin_check(review.claim.article_id)


def renew_lease(review: Review, *, by: User) -> bool:
    """Hold on to a claim while working on it; False where it is not held by `by` any more."""
    now = timezone.now()
    return bool(
        Review.objects.filter(pk=review.pk, held_by=by, held_until__gt=now).update(
            held_until=_lease_end()
        )
    )


def leave_claim(review: Review, *, by: User) -> bool:
    """Let the lease run out soon, unless the page comes back; False where nothing was shortened."""
    now = timezone.now()
    return bool(
        Review.objects.filter(pk=review.pk, held_by=by, held_until__gt=now + GRACE).update(
            held_until=now + GRACE
        )
    )


@transaction.atomic
def release_claim(review: Review, *, by: User) -> bool:
    """Put a held claim back at once; False where `by` does not hold it."""
    freed = Review.objects.filter(pk=review.pk, held_by=by).update(held_by=None, held_until=None)
    if freed:
        Event.objects.record(review, Event.Action.REVIEW_RELEASED, by=by)
    return bool(freed)


def _lease_end() -> datetime:
    return timezone.now() + timedelta(minutes=Policy.current().lease_minutes)


# --- steering: each takes many, locks them in one order, and records one event a changed claim ---
# Dropped claims are passed over: they are off the desk.


def assign(reviews: Iterable[Review], *, to: User | None, by: User) -> int:
    """Give claims to a checker, or back to everybody (`to` None); how many changed.

    A checker may give themselves what is nobody's, and give back what is theirs; the rest is an
    editor's. Raises PermissionDenied, also when `to` may not check claims.
    """
    may_steer = permissions.can_steer(by)
    if not may_steer:
        permissions.require(permissions.can_check(by))
    if to is not None:
        permissions.require(
            permissions.can_check(to)
            or permissions.Denied(f"{to} may not check claims: choose a checker or an editor.")
        )

    def change(review: Review) -> tuple[str, str] | None:
        if not {review.assignee_id, to.pk if to else None} <= {None, by.pk}:
            permissions.require(may_steer)
        if review.assignee_id == (to.pk if to else None):
            return None
        was, review.assignee = review.assignee, to
        return str(was or ""), str(to or "")

    return _steer(reviews, "assignee", Event.Action.REVIEW_ASSIGNED, change, by=by)


def prioritise(reviews: Iterable[Review], *, priority: int, by: User) -> int:
    """Set the priority of claims; how many changed. Raises PermissionDenied."""
    permissions.require(permissions.can_steer(by))
    if priority not in Review.Priority.values:
        raise ValueError("Choose urgent, high, normal or low.")
    label = Review.Priority(priority).label

    def change(review: Review) -> tuple[str, str] | None:
        if review.priority == priority:
            return None
        was, review.priority = review.get_priority_display(), priority
        return was, label

    return _steer(reviews, "priority", Event.Action.REVIEW_PRIORITISED, change, by=by)


def pin(reviews: Iterable[Review], *, by: User, pinned: bool = True) -> int:
    """Put claims on top of the queue, or (`pinned` False) back; how many changed."""
    action = Event.Action.REVIEW_PINNED if pinned else Event.Action.REVIEW_UNPINNED
    return _steer(reviews, "pinned", action, _switch("pinned", pinned), by=by, steering=True)


def park(reviews: Iterable[Review], *, by: User, parked: bool = True, reason: str = "") -> int:
    """Keep claims from being handed out, or (`parked` False) hand them out again."""
    action = Event.Action.REVIEW_PARKED if parked else Event.Action.REVIEW_UNPARKED
    change = _switch("parked", parked)
    return _steer(reviews, "parked", action, change, by=by, steering=True, reason=reason)


Change = Callable[[Review], "tuple[object, object] | None"]


def _switch(field: str, value: bool) -> Change:
    def change(review: Review) -> tuple[object, object] | None:
        if getattr(review, field) == value:
            return None
        setattr(review, field, value)
        return not value, value

    return change


@transaction.atomic
def _steer(
    reviews: Iterable[Review],
    field: str,
    action: Event.Action,
    change: Change,
    *,
    by: User,
    steering: bool = False,
    reason: str = "",
) -> int:
    if steering:
        permissions.require(permissions.can_steer(by))
    chosen = Review.objects.on_desk().filter(pk__in=[review.pk for review in reviews])
    changed = [
        (review, *values)
        for review in chosen.select_for_update(of=("self",), no_key=True)
        .select_related("assignee")
        .order_by("pk")
        if (values := change(review)) is not None
    ]
    if changed:
        # Every one of them has the same new value.
        value = getattr(changed[0][0], field)
        Review.objects.filter(pk__in=[review.pk for review, *_ in changed]).update(**{field: value})
        Event.objects.record_changes(
            ((review, {field: old}, {field: new}) for review, old, new in changed),
            action,
            by=by,
            reason=reason,
        )
    return len(changed)
