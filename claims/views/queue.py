"""The queue: a list of claims, its CSV, the next claim to take, and what a query may say."""

from django.contrib import messages
from django.http import (
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from claims import permissions, triage
from claims.exports import csv_file_name
from claims.filtering import DEFAULT, ClaimList, translated
from claims.filtering.completion import complete
from claims.models import Review
from claims.views import versions
from claims.views.addresses import claim_url, former_address, list_url, text_in
from claims.views.downloads import csv_response
from claims.views.guards import SignedInRequest, allowed
from claims.views.live import live
from claims.views.queue_page import show_list
from claims.views.returning import path_in


@require_GET
@allowed(permissions.can_check)
@live(versions.pulse)
def queue(request: SignedInRequest) -> HttpResponse:
    if address := former_address(request.GET):
        return redirect(address)
    if named := _named(request):
        # Not a place in a list: the claim itself.
        to = HttpResponseClientRedirect if request.htmx else HttpResponseRedirect  # type: ignore[attr-defined]
        return to(named.get_absolute_url())
    return show_list(request, request.GET)


@require_POST
@allowed(permissions.can_check)
def take_next(request: SignedInRequest) -> HttpResponse:
    """Of the list that was on the page, or of the desk where there was none."""
    text = translated(request.POST.get("list", "")) or DEFAULT
    claims = ClaimList(text, user=request.user, at=timezone.now())
    if claims.key == claims.again(DEFAULT).key:
        review = triage.take_next(request.user)
        nothing = "Nothing is free: every open claim is held, given out or parked."
    else:
        review = triage.take_after(None, among=claims, user=request.user)
        nothing = "Nothing in this list is free: its open claims are held, given out or parked."
    if review is None:
        messages.info(request, nothing)
        return HttpResponseRedirect(path_in(request) or list_url(text))
    return redirect(claim_url(review.pk, text))


@require_GET
@allowed(permissions.can_export)
def export_csv(request: SignedInRequest) -> HttpResponseBase:
    if address := former_address(request.GET):
        text = translated(request.GET.urlencode())
    else:
        text, address = text_in(request.GET), list_url(text_in(request.GET))
    claims = ClaimList(text, user=request.user, at=timezone.now())
    if claims.errors:
        # A file must not hold more than was asked for: the page says what is wrong.
        return redirect(address)
    return csv_response(claims.in_order, csv_file_name(timezone.now()))


@require_GET
@allowed(permissions.can_check)
def completions(request: SignedInRequest) -> HttpResponse:
    """How the term under the cursor may go on, as options of the query box."""
    # No column holds the character, so none is asked for it; a space keeps the places.
    text = request.GET.get("q", "").replace("\0", " ")
    caret = request.GET.get("caret", "")
    place = int(caret) if caret.isascii() and caret.isdigit() and len(caret) < 6 else len(text)
    claims = ClaimList("", user=request.user, at=timezone.now())
    context = {"suggestions": complete(text, place, claims.asking)}
    return render(request, "claims/queue_completions.html", context)


def _named(request: SignedInRequest) -> Review | None:
    """The claim that was searched for by its number alone, where there is one."""
    text = text_in(request.GET)
    key = ClaimList(text, user=request.user, at=timezone.now()).named if "q" in request.GET else 0
    return Review.objects.visible_to(request.user).filter(pk=key).first() if key else None
