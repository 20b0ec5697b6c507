"""Changing what is known about an article; its text never changes."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from claims import intake
from claims.models import Review
from tests.factories import NOON, make_user
from tests.stages.world import World, history, last_event

pytestmark = pytest.mark.django_db


def test_it_changes_details_and_records_old_and_new() -> None:
    world = World()
    was = world.article.headline

    intake.change_details(
        world.article,
        by=world.reporter,
        outlet="Morning Post",
        headline="Hotline staffed",
        published_on=date(2026, 11, 20),
    )

    world.refresh()
    assert world.article.headline == "Hotline staffed"
    assert world.article.outlet.name == "Morning Post"
    event = last_event(world.article)
    assert (event.action, event.by) == ("article.changed", world.reporter)
    assert event.old == {"headline": was, "outlet": "The Daily Test", "published_on": ""}
    assert event.new == {
        "headline": "Hotline staffed",
        "outlet": "Morning Post",
        "published_on": "2026-11-20",
    }


def test_it_records_nothing_the_second_time() -> None:
    world = World()
    for _ in range(2):
        intake.change_details(world.article, by=world.editor, outlet="Morning Post", byline="A B")

    assert history(world.article).count("article.changed") == 1


def test_it_is_not_for_another_reporter() -> None:
    world = World()

    with pytest.raises(PermissionDenied, match="Only editors and the reporter"):
        intake.change_details(world.article, by=make_user("Reporter"), outlet="", headline="X")

    before = world.article.headline
    world.refresh()
    assert world.article.headline == before


def test_it_takes_an_article_without_an_outlet() -> None:
    world = World()
    for outlet in ("", "Morning Post", ""):
        intake.change_details(world.article, by=world.editor, outlet=outlet)
        world.refresh()
        assert (world.article.outlet.name if world.article.outlet else "") == outlet


def test_it_moves_the_deadline_of_claims_that_had_the_old_one() -> None:
    world = World()
    sooner = NOON - timedelta(hours=3)
    Review.objects.filter(pk=world.other.pk).update(deadline=sooner)

    intake.change_details(world.article, by=world.editor, outlet="", deadline=NOON)

    world.refresh()
    assert (world.review.deadline, world.other.review.deadline) == (NOON, sooner)

    intake.change_details(world.article, by=world.editor, outlet="", deadline=None)

    world.refresh()
    assert (world.review.deadline, world.other.review.deadline) == (None, sooner)


def test_it_refuses_what_is_no_detail() -> None:
    world = World()

    with pytest.raises(ValueError, match="text is no detail of an article"):
        intake.change_details(world.article, by=world.editor, outlet="", text="Other words.")


@pytest.mark.parametrize(
    "change", [{"outlet": "", "headline": "a\0"}, {"outlet": "a\ud800"}], ids=["nul", "surrogate"]
)
def test_it_refuses_damaged_details(change: dict[str, str]) -> None:
    world = World()

    with pytest.raises(intake.TextRefused, match="Character 2 of the"):
        intake.change_details(world.article, by=world.editor, **change)


def test_it_does_not_read_the_text(django_assert_max_num_queries) -> None:
    world = World()

    with django_assert_max_num_queries(12) as queries:
        intake.change_details(world.article, by=world.editor, outlet="", headline="New")

    assert not any('"claims_article"."text"' in query["sql"] for query in queries.captured_queries)
