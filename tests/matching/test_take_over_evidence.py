"""Take the evidence of a settled claim that matches over: its links, never its verdict."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import matching, reviewing
from claims.models import Claim, Event, EvidenceLink, Review
from tests.factories import make_link
from tests.matching.world import MatchedWorld, settle
from tests.stages.crowd import broken_links
from tests.stages.world import history, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> MatchedWorld:
    """The claim is open; its twin, in another article, is settled with one piece of evidence."""
    return MatchedWorld()


def sources(claim: Claim) -> set[int]:
    links = EvidenceLink.objects.standing().filter(review=claim.pk)
    return set(links.values_list("evidence", flat=True))


def test_it_links_what_the_other_has(world: MatchedWorld) -> None:
    had = sources(world.claim)
    link = EvidenceLink.objects.get(review=world.twin.pk)

    taken = reviewing.take_over_evidence(world.review, world.twin, by=world.checker)

    assert sources(world.claim) == had | sources(world.twin)
    [copy] = taken
    assert (copy.evidence, copy.stance, copy.note) == (link.evidence, link.stance, link.note)
    assert copy.by == world.checker
    event = Event.objects.of(world.claim).last()
    assert (event.action, event.by) == (Event.Action.EVIDENCE_LINKED, world.checker)
    assert event.reason == f"taken over from {world.twin.reference}"
    assert event.new["link"] == copy.pk
    assert broken_links() == []


def test_the_verdict_stays_where_it_is(world: MatchedWorld) -> None:
    reviewing.take_over_evidence(world.review, world.twin, by=world.checker)

    review = Review.objects.get(pk=world.claim.pk)
    assert (review.state, review.verdict) == (Review.State.OPEN, None)
    assert sources(world.twin)


def test_it_can_be_undone_like_any_link(world: MatchedWorld) -> None:
    had = sources(world.claim)
    reviewing.take_over_evidence(world.review, world.twin, by=world.checker)

    reviewing.undo_last_step(world.review, by=world.checker)

    assert sources(world.claim) == had


def test_the_second_time_there_is_nothing_to_take(world: MatchedWorld) -> None:
    reviewing.take_over_evidence(world.review, world.twin, by=world.checker)
    before = rows()

    with pytest.raises(reviewing.EvidenceRefused, match="is here already"):
        reviewing.take_over_evidence(world.review, world.twin, by=world.checker)

    assert rows() == before


def test_what_was_added_since_is_taken_alone(world: MatchedWorld) -> None:
    reviewing.take_over_evidence(world.review, world.twin, by=world.checker)
    later = make_link(world.twin.review, "refutes")

    [copy] = reviewing.take_over_evidence(world.review, world.twin, by=world.checker)

    assert (copy.evidence, copy.stance) == (later.evidence, "refutes")


def test_a_settled_claim_without_evidence_has_nothing_to_give(world: MatchedWorld) -> None:
    EvidenceLink.objects.filter(review=world.twin.pk).update(removed_at=world.twin.created_at)

    with pytest.raises(reviewing.EvidenceRefused, match="has no evidence"):
        reviewing.take_over_evidence(world.review, world.twin, by=world.checker)


def test_a_claim_that_is_not_settled_gives_nothing(world: MatchedWorld) -> None:
    reviewing.reopen(world.twin.review, by=world.signer, reason="A new report.")

    with pytest.raises(reviewing.EvidenceRefused, match="is not settled"):
        reviewing.take_over_evidence(world.review, world.twin, by=world.checker)


def test_a_claim_that_does_not_match_gives_nothing(world: MatchedWorld) -> None:
    matching.reject_match(world.match, by=world.editor)
    before = rows()

    for source in (world.twin, world.stranger):
        with pytest.raises(reviewing.EvidenceRefused, match="does not match"):
            reviewing.take_over_evidence(world.review, source, by=world.checker)

    assert rows() == before


def test_a_claim_with_a_verdict_takes_nothing(world: MatchedWorld) -> None:
    settle(world.claim)

    with pytest.raises(reviewing.InvalidTransition, match="send the verdict back"):
        reviewing.take_over_evidence(world.review, world.twin, by=world.checker)


@pytest.mark.parametrize("who", ["nobody", "reporter", "held"])
def test_others_may_not(world: MatchedWorld, who: str) -> None:
    world.hold(world.holder)
    events = history(world.claim)

    with pytest.raises(PermissionDenied):
        reviewing.take_over_evidence(world.review, world.twin, by=getattr(world, who))

    assert history(world.claim) == events
