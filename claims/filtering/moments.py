"""Times as people write them in a query: "1d", "4h", "2026-12-01", "today"."""

import math
import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from claims.filtering.conditions import Misread

_SPAN = re.compile(
    r"(\d{1,4})\s*(?:(m|min|mins|minutes?)|(h|hours?|hrs?)|(d|days?)|(w|weeks?))", re.ASCII
)
_UNITS = ("minutes", "hours", "days", "weeks")
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_FIRST, _LAST = date(1900, 1, 1), date(2200, 1, 1)

# From (inclusive) and to (exclusive); None where there is no such end.
Range = tuple[datetime | None, datetime | None]


def ahead(words: str, operator: str, *, at: datetime, field: str) -> Range:
    """The moments meant by "<1d": before a day from now. A span alone means within it."""
    if (span := _span(words)) is not None:
        return _beside(at + span, at + span, operator or "<")
    day = _day(words, at, field)
    return _beside(*_whole(day), operator)


def ago(words: str, operator: str, *, at: datetime, field: str) -> Range:
    """The moments meant by an age: "<2d" is within the last two days."""
    if (span := _span(words)) is not None:
        turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}[operator or "<"]
        return _beside(at - span, at - span, turned)
    return _beside(*_whole(_day(words, at, field)), operator)


def as_bounds(low: datetime | None, high: datetime | None) -> tuple[float, float]:
    """The range as numbers, to compare it with another."""
    return (
        low.timestamp() if low else -math.inf,
        high.timestamp() if high else math.inf,
    )


def _beside(first: datetime, last: datetime, operator: str) -> Range:
    match operator:
        case "<":
            return None, first
        case "<=":
            return None, last
        case ">":
            return last, None
        case ">=":
            return first, None
        case _:
            return first, last


def _span(words: str) -> timedelta | None:
    found = _SPAN.fullmatch(words.casefold().strip())
    if found is None:
        return None
    unit = next(name for name, part in zip(_UNITS, found.groups()[1:], strict=True) if part)
    return timedelta(**{unit: int(found[1])})


def _day(words: str, at: datetime, field: str) -> date:
    key = words.casefold().strip()
    if key in _DAYS:
        return timezone.localdate(at) + timedelta(days=_DAYS[key])
    try:
        day = date.fromisoformat(key)
    except ValueError:
        raise Misread(
            f"“{words}” is no time that {field}: reads: write a span as in <1d or <4h, or a date as"
            " in <2026-12-01."
        ) from None
    if not _FIRST <= day <= _LAST:
        raise Misread(f"“{words}”: write a year between 1900 and 2200.")
    return day


def _whole(day: date) -> tuple[datetime, datetime]:
    """The day in the reader's time zone, from midnight to midnight."""
    zone = timezone.get_current_timezone()
    begin = datetime.combine(day, time.min, tzinfo=zone)
    return begin, datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
