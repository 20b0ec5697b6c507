"""The page of the weights: what each reason counts, changed with an event and a job, watched."""

import re
from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import rescoring, steering
from claims.models import Event, Review, User, Weights
from claims.text import checkworthiness
from tests.factories import make_claim, make_user

pytestmark = pytest.mark.django_db

URL = "/admin/claims/weights/1/change/"
PROGRESS = "/admin/claims/weights/1/progress/"
DEFAULTS = checkworthiness.WEIGHTS


def given(**changes: Any) -> dict[str, Any]:
    return {**DEFAULTS, **changes}


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="rescore").count()


def events() -> list[tuple[object, object, object]]:
    found = Event.objects.filter(action=Event.Action.WEIGHTS_CHANGED)
    return [(event.by, event.old, event.new) for event in found]


def test_it_lists_every_reason_with_its_meaning(client: Client, admin: User) -> None:
    html = client.get(URL).content.decode()

    for name in DEFAULTS:
        assert f'name="{name}"' in html
        meaning = checkworthiness.MEANINGS[name]
        assert meaning[0].upper() + meaning[1:] in html


def test_it_counts_the_open_claims_that_carry_a_reason(client: Client, admin: User) -> None:
    make_claim(reasons=[{"name": "cause", "words": "because"}, {"name": "we", "words": "we"}])
    make_claim(reasons=[{"name": "cause", "words": "led to"}])
    make_claim(reasons=[{"name": "cause", "words": "due to"}], state="dropped")

    context = client.get(URL).context

    carried = {row.field.name: row.carried for row in context["raising"] + context["lowering"]}
    assert {name: count for name, count in carried.items() if count} == {"cause": 2, "we": 1}
    assert context["counted"] == "2"


def test_it_says_where_the_counting_ended(
    client: Client, admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.admin.weights.COUNTED", 2)
    for _ in range(3):
        make_claim()

    assert "Of the first 2 open claims" in client.get(URL).content.decode()


def test_it_saves_records_and_queues(client: Client, admin: User) -> None:
    response = client.post(URL, given(figure="0.5"), follow=True)

    assert response.redirect_chain == [(URL, 302)]
    assert "Saved. The claims are being scored anew." in response.content.decode()
    assert Weights.current().changed == {"figure": 0.5}
    assert events() == [(admin, {"figure": DEFAULTS["figure"]}, {"figure": 0.5})]
    assert jobs() == 1
    rows = [*response.context["raising"], *response.context["lowering"]]
    assert [row.field.name for row in rows if row.is_changed] == ["figure"]


def test_it_does_nothing_the_second_time(client: Client, admin: User) -> None:
    client.post(URL, given(figure="0.5"))

    response = client.post(URL, given(figure="0.5"), follow=True)

    assert "Nothing was changed" in response.content.decode()
    assert (len(events()), jobs()) == (1, 1)


def as_shown(client: Client, **typed: Any) -> dict[str, Any]:
    """What a browser sends of the page as it is now, with what somebody typed into it."""
    html = client.get(URL).content.decode()
    inputs = re.findall(r'<input type="(?:text|hidden)" name="([^"]+)" value="([^"]*)"', html)
    return {**dict(inputs), **typed}


def test_it_saves_what_was_typed_over_the_weights_it_showed(client: Client, admin: User) -> None:
    client.post(URL, as_shown(client, figure="0.5"))
    client.post(URL, as_shown(client, date="0.25"))

    assert Weights.current().changed == {"figure": 0.5, "date": 0.25}


@pytest.mark.parametrize("button", ["", "defaults"])
def test_it_tells_who_was_faster_and_saves_over_nobody(
    client: Client, admin: User, button: str
) -> None:
    mine = as_shown(client, figure="0.5", date="0.75")
    other = make_user("Admin", first_name="Bo", last_name="Ek")
    steering.save_weights({"figure": 1.5, "cause": 2.5}, by=other)

    response = client.post(URL, {**mine, **({button: "x"} if button else {})})

    html = response.content.decode()
    assert response.status_code == 409
    assert "Someone else was faster. Bo Ek set “figure” to 1.5 and “cause” to 2.5" in html
    assert Weights.current().changed == {"figure": 1.5, "cause": 2.5}
    assert (len(events()), jobs()) == (1, 0)
    # What was typed is there, and where nothing was, what the other has set.
    form = response.context["form"]
    shown = {name: float(form[name].value()) for name in ("figure", "date", "cause", "we")}
    assert shown == {"figure": 0.5, "date": 0.75, "cause": 2.5, "we": DEFAULTS["we"]}


def test_saving_again_over_what_one_has_seen_saves(client: Client, admin: User) -> None:
    mine = as_shown(client, figure="0.5")
    steering.save_weights({"figure": 1.5, "cause": 2.5}, by=make_user("Admin"))
    html = client.post(URL, mine).content.decode()
    again = dict(re.findall(r'type="(?:text|hidden)" name="([^"]+)" value="([^"]*)"', html))

    client.post(URL, again)

    assert Weights.current().changed == {"figure": 0.5, "cause": 2.5}


def test_it_goes_back_to_the_defaults(client: Client, admin: User) -> None:
    client.post(URL, given(figure="0.5"))

    client.post(URL, given(figure="0.5", defaults="Back to the defaults"))

    assert Weights.current().present == DEFAULTS
    assert events()[-1] == (admin, {"figure": 0.5}, {"figure": DEFAULTS["figure"]})


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("figure", "-0.5", "This may count from 0 to 8."),
        ("figure", "8.5", "This may count from 0 to 8."),
        ("opinion", "0.5", "This may count from -8 to 0."),
        ("reader", "3.5", "This may count from 0 to 3."),
        ("figure", "nan", "Enter a number with a point, as 0.5."),
        ("figure", "1e309", "Enter a number with a point, as 0.5."),
        ("figure", "0,5", "Enter a number with a point, as 0.5."),
        ("figure", "٠٫٥", "Enter a number with a point, as 0.5."),
        ("figure", "", "This field is required."),
        ("figure", "many", "Enter a number with a point, as 0.5."),
    ],
)
def test_a_weight_without_sense_is_refused_and_what_was_typed_kept(
    client: Client, admin: User, name: str, value: str, told: str
) -> None:
    response = client.post(URL, given(**{"date": "1.234", name: value}))

    html = response.content.decode()
    assert response.status_code == 200
    assert told in html
    assert 'value="1.234"' in html
    assert Weights.current().changed == {}
    assert (events(), jobs()) == ([], 0)


