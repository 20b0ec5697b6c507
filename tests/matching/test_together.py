"""Matching while others match and decide: no pair is missed, no word of a person lost."""

import pytest

from claims import extraction, matching
from claims.matching import indexing
from claims.models import Embedding, Event, Match, Review, Story, Term
from tests.factories import make_user
from tests.matching.world import (
    DENIED,
    ELSE,
    TOLD,
    MatchedWorld,
    claim_of,
    match_all,
    report,
    together,
)
from tests.stages.crowd import broken_links, sort_out
from tests.stages.crowd import together as at_once

pytestmark = pytest.mark.django_db(transaction=True)

# What is a matter of luck is tried this often.
ROUNDS = 3


def test_articles_matched_at_once_find_one_another() -> None:
    for _ in range(ROUNDS):
        articles = [report(sentence, ELSE) for sentence in (TOLD, TOLD, DENIED)]
        keys = {claim_of(article).pk for article in articles}

        _, failed = sort_out(
            at_once(*(lambda one=one: matching.match_article(one.pk) for one in articles * 2))
        )

        assert failed == []
        found = Match.objects.filter(a__in=keys, b__in=keys)
        assert found.count() == 3
        assert (
            Term.objects.get(term="#412").claims
            == Embedding.objects.filter(claim__wording__contains="412").count()
        )
    # All rounds tell of the same two things.
    assert [len(members) for members in together()] == [3 * ROUNDS, 3 * ROUNDS]
    assert Review.objects.filter(discrepant=True).count() == 3 * ROUNDS
    assert broken_links() == []


def test_of_two_who_decide_at_once_one_is_told() -> None:
    for _ in range(ROUNDS):
        world = MatchedWorld()
        seen = [Match.objects.get(pk=world.match.pk) for _ in range(2)]

        done, failed = sort_out(
            at_once(
                lambda world=world, seen=seen: matching.confirm_match(seen[0], by=world.checker),
                lambda world=world, seen=seen: matching.reject_match(seen[1], by=world.editor),
            )
        )

        assert [type(error) for error in failed] == [matching.SomeoneWasFaster]
        assert Match.objects.get(pk=world.match.pk).state == done[0].state
        decided = Event.objects.filter(action__startswith="match.", new__match=world.match.pk)
        assert decided.count() == 2
    assert broken_links() == []


def test_people_decide_while_articles_are_matched() -> None:
    articles = [report(TOLD) for _ in range(3)]
    match_all(*articles)
    one, other, third = Match.objects.order_by("a", "b")
    by = make_user("Editor")
    story = Story.objects.get()

    done, failed = sort_out(
        at_once(
            *(lambda one=one: matching.match_article(one.pk) for one in articles),
            lambda: matching.confirm_match(one, by=by),
            lambda: matching.reject_match(other, by=by),
            lambda: matching.reject_match(third, by=by),
            lambda: matching.name_story(story, "The ferry", by=by),
        )
    )

    assert failed == []
    assert len(done) == 7
    states = list(Match.objects.order_by("a", "b").values_list("state", flat=True))
    assert states == ["confirmed", "rejected", "rejected"]
    assert together() == {frozenset((one.a_id, one.b_id))}
    assert broken_links() == []


def test_a_claim_reworded_while_it_is_indexed_is_not_kept_as_it_was() -> None:
    for _ in range(ROUNDS):
        article = report(TOLD)
        claim, by = claim_of(article), make_user()

        _, failed = sort_out(
            at_once(
                lambda claim=claim, by=by: extraction.reword_claim(claim, wording=ELSE, by=by),
                lambda article=article: matching.match_article(article.pk),
            )
        )
        matching.match_article(article.pk)

        assert failed == []
        [stored] = Embedding.objects.filter(claim=claim)
        [wheat] = indexing.terms_of("Wheat")
        assert f"'{wheat}'" in stored.terms


def test_a_pair_joined_twice_at_once_is_joined_once() -> None:
    one, other = claim_of(report(TOLD)), claim_of(report(ELSE))
    people = [make_user() for _ in range(2)]

    done, failed = sort_out(
        at_once(*(lambda by=by: matching.join_claims(one, other, by=by) for by in people))
    )

    assert len(done) == 1
    assert [type(error) for error in failed] == [matching.MatchRefused]
    assert Match.objects.count() == 1
    assert broken_links() == []
