"""What people say to one another about claims, and the lists they share: shown only."""

from django.db.models import QuerySet
from django.http import HttpRequest

from claims.admin.base import Behind, OfReview, ViewOnly
from claims.admin.queue_links import queue_url
from claims.models import Comment, Mention, SavedView


class CommentAdmin(OfReview, ViewOnly):
    """Markdown as typed; taken back and resolved on the claim's page."""

    list_display = ("text", "review", "by", "at", "resolved_by", "removed_at")
    list_select_related = ("review", "by", "resolved_by")
    search_fields = ("text",)
    ordering = ("-id",)

    def desk_url(self, obj: Comment) -> str:
        return f"{super().desk_url(obj)}#comment-{obj.pk}"


class MentionAdmin(Behind, ViewOnly):
    list_display = ("person", "comment", "answered_at")
    list_select_related = ("person", "comment__review")
    ordering = ("-id",)

    def desk_url(self, obj: Mention) -> str:
        return f"{obj.comment.review.get_absolute_url()}#comment-{obj.comment_id}"


class SavedViewAdmin(ViewOnly):
    """Those shared with the desk: what somebody keeps for themselves is theirs."""

    list_display = ("name", "query", "owner", "created_at")
    list_select_related = ("owner",)
    search_fields = ("name", "query")
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[SavedView]:
        return SavedView.objects.filter(is_shared=True)

    def desk_url(self, obj: SavedView) -> str:
        return queue_url(obj.query)
