"""Calendar dates as news writes them, as far as they are written: a day, a month, a year.

The value is an ISO 8601 prefix as in TIMEX3 and the BBN date guidelines: "2022-09-18",
"2022-09", "2022", and "--09-15" or "--09" while the year is unknown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from claims.text.spans import words

_MONTHS = words(
    "january february march april may june july august september october november december"
)
_NUMBER = {name: at for at, name in enumerate(_MONTHS, start=1)}
_NUMBER |= {name[:3]: at for name, at in _NUMBER.items()} | {"sept": 9}
_DAYS = words("monday tuesday wednesday thursday friday saturday sunday")

# Capitals are wanted: "may" and "march" are verbs.
_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NTHS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
)
_PERIOD = "(?:week|weekend|month|year|quarter|decade|century|night|spring|summer|autumn|winter)"
_DATE = re.compile(
    rf"(?:(?<![\w/.-])|(?<=\bmid-))(?:(?P<iso>{_YEAR}-[01]\d-[0-3]\d)(?![\d-])"
    rf"|(?P<slash>[0-3]?\d(?P<sep>[/.])[0-3]?\d(?P=sep){_YEAR})(?!\d)"
    rf"|(?:{_WEEKDAY},? (?:the )?)?(?:"
    rf"(?P<m1>{_MONTH}) (?P<d1>{_DAY})(?!\d|:\d)(?:(?:, ?| )(?P<y1>{_YEAR})(?!\d))?"
    rf"|(?P<d2>{_DAY})(?: of)? (?P<m2>{_MONTH})\b(?:,? (?P<y2>{_YEAR})(?!\d))?)"
    rf"|(?P<m3>{_MONTH}),? (?:of )?(?P<y3>{_YEAR})(?!\d)"
    rf"|(?:(?<=[a-z] )|(?<=\bmid-))(?P<m4>{_MONTH})(?![\w’'])"
    rf"|(?P<decade>(?:1[5-9]|20)\d0s)\b"
    rf"|(?P<century>(?:\d{{1,2}}(?:st|nd|rd|th)|(?i:{'|'.join(_NTHS)}))[ -]century)\b"
    rf"|(?:(?i:the )?(?i:first|second|third|fourth|last) (?:half|quarter) of (?P<y6>{_YEAR}))(?!\d)"
    rf"|(?P<y5>{_YEAR})(?![\ds-]|[,.]\d|%| ?(?:per ?cent|percent|people|men|women|million|billion))"
    rf"|(?P<relative>(?i:this|last|next) {_PERIOD}|the (?:previous|following|past) {_PERIOD}"
    rf"|the weekend)(?![\w-])"
    rf"|(?P<weekday>{_WEEKDAY})(?: (?:morning|afternoon|evening|night))?(?![\w’']))"
)
# "November 4, 8 and 11": days of the month named before them.
_MORE_DAYS = re.compile(
    r"(?:(?:, | and | or |, and )(?:[12]\d|3[01]|[1-9])\b(?![\d:.%,]\d| ?%"
    r"| per| [a-z]+s\b| people| men))+"
)
_BARE_DAY = re.compile(r"\d+")
# A bare month or year is a date only after one of these.
_LEAD = re.compile(
    r"\b(?:in|since|by|from|until|till|of|before|after|during|through|between|to|and|early|late"
    r"|mid|last|this|next|every|year|spring|summer|autumn|fall|winter|for|on|Act|Bill|Order|Games|"
    r"Olympics|Cup)[ -]$",
    re.IGNORECASE,
)
_BARE_OPEN = re.compile(r"[(–-]$")
# "an October report", and not "the March on Rome" or "The Sunday Comet".
_ARTICLE = re.compile(r"\b(?:an?|the|its|his|her|their|that|each|every) $", re.IGNORECASE)
_NOUN_FOLLOWS = re.compile(r" (?!on\b|of\b|for\b)[a-z]")
_NAMED = re.compile(r"\b[Tt]he $")
_NAME_FOLLOWS = re.compile(r" [A-Z]")
_AHEAD = re.compile(
    r"\b(?:will|shall|next|upcoming|scheduled|due|plans?|planned|set to|expected|is to|are to"
    r"|would|tomorrow|hopes? to|deadline)\b|[’']ll\b",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|last|since|until|by)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Date:
    """A date found: span, ISO prefix ("" when only a weekday or decade), years of a decade.

    `completed` says that the year (or, for a weekday, the day) was not written but supplied from
    the article's date.
    """

    start: int
    end: int
    iso: str
    completed: bool = False
    low: float | None = None
    high: float | None = None


def find(quote: str, *, published: date | None = None) -> Iterator[Date]:
    """The dates in a sentence, as offsets into `quote`.

    A missing year is supplied from `published` only when nothing in the sentence looks ahead:
    the last such day up to that date. 05/06/2022 can be read two ways, so only its year is given.
    """
    ahead = _AHEAD.search(quote) is not None
    for match in _DATE.finditer(quote):
        lead = quote[max(0, match.start() - 12) : match.start()]
        bare = match["m4"] or match["y5"]
        led = _LEAD.search(lead) or _BARE_OPEN.search(lead) or _attributive(quote, match)
        if bare and not led:
            continue
        named = _NAMED.search(lead) and _NAME_FOLLOWS.match(quote, match.end())
        if match["weekday"] and named:
            continue
        if match["weekday"]:
            day = None if ahead or not _ON.search(lead) else _weekday(match["weekday"], published)
            yield Date(match.start(), match.end(), day or "", day is not None)
        elif match["relative"]:
            iso = _relative(match["relative"].lower(), published)
            yield Date(match.start(), match.end(), iso, bool(iso))
        elif match["decade"]:
            year = float(match["decade"][:4])
            yield Date(match.start(), match.end(), "", False, year, year + 9)
        elif match["century"]:
            year = 100.0 * (_nth(match["century"]) - 1)
            yield Date(match.start(), match.end(), "", False, year, year + 99)
        elif match["y6"]:
            yield Date(match.start(), match.end(), match["y6"])
        else:
            yield from _calendar(quote, match, None if ahead else published)


def _attributive(quote: str, match: re.Match[str]) -> bool:
    """ "an October report": a month between an article and a noun."""
    lead = quote[max(0, match.start() - 12) : match.start()]
    noun = _NOUN_FOLLOWS.match(quote, match.end())
    return bool(match["m4"] and _ARTICLE.search(lead) and noun)


def _calendar(quote: str, match: re.Match[str], published: date | None) -> Iterator[Date]:
    iso = _iso(match)
    if not iso:
        return
    yield _completed(match.start(), match.end(), iso, published)
    if match["d1"] and not match["y1"] and (more := _MORE_DAYS.match(quote, match.end())):
        for day in _BARE_DAY.finditer(quote, *more.span()):
            other = f"{iso[:-2]}{int(day.group()):02}"
            if _exists(other.replace("--", "2024-", 1)):
                yield _completed(*day.span(), other, published)


def _completed(start: int, end: int, iso: str, published: date | None) -> Date:
    full = _complete(iso, published) if iso.startswith("--") else ""
    return Date(start, end, full or iso, bool(full))


def _nth(century: str) -> int:
    """14 of "14th century" and of "fourteenth century"; the first where it is neither."""
    word = re.split(r"[ -]century", century.lower())[0]
    return _NTHS.index(word) + 1 if word in _NTHS else max(1, int(re.sub(r"\D", "", word)))


def _relative(words: str, published: date | None) -> str:
    """The year of "last year", the month of "last month"; "" for other spans of time."""
    if published is None:
        return ""
    back = {"this": 0, "last": 1, "next": -1}.get(words.split()[0])
    if back is None:
        return ""
    if words.endswith(" year"):
        return f"{published.year - back:04}"
    if words.endswith(" month"):
        months = published.year * 12 + published.month - 1 - back
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return ""


def _iso(match: re.Match[str]) -> str:
    """The ISO prefix of what was written; "" for a day that no calendar has."""
    if match["iso"]:
        return match["iso"] if _exists(match["iso"]) else ""
    if match["slash"]:
        first, second, year = match["slash"].split(match["sep"])
        if int(first) > 12:
            first, second = second, first
        elif int(second) <= 12 and first != second:
            return year
        iso = f"{year}-{int(first):02}-{int(second):02}"
        return iso if _exists(iso) else ""
    month = match["m1"] or match["m2"] or match["m3"] or match["m4"]
    year = match["y1"] or match["y2"] or match["y3"] or match["y5"] or ""
    if not month:
        return year
    day = re.sub(r"\D", "", match["d1"] or match["d2"] or "")
    iso = f"{year or '-'}-{_NUMBER[month.lower().rstrip('.')]:02}" + (
        f"-{int(day):02}" if day else ""
    )
    return iso if not day or _exists(iso.replace("--", "2024-", 1)) else ""


def _exists(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _complete(iso: str, published: date | None) -> str:
    """ "--09-15" with its year: the last one up to the article's date; "" when there is none."""
    if published is None:
        return ""
    written = iso[2:]
    this_year = f"{published.year:04}-{written}"
    if this_year <= published.isoformat()[: len(this_year)]:
        year = published.year
    else:
        year = published.year - 1
    full = f"{year:04}-{written}"
    return full if len(written) == 2 or _exists(full) else ""


def _weekday(name: str, published: date | None) -> str | None:
    """The last such day up to the article's date, which news means by "on Tuesday"."""
    if published is None or published.toordinal() < 8:
        return None
    back = (published.weekday() - _DAYS.index(name.lower())) % 7
    return (published - timedelta(days=back)).isoformat()
