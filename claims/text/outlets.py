"""Outlets named in a sentence: the publication that a statement was made to or carried by."""

import re

from claims.text.spans import UPPER
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


def clean(name: str) -> str:
    """An outlet's name as it is listed: no article, no quotation marks, no possessive."""
    bare = _ARTICLE.sub("", name.strip("“”\"‘’' "))
    for possessive in ("’s ", "'s "):
        bare = bare.rsplit(possessive, 1)[-1]
    return bare
