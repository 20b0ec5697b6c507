"""How much of an article somebody has looked at.

A sentence of the body is seen when a claim on the desk stands in it, or a reader has passed it.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Aggregate,
    BooleanField,
    Count,
    F,
    Func,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce

from claims.models import Article, Claim, Review, Sentence


@dataclass(frozen=True)
class Coverage:
    """Sentences of an article's body, and how many of them are seen."""

    sentences: int
    seen: int

    @property
    def unseen(self) -> int:
        return self.sentences - self.seen

    @property
    def per_cent(self) -> int:
        """Rounded down, so that 100 means all of them; 100 also where there is no sentence."""
        return 100 * self.seen // self.sentences if self.sentences else 100


class _RangeAgg(Aggregate):
    """Ranges as one multirange, in which PostgreSQL finds an overlap by halving."""

    function = "range_agg"
    output_field = TextField()


class _Overlap(Func):
    template = "(%(expressions)s)"
    arg_joiner = " && "
    output_field = BooleanField()


def coverage_of(article: Article) -> Coverage:
    """One query, which takes time in step with the article's sentences and claims."""
    counted = _body(article).aggregate(
        sentences=Count("pk"), seen=Count("pk", filter=Q(claimed=True) | Q(passed_by__isnull=False))
    )
    return Coverage(**counted)


def next_unseen(article: Article, *, after: int) -> Sentence | None:
    """The first unseen sentence that starts after the offset, else the first at all; None if none.

    One query, or two.
    """
    unseen = _body(article).filter(claimed=False, passed_by=None).order_by("start")
    following: Sentence | None = unseen.filter(start__gt=after).first() or unseen.first()
    return following


def _body(article: Article) -> QuerySet[Any]:
    """Its sentences of the body; `claimed` says whether a claim on the desk stands in one."""
    spans = (
        Claim.objects.filter(article=article)
        .exclude(review__state=Review.State.DROPPED)
        .order_by()
        .values("article")
        .annotate(spans=_RangeAgg(_range(F("start"), F("end"))))
        .values("spans")
    )
    overlap = _Overlap(_range(F("start"), F("end")), Subquery(spans))
    return Sentence.objects.filter(article=article, kind=Sentence.Kind.BODY).annotate(
        # Without any claim the comparison is with nothing, and comes to NULL.
        claimed=Coalesce(overlap, Value(False))
    )


def _range(start: F, end: F) -> Func:
    return Func(start, end, function="int4range", output_field=TextField())
