"""Handing out the next claim."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from claims import triage
from claims.models import Article, Policy, Review
from tests.factories import NOON, make_article, make_review, make_user
from tests.stages.world import history, last_event

pytestmark = pytest.mark.django_db


def test_it_hands_out_the_most_urgent() -> None:
    checker = make_user()
    article = make_article("".join(f"Sentence {n} stands. " for n in range(7)))
    # In the order they must come.
    wanted = [
        make_review(article=article, quote=f"Sentence {n} stands.", **fields).pk
        for n, fields in enumerate(
            [
                {"pinned": True, "band": "minor", "worth": 0.1},
                {"priority": 2, "band": "check"},
                {"band": "must", "deadline": NOON},
                {"band": "must", "deadline": NOON + timedelta(days=1)},
                {"band": "must", "worth": 1.0},
                {"band": "must", "worth": 0.7},
                {"band": "minor", "worth": 0.9, "deadline": NOON},
            ]
        )
    ]

    taken = []
    while review := triage.take_next(checker):
        taken.append(review.pk)
        Review.objects.filter(pk=review.pk).update(parked=True)

    assert taken == wanted


def test_it_holds_the_claim_for_as_long_as_the_policy_says() -> None:
    Policy.objects.update(lease_minutes=7)
    checker, review = make_user(), make_review()
    before = timezone.now()

    triage.take_next(checker)

    review.refresh_from_db()
    assert review.held_by == checker
    assert before + timedelta(minutes=7) <= review.held_until
    assert review.held_until <= timezone.now() + timedelta(minutes=7)


def test_it_is_on_record_and_puts_the_article_in_check() -> None:
    checker, review = make_user(), make_review()

    triage.take_next(checker)

    assert (last_event(review).action, last_event(review).by) == ("review.taken", checker)
    assert Article.objects.get().state == Article.State.IN_CHECK


def test_it_hands_out_the_same_claim_again_and_records_nothing() -> None:
    checker, review = make_user(), make_review()

    assert triage.take_next(checker) == triage.take_next(checker) == review
    assert history(review) == ["review.taken"]


def test_it_gives_what_is_assigned_to_the_person_first() -> None:
    checker = make_user()
    make_review(pinned=True)
    mine = make_review(assignee=checker, band="minor", worth=0.1)

    assert triage.take_next(checker) == mine


@pytest.mark.parametrize(
    "fields",
    [
        {"parked": True},
        {"state": "dropped"},
        {"assignee": True},
        {"held_by": True, "held_until": timezone.now() + timedelta(days=1)},
    ],
    ids=["parked", "dropped", "assigned", "held"],
)
def test_it_passes_over_what_is_not_free(fields: dict[str, object]) -> None:
    other = make_user()
    make_review(
        **{
            name: other if value is True and name != "parked" else value
            for name, value in fields.items()
        }
    )

    assert triage.take_next(make_user()) is None


def test_it_hands_out_what_somebody_let_lie() -> None:
    ago = timezone.now() - timedelta(seconds=1)
    review = make_review(held_by=make_user(), held_until=ago)
    checker = make_user()

    assert triage.take_next(checker) == review
    review.refresh_from_db()
    assert review.held_by == checker


def test_it_is_not_for_reporters() -> None:
    review = make_review()

    with pytest.raises(PermissionDenied, match="Only checkers and editors work on claims"):
        triage.take_next(make_user("Reporter"))

    review.refresh_from_db()
    assert review.held_by is None


def test_it_does_not_read_the_article_text(django_assert_max_num_queries) -> None:
    make_review()
    checker = make_user()

    with django_assert_max_num_queries(13) as queries:
        triage.take_next(checker)

    assert not any('"claims_article"."text"' in query["sql"] for query in queries.captured_queries)
