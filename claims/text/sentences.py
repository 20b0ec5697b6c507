"""Where sentences begin and end, with exact offsets, in time proportional to the text.

A line of the article is a paragraph, unless it was wrapped by a mail program. Inside it, every
run of full stops, question or exclamation marks is a place where a sentence may end; a few
looks at its two sides decide. Quotations are split like other text, as in the GUM corpus; the
speaker of a quotation is carried over its sentences by `attribution`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claims.text.spans import CLOSERS, OPENERS, UPPER, Span, trim, words

# No news sentence is longer; cutting here bounds the work of every later module.
LONGEST = 2000

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_END = re.compile(rf"[.!?…。！？؟۔]+[{re.escape(CLOSERS)})\]]*")
_CJK = frozenset("。！？")
# What stands before the mark, and what comes after it: a fixed number of characters of each.
_BEFORE, _AFTER = 16, 90
_LAST_WORD = re.compile(r"[^\s(\[\"“‘']+$")
_STARTER = re.compile(
    r"[\"“‘'(]?(?:The|A|An|He|She|It|They|We|You|I|In|On|At|But|And|This|That|These|Those|There"
    r"|Its|His|Her|Their|Our|When|While|After|Before|If|As|However|Meanwhile|According|For|From"
    r"|Since|Some|Many|Most|Other|Others|Then|So|What|No|Not|Last|Earlier|Later)\b"
)
# "Is it over?" Smith asked: the quotation ends there, the sentence does not.
_TAG = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Dr|Sir)\.? )?(?:[{UPPER}][\w'’.\-]*\s+){{1,4}}"
    r"(?:said|says|asked|asks|told|replied|replies|added|wrote|answered|repeated|shouted)\b"
)
_INITIALS = re.compile(rf"(?:[{UPPER}]\.)+[{UPPER}]")
_NEVER_LAST = frozenset(
    words(
        "mr mrs ms mx messrs dr prof rev hon sen rep gov pres gen col lt sgt capt cmdr maj adm cpl "
        "st mt ft vs v no nos fig vol pp approx est ca cf e.g i.e eg ie al"
    )
)
_SELDOM_LAST = frozenset(
    words(
        "u.s u.k u.n e.u d.c u.s.a u.a.e a.m p.m am pm ph.d m.d b.a m.a jr sr inc ltd co corp bros "
        "dept etc jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun "
        "calif fla mass mich minn ore penn pa va wash tex conn ariz ill"
    )
)


@dataclass(frozen=True, slots=True)
class SentenceSpan(Span):
    """A sentence's span and the number of its paragraph, from 0."""

    paragraph: int


def split(text: str) -> list[SentenceSpan]:
    """The sentences of an article, in order, as offsets into `text`.

    They do not overlap and together cover every character that is not white space. A stretch of
    more than `LONGEST` characters without an end is cut at white space. Measured the way the
    GUM corpus splits its news (inside quotations too). Never raises.
    """
    found: list[SentenceSpan] = []
    for number, (start, end) in enumerate(_blocks(text)):
        for first, last in _sentences(text, start, end):
            found.extend(SentenceSpan(a, b, number) for a, b in _cut(text, first, last))
    return found


def paragraphs(spans: Iterable[SentenceSpan]) -> list[tuple[int, int]]:
    """Where each paragraph of these sentences begins and ends, in the order of the text."""
    bounds: dict[int, tuple[int, int]] = {}
    for span in spans:
        start, _ = bounds.get(span.paragraph, (span.start, span.end))
        bounds[span.paragraph] = (start, span.end)
    return list(bounds.values())


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    lines = [
        (span.start, span.end)
        for match in _LINE.finditer(text)
        if (span := trim(text, match.start(), match.end())).start < span.end
    ]
    at = 0
    while at < len(lines):
        start, end = lines[at]
        at += 1
        while at < len(lines) and _wrapped(text, lines[at - 1], lines[at]):
            end = lines[at][1]
            at += 1
        yield start, end


