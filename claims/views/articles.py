"""An article: handed in, read with its claims, cleared or held, and exported."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims import clearance, extraction, intake, permissions, tasks
from claims.forms.articles import ClearForm, DetailsForm, HandInForm, HoldForm
from claims.forms.shaping import AddClaimForm
from claims.models import Article, Outlet, Review, User
from claims.views import article_cards, article_page, finding, live_news, paging, versions
from claims.views.article_coverage import coverage_of
from claims.views.downloads import csv_response
from claims.views.guards import SignedInRequest, allowed
from claims.views.live import live
from claims.views.progress import progress_of, standing_of

NEWEST_FIRST = paging.Order("articles", ("received_at", "pk"), falling=True)
# What a search shows: the newest that fit.
FOUND = 100


@require_GET
@allowed(permissions.can_enter)
@live(versions.pulse)
def article_list(request: SignedInRequest) -> HttpResponse:
    words = finding.words_of(request.GET.get("q", ""))
    state = request.GET.get("state", "")
    if words:
        found = finding.articles(words, request.user).newest(FOUND, count=True)
        page = paging.Page(found.keys)
    else:
        found = None
        articles = Article.objects.visible_to(request.user)
        if state in Article.State:
            articles = articles.filter(state=state)
        page = paging.page_of([articles], NEWEST_FIRST, request.GET.get("page", ""))
    shown = Article.objects.without_text().select_related("submitted_by", "cleared_by")
    by_key = shown.in_bulk(page.keys)
    progress, standing = progress_of(page.keys), standing_of(page.keys)
    return render(
        request,
        "claims/article_list.html",
        {
            "rows": [(by_key[key], progress[key], standing.get(key)) for key in page.keys],
            "page": page,
            "found": found,
            "query": request.GET.get("q", "").strip(),
            "state": state if state in Article.State else "",
            "states": Article.State.choices,
        },
    )


@require_http_methods(["GET", "POST"])
@allowed(permissions.can_hand_in)
def hand_in(request: SignedInRequest) -> HttpResponse:
    form = HandInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            article = tasks.hand_in(**form.cleaned_data, by=request.user)
        except intake.AlreadyReceived as error:
            form.add_error("text", _seen_before(error.article, request.user))
        except intake.TextRefused as error:
            form.add_error("text", str(error))
        else:
            messages.success(request, _received(article))
            return redirect(article)
    return render(
        request,
        "claims/article_new.html",
        {"form": form, "outlets": Outlet.objects.values_list("name", flat=True)[:500]},
        status=422 if request.method == "POST" else 200,
    )


def _seen_before(article: Article, user: User) -> str:
    """Where the first is, to those who may see it; else whom to ask."""
    who = article.submitted_by.name if article.submitted_by else "the desk itself"
    if Article.objects.visible_to(user).filter(pk=article.pk).exists():
        return format_html(
            'This text was handed in before, by {}: <a href="{}">{}</a>.',
            who,
            article.get_absolute_url(),
            article.title,
        )
    return f"This text was handed in before, by {who}: “{article.title}”."


def _received(article: Article) -> str:
    damaged = article.text.count("\N{REPLACEMENT CHARACTER}")
    if damaged:
        return (
            "Received. Its text holds � where characters were damaged before it came here "
            f"({damaged:,} of them): compare it with the original."
        )
    return "Received. Its claims are being found now."


@require_GET
@allowed(permissions.can_enter)
@live(versions.article, news=live_news.of_article)
def article(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, _visible(request, pk))


def _visible(request: SignedInRequest, pk: int) -> Article:
    articles = Article.objects.visible_to(request.user)
    return get_object_or_404(articles.select_related("outlet", "submitted_by", "cleared_by"), pk=pk)


def _page(
    request: SignedInRequest,
    article: Article,
    *,
    clear_form: ClearForm | None = None,
    hold_form: HoldForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The article's page, with what was typed into one of its forms where that was refused."""
    user, now = request.user, timezone.now()
    asked = article_page.Asked.by(request.GET)
    decides = bool(permissions.can_clear(user)) and not article.is_extracting
    progress = progress_of([article.pk])[article.pk]
    obstacles = clearance.Obstacles(
        unfinished=False, open_must_check=progress.must_check_left, contested=progress.contested
    )
    stands_in_way = progress.must_check_left or progress.contested
    return render(
        request,
        "claims/article.html",
        {
            "article": article,
            "asked": asked,
            "part": article_page.part_of(article, request.GET, asked, user=user, at=now),
            "filters": article_cards.filters(article, asked.only, user=user, at=now),
            "coverage": coverage_of(article),
            "progress": progress,
            "standing": standing_of([article.pk]).get(article.pk),
            "now": now,
            "may_change": permissions.can_change_article(user, article),
            "may_export": permissions.can_export(user),
            "may_shape": bool(permissions.can_shape(user)) and not article.is_extracting,
            "may_hold": decides and article.state != Article.State.HELD,
            "may_release": decides and article.state == Article.State.HELD,
            "may_clear": decides and article.state != Article.State.CLEARED,
            # Counted already for the meter: `clearance.obstacles` would count them again.
            "obstacles": obstacles,
            "missing": obstacles.sentence(note="to come"),
            "blockers": article_cards.blockers(article) if stands_in_way else [],
            "add_form": AddClaimForm(auto_id="add-%s"),
            "clear_form": clear_form or ClearForm(auto_id="clear-%s"),
            "hold_form": hold_form or HoldForm(auto_id="hold-%s"),
        },
        status=status,
    )


