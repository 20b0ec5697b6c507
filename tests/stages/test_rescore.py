"""Score all claims anew: worth and band by the weights of now, in batches that are never lost."""

from typing import Any

import pytest
from django.db import DatabaseError, connection

from claims import clearance, rescoring, reviewing, steering
from claims.models import Article, Event, Review, User, Weights
from claims.text import checkworthiness
from claims.text.checkworthiness import Reason
from tests.factories import make_article, make_claim, make_user
from tests.stages.world import World, last_event

pytestmark = pytest.mark.django_db

FIGURE = [{"name": "figure", "words": "10"}]
# By this reason alone no claim must be checked; with LOUD each must.
CAUSE = [{"name": "cause", "words": "because"}]
LOUD = {"cause": 8.0}


@pytest.fixture
def admin() -> User:
    return make_user("Admin")


def fill(claims: int, **fields: Any) -> list[Review]:
    """Reviews with scores of no weights that ever were."""
    text = " ".join(f"Claim {n} says 10." for n in range(claims))
    article = make_article(text)
    return [
        make_claim(
            article,
            quote=f"Claim {n} says 10.",
            **{"worth": 0.01, "band": "minor", "reasons": FIGURE, **fields},
        ).review
        for n in range(claims)
    ]


def walk() -> int:
    """To the end; how many steps it took."""
    steps = 1
    while rescoring.rescore_some():
        steps += 1
        assert steps < 100
    return steps


def worths() -> set[float]:
    return set(Review.objects.values_list("worth", flat=True))


def figure_alone(weights: dict[str, float] | None = None) -> float:
    given = {**checkworthiness.WEIGHTS, **(weights or {})}
    return checkworthiness.score([Reason("figure", "10")], None, given)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescoring, "BATCH", 2)


def test_it_scores_every_review_from_its_reasons_and_its_reader() -> None:
    plain, read = fill(2)
    Review.objects.filter(pk=read.pk).update(reader=-1.5)

    walk()

    plain.refresh_from_db()
    read.refresh_from_db()
    assert plain.worth == figure_alone()
    assert read.worth == checkworthiness.score(read.why, -1.5) < plain.worth
    assert [one.band for one in (plain, read)] == [
        checkworthiness.band(one.worth) for one in (plain, read)
    ]
    weights = Weights.current()
    assert (weights.finished, weights.is_due, weights.done, weights.total) == (True, False, 2, 2)


def test_it_follows_a_change_of_the_weights(admin: User) -> None:
    fill(3)
    walk()
    steering.save_weights({"figure": 0.5}, by=admin)
    assert worths() == {figure_alone()}

    walk()

    assert worths() == {figure_alone({"figure": 0.5})}


def test_it_does_nothing_the_second_time() -> None:
    fill(1)
    walk()
    before = list(Weights.objects.values())

    assert rescoring.rescore_some() is False

    assert list(Weights.objects.values()) == before


@pytest.mark.usefixtures("small_batches")
def test_it_says_how_far_it_has_come() -> None:
    fill(5)
    seen = []
    while rescoring.rescore_some():
        weights = Weights.current()
        seen.append((weights.done, weights.total, weights.is_due))

    assert seen == [(0, 5, True), (2, 5, True), (4, 5, True), (5, 5, True)]
    assert not Weights.current().is_due


@pytest.mark.usefixtures("small_batches")
def test_another_worker_goes_on_where_the_last_one_came_to() -> None:
    fill(5)
    rescoring.rescore_some()
    rescoring.rescore_some()
    # What the first batch wrote would be written again by nobody.
    Review.objects.filter(worth=figure_alone()).update(worth=0.5)

    walk()

    assert Review.objects.filter(worth=0.5).count() == 2
    assert Review.objects.filter(worth=figure_alone()).count() == 3


@pytest.mark.usefixtures("small_batches")
def test_a_batch_that_fails_leaves_nothing_behind() -> None:
    fill(3)
    rescoring.rescore_some()
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE claims_weights ADD CONSTRAINT stuck CHECK (position = 0) NOT VALID"
        )

    with pytest.raises(DatabaseError):
        rescoring.rescore_some()

    assert worths() == {0.01}
    assert (Weights.current().done, Weights.current().position) == (0, 0)


