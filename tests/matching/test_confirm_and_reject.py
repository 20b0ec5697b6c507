"""Confirm or reject a match, and think better of it: one line in the history of both claims."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import matching, reviewing
from claims.extraction import drop_claim
from claims.models import Event, Match, User
from tests.factories import make_user
from tests.matching.world import MatchedWorld, story_of, together
from tests.stages.crowd import broken_links
from tests.stages.world import last_event, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> MatchedWorld:
    return MatchedWorld()


def decided(match: Match) -> tuple[str, User | None]:
    match = Match.objects.select_related("by").get(pk=match.pk)
    return match.state, match.by


def test_it_confirms(world: MatchedWorld) -> None:
    matching.confirm_match(world.match, by=world.checker, reason="The same ten operators.")

    assert decided(world.match) == ("confirmed", world.checker)
    assert (world.match.state, world.match.by) == ("confirmed", world.checker)
    for one, other in ((world.claim, world.twin), (world.twin, world.claim)):
        event = last_event(one)
        assert (event.action, event.by) == (Event.Action.MATCH_CONFIRMED, world.checker)
        assert event.old == {"decision": "suggested"}
        assert event.new == {
            "decision": "confirmed",
            "match": world.match.pk,
            "with": other.reference,
        }
        assert event.reason == "The same ten operators."
    assert broken_links() == []


def test_it_rejects_and_the_story_follows(world: MatchedWorld) -> None:
    matching.reject_match(world.match, by=world.checker, reason="Another hotline.")

    assert decided(world.match) == ("rejected", world.checker)
    assert last_event(world.claim).action == Event.Action.MATCH_REJECTED
    assert together() == {frozenset((world.twin.pk, world.third.pk))}
    assert story_of(world.twin) == world.story


def test_each_is_the_others_undo(world: MatchedWorld) -> None:
    matching.reject_match(world.match, by=world.checker)
    matching.confirm_match(world.match, by=world.checker)
    assert len(together().pop()) == 3

    matching.reject_match(world.match, by=world.editor)

    assert decided(world.match) == ("rejected", world.editor)
    assert len(together().pop()) == 2


@pytest.mark.parametrize("step", [matching.confirm_match, matching.reject_match])
@pytest.mark.parametrize("who", ["nobody", "reporter"])
def test_others_may_not(world: MatchedWorld, step, who: str) -> None:
    before = rows()

    with pytest.raises(PermissionDenied, match="Only checkers and editors"):
        step(world.match, by=getattr(world, who))

    assert rows() == before


@pytest.mark.parametrize(
    ("step", "done"),
    [(matching.confirm_match, "confirmed"), (matching.reject_match, "rejected")],
)
def test_the_second_time_it_says_who_has_done_it(world: MatchedWorld, step, done: str) -> None:
    step(world.match, by=world.checker)
    before = rows()

    with pytest.raises(matching.MatchRefused, match=f"^You {done} it already.$"):
        step(world.match, by=world.checker)
    with pytest.raises(matching.MatchRefused, match=f"^{world.checker} {done} it already.$"):
        step(world.match, by=world.editor)

    assert rows() == before


def test_someone_was_faster(world: MatchedWorld) -> None:
    seen = Match.objects.get(pk=world.match.pk)
    matching.reject_match(world.match, by=world.checker)
    before = rows()

    with pytest.raises(matching.SomeoneWasFaster, match=f"{world.checker} rejected the match"):
        matching.confirm_match(seen, by=world.editor)
    with pytest.raises(matching.SomeoneWasFaster, match="You rejected the match"):
        matching.confirm_match(world.match, by=world.checker, seen="suggested")

    assert rows() == before


def test_a_suggestion_that_is_gone_cannot_be_decided(world: MatchedWorld) -> None:
    Match.objects.filter(pk=world.match.pk).delete()

    with pytest.raises(matching.MatchRefused, match="is gone"):
        matching.confirm_match(world.match, by=world.checker)


def test_a_claim_off_the_desk_can_be_parted_and_not_joined(world: MatchedWorld) -> None:
    drop_claim(world.claim, by=world.checker, reason="Opinion.")

    with pytest.raises(matching.MatchRefused, match=f"{world.claim.reference} is dropped"):
        matching.confirm_match(world.match, by=world.checker)
    matching.reject_match(world.match, by=world.checker)

    assert decided(world.match)[0] == "rejected"


def test_it_takes_nobodys_undo_away(world: MatchedWorld) -> None:
    """A word on a match is no step of the review: the last of those can still be undone."""
    by = make_user()
    reviewing.record_attempt(world.review, kind="call", what="Rang again.", by=by)

    matching.confirm_match(world.match, by=world.editor)

    step = reviewing.undoable_step(world.review, by=by)
    assert step is not None
    assert step.action == Event.Action.ATTEMPT_RECORDED


def test_a_state_of_the_review_is_not_read_from_a_word_on_a_match(world: MatchedWorld) -> None:
    matching.confirm_match(world.match, by=world.editor)

    with pytest.raises(reviewing.SomeoneWasFaster, match="there is no verdict"):
        reviewing.sign_off(world.review, by=world.editor)
