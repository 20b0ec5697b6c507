"""What each report says, by date, as the shapes of an SVG.

    chart = draw(points, room=620)

Squares are exact, hollow ones approximate; circles are bounds, with a dotted stalk to the side on
which the figure lies; a bar is a range. Coordinates are whole pixels. What has no date stands in
a column of its own.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from claims.views.story_words import cut, isolated, width

HEIGHT = 300
_TOP, _FOOT = 18, 34
_STALK = 27
# Values that differ by more need a logarithmic scale to be told apart.
_LOGARITHMIC = 20
# Beyond this many, symbols cover one another.
DRAWN = 60
_LINE = 15
# The part of the room right of the last day, for what is written beside it.
_LAST = 0.2
# How far apart symbols of one day are drawn.
_BESIDE = 15
# Of a name beside a symbol: what has no outlet goes by its title.
_NAME = 130

KINDS = {
    "exactly": "squares are exact",
    "about": "hollow squares are approximate",
    "above": "circles with a stalk upwards are lower bounds (“more than”)",
    "below": "circles with a stalk downwards are upper bounds (“up to”)",
    "between": "bars are ranges",
}


class Point(NamedTuple):
    """A figure as one report has it; `kind` is a key of KINDS.

    `low` and `high` differ for a range only. `day` is None where it is not known; `number` and
    `names` are what stands beside it, `title` all that is known of it.
    """

    kind: str
    low: float
    high: float
    day: date | None
    number: str
    names: tuple[str, ...]
    title: str = ""


class Symbol(NamedTuple):
    kind: str
    x: int
    y: int
    # Of a range: how far down it reaches.
    end: int
    stalk: int
    title: str

    @property
    def tall(self) -> int:
        return self.end - self.y


class Label(NamedTuple):
    x: int
    y: int
    words: str
    title: str = ""


class Tick(NamedTuple):
    at: int
    words: str


@dataclass(frozen=True)
class Box:
    """A stretch of the drawing that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True)
class Chart:
    """`left` and `right` bound the plot, `foot` is its ground; `divide` parts off "no date"."""

    room: int
    left: int
    right: int
    foot: int
    values: list[Tick]
    days: list[Tick]
    symbols: list[Symbol]
    labels: list[Label]
    divide: int | None
    is_logarithmic: bool
    kinds: list[str] = field(default_factory=list)
    height: int = HEIGHT

    @property
    def note(self) -> str:
        """What the symbols mean, and how the scale runs."""
        words = "; ".join(KINDS[kind] for kind in self.kinds)
        scale = " The scale is logarithmic." if self.is_logarithmic else ""
        return f"{words[:1].upper()}{words[1:]}.{scale}"


@dataclass(frozen=True)
class _Scale:
    bottom: float
    top: float
    ticks: list[float]
    is_logarithmic: bool

    def share(self, value: float) -> float:
        """How far up `value` stands, 0 to 1."""
        low, high, at = self.bottom, self.top, value
        if self.is_logarithmic:
            low, high, at = math.log10(low), math.log10(high), math.log10(value)
        return (at - low) / (high - low)