@pytest.mark.usefixtures("small_batches")
def test_a_second_change_while_it_runs_wins(admin: User) -> None:
    fill(5)
    steering.save_weights({"figure": 0.5}, by=admin)
    rescoring.rescore_some()
    rescoring.rescore_some()
    assert figure_alone({"figure": 0.5}) in worths()

    steering.save_weights({"figure": 1.0}, by=admin)
    walk()

    assert worths() == {figure_alone({"figure": 1.0})}


@pytest.mark.usefixtures("small_batches")
def test_back_and_forth_while_it_runs_leaves_no_score_between(admin: User) -> None:
    fill(5)
    walk()
    steering.save_weights({"figure": 0.5}, by=admin)
    rescoring.rescore_some()
    rescoring.rescore_some()

    steering.save_weights({}, by=admin)
    walk()

    assert worths() == {figure_alone()}


def test_numbers_of_a_new_release_are_followed_by_themselves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(1)
    walk()
    assert not rescoring.is_due()

    monkeypatch.setattr(checkworthiness, "BASE", checkworthiness.BASE + 1)

    assert rescoring.is_due()
    walk()
    assert worths() == {figure_alone()}


def test_what_failed_for_good_waits_for_a_person() -> None:
    rescoring.note_failure("It failed.")
    assert Weights.current().is_due
    assert not rescoring.is_due()


@pytest.mark.parametrize("state", ["open", "proposed", "settled", "dropped"])
def test_it_changes_worth_and_band_and_nothing_else(state: str) -> None:
    world = World(state)
    Review.objects.update(worth=0.01, band="minor", pinned=True, priority=2)
    ignored = {"worth", "band", "urgency"}
    before = Review.objects.filter(pk=world.claim.pk).values().get()
    events = Event.objects.count()

    walk()

    after = Review.objects.filter(pk=world.claim.pk).values().get()
    assert {key for key in after if after[key] != before[key]} == ignored
    assert after["state"] == state
    assert Event.objects.count() == events


def test_a_claim_that_must_be_checked_now_takes_the_clearance_back(admin: User) -> None:
    article = cleared()

    steering.save_weights(LOUD, by=admin)
    walk()

    article.refresh_from_db()
    [claim] = article.claims.all()
    event = last_event(article)
    assert (article.state, article.cleared_by) == (Article.State.IN_CHECK, None)
    assert (event.action, event.by) == (Event.Action.ARTICLE_UNCLEARED, None)
    assert event.reason.startswith(f"{claim.reference} must be checked")
    assert claim.review.is_must_check


def test_a_settled_claim_leaves_the_clearance_alone(admin: User) -> None:
    world = World("settled")
    Review.objects.filter(pk=world.claim.pk).update(reasons=CAUSE, band="minor")
    Review.objects.filter(pk=world.other.pk).update(reasons=[], band="minor")
    clearance.clear_article(world.article, by=world.editor)

    steering.save_weights(LOUD, by=admin)
    walk()

    world.refresh()
    assert world.review.is_must_check
    assert world.article.state == Article.State.CLEARED


def test_a_claim_that_stays_must_check_withdraws_nothing(admin: User) -> None:
    """It was open when somebody cleared the article by another way: not our business."""
    article = cleared()
    Review.objects.filter(claim__article=article).update(band="must")

    steering.save_weights(LOUD, by=admin)
    walk()

    article.refresh_from_db()
    assert article.state == Article.State.CLEARED


def test_no_clearance_is_given_back(admin: User) -> None:
    article = cleared()
    steering.save_weights(LOUD, by=admin)
    walk()
    steering.save_weights({}, by=admin)
    walk()

    article.refresh_from_db()
    assert article.state == Article.State.IN_CHECK
    assert clearance.obstacles(article).sentence() == ""


def test_a_dropped_claim_leaves_the_clearance_alone(admin: User) -> None:
    article = cleared(state="dropped")

    steering.save_weights(LOUD, by=admin)
    walk()

    article.refresh_from_db()
    assert article.state == Article.State.CLEARED


def test_it_does_not_touch_a_verdict() -> None:
    world = World("proposed")
    walk()
    world.refresh()
    reviewing.sign_off(world.review, by=world.signer)
    assert Review.objects.get(pk=world.claim.pk).state == "settled"


def cleared(**fields: Any) -> Article:
    """A cleared article with one minor claim."""
    article = make_article(state=Article.State.IN_CHECK)
    make_claim(article, reasons=CAUSE, worth=0.1, band="minor", **fields)
    return clearance.clear_article(article, by=make_user("Editor"))
