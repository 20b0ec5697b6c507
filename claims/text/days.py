"""The day an article was told, as far as the article itself gives it away."""

import datetime
import re
from collections.abc import Iterator

from claims.text import dates, periods

# So much of an article is read: a report does not keep its day for the end of a book.
_LONGEST = 100_000
_SENTENCE_END = re.compile(r"[.!?]['”’\")]*\s+(?=[\W_]*[A-Z\d])|\n+")
_AHEAD = re.compile(
    r"\b(?:will|shall|would|should|must|may(?= [a-z])|might|could|next|upcoming|scheduled|due"
    r"|plan(?:s|ned)?|set to|expected|is to|are to|hopes? to|deadline|expires?|every|if|unless)\b"
    r"|[’']ll\b"
)
_UNTIL = re.compile(r"\b(?:until|till|before)\s(?:the )?$", re.IGNORECASE)
# Fewest days without a date that tell where the telling of a year begins.
_PAUSE = 150
_YEAR = 365
_LEAP = 2024


def told(text: str, published: datetime.date | None = None) -> str:
    """The ISO 8601 prefix of the day that the article `text` was told, at least.

    That is the day it was published or, where nobody knows it, the latest day that it tells of as
    past: "2022-11-07", "2022-11", "--01-20" while the year is not said, "" when there is none or
    the order of the days cannot be told. A date names its year when another one of its sentence
    does so, one end of a range for the other. Never raises; reads at most 100,000 characters.
    """
    if published is not None:
        return published.isoformat()
    found = list(_past(text[:_LONGEST]))
    dated = [iso for iso in found if not iso.startswith("--")]
    if dated:
        return max(dated)
    return _latest(sorted(set(found)))


def _past(text: str) -> Iterator[str]:
    start = 0
    for stop in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        sentence, start = text[start:stop], stop
        if _AHEAD.search(sentence):
            continue
        known: str = ""
        for date in dates.find(sentence):
            year, month, _ = periods.parts(date.iso)
            if month is None or _UNTIL.search(sentence, max(0, date.start - 20), date.start):
                continue
            if year is not None:
                known = date.iso
                yield date.iso
            elif known:
                yield _after(date.iso, known)
            else:
                yield date.iso


def _after(iso: str, known: str) -> str:
    """The first day that `iso`, "--01-20", names on or after the known one."""
    year = int(known[:4])
    return f"{year + (iso[2:] < known[5 : 3 + len(iso)])}-{iso[2:]}"


def _latest(days: list[str]) -> str:
    """The last of days of one year round: the one before the longest stretch without any."""
    if len(days) <= 1:
        return "".join(days)
    places = [_place(iso) for iso in days]
    gaps = [(places[(at + 1) % len(places)] - place) % _YEAR for at, place in enumerate(places)]
    longest = max(gaps)
    if longest < _PAUSE or gaps.count(longest) > 1:
        return ""
    return days[gaps.index(longest)]


def _place(iso: str) -> int:
    _, month, day = periods.parts(iso)
    return datetime.date(_LEAP, month or 1, 1).timetuple().tm_yday + (day or 15)
