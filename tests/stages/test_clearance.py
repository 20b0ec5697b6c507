"""Clearing an article for publication, and holding it."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import clearance, reviewing
from claims.models import Article, Review
from tests.factories import make_article, make_user
from tests.stages.world import World, history, last_event

pytestmark = pytest.mark.django_db


def test_it_clears_an_article_whose_must_check_claims_are_settled() -> None:
    world = World("settled")

    clearance.clear_article(world.article, by=world.editor)

    world.refresh()
    assert (world.article.state, world.article.cleared_by) == ("cleared", world.editor)
    assert world.article.cleared_at is not None
    event = last_event(world.article)
    assert (event.action, event.by) == ("article.cleared", world.editor)
    assert (event.old, event.new) == ({"state": "in_check"}, {"state": "cleared"})


@pytest.mark.parametrize("state", ["open", "proposed"])
def test_it_waits_for_must_check_claims(state: str) -> None:
    world = World(state)

    with pytest.raises(clearance.NotClearable, match="1 must-check claim is not settled yet"):
        clearance.clear_article(world.article, by=world.editor)
    Review.objects.filter(pk=world.other.pk).update(band="must")
    with pytest.raises(clearance.NotClearable, match="2 must-check claims are not settled yet"):
        clearance.clear_article(world.article, by=world.editor)

    world.refresh()
    assert world.article.state == Article.State.IN_CHECK


def test_it_does_not_wait_for_what_was_dropped() -> None:
    world = World("dropped")

    clearance.clear_article(world.article, by=world.editor)


def test_it_asks_for_a_note_on_what_is_contested() -> None:
    world = World("settled", verdict="contested")

    for note in ("", " "):
        with pytest.raises(clearance.NotClearable, match="1 claim is contested: say in a note why"):
            clearance.clear_article(world.article, by=world.editor, note=note)
    clearance.clear_article(world.article, by=world.editor, note="Both sides are quoted.")

    assert last_event(world.article).reason == "Both sides are quoted."


def test_it_waits_for_the_extraction() -> None:
    article = make_article(state=Article.State.RECEIVED)
    editor = make_user("Editor")

    with pytest.raises(clearance.NotClearable, match="still being extracted"):
        clearance.clear_article(article, by=editor)
    with pytest.raises(clearance.NotClearable, match="still being extracted"):
        clearance.hold_article(article, by=editor, reason="The lawyers read it.")


def test_it_names_who_cleared_it_already() -> None:
    world = World("settled")
    clearance.clear_article(world.article, by=world.editor)

    with pytest.raises(clearance.NotClearable, match=f"{world.editor} has cleared it already"):
        clearance.clear_article(world.article, by=world.admin)

    assert history(world.article).count("article.cleared") == 1


@pytest.mark.parametrize("group", ["Reporter", "Checker"])
def test_it_is_an_editors(group: str) -> None:
    world = World("settled")

    with pytest.raises(PermissionDenied, match="Only editors clear articles"):
        clearance.clear_article(world.article, by=make_user(group))
    with pytest.raises(PermissionDenied, match="Only editors clear articles"):
        clearance.hold_article(world.article, by=make_user(group), reason="")


@pytest.mark.parametrize("cleared", [False, True], ids=["in check", "cleared"])
def test_it_is_held_with_a_reason(cleared: bool) -> None:
    world = World("settled")
    if cleared:
        clearance.clear_article(world.article, by=world.editor)

    with pytest.raises(clearance.NotClearable, match="Say why the article is held"):
        clearance.hold_article(world.article, by=world.editor, reason=" ")
    clearance.hold_article(world.article, by=world.editor, reason="The lawyers read it.")

    world.refresh()
    assert (world.article.state, world.article.cleared_by) == ("held", None)
    event = last_event(world.article)
    assert (event.action, event.reason) == ("article.held", "The lawyers read it.")
    assert event.old == {"state": "cleared" if cleared else "in_check"}
    with pytest.raises(clearance.NotClearable, match="It is held already"):
        clearance.hold_article(world.article, by=world.editor, reason="Again.")


def test_what_is_held_can_be_cleared() -> None:
    world = World("settled")
    clearance.hold_article(world.article, by=world.editor, reason="The lawyers read it.")

    clearance.clear_article(world.article, by=world.editor)

    assert last_event(world.article).old == {"state": "held"}


def test_work_on_a_held_article_leaves_it_held() -> None:
    world = World()
    clearance.hold_article(world.article, by=world.editor, reason="The lawyers read it.")

    reviewing.link_evidence(world.review, world.spare, stance="context", by=world.checker)

    world.refresh()
    assert world.article.state == Article.State.HELD


def test_it_does_not_read_the_text(django_assert_max_num_queries) -> None:
    world = World("settled")

    with django_assert_max_num_queries(9) as queries:
        clearance.clear_article(world.article, by=world.editor)

    assert not any('"claims_article"."text"' in query["sql"] for query in queries.captured_queries)


def test_a_hold_is_lifted_once() -> None:
    world = World()
    clearance.hold_article(world.article, by=world.editor, reason="The lawyers read it.")

    article = clearance.lift_hold(world.article, by=world.signer, reason="They are content.")

    assert article.state == Article.State.IN_CHECK
    event = last_event(article)
    assert (event.action, event.by, event.reason) == (
        "article.released",
        world.signer,
        "They are content.",
    )
    with pytest.raises(clearance.NotClearable, match="It is not held"):
        clearance.lift_hold(world.article, by=world.signer)


def test_only_editors_lift_a_hold() -> None:
    world = World()
    clearance.hold_article(world.article, by=world.editor, reason="The lawyers read it.")

    with pytest.raises(PermissionDenied, match="Only editors clear"):
        clearance.lift_hold(world.article, by=world.checker)

    world.refresh()
    assert world.article.state == Article.State.HELD