@require_GET
@allowed(permissions.can_enter)
def progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far the worker is: a fragment asked for every second, or a page of its own."""
    article = get_object_or_404(Article.objects.visible_to(request.user).without_text(), pk=pk)
    if request.htmx:  # type: ignore[attr-defined]
        response = render(request, "claims/_article_progress.html", {"article": article})
        if not article.is_extracting:
            response["HX-Refresh"] = "true"
        return response
    if not article.is_extracting:
        return redirect(article)
    return render(request, "claims/article_progress.html", {"article": article})


@require_POST
@allowed(permissions.can_enter)
def extract_again(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user).without_text(), pk=pk)
    if article.is_extracting:
        extraction.note_failure(article.pk, "")
        tasks.queue_extraction(article)
        messages.success(request, "Started again: its claims are being found.")
    else:
        messages.info(request, "Its claims have been found already.")
    return redirect(article)


@require_http_methods(["GET", "POST"])
@allowed(permissions.can_enter)
def change_details(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user).without_text(), pk=pk)
    permissions.require(permissions.can_change_article(request.user, article))
    typed = request.POST if request.method == "POST" else None
    form = DetailsForm(typed, initial=DetailsForm.of(article))
    if request.method == "POST" and form.is_valid():
        try:
            # When it appeared explains how its figures and others' grew.
            with tasks.matches_follow(article.pk):
                intake.change_details(article, by=request.user, **form.cleaned_data)
        except intake.TextRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The details are saved.")
            return redirect(article)
    return render(
        request,
        "claims/article_details.html",
        {
            "article": article,
            "form": form,
            "outlets": Outlet.objects.values_list("name", flat=True)[:500],
        },
        status=422 if request.method == "POST" else 200,
    )


@require_POST
@allowed(permissions.can_clear)
def clear(request: SignedInRequest, pk: int) -> HttpResponse:
    article = _visible(request, pk)
    form = ClearForm(request.POST, auto_id="clear-%s")
    if form.is_valid():
        try:
            clearance.clear_article(article, by=request.user, note=form.cleaned_data["note"])
        except clearance.NotClearable as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Cleared for publication.")
            return redirect(article)
    article.refresh_from_db()
    return _page(request, article, clear_form=form, status=422)


@require_POST
@allowed(permissions.can_clear)
def hold(request: SignedInRequest, pk: int) -> HttpResponse:
    article = _visible(request, pk)
    form = HoldForm(request.POST, auto_id="hold-%s")
    if form.is_valid():
        try:
            clearance.hold_article(article, by=request.user, reason=form.cleaned_data["reason"])
        except clearance.NotClearable as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Held: it is not to run.")
            return redirect(article)
    article.refresh_from_db()
    return _page(request, article, hold_form=form, status=422)


@require_POST
@allowed(permissions.can_clear)
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user).without_text(), pk=pk)
    try:
        clearance.lift_hold(article, by=request.user)
    except clearance.NotClearable as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The hold is lifted: it is in check again.")
    return redirect(article)


@require_GET
@allowed(permissions.can_export)
def export_csv(request: SignedInRequest, pk: int) -> StreamingHttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user).without_text(), pk=pk)
    reviews = (
        Review.objects.visible_to(request.user)
        .on_desk()
        .filter(claim__article=article)
        .order_by("claim__start", "claim_id")
    )
    return csv_response(reviews, f"factcheck-article-{article.pk}.csv")
