"""Record what was tried."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from claims import reviewing
from claims.models import Attempt, Review
from tests.factories import make_attempt, make_claim, make_user

pytestmark = pytest.mark.django_db

CALLED = {"kind": "call", "what": "Called the ministry; no answer."}


@pytest.fixture
def checker(client):
    user = make_user("Checker")
    client.force_login(user)
    return user


@pytest.fixture
def review():
    return make_claim().review


def url(review: Review) -> str:
    return reverse("attempt_add", args=[review.pk])


def test_it_records_the_attempt(client, checker, review) -> None:
    typed = {**CALLED, "reply_due": "2026-11-22T16:00"}
    response = client.post(url(review), typed, follow=True)
    attempt = Attempt.objects.get()
    assert attempt.by == checker
    assert attempt.reply_due == datetime(2026, 11, 22, 16, tzinfo=UTC)
    assert "Called the ministry; no answer." in response.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"what": ""}, "Say what was tried, and what came of it."),
        ({"kind": "prayer"}, "prayer is not one of the available choices."),
        ({"reply_due": "soon"}, "Enter a valid date/time."),
        ({"what": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_it_asks_for_what_is_wrong(client, checker, review, wrong, sentence) -> None:
    response = client.post(url(review), {**CALLED, **wrong})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Attempt.objects.count() == 0


def test_it_keeps_the_words_once_a_verdict_is_proposed(client, checker, review) -> None:
    make_attempt(review)
    reviewing.propose_verdict(
        review, verdict="unverified", reason="No answer.", by=make_user("Checker")
    )
    response = client.post(url(review), CALLED)
    assert response.status_code == 409
    assert "The claim is awaiting sign-off" in response.content.decode()
    assert "Called the ministry; no answer." in response.content.decode()
    assert Attempt.objects.count() == 1


def test_it_refuses_a_reporter(client, review) -> None:
    client.force_login(make_user("Reporter"))
    assert client.post(url(review), CALLED).status_code == 403
    assert Attempt.objects.count() == 0


def test_it_takes_post_only(client, checker, review) -> None:
    assert client.get(url(review)).status_code == 405
