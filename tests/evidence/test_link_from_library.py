"""Link evidence to a claim from the library and from the page of a source."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import Claim, Review, User
from tests.factories import make_claim, make_evidence, make_link, make_user

pytestmark = pytest.mark.django_db

URL = "/evidence/"


@pytest.fixture
def claim() -> Claim:
    return make_claim()


def numbers(html: str) -> list[str]:
    return re.findall(r'value="supports" data-number="(\d)"', html)


def test_it_offers_the_claim_one_came_from(client: Client, checker: User, claim: Claim) -> None:
    for number in range(11):
        make_evidence(title=f"Source {number}", by=checker)
    make_link(claim.review, "refutes", title="Linked")
    for named in (claim.pk, claim.reference, claim.reference.lower()):
        html = client.get(URL, {"for": named, "list": "state:open"}).text
        assert numbers(html) == list("123456789")
        assert html.count(f'action="/claims/{claim.pk}/evidence/add/"') == 11
        assert html.count('name="list" value="state:open"') == 12
        assert f"linked to {claim.reference}" in html


def test_it_offers_the_claim_one_holds(client: Client, checker: User, claim: Claim) -> None:
    source = make_evidence()
    assert numbers(client.get(URL).text) == []
    until = timezone.now() + timedelta(minutes=5)
    Review.objects.filter(pk=claim.pk).update(held_by=checker, held_until=until)
    for page in (URL, source.get_absolute_url()):
        html = client.get(page).text
        assert numbers(html) == ["1"]
        assert claim.reference in html
    Review.objects.filter(pk=claim.pk).update(held_until=timezone.now())
    assert numbers(client.get(URL).text) == []


def test_it_says_on_the_page_of_a_source_that_it_is_linked(
    client: Client, checker: User, claim: Claim
) -> None:
    link = make_link(claim.review)
    html = client.get(link.evidence.get_absolute_url(), {"for": claim.pk}).text
    assert numbers(html) == []
    assert f"linked to {claim.reference}" in html


@pytest.mark.parametrize("named", ["0", "x", "999999", "9" * 30, "-1", "\0", "FC-"])
def test_it_says_when_there_is_no_such_claim(client: Client, checker: User, named: str) -> None:
    make_evidence()
    html = client.get(URL, {"for": named}).text
    assert "There is no claim of that number" in html
    assert numbers(html) == []


def test_it_says_why_a_claim_takes_none(client: Client, checker: User, claim: Claim) -> None:
    make_evidence()
    other = make_user("Checker")
    until = timezone.now() + timedelta(minutes=5)
    Review.objects.filter(pk=claim.pk).update(held_by=other, held_until=until)
    html = client.get(URL, {"for": claim.pk}).text
    assert f"{other} is working on this claim right now." in html
    assert numbers(html) == []
    Review.objects.filter(pk=claim.pk).update(state="dropped")
    assert "is dropped: no evidence can be linked" in client.get(URL, {"for": claim.pk}).text
