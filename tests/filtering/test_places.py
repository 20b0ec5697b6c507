"""Where a claim stands in a list."""

import pytest
from django.utils import timezone

from claims.filtering import ClaimList, place_in
from claims.models import Review, User
from tests.factories import make_review
from tests.queue.rows import make_claims

pytestmark = pytest.mark.django_db


def asked(text: str, user: User | None = None) -> ClaimList:
    return ClaimList(text, user=user, at=timezone.now())


def move(review: Review, **fields: object) -> None:
    Review.objects.filter(pk=review.pk).update(**fields)


@pytest.mark.parametrize(
    ("order", "expected"),
    [("", "abc"), ("order:worth", "cba"), ("order:newest", "cba"), ("order:deadline", "abc")],
)
def test_it_knows_both_neighbours_and_the_number(editor: User, order: str, expected: str) -> None:
    made = {
        "a": make_review(worth=0.1, pinned=True),
        "b": make_review(worth=0.2, priority=1),
        "c": make_review(worth=0.3),
    }
    first, second, third = (made[name] for name in expected)
    claims = asked(f"state:open {order}", editor)

    assert place_in(claims, first) == (None, second.pk, 1, 3, True)
    assert place_in(claims, second) == (first.pk, third.pk, 2, 3, True)
    assert place_in(claims, third) == (second.pk, None, 3, 3, True)
    assert place_in(claims, second).words == "2 of 3"


def test_a_claim_that_left_the_list_keeps_its_place(editor: User) -> None:
    first, second, third = (make_review(worth=worth) for worth in (0.9, 0.8, 0.7))
    move(second, state="dropped")

    place = place_in(asked("state:open", editor), second)

    assert place == (first.pk, third.pk, 2, 2, False)
    assert place.words == "2 left"


def test_a_list_of_several_states_is_one(editor: User) -> None:
    first, second, third = (make_review(worth=worth) for worth in (0.9, 0.8, 0.7))
    move(second, state="dropped")

    place = place_in(asked("state:open,dropped", editor), second)

    assert place == (first.pk, third.pk, 2, 3, True)


def test_an_empty_list_has_no_neighbours(editor: User) -> None:
    assert place_in(asked("state:settled", editor), make_review()) == (None, None, 1, 0, False)


def test_its_numbers_end_somewhere(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("counting", "filtering.places"):
        monkeypatch.setattr(f"claims.{module}.COUNTED", 2)
    claims = make_claims(4)

    place = place_in(asked("state:open", editor), claims[-1].review)

    assert place.words == "1+ of 1+"


def test_it_takes_four_queries_however_long_the_list(
    editor: User, django_assert_num_queries: object
) -> None:
    claims = make_claims(9)
    of_all = asked("state:open,proposed worth:must order:worth", editor)
    editor.has_perm("claims.see_every_article")

    with django_assert_num_queries(4):  # type: ignore[operator]
        place_in(of_all, claims[4].review)
