"""Figures that their shape gives away: clock times, ages, shares, ranks, "dozens" and "twice"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.text import numbers, qualifiers, units
from claims.text.spans import UPPER, Span, words

_LOOSE = re.compile(
    r"\b(?:(?:tens|hundreds) of (?:thousands|millions)|dozens|scores(?= of)|hundreds|thousands"
    r"|millions|billions|(?:a few|several|many) (?:dozen|hundred|thousand|million)s?)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\w:.,])(?:(?P<day>24/7)|(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d) ?(?P<half>[ap]\.m\.|"
    r"[ap]m\b)"
    r"|:(?P<m2>[0-5]\d)(?!\d)|(?P<m3>[0-5]\d)(?= ?(?:GMT|UTC|CET|CEST|BST|EST|EDT|hours\b|hrs\b|"
    r"local"
    r" time))| ?(?P<half2>[ap]\.m\.|[ap]m\b))(?! ?(?:GMT|UTC)\w)(?: (?:GMT|UTC|CET|CEST|BST|EST|"
    r"EDT)\b)?)"
    r"(?![\d:])"
    rf"|\b(?P<word>\d{{1,2}}|{numbers.HOURS})(?: o[’']clock|(?= in the (?:morning|afternoon|"
    rf"evening)\b))"
    r"(?P<part> in the (?:morning|afternoon|evening))?"
    r"|\b(?P<noon>noon|midday|midnight)\b"
    r"|(?<=\bat )(?P<h4>[01]?\d)\.(?P<m4>[0-5]\d)(?=[,;]|\.?$|\. | (?:on|to|and|the|that|in "
    r"the)\b)",
    re.IGNORECASE,
)
# "closed at 5.40": a price, and no time.
_PRICED = re.compile(
    r"[$€£¥%]|\b(?:shares?|stock|index|dollar|euro|pound|yen|yield|rates?|cents?)\b"
)
_AGE = re.compile(
    rf"(?<=[{UPPER}\w], )(?P<age>[1-9]\d)(?=,)"
    r"|\b(?:people|those|women|men|adults|children|kids|pensioners|patients|residents|anyone|"
    r"everyone"
    r"|drivers|workers|girls|boys|them|most|all) (?:(?:aged|who are) )?(?P<side>(?P<over>over|"
    r"above|older than)|"
    r"under"
    r"|below|younger than) (?P<bound>\d{1,2})(?!\d|[,.]\d|%| ?per| [a-z]+s\b)"
    r"|\b(?:who|[Hh]e|[Ss]he|victim|man|woman|boy|girl|driver|suspect) (?:is|was|turned)"
    r" (?P<is>[1-9]\d?)(?=[,.;]| and\b)"
    r"|\baged (?P<aged>\d{1,3})\b(?! ?(?:to|-|–))"
    r"|\b(?:early |mid-|late )?(?P<span>[2-9]0)s(?= |[.,;”\"]|$)",
)
_PARTS = "|".join(part for part in numbers.FRACTIONS if part != "quarter")
_FRACTION = re.compile(
    r"(?<!\band )\b(?P<top>one|two|three|four|five|seven|nine|a|an)[- ]"
    rf"(?P<part>{_PARTS}|quarter(?!s\b(?! of| the|-)))s?\b"
    # "a third man", "a third was young": one more of them, and no share.
    r"(?= (?:of|the|in|on|from|to|for|since|over|off|at|by|more|less|fewer|each|were|are|have|had"
    r"|say|and|or|as|higher|lower)\b|[^\w ,-]|$)"
    r"|(?<!first )(?<!second )(?<!other )(?<!better )\b(?P<half>half)"
    r"(?= of | the | (?:a(?! (?:million|billion|dozen|century|hour|year|mile))|its|their|all) )"
    r"|\b(?P<one>one|two|three|four|five|six|seven|eight|nine|\d+) (?:in|out of)(?: every)?"
    r" (?P<of>two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
    r"|\b(?P<change>doubled|tripled|trebled|quadrupled|halved)\b"
    r"|\b(?P<fold>twice)(?= (?:as|the)\b)"
    r"|(?<![\d.,])\b(?P<times>two|three|four|five|six|seven|eight|nine|ten|\d+)"
    r" times(?= (?:as|more|higher|larger|bigger|the|what|that|faster|greater)\b)",
    re.IGNORECASE,
)
_HALF_A = re.compile(
    r"\b(?:half an?|(?P<quarter>an? quarter of an?)) "
    r"(?P<whole>million|billion|dozen|century|hour|year|mile|tonne)\b",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(
    r"\b(?:an?|one) (?P<span>hour|day|week|month|year|decade) and a half\b", re.IGNORECASE
)
_FORTNIGHT = re.compile(r"\b(?:a|one) fortnight\b(?! ago\b)", re.IGNORECASE)
_HALVES = {
    "million": (5e5, "count", ""),
    "billion": (5e8, "count", ""),
    "dozen": (6.0, "count", ""),
    "century": (50.0, "duration", "year"),
    "hour": (0.5, "duration", "hour"),
    "year": (0.5, "duration", "year"),
    "mile": (0.5, "measure", "mile"),
    "tonne": (0.5, "measure", "tonne"),
}
_CHANGES = {"doubled": 2.0, "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0, "halved": 0.5}
_AGO = re.compile(
    r"\ban? (?P<span>decade|century|generation)"
    r"(?= (?:earlier|later|ago|before)\b)"
)
_TWICE = re.compile(r"\btwice\b(?! (?:as|the)\b)(?P<more> or more)?", re.IGNORECASE)
_RANKED = re.compile(
    r"(?<=\bthe |\bher |\bhis |\bits )(?P<nth>third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r" (?!(?:of|half|such|local|straight|successive|consecutive|quarter|party"
    r"|parties|degree|world|person|hand|century|and|or|to)\b)(?P<noun>[a-z]\w+)"
    r"|(?<=\btheir )(?P<nth2>third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?= [a-z])"
    r"|(?<=[’']s )(?P<nth3>third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?= [a-z])"
    r"|\b(?:from|for an?|an?) (?P<nth4>third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r" (?=(?:husband|wife|term|time|title|child|season|day|year|week|month|victim|man|woman|suspect"
    r"|round|win|defeat|person|case|death|attempt)\b)"
)
_ORDINAL = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)-(?:largest|biggest|highest"
    r"|smallest|lowest|most|worst|best|oldest)\b",
    re.IGNORECASE,
)
_ORDINALS = words("zeroth first second third fourth fifth sixth seventh eighth ninth tenth")


@dataclass(frozen=True, slots=True)
class Shape(Span):
    """A figure found by its shape, with the fields of `figures.Figure`; offsets into the quote."""

    kind: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    qualifier: str = "exactly"


def find(quote: str) -> Iterator[Shape]:
    """The figures of `quote` that have a shape of their own, kind by kind; they may overlap."""
    yield from _spans(quote)
    yield from _clocks(quote)
    yield from _ages(quote)
    yield from _shares(quote)
    yield from _loose(quote)
    yield from _ranks(quote)


def _clocks(quote: str) -> Iterator[Shape]:
    priced = _PRICED.search(quote) is not None
    for match in _CLOCK.finditer(quote):
        if match["day"]:
            yield Shape(*match.span(), "time", unit="24/7")
            continue
        if match["h4"] and priced:
            continue
        reading = _reading(match)
        if reading:
            start, qualifier = qualifiers.before(quote, match.start())
            known = qualifier if qualifier in ("about", "nearly") else "exactly"
            at = start if known == qualifier else match.start()
            yield Shape(at, match.end(), "time", unit=reading, qualifier=known)


def _reading(match: re.Match[str]) -> str:
    """What the clock shows, as "16:05"; "" for what no clock does."""
    if match["noon"]:
        return "00:00" if match["noon"].lower() == "midnight" else "12:00"
    if match["word"]:
        hour = numbers.value(match["word"]) or 0
        if match["part"] and "morning" not in match["part"] and hour < 12:
            hour += 12
        return f"{int(hour):02}:00" if hour < 24 else ""
    hour = int(match["h"] or match["h4"])
    minute = int(match["m"] or match["m2"] or match["m3"] or match["m4"] or 0)
    half = (match["half"] or match["half2"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"{hour:02}:{minute:02}"


def _ages(quote: str) -> Iterator[Shape]:
    for match in _AGE.finditer(quote):
        if match["span"]:
            low = float(match["span"])
            yield Shape(*match.span(), "age", low, low + 9, "year", "between")
        elif match["bound"]:
            age = float(match["bound"])
            over = bool(match["over"])
            least, most = (age, None) if over else (None, age)
            qualifier = "more than" if over else "less than"
            yield Shape(match.start("side"), match.end(), "age", least, most, "year", qualifier)
        else:
            age = float(match["age"] or match["aged"] or match["is"])
            yield Shape(*match.span(), "age", age, age, "year")


def _shares(quote: str) -> Iterator[Shape]:
    # First, so that "a quarter of a million" is no quarter.
    for match in _HALF_A.finditer(quote):
        value, kind, unit = _HALVES[match["whole"].lower()]
        value = value / 2 if match["quarter"] else value
        start, qualifier = qualifiers.before(quote, match.start())
        least, most = qualifiers.bounds(qualifier, value, value)
        read = units.read(quote[match.end() : match.end() + 80]) if kind == "count" else None
        named = read or units.Unit(kind, unit, 0)
        end = match.end() + named.length
        yield Shape(start, end, named.kind, least, most, named.name, qualifier)
    for match in _FRACTION.finditer(quote):
        share = _share(match)
        if share is not None:
            start, qualifier = qualifiers.before(quote, match.start())
            least, most = qualifiers.bounds(qualifier, share, share)
            yield Shape(start, match.end(), "fraction", least, most, "", qualifier)


def _spans(quote: str) -> Iterator[Shape]:
    for match in _AND_A_HALF.finditer(quote):
        start, qualifier = qualifiers.before(quote, match.start())
        least, most = qualifiers.bounds(qualifier, 1.5, 1.5)
        yield Shape(start, match.end(), "duration", least, most, match["span"].lower(), qualifier)
    for match in _FORTNIGHT.finditer(quote):
        start, qualifier = qualifiers.before(quote, match.start())
        least, most = qualifiers.bounds(qualifier, 2.0, 2.0)
        yield Shape(start, match.end(), "duration", least, most, "week", qualifier)


def _share(match: re.Match[str]) -> float | None:
    if match["half"]:
        return 0.5
    if match["change"]:
        return _CHANGES[match["change"].lower()]
    if match["fold"]:
        return 2.0
    if match["times"]:
        return numbers.value(match["times"])
    if match["part"]:
        top = 1.0 if match["top"].lower() in ("a", "an") else numbers.SMALL[match["top"].lower()]
        return round(top * numbers.FRACTIONS[match["part"].lower()], 4)
    part, whole = numbers.value(match["one"]), numbers.value(match["of"])
    return round(part / whole, 4) if part and whole and part < whole else None


def _loose(quote: str) -> Iterator[Shape]:
    for match in _LOOSE.finditer(quote):
        bracket = numbers.loose(match.group())
        if bracket is None:
            continue
        start, qualifier = qualifiers.before(quote, match.start())
        unit = units.read(_without_of(quote, match.end()))
        if qualifier == "exactly":
            qualifier = "between"
        yield Shape(start, match.end(), unit.kind, bracket.low, bracket.high, unit.name, qualifier)


def _without_of(quote: str, at: int) -> str:
    after = quote[at : at + 80]
    return after[3:] if after.startswith(" of ") else after


def _ranks(quote: str) -> Iterator[Shape]:
    for match in _ORDINAL.finditer(quote):
        rank = float(_ORDINALS.index(match.group().split("-")[0].lower()))
        yield Shape(*match.span(), "ordinal", rank, rank)
    for match in _RANKED.finditer(quote):
        name = next(name for name in ("nth", "nth2", "nth3", "nth4") if match[name])
        rank = float(_ORDINALS.index(match[name].lower()))
        yield Shape(*match.span(name), "ordinal", rank, rank, match["noun"] or "")
    for match in _AGO.finditer(quote):
        yield Shape(*match.span(), "duration", 1.0, 1.0, match["span"])
    for match in _TWICE.finditer(quote):
        most = None if match["more"] else 2.0
        qualifier = "at least" if match["more"] else "exactly"
        yield Shape(*match.span(), "count", 2.0, most, "times", qualifier)
