"""What a date or a clock time is the time of: the opening, the deadline, the day somebody spoke."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.text import clauses, families
from claims.text.figures import Figure
from claims.text.quantities import PAST, meanings
from claims.text.reports import Report
from claims.text.spans import WORD

_START = re.compile(r"\b(?:since|from|starting|beginning|between|effective)\s(?:the )?$", re.I)
_END = re.compile(
    r"\b(?:until|till|to|through|expires?(?: on)?|ends?(?: on)?|deadline(?: of| is)?"
    r"|up to|ending(?: on)?)\s(?:the |at least )?$",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|before|as of|as at|no later than)\s(?:the )?$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|following|days? of)\s(?:the )?$", re.IGNORECASE)
_AND = re.compile(r"\band\s$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from|since)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|rather than|instead of|no longer)\b[^,;]{0,25}$", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:will|would|due to|plans?|planned|scheduled|expected|set to|is to|are to|was to|were to"
    r"|should|could|may(?= [a-z])|might|must|originally|postponed|delayed|deadline)\b"
)
# A place where the thing happened.
_PLACE = re.compile(r"\b(?:in|at|near|outside) (?:the )?(?P<name>[^\W\d_a-z][\w’'-]+)")
_CALENDAR = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)\w*"
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What stands around a date or a time.

    role: "start", "end", "by", "after" or "point". event: the family of the nearest word that
    says what happened, "say" where somebody only spoke then; events: all of the clause but that.
    near: what the other words mean. places: names after "in" or "at".
    """

    role: str = "point"
    event: str = ""
    events: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    planned: bool = False
    past: bool = False
    denied: bool = False


def read(report: Report, figures: Sequence[Figure], at: int, last: Occasion | None) -> Occasion:
    """What `figures[at]` of `report` is the time of; `last` is the occasion of the one before."""
    start, end = clauses.spot(report, figures[at])
    left, right = clauses.clause(report, figures, at)
    before, after = report.text[left:start], report.text[end:right]
    around = f"{before} {after}"
    event, events = _event(report.text[left:right], start - left, end - left)
    return Occasion(
        role=_role(report.text[max(0, start - 40) : start], last),
        event=event,
        events=events,
        near=meanings(around),
        places=frozenset(
            families.kin(match["name"])
            for match in _PLACE.finditer(around)
            if not _CALENDAR.match(match["name"])
        ),
        words=frozenset(re.findall(WORD, around.lower())),
        planned=_PLANNED.search(around) is not None,
        past=PAST.search(around) is not None,
        denied=_NOT.search(before) is not None,
    )


def _role(before: str, last: Occasion | None) -> str:
    # "between 15 September, when it opened, and 20 January": the second end.
    if _AND.search(before) and last and (last.role == "start" or _BETWEEN.search(before)):
        return "end"
    for role, words in (("start", _START), ("after", _AFTER), ("by", _BY), ("end", _END)):
        if words.search(before):
            return role
    return "point"


def _event(clause: str, start: int, end: int) -> tuple[str, frozenset[str]]:
    found = [
        (start - at if at < start else at - end, family)
        for at, family in families.find(clause)
        if not start <= at < end
    ]
    if not found:
        return "", frozenset()
    return min(found)[1], frozenset(family for _, family in found) - {"say"}


def alike(a: Occasion, b: Occasion, *, lone: bool) -> bool:
    """Whether the two are surely one occasion; `lone`: neither report has another date or time.

    Symmetric. Never so for what was denied, or planned on one side only, or for a day on which
    somebody merely spoke.
    """
    if a.denied or b.denied or "say" in (a.event, b.event):
        return False
    # What was planned for one day may have come to pass on another.
    if (a.planned and b.past and not b.planned) or (b.planned and a.past and not a.planned):
        return False
    if families.contrasted(a.words, b.words):
        return False
    if "after" in (a.role, b.role) or (a.places and b.places and not a.places & b.places):
        return False
    if "by" in (a.role, b.role) and not (a.planned and b.planned):
        return False
    shared = len(a.near & b.near)
    same = bool(a.event) and a.event == b.event
    if a.role != b.role:
        return {a.role, b.role} == {"start", "point"} and same and a.event in families.ONCE
    if same and (a.event in families.ONCE or shared > 1):
        return True
    if a.event and b.event and a.event != b.event:
        met = a.event in b.events and b.event in a.events
        return lone and met and shared > 1 and a.event in families.ONCE
    fewest = min(len(a.near), len(b.near))
    # "expires on 30 June", "runs until 15 July".
    enough = 1 if a.role == "end" else 2
    return lone and shared >= enough and shared >= 0.4 * fewest


def akin(a: Occasion, b: Occasion) -> bool:
    """Whether the two can be one occasion, which is enough where their times agree. Symmetric."""
    if a.denied or b.denied:
        return False
    return bool(a.events & b.events or a.near & b.near)
