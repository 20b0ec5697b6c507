"""Name a story, or let it be called by its central claim again."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import matching
from claims.models import Event, Story
from tests.matching.world import MatchedWorld, follow, make_match
from tests.stages.world import history, last_event, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> MatchedWorld:
    return MatchedWorld()


def test_it_names_and_says_so(world: MatchedWorld) -> None:
    was = world.story.title

    matching.name_story(world.story, "  The   operators ", by=world.editor)

    story = Story.objects.get(pk=world.story.pk)
    assert (story.title, story.named_by) == ("The operators", world.editor)
    event = last_event(story)
    assert (event.action, event.by) == (Event.Action.STORY_NAMED, world.editor)
    assert (event.old, event.new) == ({"title": was}, {"title": "The operators"})


def test_the_name_stays_when_claims_come_and_go(world: MatchedWorld) -> None:
    matching.name_story(world.story, "The operators", by=world.editor)
    make_match(world.third, world.stranger)

    follow(world.third)

    story = Story.objects.get(pk=world.story.pk)
    assert (story.claims, story.title) == (4, "The operators")


def test_no_name_goes_back_to_the_central_claim(world: MatchedWorld) -> None:
    was = world.story.title
    matching.name_story(world.story, "The operators", by=world.editor)

    matching.name_story(world.story, " ", by=world.editor)

    story = Story.objects.get(pk=world.story.pk)
    assert (story.title, story.named_by) == (was, None)
    assert history(story) == ["story.named", "story.named"]


def test_the_second_time_nothing_happens(world: MatchedWorld) -> None:
    matching.name_story(world.story, "The operators", by=world.editor)
    before = rows()

    matching.name_story(world.story, "The operators", by=world.editor)

    assert rows() == before


def test_someone_was_faster(world: MatchedWorld) -> None:
    seen = world.story.title
    matching.name_story(world.story, "The operators", by=world.editor)
    before = rows()

    with pytest.raises(matching.SomeoneWasFaster, match="The operators"):
        matching.name_story(world.story, "Ten people", by=world.admin, seen=seen)

    assert rows() == before


@pytest.mark.parametrize("title", ["x" * 301, "word " * 100])
def test_too_long_a_title_is_refused(world: MatchedWorld, title: str) -> None:
    with pytest.raises(matching.MatchRefused, match="300 are the most"):
        matching.name_story(world.story, title, by=world.editor)


@pytest.mark.parametrize("who", ["nobody", "reporter", "checker"])
def test_others_may_not(world: MatchedWorld, who: str) -> None:
    before = rows()

    with pytest.raises(PermissionDenied, match="Only editors"):
        matching.name_story(world.story, "Mine", by=getattr(world, who))

    assert rows() == before
