"""The same fact elsewhere: what other articles say of a claim, as far as the person may see them.

elsewhere(review, user)        for the claim's page: each standing match, with its evidence
echoes_of(claims, user)        for the article's page: how many articles, and whether any differs
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, F, Q, Value, When

from claims import permissions
from claims.models import Article, Claim, EvidenceLink, Match, Review, User, Verdict
from claims.models.matches import MatchQuerySet

# The most telling ones; the story has them all.
SHOWN = 12
_DISCREPANCY, _CONFIRMED = Match.Relation.DISCREPANCY, Match.State.CONFIRMED


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
        return self.claim.review.finding


@dataclass(frozen=True)
class Echo:
    """What other articles say of one claim, in short. `story` is None outside stories."""

    articles: int
    differs: bool
    story: int | None


class Found(NamedTuple):
    """The matches of a claim, the most telling first; whether there are more; and its story."""

    shown: list[Elsewhere]
    more: bool
    story: int | None


def matches_of(review: Review, user: User) -> list[Any]:
    """The standing matches of the claim, one more than are shown; one query.

    Discrepancies come first, the confirmed ones before the others.
    """
    return list(
        _seen_by(user, Match.objects.standing().of(review.pk).on_desk())
        .select_related(
            *(f"{end}__article__outlet" for end in "ab"),
            *(f"{end}__review__verdict" for end in "ab"),
            "by",
        )
        .defer("a__article__text", "b__article__text")
        .annotate(a_story=F("a__membership__story"), b_story=F("b__membership__story"))
        .order_by(_rank(relation=_DISCREPANCY), _rank(state=_CONFIRMED), "-similarity", "pk")[
            : SHOWN + 1
        ]
    )


def _rank(**wanted: str) -> Case:
    return Case(When(**wanted, then=Value(0)), default=Value(1))


def settled_among(matches: Iterable[Match], claim: int) -> list[int]:
    """The claims at the other end that are settled: their evidence is of use."""
    others = [match.other(claim) for match in matches]
    return [other.pk for other in others if other.review.state == Review.State.SETTLED]


def elsewhere(
    review: Review, matches: Sequence[Any], links: Iterable[EvidenceLink], user: User
) -> Found:
    """What `matches_of` found, with those of `links` that are of a settled one.

    `links` hold those of `review` too: what it has already is not there to take.
    """
    key, is_desk = review.pk, bool(permissions.can_check(user))
    of_claim: dict[int, list[EvidenceLink]] = defaultdict(list)
    for link in links:
        if is_desk or not link.evidence.sensitive:
            of_claim[link.review_id].append(link)
    own = {link.evidence_id for link in of_claim[key]}
    takes = review.state == Review.State.OPEN and bool(permissions.can_work_on(user, review))
    shown = matches[:SHOWN]
    stories = [match.a_story if match.a_id == key else match.b_story for match in shown]
    return Found(
        [
            Elsewhere(
                match, other, found, takes and any(one.evidence_id not in own for one in found)
            )
            for match in shown
            for other in [match.other(key)]
            for found in [of_claim[other.pk]]
        ],
        len(matches) > SHOWN,
        next((story for story in stories if story), None) if _may_see_stories(user) else None,
    )


def echoes_of(claims: Collection[int], user: User) -> dict[int, Echo]:
    """An echo for each of `claims` (all of one article) that has a standing match; one query."""
    rows = (
        _seen_by(user, Match.objects.standing().on_desk())
        .filter(Q(a__in=claims) | Q(b__in=claims))
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
