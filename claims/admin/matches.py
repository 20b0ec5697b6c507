"""What matching made of the claims, and where reports come from: shown; origins are put right."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from claims import permissions, sourcing
from claims.admin.base import Behind, DeskAdmin, ViewOnly, person
from claims.models import Citation, Match, Origin


class MatchAdmin(ViewOnly):
    list_display = ("__str__", "likeness", "relation", "state", "by", "at")
    list_filter = ("relation", "state")
    list_select_related = ("by",)
    ordering = ("-id",)
    raw_id_fields = ("a", "b")

    def desk_url(self, obj: Match) -> str:
        return reverse("review", args=[obj.a_id])

    def desk_word(self, obj: Match) -> str:
        return f"FC-{obj.a_id}"

    @admin.display(description="Similarity", ordering="similarity")
    def likeness(self, match: Match) -> str:
        """As on the other pages: what follows the second digit tells nothing."""
        return f"{match.similarity:.2f}"


class StoryAdmin(ViewOnly):
    list_display = ("title", "claims", "articles", "discrepant", "changed_at")
    list_filter = ("discrepant",)
    search_fields = ("title",)
    ordering = ("-changed_at", "-id")


class CitationAdmin(Behind, ViewOnly):
    list_display = ("article", "claim", "citing", "cited", "how", "removed", "by")
    list_filter = ("how", "removed")
    ordering = ("-id",)

    def desk_url(self, obj: Citation) -> str:
        return obj.article.get_absolute_url()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        found = Citation.objects.select_related("article", "claim", "citing", "cited", "by")
        return found.defer("article__text")


class OriginAdmin(DeskAdmin):
    """An origin's other name is joined to it by `same as`, and parted again by emptying that."""

    list_display = ("name", "kind", "same_as")
    list_filter = ("kind",)
    list_select_related = ("same_as",)
    search_fields = ("name",)
    ordering = ("name", "id")
    fields = ("name", "kind", "same_as")
    readonly_fields = ("name", "kind")
    raw_id_fields = ("same_as",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(permissions.can_correct_origins(person(request)))

    def save_model(self, request: HttpRequest, obj: Origin, form: Any, change: bool) -> None:
        if "same_as" not in form.changed_data:
            return
        try:
            if obj.same_as is None:
                sourcing.part_origin(obj, by=person(request))
            else:
                sourcing.join_origins(obj, obj.same_as, by=person(request))
        except sourcing.SourceRefused as error:
            messages.error(request, str(error))
