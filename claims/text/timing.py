"""When a count was taken, and whether time explains that two counts differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from claims.text import clauses, families, numbers, periods
from claims.text.periods import Period
from claims.text.quantities import Quantity, meanings
from claims.text.reports import Report

_SPAN = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.0, "year": 365.0}
# "In a few weeks we have received", "in its first month".
_ELAPSED = re.compile(
    r"\b(?:in|within|over|after|during)(?: (?:the|its|their|his|her|our|just|only|under|less than"
    r"|barely|about|some))*"
    r"(?: (?P<first>first|opening|initial))?"
    r"(?: (?P<many>an?(?: few| couple of)?|few|several|two|three|four|five|six|seven|eight|nine|ten"
    r"|\d{1,3}))?"
    r" (?P<unit>hour|day|week|fortnight|month|year)s?\b",
    re.IGNORECASE,
)
_RECENT = re.compile(
    r"\b(?:in|over|during|within) the (?:past|last|previous)\b|\balone\b"
    r"|\b(?:over|during|throughout) (?:the |an? |\w+ )?(?:hour|day|week|month|season|year"
    r"|decade)s?\b|\bat (?:Easter|Christmas|one point|its peak|the weekend)\b"
    r"|\bthis (?:week|month|year)\b|\btoday\b|\byesterday\b|\bso far this\b",
    re.IGNORECASE,
)
_GROWING = re.compile(
    r"\b(?:already|so far|to date|total\w*|toll|ha(?:s|ve) now|by now|risen|climbed|and counting"
    r"|until now|up to now)\b",
    re.IGNORECASE,
)
_SHRINKING = frozenset({"miss", "remain"})
_GROWING_GROUPS = frozenset({"contacts", "visits", "followers", "deaths", "injuries", "arrests"})
# What is "now" was another number before.
_LATER = re.compile(
    r"\b(?:now|by then|since then|in the end|eventually|finally|meanwhile|since (?:risen|grown)"
    r"|ha(?:s|ve|d) (?:risen|climbed|grown|jumped|doubled|increased|gone up|become))\b",
    re.IGNORECASE,
)
# Nothing grows into another number between two morning papers, unless it is counted as it grows.
_LONG = 30
_NEAR = 183
_YEAR = 365.25
_BIRTHS = frozenset({"launch", "publish"})


@dataclass(frozen=True, slots=True)
class Moment:
    """The day on which a count stood, as far as it is known."""

    year: int | None
    month: int | None
    day: int | None
    stated: bool
    closing: bool = False

    def ordinal(self, year: int) -> int:
        """The day's number in the calendar of `year`; the middle of what is known no better."""
        return date(year, self.month or 7, 1).toordinal() + (self.day or 15) - 1

    @property
    def blur(self) -> int:
        """Days that the middle may be off."""
        return 0 if self.day is not None else 15 if self.month is not None else 182


def moment(report: Report, quantity: Quantity, dated: Sequence[Period]) -> Moment | None:
    """When the count of `quantity` was taken: by a date of its claim, or when the report was told.

    `dated` are the claim's dates. A year that the claim leaves out is taken from the day the
    report was told, when that is known: the last such day up to it.
    """
    told = periods.parts(report.told)
    once = quantity.fates & families.ONCE
    fitting = [
        period
        for period in dated
        if (period.month is not None or period.year is not None)
        and period.occasion.role in ("end", "by", "point")
        and not (period.occasion.denied or period.occasion.planned)
        and not (period.occasion.event in _BIRTHS and period.occasion.role == "point")
        # "killed 12 on 3 May" is the day of the deaths, not of the counting.
        and not (once and period.occasion.role == "point")
    ]
    if fitting:
        best = min(
            fitting, key=lambda one: (one.occasion.role == "point", abs(one.at - quantity.at))
        )
        day = best.days[1] if best.days else best.day
        found = Moment(best.year, best.month, day, True, best.occasion.role != "point")
        return _completed(found, told)
    year, month, day = told
    return None if month is None else Moment(year, month, day, False)


def _completed(found: Moment, told: tuple[int | None, int | None, int | None]) -> Moment:
    year, month, day = told
    if found.year is not None or found.month is None or year is None or month is None:
        return found
    later = (found.month, found.day or 1) > (month, day or 31)
    return replace(found, year=year - later)


