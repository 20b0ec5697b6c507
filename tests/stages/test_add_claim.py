"""Adding a claim from selected text."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import clearance
from claims.extraction import ShapingRefused, add_claim, drop_claim
from claims.models import Article, Claim, Review
from tests.factories import make_article, make_user
from tests.stages.world import FIRST, THIRD, World, history, last_event

pytestmark = pytest.mark.django_db


def span(article: Article, quote: str) -> dict[str, int]:
    start = article.text.index(quote)
    return {"start": start, "end": start + len(quote)}


def test_it_adds_a_must_check_claim() -> None:
    world = World()

    claim = add_claim(world.article, **span(world.article, THIRD), by=world.checker)

    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.quote, claim.wording, claim.added_by) == (THIRD, THIRD, world.checker)
    assert (claim.review.state, claim.review.band) == ("open", Review.Band.MUST)
    assert claim.review.reasons == [{"name": "picked out by hand", "words": ""}]
    event = last_event(claim)
    assert (event.action, event.by) == ("claim.added", world.checker)
    assert event.new == {"start": claim.start, "end": claim.end, "wording": THIRD}


def test_it_leaves_white_space_out() -> None:
    world = World()
    wide = span(world.article, f" {THIRD} ")

    claim = add_claim(world.article, **wide, by=world.checker, wording=" The  bridge is long. ")

    assert (claim.start, claim.end) == (wide["start"] + 1, wide["end"] - 1)
    assert claim.quote == THIRD


def test_it_gives_the_claim_that_has_the_span_already() -> None:
    world = World()

    claim = add_claim(world.article, **span(world.article, FIRST), by=world.checker)

    assert claim == world.claim
    assert Claim.objects.count() == 2
    assert "claim.added" not in history(claim)


def test_it_puts_a_dropped_claim_back_on_the_desk() -> None:
    world = World("dropped")

    claim = add_claim(world.article, **span(world.article, FIRST), by=world.checker)

    assert claim == world.claim
    assert claim.review.state == "open"
    assert last_event(claim).action == "claim.restored"


def test_it_is_not_for_reporters() -> None:
    world = World()

    with pytest.raises(PermissionDenied, match="Only checkers and editors"):
        add_claim(world.article, **span(world.article, THIRD), by=world.reporter)


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        (0, 0, "The selection lies outside the article."),
        (5, 3, "The selection lies outside the article."),
        (-3, 5, "The selection lies outside the article."),
        (0, 10_000, "The selection lies outside the article."),
        (0, 2, "Select some words."),
    ],
)
def test_it_says_what_is_wrong_with_a_selection(start: int, end: int, sentence: str) -> None:
    article = make_article("  Two blanks stand before this sentence.")

    with pytest.raises(ShapingRefused, match=sentence):
        add_claim(article, start=start, end=end, by=make_user())

    assert not Claim.objects.exists()


def test_it_waits_for_the_extraction() -> None:
    article = make_article(state=Article.State.RECEIVED)

    with pytest.raises(ShapingRefused, match="still being extracted"):
        add_claim(article, start=0, end=7, by=make_user())


@pytest.mark.parametrize("dropped", [False, True], ids=["new", "restored"])
def test_it_withdraws_the_clearance(dropped: bool) -> None:
    world = World("settled")
    if dropped:
        drop_claim(world.other, by=world.checker, reason="Opinion.")
    quote = world.other.quote if dropped else THIRD
    clearance.clear_article(world.article, by=world.editor)

    add_claim(world.article, **span(world.article, quote), by=world.checker)

    world.refresh()
    assert world.article.state == Article.State.IN_CHECK
    assert last_event(world.article).action == "article.uncleared"
