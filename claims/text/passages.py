"""What an article gives as somebody's words: quotations over all their sentences, and dialogue.

A quotation that is broken off for its speaker ("…," she said. "…") is one passage; so is each turn
of a dialogue set with dashes, as papers of many countries set it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from claims.text import quotations, sentences
from claims.text.spans import Span, trim
from claims.text.vocabulary import SAYING

# "tangible" is a word and "I want to live" a name: fewer words are no passage.
FEWEST_WORDS = 5
_WORD = re.compile(r"[^\W_]+")
_TURN = re.compile(r"\s*[-–—]\s+(?=\w)")
_SAYS = re.compile(rf"\b(?:{'|'.join(SAYING)}|said)\b", re.IGNORECASE)
# No more stands between the two halves of a quotation.
_BETWEEN = 120


class Quotable(Protocol):
    """A claim as found in an article."""

    start: int
    end: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Passage(Span):
    """Somebody's words as an article gives them; start and end are offsets into its text.

    sentences: the quoted words alone, sentence by sentence; between them may stand who said it.
    """

    sentences: tuple[Span, ...]


def find(text: str, claims: Iterable[Quotable] = ()) -> tuple[Passage, ...]:
    """The passages of an article of at least five words, in order, never overlapping.

    `claims` of the article that are quoted without quotation marks count as passages too. Takes
    any `str`; time is linear.
    """
    spans = sentences.split(text)
    paragraphs = sentences.paragraphs(spans)
    found = [
        *_quotations(text, paragraphs),
        *([turn] for turn in _turns(text, paragraphs)),
        *([Span(claim.start, claim.end)] for claim in claims if claim.quoted),
    ]
    return tuple(_without_overlap(text, spans, found))


def _quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[list[Span]]:
    """Quotations, the halves of one together."""
    halves: list[Span] = []
    for quotation in quotations.find(text, paragraphs):
        between = text[halves[-1].end : quotation.start] if halves else ""
        if halves and not (
            len(between) <= _BETWEEN and "\n" not in between and _SAYS.search(between)
        ):
            yield halves
            halves = []
        halves = [*halves, quotation]
    if halves:
        yield halves


def _turns(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Lines of a dialogue: a dash begins each, and no line alone is a dialogue."""
    dashes = [_TURN.match(text, start, end) for start, end in paragraphs]
    for at, ((_, end), dash) in enumerate(zip(paragraphs, dashes, strict=True)):
        if dash and any(dashes[max(0, at - 1) : at] + dashes[at + 1 : at + 2]):
            yield Span(dash.end(), end)


def _without_overlap(
    text: str, spans: Sequence[Span], found: Sequence[Sequence[Span]]
) -> Iterator[Passage]:
    end, at = 0, 0
    # Of two that begin together the longer one first.
    for parts in sorted(found, key=lambda parts: (parts[0].start, -parts[-1].end)):
        if parts[0].start < end:
            continue
        while at < len(spans) and spans[at].end <= parts[0].start:
            at += 1
        pieces = tuple(_sentences(text, spans, at, parts))
        if sum(len(_WORD.findall(text, piece.start, piece.end)) for piece in pieces) < FEWEST_WORDS:
            continue
        end = parts[-1].end
        yield Passage(parts[0].start, end, pieces)


def _sentences(text: str, spans: Sequence[Span], at: int, parts: Sequence[Span]) -> Iterator[Span]:
    for part in parts:
        while at < len(spans) and spans[at].start < part.end:
            piece = trim(text, max(spans[at].start, part.start), min(spans[at].end, part.end))
            if _WORD.search(text, piece.start, piece.end):
                yield piece
            if spans[at].end > part.end:
                break
            at += 1
