"""People and groups: made, put into groups, shut out; never deleted, and never raised by
somebody who stands lower."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelMultipleChoiceField
from django.http import Http404, HttpRequest, HttpResponse

from claims import permissions, steering
from claims.admin import queue_links
from claims.admin.base import DeskAdmin, person
from claims.models import User


class PersonAdmin(DeskAdmin, UserAdmin):
    """A person is shut out by taking "active" away: what they did keeps their name."""

    list_display = ("username", "name", "email", "groups_in_words", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Who", {"fields": ("first_name", "last_name", "email")}),
        ("What they may do", {"fields": ("is_active", "groups")}),
        ("When", {"fields": ("last_login", "date_joined")}),
    )
    # Only superusers see and change this.
    superuser_fieldset = ("Above the desk's rules", {"fields": ("is_superuser",)})

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def groups_in_words(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all())

    groups_in_words.short_description = "groups"  # type: ignore[attr-defined]

    def desk_url(self, obj: User) -> str:
        return queue_links.of_person(obj)

    def desk_word(self, obj: User) -> str:
        return "Their claims"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and person(request).is_superuser:
            return (*fieldsets, self.superuser_fieldset)
        return fieldsets

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may do more than the admin is shown to them, their password not even that."""
        if isinstance(obj, User) and not permissions.can_change_person(person(request), obj):
            return False
        return super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        steering.save_person(obj, by=person(request))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if "groups" in form.cleaned_data:
            steering.set_groups(
                form.instance,
                form.cleaned_data["groups"],
                by=person(request),
            )

    @transaction.atomic
    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        user = self.get_object(request, unquote(id))
        if user is None:
            raise Http404("There is no such person.")
        stored = User.objects.filter(pk=user.pk).values_list("password", flat=True)
        was = stored.first()
        response: HttpResponse = super().user_change_password(request, id, form_url)
        if was != stored.first():
            steering.note_new_password(user, by=person(request))
        return response


class GroupAdmin(DeskAdmin, DjangoGroupAdmin):
    """What a group may do: an admin gives what they may do themselves, and no more."""

    filter_horizontal = ()

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        if request is not None and db_field.name == "permissions":
            kwargs["queryset"] = _own_permissions(person(request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Group, form: Any, change: bool) -> None:
        steering.save_group(obj, by=person(request))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        steering.set_permissions(
            form.instance,
            form.cleaned_data["permissions"],
            by=person(request),
        )


def _own_permissions(user: User) -> QuerySet[Permission]:
    """What `user` may do themselves, as far as it is about the desk."""
    known = Permission.objects.select_related("content_type").filter(
        content_type__app_label__in=["claims", "auth"]
    )
    if user.is_superuser:
        return known
    own = [
        permission.pk
        for permission in known
        if user.has_perm(f"{permission.content_type.app_label}.{permission.codename}")
    ]
    return known.filter(pk__in=own)
