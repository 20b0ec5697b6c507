"""Assign, prioritise, pin and park one claim from its page."""

import pytest
from django.urls import reverse

from claims.models import Event, Review
from tests.factories import make_claim, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    return make_claim().review


def url(review: Review) -> str:
    return reverse("claim_steer", args=[review.pk])


@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        ({"action": "priority", "priority": "2"}, "priority", 2),
        ({"action": "pin"}, "pinned", True),
        ({"action": "park", "reason": "Waits for the court."}, "parked", True),
    ],
)
def test_it_steers(client, review, given, field: str, value: object) -> None:
    client.force_login(make_user("Editor"))
    assert client.post(url(review), given).status_code == 302
    review.refresh_from_db()
    assert getattr(review, field) == value
    assert Event.objects.of(review).last().reason == given.get("reason", "")


@pytest.mark.parametrize(("action", "field"), [("unpin", "pinned"), ("unpark", "parked")])
def test_it_takes_back(client, action: str, field: str) -> None:
    review = make_claim(**{field: True}).review
    client.force_login(make_user("Editor"))
    client.post(url(review), {"action": action})
    review.refresh_from_db()
    assert getattr(review, field) is False


def test_it_gives_a_claim_to_a_checker_and_back(client, review) -> None:
    client.force_login(make_user("Editor"))
    checker = make_user("Checker")
    client.post(url(review), {"action": "assign", "to": checker.pk})
    review.refresh_from_db()
    assert review.assignee == checker
    client.post(url(review), {"action": "assign", "to": ""})
    review.refresh_from_db()
    assert review.assignee is None


def test_it_lets_a_checker_give_a_claim_to_themselves(client, review) -> None:
    checker = make_user("Checker")
    client.force_login(checker)
    page = client.get(review.get_absolute_url()).content.decode()
    assert f'name="to" value="{checker.pk}">Give it to me' in page
    client.post(url(review), {"action": "assign", "to": checker.pk})
    review.refresh_from_db()
    assert review.assignee == checker
    assert "Give it back" in client.get(review.get_absolute_url()).content.decode()


@pytest.mark.parametrize("action", ["pin", "park", "priority"])
def test_it_refuses_a_checker(client, review, action: str) -> None:
    client.force_login(make_user("Checker"))
    response = client.post(url(review), {"action": action, "priority": "1"})
    assert response.status_code == 403
    assert Event.objects.of(review).count() == 0


def test_it_refuses_a_reporter_as_assignee(client, review) -> None:
    client.force_login(make_user("Editor"))
    to = make_user("Reporter")
    response = client.post(url(review), {"action": "assign", "to": to.pk}, follow=True)
    assert response.status_code == 403
    review.refresh_from_db()
    assert review.assignee is None


@pytest.mark.parametrize(
    "given",
    [{"action": "promote"}, {}, {"action": "priority"}, {"action": "priority", "priority": "9"}],
)
def test_it_says_what_it_does_not_understand(client, review, given) -> None:
    client.force_login(make_user("Editor"))
    response = client.post(url(review), given, follow=True)
    assert "notice-error" in response.content.decode()
    assert Event.objects.of(review).count() == 0


def test_it_changes_nothing_the_second_time(client, review) -> None:
    client.force_login(make_user("Editor"))
    client.post(url(review), {"action": "pin"})
    response = client.post(url(review), {"action": "pin"}, follow=True)
    assert "it was so already" in response.content.decode()
    assert Event.objects.of(review).count() == 1


def test_it_takes_post_only(client, review) -> None:
    client.force_login(make_user("Editor"))
    assert client.get(url(review)).status_code == 405
