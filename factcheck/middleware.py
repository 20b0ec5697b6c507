"""Headers that every response carries, and a sentence for forms that are too large."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

FORM = "application/x-www-form-urlencoded"


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
    """Say that what was typed is too much, where Django would say "bad request" and no more."""

    def middleware(request: HttpRequest) -> HttpResponse:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isascii() and length.isdigit() else 0
        if request.content_type != FORM or not limit or size <= limit:
            return get_response(request)
        # A browser listens to the answer only once it has sent everything.
        for _ in range(0, min(size, 4 * limit), 2**20):
            if not request.read(2**20):
                break
        return render(request, "413.html", {"megabytes": limit // 2**20}, status=413)

    return middleware
