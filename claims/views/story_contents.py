"""What a story's page is made of, in a handful of queries however long the story is.

contents = Contents.of(story)
contents.members, contents.matches, contents.citations
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest, Least, Substr

from claims.models import Article, Citation, Claim, Match, Review, Story, Verdict
from claims.text.figures import Figure
from claims.views.story_words import day_in_words

# What a page can show; the counts in its head are of all.
MEMBERS, MATCHES, CITATIONS = 200, 300, 400
# As claims.text.reports has it: what tells what "such requests" are.
_REACH = 300
_FIGURE = frozenset(Figure.__slots__) | {"start", "end"}


@dataclass(frozen=True)
class Member:
    """A claim of the story. `told` is when its article was written, an ISO 8601 prefix or ""."""

    claim: Claim
    before: str = field(default="", repr=False)
    told: str = ""

    @property
    def article(self) -> Article:
        return self.claim.article

    @property
    def review(self) -> Review:
        return self.claim.review

    @property
    def verdict(self) -> Verdict | None:
        """What the desk found, once it is settled."""
        return self.review.finding

    @property
    def told_words(self) -> str:
        return day_in_words(self.told)

    @property
    def mark(self) -> str:
        """Verdict or state, as badges have it."""
        return self.review.mark

    @cached_property
    def figures(self) -> list[Figure]:
        return [
            Figure(**{name: value for name, value in figure.items() if name in _FIGURE})
            for figure in self.claim.figures
        ]


@dataclass(frozen=True)
class Contents:
    """Members, the central one first; matches, the most telling first and rejected ones last."""

    story: Story
    members: list[Member]
    matches: list[Match]
    citations: list[Citation]

    @classmethod
    def of(cls, story: Story) -> "Contents":
        """Three queries."""
        claims = Claim.objects.filter(membership__story=story)
        members = members_of(claims, first=story.central_id)
        keys = [member.claim.pk for member in members]
        return cls(story, members, matches_among(keys), citations_for(members))

    @cached_property
    def by_claim(self) -> dict[int, Member]:
        return {member.claim.pk: member for member in self.members}

    @cached_property
    def articles(self) -> list[Article]:
        """Of the members shown, each once, in their order."""
        return list({member.article.pk: member.article for member in self.members}.values())

    @cached_property
    def standing(self) -> list[Match]:
        return [match for match in self.matches if not match.is_rejected]

    @cached_property
    def discrepancies(self) -> list[Match]:
        return [match for match in self.standing if match.is_discrepancy]

    @cached_property
    def verdicts(self) -> list[str]:
        """Those that settled members came to, each once."""
        return list(dict.fromkeys(one.verdict.verdict for one in self.members if one.verdict))

    @property
    def is_contested(self) -> bool:
        """Settled members disagree, or what they say cannot both be right."""
        return self.story.discrepant or len(self.verdicts) > 1

    @property
    def is_whole(self) -> bool:
        return len(self.members) >= self.story.claims


def members_of(claims: QuerySet[Claim], *, first: int | None = None) -> list[Member]:
    """At most MEMBERS of `claims`, without their articles' texts.

    The one with the key `first` is among them and leads; the others come in the order of their
    articles, the earliest published first.
    """
    text = F("article__text")
    begin = Greatest(F("start") - Value(_REACH - 1), Value(1))
    rows: Iterable[Any] = (
        claims.select_related("article__outlet", "review__verdict")
        .defer("article__text")
        .annotate(
            told=Coalesce(F("embedding__told"), Value("")),
            before=Substr(text, begin, Least(F("start"), Value(_REACH)), output_field=CharField()),
        )
        .order_by(
            Case(When(pk=first, then=Value(0)), default=Value(1)),
            F("article__published_on").asc(nulls_last=True),
            "article_id",
            "start",
            "pk",
        )
    )[:MEMBERS]
    return [Member(claim, claim.before, _told(claim)) for claim in rows]


def _told(claim: Any) -> str:
    published = claim.article.published_on
    return published.isoformat() if published else claim.told


def matches_among(claims: Collection[int]) -> list[Match]:
    """The matches between `claims`, and those with others that were rejected; MATCHES at most."""
    inside = Q(a__in=claims, b__in=claims)
    parted = Q(state=Match.State.REJECTED) & (Q(a__in=claims) | Q(b__in=claims))
    found = (
        Match.objects.filter(inside | parted)
        .select_related("a__article__outlet", "b__article__outlet", "by")
        .defer("a__article__text", "b__article__text")
        .order_by("-similarity", "pk")
    )[:MATCHES]
    return sorted(found, key=_telling)


def _telling(match: Match) -> tuple[bool, bool, bool]:
    return match.is_rejected, not match.is_discrepancy, match.state != Match.State.SUGGESTED


def citations_for(members: Collection[Member]) -> list[Citation]:
    """Whom the members' articles cite for them, or for all they tell; with what was taken out."""
    return list(
        Citation.objects.filter(article__in={member.article.pk for member in members})
        .filter(Q(claim=None) | Q(claim__in=[member.claim.pk for member in members]))
        .select_related("citing__same_as", "cited__same_as", "by")
        .order_by("article_id", "pk")[:CITATIONS]
    )
