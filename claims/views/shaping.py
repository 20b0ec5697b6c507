"""Claims added, reworded, split, merged, dropped and restored by people.

A refusal shows a small page with what was typed, so that nothing is lost; the same page asks for
the words where a link leads here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from claims import extraction, permissions, tasks
from claims.extraction import ShapingRefused
from claims.forms.shaping import (
    AddClaimForm,
    DropForm,
    MergeForm,
    RestoreForm,
    RewordForm,
    SplitForm,
)
from claims.models import Article, Claim, Sentence
from claims.views.article_page import url_of
from claims.views.guards import SignedInRequest, allowed


@require_POST
@allowed(permissions.can_shape)
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    form = AddClaimForm(request.POST)
    asked_at = timezone.now()
    if not form.is_valid():
        return shape_page(request, ADDING, form, article=article)
    try:
        start, end, note = _span(article, **form.cleaned_data)
        with tasks.matches_follow(pk):
            claim = extraction.add_claim(
                article, start=start, end=end, by=request.user, wording=form.cleaned_data["wording"]
            )
    except ShapingRefused as error:
        return shape_page(request, ADDING, form, article=article, error=str(error))
    if claim.created_at < asked_at:
        messages.info(request, f"These words are a claim already: {claim.reference}.")
    else:
        messages.success(
            request,
            f"{claim.reference} is added: it is on the desk, as"
            f" “{claim.review.get_band_display().lower()}”.{note}",
        )
    return redirect(url_of(claim))


def _span(
    article: Article, *, start: int | None, end: int | None, quote: str, **_: object
) -> tuple[int, int, str]:
    """Where the words stand, and what to say about that; ShapingRefused where they do not.

    Pasted words go before marked ones: they were typed because the mark did not do.
    """
    if not quote.strip() and start is not None and end is not None:
        return start, end, ""
    places = places_of(quote, article.text)
    if not places:
        raise ShapingRefused(
            "These words do not stand in the article: copy them exactly, without a gap."
        )
    known = set(article.claims.values_list("start", "end"))
    first = next((place for place in places if place not in known), places[0])
    note = f" The words stand there {len(places)} times: this is number {places.index(first) + 1}."
    return *first, note if len(places) > 1 else ""


def places_of(quote: str, text: str) -> list[tuple[int, int]]:
    """Where the words of `quote` stand in `text`, whatever white space is between them.

    Both are laid flat first, which takes time in step with their length, whatever they say.
    """
    words: list[str] = []
    offsets: list[int] = []  # where each character of the flat text stands in the text
    for match in re.finditer(r"\S+", text):
        words.append(match[0])
        offsets += range(match.start(), match.end() + 1)
    flat, wanted = " ".join(words), " ".join(quote.split())
    found = []
    start = flat.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        found.append((offsets[start], offsets[end - 1] + 1))
        start = flat.find(wanted, end)
    return found


@dataclass(frozen=True)
class Shape:
    """One way to shape a claim: its words on the page, and its icon."""

    name: str
    title: str
    button: str
    icon: str
    hint: str = ""


ADDING = Shape("claim_add", "Add a claim", "Add the claim", "plus")
REWORDING = Shape(
    "claim_reword", "Reword the claim", "Save the wording", "pencil", "The quote stays as it is."
)
SPLITTING = Shape(
    "claim_split",
    "Split the claim",
    "Split it",
    "scissors",
    "Each part becomes a claim, with the evidence and urgency of this one.",
)
MERGING = Shape(
    "claim_merge",
    "Merge the claim with another",
    "Merge them",
    "union",
    "One claim takes the place of both, with the evidence of both.",
)
DROPPING = Shape(
    "claim_drop",
    "Drop the claim",
    "Drop it",
    "trash",
    "It leaves the desk; it and its history stay, and it can be put back.",
)
RESTORING = Shape("claim_restore", "Put the claim back", "Put it back", "arrow-counterclockwise")


@require_http_methods(["GET", "POST"])
@allowed(permissions.can_shape)
def reword(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = _visible(request, pk)
    form = RewordForm(_typed(request), initial={"wording": claim.wording})

    def step(wording: str, reason: str) -> HttpResponse:
        extraction.reword_claim(claim, wording=wording, reason=reason, by=request.user)
        messages.success(request, "Reworded. Undo with z.")
        return redirect("review", pk=claim.pk)

    return _shape(request, REWORDING, form, claim, step)


@require_http_methods(["GET", "POST"])
@allowed(permissions.can_shape)
def split(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = _visible(request, pk)
    form = SplitForm(_typed(request), initial={"parts": " ".join(claim.quote.split())})

    def step(parts: str, reason: str) -> HttpResponse:
        pieces = extraction.split_claim(
            claim, parts=parts.splitlines(), reason=reason, by=request.user
        )
        names = ", ".join(piece.reference for piece in pieces)
        messages.success(request, f"{claim.reference} is now {names}. This is the first of them.")
        return redirect("review", pk=pieces[0].pk)

    return _shape(request, SPLITTING, form, claim, step)


@require_http_methods(["GET", "POST"])
@allowed(permissions.can_shape)
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = _visible(request, pk)
    form = MergeForm(
        _typed(request),
        claim=claim,
        chosen=request.GET.get("other", ""),
        worded=request.GET.get("wording", ""),
    )

    def step(other: Claim, wording: str, reason: str) -> HttpResponse:
        merged = extraction.merge_claims(
            [claim, other], wording=wording, reason=reason, by=request.user
        )
        messages.success(
            request, f"{claim.reference} and {other.reference} are now {merged.reference}."
        )
        return redirect("review", pk=merged.pk)

    return _shape(request, MERGING, form, claim, step)


@require_http_methods(["GET", "POST"])
@allowed(permissions.can_shape)
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = _visible(request, pk)

    def step(reason: str) -> HttpResponse:
        extraction.drop_claim(claim, reason=reason, by=request.user)
        messages.success(
            request,
            format_html(
                '{} is dropped. <a href="{}">Undo it on its page</a>, with z.',
                claim.reference,
                claim.get_absolute_url(),
            ),
        )
        return redirect("article", pk=claim.article_id)

    line = Sentence.objects.filter(
        article=claim.article_id,
        start__lte=claim.start,
        end__gte=claim.end,
        kind=Sentence.Kind.BODY,
    ).first()
    return _shape(request, DROPPING, DropForm(_typed(request)), claim, step, line)


@require_POST
@allowed(permissions.can_shape)
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    claim = _visible(request, pk)

    def step(reason: str) -> HttpResponse:
        extraction.restore_claim(claim, reason=reason, by=request.user)
        messages.success(request, f"{claim.reference} is back on the desk.")
        return redirect(url_of(claim))

    return _shape(request, RESTORING, RestoreForm(request.POST), claim, step)


def _visible(request: SignedInRequest, pk: int) -> Claim:
    claims = Claim.objects.visible_to(request.user)
    return get_object_or_404(claims.select_related("article__outlet").defer("article__text"), pk=pk)


def _typed(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _shape(
    request: SignedInRequest,
    shape: Shape,
    form: forms.Form,
    claim: Claim,
    step: Callable[..., HttpResponse],
    line: Sentence | None = None,
) -> HttpResponse:
    """Ask for what `step` needs; take it; or show it again with what was refused, and why."""
    error, status = "", 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                with tasks.matches_follow(claim.article_id):
                    return step(**form.cleaned_data)
            except ShapingRefused as refusal:
                error = str(refusal)
            except PermissionDenied as refusal:
                # Not a matter of rights, which were asked above: somebody else holds the claim.
                error, status = str(refusal), 409
    return shape_page(
        request,
        shape,
        form,
        article=claim.article,
        claim=claim,
        quote=claim.quote,
        line=line,
        error=error,
        status=status,
    )


def shape_page(
    request: SignedInRequest,
    shape: Shape,
    form: forms.Form,
    *,
    article: Article,
    claim: Claim | None = None,
    line: Sentence | None = None,
    quote: str = "",
    error: str = "",
    status: int = 422,
) -> HttpResponse:
    """The page that asks for what shaping a claim, or the line of an article, needs."""
    return render(
        request,
        "claims/shape.html",
        {
            "shape": shape,
            "form": form,
            "claim": claim,
            "article": article,
            "quote": quote,
            "line": line,
            "address": request.path,
            "error": error,
        },
        status=status,
    )