def _wrapped(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a mail program broke the line: long enough, unfinished, goes on in lower case."""
    if not 45 <= line[1] - line[0] <= 100 or following[0] - line[1] > 3:
        return False
    # A blank line between the two is a paragraph's end, whatever the letters say.
    if text.count("\n", line[1], following[0]) > 1:
        return False
    return text[line[1] - 1] not in ".!?…:" and text[following[0]].islower()


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for mark in _END.finditer(text, start, end):
        if mark.start() >= first and mark.end() < end and _ends_here(text, first, mark, end):
            # “yes”.“No”: the last mark opens what follows.
            opens = text[mark.end() - 1] in "“«" and text[mark.end()].isalnum()
            last = mark.end() - opens
            span = trim(text, first, last)
            if span.start < span.end:
                yield span.start, span.end
            first = last
    span = trim(text, first, end)
    if span.start < span.end:
        yield span.start, span.end


def _ends_here(text: str, first: int, mark: re.Match[str], end: int) -> bool:
    marks = mark.group()
    if marks[0] in _CJK:
        return True
    before = text[max(first, mark.start() - _BEFORE) : mark.start()]
    after = text[mark.end() : min(end, mark.end() + _AFTER)]
    rest = after.lstrip()
    if not rest:
        # Nothing but white space within reach: what follows is a new sentence, if anything.
        return True
    if len(rest) == len(after) and not _runs_on_without_space(before, marks, rest):
        return False
    if not _can_begin(rest):
        return False
    closed = marks[-1] in CLOSERS
    if closed and marks[0] in "?!." and _TAG.match(rest) and not _STARTER.match(rest):
        return False
    return not (marks == "." and _is_abbreviation(before, rest))


def _runs_on_without_space(before: str, marks: str, rest: str) -> bool:
    """ "the end.The next": a lost blank, and not "example.Com", "U.S.A" or "3.5"."""
    if not before or not rest[0].isupper():
        return False
    if before[-1].isdigit():
        return marks == "." and _STARTER.match(rest) is not None
    if not (before[-1].islower() or before[-1] in "’'”\"%)"):
        return False
    following = rest[1:2]
    return following.islower() or (following == " " and rest[0] in "AI") or marks[-1] in CLOSERS


def _can_begin(rest: str) -> bool:
    head = rest.lstrip(OPENERS + "([—–- ")[:2]
    if not head:
        return True
    # "iPhone", "eBay": lower case that starts a sentence all the same.
    return not head[0].islower() or head[1:2].isupper()


def _is_abbreviation(before: str, rest: str) -> bool:
    match = _LAST_WORD.search(before)
    if match is None:
        return False
    word = match.group()
    folded = word.lower().strip(".,")
    if folded in ("no", "nos", "v", "p", "pp"):
        return rest[0].isdigit() or folded == "v"
    if folded in _NEVER_LAST:
        return True
    if folded in _SELDOM_LAST and (word[0].isupper() or "." in word or folded in ("am", "pm")):
        return _STARTER.match(rest) is None
    # "J. Smith", "George W. Bush"; but "Plan B. The…" and "what should I. ..." end.
    if len(word) == 1 and word.isupper() and word != "I":
        return _STARTER.match(rest) is None
    # "K.C. Maurer"
    if _INITIALS.fullmatch(word):
        return _STARTER.match(rest) is None
    # "1. First point": the number belongs to its point.
    return word.isdigit() and before.strip() == word and len(word) < 3


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start <= LONGEST:
        yield start, end
        return
    while end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        span = trim(text, start, blank if blank > 0 else start + LONGEST)
        if span.start < span.end:
            yield span.start, span.end
        start = blank if blank > 0 else start + LONGEST
    span = trim(text, start, end)
    if span.start < span.end:
        yield span.start, span.end
