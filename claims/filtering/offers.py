"""Values out of the desk's own rows, for what somebody has typed of them so far."""

from typing import NamedTuple

from claims.filtering.conditions import Asking
from claims.models import Article, Claim

# More than these nobody reads while typing.
OFFERED = 8
# So many claims are looked at for the names of their claimants.
_CLAIMS = 200


class Offer(NamedTuple):
    """A value, and what to say beside it where the value alone says little."""

    text: str
    label: str = ""


def outlets(begun: str, asking: Asking) -> list[Offer]:
    sought = begun.casefold()
    return [Offer(name) for _, name in asking.outlets if sought in name.casefold()][:OFFERED]


def people(begun: str, asking: Asking) -> list[Offer]:
    sought = begun.casefold().removeprefix("@")
    found = [
        Offer(person.username, person.name)
        for person in asking.people
        if sought in person.username.casefold() or sought in person.name.casefold()
    ]
    return found[:OFFERED]


def claimants(begun: str, asking: Asking) -> list[Offer]:
    """Claimants whose names hold the words; the index of the search box finds three letters."""
    if len(begun) < 2:
        return []
    claims = Claim.objects.filter(claimant__icontains=begun)
    if asking.user is not None:
        claims = claims.visible_to(asking.user)
    names = claims.values_list("claimant", flat=True).order_by()[:_CLAIMS]
    return [Offer(name) for name in sorted(set(names), key=str.casefold)][:OFFERED]


def articles(begun: str, asking: Asking) -> list[Offer]:
    found = Article.objects.without_text().order_by("-received_at", "-pk")
    if asking.user is not None:
        found = found.visible_to(asking.user)
    for word in begun.split()[:5]:
        found = found.filter(headline__icontains=word)
    return [Offer(str(article.pk), article.title) for article in found[:OFFERED]]
