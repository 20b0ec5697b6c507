"""What the pages share of things that stand in one row, and whose change a walk follows."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from claims.admin.base import DeskAdmin


class WalkAdmin(DeskAdmin):
    """Changed on a page of its own, `admin/walk.html`, which watches the walk by a fragment."""

    # The template that shows how far the walk has come.
    fragment: str

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        watch = self.admin_site.admin_view(self.progress_view)
        name = f"claims_{self.opts.model_name}_progress"
        return [path("1/progress/", watch, name=name), *super().get_urls()]

    def progress(self) -> dict[str, Any]:
        """What the fragment is filled with."""
        raise NotImplementedError

    def progress_view(self, request: HttpRequest) -> HttpResponse:
        """How far the walk has come: the fragment that asks again, or back to the page."""
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        if not getattr(request, "htmx", False):
            return redirect(reverse(f"admin:claims_{self.opts.model_name}_change", args=[1]))
        # Done, it asks no more; the page is not loaded again, as somebody may be typing into it.
        return TemplateResponse(request, self.fragment, self.progress())
