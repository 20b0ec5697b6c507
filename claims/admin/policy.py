"""The one policy."""

from typing import Any

from django.http import HttpRequest

from claims import steering
from claims.admin.base import DeskAdmin, person
from claims.models import Policy


class PolicyAdmin(DeskAdmin):
    list_display = (
        "__str__",
        "primary_for_verified",
        "secondary_for_verified",
        "sources_each_side",
        "attempts_for_unverified",
        "lease_minutes",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Policy, form: Any, change: bool) -> None:
        steering.save_policy(obj, by=person(request))
