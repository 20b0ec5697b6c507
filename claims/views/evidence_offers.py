"""What may be linked to a claim: evidence that suggests itself, or that the library finds.

    offers_for("", review, links, matches, user)          the likeliest first
    offers_for("register", review, links, matches, user)  what the library holds of that

The first nine have a number, which is their key. Evidence is likeliest that served another claim
of the same fact, then of the same story, then of the same article, then what the person used
lately; what the library took in last fills up. Among equals, the one that shares most words with
the claim comes first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import JSONObject

from claims.counting import Length, capped
from claims.models import Evidence, EvidenceLink, Match, Membership, Review, User
from claims.views import finding
from claims.views.paging import Order, page_of

NEWEST = Order("evidence", ("added_at", "id"), falling=True)
OFFERED = 9
# Of each sort, so many are looked at; of claims of a story, so many.
_OF_EACH = 30
_MEMBERS = 200
# Claims with the words, whose evidence is found with them.
_SERVED = 500

_WHY = (
    "The same fact",
    "The same fact",
    "The same story",
    "The same article",
    "You used it lately",
    "New in the library",
)
_FACT_SETTLED, _FACT, _STORY, _ARTICLE, _MINE, _NEW = range(len(_WHY))


@dataclass(frozen=True)
class Offer:
    """Evidence that may be linked: why, what it did elsewhere, and its key, 0 for none."""

    evidence: Any
    number: int
    why: str = ""
    # The stance it is linked with already.
    linked: str = ""
    # It was found by what a claim says that it served.
    is_by_claim: bool = False

    @property
    def uses(self) -> str:
        return uses_of(self.evidence)

    @property
    def served(self) -> dict[str, Any] | None:
        """A claim it was linked to: "claim", "stance", "state", "verdict"."""
        return getattr(self.evidence, "served", None)

    @property
    def finding(self) -> str:
        """What came of that claim: its verdict once it is settled."""
        served = self.served or {}
        return served.get("verdict", "") if served.get("state") == Review.State.SETTLED else ""


def uses_of(evidence: Any) -> str:
    """How often the desk used the evidence, in words."""
    used: int = evidence.uses
    return f"used by {capped(used)} claim{'' if used == 1 else 's'}" if used else "not used yet"


def with_uses(rows: "QuerySet[Evidence]") -> "QuerySet[Any]":
    """With `uses`, how many claims it is linked to (COUNTED for that many or more)."""
    links = EvidenceLink.objects.standing().filter(evidence=OuterRef("pk")).order_by()
    return rows.annotate(uses=Length(links))


def _with_service(rows: "QuerySet[Any]", links: Sequence[int] | None = None) -> "QuerySet[Any]":
    """With `served`, what it did for another claim: by one of `links`, else by its latest."""
    served = EvidenceLink.objects.standing().filter(evidence=OuterRef("pk"))
    if links is not None:
        served = served.filter(pk__in=links)
    return rows.annotate(
        served=Subquery(
            served.order_by("-pk").values(
                json=JSONObject(
                    claim="review_id",
                    stance="stance",
                    state="review__state",
                    verdict="review__verdict__verdict",
                )
            )[:1]
        )
    )


def offers_for(
    typed: str,
    review: Review,
    links: Sequence[EvidenceLink],
    matches: Sequence[Match],
    user: User,
) -> list[Offer]:
    """What the panel shows: what was looked up, else what suggests itself."""
    if typed:
        return looked_up(typed, links, user)
    return suggested(review, links, matches, user)


def suggested(
    review: Review, links: Sequence[EvidenceLink], matches: Sequence[Match], user: User
) -> list[Offer]:
    """The likeliest evidence for the claim, none of which it has; two queries.

    `links` are the claim's own, `matches` its standing ones.
    """
    best: dict[int, tuple[int, int | None]] = {}
    own = {link.evidence_id for link in links}
    for rank, evidence, link, _ in sorted(
        _pool(review, matches, user), key=lambda row: (row[0], -row[3].timestamp())
    ):
        if evidence not in own:
            best.setdefault(evidence, (rank, link))
    wanted = dict(list(best.items())[: 3 * OFFERED])
    rows = _with_service(
        with_uses(Evidence.objects.visible_to(user).filter(pk__in=wanted)),
        [link for _, link in wanted.values() if link],
    ).in_bulk()
    words = _words(review.claim.wording)
    order = sorted(
        (key for key in wanted if key in rows),
        key=lambda key: (wanted[key][0], -len(words & _words(_says(rows[key])))),
    )
    return [
        Offer(rows[key], number, why=_WHY[wanted[key][0]])
        for number, key in enumerate(order[:OFFERED], 1)
    ]


def _pool(review: Review, matches: Sequence[Match], user: User) -> list[Any]:
    """(rank, evidence, link, when) of what may suit, a few of each rank, in one query."""
    links = EvidenceLink.objects.standing().exclude(review=review)
    others = [match.other(review.pk).pk for match in matches]
    story = Membership.objects.filter(claim=review.pk).values("story")
    members = Membership.objects.filter(story__in=story).values("claim")[:_MEMBERS]
    settled = When(review__state=Review.State.SETTLED, then=Value(_FACT_SETTLED))
    fact = Case(settled, default=Value(_FACT), output_field=IntegerField())
    parts = [
        _ranked(links.filter(review__in=others), fact),
        _ranked(links.filter(review__claim__article=review.claim.article_id), Value(_ARTICLE)),
        _ranked(links.filter(by=user), Value(_MINE)),
    ]
    if user.has_perm("claims.see_every_article"):
        parts.append(_ranked(links.filter(review__in=members), Value(_STORY)))
    newest = Evidence.objects.visible_to(user).order_by("-added_at", "-pk")[: 2 * OFFERED]
    library = newest.values_list(
        Value(_NEW, output_field=IntegerField()),
        "pk",
        Value(None, output_field=BigIntegerField()),
        "added_at",
    )
    return list(library.union(*parts, all=True))


def _ranked(links: "QuerySet[EvidenceLink]", rank: Any) -> "QuerySet[Any, Any]":
    rank.output_field = IntegerField()
    latest = links.order_by("-at")[:_OF_EACH]
    return latest.values_list(rank, "evidence", "pk", "at")


def _words(text: str) -> set[str]:
    """Those that tell one subject from another: long ones, and figures."""
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3 or word.isdigit()}


def _says(evidence: Evidence) -> str:
    return f"{evidence.title} {evidence.passage[:2000]}"


def looked_up(typed: str, links: Sequence[EvidenceLink], user: User) -> list[Offer]:
    """The newest of the library that fits, what the claim has already marked as such."""
    words = finding.words_of(typed)
    if not words:
        return []
    try:
        with finding.in_time():
            keys = page_of(fitting(words, user), NEWEST, size=OFFERED).keys
    except finding.TooLong:
        keys = []
    rows = _with_service(with_uses(Evidence.objects.filter(pk__in=keys))).in_bulk()
    return _offers([rows[key] for key in keys if key in rows], links)


def at_address(address: str, links: Sequence[EvidenceLink], user: User) -> list[Offer]:
    """What the library holds of that page, the newest first."""
    known = Evidence.objects.visible_to(user).at_address(address).order_by("-pk")[:3]
    return _offers(list(_with_service(with_uses(known))), links)


def _offers(rows: Sequence[Evidence], links: Sequence[EvidenceLink]) -> list[Offer]:
    linked = {link.evidence_id: link.stance for link in links}
    free = [one.pk for one in rows if one.pk not in linked]
    return [
        Offer(
            one,
            free.index(one.pk) + 1 if one.pk in free else 0,
            linked=linked.get(one.pk, ""),
        )
        for one in rows
    ]


def fitting(words: Sequence[str], user: User) -> "list[QuerySet[Evidence]]":
    """Evidence that holds all words, or that served a claim that does; in parts without overlap.

    Each part is found by an index of its own: see `paging.page_of`. Raises `finding.TooLong`.
    """
    holding = finding.evidence(words, user)
    claims = finding.claims(words, user).enough(_SERVED)
    served = EvidenceLink.objects.standing().filter(review__in=claims).values("evidence")
    return [holding.listed(), holding.rows.filter(pk__in=served).exclude(holding.fits)]
