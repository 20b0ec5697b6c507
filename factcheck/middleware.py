"""Headers that every response carries, and a sentence for forms that are too large."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
