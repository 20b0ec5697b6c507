"""Evidence: looked up for a claim, linked and taken away again; one source, and its document."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import replace_url

from claims import permissions, reviewing
from claims.forms.documents import content_type_of
from claims.forms.evidence import EvidenceForm, LinkForm, RemoveForm, web_address
from claims.models import Claim, Evidence, EvidenceLink, Review
from claims.views import finding, versions
from claims.views.addresses import address, list_query
from claims.views.elsewhere import matches_of
from claims.views.evidence_library import target_of
from claims.views.evidence_offers import at_address, offers_for
from claims.views.guards import SignedInRequest, allowed
from claims.views.live import live
from claims.views.review_forms import bind
from claims.views.review_page import REFUSALS, refused, show, work_on

_CLAIMS_SHOWN = 50


@require_POST
@allowed(permissions.can_check)
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Link a new source, or with `evidence` in the form one of the library."""
    review = get_object_or_404(Review.objects.visible_to(request.user), pk=pk)
    work_on(review, by=request.user)
    if "evidence" in request.POST:
        return _link(request, review)
    form = cast(EvidenceForm, bind("evidence_form", request))
    if not form.is_valid():
        return show(request, pk, status=422, bound={"evidence_form": form})
    given, by = form.cleaned_data, request.user
    known = form.known_to(by)
    try:
        if known:
            reviewing.link_evidence(
                review, known, stance=given["stance"], note=given["note"], by=by
            )
        else:
            reviewing.add_evidence(review, by=by, **given)
    except REFUSALS as error:
        return refused(request, pk, error, "evidence_form", form)
    messages.success(request, _linked(known))
    return redirect(address(request, review))


def _linked(known: Evidence | None) -> str:
    if known is None:
        return "Evidence linked."
    return format_html(
        'Evidence linked. It was in the library already: <a href="{}">{}</a> is the one linked.',
        known.get_absolute_url(),
        known.title,
    )


def _link(request: SignedInRequest, review: Review) -> HttpResponse:
    form = LinkForm(request.POST, user=request.user)
    if not form.is_valid():
        sentence = " ".join(str(errors[0]) for errors in form.errors.values())
        return show(request, review.pk, status=422, bound={"link_form": form}, failure=sentence)
    try:
        reviewing.link_evidence(review, by=request.user, **form.cleaned_data)
    except REFUSALS as error:
        return refused(request, review.pk, error, "link_form", form)
    messages.success(request, "Evidence linked.")
    return redirect(address(request, review))


@require_POST
@allowed(permissions.can_check)
def remove(request: SignedInRequest, pk: int, link_pk: int) -> HttpResponse:
    review = get_object_or_404(Review.objects.visible_to(request.user), pk=pk)
    link = get_object_or_404(review.links.select_related("evidence", "review"), pk=link_pk)
    form = RemoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["reason"][0]))
        return redirect(address(request, review))
    try:
        reviewing.remove_link(link, by=request.user, reason=form.cleaned_data["reason"])
    except REFUSALS as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Removed from the claim; it stays in the library.")
    return redirect(address(request, review))


@require_POST
@allowed(permissions.can_check)
def take_over(request: SignedInRequest, pk: int, source_pk: int) -> HttpResponse:
    """Link what the desk consulted for a settled claim of the same fact; the verdict stays."""
    review = get_object_or_404(Review.objects.visible_to(request.user), pk=pk)
    source = get_object_or_404(Claim.objects.visible_to(request.user), pk=source_pk)
    work_on(review, by=request.user)
    try:
        taken = reviewing.take_over_evidence(review, source, by=request.user)
    except REFUSALS as error:
        messages.error(request, str(error))
    else:
        sources = "1 source" if len(taken) == 1 else f"{len(taken)} sources"
        messages.success(request, f"{sources} taken over from {source.reference}.")
    return redirect(address(request, review))


@require_GET
@allowed(permissions.can_check)
def look_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the panel offers for the words typed so far, as a fragment; the page to others."""
    review = _review(request, pk)
    typed = request.GET.get("find", "").strip()[: finding.LONGEST]
    here = address(request, review, find=typed)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(here)
    links = list(EvidenceLink.objects.standing().filter(review=review))
    matches = [] if typed else matches_of(review, request.user)
    context = {
        "claim": review.claim,
        "find": typed,
        "list_query": list_query(request),
        "offers": offers_for(typed, review, links, matches, request.user),
    }
    return replace_url(render(request, "claims/review_evidence_found.html", context), here)


@require_GET
@allowed(permissions.can_check)
def look_up_address(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the library holds of the address that is being typed, as a fragment."""
    review = _review(request, pk)
    try:
        url = web_address(request.GET.get("url", ""))
    except ValidationError:
        url = ""
    links = list(EvidenceLink.objects.standing().filter(review=review))
    context = {
        "offers": at_address(url, links, request.user) if url else [],
        "stances": EvidenceLink.Stance.choices,
    }
    return render(request, "claims/review_evidence_known.html", context)


def _review(request: SignedInRequest, pk: int) -> Review:
    return get_object_or_404(Review.objects.visible_to(request.user).select_related("claim"), pk=pk)


@require_GET
@allowed(permissions.can_enter)
@live(versions.pulse)
def evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Evidence.objects.visible_to(request.user).select_related("added_by"), pk=pk
    )
    target = target_of(request)[0] if permissions.can_check(request.user) else None
    reviews = Review.objects.visible_to(request.user)
    links = (
        EvidenceLink.objects.standing()
        .filter(evidence=found, review__in=reviews)
        .select_related("review__claim__article__outlet", "review__verdict", "by")
        .defer("review__claim__article__text")
        .order_by("-at", "-pk")
    )
    shown = list(links[: _CLAIMS_SHOWN + 1])
    context = {
        "evidence": found,
        "links": shown[:_CLAIMS_SHOWN],
        "has_more": len(shown) > _CLAIMS_SHOWN,
        "for_desk": permissions.can_check(request.user),
        "claim": target and target.claim,
        "linked": target
        and EvidenceLink.objects.standing().filter(review=target, evidence=found).first(),
        "list_query": list_query(request),
    }
    return render(request, "claims/evidence.html", context)


@require_GET
@allowed(permissions.can_enter)
def download(request: SignedInRequest, pk: int) -> FileResponse:
    """The document, to be saved: never shown by the browser as a page of ours."""
    found = get_object_or_404(Evidence.objects.visible_to(request.user).exclude(file=""), pk=pk)
    try:
        document = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("The document is missing from the store.") from error
    response = FileResponse(
        document,
        as_attachment=True,
        filename=found.file_name or "document",
        content_type=content_type_of(found.file_name),
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
