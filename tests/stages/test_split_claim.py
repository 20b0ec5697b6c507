"""Splitting a claim into parts of its quote."""

import pytest

from claims import clearance, reviewing
from claims.extraction import ShapingRefused, drop_claim, restore_claim, split_claim
from claims.models import Article, Claim, Review
from claims.text import checkworthiness
from tests.factories import NOON
from tests.stages.world import FIRST, World, history, last_event

pytestmark = pytest.mark.django_db

PARTS = ["The hotline has 10 operators", "and it opened in May."]


def test_it_puts_the_parts_in_place_of_the_claim() -> None:
    world = World()

    pieces = split_claim(world.claim, parts=PARTS, by=world.checker, reason="Two facts.")

    assert [piece.quote for piece in pieces] == PARTS
    for piece in pieces:
        assert piece.quote == world.article.text[piece.start : piece.end]
        assert history(piece) == ["claim.added"]
        assert last_event(piece).new["from"] == [world.claim.reference]
    world.refresh()
    assert world.review.state == "dropped"
    event = last_event(world.claim)
    assert (event.action, event.by, event.reason) == ("claim.split", world.checker, "Two facts.")
    assert event.new == {"state": "dropped", "into": [piece.reference for piece in pieces]}


def test_it_hands_down_urgency_evidence_and_what_lies_inside() -> None:
    world = World()
    number = FIRST.index("10")
    Claim.objects.filter(pk=world.claim.pk).update(
        claimant="The minister",
        figures=[{"start": number, "end": number + 2, "text": "10"}],
        hedges=[{"start": 0, "end": len(FIRST), "text": FIRST}],
    )
    Review.objects.filter(pk=world.claim.pk).update(
        priority=2,
        pinned=True,
        deadline=NOON,
        assignee=world.checker,
        reasons=[
            {"name": "figure", "words": "10"},
            {"name": "damaging", "words": ""},
            {"name": "second-hand", "words": "Radio Norte"},
        ],
        reader=0.25,
        model="reader 1",
    )

    first, second = split_claim(world.claim, parts=PARTS, by=world.checker)

    for piece in (first, second):
        review = Review.objects.get(pk=piece.pk)
        assert (review.priority, review.pinned, review.deadline) == (2, True, NOON)
        assert (review.assignee, review.reader, review.model) == (world.checker, 0.25, "reader 1")
        assert review.worth == checkworthiness.score(review.why, 0.25)
        assert review.band == checkworthiness.band(review.worth)
        assert piece.claimant == "The minister"
        assert review.links.count() == 2
    # A reason whose words stand in the other piece is none any more.
    names = [[reason.name for reason in piece.review.why] for piece in (first, second)]
    assert names == [["figure", "damaging", "second-hand"], ["damaging", "second-hand"]]
    assert [figure["text"] for figure in first.figures] == ["10"]
    assert second.figures == first.hedges == second.hedges == []


def test_it_hands_down_the_attempts_as_they_were() -> None:
    world = World()
    world.review.attempts.update(reply_due=NOON)

    pieces = split_claim(world.claim, parts=PARTS, by=world.checker)

    was = world.review.attempts.get()
    for piece in pieces:
        attempt = piece.review.attempts.get()
        assert (attempt.kind, attempt.what, attempt.by) == ("call", "Rang twice.", world.proposer)
        assert (attempt.at, attempt.reply_due) == (was.at, NOON)
        assert reviewing.gates(piece.review)["unverified"].is_met


def test_the_whole_is_not_restored_beside_its_parts() -> None:
    world = World()
    first, second = split_claim(world.claim, parts=PARTS, by=world.checker)

    names = f"{first.reference} and {second.reference}"
    with pytest.raises(ShapingRefused, match=f"Drop {names} first"):
        restore_claim(world.claim, by=world.checker)
    drop_claim(first, by=world.checker, reason="Back to one.")
    with pytest.raises(ShapingRefused, match=f"Drop {second.reference} first"):
        restore_claim(world.claim, by=world.checker)
    world.refresh()
    assert world.review.state == "dropped"
    drop_claim(second, by=world.checker, reason="Back to one.")

    assert restore_claim(world.claim, by=world.checker).review.state == "open"


def test_it_does_not_mind_other_white_space() -> None:
    world = World()

    pieces = split_claim(
        world.claim,
        parts=["The  hotline\nhas 10", "", " operators and it opened in May. "],
        by=world.checker,
    )

    assert [piece.quote for piece in pieces] == [
        "The hotline has 10",
        "operators and it opened in May.",
    ]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([], "Put a line break"),
        ([FIRST], "Put a line break"),
        ([FIRST, " "], "Put a line break"),
        (["The hotline has 10 operators", "and it opened."], "nothing left out"),
        (["and it opened in May.", "The hotline has 10 operators"], "nothing left out"),
        (list(FIRST), "These are 41 parts; 20 are the most"),
    ],
    ids=["none", "one", "one and a blank", "shortened", "swapped", "letters"],
)
def test_it_refuses_what_is_not_the_quote(parts: list[str], sentence: str) -> None:
    world = World()

    with pytest.raises(ShapingRefused, match=sentence):
        split_claim(world.claim, parts=parts, by=world.checker)

    assert Claim.objects.count() == 2


def test_it_is_refused_the_second_time() -> None:
    world = World()
    split_claim(world.claim, parts=PARTS, by=world.checker)

    with pytest.raises(ShapingRefused, match="It is dropped"):
        split_claim(world.claim, parts=PARTS, by=world.checker)


def test_it_names_the_claim_that_has_a_part_already() -> None:
    world = World()
    first, second = split_claim(world.claim, parts=PARTS, by=world.checker)
    for piece in (first, second):
        drop_claim(piece, by=world.checker, reason="Back to one.")
    restore_claim(world.claim, by=world.checker)

    with pytest.raises(ShapingRefused, match=f"{first.reference} has the span “The hotline has"):
        split_claim(world.claim, parts=PARTS, by=world.checker)


def test_it_withdraws_the_clearance() -> None:
    world = World("settled")
    clearance.clear_article(world.article, by=world.editor)

    split_claim(world.other, parts=["The minister", "resigned on Monday."], by=world.checker)

    world.refresh()
    assert world.article.state == Article.State.IN_CHECK
    assert history(world.article).count("article.uncleared") == 1
