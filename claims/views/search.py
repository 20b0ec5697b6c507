"""Search over claims, articles, evidence and stories, from the box at the top of every page."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from claims import permissions
from claims.models import Review, User
from claims.models.claims import reference_in
from claims.views import finding
from claims.views.guards import SignedInRequest, allowed
from claims.views.search_results import Line, claim_lines, groups_of, kinds_for, page_of_group

_EACH = 5
_EACH_WHILE_TYPING = 3


@require_GET
@allowed(permissions.can_enter)
def search(request: SignedInRequest) -> HttpResponse:
    """Five of each kind; with `in`, all of one; "FC-12" leads to the claim itself."""
    typed, user = request.GET.get("q", "").strip(), request.user
    if named := _named(typed, user):
        return redirect(named.url)
    words, kinds, name = finding.words_of(typed), kinds_for(user), request.GET.get("in", "")
    context: dict[str, Any] = {
        "q": typed[: finding.LONGEST],
        "words": words,
        "kinds": kinds,
        "notices": _notices(typed, words),
        "missing": typed.upper() if reference_in(typed) else "",
        "sees_stories": "stories" in kinds,
    }
    if words and name in kinds:
        listing = page_of_group(name, words, user, request.GET.get("page", ""))
        query = {"q": context["q"], "in": name}
        context |= {"listing": listing, **listing.page.urls(query, reverse("search"))}
    elif words:
        context["groups"] = groups_of(words, user, most=_EACH, count=True, passages=True)
    return render(request, "claims/search.html", context)


@require_GET
@allowed(permissions.can_enter)
def suggest(request: SignedInRequest) -> HttpResponse:
    """The options under the search box while one types; the search page to everybody else."""
    typed, user = request.GET.get("q", "").strip(), request.user
    query = urlencode({"q": typed[: finding.LONGEST]})
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{reverse('search')}?{query}")
    named, words = _named(typed, user), finding.words_of(typed)
    context = {
        "named": named,
        "words": words,
        "groups": groups_of(words, user, most=_EACH_WHILE_TYPING, count=False, passages=False)
        if words and not reference_in(typed)
        else [],
        "all_url": f"{reverse('search')}?{query}",
    }
    return render(request, "claims/search_suggest.html", context)


def _named(typed: str, user: User) -> Line | None:
    """The claim of that number, where there is one that `user` may see."""
    key = reference_in(typed)
    if not key or not Review.objects.visible_to(user).filter(pk=key).exists():
        return None
    return next(iter(claim_lines([key], [], user)), None)


def _notices(typed: str, words: list[str]) -> list[str]:
    """What the person should know of how their words were taken."""
    said = []
    if len(typed) > finding.LONGEST:
        said.append(f"Only the first {finding.LONGEST} characters were searched for.")
    if typed and not words:
        said.append("There is no word or number in that: only letters and digits can be found.")
    return said
