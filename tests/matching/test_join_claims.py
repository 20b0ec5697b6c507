"""Join two claims by hand: those that matching has not, or that somebody had rejected."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import matching
from claims.extraction import drop_claim
from claims.models import Event, Match, Review
from tests.factories import make_user
from tests.matching.world import DENIED, ELSE, TOLD, MatchedWorld, claim_of, report, together
from tests.stages.world import last_event, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> MatchedWorld:
    return MatchedWorld()


def test_it_joins_what_matching_has_not(world: MatchedWorld) -> None:
    match = matching.join_claims(world.stranger, world.claim, by=world.checker, reason="Read both.")

    match.refresh_from_db()
    assert (match.a, match.b) == (world.claim, world.stranger)
    assert (match.state, match.by) == ("confirmed", world.checker)
    assert match.why
    assert 0.0 <= match.similarity <= 1.0
    event = last_event(world.stranger)
    assert (event.action, event.by) == (Event.Action.MATCH_CONFIRMED, world.checker)
    assert (event.old, event.reason) == ({"decision": ""}, "Read both.")
    assert len(together().pop()) == 4


def test_it_reads_how_they_compare() -> None:
    one, other = claim_of(report(TOLD)), claim_of(report(DENIED))

    match = matching.join_claims(one, other, by=make_user())

    assert match.relation == "discrepancy"
    assert match.relation_why
    assert all(Review.objects.values_list("discrepant", flat=True))


def test_unlike_claims_can_be_joined_all_the_same() -> None:
    one, other = claim_of(report(TOLD)), claim_of(report(ELSE))

    match = matching.join_claims(one, other, by=make_user())

    assert match.similarity < 0.5
    assert together() == {frozenset((one.pk, other.pk))}


def test_it_joins_a_rejected_pair_again(world: MatchedWorld) -> None:
    matching.reject_match(world.match, by=world.checker)

    match = matching.join_claims(world.claim, world.twin, by=world.editor)

    assert match.pk == world.match.pk
    assert Match.objects.get(pk=match.pk).by == world.editor
    assert last_event(world.claim).old == {"decision": "rejected"}
    assert len(together().pop()) == 3


def test_it_confirms_a_suggested_pair(world: MatchedWorld) -> None:
    match = matching.join_claims(world.claim, world.twin, by=world.editor)

    assert (match.pk, match.state) == (world.match.pk, "confirmed")


def test_the_second_time_it_says_so(world: MatchedWorld) -> None:
    matching.join_claims(world.claim, world.stranger, by=world.checker)
    before = rows()

    with pytest.raises(matching.MatchRefused, match="joined already: You confirmed it"):
        matching.join_claims(world.stranger, world.claim, by=world.checker)

    assert rows() == before


def test_claims_of_one_article_are_refused(world: MatchedWorld) -> None:
    for other in (world.other, world.claim):
        with pytest.raises(matching.MatchRefused, match="one article"):
            matching.join_claims(world.claim, other, by=world.checker)


def test_a_dropped_claim_is_refused(world: MatchedWorld) -> None:
    drop_claim(world.stranger, by=world.checker, reason="Opinion.")
    before = rows()

    with pytest.raises(matching.MatchRefused, match=f"{world.stranger.reference} is dropped"):
        matching.join_claims(world.claim, world.stranger, by=world.checker)

    assert rows() == before


def test_others_may_not(world: MatchedWorld) -> None:
    before = rows()

    with pytest.raises(PermissionDenied):
        matching.join_claims(world.claim, world.stranger, by=world.reporter)

    assert rows() == before
