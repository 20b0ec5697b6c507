"""What an article says of its sources as a whole: lines of sources, credits, datelines, links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.text import origins
from claims.text.origins import BODY, OUTLET, PERSON, Origin
from claims.text.spans import UPPER, Span, trim, words

SOURCES, LINK, CREDIT = "sources", "link", "credit"
# Longer lines are the article; more lines and links than these are no article.
_LONGEST_LINE, _MOST_LINKS, _MOST_LISTED = 400, 200, 30
# An agency's name alone stands in one of the last lines.
_LAST_LINES = 3

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LIST = re.compile(
    r"\W{0,3}(?:(?:sources?|quellen?|references|via|credits?)\s?:"
    r"|\(?with (?:additional )?(?:(?:agency )?material|reporting|information|inputs?|files"
    r"|contributions) (?:from|by|of)\b:?|(?:mit )?material von\b|source\s+[-–—])"
    r"\s*(?P<list>\S.*)",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"[(\[](?:sources?|quellen?|via)\s?:\s*(?P<list>[^()\[\]]{2,200})[)\]]", re.I)
_ITEM = re.compile(r"(?:“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"|[^,;/|•])+")
_AND = re.compile(r"\s+(?:and|und|&)\s+(?!(?:the )?[a-z])")
# "The report was published by the ministry" is news, "this article was" is not.
_FIRST = re.compile(
    r"\b(?:this (?:article|story|piece|text|interview|post|column|essay)\b[^.\n]{0,40}?"
    r"|(?:this|the) (?:article|story|report|interview)\b[^.\n]{0,20}?\b(?:first|originally) )"
    r"\b(?:published|appeared|republished|reprinted|reproduced|translated|ran)\b[^.\n]{0,40}?\b"
    r"(?:by|in|on|from|at)\s(?P<name>\S[^\n]{1,80})"
    r"|^\W{0,3}(?:originally|first|re-?)\s?(?:published|printed|posted|appeared)\b[^.\n]{0,30}?\b"
    r"(?:by|in|on|from|at)\s(?P<other>\S[^\n]{1,80})",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r"\s(?:on|under|and|with|in|as|at|where|who|which|via)\s|[,;:()!?]|\.(?!\w)|\s[-–—|]\s|$"
)
_DATELINE = re.compile(
    rf"\W{{0,2}}[{UPPER}][\w .,’'/-]{{1,60}}? ?\((?P<name>[^()]{{2,40}})\)\s?[-–—:]"
)
_AGENCY = re.compile(r"\((?P<name>[^()]{2,40})\)\W{0,2}$|^\W{0,3}(?P<alone>[\w/ ]{2,40})\W{0,2}$")
_LINK = re.compile(r"\b(?:https?://|www\.)(?P<host>[\w.-]{4,100})(?:[/?#:][^\s<>\"'“”)\]]*)?")
# Where people put things, and what counts them; none of them has said anything.
_PLATFORMS = re.compile(
    r"(?:^|\.)(?:twitter|x|facebook|fb|instagram|t|telegram|youtube|youtu|tiktok|linkedin|whatsapp"
    r"|bit|tinyurl|google|goo|apple|spotify|reddit|pinterest|threads|bsky|archive|web|patreon"
    r"|paypal|substack|medium|wordpress|blogspot|amazon|amzn)\.[a-z]{2,4}(?:\.[a-z]{2})?$"
)
_PUBLIC = re.compile(r"\.(?:gov|mil|int)(?:\.[a-z]{2})?$|\.(?:gob|gouv|gv)\.[a-z]{2}$|europa\.eu$")
_SITE = re.compile(
    r"(?:the )?(?:official )?(?:home ?page|web ?site|site|press release|annual report)s?"
    r"(?: (?:of|by|from))?(?: the)? [“\"„‘']?(?P<name>[^“”\"„]{2,80})[”\"“’']?$",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:own|eigene|our|internal|various|verschiedene|misc)\b", re.IGNORECASE)
_BODIES = frozenset(
    words(
        "UN EU WHO NATO IMF OECD IAEA UNHCR UNICEF UNESCO FBI CIA NSA CDC FDA EMA NHS ECB WTO WWF"
    )
)
_DIGIT = re.compile(r"\d")
_DAYS = frozenset(
    words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may "
        "june july august september october november december today yesterday"
    )
)


@dataclass(frozen=True, slots=True)
class Credit(Span):
    """Where an article names an origin of all of it, or links to one; how as in `citations`."""

    origin: Origin
    how: str


def find(text: str) -> Iterator[Credit]:
    """The origins that the article `text` names for all of it, line by line, then its links.

    Spans are offsets into `text`, each a whole phrase ("Sources: The Guardian, BBC"). Takes any
    `str`; time is linear.
    """
    lines = [trim(text, *match.span()) for match in _LINE.finditer(text)]
    lines = [line for line in lines if line.start < line.end]
    for at, line in enumerate(lines):
        head = text[line.start : line.end][:_LONGEST_LINE]
        if line.end - line.start <= _LONGEST_LINE:
            yield from _listed(line.start, head)
            yield from _first_published(line.start, head)
        yield from _dateline(line.start, head)
        if at >= len(lines) - _LAST_LINES:
            yield from _agency(text, line)
    yield from _links(text)


def _listed(start: int, line: str) -> Iterator[Credit]:
    match = _LIST.match(line) or _INSIDE.search(line)
    if match is None:
        return
    found = 0
    for item in _ITEM.finditer(match["list"]):
        for name in _AND.split(item.group()):
            origin = _item(name.strip(" .()[]"))
            if origin and found < _MOST_LISTED:
                found += 1
                yield Credit(start + match.start(), start + match.end(), origin, SOURCES)


def _item(name: str) -> Origin | None:
    """An item of a list of sources; what is no body there is an outlet."""
    if not name or len(name) > _LONGEST_NAME or _OWN.search(name):
        return None
    site = _SITE.match(name)
    if site:
        return _origin(BODY, site["name"].strip())
    origin = origins.named(name)
    if origin and origin.kind != PERSON and not _is_agency(name):
        return origin
    plain = name[:1].isupper() and not _DIGIT.search(name) and not _is_day(name)
    return _origin(OUTLET, name) if plain else None


def _is_agency(name: str) -> bool:
    """Whether it is initials that no public body is known by."""
    return name.isalpha() and name.isupper() and name not in _BODIES


_LONGEST_NAME = 80


def _origin(kind: str, name: str) -> Origin | None:
    key = origins.key(name, kind)
    return Origin(kind, name, key) if key else None


def _is_day(name: str) -> bool:
    return name.split(maxsplit=1)[0].strip(".,").lower() in _DAYS


def _first_published(start: int, line: str) -> Iterator[Credit]:
    match = _FIRST.search(line)
    if match is None:
        return
    group = "name" if match["name"] else "other"
    ends = _NAME_ENDS.search(match[group])
    name = match[group][: ends.start()] if ends else match[group]
    origin = _item(name.strip())
    if origin and not name[:1].isdigit():
        end = start + match.start(group) + len(name)
        yield Credit(start + match.start(), end, origin, CREDIT)


def _dateline(start: int, line: str) -> Iterator[Credit]:
    """ "KYIV, Oct 4 (AP) —": the agency's own words follow."""
    match = _DATELINE.match(line)
    if match is None:
        return
    name = match["name"].strip()
    known = origins.kind(name) == OUTLET
    if known or (name.isupper() and name.isalpha()):
        origin = _origin(OUTLET, name)
        if origin:
            yield Credit(
                start + match.start("name") - 1, start + match.end("name") + 1, origin, CREDIT
            )


def _agency(text: str, line: Span) -> Iterator[Credit]:
    """ "(Reuters)" or "dpa/AFP" behind the last paragraph."""
    tail = max(line.start, line.end - _LONGEST_NAME)
    match = _AGENCY.search(text[tail : line.end])
    if match is None or (match["alone"] and tail > line.start):
        return
    for name in (match["name"] or match["alone"]).split("/"):
        origin = origins.named(name.strip())
        if origin and origin.kind == OUTLET:
            yield Credit(tail + match.start(), tail + match.end(), origin, CREDIT)


def _links(text: str) -> Iterator[Credit]:
    for found, match in enumerate(_LINK.finditer(text)):
        if found >= _MOST_LINKS:
            return
        host = match["host"].lower().strip(".-").removeprefix("www.")
        if "." not in host or _PLATFORMS.search(host):
            continue
        origin = _origin(BODY, host) if _PUBLIC.search(host) else origins.named(host)
        if origin:
            yield Credit(match.start(), match.end(), origin, LINK)
