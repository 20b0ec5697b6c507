"""What is done to all of a list at once."""

import pytest
from django.test import Client

from claims.models import Event, Review, User
from tests.factories import make_review, make_user
from tests.queue.rows import make_claims

pytestmark = pytest.mark.django_db

URL = "/queue/"
STEER = "/queue/steer/"


def fingerprint(client: Client, text: str) -> str:
    return client.get(URL, {"q": text, "select": "all"}).context["fingerprint"]


def test_it_says_how_many_and_does_so_many(client: Client, editor: User) -> None:
    claims = make_claims(53)
    make_review(band="minor")
    carol = make_user(first_name="Carol")
    shown = client.get(URL, {"q": "worth:must", "select": "all"})
    assert " Assign 53 claims" in shown.content.decode()

    data = {"q": "worth:must", "whole": shown.context["fingerprint"]}
    response = client.post(STEER, {**data, "action": "assign", "to": carol.pk}, follow=True)

    assert "53 claims assigned to Carol." in response.content.decode()
    assert set(Review.objects.filter(assignee=carol).values_list("pk", flat=True)) == {
        claim.pk for claim in claims
    }


def test_a_list_that_changed_is_left_alone(client: Client, editor: User) -> None:
    first, second = make_review(), make_review()
    seen = fingerprint(client, "state:open")
    data = {"q": "state:open", "whole": seen, "action": "pin"}

    make_review()
    more = client.post(STEER, data)
    Review.objects.filter(pk=first.pk).update(state="dropped")
    others = client.post(STEER, data)

    assert more.status_code == others.status_code == 422
    assert "it had 2 and has 3 claims now. Nothing was done." in more.content.decode()
    assert "there are 2 claims still, but others. Nothing was done." in others.content.decode()
    assert more.context["is_whole"]
    assert not Event.objects.of(second).exists()


def test_parking_keeps_its_reason(client: Client, editor: User) -> None:
    review = make_review()
    seen = fingerprint(client, "state:open")

    data = {"q": "state:open", "whole": seen, "action": "park", "reason": "Awaits the minutes."}
    client.post(STEER, data)

    assert Event.objects.of(review).get().reason == "Awaits the minutes."


def test_a_query_with_a_mistake_is_never_a_whole_list(client: Client, editor: User) -> None:
    review = make_review()

    shown = client.get(URL, {"q": "state:open colour:red", "select": "all"})
    response = client.post(
        STEER, {"q": "state:open colour:red", "whole": fingerprint(client, ""), "action": "pin"}
    )

    assert not shown.context["is_whole"]
    assert response.status_code == 422
    assert "The query has a mistake" in response.content.decode()
    review.refresh_from_db()
    assert not review.pinned


def test_a_very_long_list_is_not_done_at_once(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_claims(3)
    monkeypatch.setattr("claims.forms.queue.MOST", 2)

    data = {"q": "state:open", "whole": fingerprint(client, "state:open"), "action": "pin"}
    response = client.post(STEER, data)

    assert response.status_code == 422
    assert "More than 2 claims: narrow the list" in response.content.decode()
    assert not Review.objects.filter(pinned=True).exists()


def test_what_was_typed_stays(client: Client, editor: User) -> None:
    make_review()

    data = {"q": "state:open", "action": "priority", "priority": "2", "reason": "Why not"}
    page = client.post(STEER, data).content.decode()

    assert 'value="Why not"' in page
    assert '<option value="2" selected>' in page
