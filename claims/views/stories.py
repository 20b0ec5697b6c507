"""Stories: the list, one story, and what people do to it, its matches and its sources."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from claims import matching, permissions, sourcing
from claims.forms.stories import (
    AddCitationForm,
    CorrectForm,
    EdgeForm,
    JoinForm,
    NameForm,
    ReasonForm,
    SplitForm,
)
from claims.models import Article, Citation, Claim, Match, Membership, Story
from claims.text.loading import ReaderBroken
from claims.views import versions
from claims.views.guards import SignedInRequest, allowed
from claims.views.live import live
from claims.views.paging import Order, page_of
from claims.views.returning import path_in
from claims.views.story_lines import lines_of
from claims.views.story_page import show, story_for

NEWEST = Order("stories", ("changed_at", "pk"), falling=True)
PAGE = 25
# What a step may raise; each comes back as a sentence.
_REFUSALS = (matching.MatchRefused, sourcing.SourceRefused, ReaderBroken, PermissionDenied)


@require_GET
@allowed(permissions.can_enter)
@live(versions.pulse)
def story_list(request: SignedInRequest) -> HttpResponse:
    if not request.user.has_perm("claims.see_every_article"):
        raise Http404("Stories are the desk's.")
    q = request.GET.get("q", "").strip()[:200]
    only = request.GET.get("only") == "discrepancies"
    stories = Story.objects.visible_to(request.user).standing()
    if only:
        stories = stories.filter(discrepant=True)
    page = page_of([stories.holding(q)], NEWEST, request.GET.get("page", ""), size=PAGE)
    query = {"q": q} | ({"only": "discrepancies"} if only else {})
    context = {
        "rows": lines_of(page.keys),
        "q": q,
        "only": only,
        "notice": page.notice,
        **page.urls(query),
    }
    return render(request, "claims/story_list.html", context)


@require_GET
@allowed(permissions.can_enter)
@live(versions.story)
def story(request: SignedInRequest, pk: int) -> HttpResponse:
    return show(request, pk)


def _step(
    request: SignedInRequest,
    story: Story,
    form: Form,
    name: str,
    step: Callable[..., object],
    said: str,
    *,
    edge: int | None = None,
) -> HttpResponse:
    """Take `step` with what `form` says; refused, the page comes back with all that was typed.

    What is said then is `said`, or what `step` returns where that is a sentence.
    """
    if not form.is_valid():
        return show(request, story.pk, status=422, bound={name: form}, edge=edge)
    try:
        outcome = step(**form.cleaned_data)
    except _REFUSALS as error:
        status = 403 if isinstance(error, PermissionDenied) else 409
        return show(
            request, story.pk, status=status, bound={name: form}, failure=str(error), edge=edge
        )
    messages.success(request, outcome if isinstance(outcome, str) else said)
    return redirect("story", pk=story.pk)


# --- the story ---------------------------------------------------------------------------------


@require_POST
@allowed(permissions.can_edit_story)
def name(request: SignedInRequest, pk: int) -> HttpResponse:
    story = story_for(request, pk)

    def step(title: str) -> None:
        matching.name_story(story, title, by=request.user)

    return _step(request, story, NameForm(request.POST), "name_form", step, "Renamed.")


@require_POST
@allowed(permissions.can_edit_story)
def split(request: SignedInRequest, pk: int) -> HttpResponse:
    story = story_for(request, pk)
    form = SplitForm(request.POST, claims=Claim.objects.filter(membership__story=story))

    def step(claims: Any, reason: str) -> str:
        new = matching.split_story(story, list(claims), by=request.user, reason=reason)
        if new is None:
            return "Split: they are in no story now."
        return f"Split: they are in the story “{new}” now."

    return _step(request, story, form, "split_form", step, "Split: they are apart now.")


@require_POST
@allowed(permissions.can_match)
def join(request: SignedInRequest, pk: int) -> HttpResponse:
    """Match another claim with the story's central one, or one near to it."""
    story = story_for(request, pk)

    def step(claim: Claim) -> None:
        if Membership.objects.filter(story=story, claim=claim).exists():
            raise matching.MatchRefused(f"{claim.reference} is in this story already.")
        matching.join_claims(_joint(story, claim), claim, by=request.user)

    return _step(request, story, JoinForm(request.POST), "join_form", step, "Joined.")


