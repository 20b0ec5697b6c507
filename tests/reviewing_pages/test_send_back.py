"""Send a verdict back, with a reason."""

import pytest
from django.urls import reverse

from claims import reviewing
from claims.models import Review
from tests.factories import make_claim, make_link, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposer():
    return make_user("Editor")


@pytest.fixture
def review(proposer):
    review = make_claim().review
    make_link(review, kind="primary")
    reviewing.propose_verdict(review, verdict="verified", reason="Read it.", by=proposer)
    return Review.objects.get()


def url(review: Review) -> str:
    return reverse("claim_send_back", args=[review.pk])


def test_it_opens_the_claim_again(client, review) -> None:
    client.force_login(make_user("Editor"))
    typed = {"seen": review.verdict_id, "reason": "Which page?"}
    response = client.post(url(review), typed, follow=True)
    review.refresh_from_db()
    assert review.state == "open"
    assert review.verdict is None
    assert "Which page?" in response.content.decode()


def test_it_asks_for_a_reason(client, review) -> None:
    client.force_login(make_user("Editor"))
    response = client.post(url(review), {"seen": review.verdict_id, "reason": " "})
    assert response.status_code == 422
    assert "Say why you send it back." in response.content.decode()
    review.refresh_from_db()
    assert review.state == "proposed"


def test_it_keeps_the_reason_when_someone_was_faster(client, review) -> None:
    seen = review.verdict_id
    reviewing.sign_off(review, by=make_user("Editor"))
    client.force_login(make_user("Editor"))
    response = client.post(url(review), {"seen": seen, "reason": "Which page, please?"})
    assert response.status_code == 409
    assert "Which page, please?" in response.content.decode()
    review.refresh_from_db()
    assert review.state == "settled"


def test_it_refuses_the_proposer(client, review, proposer) -> None:
    client.force_login(proposer)
    response = client.post(url(review), {"seen": review.verdict_id, "reason": "Which page?"})
    assert response.status_code == 403
    review.refresh_from_db()
    assert review.state == "proposed"


def test_it_takes_post_only(client, review) -> None:
    client.force_login(make_user("Editor"))
    assert client.get(url(review)).status_code == 405
