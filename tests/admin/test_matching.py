"""The page of matching: two thresholds, changed with an event and a job, watched."""

from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.models import Event, Matching, User
from tests.factories import make_claim, make_match

pytestmark = pytest.mark.django_db

URL = "/admin/claims/matching/1/change/"
PROGRESS = "/admin/claims/matching/1/progress/"


@pytest.fixture(autouse=True)
def _as_made() -> None:
    Matching.objects.update(suggest_at=0.5, join_at=0.6, finished=True)


def given(**changes: Any) -> dict[str, Any]:
    seen = {"initial-suggest_at": "0.5", "initial-join_at": "0.6"}
    return {"suggest_at": "0.5", "join_at": "0.6", **seen, **changes}


def thresholds() -> tuple[float, float]:
    stored = Matching.current()
    return stored.suggest_at, stored.join_at


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="rematch").count()


def test_a_change_is_saved_with_an_event_and_a_job(client: Client, admin: User) -> None:
    page = client.post(URL, given(join_at="0.8"), follow=True).content.decode()

    assert thresholds() == (0.5, 0.8)
    assert jobs() == 1
    assert "All articles are being matched anew" in page
    event = Event.objects.get(action=Event.Action.MATCHING_CHANGED)
    assert (event.by, event.old, event.new) == (admin, {"join_at": 0.6}, {"join_at": 0.8})


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"suggest_at": "0,5"}, "Enter a number with a point"),
        ({"suggest_at": "0.01"}, "greater than or equal to 0.05"),
        ({"join_at": "1.5"}, "less than or equal to 1"),
        ({"join_at": "0.4"}, "join from there or above"),
        ({"join_at": "nan"}, "Enter a number with a point"),
    ],
)
def test_what_makes_no_sense_is_said_and_kept(
    client: Client, admin: User, typed: dict[str, str], sentence: str
) -> None:
    page = client.post(URL, given(**typed)).content.decode()

    assert sentence in page
    assert next(iter(typed.values())) in page
    assert thresholds() == (0.5, 0.6)
    assert not jobs()


def test_nobody_saves_over_a_change_they_have_not_seen(client: Client, admin: User) -> None:
    Matching.objects.update(suggest_at=0.3, changed_by=admin)

    answer = client.post(URL, given(join_at="0.8"))

    assert answer.status_code == 409
    assert "faster" in answer.content.decode()
    assert thresholds() == (0.3, 0.6)


def test_unchanged_it_says_so(client: Client, admin: User) -> None:
    page = client.post(URL, given(), follow=True).content.decode()

    assert "Nothing was changed" in page
    assert not jobs()


def test_a_failed_walk_is_told_and_started_again(client: Client, admin: User) -> None:
    Matching.objects.update(error="Matching failed.", finished=False)
    assert "Matching failed." in client.get(URL).content.decode()

    assert client.post(URL, {"again": "1"}).status_code == 302

    assert Matching.current().error == ""
    assert jobs() == 1


def test_the_progress_asks_again_until_it_is_done(client: Client, admin: User) -> None:
    Matching.objects.update(finished=False, walk="", done=0, total=0)
    htmx = {"HTTP_HX_REQUEST": "true"}

    assert "hx-get" in client.get(PROGRESS, **htmx).content.decode()
    assert client.get(PROGRESS).headers["Location"] == URL
    assert client.post(PROGRESS, **htmx).status_code == 405


def test_its_history_is_one_press_away(client: Client, admin: User) -> None:
    client.post(URL, given(join_at="0.8"))

    assert "/admin/claims/matching/1/history/" in client.get(URL).content.decode()
    assert client.get("/admin/claims/matching/1/history/", follow=True).status_code == 200


def test_a_likeness_has_two_digits(client: Client, admin: User) -> None:
    make_match(make_claim(), make_claim(), similarity=0.5202088451026667)

    page = client.get("/admin/claims/match/").content.decode()
    assert "0.52<" in page
    assert "0.5202" not in page
