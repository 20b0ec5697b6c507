"""Look for a claim elsewhere: what the desk holds that may be about the same fact, in order.

Matching says only what it is sure of. Who misses a match looks here, and joins what they find.
"""

from typing import NamedTuple

from claims.matching import candidates, indexing, reading
from claims.models import Claim, Embedding
from claims.text import embeddings, posts, ranking


class Alike(NamedTuple):
    """A claim of another article, and how likely it is about the same fact, 0 to 1."""

    claim: Claim
    score: float


def alike(claim: Claim, *, limit: int = 10) -> list[Alike]:
    """The standing claims of other articles that are likeliest about the fact of `claim`.

    Costs the same however many claims the desk holds. Raises `loading.ReaderBroken`.
    """
    words = indexing.terms_of(posts.plain(claim.wording) or claim.wording)
    probes = [
        candidates.Probe(number, claim.article_id, vector, words)
        for number, vector in enumerate(ranking.embed(claim.wording))
    ]
    found = candidates.find(probes)
    wanted = {key for keys in found.values() for key in keys}
    rows = list(
        Embedding.objects.filter(claim__in=wanted, model=embeddings.version())
        .select_related("claim__article__outlet", "claim__review__verdict")
        .defer("claim__article__text")
        .order_by("claim")
    )
    if not rows:
        return []
    held = [
        ranking.read(row.claim.wording, vectors=vector)
        for row, vector in zip(rows, reading.vectors_of(rows), strict=True)
    ]
    ranked = ranking.rank(claim.wording, held)[:limit]
    return [Alike(rows[each.place].claim, each.score) for each in ranked]