def gap(a: Moment, b: Moment) -> int | None:
    """Days from `a` to `b`, 0 when they may be one day, None when their order is not known."""
    if a.year is not None and b.year is not None:
        days = b.ordinal(b.year) - a.ordinal(a.year)
    elif (a.year is None and b.year is None) or (a.stated and b.stated):
        # "early October" and "20 January" are the nearest such days to one another.
        year = a.year or b.year or 2023
        days = b.ordinal(year) - a.ordinal(year)
        if abs(days) > _NEAR:
            days -= round(_YEAR) if days > 0 else -round(_YEAR)
    else:
        return None
    return days if abs(days) > a.blur + b.blur else 0


def elapsed(report: Report, quantity: Quantity) -> float | None:
    """How many days after the beginning the count was taken: "in a few weeks"; None if unsaid."""
    start, _ = clauses.spot(report, quantity.figure)
    near = report.text[max(0, start - 100) : start + 160]
    for match in _ELAPSED.finditer(near):
        many = (match["many"] or "").lower()
        if not many and not match["first"]:
            continue
        if match["unit"].lower() == "year" and not match["first"]:
            continue
        size = numbers.value(many) if many not in ("", "a", "an") else 1.0
        size = 3.0 if "few" in many or many == "several" else size
        size = 2.0 if "couple" in many else size
        return (size or 1.0) * _SPAN[match["unit"].lower()]
    return None


def stretch(report: Report, quantity: Quantity) -> frozenset[str]:
    """What the words mean that limit the count to a stretch of time: "in December alone"."""
    start, end = clauses.spot(report, quantity.figure)
    found = _RECENT.search(report.text, max(0, start - 60), end + 60)
    return meanings(found.group()) | {"stretch"} if found else frozenset()


def is_growing(report: Report, quantity: Quantity) -> bool:
    """Whether the count can only be higher the later it is taken."""
    if quantity.scaled.per or quantity.fates & _SHRINKING:
        return False
    start, end = clauses.spot(report, quantity.figure)
    said = _GROWING.search(report.text, max(0, start - 80), end + 80) is not None
    kinds = quantity.counted.groups & _GROWING_GROUPS
    grows = bool(quantity.fates & families.GROWING or kinds or said)
    return grows and quantity.scaled.scale not in ("share", "age", "days", "ordinal")


Count = tuple[Report, Quantity, Sequence[Period]]


def explanation(less: Count, more: Count) -> str:
    """Why time explains that one count, `less`, is below the other, `more`; "" when it does not.

    Each is a report, its quantity and its dates. A count that only grows is explained by an
    earlier day or by a stated short time; any other by two stated days, or by a month between the
    reports where it is no count of what is over. What comes back ends a sentence.
    """
    growing = is_growing(less[0], less[1]) or is_growing(more[0], more[1])
    first, second = elapsed(less[0], less[1]), elapsed(more[0], more[1])
    if growing and first is not None and (second is None or second > first):
        return "the lower one was counted after a short time"
    a, b = moment(*less), moment(*more)
    days = None if a is None or b is None else gap(a, b)
    if days is None and _runs(less[0], less[1], more[0], more[1]):
        return "the words tell of a figure that has risen since"
    if a is None or b is None:
        earlier = growing and a is not None and a.stated and a.closing
        return "the lower one was counted by an earlier day" if earlier else ""
    if not days:
        return ""
    if growing:
        return "the higher one was counted later" if days > 0 else ""
    if a.stated and b.stated:
        return "they are of different dates"
    if less[1].fates & _SHRINKING or more[1].fates & _SHRINKING:
        return "the lower one was counted later" if days < 0 else ""
    # What is over stays what it was: the votes cast, the patients of a trial.
    over = less[1].past and more[1].past
    return "" if over or abs(days) < _LONG else "more than a month lies between the reports"


def _runs(less: Report, fewer: Quantity, more: Report, further: Quantity) -> bool:
    """Whether the words say that the count was running: "has climbed to 17", "now stands at 23"."""
    start, end = clauses.spot(more, further.figure)
    first, last = clauses.spot(less, fewer.figure)
    climbed = "rise" in fewer.fates and is_growing(less, fewer)
    climbed = climbed and _LATER.search(less.text, max(0, first - 60), last + 40) is not None
    return climbed or _LATER.search(more.text, max(0, start - 60), end + 40) is not None
