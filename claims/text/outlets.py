"""Outlets named in a sentence: the publication that a statement was made to or carried by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.text.spans import UPPER, Span
from claims.text.vocabulary import OUTLET_TAILS, OUTLETS

_NAME = (
    rf"(?:(?:{OUTLETS})(?: (?:News|TV|Radio|Arabic|World Service|Ukraine|Russian))?(?![\w-])"
    rf"|(?:[{UPPER}][\w’'.-]* ){{1,4}}(?:{OUTLET_TAILS})(?![\w-]))"
)
_OPEN = (
    r"(?:[Tt]he |an? )?(?:(?:British|American|US|German|French|Russian|Ukrainian|local|daily"
    r"|broadcaster|newspaper|news agency|[A-Z]\w+[’']s) ){0,2}[“\"‘']?(?:[Tt]he )?"
)
_AT_START = re.compile(rf"{_OPEN}(?P<name>{_NAME})")
# Where a sentence says that it was told to, published by or read in an outlet.
_VIA = re.compile(
    r"\b(?:told|tells|telling|interview with|speaking to|spoke to|statement to|reported by|"
    r"published (?:by|in)|(?:writes?|wrote) (?:in|for)|interviewed by|seen by|obtained by|"
    rf"quoted (?:by|in)|according to|as reported in|broadcast by) (?={_OPEN}(?P<name>{_NAME}))"
)
_REPORTS = re.compile(
    rf"{_OPEN}(?P<name>{_NAME})[”\"’']?(?: newspaper| news agency| magazine)?,?"
    r" (?:has |have |had |also |first |earlier |exclusively )?(?:reports?|reported|published|"
    r"revealed|writes?|wrote|quotes|quoted|said|says|understands|broadcast)\b"
)
# Where a sentence only names the outlet that it has something from.
_FROM = re.compile(
    r"\b(?:citing|quoting|in (?:comments|remarks|a letter) to|(?:appeared|carried|printed)"
    r" (?:in|on|by)|reports? (?:by|in|from|of)|told in|on the website of|via|first reported by)"
    rf" (?={_OPEN}(?P<name>{_NAME}))"
)
_TOLD = re.compile(r"told|tell|interview|speaking|spoke|statement|in (?:comments|remarks|a letter)")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def starting(phrase: str) -> str:
    """The outlet that `phrase` begins with, without article and quotation marks; "" if none."""
    match = _AT_START.match(phrase)
    return clean(match["name"]) if match else ""


def is_outlet(phrase: str) -> bool:
    """Whether `phrase` is an outlet's name and nothing more ("the “Guardian”", "BBC")."""
    match = _AT_START.match(phrase)
    return match is not None and match.end() >= len(phrase.rstrip("”\"’' ."))


def via(sentence: str) -> str:
    """The outlet that `sentence` says it goes back to ("told the BBC"), or ""."""
    match = _VIA.search(sentence) or _REPORTS.search(sentence)
    return clean(match["name"]) if match else ""


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """Where a sentence says that it goes back to an outlet; told: by what was told to it."""

    name: str
    told: bool


def mentions(sentence: str) -> Iterator[Mention]:
    """Every place in `sentence` where it goes back to an outlet, as offsets into it.

    Wider than `via`: also "citing the BBC" and "a report in the Guardian". One outlet can come
    twice, by its two sides ("told the BBC reports").
    """
    for pattern in (_VIA, _FROM, _REPORTS):
        for match in pattern.finditer(sentence):
            told = pattern is not _REPORTS and _TOLD.match(match.group()) is not None
            end = max(match.end(), match.end("name"))
            yield Mention(match.start(), end, clean(match["name"]), told)


def clean(name: str) -> str:
    """An outlet's name as it is listed: no article, no quotation marks, no possessive."""
    bare = _ARTICLE.sub("", name.strip("“”\"‘’' "))
    for possessive in ("’s ", "'s "):
        bare = bare.rsplit(possessive, 1)[-1]
    return bare
