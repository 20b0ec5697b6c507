"""The figures of a story: one series a kind of thing counted, as a chart and as a table.

What is one kind of thing is said by the comparing of the matches; figures that it has not aligned
go by what they count.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from claims.models import Article, Claim
from claims.text.figures import Figure
from claims.views import story_chart
from claims.views.story_chart import Chart, Point
from claims.views.story_contents import Contents, Member
from claims.views.story_words import day_in_words, name_of, parts

WIDE, NARROW = 620, 340
_LARGEST = 1e15
_AFTER = ("since", "from", "after", "between")

_KIND = {
    "exactly": "exactly",
    "about": "about",
    "nearly": "about",
    "more than": "above",
    "at least": "above",
    "less than": "below",
    "up to": "below",
    "between": "between",
}
_SIGN = {"more than": "> ", "at least": "≥ ", "less than": "< ", "up to": "≤ ", "about": "≈ "}
_SIGN["nearly"] = _SIGN["about"]
_POINTING = frozenset({"such", "these", "those", "the", "other"})
_TITLES = {"date": "Dates", "time": "Times of day"}

# A figure of the story: the claim's key and the figure's place in the article.
Key = tuple[int, int]


class Row(NamedTuple):
    """One figure as one report has it."""

    member: Member
    figure: Figure
    # When it holds, an ISO 8601 prefix: its own date, else that of the report; "" for unknown.
    day: str

    @property
    def claim(self) -> Claim:
        return self.member.claim

    @property
    def article(self) -> Article:
        return self.member.article

    @property
    def key(self) -> Key:
        return self.claim.pk, self.figure.start

    @property
    def day_words(self) -> str:
        return day_in_words(self.day)

    @property
    def is_drawn(self) -> bool:
        """Whether a chart has a place for it."""
        bounds = [one for one in (self.figure.low, self.figure.high) if one is not None]
        return bool(bounds) and all(math.isfinite(one) and abs(one) <= _LARGEST for one in bounds)


@dataclass(frozen=True)
class Series:
    """What several reports say of one kind of thing, earliest first."""

    title: str
    rows: list[Row]
    # "discrepancy", "changed" or "", as their claims' matches have it.
    relation: str
    points: list[Point]
    # Those of which two cannot both be right.
    clashing: list[Row]

    @property
    def is_charted(self) -> bool:
        """One point alone is no chart."""
        return len(self.points) > 1

    @cached_property
    def wide(self) -> Chart:
        return story_chart.draw(self.points, room=WIDE)

    @cached_property
    def narrow(self) -> Chart:
        return story_chart.draw(self.points, room=NARROW)

    @property
    def reports(self) -> int:
        return len({row.article.pk for row in self.rows})

    @property
    def words(self) -> str:
        """How its figures differ, in short."""
        noun = "dates" if self.rows[0].figure.kind == "date" else "figures"
        return f"{noun} differ: {self.span}"

    @property
    def span(self) -> str:
        """The ends of what differs, as "2,000 – 6,543"; "" where that cannot be said so."""
        rows = self.clashing or self.rows
        if rows[0].figure.kind == "date":
            # The fullest of the days, each once.
            texts = {row.figure.date[-5:]: row.figure.text for row in rows}
            return " – ".join((list(texts.values()) * 2)[: max(2, len(texts))][:2])
        bounds = [row for row in rows if row.is_drawn]
        if not bounds:
            return ""
        low, high = min(bounds, key=_middle), max(bounds, key=_middle)
        return f"{amount(_middle(low), low.figure)} – {amount(_middle(high), high.figure)}"


def series_of(contents: Contents, aligned: Iterable[tuple[Key, Key, str]] = ()) -> list[Series]:
    """The series of a story, most reported first; `aligned` are pairs of figures and how they
    relate."""
    aligned = list(aligned)
    rows = {row.key: row for member in contents.members for row in _rows(member)}
    found = []
    for group in _groups(rows, [(one, other) for one, other, _ in aligned]):
        keys = {row.key for row in group}
        relations = {relation for one, other, relation in aligned if one in keys and other in keys}
        relation = next((one for one in ("discrepancy", "changed") if one in relations), "")
        clashing = {
            key
            for one, other, how in aligned
            if how == "discrepancy" and one in keys and other in keys
            for key in (one, other)
        }
        found.append(_series(group, relation, clashing))
    return sorted(found, key=lambda one: (-one.reports, -len(one.rows), not one.is_charted))


def _rows(member: Member) -> Iterator[Row]:
    for figure in member.figures:
        if figure.kind == "date":
            if figure.date:
                yield Row(member, figure, figure.date)
        else:
            yield Row(member, figure, _day(member, figure))


def _day(member: Member, figure: Figure) -> str:
    """The last date in the claim up to which it can hold, else when the report was written."""
    own = []
    for one in member.figures:
        if one.kind == "date" and one.date:
            begin = one.start - member.claim.start
            lead = member.claim.quote[max(0, begin - 20) : begin].lower().split()
            if not set(lead[-2:]) & set(_AFTER):
                own.append(one.date)
    return own[-1] if own else member.told


def _groups(rows: dict[Key, Row], pairs: Iterable[tuple[Key, Key]]) -> list[list[Row]]:
    """Rows of one kind of thing together."""
    head = {key: key for key in rows}

    def find(key: Key) -> Key:
        while head[key] != key:
            head[key] = head[head[key]]
            key = head[key]
        return key

    for one, other in pairs:
        if one in rows and other in rows:
            head[find(one)] = find(other)
    known = {find(one) for pair in pairs for one in pair if one in rows}
    # What nothing was aligned with goes by what it counts.
    of_kind: dict[tuple[str, str], Key] = {}
    for key, row in rows.items():
        of_kind.setdefault(_counted(row.figure), find(key))
        if find(key) in known:
            of_kind[_counted(row.figure)] = find(key)
    for key, row in rows.items():
        if find(key) not in known:
            head[find(key)] = find(of_kind[_counted(row.figure)])
    groups: dict[Key, list[Row]] = defaultdict(list)
    for key, row in rows.items():
        groups[find(key)].append(row)
    return list(groups.values())


def _counted(figure: Figure) -> tuple[str, str]:
    """Its kind and the head of what it counts: "russian soldiers" are soldiers."""
    noun, slash, rate = figure.unit.partition("/")
    return figure.kind, noun.rpartition(" ")[2].removesuffix("s") + slash + rate


def _series(rows: Sequence[Row], relation: str, clashing: set[Key]) -> Series:
    places = _placed([row.day for row in rows])
    ordered = sorted(
        zip(rows, places, strict=True), key=lambda pair: (pair[1] is None, pair[1] or date.max)
    )
    points = [_point(row, place) for row, place in ordered if row.is_drawn]
    rows = [row for row, _ in ordered]
    return Series(
        title=_title(rows),
        rows=rows,
        relation=relation,
        points=points,
        clashing=[row for row in rows if row.key in clashing],
    )


def _title(rows: Sequence[Row]) -> str:
    kind = rows[0].figure.kind
    if kind in _TITLES:
        return _TITLES[kind]
    units = Counter(_noun(row.figure) for row in rows if row.figure.unit)
    if len(units) > 1:
        # "thousands of times" counts what the others name.
        del units["times"]
    if not units:
        return kind.capitalize()
    rate = rows[0].figure.unit.partition("/")[2]
    words = ", ".join(dict.fromkeys(unit for unit, _ in units.most_common(3)))
    return (words[:1].upper() + words[1:]) + (f" a {rate}" if rate else "")


def _unit(figure: Figure) -> str:
    """What it counts, in the capitals of the report."""
    unit = figure.unit.partition("/")[0]
    at = figure.text.lower().find(unit)
    return figure.text[at : at + len(unit)] if at >= 0 else unit


def _noun(figure: Figure) -> str:
    """What it counts, without words that point at what was said before: "such requests"."""
    first, _, rest = _unit(figure).partition(" ")
    return rest if rest and first.lower() in _POINTING else _unit(figure)


def _point(row: Row, place: date | None) -> Point:
    figure = row.figure
    kind = _KIND.get(figure.qualifier, "exactly")
    low, high = figure.low, figure.high
    if low is None or high is None:
        kind = "above" if high is None else "below"
        low = high = high if low is None else low
    if low == high and kind == "between":
        kind = "exactly"
    who = name_of(row.article)
    return Point(
        kind=kind,
        low=min(low, high) if low is not None and high is not None else 0.0,
        high=max(low, high) if low is not None and high is not None else 0.0,
        day=place,
        number=number_of(figure),
        names=(" ".join(who.split())[:60],),
        title=f"{figure.text}, {who}" + (f", {row.day_words}" if row.day else ""),
    )


def number_of(figure: Figure) -> str:
    """The figure in short: "> 6,500", "50–100", "≈ 12%"."""
    low, high = figure.low, figure.high
    if low != high and not any(letter.isdigit() for letter in figure.text):
        # "thousands", "dozens": the words say more than the bounds that are read into them.
        return figure.text.removesuffix(_unit(figure)).strip() or figure.text
    if low is None or high is None:
        sign = _SIGN.get(figure.qualifier, "≥ " if high is None else "≤ ")
        return sign + amount(low if high is None else high, figure)
    if low != high:
        return f"{amount(low, figure)}–{amount(high, figure)}"
    return _SIGN.get(figure.qualifier, "") + amount(low, figure)


def amount(value: float | None, figure: Figure) -> str:
    if value is None:
        return ""
    words = f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"
    if figure.kind == "money" and figure.unit:
        return f"{figure.unit} {words}"
    if figure.unit == "percent":
        return f"{words}%"
    return words


def _middle(row: Row) -> float:
    bounds = [one for one in (row.figure.low, row.figure.high) if one is not None]
    return sum(bounds) / len(bounds)


# --- where a day stands ------------------------------------------------------------------------


def _placed(prefixes: Sequence[str]) -> list[date | None]:
    """The day to draw each ISO 8601 prefix at; the middle of a month or year without more.

    A day of no year goes into the one that puts it nearest to the dated ones; where none has a
    year, into years 1 and 2, so that the longest gap of the calendar lies outside.
    """
    split = [parts(prefix) for prefix in prefixes]
    dated = sorted(_date(*one) for one in split if one[0])
    if dated:
        heart = dated[len(dated) // 2]
        return [_near(heart, *one) if any(one) else None for one in split]
    days = sorted({_date(2, month, day) for _, month, day in split if month})
    if not days:
        return [None for _ in split]
    around = [*days, days[0].replace(year=3)]
    gap = max(range(len(days)), key=lambda at: around[at + 1] - around[at])
    first = around[gap + 1].replace(year=2)
    return [
        (day if (day := _date(1, month, number)).replace(year=2) >= first else day.replace(year=2))
        if month
        else None
        for _, month, number in split
    ]


def _near(heart: date, year: int, month: int, day: int) -> date:
    if year:
        return _date(year, month, day)
    near = [_date(year, month, day) for year in range(heart.year - 1, heart.year + 2) if year > 0]
    return min(near, key=lambda one: abs(one - heart))


def _date(year: int, month: int, day: int) -> date:
    month, day = month or 7, day or (15 if month else 1)
    while day > 28:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
    return date(year, month, day)


def differing(series: Sequence[Series]) -> Series | None:
    """The series whose figures are said to differ, the most reported of them."""
    return next((one for one in series if one.relation == "discrepancy" and one.span), None)
