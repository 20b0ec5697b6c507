"""What people choose for themselves; signing in is allauth's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from claims import permissions, zones
from claims.forms.account import TimeZoneForm
from claims.views.guards import SignedInRequest, allowed


@require_http_methods(["GET", "POST"])
@allowed(permissions.can_enter)
def time_zone(request: SignedInRequest) -> HttpResponse:
    user = request.user
    told = request.COOKIES.get(zones.COOKIE, "")
    form = TimeZoneForm(
        request.POST if request.method == "POST" else None,
        initial={"time_zone": user.time_zone},
        told=zones.current_name(told) if told in zones.KNOWN else "",
    )
    if request.method == "POST" and form.is_valid():
        user.time_zone = form.cleaned_data["time_zone"]
        user.save(update_fields=["time_zone"])
        followed = zones.label(user.time_zone) if user.time_zone else "your browser’s time"
        messages.success(request, f"Times are shown in {followed} from now on.")
        return redirect("account_time_zone")
    return render(
        request,
        "account/time_zone.html",
        {"form": form, "zones": zones.offered(), "now": timezone.now()},
        status=422 if request.method == "POST" else 200,
    )
