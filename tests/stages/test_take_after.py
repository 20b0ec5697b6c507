"""Handing out the claim that follows in a list."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from claims import triage
from claims.filtering import ClaimList
from claims.models import Review, User
from tests.factories import make_review, make_user
from tests.stages.world import history

pytestmark = pytest.mark.django_db


@pytest.fixture
def checker() -> User:
    return make_user()


@pytest.fixture
def reviews() -> list[Review]:
    """Three in the desk's order, and one that no list below holds."""
    make_review(worth=0.85, band="minor")
    return [make_review(worth=worth) for worth in (0.9, 0.8, 0.7)]


def must(user: User) -> ClaimList:
    return ClaimList("state:open worth:must", user=user, at=timezone.now())


def test_it_hands_out_the_following_one(checker: User, reviews: list[Review]) -> None:
    taken = triage.take_after(reviews[0], among=must(checker), user=checker)

    assert taken == reviews[1]
    assert taken.is_held_by(checker, at=timezone.now())
    assert history(taken) == ["review.taken"]


def test_it_begins_at_the_beginning(checker: User, reviews: list[Review]) -> None:
    assert triage.take_after(None, among=must(checker), user=checker) == reviews[0]


def test_after_the_last_comes_the_first(checker: User, reviews: list[Review]) -> None:
    assert triage.take_after(reviews[2], among=must(checker), user=checker) == reviews[0]


def test_it_follows_a_claim_that_has_left_the_list(checker: User, reviews: list[Review]) -> None:
    Review.objects.filter(pk=reviews[1].pk).update(state="dropped")

    assert triage.take_after(reviews[1], among=must(checker), user=checker) == reviews[2]


def test_it_passes_over_what_is_not_free(checker: User, reviews: list[Review]) -> None:
    soon = timezone.now() + timedelta(minutes=5)
    Review.objects.filter(pk=reviews[1].pk).update(held_by=make_user(), held_until=soon)

    assert triage.take_after(reviews[0], among=must(checker), user=checker) == reviews[2]


def test_it_hands_out_nothing_twice_in_a_round(checker: User) -> None:
    only = make_review()

    assert triage.take_after(only, among=must(checker), user=checker) is None
    only.refresh_from_db()
    assert only.held_by is None


@pytest.mark.parametrize("text", ["state:settled", "state:open zeppelin"])
def test_a_list_without_open_claims_has_none(
    checker: User, reviews: list[Review], text: str
) -> None:
    among = ClaimList(text, user=checker, at=timezone.now())

    assert triage.take_after(reviews[0], among=among, user=checker) is None


def test_it_is_not_for_reporters(reviews: list[Review]) -> None:
    reporter = make_user("Reporter")

    with pytest.raises(PermissionDenied, match="Only checkers and editors"):
        triage.take_after(reviews[0], among=must(reporter), user=reporter)
    assert not Review.objects.exclude(held_by=None).exists()
