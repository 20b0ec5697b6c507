"""What a claim that people make holds: read from its words, or inherited from other claims."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from claims.models import Article, Claim, Review
from claims.text import selection
from claims.text.checkworthiness import Reason


@dataclass(frozen=True)
class Contents:
    """As `Claim` and `Review` store it."""

    figures: list[dict[str, Any]]
    hedges: list[dict[str, Any]]
    reasons: Sequence[Reason]
    reader: float | None
    model: str


def read(article: Article, start: int, end: int, *, wording: str) -> Contents:
    """What the text engine finds in the words text[start:end]; `wording` may be empty."""
    found = selection.read(
        article.text[start:end], start, wording=wording, published=article.published_on
    )
    return Contents(
        [asdict(figure) for figure in found.figures],
        [asdict(hedge) for hedge in found.hedges],
        found.reasons,
        found.reader,
        found.model,
    )


def inherited(claims: Sequence[Claim], start: int, end: int) -> Contents:
    """What `claims` hold of text[start:end], with the reasons of the most check-worthy one."""
    top = max((claim.review for claim in claims), key=lambda review: review.worth)
    return Contents(
        _within(start, end, [figure for claim in claims for figure in claim.figures]),
        _within(start, end, [hedge for claim in claims for hedge in claim.hedges]),
        _reasons(top, claims[0].article.text[start:end]),
        top.reader,
        top.model,
    )


def _reasons(review: Review, quote: str) -> list[Reason]:
    """Those of a claim that hold for `quote`, a piece of it: not those whose words it cut off."""
    return [
        reason
        for reason in review.why
        if not reason.words or reason.words in quote or reason.words not in review.claim.quote
    ]


def _within(start: int, end: int, spans: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [span for span in spans if start <= span["start"] and span["end"] <= end]
