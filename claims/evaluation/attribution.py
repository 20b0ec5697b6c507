"""Who said it, against articles annotated in brat's standoff format as PolNeAR is.

An attribution is an event `E1 Attribution:T4 Content:T3 Cue:T2 Source:T1`; the spans `T` are
"Label start end", or "start end;start end" where words stand between. An article that several
people annotated counts once for each of them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.evaluation import engine, measures
from claims.evaluation.measures import Tally
from claims.evaluation.results import Line, Unreadable
from claims.text import quotations, sentences
from claims.text.spans import Span

# A desk can work with attributions that are right at least so often.
PRECISION_FLOOR = 0.85

Spans = tuple[Span, ...]
# An offset of more digits is in no text.
_PLACE = r"\d{1,18} \d{1,18}"
_SPAN = re.compile(rf"^(?P<id>T\d+)\t(?P<label>\S+) (?P<spans>{_PLACE}(?:;{_PLACE})*)(?:\t|$)")
_EVENT = re.compile(r"^E\d+\t(?P<roles>\S.*)$")


@dataclass(frozen=True, slots=True)
class Attributed:
    """One attribution as annotated: its cue, and its source if it has one."""

    cue: Spans
    source: Spans


@dataclass(frozen=True, slots=True)
class _Ours:
    cue: Span
    source: Span | None
    score: float | None


def read(annotation: str) -> list[Attributed]:
    """The attributions with a cue of one `.ann` file, in the order of their cues.

    Raises `Unreadable` when the file holds lines, but none in brat's format.
    """
    spans: dict[str, Spans] = {}
    events: list[dict[str, str]] = []
    for line in annotation.splitlines():
        if match := _SPAN.match(line):
            pairs = (pair.split() for pair in match["spans"].split(";"))
            spans[match["id"]] = tuple(Span(int(start), int(end)) for start, end in pairs)
        elif match := _EVENT.match(line):
            roles = (role.partition(":") for role in match["roles"].split())
            events.append({role: target for role, _, target in roles})
    if annotation.strip() and not spans:
        raise Unreadable("no line is a span in brat's standoff format.")
    found = [
        Attributed(spans[event["Cue"]], spans.get(event.get("Source", ""), ()))
        for event in events
        if event.get("Cue") in spans
    ]
    return sorted(found, key=lambda each: each.cue[0].start)


def measure(
    split: str, pairs: Sequence[tuple[Path, Path]], say: Callable[[str], None]
) -> Iterator[Line]:
    """The figures over pairs of an article's text and its annotation; broken ones are said."""
    whole, read_any = _Counts(), False
    for text_path, annotation_path in pairs:
        try:
            text = text_path.read_bytes().decode("utf-8-sig")
            gold = read(annotation_path.read_bytes().decode("utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            say(f"{annotation_path.name}: it or its text cannot be read as UTF-8.")
        except Unreadable as error:
            say(f"{annotation_path.name}: {error}")
        else:
            whole.add(text, gold)
            read_any = True
    if read_any:
        yield from whole.lines(split)


class _Counts:
    """What was right so far, over the articles of a split."""

    def __init__(self) -> None:
        self.sentences = self.cues = self.whole = Tally(0, 0, 0)
        self.sources: list[bool] = []
        self.scored: list[tuple[bool, float]] = []

    def add(self, text: str, gold: Sequence[Attributed]) -> None:
        split = sentences.split(text)
        ours = list(_found(text, split))
        self.sentences += measures.tally(
            [any(_meets(each.cue, sentence) for each in gold) for sentence in split],
            [any(_meets((each.cue,), sentence) for each in ours) for sentence in split],
        )
        partners = _partners(ours, gold)
        right = []
        for each, partner in zip(ours, partners, strict=True):
            source = partner.source if partner else ()
            right.append(each.source is not None and _meets(source, each.source))
            if source:
                self.sources.append(right[-1])
            if each.score is not None and each.source is not None:
                self.scored.append((right[-1], each.score))
        matched = sum(partner is not None for partner in partners)
        self.cues += Tally(matched, len(ours), len(gold))
        named = sum(each.source is not None for each in ours)
        self.whole += Tally(sum(right), named, sum(bool(each.source) for each in gold))

    def lines(self, split: str) -> Iterator[Line]:
        for name, counted in (
            ("sentence", self.sentences),
            ("cue", self.cues),
            ("end_to_end", self.whole),
        ):
            yield Line(split, f"{name}_precision", counted.precision, counted.found)
            yield Line(split, f"{name}_recall", counted.recall, counted.wanted)
            yield Line(split, f"{name}_f1", counted.f1, counted.wanted)
        yield Line(split, "source_accuracy", measures.share(self.sources), len(self.sources))
        if self.scored:
            labels, scores = zip(*self.scored, strict=True)
            recall = measures.recall_at_precision(
                labels, scores, PRECISION_FLOOR, wanted=self.whole.wanted
            )
            yield Line(split, "end_to_end_recall_at_precision_85", recall, self.whole.wanted)


def _found(text: str, split: Sequence[sentences.SentenceSpan]) -> Iterator[_Ours]:
    """What the engine finds, sentence by sentence, as offsets into the text."""
    marks = quotations.find(text, sentences.paragraphs(split))
    for sentence in split:
        inside = [
            (
                max(mark.start, sentence.start) - sentence.start,
                min(mark.end, sentence.end) - sentence.start,
            )
            for mark in marks
            if mark.start < sentence.end and sentence.start < mark.end
        ]
        for found in engine.find_cues(text[sentence.start : sentence.end], inside):
            yield _Ours(
                _moved(found.cue, sentence.start),
                _moved(found.source, sentence.start) if found.source else None,
                found.score,
            )


def _partners(ours: Sequence[_Ours], gold: Sequence[Attributed]) -> list[Attributed | None]:
    """For each of ours the annotated attribution whose cue it overlaps; each is taken once.

    Among several, the one whose source fits goes first.
    """
    taken: set[int] = set()
    found: list[Attributed | None] = []
    for each in ours:
        near = [
            at for at, other in enumerate(gold) if at not in taken and _meets(other.cue, each.cue)
        ]
        best = max(
            near,
            key=lambda at: bool(each.source and _meets(gold[at].source, each.source)),
            default=None,
        )
        if best is not None:
            taken.add(best)
        found.append(None if best is None else gold[best])
    return found


def _meets(spans: Spans, other: Span) -> bool:
    return any(span.start < other.end and other.start < span.end for span in spans)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
