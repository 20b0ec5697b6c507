"""The policy's gate for contested: sources on each side, or a confirmed discrepancy."""

import pytest

from claims import matching, reviewing
from claims.extraction import drop_claim
from claims.models import Claim, Match, Review
from tests.factories import make_user
from tests.matching.world import DENIED, TOLD, claim_of, follow, make_match, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def match() -> Match:
    one, other = claim_of(report(TOLD)), claim_of(report(DENIED))
    match = make_match(one, other, relation="discrepancy")
    follow(one, other)
    return match


def gate_of(claim: Claim) -> reviewing.Gate:
    return reviewing.gates(Review.objects.get(pk=claim.pk))["contested"]


def test_a_suggested_one_does_not_do(match: Match) -> None:
    gate = gate_of(match.a)

    assert gate.rule == "one source on each side, or a confirmed discrepancy"
    assert gate.missing == "supported by 0, refuted by 0 so far, and no discrepancy confirmed"


def test_a_confirmed_one_does_for_both(match: Match) -> None:
    checker = make_user()
    matching.confirm_match(match, by=checker)

    for claim in (match.a, match.b):
        assert gate_of(claim).is_met
        reviewing.propose_verdict(
            Review.objects.get(pk=claim.pk), verdict="contested", reason="They differ.", by=checker
        )


def test_a_confirmed_match_that_agrees_does_not_do(match: Match) -> None:
    third = claim_of(report(TOLD))
    agreed = make_match(match.a, third)

    matching.confirm_match(agreed, by=make_user())

    assert not gate_of(match.a).is_met


def test_a_rejected_one_is_not_spoken_of(match: Match) -> None:
    matching.reject_match(match, by=make_user())

    assert gate_of(match.a).rule == "one source on each side"


def test_the_word_of_a_claim_off_the_desk_does_not_do(match: Match) -> None:
    by = make_user()
    matching.confirm_match(match, by=by)
    drop_claim(match.b, by=by, reason="Opinion.")
    matching.match_article(match.b.article_id)

    assert not gate_of(match.a).is_met
