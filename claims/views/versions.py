"""What each page is at, in one cheap query: see `claims.views.live`.

A page about one thing goes by the lengths of its histories: every step anybody takes adds an event
to a chain. A list goes by the pulse of the desk. What an event does not tell (a lease that runs
out, "due in 2 h") goes by the clock. The cost grows with the page at most, never with the desk.
"""

from datetime import datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    F,
    IntegerField,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone

from claims.models import Article, Chain, Claim, Event, Membership, Review, Story
from claims.views.guards import SignedInRequest

# A step that began earlier may be committed later: so many keys back one looks for it.
LATE = 200


def pulse(request: SignedInRequest, **_: Any) -> str:
    """Of the desk: its newest event, how many there are just before it, and the minute.

    One index range of `LATE` keys. The count tells of a step committed late, whose key is smaller.
    """
    newest = Event.objects.order_by("-pk").values("pk")[:1]
    found = Event.objects.filter(pk__gt=Coalesce(Subquery(newest), 0) - LATE).aggregate(
        newest=Max("pk"), count=Count("pk")
    )
    return f"{found['newest']}-{found['count']}-{_clock(timezone.now(), 60)}"


def claim(request: SignedInRequest, pk: int) -> str:
    """The length of its history, and who holds it until when; minutes left by five."""
    now = timezone.now()
    row = (
        Review.objects.visible_to(request.user)
        .filter(pk=pk)
        .values_list(_length(f"claim:{pk}"), "held_by", "held_until")
        .first()
    )
    if row is None:
        return ""
    length, held_by, held_until = row
    held = f"{held_by}-{held_until.timestamp():.0f}" if held_until and held_until > now else "free"
    return f"{length}-{held}-{_clock(now, 300)}"


def article(request: SignedInRequest, pk: int) -> str:
    """Its history and those of its claims, its state, and the minute."""
    row = (
        Article.objects.visible_to(request.user)
        .filter(pk=pk)
        .values_list(
            _length(f"article:{pk}"),
            _lengths(Claim.objects.filter(article=pk), "claim:", "pk"),
            "state",
        )
        .first()
    )
    if row is None:
        return ""
    own, claims, state = row
    return f"{own}-{claims}-{state}-{_clock(timezone.now(), 60)}"


def story(request: SignedInRequest, pk: int) -> str:
    """Its history, those of its claims and of the articles they stand in, and the minute."""
    members = Membership.objects.filter(story=pk)
    row = (
        Story.objects.visible_to(request.user)
        .filter(pk=pk)
        .values_list(
            _length(f"story:{pk}"),
            _lengths(members, "claim:", "claim_id"),
            _lengths(members, "article:", "claim__article_id"),
            "changed_at",
        )
        .first()
    )
    if row is None:
        return ""
    own, claims, articles, changed_at = row
    now = timezone.now()
    return f"{own}-{claims}-{articles}-{changed_at.timestamp():.3f}-{_clock(now, 60)}"


def _length(subject: str) -> Coalesce:
    """The length of one history; 0 before its first event."""
    chain = Chain.objects.filter(subject=subject).values("length")
    return Coalesce(Subquery(chain), 0, output_field=BigIntegerField())


def _lengths(rows: QuerySet[Any], kind: str, key: str) -> Coalesce:
    """The lengths of the histories of what `rows` name by `key`, added up: it only ever grows.

    One look-up by key for each of them, whatever the size of the table.
    """
    subject = Concat(Value(kind), Cast(OuterRef(key), CharField()))
    length = Subquery(Chain.objects.filter(subject=subject).values("length"))
    total = (
        rows.order_by()
        .annotate(length=length, all=Value(1, IntegerField()))
        .values("all")
        .annotate(total=Sum("length"), rows=Count("*"))
        # A claim without a history counts, too.
        .values(both=F("total") + F("rows"))
    )
    return Coalesce(Subquery(total), 0, output_field=BigIntegerField())


def _clock(now: datetime, seconds: int) -> int:
    return int(now.timestamp()) // seconds
