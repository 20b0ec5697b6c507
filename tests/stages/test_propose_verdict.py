"""Proposing a verdict."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import reviewing, triage
from claims.models import Verdict
from tests.stages.world import World, history, last_event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("verdict", ["verified", "unverified", "contested"])
def test_it_awaits_a_second_reader(verdict: str) -> None:
    world = World()

    proposed = reviewing.propose_verdict(
        world.review, verdict=verdict, reason=" Read it twice. ", by=world.checker
    )

    world.refresh()
    assert (world.review.state, world.review.verdict) == ("proposed", proposed)
    assert (world.review.proposed_by, world.review.signed_off_by) == (world.checker, None)
    assert (proposed.verdict, proposed.reason) == (verdict, "Read it twice.")
    event = last_event(world.claim)
    assert (event.action, event.by) == ("review.verdict_proposed", world.checker)
    assert event.old == {"state": "open"}
    assert event.new == {"state": "proposed", "verdict": verdict}
    assert event.reason == "Read it twice."


def test_it_frees_the_claim() -> None:
    world = World()
    triage.take_claim(world.review, by=world.checker)

    reviewing.propose_verdict(world.review, verdict="verified", reason="So.", by=world.checker)

    world.refresh()
    assert (world.review.held_by, world.review.held_until) == (None, None)


def test_it_supersedes_the_verdict_before() -> None:
    world = World("proposed")
    first = world.review.verdict
    reviewing.send_back(world.review, by=world.editor, reason="Too thin.")

    second = reviewing.propose_verdict(
        world.review, verdict="contested", reason="They disagree.", by=world.checker
    )

    assert (first.supersedes, second.supersedes) == (None, first)
    assert list(Verdict.objects.filter(review=world.review)) == [second, first]


@pytest.mark.parametrize(
    ("verdict", "reason", "sentence"),
    [("verified", " ", "Every verdict needs a reason"), ("true", "So.", "Choose verified, unv")],
)
def test_it_says_what_is_missing(verdict: str, reason: str, sentence: str) -> None:
    world = World()

    with pytest.raises(reviewing.InvalidTransition, match=sentence):
        reviewing.propose_verdict(world.review, verdict=verdict, reason=reason, by=world.checker)

    world.refresh()
    assert (world.review.state, Verdict.objects.count()) == ("open", 0)


def test_it_says_what_the_policy_asks_for() -> None:
    world = World()

    with pytest.raises(reviewing.PolicyNotMet) as refused:
        reviewing.propose_verdict(
            world.other.review, verdict="unverified", reason="So.", by=world.checker
        )

    assert str(refused.value) == (
        "The policy asks for one recorded attempt to find out: 0 recorded so far."
    )
    assert refused.value.gate.verdict == "unverified"


def test_it_tells_the_slower_one_who_was_faster() -> None:
    world = World("proposed")
    # What is steered meanwhile is not what moved the claim.
    triage.pin([world.review], by=world.admin)

    with pytest.raises(reviewing.SomeoneWasFaster) as refused:
        reviewing.propose_verdict(world.review, verdict="verified", reason="So.", by=world.checker)

    assert str(refused.value) == (
        f"Someone else was faster. {world.proposer}: verdict proposed. The claim is now awaiting"
        " sign-off; nothing you typed is lost."
    )
    assert refused.value.event.by == world.proposer


def test_it_does_not_call_ones_own_second_press_somebody_else() -> None:
    world = World("proposed")

    with pytest.raises(reviewing.SomeoneWasFaster, match="You were here before: verdict proposed"):
        reviewing.propose_verdict(world.review, verdict="verified", reason="So.", by=world.proposer)

    assert history(world.claim).count("review.verdict_proposed") == 1


def test_it_tells_a_reporter_no_whatever_the_state() -> None:
    for state in ("open", "proposed", "settled", "dropped"):
        world = World(state)
        with pytest.raises(PermissionDenied):
            reviewing.propose_verdict(
                world.review, verdict="verified", reason="So.", by=world.reporter
            )


def test_it_does_not_read_the_article_text(django_assert_max_num_queries) -> None:
    world = World()

    with django_assert_max_num_queries(22) as queries:
        reviewing.propose_verdict(world.review, verdict="verified", reason="So.", by=world.checker)

    assert not any('"claims_article"."text"' in query["sql"] for query in queries.captured_queries)
