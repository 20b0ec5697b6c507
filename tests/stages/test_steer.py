"""Priority, pins and parking: an editor's."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from claims import triage
from claims.models import Review, User
from tests.factories import make_review, make_user
from tests.stages.world import history, last_event

pytestmark = pytest.mark.django_db

Steer = Callable[[list[Review], User], int]

# The step, its action, its field with the old and new value; the same once more, back.
STEPS: list[tuple[Steer, str, str, object, object]] = [
    (
        lambda reviews, by: triage.prioritise(reviews, priority=2, by=by),
        "review.prioritised",
        "priority",
        "Normal",
        "Urgent",
    ),
    (lambda reviews, by: triage.pin(reviews, by=by), "review.pinned", "pinned", False, True),
    (lambda reviews, by: triage.park(reviews, by=by), "review.parked", "parked", False, True),
]
BACK: list[Steer] = [
    lambda reviews, by: triage.prioritise(reviews, priority=0, by=by),
    lambda reviews, by: triage.pin(reviews, by=by, pinned=False),
    lambda reviews, by: triage.park(reviews, by=by, parked=False),
]
each = pytest.mark.parametrize("step", STEPS, ids=["prioritise", "pin", "park"])


@each
def test_it_changes_many_and_records_each(step: tuple[Steer, str, str, object, object]) -> None:
    steer, action, field, old, new = step
    editor, reviews = make_user("Editor"), [make_review() for _ in range(3)]

    assert steer(reviews, editor) == 3

    for review in reviews:
        review.refresh_from_db()
        assert getattr(review, field) == (2 if field == "priority" else new)
        event = last_event(review)
        assert (event.action, event.by) == (action, editor)
        assert (event.old, event.new) == ({field: old}, {field: new})


@each
def test_it_does_nothing_the_second_time(step: tuple[Steer, str, str, object, object]) -> None:
    editor, review = make_user("Editor"), make_review()

    assert step[0]([review], editor) == 1
    assert step[0]([review], editor) == 0
    assert history(review) == [step[1]]


@each
def test_it_is_not_for_checkers(step: tuple[Steer, str, str, object, object]) -> None:
    review = make_review()

    with pytest.raises(PermissionDenied, match="Only editors assign, prioritise, pin and park"):
        step[0]([review], make_user())

    assert history(review) == []


@pytest.mark.parametrize("number", range(3), ids=["prioritise", "pin", "park"])
def test_it_can_be_taken_back(number: int) -> None:
    editor, review = make_user("Editor"), make_review()
    before = Review.objects.values().get()
    STEPS[number][0]([review], editor)

    assert BACK[number]([review], editor) == 1

    assert Review.objects.values().get() == before


def test_it_puts_a_pinned_claim_first() -> None:
    first, second = make_review(worth=0.9), make_review(worth=0.2)
    assert list(Review.objects.order_by("urgency")) == [first, second]

    triage.pin([second], by=make_user("Editor"))

    assert list(Review.objects.order_by("urgency")) == [second, first]


def test_it_says_why_a_claim_is_parked() -> None:
    review = make_review()

    triage.park([review], by=make_user("Editor"), reason="The ministry answers on Friday.")

    assert last_event(review).reason == "The ministry answers on Friday."


def test_it_knows_four_priorities() -> None:
    with pytest.raises(ValueError, match="Choose urgent, high, normal or low"):
        triage.prioritise([make_review()], priority=7, by=make_user("Editor"))
