"""The first page: what is mine, what waits for me, and how the articles stand."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims import permissions
from claims.counting import named_lengths
from claims.models import Article, Event, User
from claims.views import desk_charts, desk_work, versions
from claims.views.desk_discrepancies import discrepancies
from claims.views.guards import SignedInRequest, allowed
from claims.views.live import live
from claims.views.progress import Progress, progress_of, standing_of

# What fits on the first page; the list of articles is one click away.
ARTICLES, CLEARED = 12, 3
# So long an article that was cleared is still news.
LATELY = timedelta(days=2)


class Row(NamedTuple):
    """An article, how far its claims are, and the last word on its clearance."""

    article: Article
    progress: Progress
    standing: Event | None


@require_GET
@allowed(permissions.can_enter)
@live(versions.pulse)
def desk(request: SignedInRequest) -> HttpResponse:
    user, now = request.user, timezone.now()
    rows = _rows(user, now)
    context = {
        "part": desk_work.part_of_day(now),
        "now": now,
        "rows": rows,
        "is_new": not rows and not Article.objects.visible_to(user).exists(),
    }
    if permissions.can_check(user):
        context |= _work(user, now)
    return render(request, "claims/desk.html", context)


def _work(user: User, now: datetime) -> dict[str, object]:
    """What a checker or editor has before them, and how the desk does."""
    counts = named_lengths({**desk_work.lists(user, now), **desk_charts.ages(now)})
    return {
        "works": True,
        "may_sign_off": user.has_perm("claims.sign_off"),
        "counts": counts,
        "sections": desk_work.sections(user, now, counts),
        "discrepancies": discrepancies(),
        "settled": desk_charts.settled_lately(now),
        "ages": desk_charts.ages_of(counts),
    }


def _rows(user: User, now: datetime) -> list[Row]:
    """The articles on the desk, the nearest deadline first, and those just cleared."""
    seen = Article.objects.visible_to(user).without_text().select_related("submitted_by")
    waiting: QuerySet[Article] = seen.on_desk().order_by(
        F("deadline").asc(nulls_last=True), "-received_at", "-pk"
    )
    cleared = (
        seen.filter(state=Article.State.CLEARED, cleared_at__gte=now - LATELY)
        .select_related("cleared_by")
        .order_by("-cleared_at", "-pk")
    )
    articles = [*waiting[:ARTICLES], *cleared[:CLEARED]]
    keys = [article.pk for article in articles]
    progress, standing = progress_of(keys), standing_of(keys)
    return [Row(one, progress[one.pk], standing.get(one.pk)) for one in articles]
