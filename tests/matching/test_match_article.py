"""Find an article's matches: suggested, refreshed, gone again, and never against people."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import extraction, matching
from claims.matching.pairing import Pair
from claims.models import Embedding, Event, Match, Matching, Story
from tests.factories import make_user
from tests.matching.world import (
    DENIED,
    ELSE,
    RETOLD,
    TOLD,
    claim_of,
    make_match,
    match_all,
    report,
    together,
)
from tests.stages.crowd import broken_links

pytestmark = pytest.mark.django_db


def ends() -> set[frozenset[int]]:
    return {frozenset(pair) for pair in Match.objects.standing().values_list("a", "b")}


def test_it_matches_two_reports_of_one_fact_and_nothing_else() -> None:
    one, other = report(TOLD, ELSE), report("The mayor likes jazz.", RETOLD)

    match_all(one, other)

    match = Match.objects.get()
    assert (match.a, match.b) == (claim_of(one), claim_of(other, 1))
    assert (match.state, match.by, match.relation) == ("suggested", None, "same")
    assert 0.5 <= match.similarity <= 1.0
    assert match.why
    assert together() == {frozenset((match.a_id, match.b_id))}


def test_it_says_how_many_stand() -> None:
    one, other = report(TOLD), report(RETOLD)

    assert matching.match_article(one.pk) == 0
    assert matching.match_article(other.pk) == 1
    assert matching.match_article(one.pk) == 1


def test_the_second_time_it_changes_nothing() -> None:
    one, other = report(TOLD), report(DENIED)
    match_all(one, other)
    before = [list(model.objects.order_by("pk").values()) for model in (Match, Event, Embedding)]
    story = Story.objects.get()

    match_all(one, other)

    assert before == [
        list(model.objects.order_by("pk").values()) for model in (Match, Event, Embedding)
    ]
    again = Story.objects.get()
    assert (again.pk, again.changed_at) == (story.pk, story.changed_at)


def test_claims_of_one_article_are_never_matched() -> None:
    article = report(TOLD, RETOLD)

    assert matching.match_article(article.pk) == 0
    assert not Match.objects.exists()


def test_a_rejected_pair_is_never_suggested_again() -> None:
    one, other = report(TOLD), report(RETOLD)
    match_all(one, other)
    matching.reject_match(Match.objects.get(), by=make_user())
    was = Match.objects.values().get()

    assert matching.match_article(one.pk) == 0

    assert Match.objects.values().get() == was
    assert together() == set()


def test_a_confirmed_pair_stays_whatever_its_likeness() -> None:
    one, other = report(TOLD), report(ELSE)
    by = make_user()
    match = matching.join_claims(claim_of(one), claim_of(other), by=by)
    Match.objects.update(why="old words", similarity=0.99)

    match_all(one, other)

    now = Match.objects.get()
    assert (now.state, now.by, now.at) == ("confirmed", by, match.at)
    # What is said of it is of today.
    assert now.similarity < 0.5
    assert now.why != "old words"


def test_a_suggestion_goes_once_its_claim_says_something_else() -> None:
    one, other = report(TOLD), report(RETOLD)
    match_all(one, other)

    extraction.reword_claim(claim_of(one), wording=ELSE, by=make_user())
    match_all(one)

    assert not Match.objects.exists()
    assert together() == set()


def test_a_dropped_claim_leaves_its_matches_and_its_story() -> None:
    one, other, third = report(TOLD), report(RETOLD), report(TOLD)
    match_all(one, other, third)
    by = make_user()
    matching.confirm_match(Match.objects.get(a=claim_of(one), b=claim_of(other)), by=by)

    extraction.drop_claim(claim_of(other), by=by, reason="Opinion.")
    match_all(other)

    assert together() == {frozenset((claim_of(one).pk, claim_of(third).pk))}
    # What somebody has said of it is kept, and holds again when it is back.
    assert Match.objects.filter(state="confirmed").count() == 1
    extraction.restore_claim(claim_of(other), by=by)
    match_all(other)
    assert [len(members) for members in together()] == [3]


def test_it_leaves_alone_what_was_not_compared() -> None:
    """The other article waits for today's weights: what is known of the pair stays meanwhile."""
    one, other = report(TOLD), report(RETOLD)
    match_all(one, other)
    Embedding.objects.filter(article=other).update(model="others")

    match_all(one)

    assert Match.objects.count() == 1


def test_a_higher_threshold_takes_suggestions_away() -> None:
    one, other = report(TOLD), report(RETOLD)
    match_all(one, other)
    Matching.objects.update(suggest_at=1.0, join_at=1.0)

    match_all(one)

    assert not Match.objects.exists()
    assert together() == set()


def test_its_queries_do_not_grow_with_the_desk() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            matching.match_article(one.pk)
        return len(asked)

    one, other = report(TOLD, ELSE), report(RETOLD)
    match_all(one, other)
    few = queries()
    match_all(*(report(f"{RETOLD[:-1]}, paper {n} wrote.", f"{ELSE} {n}") for n in range(12)))
    matching.match_article(one.pk)

    assert queries() <= few + 2


def test_it_finds_the_matches_of_a_claim_among_very_many_of_its_article() -> None:
    filler = [f"Item {n} of the annual budget names {n * 37} crowns for parks." for n in range(230)]
    one, other = report(*filler, TOLD), report(RETOLD)

    match_all(other, one)

    assert frozenset((claim_of(one, 230).pk, claim_of(other).pk)) in ends()


def test_a_match_made_by_nobody_has_no_line_in_the_history() -> None:
    one, other = report(TOLD), report(RETOLD)
    events = Event.objects.count()

    match_all(one, other)

    assert Event.objects.count() == events
    assert broken_links() == []


def test_a_decided_match_of_articles_far_apart_is_described_anew_too() -> None:
    one, other = report(TOLD), report(ELSE)
    make_match(claim_of(one), claim_of(other), state="confirmed", by=make_user(), why="old words")

    match_all(one, other)

    assert Match.objects.get().why != "old words"


def test_what_clashes_is_shown_from_a_lower_likeness() -> None:
    pair = Pair(1, 2, 0.4, "near in meaning", Match.Relation.DISCREPANCY, "", "")

    assert pair.reaches(0.6)
    assert not pair.reaches(0.7)
    assert not replace(pair, relation=Match.Relation.SAME).reaches(0.6)
