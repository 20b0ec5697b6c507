"""Taking a chosen claim, holding on to it, and letting it go."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import triage
from claims.models import Review
from tests.factories import make_review, make_user
from tests.stages.world import World, history, last_event

pytestmark = pytest.mark.django_db


def lease(review: Review) -> timedelta:
    """How long it is still held."""
    review.refresh_from_db()
    return (review.held_until or timezone.now()) - timezone.now()


def test_it_holds_a_chosen_claim() -> None:
    review, checker = make_review(), make_user()

    triage.take_claim(review, by=checker)

    assert lease(review) > timedelta(minutes=19)
    assert review.held_by == checker
    assert history(review) == ["review.taken"]


def test_it_names_who_has_it() -> None:
    review, carol = make_review(), make_user(first_name="Carol")
    triage.take_claim(review, by=carol)

    with pytest.raises(triage.NotTaken, match="Carol has just taken this claim"):
        triage.take_claim(review, by=make_user("Editor"))

    review.refresh_from_db()
    assert review.held_by == carol


@pytest.mark.parametrize(
    ("state", "word"),
    [("proposed", "awaiting sign-off"), ("settled", "settled"), ("dropped", "dropped")],
)
def test_it_says_why_a_claim_is_not_to_be_had(state: str, word: str) -> None:
    world = World(state)

    with pytest.raises(triage.NotTaken, match=f"This claim is {word}: it cannot be taken"):
        triage.take_claim(world.review, by=world.checker)


def test_it_renews_the_lease_of_the_holder_alone() -> None:
    review, checker = make_review(), make_user()
    triage.take_claim(review, by=checker)
    Review.objects.update(held_until=timezone.now() + timedelta(minutes=1))

    assert not triage.renew_lease(review, by=make_user())
    assert lease(review) < timedelta(minutes=2)
    assert triage.renew_lease(review, by=checker)
    assert lease(review) > timedelta(minutes=19)
    assert history(review) == ["review.taken"]


def test_it_does_not_renew_what_has_run_out() -> None:
    review, checker = make_review(), make_user()
    triage.take_claim(review, by=checker)
    Review.objects.update(held_until=timezone.now())

    assert not triage.renew_lease(review, by=checker)


def test_leaving_shortens_the_lease_once() -> None:
    review, checker = make_review(), make_user()
    triage.take_claim(review, by=checker)

    assert not triage.leave_claim(review, by=make_user())
    assert triage.leave_claim(review, by=checker)
    assert timedelta(0) < lease(review) <= triage.GRACE
    assert not triage.leave_claim(review, by=checker)


def test_coming_back_takes_the_claim_up_again_without_a_second_event() -> None:
    review, checker = make_review(), make_user()
    triage.take_claim(review, by=checker)
    triage.leave_claim(review, by=checker)

    triage.take_claim(review, by=checker)

    assert lease(review) > timedelta(minutes=19)
    assert history(review) == ["review.taken"]


def test_releasing_frees_it_at_once() -> None:
    review, checker = make_review(), make_user()
    triage.take_claim(review, by=checker)

    assert not triage.release_claim(review, by=make_user("Editor"))
    assert triage.release_claim(review, by=checker)
    assert not triage.release_claim(review, by=checker)

    review.refresh_from_db()
    assert (review.held_by, review.held_until) == (None, None)
    assert history(review) == ["review.taken", "review.released"]
    assert last_event(review).by == checker
