"""How an article introduces whom it names: whom they speak for, what they are, whom "it" means."""

import re

from claims.text import origins
from claims.text.origins import BODY, Origin
from claims.text.spans import UPPER, Span

# A name is looked for in so many places, a body so far before.
_MOST_TRIES, _REACH = 20, 4_000
_SPEAKS = (
    r"(?:chief |deputy |official |press )?(?:spokesman|spokeswoman|spokesperson|representative"
    r"|press officer|press secretary|officer|official|head of communications)"
)
_APPOSITION = re.compile(
    rf"(?:,| is| was) (?:who is )?(?:an? |the )?(?:[\w’'-]+ ){{0,3}}?{_SPEAKS}"
    r" (?:for|of|at|from|with) (?P<body>[^,;.()]{3,120})"
)
_VERB = re.compile(r" (?:who|which|that|said|says|told|explain\w*|added|has|is|was|in a)\b")
_ENTERPRISE = (
    r"(?:company|firm|maker|operator|manufacturer|airline|bank|party|union|charity|club|carrier"
    r"|retailer|supplier|producer|developer|provider|collective|concern|carmaker|enterprise|group"
    r"|start-?up|brand|organi[sz]ation|network|gang|utility|railway|shipping line|conglomerate)"
)
_AFTER = re.compile(
    r"[’']s (?:shares|stock|plants?|factor(?:y|ies)|staff|employees|workforce|chief executive"
    r"|board|chairman|management|headquarters|members|profits?|revenues?|sales|offer"
    r"|[\w-]+ medical officer)\b|,? (?:shares|stock)\b"
    rf"|, (?:an?|the|its|which|whose) [^,.;]{{0,50}}?\b{_ENTERPRISE}\b"
)
_BEFORE = re.compile(rf"\b{_ENTERPRISE}(?: (?:is )?called)? [“\"‘']?$")
_THE_BODY = re.compile(
    r"[Tt]he (?P<head>ministry|department|agency|bureau|commission|committee|council|court"
    r"|directorate|authority|administration|office|institute|university|inspectorate|tribunal"
    r"|regulator|union|federation|board|fund|watchdog|foundation|association|party|company)"
)


def speaks_for(text: str, name: str) -> tuple[Span, Origin] | None:
    """Where `text` says whom the person `name` speaks for, and that body.

    As in "Andriy Yusov, representative of the Main Intelligence Directorate"; of a professor or a
    worker nothing is said, as they speak for themselves.
    """
    for start in _places(text, name):
        match = _APPOSITION.match(text, start + len(name))
        if match is None:
            continue
        written = _VERB.split(match["body"])[0]
        body = origins.named(written)
        if body and body.kind == BODY:
            return Span(start, match.start("body") + len(written)), body
    return None


def is_enterprise(text: str, name: str) -> bool:
    """Whether `text` introduces `name`, a single word, as a company, a union or a party."""
    if not name or " " in name:
        return False
    for start in _places(text, name):
        end = start + len(name)
        if _AFTER.match(text, end) or _BEFORE.search(text[max(0, start - 60) : start]):
            return True
    return False


def meant(text: str, phrase: str, at: int) -> Origin | None:
    """The body that "The ministry" stands for at the offset `at`: the last one so named before.

    None where `phrase` is nothing like it, or no such body was named within 4,000 characters.
    """
    match = _THE_BODY.fullmatch(phrase)
    if match is None:
        return None
    head = match["head"]
    named = re.compile(
        rf"(?:(?:[{UPPER}][\w’'-]*|of|for|and) ){{0,6}}[{UPPER}][\w’'-]* {head.capitalize()}\b"
        rf"|\b{head.capitalize()} (?:of|for) (?:(?:the|of|for|and|[{UPPER}][\w’'-]*)(?: |$)){{1,8}}"
        rf"|(?<=[Tt]he )(?:[^\W_][\w’'-]* ){{1,2}}{head}\b"
    )
    found: Origin | None = None
    for one in named.finditer(text, max(0, at - _REACH), at):
        origin = origins.named(one.group().strip())
        if origin and origin.kind == BODY:
            found = origin
    return found


def _places(text: str, name: str) -> list[int]:
    found: list[int] = []
    start = text.find(name)
    while start >= 0 and len(found) < _MOST_TRIES:
        found.append(start)
        start = text.find(name, start + len(name))
    return found
