"""Documents as the claims of a desk, to measure matching by what the product itself does.

The lines of all documents become the claims of a few long articles, indexed as the claims of any
article are; a query is then looked for as a new claim is.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.utils import timezone

from claims import intake
from claims.matching import candidates, indexing
from claims.models import Claim, Review
from claims.text import embeddings

# So many lines make an article.
_LINES = 1000
# So many claims are looked at for one query, of which several may be one document's.
_CLAIMS = 100


class Desk:
    """Documents that are found as claims are; made in an empty database of its own."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        """Store and index `documents`, each the lines that tell it; empty lines are left out."""
        self._document: dict[int, int] = {}
        lines = (
            (number, line.replace("\0", " ").strip())
            for number, document in enumerate(documents)
            for line in document
            if line.strip()
        )
        while some := list(islice(lines, _LINES)):
            self._store(some)

    @transaction.atomic
    def _store(self, lines: Sequence[tuple[int, str]]) -> None:
        article = intake.receive_article(text="\n".join(line for _, line in lines), by=None)
        claims = Claim.objects.bulk_create(
            Claim(
                article=article,
                start=start,
                end=start + len(line),
                quote=line,
                wording=line,
                created_at=timezone.now(),
            )
            for start, line in _placed(line for _, line in lines)
        )
        Review.objects.bulk_create(Review(claim=claim) for claim in claims)
        for claim, (number, _) in zip(claims, lines, strict=True):
            self._document[claim.pk] = number
        indexing.index_article(article.pk)

    def search(self, query: str) -> list[int]:
        """The numbers of documents that may tell what `query` does, likeliest first."""
        (vector,) = embeddings.embed([query])
        probe = candidates.Probe(0, 0, vector, indexing.terms_of(query))
        found = candidates.find([probe], limit=_CLAIMS)[0]
        return list(dict.fromkeys(self._document[claim] for claim in found))


def _placed(lines: Iterator[str]) -> Iterator[tuple[int, str]]:
    start = 0
    for line in lines:
        yield start, line
        start += len(line) + 1
