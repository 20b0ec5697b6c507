"""From an article's text to its sentences and claims: the one entry point of the package."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claims.text import (
    assertions,
    attribution,
    checkworthiness,
    claims,
    doubts,
    figures,
    furniture,
    hedges,
    quotations,
    reader,
    sentences,
)
from claims.text.attribution import Attribution
from claims.text.checkworthiness import Reason
from claims.text.figures import Figure
from claims.text.furniture import Kind
from claims.text.hedges import Hedge
from claims.text.names import People
from claims.text.reader import Reading
from claims.text.sentences import SentenceSpan
from claims.text.spans import Span, trim


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence of the article: kind is body, furniture or heading; reason is "" for body."""

    paragraph: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Claim(Span):
    """A checkable assertion. All offsets are into the article's text; `text` is the quote.

    wording: the claim as worded for checking. sentence: index into `Analysis.sentences`.
    score: check-worthiness, 0 to 1; band: "must", "check" or "minor"; reasons: in words.
    reader: the log-odds the trained reader gave it, None where it did not read it; model: the
    reader's version, "" for none.
    claimant, cue, outlet: who is said to have asserted it, the words that say so, the outlet it
    came by; "" when the article itself asserts it. claimant_doubt: why the claimant may be wrong.
    quoted: mostly direct speech. hedges and figures lie inside the claim.
    """

    text: str
    wording: str
    sentence: int
    score: float
    band: str
    reasons: tuple[Reason, ...]
    claimant: str
    claimant_doubt: str
    cue: str
    outlet: str
    quoted: bool
    hedges: tuple[Hedge, ...]
    figures: tuple[Figure, ...]
    reader: float | None = None
    model: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article's sentences, which together cover every character that is not white space, and
    its claims, both in the order of the text.
    """

    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]


# No article has more sentences; in a text that has, the rules alone judge the rest.
_MOST_READ = 10_000
# Who says one sentence is told by so many sentences before and after it, at most.
_NEAR = 40


def analyse(
    text: str,
    *,
    published: datetime.date | None = None,
    progress: Callable[[int, int], None] | None = None,
    weights: Mapping[str, float] = checkworthiness.WEIGHTS,
) -> Analysis:
    """The sentences and claims of an article.

    `text` is the article as received, any `str` at all; `text[claim.start:claim.end]` is
    `claim.text`, always. `published` supplies the years that dates leave out, where that is safe.
    `weights` says how much each reason counts, as `checkworthiness.WEIGHTS` does.
    `progress(done, total)` is called as sentences are worked through, the last time with both
    equal; an exception raised in it comes through. Nothing else raises but `reader.ReaderBroken`,
    and time is linear in the length of the text.
    """
    spans = sentences.split(text)
    readings = _read(text, spans, progress)
    kinds = furniture.classify(text, spans, readings)
    said = _said(text, spans, kinds, readings)
    found: list[Claim] = []
    for index, (span, kind, who) in enumerate(zip(spans, kinds, said, strict=True)):
        if kind.kind == furniture.BODY:
            found.extend(_claims(text, span, index, who, published, readings[index], weights))
    return Analysis(
        tuple(
            Sentence(span.start, span.end, span.paragraph, kind.kind, kind.reason)
            for span, kind in zip(spans, kinds, strict=True)
        ),
        tuple(found),
    )


def _read(
    text: str, spans: Sequence[SentenceSpan], progress: Callable[[int, int], None] | None
) -> list[Reading | None]:
    """A reading for each sentence; None for what is new after `_MOST_READ` different ones."""
    known: dict[str, Reading] = {}
    readings: list[Reading | None] = []
    for index, span in enumerate(spans):
        words = text[span.start : span.end]
        if words not in known and len(known) < _MOST_READ:
            known[words] = reader.read([words])[0]
        readings.append(known.get(words))
        if progress is not None:
            progress(index + 1, len(spans))
    return readings


def read_sentence(
    text: str, start: int, end: int, *, published: datetime.date | None = None
) -> tuple[Claim, ...]:
    """The claims of the sentence `text[start:end]`, taken for body whatever it looks like.

    Read in its article, as `analyse` reads it. Empty where nothing in it can be checked, and
    where no sentence has just this span.
    """
    spans = sentences.split(text)
    at = next((n for n, span in enumerate(spans) if (span.start, span.end) == (start, end)), None)
    if at is None:
        return ()
    near = slice(max(0, at - _NEAR), at + _NEAR)
    readings: list[Reading | None] = [None] * len(spans)
    readings[near] = _read(text, spans[near], None)
    kinds = furniture.classify(text, spans, readings)
    kinds[at] = Kind(furniture.BODY)
    who = _said(text, spans, kinds, readings)[at]
    found = _claims(text, spans[at], at, who, published, readings[at], checkworthiness.WEIGHTS)
    return tuple(found)


def _said(
    text: str,
    spans: Sequence[SentenceSpan],
    kinds: Sequence[Kind],
    readings: Sequence[Reading | None],
) -> list[Attribution]:
    """Who says each sentence, and where that is doubtful."""
    people = People(
        text, [s for s, kind in zip(spans, kinds, strict=True) if kind.kind != furniture.FURNITURE]
    )
    marks = quotations.find(text, sentences.paragraphs(spans))
    said = attribution.attribute(text, spans, kinds, marks, people, readings)
    return doubts.mark(text, spans, said, people)


def _claims(
    text: str,
    span: SentenceSpan,
    index: int,
    who: Attribution,
    published: datetime.date | None,
    reading: Reading | None,
    weights: Mapping[str, float],
) -> Iterator[Claim]:
    # A dialogue's dash is not part of what was said.
    body = trim(text, span.start, span.end, "-–—•*")
    quote = text[body.start : span.end]
    if not quote:
        return
    shift = body.start - span.start
    numbers = figures.find(quote, published=published)
    cue = (max(0, who.span[0] - shift), who.span[1] - shift) if who.span else None
    content = claims.wording(quote, cue)
    claim, must = (reading.claim, reading.must) if reading else (None, None)
    if assertions.why_not(content, quote, has_figure=bool(numbers), claim=claim, must=must):
        return
    parts = claims.stretches(quote, numbers, who.quoted)
    for part in parts:
        piece = quote[part.start : part.end]
        inside = cue is not None and part.start <= cue[0] and cue[1] <= part.end
        shifted = (cue[0] - part.start, cue[1] - part.start) if cue and inside else None
        start = body.start + part.start
        own = tuple(
            replace(figure, start=figure.start + body.start, end=figure.end + body.start)
            for figure in numbers
            if part.start <= figure.start and figure.end <= part.end
        )
        read = [
            replace(tag, start=tag.start - start + span.start, end=tag.end - start + span.start)
            for tag in (reading.hedges if reading else ())
            if start <= tag.start + span.start and tag.end + span.start <= start + len(piece)
        ]
        doubtful = hedges.find(piece, start, quoted=who.quoted, read=read)
        wording = content if len(parts) == 1 else claims.wording(piece, shifted, part.subject)
        worth = checkworthiness.weigh(wording, own, doubtful, who, must, weights)
        yield Claim(
            start=start,
            end=start + len(piece),
            text=piece,
            wording=wording,
            sentence=index,
            score=worth.score,
            band=worth.band,
            reasons=worth.reasons,
            claimant=who.claimant,
            claimant_doubt=who.doubt,
            cue=who.cue,
            outlet=who.outlet,
            quoted=who.quoted,
            hedges=doubtful,
            figures=own,
            reader=worth.reader,
            model=reader.version() if reading else "",
        )
