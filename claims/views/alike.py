"""Look for a claim elsewhere: what other articles may say of its fact, joined by hand."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from claims import matching, permissions
from claims.models import Claim, Match, Review
from claims.text.loading import ReaderBroken
from claims.views.guards import SignedInRequest, allowed


@require_GET
@allowed(permissions.can_match)
def alike(request: SignedInRequest, pk: int) -> HttpResponse:
    review = _review_for(request, pk)
    try:
        found = matching.alike(review.claim)
    except ReaderBroken as error:
        messages.error(request, str(error))
        return redirect(review.claim)
    decided = Match.objects.of(pk).filter(
        Q(a__in=[one.claim.pk for one in found]) | Q(b__in=[one.claim.pk for one in found])
    )
    states = {(match.b_id if match.a_id == pk else match.a_id): match.state for match in decided}
    context = {
        "review": review,
        "claim": review.claim,
        "article": review.claim.article,
        "found": [(one.claim, one.score, states.get(one.claim.pk, "")) for one in found],
        "may_join": review.state != Review.State.DROPPED,
    }
    return render(request, "claims/alike.html", context)


@require_POST
@allowed(permissions.can_match)
def join(request: SignedInRequest, pk: int, other_pk: int) -> HttpResponse:
    """Say that the two claims are about the same fact."""
    review = _review_for(request, pk)
    other = get_object_or_404(Claim.objects.visible_to(request.user), pk=other_pk)
    try:
        matching.join_claims(review.claim, other, by=request.user)
    except (matching.MatchRefused, ReaderBroken) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Joined: {other.reference} is about the same fact.")
    return redirect("claim_alike", pk)


def _review_for(request: SignedInRequest, pk: int) -> Review:
    return get_object_or_404(
        Review.objects.visible_to(request.user)
        .select_related("claim__article__outlet")
        .defer("claim__article__text"),
        pk=pk,
    )
