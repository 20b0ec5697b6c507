"""A new discrepancy is told on both claims and raises them: once, and never over people."""

import pytest

from claims import matching, triage
from claims.matching import discrepancies
from claims.models import Claim, Event, Match, Review
from tests.factories import make_link, make_user
from tests.matching.world import DENIED, TOLD, claim_of, make_match, match_all, report, settle
from tests.stages.crowd import broken_links
from tests.stages.world import history

pytestmark = pytest.mark.django_db

Action = Event.Action
WHY = "“412” and “250” cannot both be right."


@pytest.fixture
def pair() -> tuple[Claim, Claim]:
    return claim_of(report(TOLD)), claim_of(report(DENIED))


def contradict(a: Claim, b: Claim) -> Match:
    match = make_match(a, b, relation="discrepancy", relation_why=WHY)
    discrepancies.keep_true({a.pk, b.pk}, new=[match])
    return match


def review_of(claim: Claim) -> Review:
    return Review.objects.get(pk=claim.pk)


def test_matching_finds_it_and_tells(pair: tuple[Claim, Claim]) -> None:
    match_all(*(claim.article for claim in pair))

    match = Match.objects.get()
    assert match.is_discrepancy
    for one, other in (pair, pair[::-1]):
        assert (review_of(one).discrepant, review_of(one).priority) == (True, 1)
        found, raised = Event.objects.of(one)
        assert (found.action, found.by) == (Action.DISCREPANCY_FOUND, None)
        assert found.new == {"match": match.pk, "with": other.reference}
        assert found.reason == match.relation_why != ""
        assert (raised.action, raised.by) == (Action.REVIEW_PRIORITISED, None)
        assert (raised.old, raised.new) == ({"priority": "Normal"}, {"priority": "High"})
        assert raised.reason.startswith(f"A discrepancy with {other.reference}.")
    assert broken_links() == []


def test_it_is_told_once(pair: tuple[Claim, Claim]) -> None:
    match = contradict(*pair)
    match.delete()

    contradict(*pair)

    assert history(pair[0]).count("match.discrepancy_found") == 1
    assert review_of(pair[0]).discrepant


@pytest.mark.parametrize("priority", [2, 1, -1])
def test_what_is_urgent_high_or_low_stays_so(pair: tuple[Claim, Claim], priority: int) -> None:
    Review.objects.filter(pk=pair[0].pk).update(priority=priority)

    contradict(*pair)

    assert [review_of(claim).priority for claim in pair] == [priority, 1]


def test_what_a_person_set_to_normal_stays_normal(pair: tuple[Claim, Claim]) -> None:
    editor = make_user("Editor")
    for priority in (2, 0):
        triage.prioritise([review_of(pair[0])], priority=priority, by=editor)

    contradict(*pair)

    assert [review_of(claim).priority for claim in pair] == [0, 1]
    assert review_of(pair[0]).discrepant


def test_a_settled_claim_is_told_and_not_raised(pair: tuple[Claim, Claim]) -> None:
    make_link(pair[0].review)
    settle(pair[0])

    contradict(*pair)

    assert (review_of(pair[0]).discrepant, review_of(pair[0]).priority) == (True, 0)
    assert history(pair[0])[-1] == "match.discrepancy_found"


def test_a_rejected_one_leaves_the_claims_as_urgent_as_they_are(pair: tuple[Claim, Claim]) -> None:
    match = contradict(*pair)

    matching.reject_match(match, by=make_user())

    for claim in pair:
        assert (review_of(claim).discrepant, review_of(claim).priority) == (False, 1)


def test_another_one_keeps_it_discrepant(pair: tuple[Claim, Claim]) -> None:
    third = claim_of(report(DENIED))
    match = contradict(*pair)
    contradict(pair[0], third)

    matching.reject_match(match, by=make_user())

    assert [review_of(claim).discrepant for claim in (*pair, third)] == [True, False, True]


def test_a_dropped_claim_contradicts_nobody(pair: tuple[Claim, Claim]) -> None:
    contradict(*pair)
    Review.objects.filter(pk=pair[1].pk).update(state="dropped")

    discrepancies.keep_true({claim.pk for claim in pair})

    assert [review_of(claim).discrepant for claim in pair] == [False, False]


def test_a_joined_again_discrepancy_is_one_again(pair: tuple[Claim, Claim]) -> None:
    match = contradict(*pair)
    by = make_user()
    matching.reject_match(match, by=by)

    matching.confirm_match(match, by=by)

    assert all(review_of(claim).discrepant for claim in pair)
    assert history(pair[0]).count("match.discrepancy_found") == 1
