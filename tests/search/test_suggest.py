"""The list under the search box while one types."""

import re

import pytest
from django.test import Client

from claims.models import User
from tests.factories import make_article, make_claim, make_link, make_user

pytestmark = pytest.mark.django_db

URL = "/search/suggest/"
HTMX = {"HX-Request": "true"}


def options(html: str) -> list[str]:
    return re.findall(r'role="option" id="[^"]+" href="([^"]+)"', html)


def test_it_offers_what_fits_so_far(client: Client, checker: User) -> None:
    claims = [make_claim(wording=f"The zeppelin no. {number}") for number in range(5)]
    html = client.get(URL, {"q": "zepp"}, headers=HTMX).text
    newest = [claim.get_absolute_url() for claim in claims[:1:-1]]
    assert options(html) == [*newest, "/search/?q=zepp"]
    assert "<mark>zepp</mark>elin" in html
    assert "<html" not in html


def test_it_offers_a_claim_by_its_number(client: Client, checker: User) -> None:
    claim = make_claim()
    html = client.get(URL, {"q": claim.reference}, headers=HTMX).text
    assert options(html) == [claim.get_absolute_url()]


@pytest.mark.parametrize("typed", ["", "  ", "?", "\0", '"'])
def test_it_offers_nothing_for_nothing(client: Client, checker: User, typed: str) -> None:
    make_claim()
    assert options(client.get(URL, {"q": typed}, headers=HTMX).text) == []


def test_it_offers_a_reporter_only_what_is_theirs(client: Client) -> None:
    reporter = make_user("Reporter")
    own = make_claim(make_article(by=reporter), wording="Our zeppelin")
    make_link(own.review, title="Zeppelin informants", sensitive=True)
    other = make_claim(wording="Their zeppelin")
    client.force_login(reporter)
    html = client.get(URL, {"q": "zeppelin"}, headers=HTMX).text
    assert options(html) == [own.get_absolute_url(), "/search/?q=zeppelin"]
    assert "informants" not in html
    assert options(client.get(URL, {"q": other.reference}, headers=HTMX).text) == [
        f"/search/?q={other.reference}"
    ]


def test_it_sends_everybody_else_to_the_page(client: Client, checker: User) -> None:
    response = client.get(URL, {"q": "a b"})
    assert response.status_code == 302
    assert response["Location"] == "/search/?q=a+b"


def test_it_takes_get_only(client: Client, checker: User) -> None:
    assert client.post(URL).status_code == 405


def test_the_box_is_on_every_page_but_the_search_itself(client: Client) -> None:
    client.force_login(make_user("Reporter"))
    box = 'id="bar-q"'
    assert box in client.get("/articles/").text
    assert box in client.get("/claims/999999/").text
    page = client.get("/search/").text
    assert box not in page
    assert 'id="search-q"' in page
