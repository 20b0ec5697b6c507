"""Scores written anew while others work: nobody waits in a circle, and every score is of now."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import clearance, rescoring, steering
from claims.extraction import extract_claims, merge_claims, split_claim
from claims.models import Article, Review, Weights
from tests.factories import make_article, make_claim, make_user
from tests.stages.crowd import broken_links, sort_out, together
from tests.stages.test_split_claim import PARTS
from tests.stages.world import World

pytestmark = pytest.mark.django_db(transaction=True)

# What is a matter of luck is tried this often.
ROUNDS = 6
CAUSE = [{"name": "cause", "words": "because"}]


def walk() -> None:
    while rescoring.rescore_some():
        pass


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescoring, "BATCH", 3)


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_every_score_is_of_the_last_weights_whoever_stored_it(round_number: int) -> None:
    worlds = [World() for _ in range(3)]
    admin, editor = make_user("Admin"), make_user("Editor")
    new = make_article(
        "The ministry has 1,200 employees. It was founded in 1998.", state=Article.State.RECEIVED
    )
    cleared = make_article(state=Article.State.IN_CHECK)
    make_claim(cleared, reasons=CAUSE, worth=0.1, band="minor")
    steering.save_weights({"figure": 0.5}, by=admin)

    done, failed = sort_out(
        together(
            walk,
            walk,
            lambda: steering.save_weights({"figure": 1.0, "cause": 8.0}, by=admin),
            lambda: extract_claims(new.pk),
            lambda: split_claim(worlds[0].claim, parts=PARTS, by=worlds[0].checker),
            lambda: merge_claims([worlds[1].claim, worlds[1].other], by=worlds[1].checker),
            lambda: clearance.clear_article(cleared, by=editor),
        )
    )
    walk()

    assert [error for error in failed if not isinstance(error, clearance.NotClearable)] == []
    assert len(done) + len(failed) == 7
    reviews = list(Review.objects.select_related("claim"))
    assert len(reviews) > 9
    wanted = Weights.current().weigh((review.why, review.reader) for review in reviews)
    assert [(review.worth, review.band) for review in reviews] == wanted
    # Its claim must be checked now: whoever came first, it is not cleared.
    cleared.refresh_from_db()
    assert cleared.state == Article.State.IN_CHECK
    assert broken_links() == []


def test_two_changes_at_once_are_two_events_and_the_last_one_counts() -> None:
    make_claim(reasons=[{"name": "figure", "words": "10"}])
    admins = [make_user("Admin") for _ in range(2)]

    done, failed = sort_out(
        together(
            lambda: steering.save_weights({"figure": 0.5}, by=admins[0]),
            lambda: steering.save_weights({"figure": 1.0}, by=admins[1]),
            walk,
        )
    )
    walk()

    assert (done.count(True), failed) == (2, [])
    review = Review.objects.get()
    [(worth, _)] = Weights.current().weigh([(review.why, None)])
    assert review.worth == worth
    assert broken_links() == []


def test_of_two_who_saw_the_same_weights_one_is_refused() -> None:
    admins = [make_user("Admin") for _ in range(2)]
    seen = Weights.current().present

    done, failed = sort_out(
        together(
            lambda: steering.save_weights({"figure": 0.5}, by=admins[0], seen=seen),
            lambda: steering.save_weights({"date": 1.0}, by=admins[1], seen=seen),
        )
    )

    assert done == [True]
    assert [type(error) for error in failed] == [steering.SomeoneWasFaster]
    assert len(Weights.current().changed) == 1
    assert broken_links() == []


def test_a_person_refused_leaves_the_walk_alone() -> None:
    make_claim()
    walk()
    with pytest.raises(PermissionDenied):
        steering.save_weights({"figure": 0.5}, by=make_user("Editor"))
    assert not rescoring.is_due()
