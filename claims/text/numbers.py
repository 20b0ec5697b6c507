"""The values of numbers as news writes them: 6,500 and 1.6 million, ten and two thirds, dozens."""

import re
from dataclasses import dataclass

from claims.text.spans import words

_UNITS = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
SMALL = {word: float(value) for value, word in enumerate(_UNITS)} | {
    word: float(10 * value) for value, word in enumerate(_TENS, start=2)
}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "tn": 1e12,
    "crore": 1e7,
    "lakh": 1e5,
}
# "dozens" names a size, not a number: from two of them to ten of them.
LOOSE = {
    "dozens": (24.0, 99.0),
    "scores": (40.0, 199.0),
    "hundreds": (200.0, 999.0),
    "thousands": (2e3, 9999.0),
    "tens of thousands": (2e4, 99_999.0),
    "hundreds of thousands": (2e5, 999_999.0),
    "millions": (2e6, 9_999_999.0),
    "tens of millions": (2e7, 99_999_999.0),
    "hundreds of millions": (2e8, 999_999_999.0),
    "billions": (2e9, 9_999_999_999.0),
}
_PARTS = words("half third quarter fifth sixth seventh eighth ninth tenth")
FRACTIONS = {name: 1 / at for at, name in enumerate(_PARTS, start=2)} | {
    "twelfth": 1 / 12,
    "twentieth": 1 / 20,
    "fiftieth": 1 / 50,
    "hundredth": 1 / 100,
    "thousandth": 1 / 1000,
}
_GLYPHS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}

# The hours of a clock, in words.
HOURS = "|".join(_UNITS[12:0:-1])
_SMALL = "|".join(sorted(SMALL, key=len, reverse=True))
# Bounded throughout, so that a line of digits costs no more than its length.
_DIGITS = (
    r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,6})?|\d{1,3}(?:[\u00a0\u202f ]\d{3}){1,6}(?!\d)"
    r"|\d{1,15}[½¼¾⅓⅔]|\d{1,15}(?:\.\d{1,6})?"
)
_SCALE_WORDS = "hundred|thousand|million|billion|trillion|crore|lakh"
# "twenty-one", "two hundred and fifty thousand", "1.6 million", "£5m", "300k".
NUMBER = (
    rf"(?:(?:{_DIGITS})(?: and a (?:half|quarter))?"
    rf"(?:[ \u00a0-]?(?:{_SCALE_WORDS})\b|(?:k|mn?|mln|bn|tn)\b)?"
    rf"|\b(?:(?:{_SMALL})(?:[- ](?:{_SMALL}))?|an?(?= (?:hundred|thousand|million|billion|dozen)))"
    rf"(?: and a (?:half|quarter)\b)?"
    rf"(?:[ -](?:{_SCALE_WORDS}|dozen)\b(?: and (?:{_SMALL})(?:[- ](?:{_SMALL}))?\b)?){{0,2}}"
    rf"(?![^\W_]))"
)
_NUMERAL = re.compile(rf"({_DIGITS})[ \u00a0-]?([a-z]+)?", re.IGNORECASE)
_PART = re.compile(r"[½¼¾⅓⅔]| and a (?P<part>half|quarter)\b", re.IGNORECASE)
_NOT_DIGIT = re.compile(r"[,\s\u00a0\u202f]")


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and highest value a number word can mean; equal when it is exact."""

    low: float
    high: float


def value(written: str) -> float | None:
    """The value of a number written in digits or English words; None when it is no number.

    Takes what `NUMBER` matches: "6,500", "1.6 million", "5m", "two hundred and fifty thousand",
    "a dozen". Commas and narrow blanks group thousands, a full stop begins decimals, as in
    English news. "300 000" is 300,000.
    """
    written, part = _without_part(written.strip())
    match = _NUMERAL.fullmatch(written)
    if match is not None:
        scale = (match[2] or "").lower()
        if scale and scale not in SCALES:
            return None
        return round((float(_NOT_DIGIT.sub("", match[1])) + part) * SCALES.get(scale, 1.0), 6)
    return _from_words(written.lower().replace("-", " ").split(), part)


def _without_part(written: str) -> tuple[str, float]:
    """ "four and a half billion" is 4 billion and a half of one."""
    match = _PART.search(written)
    if match is None:
        return written, 0.0
    part = _GLYPHS.get(match.group()) or FRACTIONS[match["part"].lower()]
    return written[: match.start()] + written[match.end() :], part


def loose(written: str) -> Range | None:
    """The bracket that "dozens" or "several hundred" stands for; None for other words."""
    words = written.lower().split()
    if words and words[0] in ("a", "several", "many"):
        words = [words[-1].rstrip("s") + "s"]
    bracket = LOOSE.get(" ".join(words))
    return Range(*bracket) if bracket else None


def _from_words(words: list[str], part: float) -> float | None:
    total, current = 0.0, 0.0
    if not words:
        return None
    for word in words:
        if word in SMALL:
            current, part = current + SMALL[word] + part, 0.0
        elif word in ("a", "an"):
            current = 1.0
        elif word == "dozen":
            current = max(current, 1.0) * 12
        elif word == "hundred":
            current = max(current, 1.0) * 100
        elif word in SCALES and len(word) > 3:
            total, current = total + max(current, 1.0) * SCALES[word], 0.0
        elif word != "and":
            return None
    return total + current
