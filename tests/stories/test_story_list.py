"""The list of stories."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import Story, User, Verdict
from tests.factories import (
    make_citation,
    make_claim,
    make_match,
    make_origin,
    make_story,
    make_user,
)
from tests.stories.world import make_world

pytestmark = pytest.mark.django_db

URL = "/stories/"


def titles(response: Any) -> list[str]:
    return [row.story.title for row in response.context["rows"]]


def test_it_lists_the_newest_first(client: Client, checker: User) -> None:
    now = timezone.now()
    make_story(title="Old", changed_at=now - timedelta(days=2))
    make_story(title="New", changed_at=now)
    make_story(title="Middle", changed_at=now - timedelta(days=1))

    assert titles(client.get(URL)) == ["New", "Middle", "Old"]


def test_it_says_what_a_story_is_made_of(client: Client, checker: User) -> None:
    world = make_world()
    guardian = make_origin()
    for claim in (world.more, world.exact):
        make_citation(claim.article, guardian)

    response = client.get(URL)

    html = response.content.decode()
    assert "3 claims in 3 articles · 2 origins" in html
    assert "differs" in html


def test_it_shows_the_verdicts_of_members(client: Client, checker: User) -> None:
    world, by = make_world(), make_user("Editor")
    review = world.more.review
    review.verdict = Verdict.objects.create(
        review=review, verdict="verified", reason="Seen.", by=make_user(), at=timezone.now()
    )
    review.state, review.proposed_by = "settled", review.verdict.by
    review.signed_off_by, review.signed_off_at = by, timezone.now()
    review.save()

    [row] = client.get(URL).context["rows"]

    assert ("verified", "1 verified") in row.badges


def test_it_shows_discrepancies_only_when_asked(client: Client, checker: User) -> None:
    world = make_world()
    make_story(title="Peaceful")

    assert titles(client.get(URL, {"only": "discrepancies"})) == [world.story.title]


def test_it_finds_words_of_titles_and_of_claims(client: Client, checker: User) -> None:
    world = make_world()
    make_story(title="Peaceful")

    assert titles(client.get(URL, {"q": "PEACE"})) == ["Peaceful"]
    assert titles(client.get(URL, {"q": "2,500 hotline"})) == [world.story.title]
    assert titles(client.get(URL, {"q": "nothing\0"})) == []


def test_it_says_what_makes_a_story_where_there_is_none(client: Client, checker: User) -> None:
    assert "claims of two articles tell of the same fact" in client.get(URL).content.decode()


def test_it_leaves_out_stories_that_others_have_taken_over(client: Client, checker: User) -> None:
    kept = make_story(title="Kept")
    Story.objects.filter(pk=make_story(title="Gone").pk).update(claims=0, merged_into=kept)

    assert titles(client.get(URL)) == ["Kept"]


def test_it_goes_on_where_a_page_ends(client: Client, checker: User) -> None:
    now = timezone.now()
    Story.objects.bulk_create(
        Story(title=str(n), claims=2, articles=2, created_at=now, changed_at=now) for n in range(30)
    )
    first = client.get(URL)
    second = client.get(URL + first.context["next_url"])

    assert len(titles(first)) == 25
    assert len({*titles(first), *titles(second)}) == 30


def test_it_takes_no_more_queries_for_more_stories(
    client: Client, checker: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(6):
        a, b = make_claim(), make_claim()
        make_match(a, b)
        make_story(a, b)
    with django_assert_max_num_queries(12):
        response = client.get(URL)
    assert len(titles(response)) == 6


@pytest.mark.parametrize("group", ["Reporter", ""])
def test_it_is_the_desk_s_alone(client: Client, group: str) -> None:
    make_story()
    client.force_login(make_user(group))

    assert client.get(URL).status_code == 404
    assert "Stories" not in client.get("/").content.decode()
