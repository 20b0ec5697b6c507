"""The button "Take the next one"."""

import pytest
from django.test import Client
from django.utils import timezone

from claims.filtering import DEFAULT
from claims.models import Event, Review
from tests.factories import make_review, make_user

pytestmark = pytest.mark.django_db

URL = "/queue/next/"


def test_it_holds_the_most_urgent_and_shows_it(client: Client) -> None:
    checker = make_user()
    client.force_login(checker)
    make_review(worth=0.5)
    urgent = make_review(worth=0.9)

    response = client.post(URL, {"list": "state:open"})

    assert response.status_code == 302
    assert response.url == f"{urgent.get_absolute_url()}?list=state%3Aopen"  # type: ignore[attr-defined]
    urgent.refresh_from_db()
    assert urgent.is_held_by(checker, at=timezone.now())
    assert Event.objects.of(urgent).get().action == Event.Action.REVIEW_TAKEN


def test_a_second_press_hands_out_the_same(client: Client) -> None:
    client.force_login(make_user())
    make_review()
    make_review()

    first, second = client.post(URL), client.post(URL)

    assert first.url == second.url  # type: ignore[attr-defined]
    assert Review.objects.exclude(held_by=None).count() == 1


def test_on_a_list_it_is_the_first_of_the_list(client: Client) -> None:
    client.force_login(make_user())
    make_review(worth=0.95)
    wanted = make_review(worth=0.5, band="check")

    response = client.post(URL, {"list": "state:open worth:check"})

    assert response.url.startswith(wanted.get_absolute_url())  # type: ignore[attr-defined]


def test_on_the_bare_desk_ones_own_come_first(client: Client) -> None:
    checker = make_user()
    client.force_login(checker)
    make_review(pinned=True)
    own = make_review(assignee=checker, band="minor")

    for data in ({}, {"list": DEFAULT}):
        response = client.post(URL, data)

        assert response.url.startswith(own.get_absolute_url())  # type: ignore[attr-defined]


def test_nothing_free_is_said_where_one_was(client: Client) -> None:
    client.force_login(make_user())
    make_review(parked=True)

    response = client.post(URL, {"list": "state:open hotline"}, follow=True)

    assert response.redirect_chain == [("/queue/?q=state%3Aopen+hotline", 302)]
    assert "Nothing in this list is free" in response.content.decode()


def test_it_goes_back_to_pages_of_this_site_only(client: Client) -> None:
    client.force_login(make_user())

    assert client.post(URL, {"next": "/articles/?x=1"}).url == "/articles/?x=1"  # type: ignore[attr-defined]
    for elsewhere in ("https://example.org/", "//example.org/", "javascript:alert(1)", "\\\\x"):
        assert client.post(URL, {"next": elsewhere}).url.startswith("/queue/")  # type: ignore[attr-defined]


def test_it_refuses_reporters(client: Client) -> None:
    client.force_login(make_user("Reporter"))
    make_review()

    assert client.post(URL).status_code == 403
    assert not Review.objects.exclude(held_by=None).exists()


def test_it_takes_no_get(client: Client) -> None:
    client.force_login(make_user())

    assert client.get(URL).status_code == 405
