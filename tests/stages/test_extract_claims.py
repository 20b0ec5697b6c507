"""The machine's half: sentences, claims and open reviews of an article, once."""

import pytest
from django.db import IntegrityError, connection

from claims import extraction, steering
from claims.models import Article, Claim, Event, Sentence, Weights
from claims.text import checkworthiness
from tests.factories import NOON, make_article, make_user
from tests.stages.world import history, last_event

pytestmark = pytest.mark.django_db

TEXT = (
    "The ministry has 1,200 employees, its spokesman said on Monday.\n\n"
    "It was founded in 1998 with about 300 people.\n\n"
    "Sign up for our newsletter"
)


def received(text: str = TEXT) -> Article:
    return make_article(text, state=Article.State.RECEIVED, deadline=NOON)


def test_it_finds_claims_with_open_reviews() -> None:
    article = received()

    number = extraction.extract_claims(article.pk)

    claims = list(article.claims.select_related("review"))
    assert number == len(claims) > 0
    for claim in claims:
        assert claim.quote == TEXT[claim.start : claim.end]
        assert claim.added_by is None
        assert (claim.review.state, claim.review.deadline) == ("open", NOON)
        assert claim.review.verdict is None


def test_it_stores_why_and_scores_by_the_weights_of_now() -> None:
    plain, tuned = received(), received(f"{TEXT}.")
    extraction.extract_claims(plain.pk)
    steering.save_weights({"figure": 0.0}, by=make_user("Admin"))

    extraction.extract_claims(tuned.pk)

    old, new = (article.claims.select_related("review").first() for article in (plain, tuned))
    assert {"name": "figure", "words": "1,200 employees"} in old.review.reasons
    assert new.review.reasons == old.review.reasons
    assert old.review.worth == checkworthiness.score(old.review.why, old.review.reader)
    weights = Weights.current().present
    assert new.review.worth == checkworthiness.score(new.review.why, new.review.reader, weights)
    assert new.review.worth < old.review.worth


def test_it_covers_the_text_with_sentences() -> None:
    article = received()

    extraction.extract_claims(article.pk)

    covered = "".join(TEXT[one.start : one.end] for one in article.sentences.all())
    assert "".join(covered.split()) == "".join(TEXT.split())


def test_it_says_so_in_the_history_of_the_article_and_its_claims() -> None:
    article = received()

    number = extraction.extract_claims(article.pk)

    event = last_event(article)
    assert (event.action, event.by, event.new) == ("article.extracted", None, {"claims": number})
    assert all(history(claim) == ["claim.extracted"] for claim in article.claims.all())


def test_it_leaves_the_article_extracted_and_its_progress_whole() -> None:
    article = received()
    extraction.note_failure(article.pk, "It failed.")

    extraction.extract_claims(article.pk)

    article.refresh_from_db()
    assert article.state == Article.State.EXTRACTED
    assert article.progress_error == ""
    assert article.progress_done == article.progress_total == article.sentences.count()


def test_it_does_nothing_the_second_time() -> None:
    article = received()
    extraction.extract_claims(article.pk)
    before = (Claim.objects.count(), Sentence.objects.count(), Event.objects.count())

    assert extraction.extract_claims(article.pk) == 0
    assert (Claim.objects.count(), Sentence.objects.count(), Event.objects.count()) == before


def test_it_leaves_the_article_clean_when_it_fails() -> None:
    article = received()

    with connection.cursor() as cursor:
        # After sentences and claims, the database takes no reviews.
        cursor.execute("ALTER TABLE claims_review ADD CONSTRAINT no_room CHECK (false) NOT VALID")
    with pytest.raises(IntegrityError, match="no_room"):
        extraction.extract_claims(article.pk)

    article.refresh_from_db()
    assert article.state == Article.State.RECEIVED
    assert not article.claims.exists()
    assert not article.sentences.exists()
    assert history(article) == ["article.received"]


def test_it_notes_a_failure_only_while_it_is_not_done() -> None:
    article = received()
    extraction.note_failure(article.pk, "It failed.")
    article.refresh_from_db()
    assert article.progress_error == "It failed."

    extraction.extract_claims(article.pk)
    extraction.note_failure(article.pk, "It failed.")
    article.refresh_from_db()
    assert article.progress_error == ""


def test_it_fails_for_an_article_that_is_not_there() -> None:
    with pytest.raises(Article.DoesNotExist):
        extraction.extract_claims(0)


def test_it_writes_as_many_statements_for_many_claims_as_for_few(
    django_assert_max_num_queries,
) -> None:
    text = " ".join(f"The ministry had {n} employees in {1900 + n}." for n in range(1, 99))
    article = received(text)

    # A hundred of them may be progress.
    with django_assert_max_num_queries(115):
        number = extraction.extract_claims(article.pk)

    assert number > 90
