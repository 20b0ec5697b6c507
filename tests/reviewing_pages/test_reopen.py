"""Open a settled claim again, with a reason."""

import pytest
from django.urls import reverse

from claims import reviewing
from claims.models import Review
from tests.factories import make_claim, make_link, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    review = make_claim().review
    make_link(review, kind="primary")
    reviewing.propose_verdict(
        review, verdict="verified", reason="Read it.", by=make_user("Checker")
    )
    reviewing.sign_off(review, by=make_user("Editor"))
    return Review.objects.get()


def url(review: Review) -> str:
    return reverse("claim_reopen", args=[review.pk])


def test_it_opens_the_claim_again(client, review) -> None:
    client.force_login(make_user("Editor"))
    response = client.post(url(review), {"reason": "A new figure."}, follow=True)
    review.refresh_from_db()
    assert review.state == "open"
    assert "A new figure." in response.content.decode()


def test_it_asks_for_a_reason(client, review) -> None:
    client.force_login(make_user("Editor"))
    response = client.post(url(review), {"reason": ""})
    assert response.status_code == 422
    assert "Say why the claim is opened again." in response.content.decode()
    review.refresh_from_db()
    assert review.state == "settled"


def test_it_refuses_a_checker_and_keeps_the_reason(client, review) -> None:
    client.force_login(make_user("Checker"))
    response = client.post(url(review), {"reason": "A new figure."})
    assert response.status_code == 403
    assert "Only editors open settled claims again." in response.content.decode()
    assert "A new figure." in response.content.decode()


def test_it_tells_the_second_time_apart(client, review) -> None:
    client.force_login(make_user("Editor"))
    assert client.post(url(review), {"reason": "A new figure."}).status_code == 302
    response = client.post(url(review), {"reason": "A newer figure."})
    assert response.status_code == 409
    assert "A newer figure." in response.content.decode()


def test_it_takes_post_only(client, review) -> None:
    client.force_login(make_user("Editor"))
    assert client.get(url(review)).status_code == 405
