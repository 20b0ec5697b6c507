"""Dates of a report: how far each is written, and whether two can be one day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from claims.text import clauses, occasions
from claims.text.amounts import Agreement
from claims.text.figures import Figure
from claims.text.occasions import Occasion
from claims.text.quantities import MOST
from claims.text.reports import Report

_ISO = re.compile(r"(?P<year>\d{4}|-)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(_DAYS)})\b", re.IGNORECASE)
_LOOSE = re.compile(r"\b(?:around|about|approximately|some time in|circa)\s(?:the )?$", re.I)
_PART = re.compile(
    r"\b(?:(?P<early>early|(?:beginning|start|first days) of)|(?P<mid>mid|middle of)"
    r"|(?P<late>late|end of))[ -](?:in )?$",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)? ?(?:-|–|to|and|or|,) ?$")
_RANGE_AFTER = re.compile(r" ?(?:-|–|to|and|or) ?(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?! [a-z]+s\b)")
_NIGHT = re.compile(r"\b(?:night|overnight|midnight|eve|evening)\b", re.IGNORECASE)
_THIRDS = {"early": (1, 12), "mid": (8, 23), "late": (18, 31)}
# Days that "around" and "early" leave open, and that a night does.
_LEEWAY, _OVERNIGHT = 7, 1


_Link = tuple[int, int, int, Agreement]


@dataclass(frozen=True, slots=True)
class Period:
    """A date of a report as far as it is written.

    year, month, day: None while unknown. days: the days of the month it can mean. years: those of
    a decade. weekday: 0 for Monday. supplied: the year or day was worked out, not written.
    leeway: how many days it may be off.
    """

    figure: Figure
    at: int
    occasion: Occasion
    year: int | None = None
    month: int | None = None
    day: int | None = None
    days: tuple[int, int] | None = None
    years: tuple[int, int] | None = None
    weekday: int | None = None
    supplied: bool = False
    leeway: int = 0

    @property
    def whole(self) -> date | None:
        """The day in the calendar, where all of it is known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def parts(iso: str) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of an ISO 8601 prefix as in `dates`; None for what it lacks.

    All None for what is no such prefix, or for a month or day of no calendar.
    """
    match = _ISO.fullmatch(iso) if iso.isascii() else None
    if match is None:
        return None, None, None
    year = None if match["year"] == "-" else int(match["year"])
    month, day = (int(match[name]) if match[name] else None for name in ("month", "day"))
    if year in (0, 9999) or (month is not None and not 1 <= month <= 12):
        return None, None, None
    return year, month, day if day is None or 1 <= day <= 31 else None


# A claim is compared with many others.
@lru_cache(maxsize=4_096)
def read(report: Report) -> tuple[Period, ...]:
    """The dates of `report` in order, at most `quantities.MOST`.

    "Last month" and the like are left out where nobody worked out which month that was.
    """
    figures = [figure for figure in report.figures if figure.kind == "date"][:MOST]
    found: list[Period] = []
    last: Occasion | None = None
    for at, figure in enumerate(figures):
        start, end = clauses.spot(report, figure)
        year, month, day = parts(figure.date)
        weekday = _WEEKDAY.search(report.text, start, end)
        years = _years(figure)
        if year is None and month is None and weekday is None and years is None:
            continue
        last = occasions.read(report, figures, at, last)
        before = report.text[max(0, start - 40) : start]
        night = _NIGHT.search(report.text, max(0, start - 40), end + 40)
        loose = _LOOSE.search(before) or (month and not day and _PART.search(before))
        found.append(
            Period(
                figure, start, last, year, month, day,
                days=_days(before, report.text[end : end + 12], month, day),
                years=years,
                weekday=_DAYS.index(weekday["day"].lower()) if weekday else None,
                supplied=figure.completed,
                leeway=_LEEWAY if loose else _OVERNIGHT if night else 0,
            )
        )  # fmt: skip
    return tuple(found)


def _years(figure: Figure) -> tuple[int, int] | None:
    if figure.low is None or figure.high is None:
        return None
    return int(figure.low), int(figure.high)


def _days(before: str, after: str, month: int | None, day: int | None) -> tuple[int, int] | None:
    """The first and last day of the month that are meant: "15-18 September", "early October"."""
    if day is None:
        part = _PART.search(before) if month else None
        return _THIRDS[str(part.lastgroup)] if part else None
    if first := _RANGE_BEFORE.search(before):
        return min(int(first["day"]), day), day
    if last := _RANGE_AFTER.match(after):
        return day, max(int(last["day"]), day)
    return day, day


def compare(a: Period, b: Period) -> Agreement | None:
    """How far the two can be one day; None when nothing in them can be compared. Symmetric."""
    if a.years or b.years:
        return _decades(a, b)
    agreed = False
    # A year that nobody wrote decides nothing.
    years = (None, None) if a.supplied or b.supplied else (a.year, b.year)
    for one, other in (years, (a.month, b.month)):
        if one is not None and other is not None:
            agreed = True
            if one != other:
                return _apart(a, b)
    if a.days and b.days and a.month is not None and b.month is not None:
        if not (a.days[0] <= b.days[1] and b.days[0] <= a.days[1]):
            return _apart(a, b)
        return Agreement.SAME if a.days == b.days else Agreement.COMPATIBLE
    if a.weekday is not None and b.weekday is not None and not agreed:
        return Agreement.SAME if a.weekday == b.weekday else Agreement.CONFLICT
    for this, that in ((a, b), (b, a)):
        if this.weekday is not None and this.whole is None and that.whole:
            fits = that.whole.weekday() == this.weekday
            return Agreement.COMPATIBLE if fits else _apart(a, b)
    if not agreed:
        return None
    # "September" and "September 2022" are as exact as one another, "15 September" is more so.
    exact = ((a.month, a.days), (b.month, b.days))
    return Agreement.SAME if exact[0] == exact[1] else Agreement.COMPATIBLE


def _apart(a: Period, b: Period) -> Agreement:
    """Two days that are not one may still be meant as one: "around", or in one night."""
    leeway = max(a.leeway, b.leeway)
    if not leeway:
        return Agreement.CONFLICT
    days = distance(a, b)
    return Agreement.UNSURE if days is None or days <= leeway else Agreement.CONFLICT


def _decades(a: Period, b: Period) -> Agreement | None:
    first, second = (
        period.years or (None if period.year is None else (period.year, period.year))
        for period in (a, b)
    )
    if first is None or second is None:
        return None
    if first == second:
        return Agreement.SAME
    meet = first[0] <= second[1] and second[0] <= first[1]
    return Agreement.COMPATIBLE if meet else Agreement.CONFLICT


def distance(a: Period, b: Period) -> int | None:
    """Fewest days between the two, a missing year taken from the other; None when unknown."""
    if a.month is None or b.month is None or not a.days or not b.days:
        return None
    gaps = []
    for day in a.days:
        for other in b.days:
            try:
                first = date(a.year or b.year or 2023, a.month, day)
                second = date(b.year or a.year or 2023, b.month, other)
            except ValueError:
                continue
            gaps.append(abs((first - second).days))
    return min(gaps, default=None)


def align(a: Sequence[Period], b: Sequence[Period]) -> tuple[tuple[int, int, Agreement], ...]:
    """The dates of two reports that are of one occasion, as places in `a` and `b`, and how they
    agree; in the order of `a`. A date has one partner or none.
    """
    agreeing: list[_Link] = []
    differing: list[_Link] = []
    # A date that stands in the other report too contradicts none of its others.
    met: set[tuple[str, int]] = set()
    lone = len(a) == 1 == len(b)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            agreement = compare(x, y)
            one, other = x.occasion, y.occasion
            score = len(one.near & other.near) + 9 * (one.event == other.event)
            if agreement is None or agreement == Agreement.UNSURE:
                continue
            if agreement >= Agreement.COMPATIBLE:
                met.add(("a", i))
                met.add(("b", j))
                if occasions.akin(one, other) or (lone and not (one.denied or other.denied)):
                    agreeing.append((100 * agreement + score, i, j, agreement))
            elif occasions.alike(one, other, lone=lone):
                differing.append((score, i, j, agreement))
    links = agreeing + [link for link in differing if not {("a", link[1]), ("b", link[2])} & met]
    kept: list[tuple[int, int, Agreement]] = []
    for _, i, j, agreement in sorted(links, key=lambda one: (-one[0], one[1] + one[2], one[1])):
        if all(i != row and j != column for row, column, _ in kept):
            kept.append((i, j, agreement))
    return tuple(sorted(kept))
