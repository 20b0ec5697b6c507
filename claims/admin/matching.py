"""The thresholds of matching, and how far the matching anew of all articles has come."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from claims import matching, permissions, steering, tasks
from claims.admin.base import person
from claims.admin.walks import WalkAdmin, Words
from claims.forms.matching import MatchingForm
from claims.models import Matching


class MatchingAdmin(WalkAdmin):
    list_display = ("__str__", "suggest_at", "join_at", "changed_by", "changed_at", "finished")
    list_select_related = ("changed_by",)

    words = Words(
        "All articles will be matched anew in a moment.",
        "Matching all articles anew",
        "All articles are matched by these thresholds.",
    )

    def walk(self) -> tuple[Matching, bool]:
        return Matching.objects.select_related("changed_by").get(pk=1), matching.is_due()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        permissions.require(permissions.can_administer(person(request)))
        if object_id != "1":
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        asked = request.POST if request.method == "POST" else None
        if asked is not None and "again" in asked:
            tasks.queue_rematching()
            return redirect(request.path)
        form = MatchingForm(asked, instance=Matching.current())
        status = 200
        if asked is not None and form.is_valid():
            try:
                changed = tasks.change_matching(
                    **form.cleaned_data, by=person(request), seen=form.seen()
                )
            except steering.MatchingRefused as error:
                form.add_error(None, str(error))
                status = 409
            else:
                _tell(request, changed)
                return redirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            **self.progress(),
            "title": "How sure matching must be",
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/matching.html", context, status=status)


def _tell(request: HttpRequest, changed: bool) -> None:
    if changed:
        messages.success(request, "Saved. All articles are being matched anew.")
    else:
        messages.info(request, "Nothing was changed: the thresholds are these already.")
