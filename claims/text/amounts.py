"""Amounts with their qualifiers: which agree, which seem to differ, which cannot both be right.

A figure is read as two stretches of numbers. Within the inner one lie the values that a desk would
take for what was written: 6,543 for "more than 6,500", 287,000 for "nearly 300,000". Outside the
outer one lies what nobody could have meant. Two amounts agree where their inner stretches meet,
and conflict where not even the outer ones do; in between nothing is said.
"""

import re
from dataclasses import dataclass, replace
from enum import IntEnum

from claims.text.figures import Figure
from claims.text.numbers import LOOSE

_INFINITE = float("inf")
_BRACKETS = frozenset(LOOSE.values())
# A value is read as rounded when it lies so near to the round one.
_ROUNDING = 0.05
_TINY = 1e-6
_GROUPED = re.compile(
    r"(?<![\d.])\d{1,3}\.\d{3}(?![\d.]|(?: (?:hundred|thousand|[mbt]r?illion))|[kmbt]n?\b)"
)


class Agreement(IntEnum):
    """How two amounts stand to each other, from the worst."""

    CONFLICT = 0
    UNSURE = 1
    COMPATIBLE = 2
    SAME = 3


@dataclass(frozen=True, slots=True)
class Amount:
    """Bounds of a value, in the base unit of its scale.

    low, high: as written, None where open. qualifier: as in `Figure`, or "dozens" for a bracket.
    step: what the written value is rounded to, 0 for an exact count. exact: False where the unit
    was converted, or the value is a share in words. tight: "just over", and no more than that.
    share: of a hundred.
    """

    low: float | None
    high: float | None
    qualifier: str = "exactly"
    step: float = 0.0
    exact: bool = True
    tight: bool = False
    share: bool = False

    @property
    def value(self) -> float:
        """The number that was written; of two, the higher."""
        return next((bound for bound in (self.high, self.low) if bound is not None), 0.0)

    def scaled(self, by: float, plus: float = 0.0) -> "Amount":
        """The amount in another unit: each value times `by`, and `plus`."""
        low = None if self.low is None else self.low * by + plus
        high = None if self.high is None else self.high * by + plus
        return replace(self, low=low, high=high, step=abs(self.step * by))


def of(figure: Figure) -> Amount | None:
    """The amount that `figure` states, in its own unit; None when it states no number."""
    if figure.low is None and figure.high is None:
        return None
    # "12.500 inhabitants", "5.000 euros", as other languages group thousands: nobody counts half
    # of one.
    if figure.kind in ("count", "money") and _GROUPED.search(figure.text):
        return of(replace(figure, text="", low=_grouped(figure.low), high=_grouped(figure.high)))
    value = figure.high if figure.high is not None else figure.low or 0.0
    is_bracket = (figure.low, figure.high) in _BRACKETS
    return Amount(
        figure.low,
        figure.high,
        "dozens" if is_bracket else figure.qualifier,
        0.0 if is_bracket else _step(value, counts=figure.kind in ("count", "age", "ordinal")),
        tight=figure.text.lower().startswith("just "),
        share=figure.kind in ("percentage", "fraction"),
    )


def _grouped(bound: float | None) -> float | None:
    return None if bound is None else round(bound * 1000)


def _step(value: float, *, counts: bool) -> float:
    """What a written number is rounded to: 100 for 6,500, 0.1 for 7.2, 100,000 for 1.2 million."""
    if value != int(value):
        digits = len(f"{value:.6f}".rstrip("0").partition(".")[2])
        return float(10.0**-digits)
    whole = str(int(abs(value)))
    zeros = len(whole) - len(whole.rstrip("0"))
    if len(whole) <= 2:
        return 0.0 if counts else 1.0
    return float(10**zeros) if zeros else (0.0 if counts else 1.0)


