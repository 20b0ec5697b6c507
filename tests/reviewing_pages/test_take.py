"""Take a claim and put it back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import triage
from claims.models import Event, Review
from tests.factories import make_claim, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    return make_claim().review


def take(review: Review) -> str:
    return reverse("claim_take", args=[review.pk])


def put_back(review: Review) -> str:
    return reverse("claim_release", args=[review.pk])


def test_it_holds_the_claim(client, checker, review) -> None:
    response = client.post(take(review), {"list": "worth:must"}, follow=True)
    review.refresh_from_db()
    assert review.is_held_by(checker, at=timezone.now())
    assert "held by you for" in response.content.decode()
    assert '<a href="/queue/?q=worth%3Amust" rel="up">' in response.content.decode()


def test_it_does_not_take_what_another_holds(client, checker, review) -> None:
    other = make_user("Checker", first_name="Carol")
    triage.take_claim(review, by=other)
    response = client.post(take(review), follow=True)
    assert "Carol has just taken this claim." in response.content.decode()
    review.refresh_from_db()
    assert review.held_by == other


def test_it_records_taking_twice_once(client, checker, review) -> None:
    client.post(take(review))
    client.post(take(review))
    assert Event.objects.of(review).count() == 1


def test_it_puts_back(client, checker, review) -> None:
    client.post(take(review))
    response = client.post(put_back(review), follow=True)
    review.refresh_from_db()
    assert review.held_by is None
    assert "anybody can take the claim now" in response.content.decode()


def test_it_puts_back_nothing_of_others(client, checker, review) -> None:
    other = make_user("Checker")
    triage.take_claim(review, by=other)
    response = client.post(put_back(review), follow=True)
    review.refresh_from_db()
    assert review.held_by == other
    assert "You did not hold this claim any more." in response.content.decode()


@pytest.mark.parametrize("url", [take, put_back])
def test_it_refuses_a_reporter(client, review, url) -> None:
    client.force_login(make_user("Reporter"))
    assert client.post(url(review)).status_code == 403
    assert Event.objects.of(review).count() == 0


@pytest.mark.parametrize("url", [take, put_back])
def test_it_takes_post_only(client, checker, review, url) -> None:
    assert client.get(url(review)).status_code == 405
