"""What is done to the ticked claims."""

from collections.abc import Callable

import pytest
from django.test import Client

from claims.models import Event, Review, User
from tests.factories import make_review, make_user

pytestmark = pytest.mark.django_db

URL = "/queue/steer/"


@pytest.mark.parametrize(
    ("data", "changed", "action"),
    [
        ({"action": "priority", "priority": "2"}, lambda r: r.priority == 2, "prioritised"),
        ({"action": "pin"}, lambda r: r.pinned, "pinned"),
        ({"action": "park"}, lambda r: r.parked, "parked"),
    ],
)
def test_it_changes_what_was_ticked(
    client: Client,
    editor: User,
    data: dict[str, str],
    changed: Callable[[Review], bool],
    action: str,
) -> None:
    ticked, other = [make_review(), make_review()], make_review()

    response = client.post(
        URL, {"claims": [one.pk for one in ticked], "q": "state:open", **data}, follow=True
    )

    assert response.redirect_chain == [("/queue/?q=state%3Aopen", 302)]
    assert "2 claims " in response.content.decode()
    for review in ticked:
        review.refresh_from_db()
        assert changed(review)
        event = Event.objects.of(review).get()
        assert (event.action, event.by) == (f"review.{action}", editor)
    other.refresh_from_db()
    assert not changed(other)
    assert not Event.objects.of(other).exists()


@pytest.mark.parametrize(
    ("action", "field", "event"),
    [("unpin", "pinned", "unpinned"), ("unpark", "parked", "unparked")],
)
def test_it_takes_back(client: Client, editor: User, action: str, field: str, event: str) -> None:
    review = make_review(**{field: True})

    client.post(URL, {"claims": [review.pk], "action": action})

    review.refresh_from_db()
    assert not getattr(review, field)
    assert Event.objects.of(review).get().action == f"review.{event}"


def test_it_assigns_and_takes_away(client: Client, editor: User) -> None:
    carol, review = make_user(), make_review()

    client.post(URL, {"claims": [review.pk], "action": "assign", "to": carol.pk})
    review.refresh_from_db()
    assert review.assignee == carol

    client.post(URL, {"claims": [review.pk], "action": "assign", "to": "nobody"})
    review.refresh_from_db()
    assert review.assignee is None


def test_a_second_press_changes_nothing(client: Client, editor: User) -> None:
    review = make_review()
    data = {"claims": [review.pk], "action": "pin"}
    client.post(URL, data)

    response = client.post(URL, data, follow=True)

    assert "0 claims of 1 pinned" in response.content.decode()
    assert Event.objects.of(review).count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"action": "pin", "claims": []}, "Tick the claims first."),
        ({"action": "explode"}, "“explode” is nothing that can be done with claims."),
        ({}, "Choose what to do with the ticked claims."),
        ({"action": "assign", "to": "999999"}, "Choose somebody from the list."),
        ({"action": "assign", "to": ""}, "Choose somebody from the list, or nobody."),
        ({"action": "priority", "priority": ""}, "Choose a priority from the list."),
        ({"action": "priority"}, "Choose a priority from the list."),
        ({"action": "priority", "priority": "7"}, "Choose a priority from the list."),
        ({"action": "pin", "claims": ["x"]}, "“x” is no claim."),
    ],
)
def test_a_refusal_keeps_what_was_ticked(
    client: Client, editor: User, data: dict[str, object], sentence: str
) -> None:
    review = make_review()

    response = client.post(URL, {"claims": [review.pk], "q": "state:open", **data})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    if "claims" not in data:
        assert [row.is_ticked for row in response.context["rows"]] == [True]
    assert not Event.objects.of(review).exists()


def test_it_assigns_to_people_who_may_check_only(client: Client, editor: User) -> None:
    reporter, review = make_user("Reporter"), make_review()

    response = client.post(URL, {"claims": [review.pk], "action": "assign", "to": reporter.pk})

    assert response.status_code == 422
    assert "may not check claims" in response.content.decode()
    review.refresh_from_db()
    assert review.assignee is None


def test_it_goes_back_to_this_site_only(client: Client, editor: User) -> None:
    data = {"claims": [make_review().pk], "action": "pin"}

    assert client.post(URL, {**data, "next": "/articles/1/"}).url == "/articles/1/"  # type: ignore[attr-defined]
    assert client.post(URL, {**data, "next": "//example.org"}).url.startswith("/queue/?q=")  # type: ignore[attr-defined]
    for path in ("foo", "queue", "claims.models", "https://testserver/", "?state="):
        assert client.post(URL, {**data, "next": path}).url.startswith("/queue/?q="), path  # type: ignore[attr-defined]


@pytest.mark.parametrize("group", ["Reporter", "Checker"])
def test_it_is_for_those_who_steer(client: Client, group: str) -> None:
    client.force_login(make_user(group))
    review = make_review()

    assert client.post(URL, {"claims": [review.pk], "action": "pin"}).status_code == 403
    review.refresh_from_db()
    assert not review.pinned


def test_it_takes_no_get(client: Client, editor: User) -> None:
    assert client.get(URL).status_code == 405