def compare(a: Amount, b: Amount) -> Agreement:
    """How `a` and `b`, of one scale, agree. Symmetric; an amount agrees with itself."""
    if _equal(a, b):
        return Agreement.SAME if a.qualifier == b.qualifier else Agreement.COMPATIBLE
    if a.low is None and b.low is None and a.high is not None and b.high is not None:
        return _maxima(a.high, b.high)
    if _meet(_inner(a), _inner(b)):
        return Agreement.COMPATIBLE
    return Agreement.UNSURE if _meet(_outer(a), _outer(b)) else Agreement.CONFLICT


def _equal(a: Amount, b: Amount) -> bool:
    if _same(a.low, b.low) and _same(a.high, b.high):
        return True
    # "about 300" and "300", "more than 300" and "300": one number, more or less exact.
    return (
        _same(a.value, b.value)
        and not {a.qualifier, b.qualifier} & {"between", "dozens"}
        and (
            {a.qualifier, b.qualifier}
            not in ({"more than", "less than"}, {"at least", "less than"})
        )
    )


def _same(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= _TINY * max(abs(a), abs(b), _TINY)


def _maxima(a: float, b: float) -> Agreement:
    """Two upper bounds are compared as what they are: the most there can be."""
    less, more = sorted((abs(a), abs(b)))
    if more <= less * (1 + _ROUNDING):
        return Agreement.COMPATIBLE
    return Agreement.CONFLICT if more >= less * 1.3 else Agreement.UNSURE


def _meet(a: tuple[float, float], b: tuple[float, float]) -> bool:
    slack = _TINY * max(1e-9, *(abs(end) for end in (*a, *b) if abs(end) != _INFINITE))
    return a[0] <= b[1] + slack and b[0] <= a[1] + slack


def _rounding(amount: Amount) -> float:
    value = abs(amount.value)
    if not amount.exact:
        return max(_ROUNDING * value, amount.step / 2)
    if amount.step >= 10:
        return min(amount.step * 0.499, _ROUNDING * value)
    # 2 per cent is not said of 2.5.
    return min(amount.step * 0.499, 0.12 * value) if amount.step == 1 else amount.step * 0.499


def _inner(amount: Amount) -> tuple[float, float]:
    value, near = amount.value, _rounding(amount)
    size = abs(value)
    match amount.qualifier:
        case "about":
            wide = max(near, 0.1 * size, min(amount.step / 2, 0.15 * size))
            return value - wide, value + wide
        case "nearly":
            return value - max(near, 0.12 * size), value + near
        case "more than" | "at least":
            return value - near, value + _above(amount, size)
        case "less than":
            return value - 0.5 * size, value + near
        case "up to":
            return -_INFINITE if value < 0 else 0.0, value + near
        case "between" | "dozens":
            low = amount.low if amount.low is not None else value
            return low - near, value + near
    return value - near, value + near


def _outer(amount: Amount) -> tuple[float, float]:
    low, high = _inner(amount)
    value, size = amount.value, abs(amount.value)
    match amount.qualifier:
        case "about":
            return value - 0.25 * size, value + 0.25 * size
        case "nearly":
            return value - 0.25 * size, value + 0.05 * size
        case "more than":
            return min(low, value - 0.03 * size), value + 2 * _above(amount, size)
        case "at least":
            return low, value + 3 * _above(amount, size)
        case "less than":
            return -_INFINITE if value < 0 else 0.0, max(high, value + 0.02 * size)
        case "up to":
            return low, max(high, value + 0.05 * size)
        case "dozens":
            return (amount.low or 0.0) * 0.6, value * 1.6
        case "between":
            near = 0.05 * size
            return low - near, high + near
    if not amount.exact:
        wide = max(0.12 * size, 2 * _rounding(amount))
        return value - wide, value + wide
    return min(low, value - amount.step / 4), max(high, value + amount.step / 4)


def _above(amount: Amount, size: float) -> float:
    """How far above N "more than N" can be meant: nobody writes "more than 2,500" of 6,500."""
    if amount.tight:
        return 0.06 * size
    if amount.share:
        return min(0.5 * size, 12.0)
    # "more than 100" rounds to the one digit it has, and 187 is not yet 200.
    first = 10.0 ** (len(str(int(size))) - 1) if size >= 10 else 0.0
    return size if first and _same(size, first) else 0.5 * size
