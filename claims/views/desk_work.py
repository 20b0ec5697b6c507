"""What a checker or editor has before them: lists of a few, what they are counted to, their order.

What runs out stands first, then what somebody waits for, then what has time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.models import Mention, Review, User
from claims.models.reviews import DUE, ReviewQuerySet

# What fits on the first page; the lists themselves are one click away.
CLAIMS, HELD, ASKED = 5, 15, 5
SOON = timedelta(hours=4)


@dataclass(frozen=True)
class Section:
    """A list of the desk: of questions where `name` is "asked", else of claims.

    `query` is the same list in the queue, as far as the queue has it; "" elsewhere.
    """

    name: str
    heading: str
    rows: list[Any]
    count: int = 0
    query: str = ""
    presses: bool = False


@dataclass(frozen=True)
class Part:
    """The part of the reader's day: how one greets, and what is meant by soon."""

    greeting: str
    ends: datetime
    until: str


def part_of_day(now: datetime) -> Part:
    """Which it is at `now` in the current zone; the night belongs to the evening before."""
    here = timezone.localtime(now)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    if 4 <= here.hour < 12:
        return Part("Good morning", midnight.replace(hour=12), "noon")
    if 12 <= here.hour < 18:
        return Part("Good afternoon", midnight.replace(hour=18), "18:00")
    morning = here.hour < 4
    ends = midnight.replace(hour=6) if morning else midnight + timedelta(days=1)
    return Part("Good evening", ends, "6:00" if morning else "midnight")


def lists(user: User, now: datetime) -> dict[str, QuerySet[Any, Any]]:
    """What the page counts of the person's work, each as far as it says."""
    mine, proposed = _mine(user), Review.objects.filter(state=Review.State.PROPOSED)
    soon = mine.filter(deadline__gte=now).due_before(part_of_day(now).ends)
    counted: dict[str, QuerySet[Any, Any]] = {
        "mine": mine,
        "late": mine.due_before(now),
        "soon": soon,
        "proposed_by_me": proposed.filter(proposed_by=user),
        "asked": Mention.objects.waiting_for(user),
    }
    if user.has_perm("claims.sign_off"):
        counted["awaiting"] = Review.objects.awaiting_sign_off_by(user)
    return {name: found.order_by() for name, found in counted.items()}


def sections(user: User, now: datetime, counts: Mapping[str, int]) -> list[Section]:
    """The lists that have something in them, what presses before the rest; one query for each."""
    held = Q(held_by=user, held_until__gt=now)
    holding = Review.objects.open().filter(held).order_by("held_until", "claim_id")
    mine = _mine(user).exclude(held).order_by(DUE, "urgency", "claim_id")
    awaiting = Review.objects.awaiting_sign_off_by(user).order_by("urgency", "claim_id")
    asked = Mention.objects.waiting_for(user)

    def some(name: str, rows: QuerySet[Any, Any]) -> list[Any]:
        return list(rows) if counts.get(name) else []

    to_sign = some("awaiting", awaiting.for_list()[:CLAIMS])
    found = [
        Section("held", "You hold now", list(holding.for_list()[:HELD]), presses=True),
        Section(
            "asked", "You were asked", some("asked", asked[:ASKED]), counts["asked"], presses=True
        ),
        Section(
            "mine",
            "Yours",
            some("mine", mine.for_list()[:CLAIMS]),
            counts["mine"],
            query="state:open assigned:me order:deadline",
            presses=bool(counts["late"] or counts["soon"]),
        ),
        Section(
            "awaiting",
            "Awaiting your sign-off",
            to_sign,
            counts.get("awaiting", 0),
            query="state:mine-to-sign",
            presses=any(one.deadline and one.deadline < now + SOON for one in to_sign),
        ),
    ]
    return sorted((one for one in found if one.rows), key=lambda one: not one.presses)


def _mine(user: User) -> ReviewQuerySet:
    return Review.objects.open().filter(assignee=user)
