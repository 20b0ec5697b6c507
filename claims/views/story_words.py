"""Words in drawings, which do not wrap by themselves: how wide they are, and how they are cut.

Widths are estimates in pixels for the page's sans face: drawings leave room for what they miss.
"""

import unicodedata
from datetime import date

from claims.models import Article

# Parts of the size of the letters: wide scripts fill a square, capitals and digits most of one.
_WIDE, _CAPITAL, _NARROW, _LETTER = 1.02, 0.68, 0.31, 0.56
# Of a sum of many letters.
_ROUNDING = 1e-6
_THIN = frozenset("iljtfrI.,:;'’|!()[] ")

# A name in one direction amid words in the other stays whole.
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def width(text: str, size: float = 12.5) -> float:
    """How wide `text` is in letters of `size` pixels."""
    return size * sum(map(_share, text))


def _share(letter: str) -> float:
    if letter in _THIN:
        return _NARROW
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return _CAPITAL if letter.isupper() or letter.isdigit() or letter in "mw@%" else _LETTER


def cut(text: str, room: float, size: float = 12.5) -> str:
    """`text` in `room` pixels: whole, or its first words (else letters) and an ellipsis."""
    text = " ".join(text.split())
    if width(text, size) <= room:
        return text
    used, end = width("…", size), 0
    for end, letter in enumerate(text):  # noqa: B007  (where it breaks off is what is wanted)
        used += size * _share(letter)
        if used > room - _ROUNDING:
            break
    words = text[:end].rpartition(" ")[0]
    return (words if len(words) * 2 > end else text[:end]).rstrip(" ,;:.–-") + "…"


def wrap(text: str, room: float, lines: int, size: float = 12.5) -> list[str]:
    """`text` in at most `lines` lines of `room` pixels, the last one cut."""
    words = text.split()
    wrapped: list[str] = []
    while words and len(wrapped) < lines - 1:
        line = words.pop(0)
        if width(line, size) > room:
            words.insert(0, line)
            break
        while words and width(f"{line} {words[0]}", size) <= room:
            line += f" {words.pop(0)}"
        wrapped.append(line)
    return [*wrapped, cut(" ".join(words), room, size)] if words else wrapped


def isolated(name: str) -> str:
    """`name` for the middle of a line, in whatever direction it runs."""
    return f"{_ISOLATE}{name}{_END}"


def name_of(article: Article) -> str:
    """What a drawing calls a report: its outlet, else its title."""
    return article.outlet.name if article.outlet else article.title


def day_in_words(prefix: str) -> str:
    """An ISO 8601 prefix as a reader knows it: "15 September", "September 2022"; "" for none."""
    year, month, day = parts(prefix)
    # Any leap year does for the name of a month and a day.
    named = date(2000, month, 1).strftime("%B") if month else ""
    return " ".join(word for word in (str(day or ""), named, str(year or "")) if word)


def parts(prefix: str) -> tuple[int, int, int]:
    """Year, month and day of an ISO 8601 prefix, 0 for what it does not say."""
    is_yearless = prefix.startswith("--")
    words = prefix.removeprefix("--").split("-")
    numbers = [int(word) if word.isascii() and word.isdigit() else 0 for word in words]
    year, month, day, *_ = [*([0] if is_yearless else []), *numbers, 0, 0, 0]
    if month > 12 or day > 31 or year > 9999:
        return (year if year <= 9999 else 0), 0, 0
    return year, month, day if month else 0
