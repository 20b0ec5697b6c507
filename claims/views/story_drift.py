"""One quotation in several reports, side by side, with what differs marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from claims.models import Article, Claim, Match
from claims.text import drift
from claims.text.drift import Segment
from claims.text.spans import Span
from claims.views.story_contents import Contents, Member

SHOWN = 10
# Less alike are no two wordings of one quotation.
_ALIKE = 0.4
# What a desk looks at first counts most.
_WEIGHTS = {"number": 100, "hedge": 30, "negation": 30, "word": 1}
KINDS = {
    "number": "another number",
    "hedge": "a hedge",
    "negation": "a negation",
    "word": "other words",
}


class Piece(NamedTuple):
    """A piece of a wording; `kind` is a key of KINDS where it differs, else ""."""

    text: str
    kind: str
    is_alone: bool = False

    @property
    def label(self) -> str:
        return KINDS.get(self.kind, "") + (", here alone" if self.is_alone else "")


class Wording(NamedTuple):
    member: Member
    pieces: list[Piece]

    @property
    def article(self) -> Article:
        return self.member.article

    @property
    def claim(self) -> Claim:
        return self.member.claim

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Drift:
    a: Wording
    b: Wording
    # What of it a desk must see: "2 numbers, 1 hedge".
    summary: str
    weight: int

    @property
    def wordings(self) -> tuple[Wording, Wording]:
        return self.a, self.b


def drifts_of(contents: Contents) -> list[Drift]:
    """Quotations that two reports have in other words, the most telling first."""
    found = [one for match in contents.standing if (one := _drift(contents, match))]
    return sorted(found, key=lambda one: (-one.weight, one.a.member.claim.pk))


def _drift(contents: Contents, match: Match) -> Drift | None:
    a, b = contents.by_claim.get(match.a_id), contents.by_claim.get(match.b_id)
    if a is None or b is None or not (a.claim.quoted and b.claim.quoted):
        return None
    aligned = drift.align(a.claim.quote, b.claim.quote)
    if aligned.similarity < _ALIKE or not aligned.differences:
        return None
    return Drift(
        a=Wording(a, list(_pieces(a.claim.quote, ((one, one.a) for one in aligned.segments)))),
        b=Wording(b, list(_pieces(b.claim.quote, ((one, one.b) for one in aligned.segments)))),
        summary=_summary(aligned.differences),
        weight=sum(_WEIGHTS[one.kind] for one in aligned.differences),
    )


def _pieces(text: str, segments: Iterable[tuple[Segment, Span]]) -> Iterable[Piece]:
    for segment, span in segments:
        if span.end > span.start:
            is_alone = segment.op in (drift.DROPPED, drift.ADDED)
            yield Piece(text[span.start : span.end], segment.kind, is_alone)


def _summary(differences: Iterable[Segment]) -> str:
    counts = dict.fromkeys(KINDS, 0)
    for one in differences:
        counts[one.kind] += 1
    names = {"number": "number", "hedge": "hedge", "negation": "negation", "word": "wording"}
    return ", ".join(
        f"{count} {names[kind]}{'s' if count > 1 else ''}"
        for kind, count in counts.items()
        if count
    )
