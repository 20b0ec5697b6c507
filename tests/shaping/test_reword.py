"""Reword, drop and restore a claim."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Event, Review
from tests.factories import make_article, make_claim, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return make_claim()


def press(client, user, claim, action, **typed):
    client.force_login(user)
    return client.post(f"/claims/{claim.pk}/{action}/", typed)


def state_of(claim):
    return Review.objects.get(pk=claim.pk).state


def test_it_rewords(client, claim):
    response = press(client, make_user(), claim, "reword", wording="Ten people", reason="Clearer")
    assert response.url == claim.get_absolute_url()
    claim.refresh_from_db()
    assert (claim.wording, claim.quote) == ("Ten people", "The hotline has 10 operators.")
    event = Event.objects.of(claim).last()
    assert (event.action, event.reason) == (Event.Action.CLAIM_REWORDED, "Clearer")


def test_it_asks_for_the_wording_by_a_link_too(client, claim):
    client.force_login(make_user())
    page = client.get(f"/claims/{claim.pk}/reword/").content.decode()
    assert "The hotline has 10 operators.</textarea>" in page
    assert "<blockquote" in page


def test_it_keeps_the_wording_when_somebody_else_holds_the_claim(client, claim):
    holder = make_user(first_name="Carol", last_name="C")
    Review.objects.update(held_by=holder, held_until=timezone.now() + timedelta(minutes=5))
    response = press(client, make_user(), claim, "reword", wording="My words", reason="My reason")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Carol C is working on this claim right now." in page
    assert "My words" in page
    assert "My reason" in page
    claim.refresh_from_db()
    assert claim.wording == "The hotline has 10 operators."
    assert press(client, holder, claim, "reword", wording="My words").status_code == 302


def test_it_keeps_the_reason_when_the_wording_is_empty(client, claim):
    response = press(client, make_user(), claim, "reword", wording="  ", reason="My reason")
    assert response.status_code == 422
    assert "A claim needs words." in response.content.decode()
    assert "My reason" in response.content.decode()


def test_it_drops_and_says_where_to_undo_it(client, claim):
    response = press(client, make_user(), claim, "drop", reason="An opinion.")
    assert response.url == claim.article.get_absolute_url()
    assert state_of(claim) == Review.State.DROPPED
    page = client.get(response.url).content.decode()
    assert f'<a href="{claim.get_absolute_url()}">Undo it on its page</a>' in page
    again = press(client, make_user(), claim, "drop", reason="Once more.")
    assert again.status_code == 422
    assert "Once more." in again.content.decode()


def test_it_does_not_drop_without_a_reason(client, claim):
    response = press(client, make_user(), claim, "drop", reason=" ")
    assert response.status_code == 422
    assert "Say why the claim is dropped." in response.content.decode()
    assert state_of(claim) == Review.State.OPEN


def test_it_restores_and_leads_to_the_card(client, claim):
    press(client, make_user(), claim, "drop", reason="An opinion.")
    response = press(client, make_user(), claim, "restore")
    assert response.url.endswith(f"#claim-{claim.pk}")
    assert state_of(claim) == Review.State.OPEN
    again = press(client, make_user(), claim, "restore")
    assert again.status_code == 422
    assert "It is on the desk already." in again.content.decode()


@pytest.mark.parametrize("action", ["reword", "split", "merge", "drop", "restore"])
def test_it_refuses_reporters(client, action):
    reporter = make_user("Reporter")
    claim = make_claim(make_article(by=reporter))
    response = press(client, reporter, claim, action, reason="No.", wording="No.", parts="No.")
    assert response.status_code == 403
    assert Event.objects.of(claim).count() == 0


@pytest.mark.parametrize("action", ["reword", "split", "merge", "drop"])
def test_it_shows_the_form_to_a_link_and_refuses_other_methods(client, claim, action):
    client.force_login(make_user())
    assert client.get(f"/claims/{claim.pk}/{action}/").status_code == 200
    assert client.put(f"/claims/{claim.pk}/{action}/").status_code == 405


def test_it_restores_by_post_alone(client, claim):
    client.force_login(make_user())
    assert client.get(f"/claims/{claim.pk}/restore/").status_code == 405
