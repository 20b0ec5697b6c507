"""The library: all evidence, searched and sorted out, each with the claims it was used for."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject, Left
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims import permissions
from claims.models import Evidence, EvidenceLink, Review, User
from claims.models.claims import reference_in
from claims.views import finding, versions
from claims.views.addresses import list_query
from claims.views.evidence_offers import NEWEST, OFFERED, Offer, fitting, with_uses
from claims.views.guards import SignedInRequest, allowed
from claims.views.live import live
from claims.views.paging import Page, page_of

PAGE = 50
# What depends on links is sorted out among so many of the newest sources: no index says it.
SORTED_OUT = 20_000
_EVER = datetime.min.replace(tzinfo=UTC)
_CLAIMS_SHOWN = 8


class Choice(NamedTuple):
    """A link that narrows the list down, or takes that back."""

    label: str
    url: str
    is_current: bool


class Facet(NamedTuple):
    label: str
    choices: list[Choice]


# Name in the address, label, and what can be chosen.
_FACETS: Sequence[tuple[str, str, Sequence[tuple[str, str]]]] = (
    ("of", "Whose", (("mine", "Added by me"), ("sensitive", "Sensitive"))),
    ("kind", "Kind", Evidence.Kind.choices),
    ("stance", "Says of a claim", EvidenceLink.Stance.choices),
    ("used", "Use", (("yes", "Used"), ("no", "Not used"))),
)


@require_GET
@allowed(permissions.can_check)
@live(versions.pulse)
def library(request: SignedInRequest) -> HttpResponse:
    q = request.GET.get("q", "").strip()[: finding.LONGEST]
    words, chosen, user = finding.words_of(q), _chosen(request), request.user
    target, why_not = target_of(request)
    page, is_late = _page(words, chosen, user, request.GET.get("page", ""))
    kept = _kept(request, q, chosen)
    context = {
        "offers": _offers_on(page.keys, target, words),
        "q": q,
        "words": words,
        "facets": _facets(kept, chosen),
        "is_narrowed": bool(chosen),
        "is_partial": not chosen.keys().isdisjoint(("stance", "used")) and _is_large(),
        "sorted_out": SORTED_OUT,
        "is_late": is_late,
        "notices": [sentence for sentence in (page.notice, why_not) if sentence],
        "claim": target and target.claim,
        "list_query": list_query(request),
        "for": request.GET.get("for", "") if target else "",
        "hidden": {name: value for name, value in kept.items() if name != "q"},
        **page.urls(kept),
    }
    return render(request, "claims/evidence_library.html", context)


def _chosen(request: SignedInRequest) -> dict[str, str]:
    """The facets that say something; what makes no sense counts as nothing."""
    given = {name: request.GET.get(name, "") for name, _, _ in _FACETS}
    return {
        name: given[name]
        for name, _, choices in _FACETS
        if given[name] in [key for key, _ in choices]
    }


def _kept(request: SignedInRequest, q: str, chosen: Mapping[str, str]) -> dict[str, str]:
    """The address of this list, without its page."""
    others = {"q": q, "for": request.GET.get("for", "")[:30], "list": list_query(request)}
    return {name: value for name, value in {**others, **chosen}.items() if value}


def _url(query: Mapping[str, str]) -> str:
    return f"?{urlencode({name: value for name, value in query.items() if value})}"


def _facets(kept: Mapping[str, str], chosen: Mapping[str, str]) -> list[Facet]:
    return [
        Facet(
            label,
            [
                Choice(words, _url({**kept, name: "" if is_current else key}), is_current)
                for key, words in choices
                for is_current in [chosen.get(name) == key]
            ],
        )
        for name, label, choices in _FACETS
    ]


def _page(
    words: Sequence[str], chosen: Mapping[str, str], user: User, cursor: str
) -> tuple[Page, bool]:
    """The page, and whether it was given up because looking took too long."""
    try:
        with finding.in_time():
            parts = fitting(words, user) if words else [Evidence.objects.visible_to(user)]
            rows = [_narrowed(part, chosen, user) for part in parts]
            return page_of(rows, NEWEST, cursor, size=PAGE), False
    except finding.TooLong:
        return Page([]), True


def _narrowed(
    rows: "QuerySet[Evidence]", chosen: Mapping[str, str], user: User
) -> "QuerySet[Evidence]":
    if kind := chosen.get("kind"):
        rows = rows.filter(kind=kind)
    if of := chosen.get("of"):
        rows = rows.filter(added_by=user) if of == "mine" else rows.filter(sensitive=True)
    links = EvidenceLink.objects.standing().filter(evidence=OuterRef("pk"))
    if used := chosen.get("used"):
        rows = rows.filter(Exists(links) if used == "yes" else ~Exists(links))
    if stance := chosen.get("stance"):
        rows = rows.filter(Exists(links.filter(stance=stance)))
    if used or stance:
        since = Evidence.objects.order_by("-added_at", "-id").values("added_at")
        begin = Coalesce(Subquery(since[SORTED_OUT : SORTED_OUT + 1]), Value(_EVER))
        rows = rows.filter(added_at__gte=begin)
    return rows


def _is_large() -> bool:
    """Whether there is more than is sorted out by what it was linked to."""
    beyond = Evidence.objects.order_by("-added_at", "-id")[SORTED_OUT : SORTED_OUT + 1]
    return bool(beyond.values_list("pk"))


def target_of(request: SignedInRequest) -> tuple[Review | None, str]:
    """The claim that evidence can be linked to from here: the one named, else the one held.

    With a sentence where the one that was named takes none.
    """
    user, given = request.user, request.GET.get("for", "")
    reviews = Review.objects.visible_to(user).select_related("claim", "held_by")
    if not given:
        held = reviews.open().filter(held_by=user, held_until__gt=timezone.now())
        return held.order_by("-held_until").first(), ""
    key = reference_in(given if given.upper().startswith("FC-") else f"FC-{given}")
    review = reviews.filter(pk=key).first() if key else None
    if review is None:
        return None, "There is no claim of that number: nothing can be linked from here."
    if review.state != Review.State.OPEN:
        state = review.get_state_display().lower()
        return None, f"{review.claim.reference} is {state}: no evidence can be linked to it now."
    may = permissions.can_work_on(user, review)
    if isinstance(may, permissions.Denied):
        return None, f"{review.claim.reference}: {may.reason}"
    return review, ""


def _offers_on(keys: Sequence[int], target: Review | None, words: Sequence[str]) -> list[Offer]:
    """The rows of those sources in that order, the first nine that can be linked with a number."""
    rows = _with_claims(
        with_uses(Evidence.objects.filter(pk__in=keys).select_related("added_by"))
    ).in_bulk()
    found = [rows[key] for key in keys if key in rows]
    linked: dict[int, str] = {}
    if target:
        standing = EvidenceLink.objects.standing().filter(review=target, evidence__in=keys)
        linked = dict(standing.values_list("evidence", "stance"))
    free = [one.pk for one in found if target and one.pk not in linked][:OFFERED]
    return [
        Offer(
            one,
            free.index(one.pk) + 1 if one.pk in free else 0,
            linked=linked.get(one.pk, ""),
            is_by_claim=not _holds(one, words),
        )
        for one in found
    ]


def _holds(one: Evidence, words: Sequence[str]) -> bool:
    said = " ".join((one.title, one.url, one.publisher, one.passage)).casefold()
    return all(word.casefold() in said for word in words)


def _with_claims(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """With `claims`, the latest it was used for: "claim", "wording", "stance", "state", …"""
    links = EvidenceLink.objects.standing().filter(evidence=OuterRef("pk")).order_by("-pk")
    claim = JSONObject(
        claim=F("review_id"),
        wording=Left("review__claim__wording", 160),
        stance="stance",
        state="review__state",
        verdict="review__verdict__verdict",
    )
    return rows.annotate(claims=ArraySubquery(links.values(json=claim)[:_CLAIMS_SHOWN]))