def test_a_browser_hands_on_what_was_typed(client: Client, admin: User) -> None:
    """Chromium makes "05" of "0,5" in an input for numbers, and that is a weight of 5."""
    assert 'type="number"' not in client.get(URL).content.decode()


@pytest.mark.parametrize("group", ["Reporter", "Checker", "Editor"])
def test_it_is_for_admins(client: Client, group: str) -> None:
    client.force_login(make_user(group, is_staff=True))

    assert client.post(URL, given(figure="0.5"), follow=True).status_code == 403
    assert client.get(PROGRESS, follow=True).status_code == 403
    assert (Weights.current().changed, jobs()) == ({}, 0)


def test_it_says_how_far_the_scores_have_come(client: Client, admin: User) -> None:
    make_claim()
    rescoring.rescore_some()
    Weights.objects.update(done=3, total=9)

    html = client.get(URL).content.decode()

    assert "Scoring the claims anew: 3 of 9." in html
    assert f'hx-get="{PROGRESS}"' in html
    assert f'href="{URL}">look again' in html


def test_its_progress_is_a_fragment_that_asks_again(client: Client, admin: User) -> None:
    rescoring.rescore_some()

    response = client.get(PROGRESS, headers={"hx-request": "true"})

    html = response.content.decode()
    assert 'hx-trigger="every 1s"' in html
    assert "<html" not in html
    assert "HX-Refresh" not in response


def test_its_progress_asks_no_more_when_done_and_leaves_the_form_alone(
    client: Client, admin: User
) -> None:
    while rescoring.rescore_some():
        pass

    response = client.get(PROGRESS, headers={"hx-request": "true"})

    assert "All claims are scored by these weights." in response.content.decode()
    assert "HX-Refresh" not in response
    for page in (response, client.get(URL)):
        assert "hx-get" not in page.content.decode()


def test_its_progress_leads_to_the_page_without_scripts(client: Client, admin: User) -> None:
    assert client.get(PROGRESS).url == URL  # type: ignore[attr-defined]
    assert client.post(PROGRESS).status_code == 405


def test_a_failure_is_told_and_started_again(client: Client, admin: User) -> None:
    rescoring.note_failure("Scoring the claims anew failed.")
    html = client.get(URL).content.decode()
    assert "Scoring the claims anew failed." in html
    assert 'name="again"' in html

    client.post(URL, {"again": "Start again"})

    assert (Weights.current().error, jobs()) == ("", 1)
    assert events() == []


def test_there_are_no_other_weights(client: Client, admin: User) -> None:
    assert client.get("/admin/claims/weights/2/change/").status_code == 302
    assert client.get("/admin/claims/weights/x/change/").status_code == 302


def test_its_history_is_the_desks(client: Client, admin: User) -> None:
    client.post(URL, given(figure="0.5", we="-0.25"))

    response = client.get("/admin/claims/weights/1/history/", follow=True)

    assert response.redirect_chain[0][0] == "/admin/claims/event/?chain=desk"
    html = response.content.decode()
    assert "Weights changed" in html
    figure, we = DEFAULTS["figure"], DEFAULTS["we"]
    assert f"we: {we} → -0.25; figure: {figure} → 0.5" in html


def test_its_history_tells_of_the_first_of_many(client: Client, admin: User) -> None:
    client.post(URL, {**dict.fromkeys(DEFAULTS, 0.0), "cause": "0.75"})

    html = client.get("/admin/claims/event/?chain=desk").content.decode()

    assert html.count(" → ") == 4
    assert f"; {len(DEFAULTS) - 4} more" in html


def test_it_takes_twelve_queries_at_most(
    client: Client, admin: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        make_claim()
    Review.objects.update(reasons=[{"name": name, "words": ""} for name in DEFAULTS])
    with django_assert_max_num_queries(12):
        client.get(URL)
