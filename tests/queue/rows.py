"""What the tests of the queue share."""

import itertools

from django.http import HttpResponse

from claims.models import Claim
from tests.factories import make_article, make_claim

_articles = itertools.count(1)


def make_claims(number: int, **review: object) -> list[Claim]:
    """So many claims of one article, each of its own words."""
    sentences = "".join(f"Claim number {n} stands here. " for n in range(number))
    article = make_article(f"Article {next(_articles)}. {sentences}")
    return [
        make_claim(article, quote=f"Claim number {n} stands here.", **review) for n in range(number)
    ]


def keys(response: HttpResponse) -> list[int]:
    """The claims on the page, in its order."""
    return [row.key for row in response.context["rows"]]  # type: ignore[attr-defined]
