"""What the desk found, and what that rests on: shown only."""

from claims.admin.base import Behind, OfReview, ViewOnly


class VerdictAdmin(OfReview, ViewOnly):
    list_display = ("review", "verdict", "by", "at", "reason")
    list_filter = ("verdict",)
    list_select_related = ("review", "by")
    ordering = ("-id",)


class EvidenceAdmin(ViewOnly):
    list_display = ("title", "kind", "publisher", "sensitive", "added_by", "added_at")
    list_filter = ("kind", "sensitive")
    list_select_related = ("added_by",)
    search_fields = ("title", "publisher", "url")
    ordering = ("-added_at", "-id")


class EvidenceLinkAdmin(Behind, OfReview, ViewOnly):
    list_display = ("review", "evidence", "stance", "by", "at", "removed_at")
    list_filter = ("stance",)
    list_select_related = ("review", "evidence", "by")
    ordering = ("-id",)


class AttemptAdmin(Behind, OfReview, ViewOnly):
    list_display = ("review", "kind", "what", "by", "at", "removed_at")
    list_filter = ("kind",)
    list_select_related = ("review", "by")
    ordering = ("-id",)
