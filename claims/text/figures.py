"""Figures: counts, money, percentages, dates, times, spans of time, ages, with unit and qualifier.

Values are bounds, so that two figures can be compared: "more than 6,500" is low 6500 without a
high; "up to 100" is high 100 without a low; "between 50 and 100" has both; "about", "nearly" and
"exactly" have low and high equal and differ in the qualifier. "dozens" is a bracket, 24 to 99.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.text import dates, numbers, qualifiers, shapes, units
from claims.text.numbers import NUMBER
from claims.text.spans import Span


@dataclass(frozen=True, slots=True)
class Figure(Span):
    """A figure of a claim. Offsets are into the article's text.

    kind: count, money, percentage, date, time, duration, age, measure, fraction, ordinal, score.
    low, high: bounds, None where open; None both for a date, whose ISO prefix is in `date`.
    unit: ISO 4217 code, "percent", singular span of time, or the counted noun; "/day" for a rate.
    qualifier: exactly, about, nearly, more than, at least, less than, up to, between.
    completed: the year or day of `date` was supplied from the article's date.
    """

    text: str
    kind: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    qualifier: str = "exactly"
    date: str = ""
    completed: bool = False


_AFTERWARDS = re.compile(
    r" or (?P<more>more|over|above)\b| or (?P<less>fewer|less|under)\b|(?P<plus>\+)"
)
_SIGN = rf"(?:(?P<{{}}>{units.SIGN}) ?)?"
_FREE = r"(?<![\w/#@.,:&’'-])(?!\d{1,2}-\d{1,2}-\d)"
_RANGE = re.compile(
    rf"{_FREE}(?P<between>[Bb]etween )?{_SIGN.format('sign')}(?P<a>{NUMBER})"
    rf"(?P<left>%| ?percent| ?per cent)?(?P<link> ?[-–—] ?| to | and ){_SIGN.format('sign2')}"
    rf"(?P<b>{NUMBER})(?!-\d)"
)
_SINGLE = re.compile(
    rf"{_FREE}{_SIGN.format('sign')}(?P<a>{NUMBER})(?P<nth>(?:st|nd|rd|th)\b)?(?!/?\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# "in 1389," is a year; "in 1389 homes" is none.
_OLD_YEAR = re.compile(r"1[0-4]\d\d")
_IN_YEAR = re.compile(r"\b(?:in|since|until|from|of|about|around) $")
_YEAR_ENDS = re.compile(r"[,.;)]|$| (?:and|when|the|by|to|until)\b")
# "Article 5", "Resolution 242": a name, not a number of anything.
_NAMED = re.compile(
    r"\b(?:Article|Articles|Section|Resolution|Chapter|No\.?|[Nn]umber|Route|Highway|Flight|Boeing"
    r"|Airbus|iPhone|Windows|Channel|Page|Room|Rule|Protocol|Clause|Paragraph|Type|Mark|Level"
    r"|[Pp]ages?|[Ll]ine|[Rr]oom|[Vv]erse|[Cc]hapter|[Vv]ol\.?|[Ss]cene|Act|Grade|Tier|Model"
    r"|Phase|Formula|Apollo|Group of|Title|Gate|Unit|Schedule|Fox|Covid|Interstate|Psalm"
    r"|Version|Chapter|Episode|Pier|Platform|Brigade|Class)[ -]$"
)


# "0207 555 0199"
_PHONE = re.compile(r"0\d{1,5} $")
_EMERGENCY = re.compile(r"(?:911|999|112)(?= (?:calls?|callers?|operators?|dispatch\w*)\b)")
# Two people who are not counted, but quoted.
_SOURCES = re.compile(
    r" (?:other |senior |former )?(?:people|persons|sources|officials|diplomats|executives)"
    r"(?: (?:briefed|familiar|with (?:direct )?knowledge|close to|involved|who asked)\b)"
)
_MIGHT = re.compile(r"\b(?:may|might|will|would|could|can|to|that|should|who) $")
_POLLED = re.compile(r"%|\bper ?cent|\bpolls?\b|\bpercentage|\bmargin of error\b|\bsurvey")
_POINTS = re.compile(r"[ -]points?\b")
_MAGNITUDE = re.compile(r"\bmagnitude(?:[- ]| of )$", re.IGNORECASE)
_VOTED = re.compile(r"\b(?:vot\w+|by|won|lost|beat\w*|led|trail\w+|approved|passed|rejected)\b")
_HIGHEST_SCORE = 200
_POLL_REACH, _VOTE_REACH = 150, 60
_SCORE = re.compile(r"(?P<a>\d{1,3}) ?(?:-|–|to) ?(?P<b>\d{1,3})(?![\w%]|[.,]\d| ?per|-)")


def find(
    quote: str, offset: int = 0, *, published: datetime.date | None = None
) -> tuple[Figure, ...]:
    """The figures in `quote`, in order, never overlapping.

    `quote` is the claim as it stands in the article and `offset` is where it begins there: the
    figures' offsets are into the article. A date's missing year is supplied from `published`
    when that is safe, and marked `completed`. Granularity of dates follows TIMEX3. Never raises.
    """
    taken = bytearray(len(quote))
    found: list[Figure] = []
    for source in (_dates(quote, published), _shapes(quote), _ranges(quote), _singles(quote)):
        batch = [figure for figure in source if not any(taken[figure.start : figure.end])]
        found.extend(batch)
        for figure in batch:
            taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
    found.sort(key=lambda figure: figure.start)
    kept: list[Figure] = []
    for figure in found:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return tuple(
        replace(figure, start=figure.start + offset, end=figure.end + offset) for figure in kept
    )


def _shapes(quote: str) -> Iterator[Figure]:
    for shape in shapes.find(quote):
        yield _make(
            quote, shape.start, shape.end, shape.kind, low=shape.low, high=shape.high,
            unit=shape.unit, qualifier=shape.qualifier,
        )  # fmt: skip


def _make(quote: str, start: int, end: int, kind: str, **fields: object) -> Figure:
    return Figure(start, end, quote[start:end], kind, **fields)  # type: ignore[arg-type]


def _dates(quote: str, published: datetime.date | None) -> Iterator[Figure]:
    for day in dates.find(quote, published=published):
        yield _make(
            quote, day.start, day.end, "date",
            low=day.low, high=day.high, date=day.iso, completed=day.completed,
        )  # fmt: skip


def _ranges(quote: str) -> Iterator[Figure]:
    for match in _RANGE.finditer(quote):
        link, between = match["link"].strip(), bool(match["between"])
        # "twenty-one" is one number.
        if (link == "and") != between or (link == "-" and match["a"].isalpha()):
            continue
        low, high = numbers.value(match["a"]), numbers.value(match["b"])
        if low is None or high is None or _is_name(quote, match.start("a")):
            continue
        if _is_score(quote, match, low, high):
            yield _make(quote, *match.span(), "score", low=min(low, high), high=max(low, high))
            continue
        low = _same_scale(match["b"], low, high)
        symbol = match["sign"] or match["sign2"] or ""
        unit = _unit(quote, match.start(), match.end(), symbol)
        low, high = low * unit.scale, high * unit.scale
        if quote[max(0, match.start() - 5) : match.start()].lower() == "from ":
            # "rose from 5 to 7 percent": two figures of one unit, not a range.
            for name, number in (("a", low), ("b", high)):
                start, end = match.span(name)
                yield _make(quote, start, end, unit.kind, low=number, high=number, unit=unit.name)
            continue
        # "555-1234" is nothing of ours.
        if low >= high:
            continue
        yield _make(
            quote, match.start(), match.end() + unit.length, unit.kind,
            low=low, high=high, unit=unit.name, qualifier="between",
        )  # fmt: skip


def _is_phone(quote: str, at: int, written: str) -> bool:
    zero = written.startswith("0") and written.isdigit() and len(written) > 1
    return zero or _PHONE.search(quote[max(0, at - 8) : at]) is not None


def _is_score(quote: str, match: re.Match[str], low: float, high: float) -> bool:
    """ "won 3-1", "by 23 to 19"; "555-1234" and "5 to 7 percent" are none."""
    link = match["link"].strip()
    score = _SCORE.fullmatch(match.group())
    if score is None or match["sign"] or not max(low, high) < _HIGHEST_SCORE:
        return False
    return (
        low >= high
        if link in "-–"
        else bool(
            link == "to"
            and low >= high
            and _VOTED.search(quote[max(0, match.start() - _VOTE_REACH) : match.start()])
        )
    )


def _unit(quote: str, start: int, end: int, symbol: str, *, plural: bool = True) -> units.Unit:
    """What the number between `start` and `end` counts, going by what stands on its two sides."""
    if not symbol and _MAGNITUDE.search(quote[max(0, start - 14) : start]):
        return units.Unit("measure", "magnitude", 0)
    points = _POINTS.match(quote, end)
    around = quote[max(0, start - _POLL_REACH) : end + _POLL_REACH]
    if points and not symbol and _POLLED.search(around):
        return units.Unit("percentage", "percentage points", len(points.group()))
    return units.read(quote[end : end + 90], symbol=symbol, plural=plural)


def _is_year(quote: str, start: int, end: int) -> bool:
    return bool(_IN_YEAR.search(quote[max(0, start - 8) : start]) and _YEAR_ENDS.match(quote, end))


def _same_scale(written: str, low: float, high: float) -> float:
    """ "$5-6 million" means five million too."""
    for word, scale in numbers.SCALES.items():
        if written.lower().endswith(word) and low < 1000 and high >= scale:
            return low * scale
    return low


def _singles(quote: str) -> Iterator[Figure]:
    for match in _SINGLE.finditer(quote):
        written = match["a"]
        number = numbers.value(written)
        if number is None or _is_name(quote, match.start("a")):
            continue
        if _is_phone(quote, match.start("a"), written):
            continue
        if match["nth"]:
            yield _make(quote, *match.span(), "ordinal", low=number, high=number)
            continue
        # "Seven Network", "Big Ten": capitals inside a sentence make a name of it.
        if (
            written[0].isupper()
            and match.start() > 1
            and quote[match.start() - 2] not in ".:“\"‘'-"
        ):
            continue
        symbol = match["sign"] or ""
        if not symbol and (
            _SOURCES.match(quote, match.end()) or _EMERGENCY.match(quote, match.start())
        ):
            continue
        unit = _unit(quote, match.start(), match.end(), symbol, plural=number != 1)
        # "which courts may one day use"
        if (
            written.lower() == "one"
            and unit.name == "day"
            and _MIGHT.search(quote, 0, match.start())
        ):
            continue
        # "The 1951 Refugee Convention": a year in front of a name counts nothing.
        if _YEAR.fullmatch(written) and not unit.name and not quote.startswith(" of", match.end()):
            yield _make(quote, *match.span("a"), "date", date=written)
            continue
        if _OLD_YEAR.fullmatch(written) and _is_year(quote, *match.span()):
            yield _make(quote, *match.span("a"), "date", date=written)
            continue
        # "One soldier", "one of them": an article, not a number.
        if written.lower() == "one" and unit.kind == "count":
            continue
        end = match.end() + unit.length
        start, qualifier = qualifiers.before(quote, match.start())
        if later := _AFTERWARDS.match(quote, end):
            qualifier = "less than" if later["less"] else "at least"
            end = later.end()
        number = round(number * unit.scale, 6)
        low, high = qualifiers.bounds(qualifier, number, number)
        yield _make(
            quote, start, end, unit.kind, low=low, high=high, unit=unit.name, qualifier=qualifier
        )


def _is_name(quote: str, at: int) -> bool:
    return _NAMED.search(quote[max(0, at - 14) : at]) is not None
