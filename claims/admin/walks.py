"""What the pages share of things that stand in one row, and whose change a walk follows."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from claims.admin.base import DeskAdmin
from claims.models.walks import Walk


class Words(NamedTuple):
    """What is said of a walk: before it, while it goes on, after it."""

    soon: str
    underway: str
    done: str


class WalkAdmin(DeskAdmin):
    """Changed on a page of its own, `admin/walk.html`, which watches the walk by a fragment."""

    words: Words

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        watch = self.admin_site.admin_view(self.progress_view)
        name = f"claims_{self.opts.model_name}_progress"
        return [path("1/progress/", watch, name=name), *super().get_urls()]

    def walk(self) -> tuple[Walk, bool]:
        """The row with who has changed it, and whether its walk has rows to come to."""
        raise NotImplementedError

    def progress(self) -> dict[str, Any]:
        """What the fragment `admin/_walk.html` is filled with."""
        walk, is_due = self.walk()
        page = f"admin:claims_{self.opts.model_name}"
        return {
            "walk": walk,
            "is_due": is_due,
            "words": self.words,
            "page_url": reverse(f"{page}_change", args=[1]),
            "progress_url": reverse(f"{page}_progress"),
        }

    def progress_view(self, request: HttpRequest) -> HttpResponse:
        """How far the walk has come: the fragment that asks again, or back to the page."""
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        if not getattr(request, "htmx", False):
            return redirect(reverse(f"admin:claims_{self.opts.model_name}_change", args=[1]))
        # Done, it asks no more; the page is not loaded again, as somebody may be typing into it.
        return TemplateResponse(request, "admin/_walk.html", self.progress())
