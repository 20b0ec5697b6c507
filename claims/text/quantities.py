"""The quantities of a report with what is needed to tell which of another's they belong to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from claims.text import clauses, counted, families, scales
from claims.text.counted import Counted
from claims.text.figures import Figure
from claims.text.reports import Report
from claims.text.scales import Scaled
from claims.text.spans import WORD, words

# Of a claim that holds more, the first ones are compared.
MOST = 24
_WORD = re.compile(WORD)
# "by a majority of nine votes", "another 20".
_OTHER = re.compile(
    r"\b(?:another|further|additional|extra|other|(?:margin|majority|lead|gap|difference) of)\s*$",
    re.IGNORECASE,
)
_APART = frozenset(words("not other before"))
# "rose by 5 per cent": how much, and not to what.
_CHANGE = re.compile(
    r"\b(?:(?:ris\w*|rose|f[ae]ll\w*|increas\w*|decreas\w*"
    r"|gr[eo]w\w*|up|down|drop\w*|declin\w*|cut|climb\w*|jump\w*|gain\w*|surg\w*|shr[aiu]nk\w*|s[aiu]nk\w*"
    r"|slid\w*) by)\s*$",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s(?:more|others?|further|additional|extra)\b", re.IGNORECASE)
# "34 of the 100 deputies": a part, and the whole it is of.
_OF_ALL = re.compile(r" (?:out )?of (?:the |its |their |all |those |these )?(?:other |total )?")
# "8 metres 74", "two hours and ten minutes": half of an amount only.
_COMPOUND = re.compile(
    r" (?:and )?\d{1,2}\b(?![,.]\d| ?%)(?= (?:min|sec|inch|month|cm|oz)|[,.;]|$)"
)
_NOT = re.compile(
    r"\b(?:not|rather than|instead of|never|denied|nor|all but|except(?: for)?|apart from)\s"
    r"(?:the |all |just )?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:up from|down from|from|compared (?:with|to)|than|previously|previous|earlier|initially"
    r"|originally|at first|first|instead of|last year(?:['’]s)?|against|versus|old|former)"
    r"\s(?:the |an? |some |about |just )?$",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"\b(?:will|would|could|may|might|expect\w*|plan\w*|target\w*|aim\w*|forecast\w*|project(?:ed|s|"
    r"ion)|predict\w*|estimate[sd]? that|hope[sd]?|hoping|want\w*|promis\w*|propos\w*|seek\w*"
    r"|demand\w*|capacity|room for|should|if|unless|intend\w*|due to)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\s(?:of (?:them|whom|those|these|which|the (?!\d)[a-z]+)|were among)\b")
_PART_BEFORE = re.compile(r"\b(?:including|among them|of whom|of which|of them)[ ,]+$")
_OFTEN = re.compile(
    r"\b(?:(?P<adverb>daily|hourly|weekly|monthly|annual(?:ly)?|yearly|nightly)"
    r"|(?:each|every|per) (?P<span>hour|day|night|week|month|year))\b",
    re.IGNORECASE,
)
_OFTEN_REACH = 50
# So far back a verb tells when it was.
_BACK = 200
# "12 were killed", "killing at least 12".
_BESIDE = 16
# What is over cannot be a forecast that did not come true.
PAST = re.compile(
    r"\b(?:was|were|had|did|ago|died|went|came|took|began|won|sank|fell|struck|hit|broke|rose|paid"
    r"|\w{2,}ed)\b"
)
_STOP = frozenset(
    words(
        "the a an and or but of in on at to for from by with as than that which who whom whose is "
        "are was were be been being has have had having it its they their them he his him she her "
        "we our us you your i my this these those there here not no so if when while where since "
        "after before during until into over under about around more less most least up down out "
        "off also only just already still even very such other some any all each every one two "
        "now then do does did will would can could may might must should per between nearly almost "
        "said say says told according reported reports report "
        "january february march april may june july august september october november december "
        "monday tuesday wednesday thursday friday saturday sunday"
    )
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a report and what stands around it.

    at, end: its place in the report's own text. fates: families of the words for what happened to
    what is counted; fate: the nearest; close: whether that stands right beside it. near: what the
    words beside the figure mean, as `families.kin`; words: all of them; names: places among them;
    capitals: those written with one; subject: what stands in front of the first figure. past:
    whether they tell of what is over. role: "" or why it stands for another time or thing than a
    plain figure would: "before", "change", "forecast", "other", "not", "part", "whole".
    """

    figure: Figure
    at: int
    end: int
    scaled: Scaled
    counted: Counted
    fates: frozenset[str]
    fate: str = ""
    near: frozenset[str] = frozenset()
    role: str = ""
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    past: bool = False
    close: bool = False


