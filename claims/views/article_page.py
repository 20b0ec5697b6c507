"""What the page of an article shows: a part of its text, the marks in it, a card a claim.

A long text is shown in parts, so that neither the page nor its work grows with the article;
`?claim=12` shows the part in which claim 12 begins.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import QueryDict
from django.urls import reverse

from claims.models import Article, Claim, Review, User
from claims.templatetags.marks import TextMark
from claims.text import segments
from claims.views import article_lines
from claims.views.elsewhere import Echo, echoes_of

# Some seven thousand words: what a newspaper prints fits into one part.
PART = 40_000

_STANDING = Q(links__removed_at=None)


@dataclass(frozen=True)
class Card:
    """A claim in the margin. `mark` is open, proposed, or the verdict."""

    number: int
    review: Review
    mark: str
    who: str
    # What other articles say of it; None for nothing the person may see.
    echo: Echo | None

    @property
    def claim(self) -> Claim:
        return self.review.claim


@dataclass(frozen=True)
class Part:
    """A stretch of the article and what is marked in it."""

    number: int
    count: int
    paragraphs: list[segments.Paragraph]
    marks: Mapping[int, TextMark]
    cards: list[Card]
    dropped: list[Review]
    skipped: list[article_lines.Run]
    unchecked: list[article_lines.Line]

    @property
    def lines_skipped(self) -> int:
        return sum(len(run.lines) for run in self.skipped)

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.count else None


def url_of(claim: Claim) -> str:
    """The card of `claim` on its article's page, in whatever part that is."""
    page = reverse("article", args=[claim.article_id])
    return f"{page}?{urlencode({'claim': claim.pk})}#claim-{claim.pk}"


def part_of(article: Article, asked: QueryDict, *, user: User, at: datetime) -> Part:
    """The part of `article` that the address asks for; the first where it asks for nonsense.

    Three queries: sentences, claims and their matches; two more where the text has several parts.
    """
    starts = segments.parts(article.text, size=PART)
    number = _asked(article, starts, asked)
    start = starts[number - 1]
    end = starts[number] if number < len(starts) else len(article.text)
    reviews = list(
        Review.objects.filter(claim__article=article, claim__start__lt=end, claim__end__gt=start)
        .select_related("claim", "verdict", "assignee", "held_by", "proposed_by", "signed_off_by")
        .annotate(
            supporting=Count("links", filter=_STANDING & Q(links__stance="supports")),
            refuting=Count("links", filter=_STANDING & Q(links__stance="refutes")),
            context=Count("links", filter=_STANDING & Q(links__stance="context")),
        )
        .order_by("claim__start", "claim_id")
    )
    on_desk = [review for review in reviews if review.state != Review.State.DROPPED]
    echoes = echoes_of([review.pk for review in on_desk], user) if on_desk else {}
    cards = [
        Card(place, review, _mark_of(review), _who_has(review, at=at), echoes.get(review.pk))
        for place, review in enumerate(on_desk, start=_before(article, on_desk, start) + 1)
    ]
    sentences = list(article.sentences.filter(start__lt=end, end__gt=start))
    return Part(
        number=number,
        count=len(starts),
        paragraphs=segments.paragraphs(
            article.text,
            sentences,
            [segments.Mark(card.claim.start, card.claim.end, card.claim.pk) for card in cards],
            start=start,
            end=end,
        ),
        marks={
            card.claim.pk: TextMark(
                card.claim.pk, card.number, card.mark, f"#claim-{card.claim.pk}"
            )
            for card in cards
        },
        cards=cards,
        dropped=[review for review in reviews if review.state == Review.State.DROPPED],
        skipped=article_lines.skipped(article, sentences),
        unchecked=article_lines.unchecked(
            article,
            # Of a sentence that is cut here, the claims in the next part are not known.
            [one for one in sentences if start <= one.start and one.end <= end],
            [(review.claim.start, review.claim.end) for review in reviews],
        ),
    )


def _asked(article: Article, starts: list[int], asked: QueryDict) -> int:
    if len(starts) == 1:
        return 1
    if key := _number(asked.get("claim", "")):
        claim = Claim.objects.filter(article=article, pk=key).only("start").first()
        return bisect_right(starts, claim.start) if claim else 1
    return min(max(_number(asked.get("part", "")), 1), len(starts))


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 19 else 0


def _before(article: Article, reviews: Sequence[Review], start: int) -> int:
    """How many claims on the desk stand before the first of `reviews`."""
    if not start or not reviews:
        return 0
    first = reviews[0].claim
    earlier = Q(claim__start__lt=first.start) | Q(claim__start=first.start, pk__lt=first.pk)
    return Review.objects.on_desk().filter(earlier, claim__article=article).count()


def _mark_of(review: Review) -> str:
    if review.state == Review.State.SETTLED and review.verdict:
        return review.verdict.verdict
    return review.state


def _who_has(review: Review, *, at: datetime) -> str:
    """Whose it is, in words; empty where nobody has it yet."""
    if review.state == Review.State.SETTLED:
        return f"proposed by {review.proposed_by}, signed off by {review.signed_off_by}"
    if review.state == Review.State.PROPOSED and review.verdict:
        found = review.verdict.get_verdict_display().lower()
        return f"{review.proposed_by} proposes {found}"
    if review.held_by and review.held_until and review.held_until > at:
        return f"{review.held_by} is on it now"
    if review.assignee:
        return f"assigned to {review.assignee}"
    return ""
