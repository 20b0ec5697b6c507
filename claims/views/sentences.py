"""Lines of an article: skipped ones brought back, others skipped, passed or made a claim."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_POST

from claims import extraction, permissions, tasks
from claims.extraction import ShapingRefused
from claims.forms.shaping import SkipForm
from claims.models import Article, Sentence
from claims.text.spans import normalise_space
from claims.views.article_coverage import next_unseen
from claims.views.article_page import url_of, url_of_line
from claims.views.guards import SignedInRequest, allowed
from claims.views.shaping import Shape, shape_page

SKIPPING = Shape(
    "sentence_skip",
    "Skip a line of the article",
    "Skip it",
    "slash-circle",
    "It stays in the text, in grey, and can be brought back with its claims.",
)


@require_POST
@allowed(permissions.can_shape)
def bring_back(request: SignedInRequest, pk: int, line_pk: int) -> HttpResponse:
    line = _visible(request, pk, line_pk)
    try:
        with tasks.matches_follow(pk):
            claims = extraction.bring_back(line, by=request.user)
    except ShapingRefused as error:
        messages.error(request, str(error))
        return redirect("article", pk=pk)
    names = ", ".join(claim.reference for claim in claims)
    messages.success(
        request,
        format_html(
            'Brought back: {} {} on the desk. <a href="{}">Skip it again</a>',
            names,
            "is" if len(claims) == 1 else "are",
            reverse("sentence_skip", args=[pk, line_pk]),
        ),
    )
    return redirect(url_of(claims[0]))


@require_http_methods(["GET", "POST"])
@allowed(permissions.can_shape)
def skip(request: SignedInRequest, pk: int, line_pk: int) -> HttpResponse:
    line = _visible(request, pk, line_pk)
    form = SkipForm(request.POST if request.method == "POST" else None)
    error, status = "", 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                with tasks.matches_follow(pk):
                    extraction.skip_sentence(line, by=request.user, **form.cleaned_data)
            except ShapingRefused as refusal:
                error = str(refusal)
            except PermissionDenied as refusal:
                # Not a matter of rights, which were asked above: somebody else holds a claim.
                error, status = str(refusal), 409
            else:
                messages.success(request, "Skipped. It can be brought back, under Skipped.")
                return redirect("article", pk=pk)
    quote = line.article.text[line.start : line.end]
    return shape_page(
        request, SKIPPING, form, article=line.article, quote=quote, error=error, status=status
    )


@require_POST
@allowed(permissions.can_shape)
def check(request: SignedInRequest, pk: int, line_pk: int) -> HttpResponse:
    line = _visible(request, pk, line_pk)
    if line.is_skipped:
        messages.error(request, "It has just been skipped: bring it back first.")
        return _onwards(request, line)
    try:
        with tasks.matches_follow(pk):
            claim = extraction.add_claim(
                line.article, start=line.start, end=line.end, by=request.user
            )
    except ShapingRefused as error:
        messages.error(request, str(error))
        return _onwards(request, line)
    messages.success(
        request,
        format_html('<a href="{}">{}</a> is on the desk.', url_of(claim), claim.reference),
    )
    return _onwards(request, line) if _walks(request) else redirect(url_of(claim))


@require_POST
@allowed(permissions.can_shape)
def pass_by(request: SignedInRequest, pk: int, line_pk: int) -> HttpResponse:
    line = _visible(request, pk, line_pk)
    try:
        extraction.pass_sentence(line, by=request.user)
    except ShapingRefused as error:
        messages.info(request, str(error))
    else:
        quote = normalise_space(line.article.text[line.start : line.end])
        messages.success(
            request,
            format_html(
                'Looked at, nothing to check: <q dir="auto">{}</q> '
                '<button class="btn btn-sm" form="lines" formaction="{}" data-key="z"'
                ' data-key-label="Look at it again">Undo <kbd>z</kbd></button>',
                Truncator(quote).chars(80),
                reverse("sentence_unpass", args=[pk, line_pk]),
            ),
        )
    return _onwards(request, line)


@require_POST
@allowed(permissions.can_shape)
def look_again(request: SignedInRequest, pk: int, line_pk: int) -> HttpResponse:
    line = _visible(request, pk, line_pk)
    try:
        extraction.unpass_sentence(line, by=request.user)
    except ShapingRefused as error:
        messages.info(request, str(error))
        return _onwards(request, line)
    return redirect(url_of_line(line))


def _walks(request: SignedInRequest) -> bool:
    """The reader goes from one unseen sentence to the next."""
    return request.POST.get("unseen") == "1"


def _onwards(request: SignedInRequest, line: Sentence) -> HttpResponse:
    """To the next unseen sentence where the reader walks them, else to the article."""
    if not _walks(request):
        return redirect("article", pk=line.article_id)
    following = next_unseen(line.article, after=line.start)
    if following:
        return redirect(url_of_line(following))
    messages.success(request, "Every sentence has been looked at.")
    return redirect("article", pk=line.article_id)


def _visible(request: SignedInRequest, pk: int, line_pk: int) -> Sentence:
    articles = Article.objects.visible_to(request.user)
    lines = Sentence.objects.filter(article__in=articles).select_related("article")
    return get_object_or_404(lines, article=pk, pk=line_pk)
