"""Headers that every response carries, the reader's clock, and forms too late or too large."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.views.defaults import page_not_found

from claims import zones
from factcheck.accounts import came_from

SESSION_ENDED = "Your session has ended: sign in again. What you typed is kept by this browser."
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Send the content security policy, unless a view has set a stricter one (evidence files)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        return response

    return middleware


def one_page_of_what_is_not_there(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Show ours in development, too: Django's lists every address, to whoever tries the desk."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.DEBUG and response.status_code == 404:
            return page_not_found(request, Http404())
        return response

    return middleware


class SignInFirst(LoginRequiredMiddleware):
    """Send to the sign-in; from a form sent too late back to its page, which has what was typed."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        messages.info(request, SESSION_ENDED)
        return redirect_to_login(came_from(request), resolve_url(settings.LOGIN_URL))


def on_the_readers_clock(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Show and read times in the zone of whoever asks: see `claims.zones`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "time_zone", "")
        with timezone.override(zones.zone_of(chosen, request.COOKIES.get(zones.COOKIE, ""))):
            return get_response(request)

    return middleware


def refuse_oversized_forms(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say that what was typed is too much, where Django would say "bad request" and no more.

    And before a file of it is on the disk. Without a length Django reads no body at all.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        limit, size = _limit(request), _size(request)
        if size is None:
            return render(request, "400.html", status=400)
        if not limit or size <= limit:
            return get_response(request)
        # A browser listens to the answer only once it has sent everything.
        for _ in range(0, min(size, 4 * limit), 2**20):
            if not request.read(2**20):
                break
        return render(request, "413.html", {"megabytes": limit // 2**20}, status=413)

    return middleware


def _limit(request: HttpRequest) -> int | None:
    """How many bytes the body may have; None where nobody reads it."""
    if request.content_type == FORM:
        return settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if request.content_type == MULTIPART:
        signed_in = request.user.is_authenticated
        return settings.MULTIPART_MAX_SIZE if signed_in else settings.ANONYMOUS_MAX_SIZE
    return None


def _size(request: HttpRequest) -> int | None:
    """The length of the body: 0 where it is not told, as Django then reads none; None for a lie."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:  # also where it has thousands of digits
        return None
