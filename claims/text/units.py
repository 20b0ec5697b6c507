"""What a number counts: the words after it, as percent, money, span of time, measure or noun."""

import re
from dataclasses import dataclass

from claims.text.spans import WORD, words

_PERCENT = re.compile(r"\s?(?:%|per ?cent\b|percent\b|pc\b)(?: points?\b|age points?\b)?|\s?pp\b")
_POINTS = re.compile(r"[ -](?:percentage|basis) points?\b")
_CURRENCIES = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "ruble": "RUB", "rouble": "RUB", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "hryvnia": "UAH", "franc": "CHF",
    "peso": "MXN", "shekel": "ILS", "zloty": "PLN", "lira": "TRY", "real": "BRL", "reais": "BRL",
    "rand": "ZAR", "krona": "SEK", "kronor": "SEK", "krone": "NOK", "kroner": "NOK",
    "dirham": "AED", "riyal": "SAR", "naira": "NGN", "tenge": "KZT", "cent": "USD",
    "pence": "GBP", "quid": "GBP",
}  # fmt: skip
# Worth a hundredth of what they are counted in.
HUNDREDTHS = ("cent", "pence")
SYMBOLS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₴": "UAH",
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD",
    "NZ$": "NZD", "S$": "SGD", "R$": "BRL", "Rs": "INR", "Rs.": "INR", "CHF": "CHF",
    "USD": "USD", "EUR": "EUR", "GBP": "GBP", "AUD": "AUD", "INR": "INR",
}  # fmt: skip
# "rs 500", "us$5m"; but what "a$5m fine" has is an article.
_SMALL = {**{sign.lower(): name for sign, name in SYMBOLS.items()}, "a$": "USD"}
# How a sign can be written before a number, longest first.
SIGN = "|".join(re.escape(sign) for sign in sorted(SYMBOLS, key=len, reverse=True))
_MONEY = re.compile(
    r"[ -](?:(?P<land>US|U\.S\.|American|Canadian|Australian|Hong Kong|Swiss|Russian) )?"
    rf"(?P<word>{'|'.join(_CURRENCIES)})s?\b(?! sterling of)",
)
_CODE = re.compile(r" ?(?P<code>USD|EUR|GBP|RUB|JPY|CNY|INR|UAH|CHF|PLN|SEK|NOK|DKK|AUD|CAD)\b")
_LANDS = {"Canadian": "CAD", "Australian": "AUD", "Hong Kong": "HKD"}
_TIME = re.compile(
    r"[ -](?:(?:more|full|whole|consecutive|straight|calendar|working) )?"
    r"(?P<word>second|minute|hour|day|night|week|month|quarter|year|decade|centur)(?:s|y|ies)?\b"
    r"(?P<old>[ -]olds?\b)?(?![’'][a-rt-z])"
)
# As written, and as normalised: singular, in American spelling, without abbreviation.
_MEASURES = {
    "kilometer": "km|kilomet(?:er|re)s?",
    "meter": "met(?:er|re)s?",
    "centimeter": "cm|centimet(?:er|re)s?",
    "millimeter": "mm|millimet(?:er|re)s?",
    "mph": "mph|miles (?:per|an) hour",
    "km/h": "km/h|kph|kmh",
    "mile": "miles?",
    "nautical mile": "nautical miles?",
    "foot": "feet|foot",
    "inch": "inch(?:es)?",
    "yard": "yards?",
    "light-year": "light[- ]years?",
    "tonne": "tonnes?",
    "ton": "tons?",
    "kilogram": "kilograms?|kg|kilos?",
    "gram": "grams?",
    "milligram": "milligrams?|mg",
    "microgram": "micrograms?|mcg|µg",
    "pound": "lbs?",
    "ounce": "ounces?|oz",
    "liter": "lit(?:er|re)s?",
    "milliliter": "millilit(?:er|re)s?|ml",
    "gallon": "gallons?",
    "pint": "pints?",
    "tablespoon": "tablespoons?",
    "teaspoon": "teaspoons?",
    "barrel": "barrels?",
    # One letter is a unit only right at the number, as in 1.5C.
    "degree Celsius": "°C|degrees? Celsius|degrees? C|(?<![ -])C",
    "degree Fahrenheit": "°F|degrees? Fahrenheit|(?<![ -])F",
    "degree": "degrees?|°",
    "acre": "acres?",
    "hectare": "hectares?|ha",
    "kilowatt-hour": "kWh|kilowatt[- ]hours?",
    "megawatt-hour": "MWh|megawatt[- ]hours?",
    "terawatt-hour": "TWh|terawatt[- ]hours?",
    "kilowatt": "kilowatts?|kW",
    "megawatt": "megawatts?|MW",
    "gigawatt": "gigawatts?|GW",
    "knot": "knots?",
    "megabyte": "MB|megabytes?",
    "gigabyte": "GB|gigabytes?",
    "terabyte": "TB|terabytes?",
    "bitcoin": "bitcoins?|BTC",
    "calorie": "calories",
}
_MEASURE_NAMES = list(_MEASURES)
_MEASURE = re.compile(
    r"[ -]?(?P<power>square |cubic )?(?:"
    + "|".join(f"(?P<m{at}>{written})" for at, written in enumerate(_MEASURES.values()))
    + r")(?![^\W\d_])"
)
_PENCE = re.compile(r"p(?!\w|\.m)")
_RATE = re.compile(
    r" (?:an?|per|each|every) "
    r"(?P<per>second|minute|hour|day|night|week|month|quarter|year|person|head|household|share|"
    r"hectare|acre|litre|tonne|barrel)\b"
    r"(?! (?:ago|earlier|later|before)\b)"
)
_NOUN = re.compile(rf" (?P<word>{WORD})")
_NO_PLURAL = frozenset(
    words(
        "people men women children personnel troops staff police deaths cattle aircraft media data "
        "feet teeth mice lives wives seats"
    )
)
# The noun phrase is over at one of these.
_STOP = frozenset(
    words(
        "of in on at to for from by with and or but as than that which who whom whose when while "
        "where since after before during until into over under the a an this these those his her "
        "their its our your my is are was were be been has have had will would can could may might "
        "must should did does do not also already still now per each every because if so across "
        "yes "
        "alone more less about around this last next"
    )
)
_SINGULAR_S = ("ss", "us", "is", "ous", "’s", "'s")
# Longer noun phrases than this are no longer what is counted.
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts. `length` is how many characters after the number say so; `scale`
    what one of them is worth: 0.01 of a dollar for a cent.
    """

    kind: str
    name: str
    length: int
    scale: float = 1.0


def read(after: str, *, symbol: str = "", plural: bool = True) -> Unit:
    """The unit that follows a number, from the text right after it.

    `symbol` is the currency sign before the number, if any. `plural` is False for the number
    one, whose noun does not end in s. Names are normalised: "percent", ISO 4217 codes, singular
    spans of time ("year", "hour/day") and measures ("meter"), otherwise the counted noun phrase in
    lower case.
    """
    if symbol:
        return _with_rate(after, Unit("money", SYMBOLS.get(symbol) or _SMALL[symbol.lower()], 0))
    if match := _PENCE.match(after):
        return _with_rate(after, Unit("money", "GBP", match.end(), 0.01))
    for pattern, kind in ((_POINTS, "percentage"), (_PERCENT, "percentage")):
        if match := pattern.match(after):
            name = "percentage points" if "point" in match.group() else "percent"
            if "basis" in match.group():
                return Unit("measure", "basis point", match.end())
            return Unit(kind, name, match.end())
    if match := _MONEY.match(after):
        name = _LANDS.get(match["land"] or "", _CURRENCIES[match["word"]])
        scale = 0.01 if match["word"] in HUNDREDTHS else 1.0
        return _with_rate(after, Unit("money", name, match.end(), scale))
    if match := _CODE.match(after):
        return _with_rate(after, Unit("money", match["code"], match.end()))
    if match := _TIME.match(after):
        if match["old"]:
            return Unit("age", "year", match.end())
        word = "century" if match["word"] == "centur" else match["word"]
        return _with_rate(after, Unit("duration", word, match.end()))
    if match := _MEASURE.match(after):
        name = _MEASURE_NAMES[int(str(match.lastgroup)[1:])]
        name = f"{match['power'] or ''}{name}"
        return _with_rate(after, Unit("measure", name, match.end()))
    return _with_rate(after, _counted(after, plural))


def _with_rate(after: str, unit: Unit) -> Unit:
    match = _RATE.match(after, unit.length)
    if match is None:
        return unit
    return Unit(unit.kind, f"{unit.name}/{match['per']}".lstrip("/"), match.end(), unit.scale)


def _counted(after: str, plural: bool) -> Unit:
    """The noun phrase that is counted: up to its first plural; nothing when none is in reach."""
    at = 0
    words: list[str] = []
    while len(words) < _LONGEST and (match := _NOUN.match(after, at)):
        word = match["word"]
        folded = word.lower()
        if folded in _STOP or word.isdigit():
            break
        words.append(folded)
        at = match.end()
        is_plural = folded.endswith("s") and not folded.endswith(_SINGULAR_S)
        if is_plural or folded in _NO_PLURAL or not plural:
            return Unit("count", " ".join(words), at)
    return Unit("count", "", 0)
