"""The CSV of the filtered list."""

import csv
import io
import re

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import User
from tests.factories import make_claim, make_review, make_user
from tests.queue.rows import make_claims

pytestmark = pytest.mark.django_db

URL = "/queue/claims.csv"


@pytest.fixture
def checker(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


def rows(response: object) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_it_is_the_filtered_list_all_pages_of_it(client: Client, checker: User) -> None:
    claims = make_claims(60)
    make_claim(wording="Something else")

    response = client.get(URL, {"q": "state:open number"})

    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    name = f"claims-{timezone.now():%Y-%m-%d}"
    assert re.fullmatch(
        rf'attachment; filename="{name}-\d{{4}}\.csv"', response["Content-Disposition"]
    )
    assert response["Cache-Control"] == "no-store"
    assert [row["id"] for row in rows(response)] == [claim.reference for claim in claims]


def test_the_bare_address_is_the_first_view(client: Client, checker: User) -> None:
    must = make_review()
    make_review(band="minor")

    assert [row["id"] for row in rows(client.get(URL))] == [must.claim.reference]


def test_it_keeps_the_lists_order(client: Client, checker: User) -> None:
    low, high = make_review(worth=0.7, pinned=True), make_review(worth=0.9)

    def ids(order: str) -> list[str]:
        return [row["id"] for row in rows(client.get(URL, {"q": f"state:open order:{order}"}))]

    assert ids("urgency") == [low.claim.reference, high.claim.reference]
    assert ids("worth") == [high.claim.reference, low.claim.reference]


def test_a_bad_filter_makes_no_file(client: Client, checker: User) -> None:
    for query in ({"q": "state:gone"}, {"state": "gone"}):
        response = client.get(URL, query)

        assert response.status_code == 302
        assert response.url == "/queue/?q=state%3Agone"  # type: ignore[attr-defined]


def test_a_former_address_is_the_same_file(client: Client, checker: User) -> None:
    make_review(band="minor")
    must = make_review()

    response = client.get(URL, {"state": "open", "band": "must"})

    assert [row["id"] for row in rows(response)] == [must.claim.reference]


def test_it_refuses_reporters(client: Client) -> None:
    client.force_login(make_user("Reporter"))

    assert client.get(URL).status_code == 403


def test_it_takes_no_post(client: Client, checker: User) -> None:
    assert client.post(URL).status_code == 405
