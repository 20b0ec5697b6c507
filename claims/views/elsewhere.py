"""The same fact elsewhere: what other articles say of a claim, as far as the person may see them.

elsewhere(review, user)        for the claim's page: each standing match, with its evidence
echoes_of(claims, user)        for the article's page: how many articles, and whether any differs
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F, Q

from claims import permissions
from claims.models import Article, Claim, EvidenceLink, Match, Review, User, Verdict
from claims.models.matches import MatchQuerySet

# The most telling ones; the story has them all.
SHOWN = 12


@dataclass(frozen=True)
class Elsewhere:
    """Another article's claim of the same fact."""

    match: Match
    claim: Claim
    links: list[EvidenceLink]
    may_take: bool

    @property
    def article(self) -> Article:
        return self.claim.article

    @property
    def verdict(self) -> Verdict | None:
        """What the desk found there, once it is settled."""
        review = self.claim.review
        return review.verdict if review.state == Review.State.SETTLED else None


@dataclass(frozen=True)
class Echo:
    """What other articles say of one claim, in short. `story` is None outside stories."""

    articles: int
    differs: bool
    story: int | None


class Found(NamedTuple):
    """The matches of a claim: the most telling first, how many there are, and its story."""

    shown: list[Elsewhere]
    more: bool
    story: int | None


def elsewhere(review: Review, user: User) -> Found:
    """One query, and one for evidence where a match is settled."""
    key = review.pk
    rows: list[Any] = list(
        _seen_by(user, Match.objects.standing().of(key))
        .exclude(a__review__state=Review.State.DROPPED)
        .exclude(b__review__state=Review.State.DROPPED)
        .select_related(
            *(f"{end}__article__outlet" for end in "ab"),
            *(f"{end}__review__verdict" for end in "ab"),
            "by",
        )
        .defer("a__article__text", "b__article__text")
        .annotate(a_story=F("a__membership__story"), b_story=F("b__membership__story"))
        .order_by("-similarity", "pk")[: SHOWN + 1]
    )
    shown = sorted(rows[:SHOWN], key=lambda match: not match.is_discrepancy)
    settled = [
        other.pk
        for match in shown
        if (other := match.other(key)).review.state == Review.State.SETTLED
    ]
    links: dict[int, list[EvidenceLink]] = defaultdict(list)
    if settled:
        for link in _evidence_of(settled, user):
            links[link.review_id].append(link)
    takes = review.state == Review.State.OPEN and bool(permissions.can_work_on(user, review))
    stories = [match.a_story if match.a_id == key else match.b_story for match in shown]
    return Found(
        [
            Elsewhere(match, other, links[other.pk], takes and bool(links[other.pk]))
            for match in shown
            for other in [match.other(key)]
        ],
        len(rows) > SHOWN,
        next((story for story in stories if story), None) if _may_see_stories(user) else None,
    )


def _evidence_of(claims: Collection[int], user: User) -> list[EvidenceLink]:
    links = EvidenceLink.objects.standing().filter(review__in=claims).select_related("evidence")
    if not permissions.can_check(user):
        links = links.filter(evidence__sensitive=False)
    return list(links.order_by("at", "pk"))


def echoes_of(claims: Collection[int], user: User) -> dict[int, Echo]:
    """An echo for each of `claims` (all of one article) that has a standing match; one query."""
    rows = (
        _seen_by(user, Match.objects.standing().filter(Q(a__in=claims) | Q(b__in=claims)))
        .exclude(a__review__state=Review.State.DROPPED)
        .exclude(b__review__state=Review.State.DROPPED)
        .values_list(
            "a", "a__article", "a__membership__story",
            "b", "b__article", "b__membership__story",
            "relation",
        )
    )  # fmt: skip
    articles: dict[int, set[int]] = defaultdict(set)
    stories: dict[int, int | None] = {}
    differing = set()
    own = set(claims)
    for a, a_article, a_story, b, b_article, b_story, relation in rows:
        for key, story, other in ((a, a_story, b_article), (b, b_story, a_article)):
            if key in own:
                articles[key].add(other)
                stories[key] = story
                if relation == Match.Relation.DISCREPANCY:
                    differing.add(key)
    sees = _may_see_stories(user)
    return {
        key: Echo(len(found), key in differing, stories[key] if sees else None)
        for key, found in articles.items()
    }


def _seen_by(user: User, matches: MatchQuerySet) -> MatchQuerySet:
    """Those of which the person may see both articles."""
    if _may_see_stories(user):
        return matches
    return matches.filter(a__article__submitted_by=user, b__article__submitted_by=user)


def _may_see_stories(user: User) -> bool:
    return user.has_perm("claims.see_every_article")
