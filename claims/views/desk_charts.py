"""The desk's two charts: what was settled in seven days, and how long the open claims have waited.

Each is a drawing in the units of its own viewBox with the same numbers as a table beside it. Both
read ranges of an index as long as a week's work, and stop counting where nobody would read on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from claims.models import Review, Verdict

DAYS = 7
# The latest so many are told apart by day and verdict; so many open claims of an age are counted.
SETTLED = AGED = 5000

WIDTH, FOOT, TALLEST, BAR = 340, 122, 100, 30
ROW, LABELS, LONGEST = 28, 84, 200

_VERDICTS = Verdict.Value.values

# `days` are the midnights between which the days lie, in the reader's zone. A verdict is looked up
# by key for each: joined, the whole table of them would be read.
_SETTLED = """
SELECT width_bucket(signed_off_at, %(days)s::timestamptz[]), verdict, count(*)
FROM (
    SELECT signed_off_at,
        (SELECT verdict FROM claims_verdict WHERE claims_verdict.id = verdict_id) AS verdict
    FROM claims_review
    WHERE state = 'settled' AND signed_off_at >= %(first)s
    ORDER BY signed_off_at DESC LIMIT %(most)s
) settled
GROUP BY 1, 2
"""


class Bar(NamedTuple):
    """A rectangle of a drawing; `part` ends a part-… class, and chooses its hatching."""

    x: float
    y: float
    width: float
    height: float
    part: str
    title: str


@dataclass(frozen=True)
class Day:
    """What was settled on one day, by verdict."""

    day: date
    counts: dict[str, int]
    is_today: bool

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def columns(self) -> list[int]:
        return [self.counts.get(verdict, 0) for verdict in _VERDICTS]


@dataclass(frozen=True)
class Column:
    """A day in the drawing: its bars from the foot up, its number on top, its name below."""

    day: Day
    middle: float
    top: float
    bars: list[Bar]


@dataclass(frozen=True)
class Settled:
    days: list[Day]

    @property
    def total(self) -> int:
        return sum(day.total for day in self.days)

    @property
    def is_cut(self) -> bool:
        return self.total >= SETTLED

    @property
    def totals(self) -> list[tuple[str, int]]:
        """How many of each verdict, in the order of the table's columns."""
        columns = zip(*(day.columns for day in self.days), strict=True)
        return list(zip(_VERDICTS, map(sum, columns), strict=True))

    @property
    def columns(self) -> Iterator[Column]:
        highest = max(1, *(day.total for day in self.days))
        room = WIDTH / len(self.days)
        for number, day in enumerate(self.days):
            middle, at, bars = room * (number + 0.5), float(FOOT), []
            for verdict, count in zip(_VERDICTS, day.columns, strict=True):
                if count:
                    # One of two hundred is still to be seen.
                    height = max(1.5, TALLEST * count / highest)
                    at -= height
                    title = f"{day.day:%A}: {count} {verdict}"
                    bars.append(Bar(_r(middle - BAR / 2), _r(at), BAR, _r(height), verdict, title))
            yield Column(day, _r(middle), _r(at - 5), bars)


@dataclass(frozen=True)
class Age:
    """The open claims of an age; `query` lists them in the queue."""

    label: str
    query: str
    count: int

    @property
    def is_cut(self) -> bool:
        return self.count >= AGED

    @property
    def words(self) -> str:
        return f"{AGED:,}+" if self.is_cut else f"{self.count:,}"


@dataclass(frozen=True)
class Ages:
    rows: list[Age]

    @property
    def total(self) -> int:
        return sum(row.count for row in self.rows)

    @property
    def words(self) -> str:
        """How many are open, in short."""
        more = "+" if any(row.is_cut for row in self.rows) else ""
        return f"{self.total:,}{more}"

    @property
    def height(self) -> int:
        return ROW * len(self.rows)

    @property
    def bars(self) -> Iterator[tuple[Age, Bar]]:
        most = max(1, *(row.count for row in self.rows))
        for number, row in enumerate(self.rows):
            width = max(2.0, LONGEST * row.count / most) if row.count else 0.0
            title = f"{row.words} {row.label}"
            yield row, Bar(LABELS, ROW * number + 8, _r(width), 12, "open", title)


def settled_lately(now: datetime) -> Settled:
    """What was settled today and on the six days before it, in the current zone; one query."""
    today = timezone.localdate(now)
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    zone = timezone.get_current_timezone()
    midnights = [datetime(day.year, day.month, day.day, tzinfo=zone) for day in days]
    values: dict[str, Any] = {"days": midnights, "first": midnights[0], "most": SETTLED}
    with connection.cursor() as cursor:
        cursor.execute(_SETTLED, values)
        rows: Sequence[tuple[int, str, int]] = cursor.fetchall()
    counts: list[dict[str, int]] = [{} for _ in days]
    for number, verdict, count in rows:
        counts[number - 1][verdict] = count
    return Settled([Day(day, found, day == today) for day, found in zip(days, counts, strict=True)])


def ages(now: datetime) -> dict[str, QuerySet[Review, Any]]:
    """The open claims by age, the youngest first, each as far as it is counted."""
    edges = [now - timedelta(hours=hours) for hours in (4, 24, 72)]
    opened = Review.objects.open().order_by().values("queued_at")
    young, day, days = edges
    lists = {
        "under 4 h": opened.filter(queued_at__gt=young),
        "4–24 h": opened.filter(queued_at__gt=day, queued_at__lte=young),
        "1–3 days": opened.filter(queued_at__gt=days, queued_at__lte=day),
        "older": opened.filter(queued_at__lte=days),
    }
    return {label: found[:AGED] for label, found in lists.items()}


_QUERIES = {
    "under 4 h": "state:open added:<4h",
    "4–24 h": "state:open added:>=4h added:<1d",
    "1–3 days": "state:open added:>=1d added:<3d",
    "older": "state:open added:>=3d",
}


def ages_of(counts: Mapping[str, int]) -> Ages:
    """The chart of what `ages` were counted to be."""
    return Ages([Age(label, query, counts[label]) for label, query in _QUERIES.items()])


def _r(number: float) -> float:
    return round(number, 1)
