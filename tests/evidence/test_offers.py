"""What the panel of a claim offers to link before anything is typed, and in which order."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import Claim, EvidenceLink, Review, User, Verdict
from claims.views import evidence_offers
from tests.factories import (
    make_article,
    make_claim,
    make_evidence,
    make_link,
    make_match,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return make_claim(make_article("The zeppelin holds 37 people. It rained."), quote="It rained.")


def offered(html: str) -> list[str]:
    return re.findall(r'<li class="offer">.*?<strong dir="auto">(.*?)</strong>', html, re.S)


def page(client: Client, claim: Claim, **query: str) -> str:
    return client.get(claim.get_absolute_url(), query).text


def settle(claim: Claim) -> None:
    checker, editor = make_user("Checker"), make_user("Editor")
    verdict = Verdict.objects.create(
        review=claim.review, verdict="contested", reason="Read it.", by=checker, at=timezone.now()
    )
    Review.objects.filter(pk=claim.pk).update(
        state="settled",
        verdict=verdict,
        proposed_by=checker,
        signed_off_by=editor,
        signed_off_at=timezone.now(),
    )


def test_it_puts_the_likeliest_first(client: Client, checker: User, claim: Claim) -> None:
    settled, same, told, beside = (
        make_claim(),
        make_claim(),
        make_claim(),
        make_claim(claim.article, quote="The zeppelin holds 37 people."),
    )
    settle(settled)
    make_match(claim, settled)
    make_match(claim, same)
    make_story(claim, told)
    make_evidence(title="6 new")
    make_link(make_claim().review, title="5 mine", by=checker)
    make_link(beside.review, title="4 article")
    make_link(told.review, title="3 story")
    make_link(same.review, title="2 same fact")
    make_link(settled.review, stance="refutes", title="1 settled")
    html = page(client, claim)
    assert [title[0] for title in offered(html)] == ["1", "2", "3", "4", "5", "6"]
    first = re.split(r'<li class="offer">', html)[1]
    assert f'The same fact: refutes <a href="/claims/{settled.pk}/">FC-{settled.pk}</a>' in first
    assert "pill-contested" in first
    assert "used by 1 claim" in first


def test_it_gives_nine_a_number_and_three_buttons(client: Client, checker: User) -> None:
    claim = make_claim()
    for number in range(12):
        make_evidence(title=f"Source {number}", by=checker)
    html = page(client, claim)
    assert len(offered(html)) == 9
    assert re.findall(r'value="supports" data-number="(\S+)"', html) == list("123456789")
    assert re.findall(r'value="refutes" data-number="shift\+(\S+)"', html) == list("123456789")
    assert html.count('name="stance" value="context"') == 9 + 1


def test_it_puts_what_shares_words_before_what_is_newer(
    client: Client, checker: User, claim: Claim
) -> None:
    claim.wording = "The zeppelin holds 37 people"
    claim.save()
    make_evidence(title="About zeppelins", passage="One zeppelin had 37 berths.", by=checker)
    make_evidence(title="About trains", by=checker)
    assert offered(page(client, claim)) == ["About zeppelins", "About trains"]


def test_it_offers_each_source_once_and_none_that_is_linked(
    client: Client, checker: User, claim: Claim
) -> None:
    other = make_claim(claim.article, quote="The zeppelin holds 37 people.")
    link = make_link(other.review, title="Register", by=checker)
    EvidenceLink.objects.create(
        review=make_claim().review,
        evidence=link.evidence,
        stance="context",
        by=checker,
        at=timezone.now() + timedelta(hours=1),
    )
    make_link(claim.review, title="Linked")
    gone = make_link(other.review, title="Gone")
    EvidenceLink.objects.filter(pk=gone.pk).update(removed_at=timezone.now())
    html = page(client, claim)
    assert offered(html) == ["Register", "Gone"]
    assert "used by 2 claims" in html
    assert "not used yet" in html


def test_it_is_shown_to_nobody_who_could_not_link(client: Client, claim: Claim) -> None:
    make_evidence(title="Register")
    reporter = make_user("Reporter")
    claim.article.submitted_by = reporter
    claim.article.save()
    client.force_login(reporter)
    assert "Register" not in page(client, claim)
    client.force_login(make_user("Checker"))
    assert offered(page(client, claim)) == ["Register"]
    settle(claim)
    assert "Register" not in page(client, claim)


def test_it_asks_two_questions_however_much_there_is(
    checker: User, claim: Claim, django_assert_num_queries: Any
) -> None:
    for number in range(30):
        make_link(make_claim().review, title=f"Source {number}", by=checker)
    checker.get_all_permissions()
    with django_assert_num_queries(2):
        offers = evidence_offers.suggested(claim.review, [], [], checker)
    assert [offer.number for offer in offers] == [*range(1, 10)]
