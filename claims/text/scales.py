"""Units that measure the same thing, brought to one: days, metres, shares of a hundred."""

from dataclasses import dataclass, replace

from claims.text import amounts
from claims.text.amounts import Amount
from claims.text.figures import Figure

_DAYS = {
    "second": 1 / 86_400,
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "night": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 365.25 / 12,
    "quarter": 365.25 / 4,
    "year": 365.25,
    "decade": 3652.5,
    "century": 36_525.0,
}
_MEASURES = {
    "kilometer": ("length", 1000.0),
    "meter": ("length", 1.0),
    "centimeter": ("length", 0.01),
    "millimeter": ("length", 0.001),
    "mile": ("length", 1609.344),
    "nautical mile": ("length", 1852.0),
    "foot": ("length", 0.3048),
    "inch": ("length", 0.0254),
    "yard": ("length", 0.9144),
    "tonne": ("mass", 1000.0),
    "ton": ("mass", 1000.0),
    "kilogram": ("mass", 1.0),
    "gram": ("mass", 0.001),
    "milligram": ("mass", 1e-6),
    "pound": ("mass", 0.45359237),
    "ounce": ("mass", 0.0283495),
    "liter": ("volume", 1.0),
    "milliliter": ("volume", 0.001),
    "cubic meter": ("volume", 1000.0),
    "gallon": ("volume", 4.2),
    "acre": ("area", 4046.86),
    "hectare": ("area", 10_000.0),
    "square meter": ("area", 1.0),
    "square kilometer": ("area", 1e6),
    "square mile": ("area", 2.58999e6),
    "square foot": ("area", 0.092903),
    "mph": ("speed", 1.609344),
    "km/h": ("speed", 1.0),
    "knot": ("speed", 1.852),
    "kilowatt": ("power", 1.0),
    "megawatt": ("power", 1000.0),
    "gigawatt": ("power", 1e6),
    "kilowatt-hour": ("energy", 1.0),
    "megawatt-hour": ("energy", 1000.0),
    "terawatt-hour": ("energy", 1e9),
    "megabyte": ("data", 1.0),
    "gigabyte": ("data", 1000.0),
    "terabyte": ("data", 1e6),
}
_RATES = {"second", "minute", "hour", "day", "night", "week", "month", "quarter", "year"}
_OFTEN = {
    "daily": "day", "hourly": "hour", "weekly": "week", "monthly": "month", "annual": "year",
    "annually": "year", "yearly": "year", "nightly": "night",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scaled:
    """An amount and what it is an amount of: `scale` is equal for what can be compared.

    unit: the unit as written, without its rate. per: "day" of "calls a day", "" when no rate.
    """

    amount: Amount
    scale: str
    unit: str
    per: str = ""


def read(figure: Figure, often: str = "") -> Scaled | None:
    """The amount of `figure` on its scale; None when it cannot be put on one, as a date.

    `often` is a word beside the figure such as "daily" or "day", which makes a rate of it.
    """
    amount = amounts.of(figure)
    if amount is None:
        return None
    unit, _, per = figure.unit.rpartition("/") if "/" in figure.unit else (figure.unit, "", "")
    if figure.unit in ("km/h", "kilometer/hour"):
        unit, per = "km/h", ""
    # "Ten years" is no rate, whatever happens each year.
    if figure.kind in ("duration", "age", "percentage", "fraction", "ordinal", "score"):
        often = ""
    per = per or _OFTEN.get(often, often)
    if figure.kind == "fraction":
        return _share(amount)
    if figure.kind == "percentage":
        return Scaled(amount, "share" if unit == "percent" else unit, unit, per)
    if figure.kind == "duration" and unit in _DAYS:
        days = amount.scaled(_DAYS[unit])
        return Scaled(replace(days, step=min(days.step, 0.25 * days.value)), "days", unit, per)
    if figure.kind == "measure":
        if unit == "degree Fahrenheit":
            return Scaled(amount.scaled(5 / 9, -160 / 9), "temperature", unit, per)
        if unit in ("degree Celsius", "degree"):
            return Scaled(amount, "temperature", unit, per)
        scale, worth = _MEASURES.get(unit, (unit, 1.0))
        return Scaled(amount.scaled(worth), scale, unit, per)
    if figure.kind == "money":
        return Scaled(amount, f"money {unit}", unit, per)
    return Scaled(amount, figure.kind, unit, per)


def _share(amount: Amount) -> Scaled:
    if amount.value > 1:
        return Scaled(amount, "times as many", "times")
    low, high = (None if bound is None else bound * 100 for bound in (amount.low, amount.high))
    # "a third" is said of 31 per cent too, "one in ten" not of 13.
    step = max(2.0, min(6.0, 0.2 * amount.value * 100))
    return Scaled(replace(amount, low=low, high=high, step=step, exact=False), "share", "in words")


def pair(a: Scaled, b: Scaled) -> tuple[Amount, Amount] | None:
    """The two amounts in one unit; None when they cannot be compared.

    What was converted is exact only where it comes to the same: ten miles are 16 kilometres.
    """
    if a.scale != b.scale:
        return None
    x, y = a.amount, b.amount
    if a.per != b.per:
        if not {a.per, b.per} <= _RATES:
            return None
        x, y = x.scaled(1 / _DAYS[a.per]), y.scaled(1 / _DAYS[b.per])
        return replace(x, exact=False), replace(y, exact=False)
    if a.scale in ("count", "share", "age", "score", "ordinal") or a.unit == b.unit:
        return x, y
    return replace(x, exact=False), replace(y, exact=False)
