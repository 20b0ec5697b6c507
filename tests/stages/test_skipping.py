"""Lines brought back into the article with their claims, and lines set aside."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import clearance, reviewing, steering, triage
from claims.extraction import ShapingRefused, add_claim, bring_back, drop_claim, skip_sentence
from claims.models import Article, Claim, Event, Review, Sentence, Weights
from claims.text import checkworthiness
from tests.factories import make_article, make_claim, make_link, make_sentence, make_user
from tests.stages.crowd import broken_links, sort_out, together
from tests.stages.world import history, last_event

pytestmark = pytest.mark.django_db

CONTEXT = "Jane Smith runs the hotline."
QUOTE = "She said it took 6,500 calls in 2022."
PROMPT = "Share this article!"
TEXT = f"{CONTEXT} {QUOTE}\n{PROMPT}\nWho knows?"


@pytest.fixture
def article():
    return make_article(TEXT)


@pytest.fixture
def checker():
    return make_user("Checker")


def line(article, words, kind=Sentence.Kind.FURNITURE, **overrides):
    start = article.text.index(words)
    return make_sentence(article, start, start + len(words), kind=kind, **overrides)


def test_its_claims_are_extracted_as_its_article_has_them(article, checker) -> None:
    sentence = line(article, QUOTE)

    (claim,) = bring_back(sentence, by=checker, reason="It is a report.")

    assert (claim.quote, claim.claimant) == (QUOTE, "Jane Smith")
    assert claim.added_by is None
    assert [figure["low"] for figure in claim.figures] == [6500, None]
    assert claim.review.state == Review.State.OPEN
    assert claim.review.worth > 0
    sentence.refresh_from_db()
    assert (sentence.kind, sentence.reason) == (Sentence.Kind.BODY, "")
    event = last_event(article)
    assert (event.action, event.by, event.reason) == (
        "article.sentence_brought_back",
        checker,
        "It is a report.",
    )
    assert event.old == {"kind": "furniture", "reason": "teaser"}
    assert event.new == {
        "kind": "body",
        "start": sentence.start,
        "end": sentence.end,
        "claims": [claim.reference],
    }


def test_its_claims_are_scored_by_the_weights_an_admin_has_set(article, checker) -> None:
    steering.save_weights({"reader": 0.0, "figure": 0.25}, by=make_user("Admin"))

    (claim,) = bring_back(line(article, QUOTE), by=checker)

    review = claim.review
    present = Weights.current().present
    assert "figure" in {reason.name for reason in review.why}
    assert review.worth == checkworthiness.score(review.why, review.reader, present)
    assert review.worth != checkworthiness.score(review.why, review.reader)


def test_a_line_without_anything_to_check_is_one_claim(article, checker) -> None:
    (claim,) = bring_back(line(article, PROMPT), by=checker)

    assert (claim.quote, claim.added_by) == (PROMPT, checker)
    assert history(claim) == ["claim.added"]


def test_a_heading_can_be_brought_back_too(article, checker) -> None:
    (claim,) = bring_back(line(article, QUOTE, Sentence.Kind.HEADING), by=checker)

    assert claim.quote == QUOTE


def test_a_span_that_no_sentence_has_is_one_claim(article, checker) -> None:
    (claim,) = bring_back(line(article, "6,500 calls in 2022."), by=checker)

    assert claim.quote == "6,500 calls in 2022."


def test_a_claim_made_of_its_words_by_hand_stays_the_only_one(article, checker) -> None:
    mine = make_claim(article, quote="it took 6,500 calls")

    assert bring_back(line(article, QUOTE), by=checker) == [mine]


def test_a_claim_of_these_words_that_was_dropped_comes_back(article, checker) -> None:
    dropped = make_claim(article, quote=QUOTE)
    drop_claim(dropped, by=checker, reason="Not ours.")

    assert bring_back(line(article, QUOTE), by=checker) == [dropped]
    assert history(dropped)[-1] == "claim.restored"


def test_it_is_refused_the_second_time(article, checker) -> None:
    sentence = line(article, QUOTE)
    bring_back(sentence, by=checker)

    with pytest.raises(ShapingRefused, match="part of the article already"):
        bring_back(sentence, by=checker)

    assert Claim.objects.count() == 1
    assert history(article).count("article.sentence_brought_back") == 1


def test_it_withdraws_the_clearance(article, checker) -> None:
    clearance.clear_article(article, by=make_user("Editor"))

    bring_back(line(article, QUOTE), by=checker)

    assert Article.objects.get().state == Article.State.IN_CHECK
    assert Event.objects.of(article).filter(action="article.uncleared").count() == 1


@pytest.mark.parametrize("step", [bring_back, skip_sentence])
def test_reporters_may_not(article, step) -> None:
    sentence = line(article, QUOTE)

    with pytest.raises(PermissionDenied):
        step(sentence, by=make_user("Reporter"), reason="")

    assert Claim.objects.count() == 0


def test_setting_aside_drops_the_open_claims(article, checker) -> None:
    claim = make_claim(article, quote=QUOTE)
    other = make_claim(article, quote=CONTEXT)
    sentence = line(article, QUOTE, Sentence.Kind.BODY)

    assert skip_sentence(sentence, by=checker, reason=" A caption. ") == [claim]

    sentence.refresh_from_db()
    assert (sentence.kind, sentence.reason) == (Sentence.Kind.FURNITURE, "A caption.")
    assert Review.objects.get(pk=claim.pk).state == Review.State.DROPPED
    assert last_event(claim).reason == "A caption."
    assert Review.objects.get(pk=other.pk).state == Review.State.OPEN
    event = last_event(article)
    assert (event.action, event.reason) == ("article.sentence_skipped", "A caption.")
    assert event.old == {"kind": "body", "reason": ""}
    assert (event.new["kind"], event.new["claims"]) == ("furniture", [claim.reference])


def test_each_undoes_the_other(article, checker) -> None:
    sentence = line(article, QUOTE)
    claims = bring_back(sentence, by=checker)

    assert skip_sentence(sentence, by=checker, reason="A mistake.") == claims
    assert bring_back(sentence, by=checker) == claims
    assert skip_sentence(sentence, by=checker, reason="After all.") == claims
    assert Claim.objects.count() == 1
    assert history(claims[0]) == [
        "claim.extracted",
        "claim.dropped",
        "claim.restored",
        "claim.dropped",
    ]


def test_what_was_dropped_before_stays_dropped(article, checker) -> None:
    before = make_claim(article, quote="it took 6,500 calls")
    drop_claim(before, by=checker, reason="Half a claim.")
    whole = make_claim(article, quote=QUOTE)
    sentence = line(article, QUOTE, Sentence.Kind.BODY)
    skip_sentence(sentence, by=checker, reason="A caption.")

    assert bring_back(sentence, by=checker) == [whole]


def test_a_claim_with_a_verdict_stays_and_so_does_its_line(article, checker) -> None:
    claim = make_claim(article, quote=QUOTE)
    make_link(claim.review)
    reviewing.propose_verdict(claim.review, verdict="verified", reason="Read it.", by=checker)
    sentence = line(article, QUOTE, Sentence.Kind.BODY)

    with pytest.raises(ShapingRefused, match=f"{claim.reference} has a verdict"):
        skip_sentence(sentence, by=checker, reason="A caption.")

    sentence.refresh_from_db()
    assert sentence.kind == Sentence.Kind.BODY


def test_a_claim_of_several_lines_stays_and_so_does_the_line(article, checker) -> None:
    wide = make_claim(article, quote=f"{CONTEXT} {QUOTE}")

    with pytest.raises(ShapingRefused, match=f"{wide.reference} reaches beyond this line"):
        skip_sentence(line(article, QUOTE, Sentence.Kind.BODY), by=checker, reason="A caption.")


def test_a_claim_somebody_holds_stays(article, checker) -> None:
    claim = make_claim(article, quote=QUOTE)
    triage.take_claim(claim.review, by=make_user("Checker", first_name="Carol"))

    with pytest.raises(PermissionDenied, match="Carol"):
        skip_sentence(line(article, QUOTE, Sentence.Kind.BODY), by=checker, reason="A caption.")


def test_setting_aside_needs_a_reason(article, checker) -> None:
    with pytest.raises(ShapingRefused, match="Say why"):
        skip_sentence(line(article, QUOTE, Sentence.Kind.BODY), by=checker, reason=" ")


def test_what_is_skipped_is_not_skipped_again(article, checker) -> None:
    with pytest.raises(ShapingRefused, match="skipped already"):
        skip_sentence(line(article, PROMPT), by=checker, reason="A prompt.")


@pytest.mark.django_db(transaction=True)
def test_one_of_two_brings_it_back() -> None:
    article = make_article(TEXT)
    line(article, QUOTE)
    people = [make_user() for _ in range(4)]

    taken, failed = sort_out(
        together(*(lambda one=one: bring_back(Sentence.objects.get(), by=one) for one in people))
    )

    assert len(taken) == 1
    assert [type(error) for error in failed] == [ShapingRefused] * 3
    assert Claim.objects.count() == Review.objects.count() == 1
    assert broken_links() == []


@pytest.mark.django_db(transaction=True)
def test_no_skipped_line_keeps_a_claim_somebody_adds_meanwhile() -> None:
    for _ in range(8):
        article = make_article(f"{TEXT} {Article.objects.count()}")
        sentence = line(article, QUOTE, Sentence.Kind.BODY)
        one, other = make_user(), make_user()

        _, failed = sort_out(
            together(
                lambda s=sentence, by=one: skip_sentence(s, by=by, reason="A caption."),
                lambda s=sentence, by=other: add_claim(s.article, start=s.start, end=s.end, by=by),
            )
        )

        assert all(isinstance(error, ShapingRefused) for error in failed)
        sentence.refresh_from_db()
        on_desk = Review.objects.on_desk().filter(claim__article=article).count()
        # Added first, it is dropped with the line, or keeps it; added last, it is meant so.
        assert (sentence.kind, on_desk, len(failed)) in [
            ("furniture", 0, 0),
            ("furniture", 1, 0),
            ("body", 1, 1),
        ]
    assert broken_links() == []
