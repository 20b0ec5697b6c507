"""The claims of articles as the text engine compares them: reports, each with its vector."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter

import numpy as np

from claims.models import Article, Claim, Embedding, Review
from claims.text import reports
from claims.text import sides as text_sides
from claims.text.embeddings import WORD_SIZE
from claims.text.figures import Figure
from claims.text.hedges import Hedge
from claims.text.reports import Report
from claims.text.spans import Span

# Of an article so many claims are laid beside another's; what is longer is a book.
MOST_CLAIMS = 200


@dataclass(frozen=True)
class Side:
    """An article's claims, in the order of its text; `vectors` is float32 (claims, 384), `words`
    has of each claim the vectors of its content words, int8 (words, 64).
    """

    article: int
    claims: tuple[int, ...]
    reports: tuple[Report, ...]
    vectors: np.ndarray
    words: tuple[np.ndarray, ...]

    @cached_property
    def laid(self) -> text_sides.Side:
        """As the text engine compares it, read once however many articles it is laid beside."""
        return text_sides.read(self.reports, self.vectors, self.words)

    def only(self, claims: Collection[int]) -> "Side":
        """The same with these of its claims alone."""
        kept = [place for place, claim in enumerate(self.claims) if claim in claims]
        return Side(
            self.article,
            tuple(self.claims[place] for place in kept),
            tuple(self.reports[place] for place in kept),
            self.vectors[kept],
            tuple(self.words[place] for place in kept),
        )


def sides(
    articles: Iterable[int], *, model: str, asked: Collection[int] = (), most: int | None = None
) -> Iterator[Side]:
    """The standing claims of each of `articles` that `model` has embedded; three queries in all.

    Of an article with more than `most` claims (all by default) those in `asked` and the first
    others are read. Articles come in the order of their keys; those without such claims do not.
    """
    found = (
        Embedding.objects.filter(article__in=list(articles), model=model)
        .exclude(claim__review__state=Review.State.DROPPED)
        .select_related("claim")
        .order_by("article_id", "claim__start", "claim__end")
    )
    kept: dict[int, list[Embedding]] = {}
    for article, rows in groupby(found.iterator(chunk_size=500), key=attrgetter("article_id")):
        kept[article] = _first(list(rows), asked, most)
    texts = Article.objects.filter(pk__in=kept).values_list("pk", "text").order_by("pk")
    # One text at a time: each may have half a million characters.
    for article, text in texts.iterator(chunk_size=1):
        claims = kept[article]
        yield Side(
            article,
            tuple(row.claim_id for row in claims),
            tuple(report_of(row.claim, text, told=row.told) for row in claims),
            vectors_of(claims),
            tuple(_words_of(row) for row in claims),
        )


def _first(rows: list[Embedding], asked: Collection[int], most: int | None) -> list[Embedding]:
    if most is None or len(rows) <= most:
        return rows
    first = sorted(rows, key=lambda row: row.claim_id not in asked)[:most]
    return sorted(first, key=lambda row: (row.claim.start, row.claim.end))


def vectors_of(rows: Sequence[Embedding]) -> np.ndarray:
    """Float32 (rows, 384), each of length 1 again, as half precision is a hair off."""
    vectors = np.array([row.vector for row in rows], np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _words_of(row: Embedding) -> np.ndarray:
    return np.frombuffer(bytes(row.words), np.int8).reshape(-1, WORD_SIZE)


def report_of(claim: Claim, text: str, *, told: str) -> Report:
    """The claim as its article `text` reports it."""
    return Report(
        start=claim.start,
        end=claim.end,
        text=claim.quote,
        wording=claim.wording,
        claimant=claim.claimant,
        outlet=claim.outlet,
        quoted=claim.quoted,
        hedges=tuple(
            Hedge(hedge["start"], hedge["end"], hedge["text"], _reach(claim, **hedge))
            for hedge in claim.hedges
        ),
        figures=tuple(Figure(**figure) for figure in claim.figures),
        before=reports.before(text, claim.start),
        told=told,
    )


def _reach(claim: Claim, *, reach: dict[str, int] | None = None, **hedge: object) -> Span:
    """Early releases stored none: then all of the claim is left open."""
    return Span(**reach) if reach else Span(claim.start, claim.end)
