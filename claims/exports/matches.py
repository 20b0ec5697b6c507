"""Matches as rows for a file: which spans of which articles are about the same fact."""

from collections.abc import Iterator, Mapping
from typing import Any

from claims.models import Claim
from claims.models.matches import MatchQuerySet


def match_rows(
    matches: MatchQuerySet, *, names: Mapping[str, str] | None = None
) -> Iterator[dict[str, Any]]:
    """One row a standing match, in the order in which they were found.

        {"a": {"article", "start", "end"}, "b": {…}, "similarity", "relation", "why"}

    start, end: characters of the article's text. article: its name in `names`, by the SHA-256 of
    its text, else its key and title. a is the end that comes first by article and start. why: what
    the two share, and how what they say compares. Left out are matches of which a claim is off the
    desk. One statement reads them all, by a server-side cursor.
    """
    standing = (
        matches.standing()
        .on_desk()
        .select_related("a__article", "b__article")
        .defer("a__article__text", "b__article__text")
        .order_by("pk")
    )
    for match in standing.iterator(chunk_size=500):
        ends = [_end(claim, names or {}) for claim in (match.a, match.b)]
        a, b = sorted(ends, key=lambda end: (end["article"], end["start"], end["end"]))
        yield {
            "a": a,
            "b": b,
            "similarity": round(match.similarity, 4),
            "relation": match.relation,
            "why": " ".join(
                f"{part.rstrip('.')}." for part in (match.why, match.relation_why) if part
            ),
        }


def _end(claim: Claim, names: Mapping[str, str]) -> dict[str, Any]:
    article = claim.article
    name = names.get(article.text_sha256) or f"{article.pk}: {article.title}"
    return {"article": name, "start": claim.start, "end": claim.end}
