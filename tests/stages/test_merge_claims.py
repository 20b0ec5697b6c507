"""Merging claims of one article."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from claims import reviewing
from claims.extraction import (
    ShapingRefused,
    add_claim,
    drop_claim,
    merge_claims,
    restore_claim,
    reword_claim,
)
from claims.models import Claim, Review
from claims.text import checkworthiness
from tests.factories import NOON, make_article, make_claim, make_evidence, make_user
from tests.stages.world import FIRST, SECOND, World, history, last_event

pytestmark = pytest.mark.django_db


def test_it_makes_one_claim_of_two() -> None:
    world = World()

    merged = merge_claims([world.other, world.claim], by=world.checker, reason="One fact.")

    assert merged.quote == f"{FIRST} {SECOND}" == merged.wording
    assert history(merged) == ["claim.added"]
    assert last_event(merged).new["from"] == [world.claim.reference, world.other.reference]
    world.refresh()
    for claim in (world.claim, world.other):
        assert claim.review.state == "dropped"
        event = last_event(claim)
        assert (event.action, event.reason) == ("claim.merged", "One fact.")
        assert event.new["into"] == [merged.reference]


def test_it_takes_the_most_urgent_of_everything() -> None:
    world = World()
    reasons = [{"name": "date", "words": "in May"}, {"name": "damaging", "words": ""}]
    Review.objects.filter(pk=world.claim.pk).update(
        priority=-1, deadline=NOON, pinned=True, reasons=reasons
    )
    Review.objects.filter(pk=world.other.pk).update(
        priority=1, deadline=NOON - timedelta(days=1), assignee=world.editor
    )

    review = merge_claims([world.claim, world.other], by=world.checker).review

    assert (review.priority, review.pinned) == (1, True)
    assert review.deadline == NOON - timedelta(days=1)
    assert review.assignee == world.editor
    # As check-worthy as the worthiest of them, for the same reasons.
    assert review.reasons == reasons
    assert (review.worth, review.band) == (checkworthiness.score(review.why, None), "must")


def test_it_takes_each_source_along_once() -> None:
    world = World()
    reviewing.link_evidence(
        world.other.review, world.link.evidence, stance="refutes", by=world.checker
    )
    reviewing.link_evidence(world.other.review, world.spare, stance="context", by=world.checker)

    merged = merge_claims([world.claim, world.other], by=world.checker)

    assert sorted(merged.review.links.values_list("stance", flat=True)) == [
        "context",
        "refutes",
        "supports",
    ]


def test_it_keeps_the_claim_that_has_the_whole_span() -> None:
    world = World()
    whole = add_claim(world.article, start=0, end=world.other.end, by=world.checker)

    merged = merge_claims([world.claim, whole], by=world.checker, reason="The same.")

    assert merged == whole
    assert merged.wording == whole.wording
    assert merged.review.links.count() == 2
    event = last_event(whole)
    assert (event.action, event.reason) == ("claim.merged", "The same.")
    assert event.new["from"] == [world.claim.reference]
    world.refresh()
    assert (world.review.state, whole.review.state) == ("dropped", "open")


def test_it_leaves_nothing_to_undo_by_half() -> None:
    """Evidence taken away, then brought back by the merge: the removal is not the last step."""
    world = World()
    whole = add_claim(world.article, start=0, end=world.other.end, by=world.checker)
    link = reviewing.link_evidence(
        whole.review, world.link.evidence, stance="refutes", by=world.checker
    )
    reviewing.remove_link(link, by=world.checker)

    merged = merge_claims([world.claim, whole], by=world.checker)

    assert merged.review.links.standing().filter(evidence=world.link.evidence).count() == 1
    with pytest.raises(reviewing.InvalidTransition):
        reviewing.undo_last_step(merged.review, by=world.checker)


def test_it_takes_each_attempt_along_once() -> None:
    world = World()
    for claim in (world.claim, world.other):
        reviewing.record_attempt(claim.review, kind="call", what="Rang.", by=world.checker)

    merged = merge_claims([world.claim, world.other], by=world.checker)
    whole = add_claim(world.article, start=0, end=len(world.article.text), by=world.checker)
    merge_claims([merged, whole], by=world.checker)

    for one in (merged, whole):
        tried = one.review.attempts.values_list("what", "by")
        assert sorted(tried) == sorted(
            [
                ("Rang twice.", world.proposer.pk),
                ("Rang.", world.checker.pk),
                ("Rang.", world.checker.pk),
            ]
        )


@pytest.mark.parametrize("kept", ["a new claim", "one of them"])
def test_none_of_them_is_restored_beside_the_whole(kept: str) -> None:
    world = World()
    if kept == "one of them":
        add_claim(world.article, start=0, end=world.other.end, by=world.checker)
    merged = merge_claims(list(Claim.objects.filter(article=world.article)), by=world.checker)

    with pytest.raises(ShapingRefused, match=f"Drop {merged.reference} first"):
        restore_claim(world.other, by=world.checker)


def test_it_refuses_a_chapter() -> None:
    article = make_article(f"The first. {'Words between. ' * 400}The last.")
    ends = [make_claim(article, quote=quote) for quote in ("The first.", "The last.")]
    checker = make_user()

    with pytest.raises(ShapingRefused, match="6,020 characters of the article; 5,000 are the most"):
        merge_claims(ends, by=checker)
    with pytest.raises(ShapingRefused, match="5,000 are the most"):
        add_claim(article, start=0, end=5001, by=checker)
    with pytest.raises(ShapingRefused, match="wording has 20,001 characters; 20,000 are the most"):
        merge_claims(ends, by=checker, wording="x" * 20_001)
    with pytest.raises(ShapingRefused, match="wording has 20,001 characters"):
        reword_claim(ends[0], by=checker, wording="x" * 20_001)
    with pytest.raises(ShapingRefused, match="wording has 20,001 characters"):
        add_claim(article, start=12, end=17, by=checker, wording="x" * 20_001)

    assert add_claim(article, start=11, end=5011, by=checker).quote.startswith("Words between.")
    assert Claim.objects.count() == 3


def test_it_needs_two_claims() -> None:
    world = World()

    for claims in ([], [world.claim], [world.claim, world.claim]):
        with pytest.raises(ShapingRefused, match="Choose another claim"):
            merge_claims(claims, by=world.checker)


def test_it_needs_claims_of_one_article() -> None:
    world = World()

    with pytest.raises(ShapingRefused, match="Only claims of one article"):
        merge_claims([world.claim, make_claim()], by=world.checker)

    world.refresh()
    assert world.review.state == "open"


def test_it_is_refused_where_one_of_them_is_held() -> None:
    world = World()
    world.hold(world.holder)

    with pytest.raises(PermissionDenied, match="is working on this claim"):
        merge_claims([world.other, world.claim], by=world.checker)

    world.refresh()
    assert world.other.review.state == "open"


def test_it_names_the_claim_that_has_the_span_already() -> None:
    world = World()
    merged = merge_claims([world.claim, world.other], by=world.checker)
    drop_claim(merged, by=world.checker, reason="Back to two.")
    for claim in (world.claim, world.other):
        restore_claim(claim, by=world.checker)

    with pytest.raises(ShapingRefused, match=f"{merged.reference} has the span"):
        merge_claims([world.claim, world.other], by=world.checker)


def test_it_takes_any_number() -> None:
    world = World()
    third = add_claim(
        world.article, start=world.other.end + 1, end=len(world.article.text), by=world.checker
    )
    reviewing.link_evidence(third.review, make_evidence(), stance="context", by=world.checker)

    merged = merge_claims(
        [third, world.claim, world.other], by=world.checker, wording=" All  of it "
    )

    assert merged.wording == "All of it"
    assert merged.review.links.count() == 3
    assert list(Claim.objects.filter(review__state="open")) == [merged]
