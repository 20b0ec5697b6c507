"""Clock times of two reports: "about 4 p.m." and "16:05" agree, half past nine and ten do not."""

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.text import occasions
from claims.text.amounts import Agreement
from claims.text.figures import Figure
from claims.text.occasions import Occasion
from claims.text.quantities import MOST
from claims.text.reports import Report

_READING = re.compile(r"(\d\d):(\d\d)")
_ZONE = re.compile(r"\b(?:GMT|UTC|CET|CEST|BST|EST|EDT)\b")
_DAY = 24 * 60
# Minutes that "about" leaves open, and that a time on the hour or half-hour may be rounded by.
_ABOUT, _ROUNDED = 30, 10


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time of a report: `minute` of the day, and the zone that is named with it."""

    figure: Figure
    minute: int
    zone: str
    occasion: Occasion


# A claim is compared with many others.
@lru_cache(maxsize=4_096)
def read(report: Report) -> tuple[Clock, ...]:
    """The clock times of `report` in order, at most `quantities.MOST`."""
    figures = [
        figure
        for figure in report.figures
        if figure.kind == "time" and _READING.fullmatch(figure.unit)
    ][:MOST]
    found: list[Clock] = []
    for at, figure in enumerate(figures):
        hour, _, minute = figure.unit.partition(":")
        zone = _ZONE.search(figure.text)
        occasion = occasions.read(report, figures, at, found[-1].occasion if found else None)
        found.append(
            Clock(figure, int(hour) * 60 + int(minute), zone.group() if zone else "", occasion)
        )
    return tuple(found)


def compare(a: Clock, b: Clock) -> Agreement:
    """How the two agree. Symmetric. What another time zone could explain is UNSURE."""
    apart = abs(a.minute - b.minute)
    apart = min(apart, _DAY - apart)
    loose = {a.figure.qualifier, b.figure.qualifier} != {"exactly"}
    if not apart:
        same = a.figure.qualifier == b.figure.qualifier and a.zone == b.zone
        return Agreement.SAME if same else Agreement.COMPATIBLE
    on_the_hour = a.minute % 30 == 0 or b.minute % 30 == 0
    if apart <= (_ABOUT if loose else _ROUNDED if on_the_hour else 0):
        return Agreement.COMPATIBLE
    # "9.15" in the evening and 21:15; 16:00 there and 14:00 GMT.
    if loose or apart == _DAY // 2 or (apart % 60 == 0 and (a.zone or b.zone)) or a.zone != b.zone:
        return Agreement.UNSURE
    return Agreement.CONFLICT


def align(a: tuple[Clock, ...], b: tuple[Clock, ...]) -> tuple[tuple[int, int, Agreement], ...]:
    """The times of two reports that are of one occasion, as places in `a` and `b`.

    Only where each has a single time: more of them are a timetable, and whose is whose is unsure.
    """
    if len(a) != 1 or len(b) != 1:
        return ()
    agreement = compare(a[0], b[0])
    one, other = a[0].occasion, b[0].occasion
    if agreement >= Agreement.COMPATIBLE:
        return () if one.denied or other.denied else ((0, 0, agreement),)
    sure = agreement == Agreement.CONFLICT and occasions.alike(one, other, lone=True)
    return ((0, 0, agreement),) if sure else ()
