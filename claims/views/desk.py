"""The first page: what is mine, what waits for me, and how the articles stand."""

from datetime import timedelta
from operator import attrgetter

from django.db.models import Case, Count, F, Q, Value, When
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims import permissions
from claims.models import Article, Match, Review, User, Verdict
from claims.views import versions
from claims.views.guards import SignedInRequest, allowed
from claims.views.live import live
from claims.views.progress import progress_of, standing_of

# What fits on the first page; the lists themselves are one click away.
CLAIMS, HELD, ARTICLES, DISCREPANCIES = 5, 15, 12, 5
SOON = timedelta(hours=4)
LATELY = timedelta(days=7)


@require_GET
@allowed(permissions.can_enter)
@live(versions.pulse)
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
    held = Q(state=Review.State.OPEN, held_by=user, held_until__gt=now)
    # Both lists in one query: those held come first, and are few.
    both = list(
        reviews.filter(mine | held)
        .annotate(is_mine_only=Case(When(held, then=Value(0)), default=Value(1)))
        .order_by("is_mine_only", "urgency", "claim_id")[: HELD + CLAIMS]
    )
    working = [one for one in both if one.is_held_by(user, at=now)]
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
        "held": sorted(working, key=attrgetter("held_until")),
        "mine": [one for one in both if one not in working][:CLAIMS],
        "may_sign_off": may_sign_off,
        "awaiting": awaiting.for_list().order_by("urgency", "claim_id")[:CLAIMS]
        if may_sign_off
        else [],
        "settled": [(verdict, settled.get(verdict, 0)) for verdict in Verdict.Value.values],
        "settled_in_all": sum(settled.values()),
        "discrepancies": _discrepancies(),
    }


def _discrepancies() -> list[Match]:
    """The newest pairs that cannot both be right, with both sides and their story."""
    return list(
        Match.objects.discrepant()
        .on_desk()
        .select_related("a__article__outlet", "b__article__outlet")
        .defer("a__article__text", "b__article__text")
        .annotate(story=F("a__membership__story"))
        .order_by("-at", "-pk")[:DISCREPANCIES]
    )
