"""Renew a lease while the page is open, let it run out when the page is left."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import triage
from claims.models import Event, Review
from tests.factories import make_claim, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(checker):
    review = triage.take_claim(make_claim().review, by=checker)
    Review.objects.update(held_until=timezone.now() + timedelta(minutes=3))
    return review


def url(review: Review) -> str:
    return reverse("claim_lease", args=[review.pk])


def test_it_renews(client, held) -> None:
    response = client.post(url(held), {"action": "renew"})
    held.refresh_from_db()
    assert response.status_code == 204
    assert held.held_until > timezone.now() + timedelta(minutes=15)
    assert datetime.fromisoformat(response["Lease-Until"]) == held.held_until


def test_it_leaves_a_moment_for_coming_back(client, held) -> None:
    assert client.post(url(held), {"action": "leave"}).status_code == 204
    held.refresh_from_db()
    assert timezone.now() < held.held_until <= timezone.now() + triage.GRACE


def test_it_resumes_what_is_ours_still(client, held) -> None:
    response = client.post(url(held), {"action": "resume"})
    held.refresh_from_db()
    assert response.status_code == 204
    assert datetime.fromisoformat(response["Lease-Until"]) == held.held_until


def test_it_resumes_nothing_that_is_not(client, checker) -> None:
    review = make_claim().review
    response = client.post(url(review), {"action": "resume"})
    review.refresh_from_db()
    assert response.status_code == 204
    assert "Lease-Until" not in response
    assert review.held_by is None


@pytest.mark.parametrize("action", ["renew", "leave"])
def test_it_says_when_the_lease_is_lost(client, held, action: str) -> None:
    other = make_user("Checker")
    Review.objects.update(held_by=other)
    until = Review.objects.get().held_until
    assert client.post(url(held), {"action": action}).status_code == 409
    held.refresh_from_db()
    assert (held.held_by, held.held_until) == (other, until)


def test_it_takes_a_free_claim(client, checker) -> None:
    review = make_claim().review
    response = client.post(url(review), {"action": "take"})
    review.refresh_from_db()
    assert response.status_code == 204
    assert review.is_held_by(checker, at=timezone.now())
    assert datetime.fromisoformat(response["Lease-Until"]) == review.held_until
    assert Event.objects.of(review).last().action == "review.taken"


def test_it_says_who_has_the_claim_it_does_not_take(client, held) -> None:
    carol = make_user("Checker", first_name="Carol")
    Review.objects.update(held_by=carol)
    response = client.post(url(held), {"action": "take"})
    held.refresh_from_db()
    assert response.status_code == 409
    assert response.content.decode() == "Carol has just taken this claim."
    assert held.held_by == carol


def test_it_leaves_no_trace_in_history(client, held) -> None:
    events = Event.objects.count()
    client.post(url(held), {"action": "renew"})
    client.post(url(held), {"action": "leave"})
    assert Event.objects.count() == events


def test_it_knows_no_other_action(client, held) -> None:
    assert client.post(url(held), {"action": "keep"}).status_code == 400


def test_it_refuses_a_reporter(client, held) -> None:
    client.force_login(make_user("Reporter"))
    assert client.post(url(held), {"action": "renew"}).status_code == 403


def test_it_takes_post_only(client, held) -> None:
    assert client.get(url(held)).status_code == 405
