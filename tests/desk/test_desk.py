"""The first page: what is mine, what waits for me, how the articles stand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import clearance, reviewing
from claims.models import Article, Review
from tests.factories import make_article, make_attempt, make_claim, make_user

pytestmark = pytest.mark.django_db


def desk_of(client, user):
    client.force_login(user)
    response = client.get("/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def propose(claim, by):
    make_attempt(claim.review)
    reviewing.propose_verdict(claim.review, verdict="unverified", reason="No reply.", by=by)


def test_it_says_what_is_mine_and_due(client):
    user, now = make_user("Checker", first_name="Carol"), timezone.now()
    make_claim(wording="Late one", assignee=user, deadline=now - timedelta(hours=1))
    make_claim(wording="Pressing one", assignee=user, deadline=now + timedelta(hours=3))
    make_claim(wording="Easy one", assignee=user)
    make_claim(wording="Not mine", assignee=make_user("Checker"))
    page = desk_of(client, user)
    assert "Hello, Carol" in page
    assert "3 claims are yours, 1 of them late and 1 due within four hours." in page
    assert all(wording in page for wording in ("Late one", "Pressing one", "Easy one"))
    assert "Not mine" not in page


def test_it_shows_what_i_hold_once(client):
    user = make_user("Checker")
    until = timezone.now() + timedelta(minutes=9)
    make_claim(wording="In my hands", assignee=user, held_by=user, held_until=until)
    page = desk_of(client, user)
    assert "You hold now" in page
    assert page.count("In my hands") == 1


def test_it_shows_editors_what_awaits_their_sign_off(client):
    checker, editor = make_user("Checker"), make_user("Editor")
    theirs, own = make_claim(wording="By the checker"), make_claim(wording="By the editor")
    propose(theirs, checker)
    propose(own, editor)
    page = desk_of(client, editor)
    assert "1 verdict awaits your sign-off." in page
    assert "By the checker" in page
    assert "By the editor" not in page
    assert "1 of your verdicts awaits sign-off." in desk_of(client, checker)


def test_it_counts_what_was_settled_lately(client):
    checker, editor = make_user("Checker"), make_user("Editor")
    for days in (0, 30):
        claim = make_claim()
        propose(claim, checker)
        reviewing.sign_off(Review.objects.get(pk=claim.pk), by=editor)
        Review.objects.filter(pk=claim.pk).update(
            signed_off_at=timezone.now() - timedelta(days=days)
        )
    assert "Settled in seven days · 1" in desk_of(client, editor)


def test_it_lists_articles_on_the_desk(client):
    article = make_article(headline="On the desk")
    make_claim(article)
    editor = make_user("Editor")
    make_article(headline="Long gone")
    Article.objects.filter(headline="Long gone").update(
        state=Article.State.CLEARED, cleared_by=editor
    )
    page = desk_of(client, editor)
    assert "On the desk" in page
    assert "0 / 1" in page
    assert "Long gone" not in page


def test_it_shows_reporters_their_own_articles_alone(client):
    reporter = make_user("Reporter")
    make_claim(make_article(headline="Mine", by=reporter))
    make_article(headline="Theirs")
    page = desk_of(client, reporter)
    assert "Mine" in page
    assert "Theirs" not in page
    assert "Take the next one" not in page
    assert "/articles/new/" in page


def test_it_puts_the_nearest_deadline_first(client):
    now = timezone.now()
    for headline, hours in (("In a day", 24), ("Never", None), ("Late", -60_000), ("Soon", 2)):
        make_article(headline=headline, deadline=hours and now + timedelta(hours=hours))
    make_article(headline="Never, newer")
    page = desk_of(client, make_user("Editor"))
    order = ["Late", "Soon", "In a day", "Never, newer", "Never<"]
    assert sorted(order, key=page.index) == order
    assert "2,500 d late" in page
    assert "due 2,500" not in page
    assert ">due 2 h<" in page


def test_it_tells_the_reporter_what_became_of_their_article(client):
    reporter, editor = make_user("Reporter"), make_user("Editor", first_name="Alice")
    held, withdrawn, neither = (make_article(by=reporter, state="in_check") for _ in range(3))
    clearance.hold_article(held, by=editor, reason="A lawyer asks.")
    clearance.clear_article(withdrawn, by=editor)
    clearance.withdraw_clearance(withdrawn.pk, by=editor, reason="A new figure came in.")
    page = desk_of(client, reporter)
    assert page.count("held by Alice</span>: <q") == 1
    assert "A lawyer asks." in page
    assert page.count("clearance withdrawn by Alice</span>: <q") == 1
    assert "A new figure came in." in page
    clearance.hold_article(withdrawn, by=editor, reason="Stop.")
    assert "clearance withdrawn" not in desk_of(client, reporter)
    assert neither.title in page


def test_it_says_what_to_do_when_there_is_nothing(client):
    assert "take the next one, or" in desk_of(client, make_user("Checker"))
    assert "Nothing of yours is on the desk" in desk_of(client, make_user("Reporter"))


def test_it_takes_the_same_few_queries_for_much_work(client, django_assert_max_num_queries):
    user, now = make_user("Editor"), timezone.now()
    for number in range(8):
        article = make_article()
        until = now + timedelta(minutes=9)
        make_claim(article, assignee=user, deadline=now)
        make_claim(article, quote=article.text[:12], held_by=user, held_until=until)
        propose(make_claim(article, quote=article.text[:7], wording=f"{number}"), make_user())
    client.force_login(user)
    with django_assert_max_num_queries(12) as queries:
        client.get("/")
    assert not any('"claims_article"."text",' in query["sql"] for query in queries)


def test_it_refuses_other_methods(client):
    client.force_login(make_user("Checker"))
    assert client.post("/").status_code == 405
