"""Make an article's claims findable: once, by today's weights, by the wording of now."""

from datetime import date

import pytest

from claims import extraction
from claims.matching import candidates, indexing
from claims.models import Article, Claim, Embedding, Term
from claims.text import embeddings
from tests.factories import make_user
from tests.matching.world import ELSE, TOLD, claim_of, report

pytestmark = pytest.mark.django_db


def counted() -> dict[str, int]:
    return dict(Term.objects.values_list("term", "claims"))


def test_it_stores_a_vector_the_words_and_the_day() -> None:
    article = report(TOLD, ELSE, published_on=date(2024, 5, 3))

    assert indexing.index_article(article.pk) == 2

    row = Embedding.objects.get(claim=claim_of(article))
    [vector] = embeddings.embed([TOLD])
    assert (row.model, row.told, row.article_id) == (embeddings.version(), "2024-05-03", article.pk)
    assert float(vector @ row.vector) > 0.999
    assert "'#412'" in row.terms
    assert counted().keys() == {*indexing.terms_of(TOLD), *indexing.terms_of(ELSE)}


def test_the_second_time_it_does_nothing() -> None:
    article = report(TOLD)
    indexing.index_article(article.pk)
    before = counted(), list(Embedding.objects.values())

    assert indexing.index_article(article.pk) == 0

    assert (counted(), list(Embedding.objects.values())) == before


def test_it_counts_in_how_many_claims_a_word_stands() -> None:
    for article in (report(TOLD, f"{TOLD} Again {ELSE}"), report(TOLD)):
        indexing.index_article(article.pk)

    assert counted()["#412"] == 3
    [wheat] = indexing.terms_of("Wheat")
    assert counted()[wheat] == 1


def test_a_dropped_claim_is_left_out_until_it_is_restored() -> None:
    article = report(TOLD)
    by = make_user()
    extraction.drop_claim(claim_of(article), by=by, reason="Opinion.")
    assert indexing.index_article(article.pk) == 0

    extraction.restore_claim(claim_of(article), by=by)

    assert indexing.index_article(article.pk) == 1


def test_a_reworded_claim_is_embedded_anew() -> None:
    article = report(TOLD)
    indexing.index_article(article.pk)

    extraction.reword_claim(claim_of(article), wording=ELSE, by=make_user())

    assert not Embedding.objects.exists()
    assert indexing.index_article(article.pk) == 1
    [vector] = embeddings.embed([ELSE])
    assert float(vector @ Embedding.objects.get().vector) > 0.999


def test_what_other_weights_made_is_made_anew_and_counted_once() -> None:
    article = report(TOLD)
    indexing.index_article(article.pk)
    before = counted()
    Embedding.objects.update(model="others")

    assert indexing.index_article(article.pk) == 1

    assert Embedding.objects.get().model == embeddings.version()
    assert counted() == before


def test_a_day_of_publication_learnt_later_is_taken_in() -> None:
    article = report(TOLD, published_on=date(2024, 5, 3))
    indexing.index_article(article.pk)

    Article.objects.filter(pk=article.pk).update(published_on=date(2024, 5, 4))
    indexing.index_article(article.pk)

    assert Embedding.objects.get().told == "2024-05-04"


def test_any_words_can_be_stored_and_found() -> None:
    odd = ["It's \\ 'quoted' & | ! <-> :* (so) \"said\" O'Brien\u0301.", f"Long {'x' * 5000} word."]
    article = report(*odd)

    assert indexing.index_article(article.pk) == 2

    terms = indexing.terms_of(odd[0])
    for term in terms:
        assert Embedding.objects.extra(
            where=["terms @@ %s::tsquery"], params=[candidates.lexeme(term)]
        ).exists()
    assert not Claim.objects.filter(embedding=None).exists()
