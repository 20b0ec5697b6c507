"""How much each reason counts in check-worthiness, and how far the claims follow a change."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.db import connection
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from claims import permissions, tasks
from claims.admin.base import COUNTED, DeskAdmin, person
from claims.forms.weights import WeightsForm
from claims.models import Weights
from claims.text import checkworthiness

# Of the open claims that come first; counting them all would read the whole queue.
CARRIED = f"""
SELECT reason ->> 'name', count(*) FROM (
    SELECT reasons FROM claims_review WHERE state = 'open'
    ORDER BY state, urgency, claim_id LIMIT {COUNTED}
) open, jsonb_array_elements(reasons) reason GROUP BY 1
"""  # noqa: S608 -- a constant of ours
OPEN = f"""
SELECT count(*) FROM (SELECT FROM claims_review WHERE state = 'open' LIMIT {COUNTED}) open
"""  # noqa: S608 -- a constant of ours


class Row(NamedTuple):
    """A reason on the page."""

    field: BoundField
    meaning: str
    default: float
    is_changed: bool
    carried: int


class WeightsAdmin(DeskAdmin):
    list_display = ("__str__", "changed_by", "changed_at", "finished")
    list_select_related = ("changed_by",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        watch = self.admin_site.admin_view(self.progress_view)
        return [path("1/progress/", watch, name="claims_weights_progress"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        permissions.require(permissions.can_administer(person(request)))
        if object_id != "1":
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        weights = Weights.objects.select_related("changed_by").get(pk=1)
        asked = request.POST if request.method == "POST" else None
        form = WeightsForm(asked, weights=weights.present)
        if asked is not None and "again" in asked:
            tasks.queue_rescoring()
            return redirect(request.path)
        if asked is not None and ("defaults" in asked or form.is_valid()):
            return self._save(request, {} if "defaults" in asked else form.cleaned_data)
        with connection.cursor() as cursor:
            cursor.execute(CARRIED)
            carried = dict(cursor.fetchall())
            cursor.execute(OPEN)
            [(counted,)] = cursor.fetchall()
        context = {
            **self.admin_site.each_context(request),
            "title": "How much each reason counts",
            "opts": self.opts,
            "form": form,
            "weights": weights,
            "raising": list(_rows(form, weights, carried, raising=True)),
            "lowering": list(_rows(form, weights, carried, raising=False)),
            "counted": f"{counted:,}" + " or more" * (counted >= COUNTED),
            "must_check": checkworthiness.MUST_CHECK,
            "should_check": checkworthiness.SHOULD_CHECK,
            "start": checkworthiness.BASE,
        }
        return TemplateResponse(request, "admin/weights.html", context)

    def progress_view(self, request: HttpRequest) -> HttpResponse:
        """How far the scores have come: the fragment that asks again, or back to the page."""
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        weights = Weights.current()
        page = reverse("admin:claims_weights_change", args=[1])
        if not getattr(request, "htmx", False):
            return redirect(page)
        # Done, it asks no more; the page is not loaded again, as somebody may be typing into it.
        return TemplateResponse(request, "admin/_rescoring.html", {"weights": weights})

    def _save(self, request: HttpRequest, weights: Mapping[str, float]) -> HttpResponse:
        if tasks.change_weights(weights, by=person(request)):
            messages.success(request, "Saved. The claims are being scored anew.")
        else:
            messages.info(request, "Nothing was changed: the weights are these already.")
        return redirect(request.path)


def _rows(
    form: WeightsForm, weights: Weights, carried: Mapping[str, int], *, raising: bool
) -> Iterator[Row]:
    for name, default in checkworthiness.WEIGHTS.items():
        if checkworthiness.raises(name) == raising:
            yield Row(
                form[name],
                checkworthiness.MEANINGS[name],
                default,
                weights.present[name] != default,
                carried.get(name, 0),
            )
