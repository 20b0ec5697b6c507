"""Back to the page that a person came from."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def path_in(request: HttpRequest) -> str:
    """The path of this site that the form's `next` holds; "" where it holds none."""
    path = request.POST.get("next", "")
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(
        path, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return path if is_ours else ""
