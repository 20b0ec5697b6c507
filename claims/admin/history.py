"""The history, as the database wrote it."""

from claims.admin.base import Behind, ViewOnly


class EventAdmin(ViewOnly):
    list_display = ("at", "chain", "sequence", "action", "by", "reason")
    list_filter = ("action",)
    # As `DeskAdmin.history_view` leads here.
    asked_for = ("chain",)
    list_select_related = ("by", "chain")
    # The name of a chain, whole: "claim:12", "article:3", "desk".
    search_fields = ("=chain__subject",)
    search_help_text = "A whole chain: claim:12, article:3 or desk"
    ordering = ("-id",)


class ChainAdmin(Behind, ViewOnly):
    list_display = ("subject", "length", "head")
    search_fields = ("=subject",)
    search_help_text = "A whole chain: claim:12, article:3 or desk"
    ordering = ("subject",)
