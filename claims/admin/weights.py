"""How much each reason counts in check-worthiness, and how far the claims follow a change."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.contrib import messages
from django.db import connection
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from claims import permissions, steering, tasks
from claims.admin.base import COUNTED, person
from claims.admin.walks import WalkAdmin, Words
from claims.forms.weights import WeightsForm
from claims.models import Review, Weights
from claims.text import checkworthiness

# Of the open claims that come first; counting them all would read the whole queue.
CARRIED = f"""
SELECT reason ->> 'name', count(*) FROM (
    SELECT reasons FROM claims_review WHERE state = 'open'
    ORDER BY state, urgency, claim_id LIMIT {COUNTED}
) open, jsonb_array_elements(reasons) reason GROUP BY 1
"""  # noqa: S608 -- a constant of ours


class Row(NamedTuple):
    """A reason on the page."""

    field: BoundField
    meaning: str
    default: float
    is_changed: bool
    carried: int


class WeightsAdmin(WalkAdmin):
    list_display = ("__str__", "changed_by", "changed_at", "finished")
    list_select_related = ("changed_by",)

    words = Words(
        "The claims will be scored anew in a moment.",
        "Scoring the claims anew",
        "All claims are scored by these weights.",
    )

    def walk(self) -> tuple[Weights, bool]:
        weights = Weights.objects.select_related("changed_by").get(pk=1)
        return weights, weights.is_due

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: object = None
    ) -> HttpResponse:
        permissions.require(permissions.can_administer(person(request)))
        if object_id != "1":
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        asked = request.POST if request.method == "POST" else {}
        form = WeightsForm(asked or None, weights=Weights.current().present)
        status = 200
        if "again" in asked:
            tasks.queue_rescoring()
            return redirect(request.path)
        if "defaults" in asked or form.is_valid():
            wanted = {} if "defaults" in asked else form.cleaned_data
            try:
                changed = tasks.change_weights(wanted, by=person(request), seen=form.seen())
            except steering.SomeoneWasFaster as error:
                form, status = form.over(error.theirs), 409
                form.full_clean()
                form.add_error(None, str(error))
            else:
                _tell(request, changed)
                return redirect(request.path)
        return self._page(request, form, status)

    def _page(self, request: HttpRequest, form: WeightsForm, status: int) -> HttpResponse:
        progress = self.progress()
        weights = progress["walk"]
        with connection.cursor() as cursor:
            cursor.execute(CARRIED)
            carried = dict(cursor.fetchall())
        counted = Review.objects.open()[:COUNTED].count()
        context = {
            **self.admin_site.each_context(request),
            **progress,
            "title": "How much each reason counts",
            "opts": self.opts,
            "form": form,
            "raising": list(_rows(form, weights, carried, raising=True)),
            "lowering": list(_rows(form, weights, carried, raising=False)),
            "counted": "the first " * (counted >= COUNTED) + f"{counted:,}",
            "must_check": checkworthiness.MUST_CHECK,
            "should_check": checkworthiness.SHOULD_CHECK,
            "start": f"{checkworthiness.BASE:+g}".replace("-", "−"),
        }
        return TemplateResponse(request, "admin/weights.html", context, status=status)


def _tell(request: HttpRequest, changed: bool) -> None:
    if changed:
        messages.success(request, "Saved. The claims are being scored anew.")
    else:
        messages.info(request, "Nothing was changed: the weights are these already.")


def _rows(
    form: WeightsForm, weights: Weights, carried: Mapping[str, int], *, raising: bool
) -> Iterator[Row]:
    present = weights.present
    for name, default in checkworthiness.WEIGHTS.items():
        if checkworthiness.raises(name) == raising:
            yield Row(
                form[name],
                checkworthiness.MEANINGS[name],
                default,
                present[name] != default,
                carried.get(name, 0),
            )
