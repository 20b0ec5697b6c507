"""Adding a claim from selected text."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from claims import clearance
from claims.extraction import ShapingRefused, add_claim, drop_claim
from claims.models import Article, Claim, Review
from claims.text import checkworthiness, reader
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
    assert claim.review.reasons[0] == {"name": "picked out by hand", "words": ""}
    event = last_event(claim)
    assert (event.action, event.by) == ("claim.added", world.checker)
    assert event.new == {"start": claim.start, "end": claim.end, "wording": THIRD}


def test_it_holds_what_the_text_engine_finds_in_the_words() -> None:
    quote = "It allegedly cost £2 million on 3 May."
    article = make_article(f"The bridge is old. {quote} It is long.", published_on=date(2022, 6, 1))

    claim = add_claim(article, **span(article, quote), by=make_user())

    claim = Claim.objects.get(pk=claim.pk)
    assert [figure["text"] for figure in claim.figures] == ["£2 million", "3 May"]
    assert claim.figures[1]["date"] == "2022-05-03"
    assert [hedge["text"] for hedge in claim.hedges] == ["allegedly"]
    for found in (*claim.figures, *claim.hedges):
        assert article.text[found["start"] : found["end"]] == found["text"]
    review = claim.review
    names = [reason.name for reason in review.why]
    assert names[0] == "picked out by hand"
    assert {"figure", "hedged"} < set(names)
    assert review.reader == reader.read([quote])[0].must
    assert review.model == reader.version()
    assert review.worth == checkworthiness.score(review.why, review.reader)


def test_its_reasons_are_those_of_its_wording() -> None:
    world = World()
    wide = span(world.article, THIRD)

    claim = add_claim(world.article, **wide, by=world.checker, wording="It never fell.")

    assert "superlative or absolute" in {reason.name for reason in claim.review.why}


@pytest.mark.parametrize("words", ["I love it, perhaps.", "!", "Share this article!", "So do we"])
def test_whatever_a_person_picks_out_must_be_checked(words: str) -> None:
    article = make_article(f"It rained on {words}")

    claim = add_claim(article, **span(article, words), by=make_user())

    assert claim.review.band == Review.Band.MUST


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
