"""Review one claim: its page, and every step that is taken from it."""

from collections.abc import Callable
from datetime import UTC

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from claims import permissions, reviewing, tasks, triage
from claims.forms.reviews import SteerForm
from claims.models import Review
from claims.models.claims import number_in
from claims.views import live_news, versions
from claims.views.addresses import address, list_address
from claims.views.guards import SignedInRequest, allowed
from claims.views.live import live
from claims.views.review_forms import bind
from claims.views.review_page import REFUSALS, refused, show, work_on
from claims.views.review_place import Following, following_to_sign, take_following


def _review(request: SignedInRequest, pk: int) -> Review:
    return get_object_or_404(
        Review.objects.visible_to(request.user).select_related("claim", "held_by"), pk=pk
    )


def _step(
    request: SignedInRequest,
    review: Review,
    name: str,
    step: Callable[..., object],
    said: str,
) -> HttpResponse:
    """Take `step` with what the form `name` says; refused, the page comes back with it."""
    form = bind(name, request)
    if not form.is_valid():
        return show(request, review.pk, status=422, bound={name: form})
    try:
        step(review, by=request.user, **form.cleaned_data)
    except REFUSALS as error:
        return refused(request, review.pk, error, name, form)
    messages.success(request, said)
    return redirect(address(request, review))


@require_GET
@allowed(permissions.can_enter)
@live(versions.claim, news=live_news.of_claim)
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    return show(request, pk)


# --- the lease ---


@require_POST
@allowed(permissions.can_check)
def take(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    try:
        triage.take_claim(review, by=request.user)
    except triage.NotTaken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The claim is yours for now.")
    return redirect(address(request, review))


@require_POST
@allowed(permissions.can_check)
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    if triage.release_claim(review, by=request.user):
        messages.success(request, "Put back: anybody can take the claim now.")
    else:
        messages.info(request, "You did not hold this claim any more.")
    return redirect(address(request, review))


@require_POST
@allowed(permissions.can_check)
def lease(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take, renew or leave the lease, for lease.js: 204 with its end, or 409 and a sentence.

    Or resume it, where it is ours still: 204 without an end where it is not.
    """
    review = _review(request, pk)
    steps = {
        "take": triage.take_claim,
        "renew": triage.renew_lease,
        "resume": triage.renew_lease,
        "leave": triage.leave_claim,
    }
    step = steps.get(request.POST.get("action", ""))
    if step is None:
        return HttpResponseBadRequest("The action is take, renew, resume or leave.")
    try:
        is_ours = step(review, by=request.user)
    except triage.NotTaken as error:
        return HttpResponse(str(error), status=409, content_type="text/plain")
    if not is_ours and request.POST["action"] == "resume":
        return HttpResponse(status=204)
    if not is_ours:
        return HttpResponse("You do not hold this claim.", status=409, content_type="text/plain")
    review.refresh_from_db(fields=["held_until"])
    response = HttpResponse(status=204)
    if review.held_until:
        response["Lease-Until"] = review.held_until.astimezone(UTC).isoformat()
    return response


# --- steering ---


@require_POST
@allowed(permissions.can_check)
def steer(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    form = SteerForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(e[0]) for e in form.errors.values()))
        return redirect(address(request, review))
    given, by = form.cleaned_data, request.user
    try:
        match given["action"]:
            case "assign":
                changed = triage.assign([review], to=given["to"], by=by)
            case "priority":
                changed = triage.prioritise([review], priority=given["priority"], by=by)
            case "pin" | "unpin" as action:
                changed = triage.pin([review], by=by, pinned=action == "pin")
            case action:
                changed = triage.park(
                    [review], by=by, parked=action == "park", reason=given["reason"]
                )
    except ValueError as error:
        messages.error(request, str(error))
        return redirect(address(request, review))
    if changed:
        messages.success(request, "Done: it stands in the claim's history.")
    else:
        messages.info(request, "Nothing changed: it was so already.")
    return redirect(address(request, review))


# --- the verdict ---


@require_POST
@allowed(permissions.can_check)
def propose(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    triage.renew_lease(review, by=request.user)
    form = bind("verdict_form", request)
    if not form.is_valid():
        return show(request, pk, status=422, bound={"verdict_form": form})
    try:
        verdict = reviewing.propose_verdict(review, by=request.user, **form.cleaned_data)
    except REFUSALS as error:
        return refused(request, pk, error, "verdict_form", form)
    said = f"{review.claim.reference}: proposed {verdict.get_verdict_display().lower()}."
    if request.POST.get("then") != "next":
        messages.success(request, said)
        return redirect(address(request, review))
    return _go_on(request, review, said, take_following(request, review))


def _go_on(
    request: SignedInRequest, review: Review, said: str, following: Following
) -> HttpResponse:
    """On to the following claim; at the end back to the list one came from."""
    messages.success(request, f"{said} {following.words}")
    if following.review is None:
        return redirect(list_address(request))
    return redirect(address(request, following.review, **{"from": str(review.pk)}))


@require_POST
@allowed(permissions.can_check)
def sign_off(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    form = bind("sign_off_form", request)
    if not form.is_valid():
        return show(request, pk, status=422, bound={"sign_off_form": form})
    try:
        reviewing.sign_off(review, by=request.user, **form.cleaned_data)
    except REFUSALS as error:
        return refused(request, pk, error, "sign_off_form", form)
    if request.POST.get("then") != "next":
        messages.success(request, "Signed off.")
        return redirect(address(request, review))
    said = f"{review.claim.reference}: signed off."
    return _go_on(request, review, said, following_to_sign(request, review))


@require_POST
@allowed(permissions.can_check)
def send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    return _step(
        request,
        review,
        "send_back_form",
        reviewing.send_back,
        "Sent back: the claim is open again.",
    )


@require_POST
@allowed(permissions.can_check)
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    return _step(request, review, "reopen_form", reviewing.reopen, "Opened again.")


@require_POST
@allowed(permissions.can_check)
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    # The step that the page had offered to undo.
    seen = number_in(request.POST.get("step", ""))
    try:
        # It may have been a claim dropped, or reworded.
        with tasks.matches_follow(review.claim.article_id):
            step = reviewing.undo_last_step(review, by=request.user, seen=seen)
    except (reviewing.InvalidTransition, PermissionDenied) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Undone: {step.get_action_display().lower()}.")
    return redirect(address(request, review))


# --- attempts ---


@require_POST
@allowed(permissions.can_check)
def add_attempt(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review(request, pk)
    work_on(review, by=request.user)
    return _step(request, review, "attempt_form", reviewing.record_attempt, "Attempt recorded.")
