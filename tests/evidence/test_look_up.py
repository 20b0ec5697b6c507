"""Look evidence up in the panel of a claim: by words, and by the address that is being typed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, User
from tests.evidence.test_offers import offered
from tests.factories import make_claim, make_evidence, make_link, make_user

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def claim() -> Claim:
    return make_claim()


def look_up(client: Client, claim: Claim, typed: str, **query: str) -> Any:
    url = reverse("evidence_find", args=[claim.pk])
    return client.get(url, {"find": typed, **query}, headers=HTMX)


def known(client: Client, claim: Claim, url: str) -> str:
    return client.get(reverse("evidence_known", args=[claim.pk]), {"url": url}, headers=HTMX).text


def test_it_finds_by_the_words_of_the_source_and_of_the_claims_it_served(
    client: Client, checker: User, claim: Claim
) -> None:
    make_evidence(title="Register of zeppelins")
    make_link(make_claim(wording="Ten zeppelins flew").review, title="A photograph")
    make_evidence(title="Something else")
    for html in (
        look_up(client, claim, "zeppelin").text,
        client.get(claim.get_absolute_url(), {"find": "zeppelin"}).text,
    ):
        titles = [title.replace("<mark>", "").replace("</mark>", "") for title in offered(html)]
        assert titles == ["A photograph", "Register of zeppelins"]
        assert 'data-number="1"' in html


def test_it_keeps_the_words_and_the_list_in_the_address(
    client: Client, checker: User, claim: Claim
) -> None:
    response = look_up(client, claim, "a b", list="state:open")
    assert response["HX-Replace-Url"].endswith("?list=state%3Aopen&find=a+b")
    assert "<html" not in response.text
    assert look_up(client, claim, "")["HX-Replace-Url"] == claim.get_absolute_url()


def test_it_marks_what_is_linked(client: Client, checker: User, claim: Claim) -> None:
    link = make_link(claim.review, "refutes", title="Register of operators")
    html = look_up(client, claim, "register").text
    assert "Register" in html
    assert f'name="evidence" value="{link.evidence_id}"' not in html
    assert "data-number" not in html
    assert "pill-contested" in html


def test_it_suggests_again_when_the_box_is_emptied(
    client: Client, checker: User, claim: Claim
) -> None:
    make_evidence(title="Register")
    html = look_up(client, claim, " ").text
    assert offered(html) == ["Register"]
    assert "Suggested" in html


@pytest.mark.parametrize("typed", ["zz", "?", "\0", '"', "x" * 10_000, "\u202ezz", "<b>zz"])
def test_it_says_when_nothing_fits(client: Client, checker: User, claim: Claim, typed: str) -> None:
    make_evidence(title="Plain")
    response = look_up(client, claim, typed)
    assert response.status_code == 200
    assert "Nothing fits." in response.text
    assert "<b>zz" not in response.text


def test_it_shows_the_page_to_whoever_has_no_scripts(
    client: Client, checker: User, claim: Claim
) -> None:
    response = client.get(reverse("evidence_find", args=[claim.pk]), {"find": "a b"})
    assert response.status_code == 302
    assert response["Location"] == f"{claim.get_absolute_url()}?find=a+b"


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.org/a?b=1",
        "http://www.example.org/a?b=1",
        "EXAMPLE.org/a?b=1",
        " example.org/a?b=1#part ",
    ],
)
def test_it_offers_what_the_library_has_of_an_address(
    client: Client, checker: User, claim: Claim, typed: str
) -> None:
    make_evidence(title="The page", url="https://www.example.org/a?b=1")
    make_evidence(title="Another", url="https://example.org/a?b=12")
    make_evidence(title="A copy", url="https://copies.net/?of=https://example.org/a?b=1")
    html = known(client, claim, typed)
    assert "In the library already" in html
    assert "Another" not in html
    assert "A copy" not in html


def test_it_links_the_one_that_is_known(client: Client, checker: User, claim: Claim) -> None:
    there = make_evidence(title="The page", url="https://example.org/a")
    html = known(client, claim, "example.org/a")
    assert f'name="evidence" value="{there.pk}" form="known-form"' in html
    assert 'id="known-form"' in client.get(claim.get_absolute_url()).text
    client.post(
        reverse("evidence_add", args=[claim.pk]), {"evidence": there.pk, "stance": "refutes"}
    )
    assert claim.review.links.get().evidence == there
    html = known(client, claim, "example.org/a")
    assert "It is linked to this claim" in html
    assert "form=" not in html


@pytest.mark.parametrize(
    "typed", ["", "x", "\0", "javascript:alert(1)", "(" * 3000, "https://[", "*.?"]
)
def test_it_offers_nothing_for_no_address(
    client: Client, checker: User, claim: Claim, typed: str
) -> None:
    make_evidence()
    assert known(client, claim, typed).strip() == ""


def test_it_is_the_desks_alone(client: Client, claim: Claim) -> None:
    client.force_login(make_user("Reporter"))
    assert look_up(client, claim, "x").status_code == 403
