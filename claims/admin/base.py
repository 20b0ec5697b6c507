"""What the pages of the admin site share."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.paginator import Paginator
from django.db import models
from django.forms import CheckboxSelectMultiple, Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from claims.forms.moments import WHICH_CLOCK, AdminMomentField
from claims.models import User
from claims.models.claims import number_in
from claims.models.history import chain_of

# No list is counted, nor paged through, further than this: filter or search instead.
COUNTED = 10_000


# How Django's filters ask, after the name of their field or parameter.
FILTERED = ("", "__exact", "__id__exact", "__isnull")


def person(request: HttpRequest) -> User:
    """The admin who asks: the site lets nobody else in."""
    assert isinstance(request.user, User)
    return request.user


class CappedPaginator(Paginator):
    """Pages by number, of which the last costs little more than the first."""

    @cached_property
    def count(self) -> int:
        return int(self.object_list[:COUNTED].count())  # type: ignore[attr-defined]


class DeskList(ChangeList):
    """A list whose count says where the counting ended."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        capped = self.result_count >= COUNTED
        self.counted = f"{self.result_count:,}" + " or more" * capped
        # The search form says no second number.
        self.full_result_count = self.result_count


class LabelledDateTime(AdminSplitDateTime):
    """Django's two fields for a day and an hour, each with a name of its own."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        for widget, label in zip(self.widgets, ("Day", "Hour"), strict=True):
            widget.attrs["aria-label"] = label


class DeskAdmin(admin.ModelAdmin):
    """Small pages; links to the desk's own page of the thing; nothing is deleted."""

    list_per_page = 100
    list_max_show_all = 100
    show_full_result_count = False
    # What links of ours ask for beside the filters the list offers.
    asked_for: tuple[str, ...] = ()
    # Each would count the whole table once more.
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.DateTimeField: {
            "form_class": AdminMomentField,
            "widget": LabelledDateTime,
            "help_text": WHICH_CLOCK,
        },
        # Two boxes between which one shifts things need a mouse and a wide screen.
        models.ManyToManyField: {"widget": CheckboxSelectMultiple},
    }

    @property
    def media(self) -> Media:
        """Django's scripts, small in development too; none for slugs, which nothing here has."""
        names = [
            *("vendor/jquery/jquery.min", "jquery.init", "core"),
            *("admin/RelatedObjectLookups", "actions"),
        ]
        return Media(js=[f"admin/js/{name}.js" for name in names])

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return DeskList

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """What the list's own filters ask: any other lookup may cost the database anything."""
        return lookup in self.asked_for or any(
            lookup.removeprefix(getattr(one, "parameter_name", str(one))) in FILTERED
            for one in self.list_filter
        )

    def response_action(
        self, request: HttpRequest, queryset: models.QuerySet[Any], *args: Any
    ) -> HttpResponse | None:
        """Keys that no row can have are passed over."""
        data = request.POST.copy()
        keys = data.getlist(ACTION_CHECKBOX_NAME)
        data.setlist(ACTION_CHECKBOX_NAME, [key for key in keys if number_in(key) is not None])
        request.POST = data  # type: ignore[assignment]
        return super().response_action(request, queryset, *args)

    def desk_url(self, obj: Any) -> str:
        """The address on the desk; "" for things that have none."""
        return str(obj.get_absolute_url()) if hasattr(obj, "get_absolute_url") else ""

    @admin.display(description="On the desk", empty_value="–")
    def on_desk(self, obj: models.Model) -> SafeString | None:
        """The second column of every list whose rows have a page on the desk."""
        if not (address := self.desk_url(obj)):
            return None
        return format_html('<a href="{}">{}</a>', address, self.desk_word(obj))

    def desk_word(self, obj: Any) -> str:
        return getattr(obj, "reference", "") or "Open"

    def get_list_display(self, request: HttpRequest) -> Any:
        shown = super().get_list_display(request)
        has_page = type(self).desk_url is not DeskAdmin.desk_url or hasattr(
            self.model, "get_absolute_url"
        )
        return (shown[0], "on_desk", *shown[1:]) if has_page else shown

    def get_view_on_site_url(self, obj: models.Model | None = None) -> str | None:
        """Straight there; no button for what has no page on the desk."""
        return (self.desk_url(obj) or None) if obj is not None else None

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


class OfReview(DeskAdmin):
    """What belongs to a review: its page on the desk is the claim's."""

    def desk_url(self, obj: Any) -> str:
        return reverse("review", args=[obj.review_id])

    def desk_word(self, obj: Any) -> str:
        return f"FC-{obj.review_id}"


class Behind(admin.ModelAdmin):
    """Reached from other pages; no entry of its own on the first."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False
