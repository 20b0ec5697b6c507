"""One quotation in several reports, side by side, with what differs marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models.functions import Length

from claims.models import Article, Claim
from claims.text import drift, passages, quoted
from claims.text.drift import Segment
from claims.text.quoted import Quote
from claims.text.spans import Span
from claims.views.story_contents import Contents, Member

SHOWN = 10
# So many texts, of so many characters at most, are looked through for quotations.
_TEXTS, _LONGEST = 12, 60_000
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
    """A quotation as the article of `member`, a claim in it, has it."""

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
    """Quotations with a claim of the story that two reports have in other words; one query.

    The most telling come first: those with other numbers, then hedges and negations.
    """
    quoting = {member.article.pk for member in contents.members if member.claim.quoted}
    if len(quoting) < 2:
        return []
    texts = dict(
        Article.objects.filter(pk__in=quoting)
        .alias(length=Length("text"))
        .filter(length__lte=_LONGEST)
        .order_by("pk")
        .values_list("pk", "text")[:_TEXTS]
    )
    keys = list(texts)
    members = {
        key: [member for member in contents.members if member.article.pk == key] for key in keys
    }
    twice = quoted.pairs(
        (text, passages.find(text, [member.claim for member in members[key]]))
        for key, text in texts.items()
    )
    found = [
        _drift(a, one.a.text, b, one.b.text)
        for one in twice
        if (a := _member_in(one.a, members[keys[one.a.article]]))
        and (b := _member_in(one.b, members[keys[one.b.article]]))
    ]
    telling = [one for one in found if one.weight]
    return sorted(telling, key=lambda one: (-one.weight, one.a.claim.pk, one.b.claim.pk))


def _member_in(quote: Quote, members: Iterable[Member]) -> Member | None:
    """The first claim of the story that stands in the quotation."""
    for member in members:
        if member.claim.start < quote.end and quote.start < member.claim.end:
            return member
    return None


def _drift(a: Member, one: str, b: Member, other: str) -> Drift:
    aligned = drift.align(one, other)
    return Drift(
        a=Wording(a, list(_pieces(one, ((segment, segment.a) for segment in aligned.segments)))),
        b=Wording(b, list(_pieces(other, ((segment, segment.b) for segment in aligned.segments)))),
        summary=_summary(aligned.differences),
        weight=sum(_WEIGHTS[one.kind] for one in aligned.differences),
    )


def _pieces(text: str, segments: Iterable[tuple[Segment, Span]]) -> Iterator[Piece]:
    """What is marked begins and ends with its words; the space around it is not marked."""
    for segment, span in segments:
        words = text[span.start : span.end]
        bare = words.strip()
        if not segment.kind or not bare:
            yield Piece(words, "")
            continue
        at = words.index(bare)
        is_alone = segment.op in (drift.DROPPED, drift.ADDED)
        yield Piece(words[:at], "")
        yield Piece(bare, segment.kind, is_alone)
        yield Piece(words[at + len(bare) :], "")


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