def draw(points: Sequence[Point], *, room: int) -> Chart:
    """The chart of `points` (one at least), `room` pixels wide; at most DRAWN of them."""
    points = _merged(points)[:DRAWN]
    scale = _scale([value for point in points for value in (point.low, point.high)])
    numbers = [_number(tick) for tick in scale.ticks]
    left = round(max(width(words) for words in numbers)) + 14
    right, foot = room - 8, HEIGHT - _FOOT
    known = [point.day for point in points if point.day]
    undated = len(points) - sum(1 for point in points if point.day)
    share = min(max(undated / len(points), 0.25), 0.6)
    divide = right - round((right - left) * share) if known and undated else None
    days = _Days(known, left, (divide or right - round(room * _LAST)) - 6) if known else None
    spread = iter(_spread(undated, divide or left, right))
    symbols: list[Symbol] = []
    for point in points:
        x = days.x(point.day) if days and point.day else next(spread)
        y, end = (
            round(foot - scale.share(value) * (foot - _TOP)) for value in (point.high, point.low)
        )
        symbols.append(_aside(_symbol(point, x, y, end, foot), symbols, left, right))
    return Chart(
        room=room,
        left=left,
        right=right,
        foot=foot,
        values=[
            Tick(round(foot - scale.share(tick) * (foot - _TOP)), words)
            for tick, words in zip(scale.ticks, numbers, strict=True)
        ],
        days=(days.ticks() if days else [])
        + ([Tick(((divide or left) + right) // 2, "no date")] if undated else []),
        symbols=symbols,
        labels=_labels(symbols, points, Box(left, 2, room, foot + 2)),
        divide=divide,
        is_logarithmic=scale.is_logarithmic,
        kinds=[kind for kind in KINDS if any(point.kind == kind for point in points)],
    )


def _merged(points: Sequence[Point]) -> list[Point]:
    """The same figure of the same day once, with all who report it."""
    same: dict[tuple[object, ...], list[Point]] = {}
    for point in points:
        same.setdefault(point[:4], []).append(point)
    return [
        group[0]._replace(
            names=tuple(dict.fromkeys(name for one in group for name in one.names)),
            title="; ".join(dict.fromkeys(one.title for one in group)),
        )
        for group in same.values()
    ]


def _symbol(point: Point, x: int, y: int, end: int, foot: int) -> Symbol:
    stalk = {"above": max(y - _STALK, 4), "below": min(y + _STALK, foot)}.get(point.kind, y)
    return Symbol(point.kind, x, y, max(end, y + 4), stalk, point.title)


def _aside(symbol: Symbol, others: Sequence[Symbol], left: int, right: int) -> Symbol:
    """The symbol beside those that it would cover, a little later or earlier than it is."""
    for step in (0, 1, -1, 2, -2, 3, -3):
        moved = symbol._replace(x=symbol.x + step * _BESIDE)
        box = _boxes(moved)[0]
        free = not any(box.meets(_boxes(other)[0]) for other in others)
        if free and left <= moved.x <= right:
            return moved
    return symbol


def _spread(count: int, left: int, right: int) -> list[int]:
    """Places for what has no date, side by side."""
    step = (right - left) / (count + 1)
    return [round(left + step * number) for number in range(1, count + 1)]


# --- values ------------------------------------------------------------------------------------


def _scale(values: Sequence[float]) -> _Scale:
    low, high = min(values), max(values)
    if low > 0 and high > _LOGARITHMIC * low:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        step = max(1, math.ceil((last - first) / 6))
        ticks = [10.0**power for power in range(first, last + 1, step)]
        return _Scale(10.0**first, 10.0**last, ticks, True)
    low = min(low, 0.0)
    high = max(high, 0.0) + (high - low or 1.0) * 0.06
    step_ = _nice((high - low) / 5)
    if all(value == int(value) for value in values):
        # Halves of what is counted in whole ones mean nothing.
        step_ = max(1.0, 5.0 if step_ == 2.5 else step_)
    first, last = math.floor(low / step_), math.ceil(high / step_)
    return _Scale(
        first * step_, last * step_, [number * step_ for number in range(first, last + 1)], False
    )


def _nice(step: float) -> float:
    """The next of 1, 2, 2.5 and 5 times a power of ten."""
    power: float = 10.0 ** math.floor(math.log10(step))
    return power * next(part for part in (1, 2, 2.5, 5, 10) if part * power >= step * 0.999)


def _number(value: float) -> str:
    for size, letters in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:.4g}{letters}"
    return f"{value:,.0f}" if value == int(value) else f"{value:.3g}"


# --- days --------------------------------------------------------------------------------------


class _Days:
    """The days from the first to the last, on the pixels from `left` to `right`.

    Days of no known year have been put into the years 1 and 2, which are not written.
    """

    def __init__(self, days: Sequence[date], left: int, right: int) -> None:
        self.first, self.last = min(days), max(days)
        if 28 <= (self.last - self.first).days <= 400:
            # A tick stands at the first of a month: let it be seen.
            self.first = min(self.first, self.first.replace(day=1))
        self.left, self.right = left + 14, right - 14

    def x(self, day: date) -> int:
        span = (self.last - self.first).days
        share = (day - self.first).days / span if span else 0.5
        return round(self.left + share * (self.right - self.left))

    def ticks(self) -> list[Tick]:
        """At most as many as there is room for."""
        wanted = max(2, (self.right - self.left) // 76)
        found = self._months() if (self.last - self.first).days <= 800 else self._years()
        step = math.ceil(len(found) / wanted)
        return [Tick(self.x(day), words) for day, words in found[::step]]

    def _months(self) -> list[tuple[date, str]]:
        months: list[tuple[date, str]] = []
        if self.last - self.first < timedelta(days=28):
            return [(day, _day(day)) for day in sorted({self.first, self.last})]
        day = self.first.replace(day=1)
        while day <= self.last:
            if day >= self.first:
                year = day.year > 2 and (not months or day.month == 1)
                months.append((day, day.strftime("%b") + (f" {day.year}" if year else "")))
            day = (day + timedelta(days=31)).replace(day=1)
        return months

    def _years(self) -> list[tuple[date, str]]:
        return [
            (max(date(year, 1, 1), self.first), str(year))
            for year in range(self.first.year, self.last.year + 1)
        ]


def _day(day: date) -> str:
    return day.strftime("%-d %b" if day.year <= 2 else "%-d %b %Y")


# --- labels ------------------------------------------------------------------------------------


def _labels(symbols: Sequence[Symbol], points: Sequence[Point], plot: Box) -> list[Label]:
    """Words beside the symbols, where nothing else stands; shorter ones, or none, else."""
    taken = [box for symbol in symbols for box in _boxes(symbol)]
    labels: list[Label] = []
    for symbol, point in sorted(zip(symbols, points, strict=True), key=lambda pair: pair[0].x):
        names = ", ".join(isolated(cut(name, _NAME)) for name in point.names)
        whole = f"{point.number} · {names}" if names else point.number
        for words in (whole, cut(whole, 170), cut(whole, 110), point.number):
            box = _place(symbol, width(words), taken, plot)
            if box:
                taken.append(box)
                labels.append(
                    Label(
                        round(box.left), round(box.bottom) - 4, words,
                        point.title if words != whole else "",
                    )
                )  # fmt: skip
                break
    return labels


def _boxes(symbol: Symbol) -> list[Box]:
    x, y = symbol.x, symbol.y
    boxes = [Box(x - 7, y - 7, x + 7, (symbol.end if symbol.kind == "between" else y) + 7)]
    if symbol.stalk != y:
        boxes.append(Box(x - 3, min(y, symbol.stalk), x + 3, max(y, symbol.stalk)))
    return boxes


def _place(symbol: Symbol, room: float, taken: Sequence[Box], plot: Box) -> Box | None:
    x, y, half = symbol.x, symbol.y, room / 2
    for left, middle in (
        (x + 11, y),
        (x - 11 - room, y),
        (x + 5, y + 16),
        (x - 5 - room, y + 16),
        (x - half, y + 17),
        (x + 7, y - 15),
        (x - 7 - room, y - 15),
        (min(x - half, plot.right - room), y + 17),
        (min(x - half, plot.right - room), y - 17),
        (x - 5 - room, y + 31),
        (x + 5, y + 31),
        (x - 7 - room, y - 30),
        (x + 7, y - 30),
    ):
        box = Box(left, middle - _LINE / 2, left + room, middle + _LINE / 2)
        inside = (
            plot.left <= box.left
            and box.right <= plot.right
            and plot.top <= box.top
            and box.bottom <= plot.bottom
        )
        if inside and not any(box.meets(other) for other in taken):
            return box
    return None
