"""What is done to several claims of the queue at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_POST

from claims import permissions, triage
from claims.filtering import ClaimList
from claims.forms.queue import SteerForm
from claims.models import User
from claims.views.addresses import list_url, text_in
from claims.views.guards import SignedInRequest, allowed
from claims.views.queue_page import Bulk, show_list
from claims.views.returning import path_in


@require_POST
@allowed(permissions.can_steer)
def steer(request: SignedInRequest) -> HttpResponse:
    claims = ClaimList(text_in(request.POST), user=request.user, at=timezone.now())
    form = SteerForm(request.POST, claims=claims, user=request.user)
    if not form.is_valid():
        return _refused(request, form.sentences)
    chosen = list(form.cleaned_data["claims"])
    try:
        changed = _steer({**form.cleaned_data, "claims": chosen}, by=request.user)
    except PermissionDenied as error:
        return _refused(request, [str(error)])
    messages.add_message(request, *_told(changed, len(chosen), form.cleaned_data))
    back = list_url(text_in(request.POST), page=request.POST.get("page", ""))
    return HttpResponseRedirect(path_in(request) or back)


def _steer(what: dict[str, Any], *, by: User) -> int:
    match what["action"]:
        case "assign":
            return triage.assign(what["claims"], to=what["to"], by=by)
        case "priority":
            return triage.prioritise(what["claims"], priority=what["priority"], by=by)
        case "pin" | "unpin":
            return triage.pin(what["claims"], by=by, pinned=what["action"] == "pin")
        case _:
            is_parked = what["action"] == "park"
            return triage.park(what["claims"], by=by, parked=is_parked, reason=what["reason"])


def _told(changed: int, chosen: int, what: dict[str, Any]) -> tuple[int, str]:
    done = {
        "assign": f"assigned to {what['to']}" if what["to"] else "assigned to nobody",
        "priority": "given that priority",
        "pin": "pinned",
        "unpin": "unpinned",
        "park": "parked",
        "unpark": "unparked",
    }[what["action"]]
    if changed == chosen:
        return messages.SUCCESS, f"{_counted(changed)} {done}."
    return messages.INFO, f"{_counted(changed)} of {chosen} {done}: the rest was so already."


def _counted(number: int) -> str:
    return "1 claim" if number == 1 else f"{number} claims"


def _refused(request: SignedInRequest, sentences: list[str]) -> HttpResponse:
    """The same list again with what was ticked and typed."""
    for sentence in sentences:
        messages.error(request, sentence)
    query = QueryDict(mutable=True)
    query["q"] = text_in(request.POST)
    query["page"] = request.POST.get("page", "")
    bulk = Bulk(
        frozenset(request.POST.getlist("claims")), bool(request.POST.get("whole")), request.POST
    )
    return show_list(request, query, bulk=bulk, status=422)