# A claim is compared with many others.
@lru_cache(maxsize=4_096)
def read(report: Report) -> tuple[Quantity, ...]:
    """The quantities of `report` in order, dates and clock times left out; at most `MOST`.

    Offsets of `at` are into the report's own text. Takes time in proportion to that text.
    """
    figures = [figure for figure in report.figures if figure.kind not in ("date", "time")][:MOST]
    found: list[Quantity] = []
    for at, figure in enumerate(figures):
        start, end = clauses.spot(report, figure)
        left, right = clauses.clause(report, figures, at)
        scaled = scales.read(
            figure, _often(report.text[max(left, start - 12) : right], end - start)
        )
        if scaled is None:
            continue
        noun = scaled.unit if figure.kind == "count" else ""
        thing = counted.read(noun)
        clause = report.text[left:right]
        before = report.text[left:start]
        role = _role(report.text, before, start, end)
        # "Could be jailed for up to ten years" tells of no other number than "faces up to ten".
        if role == "forecast" and figure.qualifier == "up to":
            role = ""
        if figure.kind in ("measure", "duration") and _COMPOUND.match(report.text, end):
            role = "other"
        if role == "part" and not thing.head and found:
            thing = found[-1].counted
        fates, close = _fates(clause, thing, start - left, end - left)
        last = found[-1] if found else None
        joined = last is not None and not clauses.ends_between(report, last.figure, figure)
        # "Twelve people were killed, among them 3 soldiers."
        if last and joined and last.fate and not fates and figure.kind == last.figure.kind:
            fates = (last.fate, *last.fates)
        if last and _OF_ALL.fullmatch(report.text, last.end, start):
            role = role or "whole"
            found[-1] = _part_of(last, thing, fates)
        outside = f"{before} {report.text[end:right]}"
        near = meanings(outside)
        # "Unemployment rose from 5 to 7 per cent": the subject is that of both.
        if found and not clauses.ends_between(report, found[0].figure, figure):
            near |= found[0].subject
        found.append(
            Quantity(
                figure,
                start,
                end,
                scaled,
                thing,
                frozenset(fates),
                fate=fates[0] if fates else "",
                near=near,
                subject=meanings(before) if not found else frozenset(),
                role=role,
                names=_names(outside),
                words=frozenset(_WORD.findall(outside.lower())),
                capitals=meanings(" ".join(_CAPITAL.findall(outside))),
                past=PAST.search(report.text, max(0, left - _BACK), right) is not None,
                close=close,
            )
        )
    return tuple(found)


def _part_of(part: Quantity, thing: Counted, fates: tuple[str, ...]) -> Quantity:
    """`part` as one of a whole, of which `thing` is counted and `fates` are told."""
    if part.fate or not fates:
        fates = (part.fate, *part.fates) if part.fate else ()
    counted = part.counted if part.counted.head else thing
    fate = fates[0] if fates else ""
    role = part.role if part.role in _APART else "part"
    return replace(part, role=role, counted=counted, fates=frozenset(fates), fate=fate)


def _often(near: str, length: int) -> str:
    """The span of time of a rate beside the figure: "day" of "daily" and of "each day"."""
    match = _OFTEN.search(near, 0, length + _OFTEN_REACH)
    if match is None:
        return ""
    return (match["adverb"] or match["span"]).lower()


def _role(text: str, before: str, start: int, end: int) -> str:
    near = text[max(0, start - 40) : start]
    if _NOT.search(near):
        return "not"
    if _OTHER.search(near) or _MORE.match(text, end):
        return "other"
    if _CHANGE.search(near):
        return "change"
    if _BEFORE.search(near):
        return "before"
    if _PART.match(text, end) or _PART_BEFORE.search(near):
        return "part"
    return "forecast" if _FORECAST.search(before[-60:]) else ""


def _fates(clause: str, thing: Counted, start: int, end: int) -> tuple[tuple[str, ...], bool]:
    """What happened to `thing`, the nearest word's family first, and whether that is beside it."""
    found = [
        (max(start - at, at - end, 0), family)
        for at, family in families.find(clause)
        if family in families.FATES
    ]
    fates = [thing.befell] if thing.befell else [family for _, family in sorted(found)]
    # Who wants to surrender has asked to.
    if "surrender" in fates and _TO_SURRENDER.search(clause):
        fates.insert(0, "contact")
    return tuple(fates), bool(found) and min(found)[0] <= _BESIDE


def meanings(text: str) -> frozenset[str]:
    """What the words of `text` mean, small words, numbers and dates left out."""
    return frozenset(
        families.kin(match.group())
        for match in _WORD.finditer(text)
        if match.group().lower() not in _STOP and not match.group()[0].isdigit()
    )


_TO_SURRENDER = re.compile(r"\bto (?:surrender|desert|capitulate|give)")
_PLACE = re.compile(r"\b(?:in|at|near|outside|across) (?:the )?(?P<name>[^\W\d_a-z][\w’'-]+)")
_CAPITAL = re.compile(r"(?<![\w’'-])[^\W\d_a-z][\w’'-]+")
_MONTHS = frozenset(
    words(
        "January February March April May June July August September October November December "
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
    )
)


def _names(text: str) -> frozenset[str]:
    return frozenset(_placed(text))


def _placed(text: str) -> Iterator[str]:
    for match in _PLACE.finditer(text):
        if match["name"] not in _MONTHS:
            yield families.kin(match["name"])
