"""The first page: what is mine, what waits for me, how the articles stand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import clearance, discussing
from claims.models import Article, Review
from tests.desk.asking import desk_of, propose
from tests.factories import (
    make_article,
    make_claim,
    make_match,
    make_review,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_it_says_what_is_mine_and_due(client):
    user, now = make_user("Checker", first_name="Carol"), timezone.now()
    article = make_article("One is late. Two is soon. Three is easy. Four is somebody's.")
    make_claim(article, quote="One is late.", assignee=user, deadline=now - timedelta(hours=1))
    make_claim(article, quote="Two is soon.", assignee=user, deadline=now + timedelta(minutes=1))
    make_claim(article, quote="Three is easy.", assignee=user)
    make_claim(article, quote="Four is somebody's.", assignee=make_user("Checker"))
    page = desk_of(client, user)
    assert ", Carol</h1>" in page
    assert "3 claims are yours, 1 of them late and 1 due before" in page
    order = ["One is late.", "Two is soon.", "Three is easy."]
    assert sorted(order, key=page.index) == order
    assert "Four is" not in page
    assert "/queue/?q=state%3Aopen%20assigned%3Ame%20order%3Adeadline" in page


def test_it_shows_what_i_hold_once(client):
    user = make_user("Checker")
    until = timezone.now() + timedelta(minutes=9)
    make_claim(wording="In my hands", assignee=user, held_by=user, held_until=until)
    page = desk_of(client, user)
    assert "You hold now" in page
    assert page.count("In my hands") == 1


def test_it_shows_editors_what_awaits_their_sign_off(client):
    checker, editor = make_user("Checker"), make_user("Editor")
    article = make_article("The checker's. The editor's.")
    propose(make_claim(article, quote="The checker's."), checker)
    propose(make_claim(article, quote="The editor's."), editor)
    page = desk_of(client, editor)
    assert "1 verdict awaits your sign-off." in page
    assert "The checker&#x27;s." in page
    assert "The editor&#x27;s." not in page
    assert "/queue/?q=state%3Aproposed%20proposed%3Ame" in page
    assert "1 of your verdicts awaits sign-off." in desk_of(client, checker)


def test_it_says_who_asked_me_something_until_it_is_answered(client):
    asked, asker = make_user("Checker"), make_user("Editor", first_name="Alice")
    review = make_review()
    comment = discussing.add_comment(review, text=f"@{asked.username} who says so?", by=asker)
    page = desk_of(client, asked)
    assert "You were asked 1 question." in page
    assert f'href="{review.get_absolute_url()}#comment-{comment.pk}"' in page
    assert "who says so?" in page
    assert "You were asked" not in desk_of(client, asker)
    discussing.add_comment(review, text="The ministry.", by=asked)
    assert "You were asked" not in desk_of(client, asked)


def test_it_puts_what_presses_first(client):
    editor, now = make_user("Editor"), timezone.now()
    article = make_article("One is mine. Two waits.")
    mine = make_claim(article, quote="One is mine.", assignee=editor).review
    waiting = make_claim(article, quote="Two waits.")
    propose(waiting, make_user("Checker"))
    page = desk_of(client, editor)
    assert page.index("One is mine.") < page.index("Two waits.")
    Review.objects.filter(pk=waiting.pk).update(deadline=now + timedelta(hours=1))
    page = desk_of(client, editor)
    assert page.index("Two waits.") < page.index("One is mine.")
    Review.objects.filter(pk=mine.pk).update(deadline=now - timedelta(hours=1))
    page = desk_of(client, editor)
    assert page.index("One is mine.") < page.index("Two waits.")


def test_it_lists_articles_on_the_desk_and_those_just_cleared(client):
    editor = make_user("Editor", first_name="Alice")
    make_claim(make_article(headline="On the desk"))
    for headline, days in (("Just cleared", 1), ("Long gone", 30)):
        article = make_article(headline=headline)
        Article.objects.filter(pk=article.pk).update(
            state=Article.State.CLEARED,
            cleared_by=editor,
            cleared_at=timezone.now() - timedelta(days=days),
        )
    page = desk_of(client, editor)
    assert "On the desk" in page
    assert "0 / 1" in page
    assert "1 must-check left" in page
    assert "Just cleared" in page
    assert "cleared by Alice" in page
    assert "Long gone" not in page


def test_it_shows_reporters_their_own_articles_alone(client):
    reporter = make_user("Reporter")
    make_claim(make_article(headline="Mine", by=reporter))
    make_article(headline="Theirs")
    page = desk_of(client, reporter)
    assert "Mine" in page
    assert "Theirs" not in page
    assert "Take the next one" not in page
    assert "Settled per day" not in page
    assert "/articles/new/" in page


def test_it_puts_the_nearest_deadline_first(client):
    now = timezone.now()
    for headline, hours in (("In a month", 720), ("Never", None), ("Late", -60_000), ("Soon", 2)):
        make_article(headline=headline, deadline=hours and now + timedelta(hours=hours))
    make_article(headline="Never, newer")
    page = desk_of(client, make_user("Editor"))
    order = ["Late", "Soon", "In a month", "Never, newer", "Never<"]
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


def test_it_says_what_to_do_on_a_desk_without_articles(client):
    editor, reporter = desk_of(client, make_user("Editor")), desk_of(client, make_user("Reporter"))
    assert "There is no article yet" in editor
    assert "Take the next one" not in editor
    assert "You have handed in nothing yet" in reporter
    assert all("/articles/new/" in page for page in (editor, reporter))


def test_it_says_what_to_do_when_there_is_nothing(client):
    make_claim()
    checker, editor = desk_of(client, make_user("Checker")), desk_of(client, make_user("Editor"))
    assert "Nothing is assigned to you, and 1 claim is open: take the next one" in checker
    assert "As soon as a checker proposes one" in editor
    assert "As soon as a checker proposes one" not in checker
    Review.objects.update(state="dropped")
    assert "the queue is empty" in desk_of(client, make_user("Checker"))


def test_it_takes_the_same_few_queries_for_much_work(client, django_assert_num_queries):
    user, asker, now = make_user("Editor"), make_user("Checker"), timezone.now()
    for number in range(2):
        article = make_article()
        until = now + timedelta(minutes=9)
        mine = make_claim(article, assignee=user, deadline=now)
        discussing.add_comment(mine.review, text=f"@{user.username} so?", by=asker)
        other = make_claim(article, quote=article.text[:12], held_by=user, held_until=until)
        propose(make_claim(article, quote=article.text[:7], wording=f"{number}"), asker)
    make_match(mine, make_claim(), relation="discrepancy")
    make_story(mine, other)
    client.force_login(user)
    # Session, person, pulse, two of permissions; articles, cleared ones, progress, standing;
    # counts, held, asked, mine, awaiting; two of discrepancies; settled.
    with django_assert_num_queries(QUERIES) as queries:
        assert client.get("/").status_code == 200
    assert not any('"claims_article"."text",' in query["sql"] for query in queries)


QUERIES = 17


def test_it_refuses_other_methods(client):
    client.force_login(make_user("Checker"))
    assert client.post("/").status_code == 405
