"""Documents as the claims of a desk, to measure matching by what the product itself does.

The lines of all documents become the claims of a few long articles, indexed as the claims of any
article are; a query is then looked for as a new claim is.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.utils import timezone

from claims import intake
from claims.evaluation.matching import Document
from claims.matching import candidates, indexing, reading
from claims.models import Claim, Embedding, Review
from claims.text import posts, ranking
from claims.text.ranking import Candidate

# So many lines make an article.
_LINES = 1000
# So many claims each way of searching finds for a post, of which several may be one document's.
_CLAIMS = 150


class Desk:
    """Documents that are found as claims are; made in an empty database of its own."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Store and index `documents`, their text and their title as a claim each."""
        self._documents = documents
        self._place: dict[int, int] = {}
        self._claims: dict[int, list[int]] = defaultdict(list)
        self._read: dict[int, Candidate] = {}
        lines = (
            (place, line.replace("\0", " ").strip())
            for place, document in enumerate(documents)
            for line in (document.text, document.title or document.text)
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
        for claim, (place, _) in zip(claims, lines, strict=True):
            self._place[claim.pk] = place
            self._claims[place].append(claim.pk)
        indexing.index_article(article.pk)

    def candidates(self, text: str, /) -> list[int]:
        """The places of documents that may tell what `text` does, likeliest first."""
        words = indexing.terms_of(posts.plain(text) or text)
        probes = [
            candidates.Probe(number, 0, vector, words)
            for number, vector in enumerate(ranking.embed(text))
        ]
        found = candidates.find(probes, limit=_CLAIMS)
        return list(
            dict.fromkeys(self._place[claim] for probe in probes for claim in found[probe.claim])
        )

    def read(self, place: int, /) -> Candidate:
        """The document at `place`, by the vectors that were stored."""
        if place not in self._read:
            document = self._documents[place]
            rows = list(Embedding.objects.filter(claim__in=self._claims[place]).order_by("claim"))
            vectors = reading.vectors_of(rows)
            self._read[place] = ranking.read(document.text, document.title, vectors=vectors)
        return self._read[place]


def _placed(lines: Iterator[str]) -> Iterator[tuple[int, str]]:
    start = 0
    for line in lines:
        yield start, line
        start += len(line) + 1
