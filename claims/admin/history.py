"""The history, as the database wrote it."""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.text import Truncator

from claims.admin.base import Behind, ViewOnly
from claims.models import Chain, Event

# So many changes stand in a row of the list, and so much of each value; the event has all.
_SHOWN, _LONGEST = 4, 60
# The page of a chain's subject, by its kind.
_PAGES = {"claim": "review", "article": "article", "story": "story"}


class EventAdmin(ViewOnly):
    list_display = ("at", "chain", "sequence", "action", "change", "by", "reason")
    list_filter = ("action",)
    # As `DeskAdmin.history_view` leads here.
    asked_for = ("chain",)
    list_select_related = ("by", "chain")
    # The name of a chain, whole: "claim:12", "article:3", "desk".
    search_fields = ("=chain__subject",)
    search_help_text = "A whole chain: claim:12, article:3 or desk"
    ordering = ("-id",)

    def desk_url(self, obj: Event) -> str:
        return page_of(obj.chain_id)

    @admin.display(description="From what to what")
    def change(self, event: Event) -> str:
        """What is other than it was, the first few, each cut short."""
        names = [*event.new, *(name for name in event.old if name not in event.new)]
        changes = [
            f"{name}: {_short(event.old[name])} → {_short(event.new.get(name))}"
            for name in names
            if name in event.old and event.old[name] != event.new.get(name)
        ]
        more = [f"{len(changes) - _SHOWN} more"] if len(changes) > _SHOWN else []
        return "; ".join(changes[:_SHOWN] + more)


class ChainAdmin(Behind, ViewOnly):
    list_display = ("subject", "length", "head")
    search_fields = ("=subject",)
    search_help_text = "A whole chain: claim:12, article:3 or desk"
    ordering = ("subject",)

    def desk_url(self, obj: Chain) -> str:
        return page_of(obj.subject)


def page_of(subject: str) -> str:
    """The page of what a chain is about: "claim:12"; "" for the desk itself."""
    kind, _, key = subject.partition(":")
    return reverse(_PAGES[kind], args=[int(key)]) if kind in _PAGES else ""


def _short(value: Any) -> str:
    return "nothing" if value in (None, "") else Truncator(value).chars(_LONGEST)
