"""Giving claims to checkers."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import triage
from claims.models import Event, Review
from tests.factories import make_article, make_claim, make_review, make_user
from tests.stages.world import history, last_event

pytestmark = pytest.mark.django_db


def test_an_editor_gives_many_claims_to_a_checker() -> None:
    editor, checker = make_user("Editor"), make_user()
    reviews = [make_review() for _ in range(3)]

    assert triage.assign(reviews, to=checker, by=editor) == 3

    assert set(Review.objects.values_list("assignee", flat=True)) == {checker.pk}
    for review in reviews:
        event = last_event(review)
        assert (event.action, event.by) == ("review.assigned", editor)
        assert (event.old, event.new) == ({"assignee": ""}, {"assignee": str(checker)})


def test_it_passes_over_what_is_so_already() -> None:
    editor, checker = make_user("Editor"), make_user()
    reviews = [make_review(), make_review(assignee=checker)]

    assert triage.assign(reviews, to=checker, by=editor) == 1
    assert triage.assign(reviews, to=checker, by=editor) == 0
    assert history(reviews[1]) == []


def test_it_passes_over_what_was_dropped() -> None:
    review = make_review(state="dropped")

    assert triage.assign([review], to=make_user(), by=make_user("Editor")) == 0


def test_an_editor_gives_claims_back_to_everybody() -> None:
    editor, checker = make_user("Editor"), make_user()
    review = make_review(assignee=checker)

    assert triage.assign([review], to=None, by=editor) == 1

    review.refresh_from_db()
    assert review.assignee is None
    assert last_event(review).old == {"assignee": str(checker)}


def test_a_checker_takes_what_is_nobodys_and_gives_back_their_own() -> None:
    checker, review = make_user(), make_review()

    assert triage.assign([review], to=checker, by=checker) == 1
    assert triage.assign([review], to=None, by=checker) == 1


@pytest.mark.parametrize("to_whom", ["another", "nobody", "self"])
def test_a_checker_does_not_dispose_of_what_is_anothers(to_whom: str) -> None:
    checker, owner = make_user(), make_user()
    review = make_review(assignee=owner)
    to = {"another": make_user(), "nobody": None, "self": checker}[to_whom]

    with pytest.raises(PermissionDenied, match="Only editors assign"):
        triage.assign([make_review(), review], to=to, by=checker)

    review.refresh_from_db()
    assert review.assignee == owner
    assert not Event.objects.filter(action="review.assigned").exists()


def test_a_checker_does_not_give_to_others_what_is_nobodys() -> None:
    with pytest.raises(PermissionDenied, match="Only editors assign"):
        triage.assign([make_review()], to=make_user(), by=make_user())


@pytest.mark.parametrize("group", ["", "Reporter"])
def test_it_takes_somebody_who_may_check(group: str) -> None:
    with pytest.raises(PermissionDenied, match="may not check claims: choose a checker"):
        triage.assign([make_review()], to=make_user(group), by=make_user("Editor"))


@pytest.mark.parametrize("reviews", [[], Review.objects.none()], ids=["list", "queryset"])
def test_a_reporter_is_told_no_even_for_nothing(reviews: list[Review]) -> None:
    with pytest.raises(PermissionDenied):
        triage.assign(reviews, to=None, by=make_user("Reporter"))


def test_it_takes_as_many_statements_for_many_claims_as_for_few(
    django_assert_max_num_queries,
) -> None:
    article = make_article("".join(f"Sentence {n:03} stands. " for n in range(100)))
    for n in range(100):
        make_claim(article, quote=f"Sentence {n:03} stands.", assignee=make_user())
    editor, checker = make_user("Editor"), make_user()

    with django_assert_max_num_queries(12):
        assert triage.assign(Review.objects.all(), to=checker, by=editor) == 100
