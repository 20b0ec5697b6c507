"""Confirming, rejecting and joining by hand, from the pages."""

import pytest
from django.test import Client

from claims.models import Event, Match, Story, User
from tests.factories import make_claim, make_match, make_user
from tests.stories.world import World

pytestmark = pytest.mark.django_db


def decide(client: Client, match: Match, how: str, **data: str) -> object:
    return client.post(f"/matches/{match.pk}/{how}/", data)


def test_it_confirms_a_match_and_goes_back(client: Client, checker: User, world: World) -> None:
    there = world.story.get_absolute_url()

    response = client.post(f"/matches/{world.agree.pk}/confirm/", {"next": there}, follow=True)

    world.agree.refresh_from_db()
    assert (world.agree.state, world.agree.by) == ("confirmed", checker)
    assert response.redirect_chain == [(there, 302)]
    assert "Confirmed: they tell of the same fact." in response.content.decode()


def test_it_rejects_a_match_with_its_reason(client: Client, checker: User, world: World) -> None:
    decide(client, world.differ, "reject", reason="Another hotline.")

    world.differ.refresh_from_db()
    assert (world.differ.state, world.differ.by) == ("rejected", checker)
    last = Event.objects.of(world.exact).last()
    assert last
    assert (last.action, last.reason) == ("match.rejected", "Another hotline.")


def test_it_joins_again_what_was_taken_apart(client: Client, checker: User, world: World) -> None:
    decide(client, world.differ, "reject")
    decide(client, world.differ, "confirm", seen="rejected")

    world.differ.refresh_from_db()
    assert world.differ.state == "confirmed"


def test_it_says_when_somebody_was_faster(client: Client, checker: User, world: World) -> None:
    other = make_user("Editor", first_name="Bob", last_name="Lindqvist")
    Match.objects.filter(pk=world.agree.pk).update(state="rejected", by=other)

    response = client.post(
        f"/matches/{world.agree.pk}/confirm/",
        {"seen": "suggested", "next": world.story.get_absolute_url()},
        follow=True,
    )

    world.agree.refresh_from_db()
    assert world.agree.state == "rejected"
    assert "Someone else was faster. Bob Lindqvist" in response.content.decode()


@pytest.mark.parametrize("there", ["https://elsewhere.example/", "//elsewhere.example", "", "x"])
def test_it_leads_nowhere_else(client: Client, checker: User, world: World, there: str) -> None:
    response = client.post(f"/matches/{world.agree.pk}/confirm/", {"next": there})
    assert response["Location"] == world.agree.a.get_absolute_url()


def test_a_reason_too_long_changes_nothing(client: Client, checker: User, world: World) -> None:
    decide(client, world.differ, "reject", reason="x" * 2001)

    world.differ.refresh_from_db()
    assert world.differ.state == "suggested"


def test_it_joins_a_claim_by_its_number(client: Client, checker: User, world: World) -> None:
    other = make_claim(wording="Thousands have called the hotline.")

    client.post(f"/stories/{world.story.pk}/join/", {"claim": other.reference.lower()})

    match = Match.objects.get(b=other)
    assert (match.a, match.state, match.by) == (world.more, "confirmed", checker)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("FC-999999", "There is no claim with that number."),
        ("the first one", "There is no claim with that number."),
        ("", "Type the claim&#x27;s number."),
    ],
)
def test_a_number_of_no_claim_comes_back_as_typed(
    client: Client, checker: User, world: World, typed: str, sentence: str
) -> None:
    response = client.post(f"/stories/{world.story.pk}/join/", {"claim": typed})

    assert response.status_code == 422
    html = response.content.decode()
    assert sentence in html
    assert f'value="{typed}"' in html


def test_a_claim_of_the_central_one_s_article_is_joined_to_its_nearest(
    client: Client, checker: User, world: World
) -> None:
    other = make_claim(world.more.article, quote="It rained.")

    client.post(f"/stories/{world.story.pk}/join/", {"claim": other.reference})

    match = Match.objects.of(other.pk).get()
    assert (match.state, match.other(other.pk)) == ("confirmed", world.exact)


def test_a_claim_of_the_story_is_in_it_already(client: Client, checker: User, world: World) -> None:
    response = client.post(f"/stories/{world.story.pk}/join/", {"claim": world.fewer.reference})

    assert response.status_code == 409
    html = response.content.decode()
    assert f"{world.fewer.reference} is in this story already." in html


def test_a_reporter_decides_nothing(client: Client, world: World) -> None:
    client.force_login(make_user("Reporter"))

    assert client.post(f"/matches/{world.agree.pk}/reject/").status_code == 403
    world.agree.refresh_from_db()
    assert world.agree.state == "suggested"


def test_taking_the_last_match_apart_ends_the_story(client: Client, checker: User) -> None:
    match = make_match(make_claim(), make_claim(), similarity=0.9)
    decide(client, match, "confirm")
    story = Story.objects.get(members__claim=match.a)

    response = client.post(
        f"/matches/{match.pk}/reject/", {"next": story.get_absolute_url()}, follow=True
    )

    assert response.status_code == 200
    assert "is a story no more" in response.content.decode()
