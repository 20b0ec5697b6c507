"""The first page: what is mine, what waits for me, and how the articles stand."""

from datetime import timedelta

from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims import permissions
from claims.models import Article, Review, User, Verdict
from claims.views.guards import SignedInRequest, allowed
from claims.views.progress import progress_of, standing_of

# What fits on the first page; the lists themselves are one click away.
CLAIMS, ARTICLES = 5, 12
SOON = timedelta(hours=4)
LATELY = timedelta(days=7)


@require_GET
@allowed(permissions.can_enter)
def desk(request: SignedInRequest) -> HttpResponse:
    user = request.user
    articles = list(
        Article.objects.visible_to(user)
        .without_text()
        .on_desk()
        .select_related("submitted_by")
        .order_by(F("deadline").asc(nulls_last=True), "-received_at", "-pk")[:ARTICLES]
    )
    keys = [article.pk for article in articles]
    progress, standing = progress_of(keys), standing_of(keys)
    return render(
        request,
        "claims/desk.html",
        {
            "rows": [
                (article, progress[article.pk], standing.get(article.pk)) for article in articles
            ],
            **(_work(user) if permissions.can_check(user) else {}),
        },
    )


def _work(user: User) -> dict[str, object]:
    """What a checker or editor has before them, in five queries."""
    now = timezone.now()
    reviews = Review.objects.for_list()
    mine = Q(state=Review.State.OPEN, assignee=user)
    held = Q(held_by=user, held_until__gt=now)
    awaiting = Review.objects.awaiting_sign_off_by(user)
    may_sign_off = user.has_perm("claims.sign_off")
    counts = Review.objects.filter(mine | Q(state=Review.State.PROPOSED)).aggregate(
        mine=Count("pk", filter=mine),
        mine_late=Count("pk", filter=mine & Q(deadline__lt=now)),
        mine_soon=Count("pk", filter=mine & Q(deadline__gte=now, deadline__lt=now + SOON)),
        awaiting=Count("pk", filter=Q(state=Review.State.PROPOSED) & ~Q(proposed_by=user)),
        proposed_by_me=Count("pk", filter=Q(state=Review.State.PROPOSED, proposed_by=user)),
    )
    settled = dict(
        Review.objects.filter(state=Review.State.SETTLED, signed_off_at__gte=now - LATELY)
        .order_by()
        .values_list("verdict__verdict")
        .annotate(claims=Count("pk"))
    )
    return {
        "works": True,
        "counts": counts,
        "now": now,
        "held": reviews.open().filter(held).order_by("held_until"),
        "mine": reviews.filter(mine).exclude(held).order_by("urgency", "claim_id")[:CLAIMS],
        "may_sign_off": may_sign_off,
        "awaiting": awaiting.for_list().order_by("urgency", "claim_id")[:CLAIMS]
        if may_sign_off
        else [],
        "settled": [(verdict, settled.get(verdict, 0)) for verdict in Verdict.Value.values],
        "settled_in_all": sum(settled.values()),
    }
