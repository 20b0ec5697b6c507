"""Addresses of lists of claims, and of claims that were opened from a list.

    /queue/?q=state:open+worth:must                     the list
    /claims/12/?list=state:open+worth:must&from=11      a claim of it, gone on to from FC-11

Both carry the list's query text, so its place is never lost. Old bookmarks hold the query strings
of before there was a language: they are translated.
"""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from claims.filtering import DEFAULT, is_former, translated
from claims.models import Review
from claims.views.guards import SignedInRequest

# The list of everything has an empty text, and so has no list at all: as a list it is called so.
EVERYTHING = "order:urgency"
_LONGEST = 2000


# --- the list itself ---


def text_in(query: QueryDict) -> str:
    """The list an address asks for; the bare one asks for the first view."""
    text = query.get("q")
    return DEFAULT if text is None else " ".join(text.splitlines()).strip()


def list_url(text: str, **more: str) -> str:
    """The list's page; of `more` what says something."""
    return f"{reverse('queue')}?{urlencode({'q': text, **_said(more)})}"


def former_address(query: QueryDict) -> str | None:
    """The address that a list of before there was a language has now; None for any other."""
    rest = query.copy()
    rest.pop("q", None)
    if not is_former(rest.urlencode()):
        return None
    return list_url(translated(query.urlencode()), page=query.get("page", ""))


# --- claims opened from it ---


def list_query(request: SignedInRequest) -> str:
    """The query text of the list the reader came from; "" for none, and for what is none."""
    given = request.POST.get("list") or request.GET.get("list", "")
    return "" if len(given) > _LONGEST or "\0" in given else translated(given).strip()


def list_address(request: SignedInRequest) -> str:
    """Back to the list the reader came from, or else to the first view."""
    text = list_query(request)
    return list_url(text) if text else reverse("queue")


def claim_url(pk: int, text: str = "", **more: str) -> str:
    """The claim's page, which leads back to the list `text`; "" for none."""
    known = _said({"list": text, **more})
    return reverse("review", args=[pk]) + (f"?{urlencode(known)}" if known else "")


def address(request: SignedInRequest, review: Review, **more: str) -> str:
    """The claim's page, which still knows the list the reader came from."""
    return claim_url(review.pk, list_query(request), **more)


def _said(given: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if value}
