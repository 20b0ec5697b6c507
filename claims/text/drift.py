"""Quote drift: what happened to the words of one quotation on its way through several articles.

`align` lays two wordings side by side, word by word; `pairs` finds the quotations that several
articles have in common, also where they were translated there and back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.text import hedges, numbers, wordings
from claims.text.spans import Span
from claims.text.wordings import Pair, Word

EQUAL, CHANGED, DROPPED, ADDED = "equal", "changed", "dropped", "added"
NUMBER, HEDGE, NEGATION, WORD = "number", "hedge", "negation", "word"
# What a desk looks at first.
_ORDER = {NUMBER: 0, HEDGE: 1, NEGATION: 2, WORD: 3}
# A longer quotation is compared up to here.
LONGEST = 2000
# Words that make a number less than exact, or a statement less than sure.
_FIGURE = rf"(?=\s+(?:\d|(?:{'|'.join(numbers.SMALL)}|hundreds?|dozens?|thousands?)\b))"
_VAGUE = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|approximately|up to|at least|at most|more than"
    r"|less than|fewer than|close to|or so|(?-i:may|might|could)|usually|often|sometimes|mostly"
    r"|generally|largely|in (?:some|most|many) cases|(?:I|we) (?:think|believe|guess)|practically"
    rf"|virtually|hardly|barely|(?:some|over|under|only|just|as (?:many|few) as){_FIGURE})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the one wording and what stands for it in the other.

    op: "equal", "changed", "dropped" (in `a` alone) or "added" (in `b` alone). a, b: offsets into
    the two texts; the one that lacks it is empty. kind, where they differ: "number", "hedge" (also
    of a number: "about"), "negation" or "word".
    """

    op: str
    a: Span
    b: Span
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Drift:
    """Two wordings aligned; `segments` in order, together all of both texts.

    similarity: the share of words in common, 0 to 1.
    """

    segments: tuple[Segment, ...]
    similarity: float

    @property
    def differences(self) -> tuple[Segment, ...]:
        """What differs: numbers first, then hedges, negations and words, each in order."""
        found = [segment for segment in self.segments if segment.op != EQUAL]
        return tuple(sorted(found, key=lambda segment: _ORDER[segment.kind]))


def align(a: str, b: str) -> Drift:
    """How the wording `b` of a quotation differs from `a`.

    Spans are offsets into the two strings as given. Capitals, punctuation, spelling ("mobilised")
    and how a number is written ("ten", "10") make no difference. With `a` and `b` exchanged the
    segments are the same, mirrored. Of each the first 2,000 characters and 400 words are compared
    word by word, the rest as one piece; never raises.
    """
    one, other = (_read(text) for text in (a, b))
    pairs = wordings.solid(one.words, other.words, wordings.align(one.words, other.words))
    pieces = _joined(one, other, _pieces(one, other, pairs))
    segments = tuple(_covering(a, b, one, other, pieces))
    return Drift(segments, wordings.share(one.words, other.words, pairs))


@dataclass(frozen=True, slots=True)
class _Read:
    """A text's words, and its hedges as spans."""

    words: list[Word]
    hedges: tuple[Span, ...]

    def contents(self, first: int, last: int) -> int:
        return sum(word.content for word in self.words[first:last])

    def content_end(self, first: int, last: int) -> int:
        """Behind the last content word of words[first:last]."""
        while last > first and not self.words[last - 1].content:
            last -= 1
        return last

    def kind(self, first: int, last: int) -> set[str]:
        """What stands among words[first:last]."""
        found = set()
        for word in self.words[first:last]:
            if word.number:
                found.add(NUMBER)
            elif word.negation:
                found.add(NEGATION)
            if any(hedge.start < word.end and word.start < hedge.end for hedge in self.hedges):
                found.add(HEDGE)
        return found


