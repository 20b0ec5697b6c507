"""The claims of an article as its margin shows them, and as its annotated copy prints them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q

from claims import permissions
from claims.models import Article, Claim, EvidenceLink, Review, User, Verdict
from claims.models.reviews import ReviewQuerySet
from claims.templatetags.marks import TextMark
from claims.views.elsewhere import Echo, echoes_of

# What the margin may be narrowed to, and its words.
ONLY = {"open": "Open", "mine": "Mine", "must": "Must check"}

_STANDING = Q(links__removed_at=None)
_UNSETTLED = (Review.State.OPEN, Review.State.PROPOSED)
# Enough to begin with; the filters show the rest.
BLOCKERS = 12


@dataclass(frozen=True)
class Card:
    """A claim in the margin. `mark` is open, proposed, or the verdict."""

    number: int
    review: Review
    mark: str
    who: str
    # What other articles say of it; None for nothing the person may see.
    echo: Echo | None
    # Whether it fits what the margin is narrowed to.
    fits: bool = True
    links: Sequence[EvidenceLink] = field(default_factory=list)

    @property
    def claim(self) -> Claim:
        return self.review.claim

    @property
    def text_mark(self) -> TextMark:
        key = self.claim.pk
        url = f"#claim-{key}" if self.fits else f"?claim={key}#claim-{key}"
        return TextMark(key, self.number, self.mark, url, faint=not self.fits)


@dataclass(frozen=True)
class Filter:
    """One way to narrow the margin: its word in the address, its name, how many claims fit."""

    word: str
    name: str
    count: int
    is_on: bool


def conditions(user: User, *, at: datetime) -> dict[str, Q]:
    """What fits each word of `ONLY`."""
    return {
        "open": Q(state=Review.State.OPEN),
        "mine": Q(assignee=user) | Q(held_by=user, held_until__gt=at),
        "must": Q(band=Review.Band.MUST),
    }


def filters(article: Article, only: str, *, user: User, at: datetime) -> list[Filter]:
    """All ways to narrow the margin, with counts over the whole article; one query."""
    counts = (
        Review.objects.on_desk()
        .filter(claim__article=article)
        .aggregate(
            all=Count("pk"),
            **{
                word: Count("pk", filter=condition)
                for word, condition in conditions(user, at=at).items()
            },
        )
    )
    return [
        Filter(word, name, counts[word or "all"], word == only)
        for word, name in {"": "All", **ONLY}.items()
    ]


def reviews_between(
    article: Article, start: int, end: int, *, only: str, user: User, at: datetime
) -> list[Review]:
    """The claims that reach into the stretch, dropped ones too, in reading order; one query.

    `fits` says whether one is among `only`.
    """
    wanted = conditions(user, at=at).get(only)
    reviews: ReviewQuerySet = Review.objects.filter(
        claim__article=article, claim__start__lt=end, claim__end__gt=start
    )
    return list(
        reviews.select_related(
            "claim", "verdict__by", "assignee", "held_by", "proposed_by", "signed_off_by"
        )
        .annotate(
            supporting=Count("links", filter=_STANDING & Q(links__stance="supports")),
            refuting=Count("links", filter=_STANDING & Q(links__stance="refutes")),
            context=Count("links", filter=_STANDING & Q(links__stance="context")),
            fits=wanted or Q(pk__isnull=False),
        )
        .order_by("claim__start", "claim_id")
    )


def cards_of(
    article: Article, on_desk: Sequence[Review], *, start: int, user: User, at: datetime
) -> list[Card]:
    """A card for each of `on_desk`, which are those from `start` on; three queries at most."""
    if not on_desk:
        return []
    keys = [review.pk for review in on_desk]
    echoes, links = echoes_of(keys, user), _links_of(keys, user)
    return [
        Card(
            number,
            review,
            review.mark,
            _who_has(review, at=at),
            echoes.get(review.pk),
            fits=review.fits,  # type: ignore[attr-defined]
            links=links[review.pk],
        )
        for number, review in enumerate(on_desk, start=_before(article, on_desk, start) + 1)
    ]


def blockers(article: Article) -> list[Review]:
    """What must be settled, or needs a note, before clearance; one more than are shown."""
    return list(
        Review.objects.filter(claim__article=article)
        .filter(
            Q(band=Review.Band.MUST, state__in=_UNSETTLED)
            | Q(state=Review.State.SETTLED, verdict__verdict=Verdict.Value.CONTESTED)
        )
        .select_related("claim", "verdict")
        .order_by("claim__start", "claim_id")[: BLOCKERS + 1]
    )


def _links_of(keys: Sequence[int], user: User) -> dict[int, list[EvidenceLink]]:
    """The standing evidence of each claim, as far as the person may see it."""
    links = EvidenceLink.objects.standing().filter(review__in=keys).select_related("evidence")
    if not permissions.can_check(user):
        links = links.filter(evidence__sensitive=False)
    found: dict[int, list[EvidenceLink]] = defaultdict(list)
    for link in links:
        found[link.review_id].append(link)
    return found


def _before(article: Article, reviews: Sequence[Review], start: int) -> int:
    """How many claims on the desk stand before the first of `reviews`."""
    if not start:
        return 0
    first = reviews[0].claim
    earlier = Q(claim__start__lt=first.start) | Q(claim__start=first.start, pk__lt=first.pk)
    return Review.objects.on_desk().filter(earlier, claim__article=article).count()


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
