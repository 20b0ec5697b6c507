"""Sign a verdict off, as its second reader."""

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
    return reverse("claim_sign_off", args=[review.pk])


def test_it_settles_the_claim(client, review) -> None:
    second = make_user("Editor", first_name="Bob")
    client.force_login(second)
    typed = {"seen": review.verdict_id, "note": "Read it too."}
    response = client.post(url(review), typed, follow=True)
    review.refresh_from_db()
    assert review.state == "settled"
    assert review.signed_off_by == second
    assert "signed off by Bob" in response.content.decode()
    assert "Read it too." in response.content.decode()


def test_it_goes_on_to_the_most_urgent_verdict_of_others(client, review, proposer) -> None:
    second = make_user("Editor")
    later, urgent, own = (make_claim().review for _ in range(3))
    for other, by in ((later, proposer), (urgent, proposer), (own, second)):
        make_link(other, kind="primary")
        reviewing.propose_verdict(other, verdict="verified", reason="Read it.", by=by)
    Review.objects.filter(pk=urgent.pk).update(priority=Review.Priority.URGENT)
    Review.objects.filter(pk=own.pk).update(pinned=True)
    client.force_login(second)

    typed = {"seen": review.verdict_id, "then": "next"}
    response = client.post(url(review), typed, follow=True)

    assert response.redirect_chain[-1][0].startswith(urgent.get_absolute_url())
    said = f"FC-{review.pk}: signed off. Here is the next one."
    assert said in response.content.decode()
    review.refresh_from_db()
    assert review.state == "settled"


def test_it_goes_on_in_the_list_one_came_from(client, review, proposer) -> None:
    later = make_claim(worth=0.1).review
    outside = make_claim(worth=0.5, band="check").review
    for other in (later, outside):
        make_link(other, kind="primary")
        reviewing.propose_verdict(other, verdict="verified", reason="Read it.", by=proposer)
    client.force_login(make_user("Editor"))
    typed = {"seen": review.verdict_id, "then": "next", "list": "state:proposed worth:must"}
    response = client.post(url(review), typed)
    kept = "list=state%3Aproposed+worth%3Amust"
    assert response["Location"] == f"/claims/{later.pk}/?{kept}&from={review.pk}"


@pytest.mark.parametrize(
    ("kept", "back", "sentence"),
    [
        ("state:proposed", "/queue/?q=state%3Aproposed", "Nothing more of this list awaits"),
        ("", "/queue/", "Nothing more awaits your sign-off."),
    ],
)
def test_it_goes_back_to_the_list_after_the_last_one(client, review, kept, back, sentence) -> None:
    client.force_login(make_user("Editor"))
    typed = {"seen": review.verdict_id, "then": "next", "list": kept}
    response = client.post(url(review), typed, follow=True)
    assert response.redirect_chain == [(back, 302)]
    assert sentence in response.content.decode()


def test_it_refuses_the_proposer_and_keeps_the_note(client, review, proposer) -> None:
    client.force_login(proposer)
    response = client.post(url(review), {"seen": review.verdict_id, "note": "My note."})
    assert response.status_code == 403
    assert "someone else must sign it off" in response.content.decode()
    assert "My note." in response.content.decode()
    review.refresh_from_db()
    assert review.state == "proposed"


def test_it_refuses_another_verdict_than_the_one_read(client, review, proposer) -> None:
    seen = review.verdict_id
    reviewing.send_back(review, by=make_user("Editor"), reason="Where?")
    reviewing.propose_verdict(review, verdict="verified", reason="Here.", by=proposer)
    client.force_login(make_user("Editor"))
    response = client.post(url(review), {"seen": seen, "note": "Fine by me."})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Someone else was faster" in html
    assert "Fine by me." in html
    assert f'name="seen" value="{seen}"' not in html
    review.refresh_from_db()
    assert review.state == "proposed"


def test_it_refuses_a_checker(client, review) -> None:
    client.force_login(make_user("Checker"))
    response = client.post(url(review), {"seen": review.verdict_id})
    assert response.status_code == 403
    assert "Only editors sign off verdicts." in response.content.decode()
    review.refresh_from_db()
    assert review.state == "proposed"


def test_it_tells_the_second_time_apart(client, review) -> None:
    client.force_login(make_user("Editor"))
    assert client.post(url(review), {"seen": review.verdict_id}).status_code == 302
    assert client.post(url(review), {"seen": review.verdict_id}).status_code == 409


def test_it_says_so_when_the_page_is_damaged(client, review) -> None:
    client.force_login(make_user("Editor"))
    response = client.post(url(review), {"seen": "x"})
    assert response.status_code == 422
    assert "notice-error" in response.content.decode()


def test_it_takes_post_only(client, review) -> None:
    client.force_login(make_user("Editor"))
    assert client.get(url(review)).status_code == 405