def _joint(story: Story, claim: Claim) -> Claim:
    """The member to match `claim` with: the central one, or where both are of one article, the
    claim of another that is surest to tell the same."""
    central = story.central
    if central is None:
        raise matching.MatchRefused("That story has no claims any more.")
    if central.article_id != claim.article_id:
        return central
    standing = Match.objects.standing().of(central.pk).select_related("a", "b")
    nearest = standing.order_by("-similarity", "pk").first()
    return nearest.other(central.pk) if nearest else central


# --- matches -----------------------------------------------------------------------------------


def _decide(
    request: SignedInRequest, pk: int, decide: Callable[..., object], said: str
) -> HttpResponse:
    """Take the person's word on a match, and go back to the page they said it on."""
    match = get_object_or_404(Match, pk=pk)
    form = ReasonForm(request.POST)
    back = path_in(request) or match.a.get_absolute_url()
    if not form.is_valid():
        messages.error(request, str(form.errors["reason"][0]))
        return HttpResponseRedirect(back)
    seen = request.POST.get("seen", "")
    try:
        decide(
            match,
            by=request.user,
            reason=form.cleaned_data["reason"],
            seen=seen if seen in Match.State.values else "",
        )
    except matching.MatchRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return HttpResponseRedirect(back)


@require_POST
@allowed(permissions.can_match)
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, matching.confirm_match, "Confirmed: they tell of the same fact.")


@require_POST
@allowed(permissions.can_match)
def reject(request: SignedInRequest, pk: int) -> HttpResponse:
    return _decide(
        request, pk, matching.reject_match, "Taken apart: they will not be matched again."
    )


# --- sources -----------------------------------------------------------------------------------


def _edge(story: Story, pk: int) -> Citation:
    """A standing edge of one of the story's articles."""
    edges = Citation.objects.standing().filter(article__claims__membership__story=story)
    return get_object_or_404(edges.distinct(), pk=pk)


@require_POST
@allowed(permissions.can_correct_origins)
def correct_source(request: SignedInRequest, pk: int, edge_pk: int) -> HttpResponse:
    story = story_for(request, pk)
    edge = _edge(story, edge_pk)

    def step(name: str, kind: str, reason: str) -> None:
        sourcing.correct_citation(edge, kind=kind, name=name, by=request.user, reason=reason)

    form = CorrectForm(request.POST)
    return _step(request, story, form, "edge_form", step, "Corrected.", edge=edge_pk)


@require_POST
@allowed(permissions.can_correct_origins)
def remove_source(request: SignedInRequest, pk: int, edge_pk: int) -> HttpResponse:
    story = story_for(request, pk)
    edge = _edge(story, edge_pk)

    def step(reason: str) -> None:
        sourcing.remove_citation(edge, by=request.user, reason=reason)

    form = EdgeForm(request.POST)
    return _step(request, story, form, "edge_form", step, "Taken out.", edge=edge_pk)


@require_POST
@allowed(permissions.can_correct_origins)
def add_source(request: SignedInRequest, pk: int) -> HttpResponse:
    story = story_for(request, pk)
    articles = Article.objects.filter(claims__membership__story=story).without_text().distinct()
    form = AddCitationForm(request.POST, articles=articles)

    def step(article: int, name: str, kind: str, reason: str) -> None:
        sourcing.add_citation(
            form.articles[article], kind=kind, name=name, by=request.user, reason=reason
        )

    return _step(request, story, form, "add_form", step, "Added.")
