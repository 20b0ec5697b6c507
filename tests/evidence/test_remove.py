"""Take evidence away from a claim; it stays in the library."""

import pytest
from django.urls import reverse

from claims import reviewing, triage
from claims.models import Event, Evidence, EvidenceLink
from tests.factories import make_claim, make_link, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    return make_link(make_claim().review, kind="primary")


def url(link: EvidenceLink) -> str:
    return reverse("evidence_remove", args=[link.review_id, link.pk])


def test_it_removes_the_link_and_keeps_the_source(client, checker, link) -> None:
    client.post(url(link), {"reason": "Another hotline."})
    assert not EvidenceLink.objects.standing().exists()
    assert Evidence.objects.count() == 1
    assert Event.objects.of(link.review).last().reason == "Another hotline."


def test_it_removes_once(client, checker, link) -> None:
    client.post(url(link))
    events = Event.objects.count()
    response = client.post(url(link), follow=True)
    assert "It is removed already." in response.content.decode()
    assert Event.objects.count() == events


@pytest.mark.parametrize("reason", ["a\0b", "x" * 5001])
def test_it_refuses_a_reason_that_cannot_be_kept(client, checker, link, reason: str) -> None:
    response = client.post(url(link), {"reason": reason}, follow=True)
    assert "notice-error" in response.content.decode()
    assert EvidenceLink.objects.standing().count() == 1


def test_it_removes_nothing_under_a_verdict(client, checker, link) -> None:
    reviewing.propose_verdict(
        link.review, verdict="verified", reason="Read it.", by=make_user("Checker")
    )
    response = client.post(url(link), follow=True)
    assert "send the verdict back first" in response.content.decode()
    assert EvidenceLink.objects.standing().count() == 1


def test_it_removes_nothing_while_another_holds_the_claim(client, checker, link) -> None:
    triage.take_claim(link.review, by=make_user("Checker", first_name="Carol"))
    response = client.post(url(link), follow=True)
    assert "Carol is working on this claim right now." in response.content.decode()
    assert EvidenceLink.objects.standing().count() == 1


def test_it_does_not_know_the_link_of_another_claim(client, checker, link) -> None:
    other = make_claim()
    response = client.post(reverse("evidence_remove", args=[other.pk, link.pk]))
    assert response.status_code == 404
    assert EvidenceLink.objects.standing().count() == 1


def test_it_refuses_a_reporter(client, link) -> None:
    client.force_login(make_user("Reporter"))
    assert client.post(url(link)).status_code == 403
    assert EvidenceLink.objects.standing().count() == 1


def test_it_takes_post_only(client, checker, link) -> None:
    assert client.get(url(link)).status_code == 405
