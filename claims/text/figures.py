"""Figures: counts, money, percentages, dates, times, spans of time, ages, with unit and qualifier.

Values are bounds, so that two figures can be compared: "more than 6,500" is low 6500 without a
high; "up to 100" is high 100 without a low; "between 50 and 100" has both; "about", "nearly" and
"exactly" have low and high equal and differ in the qualifier. "dozens" is a bracket, 24 to 99.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.text import dates, numbers, units
from claims.text.numbers import NUMBER
from claims.text.spans import UPPER, Span, words


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


_QUALIFIERS = {
    "more than": "more than|well over|just over|over|above|exceeding|in excess of|upwards of"
    "|greater than|>",
    "at least": "at least|no fewer than|no less than|not less than|a minimum of",
    "less than": "less than|fewer than|under|below|<",
    "up to": "up to|as many as|as much as|no more than|not more than|at most|a maximum of",
    "nearly": "nearly|almost|close to|just under|just short of",
    "about": "about|around|approximately|approx\\.|roughly|some|an estimated|estimated|circa|~",
}
_QUALIFIER = re.compile(
    r"(?:(?<=^)|(?<![^\W_]))(?:"
    + "|".join(f"(?P<{name.replace(' ', '_')}>{words})" for name, words in _QUALIFIERS.items())
    + r") ?$",
    re.IGNORECASE,
)
# "talking about three meals": no estimate.
_TALK = re.compile(
    r"\b(?:talk\w*|sp[eo]ak\w*|spoke|ask\w*|sa(?:y|id)|know\w*|think\w*|worr\w+|learn\w*|tell|told"
    r"|writ\w+|wrote|complain\w*|concern\w*|questions?|information|something|hear\w*) about $"
)
_AFTERWARDS = re.compile(
    r" or (?P<more>more|over|above)\b| or (?P<less>fewer|less|under)\b|(?P<plus>\+)"
)
_SIGN = r"(?:(?:US|A|C|HK|NZ)?(?P<{}>[$€£¥₹₽₴]) ?)?"
_FREE = r"(?<![\w/#@.,:&’'-])"
_RANGE = re.compile(
    rf"{_FREE}(?P<between>[Bb]etween )?{_SIGN.format('sign')}(?P<a>{NUMBER})"
    rf"(?P<left>%| ?percent| ?per cent)?(?P<link> ?[-–—] ?| to | and ){_SIGN.format('sign2')}"
    rf"(?P<b>{NUMBER})"
)
_SINGLE = re.compile(
    rf"{_FREE}{_SIGN.format('sign')}(?P<a>{NUMBER})(?P<nth>(?:st|nd|rd|th)\b)?(?!/?\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LOOSE = re.compile(
    r"\b(?:(?:tens|hundreds) of (?:thousands|millions)|dozens|scores(?= of)|hundreds|thousands"
    r"|millions|billions|(?:a few|several|many) (?:dozen|hundred|thousand|million)s?)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\w:.,])(?:24/7|(?:[01]?\d|2[0-3])(?:[:.][0-5]\d ?(?:[ap]\.?m\.?)|:[0-5]\d| "
    r"?[ap]\.?m\b\.?)"
    r")(?![\d:])",
    re.IGNORECASE,
)
_AGE = re.compile(
    rf"(?<=[{UPPER}\w], )(?P<age>[1-9]\d)(?=,)"
    r"|\b(?:who|he|she) (?:is|was|turned) (?P<is>[1-9]\d)(?=[,.;]| and\b)"
    r"|\baged (?P<aged>\d{1,3})\b(?! ?(?:to|-|–))"
    r"|\b(?:early |mid-|late )?(?P<span>[2-9]0)s(?= |[.,;”\"]|$)",
)
_FRACTION = re.compile(
    r"\b(?P<top>one|two|three|four|a|an)[- ](?P<part>half|third|quarter|fifth|tenth)s?\b"
    r"(?= of\b| the\b|[.,;]|$| )|\b(?P<half>half)(?= of | the | (?:a|its|their|all) )"
    r"|\b(?P<one>one|two|three|\d+) (?:in|out of)(?: every)? (?P<of>two|three|four|five|six|seven"
    r"|eight|nine|ten|\d+)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)-(?:largest|biggest|highest"
    r"|smallest|lowest|most|worst|best|oldest)\b",
    re.IGNORECASE,
)
_ORDINALS = words("zeroth first second third fourth fifth sixth seventh eighth ninth tenth")
# "Article 5", "Resolution 242": a name, not a number of anything.
_NAMED = re.compile(
    r"\b(?:Article|Articles|Section|Resolution|Chapter|No\.?|Number|Route|Highway|Flight|Boeing"
    r"|Airbus|iPhone|Windows|Channel|Page|Room|Rule|Protocol|Clause|Paragraph|Type|Mark|Level"
    r"|Phase|Formula|Apollo|Group of|Title|Gate|Unit|Schedule|Fox|Covid|Interstate|Psalm"
    r"|Version|Chapter|Episode|Pier|Platform|Brigade|Class)[ -]$"
)


def find(
    quote: str, offset: int = 0, *, published: datetime.date | None = None
) -> tuple[Figure, ...]:
    """The figures in `quote`, in order, never overlapping.

    `quote` is the claim as it stands in the article and `offset` is where it begins there: the
    figures' offsets are into the article. A date's missing year is supplied from `published`
    when that is safe, and marked `completed`. Granularity of dates follows TIMEX3. Never raises.
    """
    taken: list[tuple[int, int]] = []
    found: list[Figure] = []
    for source in (_dates(quote, published), _shapes(quote), _ranges(quote), _singles(quote)):
        batch = [figure for figure in source if not _overlaps(figure, taken)]
        found.extend(batch)
        taken.extend((figure.start, figure.end) for figure in batch)
    found.sort(key=lambda figure: figure.start)
    kept: list[Figure] = []
    for figure in found:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return tuple(
        replace(figure, start=figure.start + offset, end=figure.end + offset) for figure in kept
    )


def _overlaps(figure: Figure, taken: list[tuple[int, int]]) -> bool:
    return any(figure.start < end and start < figure.end for start, end in taken)


def _make(quote: str, start: int, end: int, kind: str, **fields: object) -> Figure:
    return Figure(start, end, quote[start:end], kind, **fields)  # type: ignore[arg-type]


def _dates(quote: str, published: datetime.date | None) -> Iterator[Figure]:
    for day in dates.find(quote, published=published):
        yield _make(
            quote, day.start, day.end, "date",
            low=day.low, high=day.high, date=day.iso, completed=day.completed,
        )  # fmt: skip


def _shapes(quote: str) -> Iterator[Figure]:
    """Figures that their shape gives away: clock times, ages, fractions, "dozens", ordinals."""
    for match in _CLOCK.finditer(quote):
        round_the_clock = match.group() == "24/7"
        yield _make(quote, *match.span(), "time", unit="24/7" if round_the_clock else "")
    for match in _AGE.finditer(quote):
        if match["span"]:
            low = float(match["span"])
            yield _make(
                quote, *match.span(), "age", low=low, high=low + 9, unit="year", qualifier="between"
            )
        else:
            age = float(match["age"] or match["aged"] or match["is"])
            yield _make(quote, *match.span(), "age", low=age, high=age, unit="year")
    for match in _FRACTION.finditer(quote):
        share = _share(match)
        if share is not None:
            start, qualifier = _qualifier(quote, match.start())
            least, most = _bounds(qualifier, share, share)
            yield _make(
                quote, start, match.end(), "fraction", low=least, high=most, qualifier=qualifier
            )
    for match in _LOOSE.finditer(quote):
        bracket = numbers.loose(match.group())
        if bracket is not None:
            start, qualifier = _qualifier(quote, match.start())
            unit = units.read(_without_of(quote, match.end()))
            yield _make(
                quote, start, match.end(), "count", low=bracket.low, high=bracket.high,
                unit=unit.name, qualifier="about" if qualifier == "exactly" else qualifier,
            )  # fmt: skip
    for match in _ORDINAL.finditer(quote):
        rank = float(_ORDINALS.index(match.group().split("-")[0].lower()))
        yield _make(quote, *match.span(), "ordinal", low=rank, high=rank)


def _share(match: re.Match[str]) -> float | None:
    if match["half"]:
        return 0.5
    if match["part"]:
        top = 1.0 if match["top"].lower() in ("a", "an") else numbers.SMALL[match["top"].lower()]
        return round(top * numbers.FRACTIONS[match["part"].lower()], 4)
    part, whole = numbers.value(match["one"]), numbers.value(match["of"])
    return round(part / whole, 4) if part and whole and part < whole else None


def _without_of(quote: str, at: int) -> str:
    after = quote[at : at + 80]
    return after[3:] if after.startswith(" of ") else after


def _ranges(quote: str) -> Iterator[Figure]:
    for match in _RANGE.finditer(quote):
        link, between = match["link"].strip(), bool(match["between"])
        # "twenty-one" is one number.
        if (link == "and") != between or (link == "-" and match["a"].isalpha()):
            continue
        low, high = numbers.value(match["a"]), numbers.value(match["b"])
        if low is None or high is None or _is_name(quote, match.start("a")):
            continue
        low = _same_scale(match["b"], low, high)
        symbol = match["sign"] or match["sign2"] or ""
        unit = units.read(quote[match.end() : match.end() + 90], symbol=symbol)
        if quote[max(0, match.start() - 5) : match.start()].lower() == "from ":
            # "rose from 5 to 7 percent": two figures of one unit, not a range.
            for name, number in (("a", low), ("b", high)):
                start, end = match.span(name)
                yield _make(quote, start, end, unit.kind, low=number, high=number, unit=unit.name)
            continue
        if low >= high:
            # "won 3-1": a score; "555-1234" is nothing of ours.
            if low < 200 and link in "-–":
                yield _make(quote, *match.span(), "score", low=high, high=low)
            continue
        yield _make(
            quote, match.start(), match.end() + unit.length, unit.kind,
            low=low, high=high, unit=unit.name, qualifier="between",
        )  # fmt: skip


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
        unit = units.read(quote[match.end() : match.end() + 90], symbol=symbol, plural=number != 1)
        # "The 1951 Refugee Convention": a year in front of a name counts nothing.
        if _YEAR.fullmatch(written) and not unit.name and not quote.startswith(" of", match.end()):
            yield _make(quote, *match.span("a"), "date", date=written)
            continue
        # "One soldier", "one of them": an article, not a number.
        if written.lower() == "one" and unit.kind == "count":
            continue
        end = match.end() + unit.length
        start, qualifier = _qualifier(quote, match.start())
        if later := _AFTERWARDS.match(quote, end):
            qualifier = "less than" if later["less"] else "at least"
            end = later.end()
        low, high = _bounds(qualifier, number, number)
        yield _make(
            quote, start, end, unit.kind, low=low, high=high, unit=unit.name, qualifier=qualifier
        )


def _is_name(quote: str, at: int) -> bool:
    return _NAMED.search(quote[max(0, at - 14) : at]) is not None


def _qualifier(quote: str, at: int) -> tuple[int, str]:
    """Where the figure begins with its qualifier, and the qualifier's name."""
    window = max(0, at - 20)
    match = _QUALIFIER.search(quote[window:at])
    if match is None or match.lastgroup is None or _TALK.search(quote[:at][-40:]):
        return at, "exactly"
    return window + match.start(), match.lastgroup.replace("_", " ")


def _bounds(qualifier: str, low: float, high: float) -> tuple[float | None, float | None]:
    if qualifier in ("more than", "at least"):
        return low, None
    if qualifier in ("less than", "up to"):
        return None, high
    return low, high
