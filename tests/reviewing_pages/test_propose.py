"""Propose a verdict: stay, or go on to the next claim; refused without losing a word."""

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import reviewing, triage
from claims.models import Event, Review, Verdict
from tests.factories import make_attempt, make_claim, make_link, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    review = make_claim().review
    make_link(review, kind="primary")
    return review


def url(review: Review) -> str:
    return reverse("claim_propose", args=[review.pk])


READ = {"verdict": "verified", "reason": "Read the register."}


def test_it_proposes_and_stays(client, checker, review) -> None:
    response = client.post(url(review), {**READ, "list": "state:open"}, follow=True)
    assert response.redirect_chain == [(f"{review.get_absolute_url()}?list=state%3Aopen", 302)]
    review.refresh_from_db()
    assert review.state == "proposed"
    assert review.verdict.reason == "Read the register."
    assert review.proposed_by == checker
    assert "notice-success" in response.content.decode()


def test_it_goes_on_to_the_next_free_claim(client, checker, review) -> None:
    following = make_claim().review
    response = client.post(url(review), {**READ, "then": "next"})
    assert response["Location"] == f"{following.get_absolute_url()}?from={review.pk}"
    following.refresh_from_db()
    assert following.is_held_by(checker, at=timezone.now())


def test_it_goes_on_in_the_list_one_came_from(client, checker, review) -> None:
    Review.objects.update(worth=0.8)
    first, following = (make_claim(worth=worth).review for worth in (0.9, 0.7))
    make_claim(worth=0.75, band="check")
    going = {**READ, "then": "next", "list": "state:open worth:must"}
    response = client.post(url(review), going, follow=True)
    address = f"/claims/{following.pk}/?list=state%3Aopen+worth%3Amust&from={review.pk}"
    assert response.redirect_chain == [(address, 302)]
    assert "Here is the next one." in response.content.decode()

    make_link(following, kind="primary")
    response = client.post(url(following), going, follow=True)
    assert response.redirect_chain[0][0].startswith(f"/claims/{first.pk}/")
    assert "That was the end of the list: on from its beginning." in response.content.decode()


@pytest.mark.parametrize("kept", ["state:open worth:must", "state=open&band=must"])
def test_it_goes_back_to_the_list_when_nothing_is_left(client, checker, review, kept) -> None:
    make_claim(band="check")
    response = client.post(url(review), {**READ, "then": "next", "list": kept})
    assert response["Location"] == "/queue/?q=state%3Aopen+worth%3Amust"


def test_it_begins_the_reason_with_the_evidence_and_asks(client, checker, review) -> None:
    """Without a script the reason comes with the answer."""
    response = client.post(url(review), {**READ, "reason": " "})
    html = response.content.decode()
    title = review.links.get().evidence.title
    assert response.status_code == 422
    assert f"Supported by “{title}” (example.org, primary).</textarea>" in html
    assert "This one is made of what is linked" in html


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"reason": " "}, "Every verdict needs a reason."),
        ({"verdict": ""}, "Choose verified, unverified or contested."),
        ({"verdict": "true"}, "true is not one of the available choices."),
    ],
)
def test_it_asks_for_what_is_missing(client, checker, review, missing, sentence) -> None:
    response = client.post(url(review), {**READ, **missing})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Verdict.objects.count() == 0


def test_it_keeps_the_words_where_the_policy_is_not_met(client, checker, review) -> None:
    typed = {"verdict": "contested", "reason": "The <two> registers differ."}
    response = client.post(url(review), typed)
    html = response.content.decode()
    assert response.status_code == 422
    assert "The policy asks for one source on each side" in html
    assert "The &lt;two&gt; registers differ.</textarea>" in html
    assert 'value="contested" data-key="c"' in html
    assert html.split('value="contested" data-key="c"')[1].split(">")[0].endswith("checked")
    assert Event.objects.of(review).count() == 0


def test_it_takes_an_override_from_an_editor(client, review) -> None:
    client.force_login(make_user("Editor"))
    typed = {"verdict": "contested", "reason": "Both said so.", "override_reason": "On the phone."}
    assert client.post(url(review), typed).status_code == 302
    assert Verdict.objects.get().override_reason == "On the phone."


def test_it_takes_no_override_from_a_checker(client, checker, review) -> None:
    typed = {"verdict": "contested", "reason": "Both said so.", "override_reason": "On the phone."}
    response = client.post(url(review), typed)
    assert response.status_code == 403
    assert "Only editors may set the policy aside." in response.content.decode()
    assert "Both said so." in response.content.decode()
    assert Verdict.objects.count() == 0


def test_it_shows_what_was_typed_when_someone_was_faster(client, checker, review) -> None:
    make_attempt(review)
    other = make_user("Checker", first_name="Carol", last_name="Adeyemi")
    reviewing.propose_verdict(review, verdict="unverified", reason="No answer.", by=other)
    response = client.post(url(review), {**READ, "reason": "My own long reason."})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Someone else was faster. Carol Adeyemi: verdict proposed." in html
    assert "What you typed" in html
    assert "My own long reason." in html
    assert Verdict.objects.get().by == other


def test_it_shows_what_was_typed_when_another_holds_it(client, checker, review) -> None:
    other = make_user("Checker", first_name="Carol")
    triage.take_claim(review, by=other)
    response = client.post(url(review), READ)
    html = response.content.decode()
    assert response.status_code == 403
    assert "Carol is working on this claim right now." in html
    assert "Read the register." in html
    assert Verdict.objects.count() == 0


def test_it_tells_the_second_time_apart(client, checker, review) -> None:
    assert client.post(url(review), READ).status_code == 302
    assert client.post(url(review), READ).status_code == 409
    assert Verdict.objects.count() == 1


def test_it_renews_the_lease_even_when_refused(client, checker, review) -> None:
    triage.take_claim(review, by=checker)
    Review.objects.update(held_until=timezone.now() + triage.GRACE)
    client.post(url(review), {**READ, "reason": ""})
    review.refresh_from_db()
    assert review.held_until > timezone.now() + 2 * triage.GRACE


def test_it_refuses_a_reporter(client, review) -> None:
    client.force_login(make_user("Reporter"))
    assert client.post(url(review), READ).status_code == 403
    assert Verdict.objects.count() == 0


def test_it_takes_post_only(client, checker, review) -> None:
    assert client.get(url(review)).status_code == 405
