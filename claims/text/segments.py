"""Cut an article's text for showing: into parts, paragraphs and segments under their marks.

Marks may overlap, nest and adjoin. A segment is a run of one line under one set of marks, so that
markup made of segments is never broken, and `text[segment.start:]` begins with `segment.text`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

# The breaks that `sentences` knows; none of them is inside a segment.
_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")


class SentenceLike(Protocol):
    """A sentence as stored: `kind` is body, heading or furniture, `reason` why it is skipped."""

    start: int
    end: int
    paragraph: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim's span, and the key by which the caller knows the claim."""

    start: int
    end: int
    key: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of one line under one set of marks.

    marks: keys, outermost (first begun, longest) first. begins, ends: the keys among them whose
    first or last segment this is. skipped: why a reader may pass over it; "" for body.
    says_skipped: it is the last of a run skipped for one reason, also over several lines.
    new_line: a line break of the article stands before it, in the middle of a paragraph.
    """

    start: int
    text: str
    marks: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    skipped: str = ""
    says_skipped: bool = False
    new_line: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    segments: tuple[Segment, ...]

    @property
    def start(self) -> int:
        """Where its first segment begins in the article's text."""
        return self.segments[0].start

    @property
    def skipped(self) -> str:
        """Why the whole paragraph may be passed over; "" where any of it is body."""
        words = [segment for segment in self.segments if segment.text.strip()]
        return words[0].skipped if all(segment.skipped for segment in words) else ""


def parts(text: str, *, size: int) -> list[int]:
    """Where the parts of a long text begin, the first at 0; each has at most `size` characters.

    A part ends at a line break where there is one in its second half, else at white space, else
    anywhere. Takes time proportional to the number of parts.
    """
    starts = [0]
    while len(text) - starts[-1] > size:
        low, high = starts[-1] + size // 2, starts[-1] + size
        line = max(text.rfind(end, low, high) for end in ("\n", "\r", "\u2028", "\u2029"))
        space = max(text.rfind(end, low, high) for end in (" ", "\t"))
        starts.append(line + 1 or space + 1 or high)
    return starts


def paragraphs(
    text: str,
    sentences: Sequence[SentenceLike],
    marks: Iterable[Mark],
    *,
    start: int = 0,
    end: int | None = None,
) -> list[Paragraph]:
    """The paragraphs of text[start:end], blank lines left out.

    `sentences` in order, those of the stretch at least; without any, a line is a paragraph.
    All offsets count into `text`. Takes time proportional to the segments and their marks.
    """
    end = len(text) if end is None else end
    begun = [sentence.start for sentence in sentences]
    cut = list(_segments(text, sentences, sorted(marks, key=_outermost), start, end))
    found: list[list[Segment]] = []
    for segment in _with_ends(cut):
        if segment.new_line and not (found and _joined(sentences, begun, found[-1][-1], segment)):
            found.append([replace(segment, new_line=False)])
        else:
            found[-1].append(segment)
    return [Paragraph(tuple(segments)) for segments in found]


def _outermost(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, mark.key


def _segments(
    text: str, sentences: Sequence[SentenceLike], marks: Sequence[Mark], start: int, end: int
) -> Iterator[Segment]:
    """One line after the other, cut at the borders of marks and of skipped sentences."""
    skipped = list(_runs_skipped(sentences))
    borders = sorted(
        {at for mark in marks for at in (mark.start, mark.end)}
        | {at for run in skipped for at in (run.start, run.end)}
    )
    waiting, passed = 0, 0
    active: list[Mark] = []
    for line in _LINE.finditer(text, start, end):
        if line[0].isspace():
            continue
        here = borders[bisect_right(borders, line.start()) : bisect_right(borders, line.end() - 1)]
        for first, last in zip((line.start(), *here), (*here, line.end()), strict=True):
            while waiting < len(marks) and marks[waiting].start <= first:
                active.append(marks[waiting])
                waiting += 1
            active = [mark for mark in active if mark.end > first]
            while passed < len(skipped) and skipped[passed].end <= first:
                passed += 1
            over = passed < len(skipped) and skipped[passed].start <= first
            yield Segment(
                start=first,
                text=text[first:last],
                marks=tuple(mark.key for mark in active),
                skipped=skipped[passed].reason if over else "",
                new_line=first == line.start(),
            )


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int
    paragraph: int
    reason: str


def _runs_skipped(sentences: Iterable[SentenceLike]) -> Iterator[_Run]:
    """Neighbouring sentences of a paragraph that are skipped for one reason, as one."""
    run: _Run | None = None
    for sentence in sentences:
        reason = "" if sentence.kind == "body" else sentence.reason or sentence.kind
        if run and (run.reason, run.paragraph) == (reason, sentence.paragraph):
            run = replace(run, end=sentence.end)
            continue
        if run:
            yield run
        run = _Run(sentence.start, sentence.end, sentence.paragraph, reason) if reason else None
    if run:
        yield run


def _with_ends(segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments, each knowing what begins and ends with it."""
    last = {key: at for at, segment in enumerate(segments) for key in segment.marks}
    seen: set[int] = set()
    for at, segment in enumerate(segments):
        begins = tuple(key for key in segment.marks if key not in seen)
        seen.update(begins)
        following = segments[at + 1].skipped if at + 1 < len(segments) else ""
        yield replace(
            segment,
            begins=begins,
            ends=tuple(key for key in segment.marks if last[key] == at),
            says_skipped=segment.skipped not in ("", following),
        )


def _joined(
    sentences: Sequence[SentenceLike], begun: Sequence[int], one: Segment, other: Segment
) -> bool:
    """Whether two lines are one paragraph, wrapped on its way here."""
    before = bisect_right(begun, one.end - 1) - 1
    after = bisect_right(begun, other.end - 1) - 1
    return (
        before >= 0
        and sentences[after].end > other.start
        and sentences[before].paragraph == sentences[after].paragraph
    )
