"""Candidates: what meaning, rare words and other spellings find among the desk's claims."""

from collections.abc import Iterable

import numpy as np
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from claims.matching import candidates
from claims.matching.candidates import Probe
from claims.models import Claim, Embedding, Review, Term
from claims.text import embeddings
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db


def stored(wording: str, terms: Iterable[str] = (), **overrides: object) -> Claim:
    """A claim of an article of its own, as it is found again."""
    claim = make_claim(wording=wording, **overrides)
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_to_tsvector(%s::text[])::text", [list(terms)])
        (vector,) = cursor.fetchone()
    Embedding.objects.create(
        claim=claim,
        article=claim.article,
        model="test",
        vector=embeddings.embed([wording])[0],
        terms=vector,
    )
    for term in terms:
        row, _ = Term.objects.get_or_create(term=term, defaults={"claims": 0})
        row.claims += 1
        row.save()
    return claim


def probe(wording: str, terms: Iterable[str] = (), *, article: int = 0) -> Probe:
    return Probe(0, article, embeddings.embed([wording])[0], list(terms))


def found(asked: Probe, **options: int) -> list[int]:
    return candidates.find([asked], **options)[asked.claim]


def test_the_nearest_in_meaning_comes_first() -> None:
    near = stored("Three people drowned when the ferry sank off the island.")
    far = stored("The central bank has raised interest rates.")

    assert found(probe("The ferry sank near the island and three drowned.")) == [near.pk, far.pk]


def test_claims_of_the_same_article_and_dropped_ones_are_left_out() -> None:
    own = stored("Three people drowned.")
    dropped = stored("Three people drowned.", state=Review.State.DROPPED)
    other = stored("Three people drowned.")

    keys = found(probe("Three people drowned.", article=own.article_id))

    assert keys == [other.pk]
    assert dropped.pk not in keys


def test_the_articles_own_claims_do_not_crowd_out_the_others() -> None:
    text = " ".join(f"Three people drowned on day {n}." for n in range(60))
    article = make_article(text)
    for n in range(60):
        stored("Three people drowned.", article=article, quote=f"Three people drowned on day {n}.")
    other = stored("Interest rates went up.")

    asked = probe("Three people drowned.", article=article.pk)

    assert candidates.nearest([asked], limit=5, effort=10)[0] == [other.pk]


def test_a_rare_word_leads_to_a_claim_far_in_meaning() -> None:
    for n in range(5):
        stored(f"The ferry of line {n} is late.", ["ferri", "line"])
    told = stored("Nobody at the office of Ruvenko picked up.", ["offic", "ruvenko"])

    asked = probe("The ferry, says Ruvenko, is late.", ["ferri", "ruvenko"])

    assert candidates.nearest([asked], limit=5)[0].count(told.pk) == 0
    assert candidates.by_words([asked], limit=5)[0][0][0] == told.pk
    assert told.pk in found(asked, limit=5)


def test_another_spelling_of_a_name_leads_there_too() -> None:
    told = stored("He refused.", ["matviyenko"])
    stored("She refused.", ["okafor"])
    asked = probe("", ["matvienko"])
    stored("They refused.", ["matvienko"])

    same, otherwise = candidates.by_words([asked], limit=5)

    assert told.pk not in same[0]
    assert otherwise[0] == [told.pk]


def test_numbers_and_short_words_have_no_other_spellings() -> None:
    stored("First.", ["#6500", "#6543", "kyiv", "kyev"])

    assert candidates.by_words([probe("", ["#6500", "kyiv"])], limit=5)[1] == {0: []}


def test_a_word_of_too_many_claims_is_not_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_MOST_CLAIMS", 3)
    for _ in range(4):
        stored("The ferry is late.", ["ferri"])
    rare = stored("The ferry is burning.", ["ferri", "burn"])

    asked = probe("", ["ferri", "burn"])

    assert candidates.by_words([asked], limit=5)[0] == {0: [rare.pk]}


def test_each_of_several_probes_gets_its_own() -> None:
    ferry = stored("The ferry sank.", ["ferri"])
    bank = stored("The bank failed.", ["bank"])
    one = Probe(-1, 0, embeddings.embed(["The ferry sank."])[0], ["ferri"])
    other = Probe(-2, 0, embeddings.embed(["The bank failed."])[0], ["bank"])

    assert candidates.find([one, other], limit=1) == {-1: [ferry.pk], -2: [bank.pk]}
    assert candidates.find([]) == {}


def test_the_number_of_queries_does_not_grow_with_the_desk() -> None:
    def queries() -> int:
        with connection.execute_wrapper(counting := _Counting()):
            found(probe("The ferry sank.", ["ferri", "sinker"]))
        return counting.queries

    stored("The ferry sank.", ["ferri", "sinker"])
    few = queries()
    for n in range(20):
        stored(f"The ferry sank on day {n}.", ["ferri", "sinker"])

    assert queries() == few


class _Counting:
    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.queries += 1
        return execute(sql, params, many, context)


@given(term=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_any_term_is_one_lexeme(term: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_to_tsvector(ARRAY[%s]) @@ %s::tsquery, numnode(%s::tsquery)",
            [term, candidates.lexeme(term), candidates.lexeme(term)],
        )
        assert cursor.fetchone() == (True, 1)


def test_vectors_are_compared_by_their_cosine() -> None:
    claim = stored("The ferry sank.")
    vector = embeddings.embed(["The ferry sank."])[0]
    Embedding.objects.filter(claim=claim).update(vector=vector * 3)
    nearer = stored("A ferry has sunk.")

    assert found(Probe(0, 0, np.asarray(vector), ())) == [claim.pk, nearer.pk]
