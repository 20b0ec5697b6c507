"""Outlets: named, put right, and removed while nothing appeared in them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from claims import permissions, steering
from claims.admin import queue_links
from claims.admin.base import DeskAdmin, person
from claims.models import Outlet


class OutletAdmin(DeskAdmin):
    list_display = ("name", "url")
    search_fields = ("name", "url")
    ordering = ("name",)

    def desk_url(self, obj: Outlet) -> str:
        return queue_links.of_outlet(obj)

    def desk_word(self, obj: Outlet) -> str:
        return "Its claims"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One by one on its page, where nothing appeared in it; never from the list."""
        return (
            isinstance(obj, Outlet)
            and bool(permissions.can_administer(person(request)))
            and not obj.articles.exists()
        )

    def save_model(self, request: HttpRequest, obj: Outlet, form: Any, change: bool) -> None:
        steering.save_outlet(obj, by=person(request))

    def delete_model(self, request: HttpRequest, obj: Outlet) -> None:
        try:
            steering.remove_outlet(obj, by=person(request))
        except steering.OutletInUse as error:
            messages.error(request, str(error))
