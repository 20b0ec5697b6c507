"""Articles, whose details can be put right, and what was found in them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from claims import intake
from claims.admin.base import Behind, DeskAdmin, ViewOnly, person
from claims.models import Article, Claim, Sentence


class ArticleAdmin(DeskAdmin):
    """The text and the state are shown; the details go through intake."""

    list_display = ("__str__", "outlet", "state", "published_on", "deadline", "received_at")
    list_filter = ("state", "language")
    search_fields = ("headline", "byline")
    ordering = ("-received_at", "-id")
    fields = (
        *("headline", "byline", "outlet", "url", "published_on", "deadline", "doubts"),
        *("opening", "state", "language", "text_sha256", "submitted_by", "received_at"),
        *("cleared_by", "cleared_at", "progress_error"),
    )
    readonly_fields = (
        *("opening", "state", "language", "text_sha256", "submitted_by", "received_at"),
        *("cleared_by", "cleared_at", "progress_error"),
    )
    raw_id_fields = ("outlet",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return Article.objects.without_text()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        details = {name: form.cleaned_data[name] for name in intake.DETAILS}
        outlet = form.cleaned_data["outlet"]
        intake.change_details(
            obj,
            by=person(request),
            outlet=outlet.name if outlet else "",
            **details,
        )


class SentenceAdmin(Behind, ViewOnly):
    list_display = ("article", "start", "end", "kind", "reason")
    list_filter = ("kind",)
    ordering = ("-id",)

    def desk_url(self, obj: Sentence) -> str:
        return obj.article.get_absolute_url()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Sentence]:
        return Sentence.objects.select_related("article").defer("article__text")


class ClaimAdmin(ViewOnly):
    list_display = ("reference", "wording", "claimant", "article", "created_at")
    list_display_links = ("reference", "wording")
    search_fields = ("wording", "quote", "claimant")
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return Claim.objects.select_related("article").defer("article__text")
