"""Clear an article for publication, or hold it."""

import pytest

from claims import rescoring, reviewing
from claims.models import Article, Event, Review
from claims.text.checkworthiness import BY_HAND
from tests.factories import make_article, make_claim, make_link, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    """The one claim, must check, open."""
    return make_claim()


def settle_as_contested(claim):
    make_link(claim.review, "supports")
    make_link(claim.review, "refutes")
    checker = make_user("Checker")
    reviewing.propose_verdict(claim.review, verdict="contested", reason="Both.", by=checker)
    reviewing.sign_off(Review.objects.get(pk=claim.pk), by=make_user("Editor"))


def press(client, user, article, action, **typed):
    client.force_login(user)
    return client.post(f"/articles/{article.pk}/{action}/", typed)


def state_of(article):
    return Article.objects.get(pk=article.pk).state


def test_it_clears_with_the_editors_note(client, claim):
    settle_as_contested(claim)
    editor = make_user("Editor")
    response = press(client, editor, claim.article, "clear", note="Both sides are quoted.")
    assert response.status_code == 302
    assert state_of(claim.article) == Article.State.CLEARED
    event = Event.objects.of(claim.article).last()
    assert (event.action, event.by, event.reason) == (
        Event.Action.ARTICLE_CLEARED,
        editor,
        "Both sides are quoted.",
    )


def test_what_the_machine_takes_back_it_takes_back_by_name(client, claim):
    """A release may weigh reasons otherwise: no person withdraws the clearance then."""
    reasons = [{"name": BY_HAND, "words": ""}]
    Review.objects.update(reasons=reasons, worth=0.1, band=Review.Band.MINOR)
    editor = make_user("Editor")
    press(client, editor, claim.article, "clear")
    assert state_of(claim.article) == Article.State.CLEARED

    while rescoring.rescore_some():
        pass

    told = f'<q dir="auto">{claim.reference} must be checked: the weights of the reasons have'
    page = client.get(claim.article.get_absolute_url()).content.decode()
    assert f"Factcheck: {told}" in page
    listed = client.get("/articles/").content.decode()
    assert f"clearance withdrawn by Factcheck</span>: {told}" in listed


def test_it_says_what_is_missing_and_keeps_the_note(client, claim):
    response = press(client, make_user("Editor"), claim.article, "clear", note="My note.")
    page = response.content.decode()
    assert response.status_code == 422
    assert "1 must-check claim is not settled yet." in page
    assert "My note." in page
    assert state_of(claim.article) != Article.State.CLEARED


def test_it_asks_for_a_note_on_what_is_contested(client, claim):
    settle_as_contested(claim)
    response = press(client, make_user("Editor"), claim.article, "clear")
    assert response.status_code == 422
    assert "say in a note why it may run" in response.content.decode()


def test_it_refuses_a_second_time(client):
    article, editor = make_article(), make_user("Editor")
    assert press(client, editor, article, "clear").status_code == 302
    response = press(client, make_user("Editor"), article, "clear")
    assert response.status_code == 422
    assert "has cleared it already" in response.content.decode()


def test_it_holds_with_a_reason(client, claim):
    editor = make_user("Editor")
    assert press(client, editor, claim.article, "hold", reason="Lawyers.").status_code == 302
    assert state_of(claim.article) == Article.State.HELD
    page = client.get(claim.article.get_absolute_url()).content.decode()
    assert "Lawyers." in page
    again = press(client, editor, claim.article, "hold", reason="Once more.")
    assert again.status_code == 422
    assert "It is held already." in again.content.decode()


def test_it_does_not_hold_without_a_reason(client, claim):
    response = press(client, make_user("Editor"), claim.article, "hold", reason="  ")
    assert response.status_code == 422
    assert "Say why the article is held." in response.content.decode()
    assert state_of(claim.article) != Article.State.HELD


def test_it_lifts_a_hold(client, claim):
    editor = make_user("Editor")
    press(client, editor, claim.article, "hold", reason="Lawyers.")
    assert "Lift the hold" in client.get(claim.article.get_absolute_url()).content.decode()
    response = press(client, editor, claim.article, "release")
    assert response.url == claim.article.get_absolute_url()
    assert state_of(claim.article) == Article.State.IN_CHECK
    assert Event.objects.of(claim.article).last().by == editor
    page = client.get(claim.article.get_absolute_url()).content.decode()
    assert "The hold is lifted" in page
    assert "Lift the hold" not in page
    press(client, editor, claim.article, "release")
    assert "It is not held." in client.get(claim.article.get_absolute_url()).content.decode()


@pytest.mark.parametrize("action", ["clear", "hold"])
def test_it_refuses_all_but_editors(client, action):
    reporter = make_user("Reporter")
    article = make_article(by=reporter)
    for user in (reporter, make_user("Checker")):
        assert press(client, user, article, action, reason="No.").status_code == 403
    assert state_of(article) == Article.State.EXTRACTED
    assert press(client, make_user("Editor"), article, action, reason="Yes.").status_code == 302


@pytest.mark.parametrize("action", ["clear", "hold"])
def test_it_refuses_other_methods(client, action):
    article = make_article()
    client.force_login(make_user("Editor"))
    assert client.get(f"/articles/{article.pk}/{action}/").status_code == 405
