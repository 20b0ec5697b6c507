"""The levers on the queue: every action is a stage function."""

import csv
import io

import pytest
from django.http import HttpResponse
from django.test import Client

from claims.admin import queue
from claims.models import Event, Review, User, Verdict
from tests.factories import make_attempt, make_link, make_review, make_user

pytestmark = pytest.mark.django_db

URL = "/admin/claims/review/"


def act(client: Client, action: str, *reviews: Review, **data: object) -> HttpResponse:
    chosen = {"action": action, "_selected_action": [review.pk for review in reviews]}
    response: HttpResponse = client.post(URL, {**chosen, **data}, follow=True)
    return response


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]  # type: ignore[attr-defined]


def test_it_lists_the_open_ones_in_the_desks_order(client: Client, admin: User) -> None:
    low, high = make_review(worth=0.5), make_review(worth=0.9)
    make_review(state="dropped")

    listed = client.get(URL).context["cl"].result_list

    assert list(listed) == [high, low]
    assert client.get(URL, {"state": "dropped"}).context["cl"].result_count == 1


def test_it_finds_filters_and_counts_no_further_than_needed(
    client: Client, admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    carol = make_user()
    wanted = make_review(claimant="Matvienko", assignee=carol, parked=True)
    make_review()

    for query in ({"q": "matvienko"}, {"assignee": carol.pk}, {"parked__exact": 1}):
        assert list(client.get(URL, query).context["cl"].result_list) == [wanted]
    monkeypatch.setattr("claims.admin.base.COUNTED", 1)
    assert client.get(URL).context["cl"].result_count == 1


@pytest.mark.parametrize(
    ("action", "before", "data", "after"),
    [
        ("pin", {}, {}, {"pinned": True}),
        ("unpin", {"pinned": True}, {}, {"pinned": False}),
        ("unpark", {"parked": True}, {}, {"parked": False}),
        ("park", {}, {"apply": "1", "reason": "Waits for a reply."}, {"parked": True}),
        ("prioritise", {}, {"apply": "1", "priority": "2"}, {"priority": 2}),
    ],
)
def test_it_steers(
    client: Client,
    admin: User,
    action: str,
    before: dict[str, object],
    data: dict[str, object],
    after: dict[str, object],
) -> None:
    one, two, other = (make_review(**before) for _ in range(3))

    response = act(client, action, one, two, **data)

    assert said(response) == ["2 of the 2 chosen claims changed."]
    assert set(Review.objects.filter(**after)) == {one, two}
    for review in (one, two):
        event = Event.objects.of(review).get()
        assert (event.by, event.reason) == (admin, data.get("reason", ""))
    assert not Event.objects.of(other).exists()


def test_it_warns_where_nothing_changed(client: Client, admin: User) -> None:
    one, two = make_review(pinned=True), make_review()

    for reviews, level in (([one], "warning"), ([one, two], "info"), ([two], "warning")):
        [message] = act(client, "pin", *reviews).context["messages"]
        assert message.level_tag == level


def test_it_reads_well(client: Client, admin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    make_review(worth=0.8123)
    make_review(pinned=True, parked=True)
    make_review(parked=True)

    html = client.get(URL).content.decode()
    assert '<td class="field-rounded_worth">0.81</td>' in html
    for words in ("Pinned, parked", "Parked", "–"):
        assert f'<td class="field-marks">{words}</td>' in html
    assert "3 queue" in html
    assert "icon-no" not in html
    monkeypatch.setattr("claims.admin.base.COUNTED", 2)
    for query in ("", "?q=hotline"):
        html = client.get(f"{URL}{query}").content.decode()
        assert "2 or more queue" in html
        assert "2 results" not in html


def test_it_assigns(client: Client, admin: User) -> None:
    review, carol = make_review(), make_user()

    page = act(client, "assign", review)
    act(client, "assign", review, apply="1", to=carol.pk)

    assert page.status_code == 200
    assert review.claim.wording in page.content.decode()
    review.refresh_from_db()
    assert review.assignee == carol


def test_it_assigns_to_checkers_only(client: Client, admin: User) -> None:
    review, reporter = make_review(), make_user("Reporter")

    response = act(client, "assign", review, apply="1", to=reporter.pk)

    assert response.status_code == 422
    assert "Select a valid choice" in response.content.decode()
    review.refresh_from_db()
    assert review.assignee is None


def test_it_proposes_in_bulk_and_tells_each_refusal(client: Client, admin: User) -> None:
    ready, unready, gone, held = (make_review() for _ in range(4))
    carol = make_user()
    for review in (ready, gone, held):
        make_attempt(review)
    Review.objects.filter(pk=held.pk).update(held_by=carol, held_until="2999-01-01T00:00Z")
    Review.objects.filter(pk=gone.pk).update(state="dropped")

    response = client.post(
        f"{URL}?state=open",
        {
            "action": "propose",
            "_selected_action": [ready.pk, unready.pk, gone.pk, held.pk],
            "apply": "1",
            "verdict": "unverified",
            "reason": "Nobody confirms it.",
        },
        follow=True,
    )

    verdict = Verdict.objects.get()
    assert (verdict.review, verdict.by, verdict.reason) == (ready, admin, "Nobody confirms it.")
    assert Event.objects.of(ready).get().action == Event.Action.VERDICT_PROPOSED
    ready.refresh_from_db()
    assert ready.state == "proposed"
    sentences = said(response)
    assert len(sentences) == 3
    assert any(one.startswith(f"FC-{unready.pk}: The policy asks for") for one in sentences)
    assert any(one.startswith(f"FC-{held.pk}: {carol} is working on") for one in sentences)
    # What was dropped meanwhile is not in the list any more.
    assert "1 of the 3 chosen claims changed." in sentences


def test_it_sets_the_policy_aside_with_a_reason(client: Client, admin: User) -> None:
    review = make_review()
    data = {"apply": "1", "verdict": "contested", "reason": "Two say otherwise."}

    act(client, "propose", review, **data, override_reason="The evidence is in the drawer.")

    verdict = Verdict.objects.get()
    assert verdict.override_reason == "The evidence is in the drawer."


def test_a_proposal_without_a_reason_keeps_what_was_chosen(client: Client, admin: User) -> None:
    review = make_review()
    make_link(review)

    response = act(client, "propose", review, apply="1", verdict="verified", reason=" ")

    assert response.status_code == 422
    html = response.content.decode()
    assert f'name="_selected_action" value="{review.pk}"' in html
    assert not Verdict.objects.exists()


def test_it_exports_what_was_chosen(client: Client, admin: User) -> None:
    one, two = make_review(worth=0.5), make_review(worth=0.9)
    make_review()

    response = act(client, "export_csv", one, two)

    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = csv.DictReader(io.StringIO(text, newline=""))
    assert [row["id"] for row in rows] == [f"FC-{two.pk}", f"FC-{one.pk}"]
    assert response["Content-Disposition"].startswith('attachment; filename="claims-')


def test_it_does_not_do_too_much_at_once(
    client: Client, admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "AT_ONCE", 2)
    reviews = [make_review() for _ in range(3)]

    response = act(client, "pin", *reviews)

    assert said(response) == ["Choose at most 2 claims at once: nothing changed."]
    assert not Review.objects.filter(pinned=True).exists()


def test_an_admin_without_a_right_is_told(client: Client) -> None:
    """Somebody who may enter the site, but not steer."""
    user = make_user("Admin")
    user.groups.get().permissions.remove(
        *user.groups.get().permissions.filter(codename__in=["steer_queue", "export_claims"])
    )
    client.force_login(user)
    review = make_review()

    response = act(client, "pin", review)

    assert said(response) == ["Only editors assign, prioritise, pin and park claims."]
    assert act(client, "export_csv", review).status_code == 403
    review.refresh_from_db()
    assert not review.pinned
