"""Record what was tried."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import reviewing, triage
from claims.models import Attempt, Review
from tests.factories import make_attempt, make_claim, make_user

pytestmark = pytest.mark.django_db

CALLED = {"kind": "call", "what": "Called the ministry; no answer."}


@pytest.fixture
def review():
    return make_claim().review


def url(review: Review) -> str:
    return reverse("attempt_add", args=[review.pk])


def test_it_records_the_attempt(client, checker, review) -> None:
    due = (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    typed = {**CALLED, "reply_due": f"{due:%Y-%m-%dT%H:%M}"}
    response = client.post(url(review), typed, follow=True)
    attempt = Attempt.objects.get()
    assert attempt.by == checker
    assert attempt.reply_due == due
    assert "Called the ministry; no answer." in response.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"what": ""}, "Say what was tried, and what came of it."),
        ({"kind": "prayer"}, "prayer is not one of the available choices."),
        ({"reply_due": "soon"}, "Enter a valid date/time."),
        ({"reply_due": "0001-01-01T00:00+14:00"}, "Give a year between 2000 and 2100."),
        ({"reply_due": "9999-12-31T23:59-14:00"}, "Give a year between 2000 and 2100."),
        ({"reply_due": "2020-01-01T10:00"}, "That is in the past"),
        ({"what": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_it_asks_for_what_is_wrong(client, checker, review, wrong, sentence) -> None:
    response = client.post(url(review), {**CALLED, **wrong})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Attempt.objects.count() == 0


def test_it_takes_a_deadline_in_any_zone(client, checker, review) -> None:
    response = client.post(url(review), {**CALLED, "reply_due": "2099-01-01T10:00+23:59"})
    assert response.status_code == 302
    assert client.get(review.get_absolute_url()).status_code == 200
    assert Attempt.objects.get().reply_due.isoformat() == "2098-12-31T10:01:00+00:00"


def test_it_takes_a_free_claim(client, checker, review) -> None:
    client.post(url(review), CALLED)
    review.refresh_from_db()
    assert review.is_held_by(checker, at=timezone.now())


def test_it_leaves_a_claim_to_whoever_holds_it(client, checker, review) -> None:
    carol = make_user("Checker", first_name="Carol")
    triage.take_claim(review, by=carol)
    response = client.post(url(review), CALLED)
    review.refresh_from_db()
    assert response.status_code == 403
    assert "Called the ministry; no answer." in response.content.decode()
    assert review.held_by == carol


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
