"""What the pages of the admin site share."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode

from claims.models import User
from claims.models.history import chain_of

# No list is counted, nor paged through, further than this: filter or search instead.
COUNTED = 10_000


def person(request: HttpRequest) -> User:
    """The admin who asks: the site lets nobody else in."""
    assert isinstance(request.user, User)
    return request.user


class CappedPaginator(Paginator):
    """Pages by number, of which the last costs little more than the first."""

    @cached_property
    def count(self) -> int:
        return int(self.object_list[:COUNTED].count())  # type: ignore[attr-defined]


class DeskAdmin(admin.ModelAdmin):
    """Small pages; links to the desk's own page of the thing; nothing is deleted."""

    list_per_page = 100
    list_max_show_all = 100
    show_full_result_count = False
    # Each would count the whole table once more.
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def view_on_site(self, obj: models.Model) -> str:
        """The address on the desk, for things that have one."""
        return str(obj.get_absolute_url())  # type: ignore[attr-defined]

    def get_view_on_site_url(self, obj: models.Model | None = None) -> str | None:
        """No button for what has no page on the desk."""
        return super().get_view_on_site_url(obj) if hasattr(obj, "get_absolute_url") else None

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The history the database keeps, not the admin site's own notes."""
        thing = self.get_object(request, object_id)
        if thing is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        events = reverse("admin:claims_event_changelist")
        return redirect(f"{events}?{urlencode({'chain': chain_of(thing)})}")


class ViewOnly(DeskAdmin):
    """Shown and never written: the desk's pages change it, by their rules."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
