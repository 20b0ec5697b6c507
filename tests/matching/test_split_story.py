"""Split a story: every match between two parts of it is rejected, and each part goes on."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import matching
from claims.models import Claim, Event, Match, Story
from tests.matching.world import MatchedWorld, follow, make_match, story_of, together
from tests.stages.crowd import broken_links
from tests.stages.world import history, last_event, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> MatchedWorld:
    """Claim, twin, third and stranger, each joined to the next, and the first to the third."""
    world = MatchedWorld()
    make_match(world.third, world.stranger)
    make_match(world.claim, world.third)
    follow(world.claim, world.stranger)
    world.story = Story.objects.get(members__claim=world.claim)
    return world


def test_it_rejects_what_stands_between_the_parts(world: MatchedWorld) -> None:
    parted = matching.split_story(
        world.story, [world.third, world.stranger], by=world.editor, reason="Another hotline."
    )

    assert together() == {
        frozenset((world.claim.pk, world.twin.pk)),
        frozenset((world.third.pk, world.stranger.pk)),
    }
    assert parted == story_of(world.third) != story_of(world.claim)
    assert Match.objects.filter(state="rejected", by=world.editor).count() == 2
    assert history(world.third)[-2:] == ["match.rejected", "match.rejected"]
    assert last_event(world.third).reason == "Another hotline."
    event = last_event(world.story)
    assert (event.action, event.by) == (Event.Action.STORY_SPLIT, world.editor)
    assert event.new == {
        "claims": [world.third.reference, world.stranger.reference],
        "matches": 2,
    }
    assert broken_links() == []


def test_a_claim_alone_is_in_no_story_any_more(world: MatchedWorld) -> None:
    assert matching.split_story(world.story, [world.stranger], by=world.editor) is None

    assert story_of(world.stranger) is None
    assert len(together().pop()) == 3


def test_a_doubtful_match_between_the_parts_goes_too(world: MatchedWorld) -> None:
    doubtful = make_match(world.claim, world.stranger, similarity=0.1)

    matching.split_story(world.story, [world.third, world.stranger], by=world.editor)

    doubtful.refresh_from_db()
    assert doubtful.state == "rejected"


def test_none_or_all_are_refused(world: MatchedWorld) -> None:
    everyone = Claim.objects.filter(membership__story=world.story)
    before = rows()

    with pytest.raises(matching.MatchRefused, match="Choose the claims"):
        matching.split_story(world.story, [], by=world.editor)
    with pytest.raises(matching.MatchRefused, match="at least one"):
        matching.split_story(world.story, everyone, by=world.editor)

    assert rows() == before


def test_a_claim_that_has_left_is_refused(world: MatchedWorld) -> None:
    matching.split_story(world.story, [world.stranger], by=world.editor)
    before = rows()

    with pytest.raises(matching.SomeoneWasFaster, match=world.stranger.reference):
        matching.split_story(world.story, [world.stranger], by=world.editor)

    assert rows() == before


def test_a_story_that_was_joined_to_another_is_refused(world: MatchedWorld) -> None:
    Story.objects.filter(pk=world.story.pk).update(claims=0)

    with pytest.raises(matching.SomeoneWasFaster, match="have moved"):
        matching.split_story(world.story, [world.third], by=world.editor)


@pytest.mark.parametrize("who", ["nobody", "reporter", "checker"])
def test_others_may_not(world: MatchedWorld, who: str) -> None:
    before = rows()

    with pytest.raises(PermissionDenied, match="Only editors"):
        matching.split_story(world.story, [world.third], by=getattr(world, who))

    assert rows() == before