def _read(text: str) -> _Read:
    head = text[:LONGEST]
    vague = [Span(match.start(), match.end()) for match in _VAGUE.finditer(head)]
    return _Read(wordings.read(head), (*hedges.find(head, quoted=True), *vague))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A segment in words: [first, last) of both lists."""

    op: str
    a: tuple[int, int]
    b: tuple[int, int]
    kind: str = ""


def _pieces(one: _Read, other: _Read, pairs: Sequence[Pair]) -> Iterator[_Piece]:
    """Every pair and every gap between pairs."""
    at_a = at_b = 0
    for pair in pairs:
        yield from _gap(one, other, (at_a, pair.a), (at_b, pair.b))
        at_a, at_b = pair.a + 1, pair.b + 1
        if pair.equal:
            yield _Piece(EQUAL, (pair.a, at_a), (pair.b, at_b))
        else:
            yield _differing(one, other, (pair.a, at_a), (pair.b, at_b))
    yield from _gap(one, other, (at_a, len(one.words)), (at_b, len(other.words)))


def _gap(one: _Read, other: _Read, a: tuple[int, int], b: tuple[int, int]) -> Iterator[_Piece]:
    """What differs between two pairs: "souls" and "lives, because" as a change and an addition."""
    if a[0] == a[1] and b[0] == b[1]:
        return
    at_a, at_b = one.content_end(*a), other.content_end(*b)
    if one.contents(*a) == other.contents(*b) > 0 and (at_a == a[1]) != (at_b == b[1]):
        yield _differing(one, other, (a[0], at_a), (b[0], at_b))
        a, b = (at_a, a[1]), (at_b, b[1])
    yield _differing(one, other, a, b)


def _joined(one: _Read, other: _Read, pieces: Iterator[_Piece]) -> list[_Piece]:
    """Neighbours that are equal, or differ in the same way, as one."""
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and (last.op, last.kind) == (piece.op, piece.kind):
            a, b = (last.a[0], piece.a[1]), (last.b[0], piece.b[1])
            joined[-1] = _Piece(EQUAL, a, b) if last.op == EQUAL else _differing(one, other, a, b)
        else:
            joined.append(piece)
    return joined


def _differing(one: _Read, other: _Read, a: tuple[int, int], b: tuple[int, int]) -> _Piece:
    op = CHANGED if a[0] < a[1] and b[0] < b[1] else DROPPED if a[0] < a[1] else ADDED
    held, others = one.kind(*a), other.kind(*b)
    if NUMBER in held | others:
        kind = NUMBER
    elif NEGATION in held ^ others:
        # A negation on one side turns the sense; one on both is a matter of words.
        kind = NEGATION
    elif HEDGE in held | others:
        kind = HEDGE
    else:
        kind = WORD
    return _Piece(op, a, b, kind)


def _covering(
    a: str, b: str, one: _Read, other: _Read, pieces: Sequence[_Piece]
) -> Iterator[Segment]:
    """The pieces as stretches that leave no character of either text out."""
    cut_a, cut_b = _compared(a, one.words), _compared(b, other.words)
    if not pieces and (cut_a or cut_b):
        pieces = [_Piece(EQUAL if cut_a and cut_b else CHANGED, (0, 0), (0, 0), WORD)]
    ends_a = _ends(a, one.words, [piece.a for piece in pieces], cut_a)
    ends_b = _ends(b, other.words, [piece.b for piece in pieces], cut_b)
    at_a = at_b = 0
    for piece, end_a, end_b in zip(pieces, ends_a, ends_b, strict=True):
        yield _segment(piece.op, piece.kind, Span(at_a, end_a), Span(at_b, end_b))
        at_a, at_b = end_a, end_b
    if at_a < len(a) or at_b < len(b):
        op = EQUAL if a[at_a:] == b[at_b:] else CHANGED
        yield _segment(op, WORD, Span(at_a, len(a)), Span(at_b, len(b)))


def _segment(op: str, kind: str, a: Span, b: Span) -> Segment:
    if op == EQUAL:
        return Segment(EQUAL, a, b)
    if a.start == a.end:
        return Segment(ADDED, a, b, kind)
    return Segment(DROPPED if b.start == b.end else CHANGED, a, b, kind)


def _compared(text: str, read: Sequence[Word]) -> int:
    """How far `text` was compared word by word: all of it, unless it is too long."""
    if len(text) <= LONGEST and len(read) < wordings.MOST:
        return len(text)
    return read[-1].end if read else min(len(text), LONGEST)


def _ends(
    text: str, read: Sequence[Word], pieces: Sequence[tuple[int, int]], cut: int
) -> list[int]:
    """Where each piece ends: behind the space after its last word, so that marks stay with it."""
    ends: list[int] = []
    at = 0
    for first, last in pieces:
        if first < last:
            at = _border(text, read[last - 1].end, read[last].start) if last < len(read) else cut
        ends.append(at)
    if ends:
        ends[-1] = cut
    return ends


def _border(text: str, start: int, end: int) -> int:
    for at in range(end, start, -1):
        if text[at - 1].isspace():
            return at
    return end
