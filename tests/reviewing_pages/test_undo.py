"""Undo one's own last step, until someone else has acted."""

import pytest
from django.urls import reverse

from claims import reviewing, triage
from claims.models import Event, EvidenceLink, Review
from tests.factories import make_attempt, make_claim, make_evidence, make_link, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(checker):
    review = make_claim().review
    reviewing.link_evidence(review, make_evidence(), stance="supports", by=checker)
    return review


def url(review: Review) -> str:
    return reverse("claim_undo", args=[review.pk])


def test_it_takes_back_the_step_that_the_page_names(client, checker, review) -> None:
    assert "Undo: evidence linked" in client.get(review.get_absolute_url()).content.decode()
    response = client.post(url(review), follow=True)
    assert "Undone: evidence linked." in response.content.decode()
    assert not EvidenceLink.objects.standing().exists()
    assert Event.objects.of(review).last().action == "review.step_undone"


def test_it_is_not_offered_after_someone_else_has_acted(client, checker, review) -> None:
    triage.pin([review], by=make_user("Editor"))
    assert "Undo:" not in client.get(review.get_absolute_url()).content.decode()
    response = client.post(url(review), follow=True)
    assert "nothing of yours to undo" in response.content.decode()
    assert EvidenceLink.objects.standing().exists()


def test_it_undoes_once(client, checker, review) -> None:
    client.post(url(review))
    events = Event.objects.count()
    response = client.post(url(review), follow=True)
    assert "nothing of yours to undo" in response.content.decode()
    assert Event.objects.count() == events


@pytest.fixture
def proposed(checker):
    review = make_claim().review
    make_link(review, kind="primary")
    reviewing.propose_verdict(review, verdict="verified", reason="Read it twice.", by=checker)
    return review


def test_it_brings_the_verdict_back_into_the_form(
    client, checker, proposed, django_assert_max_num_queries
) -> None:
    client.post(url(proposed))
    make_attempt(proposed)
    with django_assert_max_num_queries(18):
        html = client.get(proposed.get_absolute_url()).content.decode()
    assert "Read it twice.</textarea>" in html
    assert "required checked" in html


def test_it_brings_nothing_back_for_others_or_once_it_was_sent_back(
    client, checker, proposed
) -> None:
    client.post(url(proposed))
    client.force_login(make_user("Checker"))
    assert "</textarea>" in client.get(proposed.get_absolute_url()).content.decode()
    assert (
        "Read it twice.</textarea>" not in client.get(proposed.get_absolute_url()).content.decode()
    )
    reviewing.propose_verdict(proposed, verdict="verified", reason="Once more.", by=checker)
    reviewing.send_back(proposed, by=make_user("Editor"), reason="Where?")
    client.force_login(checker)
    assert "Once more.</textarea>" not in client.get(proposed.get_absolute_url()).content.decode()


def test_it_refuses_a_reporter(client, review) -> None:
    client.force_login(make_user("Reporter"))
    assert client.post(url(review)).status_code == 403
    assert EvidenceLink.objects.standing().exists()


def test_it_takes_post_only(client, checker, review) -> None:
    assert client.get(url(review)).status_code == 405
