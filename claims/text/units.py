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
    "dirham": "AED", "riyal": "SAR", "naira": "NGN", "tenge": "KZT", "cent": "USD/100",
    "pence": "GBP/100", "quid": "GBP",
}  # fmt: skip
SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₴": "UAH"}
_MONEY = re.compile(
    r"[ -](?:(?P<land>US|U\.S\.|American|Canadian|Australian|Hong Kong|Swiss|Russian) )?"
    rf"(?P<word>{'|'.join(_CURRENCIES)})s?\b(?! sterling of)",
)
_CODE = re.compile(r" ?(?P<code>USD|EUR|GBP|RUB|JPY|CNY|INR|UAH|CHF|PLN|SEK|NOK|DKK|AUD|CAD)\b")
_LANDS = {"Canadian": "CAD", "Australian": "AUD", "Hong Kong": "HKD"}
_TIME = re.compile(
    r"[ -](?:(?:more|full|whole|consecutive|straight|calendar|working) )?"
    r"(?P<word>second|minute|hour|day|night|week|month|year|decade|centur)(?:s|y|ies)?\b"
    r"(?P<old>[ -]olds?\b)?(?![’'][a-rt-z])"
)
_MEASURE = re.compile(
    r"[ -]?(?P<word>(?:square |cubic )?(?:km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|"
    r"centimet(?:er|re)s?"
    r"|feet|foot|inch(?:es)?|yards?|tonnes?|tons?|kilograms?|kg|kilos?|grams?|litres?|liters?"
    r"|gallons?|barrels?|degrees?|acres?|hectares?|megawatts?|gigawatts?|MW|GW|kWh|mph|km/h"
    r"|knots?|magnitude))\b"
)
_RATE = re.compile(
    r" (?:an?|per|each|every) "
    r"(?P<per>second|minute|hour|day|night|week|month|quarter|year|person|head|household)\b"
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
    """What a number counts. `length` is how many characters after the number say so."""

    kind: str
    name: str
    length: int


def read(after: str, *, symbol: str = "", plural: bool = True) -> Unit:
    """The unit that follows a number, from the text right after it.

    `symbol` is the currency sign before the number, if any. `plural` is False for the number
    one, whose noun does not end in s. Names are normalised: "percent", ISO 4217 codes, singular
    spans of time ("year", "hour/day"), otherwise the counted noun phrase in lower case.
    """
    if symbol:
        return _with_rate(after, Unit("money", SYMBOLS[symbol], 0))
    for pattern, kind in ((_POINTS, "percentage"), (_PERCENT, "percentage")):
        if match := pattern.match(after):
            name = "percentage points" if "point" in match.group() else "percent"
            return Unit(kind, name, match.end())
    if match := _MONEY.match(after):
        name = _LANDS.get(match["land"] or "", _CURRENCIES[match["word"]])
        return _with_rate(after, Unit("money", name, match.end()))
    if match := _CODE.match(after):
        return _with_rate(after, Unit("money", match["code"], match.end()))
    if match := _TIME.match(after):
        if match["old"]:
            return Unit("age", "year", match.end())
        word = "century" if match["word"] == "centur" else match["word"]
        return _with_rate(after, Unit("duration", word, match.end()))
    if match := _MEASURE.match(after):
        return _with_rate(after, Unit("measure", match["word"].lower(), match.end()))
    return _with_rate(after, _counted(after, plural))


def _with_rate(after: str, unit: Unit) -> Unit:
    match = _RATE.match(after, unit.length)
    if match is None:
        return unit
    return Unit(unit.kind, f"{unit.name}/{match['per']}".lstrip("/"), match.end())


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
