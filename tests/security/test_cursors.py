"""A cursor of one list, or of one order, says nothing to another."""

from itertools import permutations
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from claims.filtering.orders import ORDERS, Order
from claims.models import Article, Evidence, Review
from claims.views import articles, evidence_offers
from claims.views.paging import page_of
from tests.factories import make_article, make_claim, make_evidence, make_user

pytestmark = pytest.mark.django_db

Listed = tuple[str, Order, Any]
LISTS: list[Listed] = [
    ("articles", articles.NEWEST_FIRST, Article),
    ("evidence_library", evidence_offers.NEWEST, Evidence),
    *(("queue", order, Review) for order in ORDERS.values()),
]


def cursor_of(order: Order, model: Any) -> str:
    """The cursor of the page after the first row."""
    return page_of([model.objects.all()], order, size=1).next


@pytest.fixture
def rows() -> None:
    for _ in range(2):
        make_claim(make_article())
        make_evidence(by=make_user("Checker"))


@pytest.mark.parametrize(("one", "other"), list(permutations(LISTS, 2)))
def test_it_is_the_first_page_for_another_lists_cursor(
    client: Client, rows: None, one: Listed, other: Listed
) -> None:
    client.force_login(make_user("Editor"))
    name, order, _ = one
    query = {"page": cursor_of(*other[1:]), "q": f"order:{order.name}" if name == "queue" else ""}
    page = client.get(reverse(name), query).content.decode()
    assert "The list is sorted another way now: this is its first page." in page
    query["page"] = cursor_of(*one[1:])
    assert "first page." not in client.get(reverse(name), query).content.decode()


@pytest.mark.parametrize("one", LISTS)
def test_it_is_the_first_page_for_a_key_that_does_not_fit(rows: None, one: Listed) -> None:
    """Signed by us, as when the order had other columns."""
    _, order, model = one
    signer = signing.Signer(salt="claims.views.paging")
    *start, fitting = signer.unsign_object(cursor_of(order, model))
    for key in ([], [*fitting, 1], ["word" for _ in fitting], [{} for _ in fitting], 5, {"a": 1}):
        page = page_of([model.objects.all()], order, signer.sign_object([*start, key]))
        assert page.notice == "That page address is damaged: this is the first page."
        assert len(page.keys) == 2
