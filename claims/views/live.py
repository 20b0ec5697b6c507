"""Pages that follow the desk: an open one shows what others do, without a reload.

    @require_GET
    @allowed(permissions.can_enter)
    @live(versions.claim, news=live_news.of_claim)
    def review(request, pk): …

Polling with an ETag, not a stream of server-sent events: each stream would hold one of the
synchronous workers and a database connection for as long as a tab is open, LISTEN does not pass
PgBouncer in transaction mode, proxies cut quiet streams, and a laptop that wakes must ask again
anyway. Asking costs one look-up by index and is answered with 304 nearly always.

There is no second template. The page carries its version (`data-live-version`, base.html);
static/js/live.js asks the same address every few seconds with `Live: 1` and `If-None-Match`. While
the version is the same, the answer is 304; else it is the whole page, of which live-swap.js takes
over what differs in the elements marked `data-live="<name>"`. Asking is not visiting: no message is
used up, no lease is renewed, nothing is stored in the session. Only who asks so is ever answered
with 304.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from hashlib import sha256
from typing import Any

from django.contrib.messages.storage.base import BaseStorage, Message
from django.http import HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.timezone import get_current_timezone_name

from claims.views.guards import P, SignedInRequest, View

# What the page is at, as short as the query that tells it; "" for what the person may not see.
Version = Callable[..., str]
# What others did since that version, in words worth saying aloud.
News = Callable[..., list[str]]


@dataclass(frozen=True)
class Live:
    """What base.html prints into a page that follows the desk."""

    version: str
    news: list[str] = field(default_factory=list)


class NothingToSay(BaseStorage):
    """Messages wait for the next page that somebody opens."""

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Message], bool]:
        return [], True

    def _store(self, messages: Any, response: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return []


def live(version: Version, *, news: News | None = None) -> Callable[[View[P]], View[P]]:
    """Let the page of a GET view follow `version`, and say `news` where it changed.

    Both take what the view takes; `news` after it the version that the page was at.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(
            request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            # Before the page is made: what happens meanwhile makes the next version.
            now = version(request, *args, **kwargs)
            if not now:
                return view(request, *args, **kwargs)
            tag = f"{now}~{_reader(request)}"
            if request.headers.get("Live") != "1":
                request.live = Live(tag)
                response = view(request, *args, **kwargs)
                patch_vary_headers(response, ["Live"])
                return response
            was = _bare(request.headers.get("If-None-Match", ""))
            if was == tag:
                return _uncached(HttpResponseNotModified(), tag)
            said = news(request, *args, was, **kwargs) if news else []
            request.live = Live(tag, said)
            request._messages = NothingToSay(request)  # type: ignore[attr-defined]
            response = view(request, *args, **kwargs)
            # The page's forms keep the token they have; its cookie is not prolonged either.
            request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
            return _uncached(response, tag)

        return answer

    return decorate


def _reader(request: SignedInRequest) -> str:
    """Whose page it is, by which clock, at which address: one's version is not another's."""
    place = f"{request.user.pk} {get_current_timezone_name()} {request.get_full_path()}"
    return sha256(place.encode()).hexdigest()[:12]


def _bare(tag: str) -> str:
    """The tag without its quotes, nor what a compressing proxy puts before them."""
    return tag.strip().removeprefix("W/").strip('"')


def _uncached(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response["ETag"] = f'"{tag}"'
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Live"])
    return response
