"""Why two figures agree or do not, in one sentence for a desk."""

import operator
from collections.abc import Callable

from claims.text import numbers, periods
from claims.text.figures import Figure

_LONGEST = 60
_BRACKETS = frozenset(numbers.LOOSE.values())


def why(a: Figure, b: Figure, relation: str, because: str = "") -> str:
    """One sentence that says of `a` and `b`, as written, why they stand in `relation`.

    `because`, as `timing.explanation`, says of a figure that changed what explains it.
    """
    if a.kind == "date" and b.kind == "date":
        return _of_dates(a, b, relation)
    x, y = _short(a, b)
    match relation:
        case "same":
            return f"Both say {x}." if x.lower() == y.lower() else f"{x} and {y} are the same."
        case "compatible":
            return f"{x} and {y} agree: {_reason(a, b)}."
        case "changed":
            return f"{x} and {y} can both be right: {because}."
    return f"{x} and {y} cannot both be right."


def _of_dates(a: Figure, b: Figure, relation: str) -> str:
    x, y = _plain(a.text), _plain(b.text)
    if relation == "same":
        return f"Both say {x}." if x == y else f"{x} and {y} are the same date."
    if relation == "compatible":
        wide, narrow = (x, y) if _depth(a) <= _depth(b) else (y, x)
        return f"{x} and {y} agree: {narrow} lies within {wide}."
    whole = all(periods.parts(one.date)[2] is not None for one in (a, b))
    return f"{x} and {y} cannot both be the {'day' if whole else 'date'}."


def _depth(figure: Figure) -> int:
    return sum(part is not None for part in periods.parts(figure.date)[1:])


def _plain(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]


def _short(a: Figure, b: Figure) -> tuple[str, str]:
    """The two as quoted, without their nouns where those are one: “more than 6,500”, “6,543”."""
    bare = a.unit == b.unit and a.kind == b.kind == "count"
    return _quoted(a, bare=bare), _quoted(b, bare=bare)


def _quoted(figure: Figure, *, bare: bool) -> str:
    text = _plain(figure.text)
    noun = figure.unit.partition("/")[0]
    at = text.lower().find(noun) if bare and noun else -1
    return f"“{text[:at].rstrip() if at > 0 else text}”"


def _reason(a: Figure, b: Figure) -> str:
    """What makes two amounts agree, the plainer of the two first."""
    wide, narrow = (a, b) if _width(a) >= _width(b) else (b, a)
    said = _number(narrow)
    if a.kind == "time":
        return "the times are as good as one"
    if wide.qualifier == "between":
        return _of_range(wide, narrow)
    if _is_one_number(wide, narrow):
        return _ONE_NUMBER
    if wide.qualifier in _HOLDS:
        words, holds = _HOLDS[wide.qualifier]
        if a.unit != b.unit or holds(_value(narrow), _value(wide)):
            return f"{said} is {words} {_number(wide)}"
        return f"{said} is near {_number(wide)}"
    if wide.qualifier in ("about", "nearly"):
        return f"{said} is {wide.qualifier} {_number(wide)}"
    return f"{said} is {_number(wide)} when rounded"


def _is_one_number(wide: Figure, narrow: Figure) -> bool:
    """Whether one number is written twice, so that neither is more or less than the other."""
    if _width(wide) == _width(narrow) and not _differ(wide, narrow):
        return True
    return wide.qualifier in _STRICT and wide.unit == narrow.unit and _value(wide) == _value(narrow)


def _of_range(wide: Figure, narrow: Figure) -> str:
    """What makes an amount agree with the range `wide`."""
    if narrow.qualifier == "between" and not _differ(wide, narrow):
        return _ONE_NUMBER
    if (wide.kind, narrow.kind) != ("count", "count") and narrow.qualifier == "between":
        return "the one range reaches into the other"
    if wide.low is None or wide.high is None:
        return "the one range reaches into the other"
    low = max(wide.low, wide.low if narrow.low is None else narrow.low)
    high = min(wide.high, wide.high if narrow.high is None else narrow.high)
    whole = f"{_digits(wide.low)} to {_digits(wide.high)}"
    if wide.low <= _value(narrow) <= wide.high and narrow.qualifier != "between":
        return f"{_number(narrow)} lies within {whole}"
    if narrow.low == narrow.high:
        return f"{_number(narrow)} is near {whole}"
    return f"they share {_digits(low)} to {_digits(high)}" if low < high else "they meet"


_ONE_NUMBER = "they give one number, with more or less certainty"
_HOLDS: dict[str, tuple[str, Callable[[float, float], bool]]] = {
    "more than": ("more than", operator.gt),
    "at least": ("at least", operator.ge),
    "less than": ("less than", operator.lt),
    "up to": ("not above", operator.le),
}
_STRICT = frozenset({"more than", "less than"})
_WIDTHS = ("exactly", "nearly", "about", "at least", "more than", "less than", "up to", "between")


def _width(figure: Figure) -> tuple[int, float]:
    """How much a figure leaves open: its qualifier, then how round its number is."""
    at = _WIDTHS.index(figure.qualifier) if figure.qualifier in _WIDTHS else 0
    value = f"{_value(figure):.6f}".rstrip("0").rstrip(".")
    significant = len(value.replace(".", "").strip("0"))
    return at, -significant if at == 0 else 0


def _differ(a: Figure, b: Figure) -> bool:
    return (a.low, a.high) != (b.low, b.high)


def _value(figure: Figure) -> float:
    return next((bound for bound in (figure.high, figure.low) if bound is not None), 0.0)


def _number(figure: Figure) -> str:
    if figure.qualifier == "between" and figure.low is not None and figure.high is not None:
        if (figure.low, figure.high) in _BRACKETS:
            return f"“{_plain(figure.text)}”"
        return f"{_digits(figure.low)} to {_digits(figure.high)}"
    if figure.kind == "count":
        return _digits(_value(figure))
    if figure.kind == "percentage":
        return f"{_digits(_value(figure))} per cent"
    return f"“{_plain(figure.text)}”"


def _digits(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6f}".rstrip("0")
