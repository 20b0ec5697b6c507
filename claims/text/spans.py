"""A stretch of a text, and the character classes that several modules share."""

from dataclasses import dataclass


def _upper_case_class() -> str:
    """Body of a regular-expression class for capitals: `re` has no \\p{Lu} of its own."""
    letters = (chr(code) for code in range(0xC0, 0x530))
    return "A-Z" + "".join(letter for letter in letters if letter.isupper())


# Latin, Greek and Cyrillic capitals, for use inside [...].
UPPER = _upper_case_class()
# Quotation marks by what they do; the straight ones stand on both sides.
OPENERS = "“„«‹‘‚\"'"
CLOSERS = "”“»›’\"'"
# A word, apostrophes and inner hyphens included.
WORD = r"[^\W_]+(?:['’\-][^\W_]+)*"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text: `text[start:end]`, in code points."""

    start: int
    end: int


def trim(text: str, start: int, end: int, extra: str = "") -> Span:
    """The span without white space (and the characters of `extra`) at its two ends.

    `start` and `end` are offsets into `text`. An all-blank stretch gives an empty span at
    `start`.
    """
    first, last = start, end
    while first < last and (text[first].isspace() or text[first] in extra):
        first += 1
    while last > first and (text[last - 1].isspace() or text[last - 1] in extra):
        last -= 1
    return Span(first, last) if first < last else Span(start, start)


def normalise_space(text: str) -> str:
    """The text on one line, with single blanks and none at its ends."""
    return " ".join(text.split())


def words(listed: str) -> tuple[str, ...]:
    """A word list written as running text, so that long ones stay readable."""
    return tuple(listed.split())
