"""An open page asks whether it is still what the desk is at: 304, or the page again."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims import discussing, triage
from claims.models import Article, Claim, Event, Review, User
from tests.factories import make_article, make_claim, make_evidence, make_story, make_user

pytestmark = pytest.mark.django_db

LIVE = {"live": "1"}


@pytest.fixture
def me(client: Client) -> User:
    user = make_user("Checker", first_name="Carol")
    client.force_login(user)
    return user


@pytest.fixture
def bob() -> User:
    return make_user("Editor", first_name="Bob")


@pytest.fixture
def claim() -> Claim:
    return make_claim()


def version_of(client: Client, page: str) -> str:
    """What an ordinary visit says that the page is at."""
    html = client.get(page).content.decode()
    found = re.search(r'data-live-version="([^"]+)"', html)
    assert found, html
    return found[1]


def ask(client: Client, page: str, version: str):
    return client.get(page, headers={**LIVE, "if-none-match": f'"{version}"'})


def test_it_answers_304_while_nothing_changed(client, me, claim):
    page = claim.get_absolute_url()
    version = version_of(client, page)
    for _ in range(2):
        answer = ask(client, page, version)
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["Cache-Control"] == "no-store"
        assert "Live" in answer["Vary"]
        assert answer["ETag"] == f'"{version}"'


def test_it_takes_a_tag_that_a_proxy_has_weakened(client, me, claim):
    page = claim.get_absolute_url()
    weak = f'W/"{version_of(client, page)}"'
    assert client.get(page, headers={**LIVE, "if-none-match": weak}).status_code == 304


def test_it_answers_with_the_page_when_somebody_did_something(client, me, bob, claim):
    page = claim.get_absolute_url()
    version = version_of(client, page)
    triage.take_claim(claim.review, by=bob)
    answer = ask(client, page, version)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "<li>Bob took the claim.</li>" in html
    assert ask(client, page, answer["ETag"].strip('"')).status_code == 304


def test_it_says_each_thing_once_and_nothing_of_ones_own(client, me, bob, claim):
    page = claim.get_absolute_url()
    version = version_of(client, page)
    discussing.add_comment(claim.review, text="Look at the minutes.", by=bob)
    discussing.add_comment(claim.review, text="I have.", by=me)
    html = ask(client, page, version).content.decode()
    assert html.count("<li>Bob commented.</li>") == 1
    assert "Carol commented." not in html
    assert (
        "data-live-news" not in ask(client, page, version_of(client, page) + "x").content.decode()
    )


def test_it_never_answers_an_ordinary_visit_with_304(client, me, claim):
    page = claim.get_absolute_url()
    version = version_of(client, page)
    answer = client.get(page, headers={"if-none-match": f'"{version}"'})
    assert answer.status_code == 200
    assert "ETag" not in answer
    assert "Live" in answer["Vary"]


@pytest.mark.parametrize("tag", ["", '"', "x" * 3000, '"-"', "²-", "9" * 40 + "-", "\x00"])
def test_it_gives_the_page_for_a_tag_that_is_none(client, me, claim, tag):
    answer = client.get(claim.get_absolute_url(), headers={**LIVE, "if-none-match": tag})
    assert answer.status_code == 200


def test_anothers_version_is_no_version_of_mine(client, me, bob, claim):
    version = version_of(client, claim.get_absolute_url())
    client.force_login(bob)
    assert ask(client, claim.get_absolute_url(), version).status_code == 200


def test_what_one_may_not_see_is_not_there(client, me, claim):
    version = version_of(client, claim.get_absolute_url())
    client.force_login(make_user("Reporter"))
    assert ask(client, claim.get_absolute_url(), version).status_code == 404
    client.logout()
    assert ask(client, claim.get_absolute_url(), version).status_code == 302


def test_it_leaves_messages_to_the_next_visit(client, me, claim):
    page = claim.get_absolute_url()
    version = version_of(client, page)
    client.post(reverse("claim_take", args=[claim.pk]))  # redirects, with a message
    asked = ask(client, page, version)
    assert asked.status_code == 200
    assert "The claim is yours for now." not in asked.content.decode()
    assert "The claim is yours for now." in client.get(page).content.decode()
    assert "The claim is yours for now." not in client.get(page).content.decode()


def test_asking_is_not_working(client, me, claim):
    """No lease is renewed, no session prolonged, no cookie set."""
    page = claim.get_absolute_url()
    triage.take_claim(claim.review, by=me)
    version = version_of(client, page)
    Review.objects.update(held_until=timezone.now() + timedelta(minutes=3))
    before = Review.objects.get().held_until
    session = Session.objects.get()
    events = Event.objects.count()
    answer = ask(client, page, version)
    assert answer.status_code == 200
    assert not answer.cookies
    assert Review.objects.get().held_until == before
    assert Session.objects.get().expire_date == session.expire_date
    assert Session.objects.get().session_data == session.session_data
    assert Event.objects.count() == events


def test_a_lease_that_runs_out_is_a_change(client, me, bob, claim):
    page = claim.get_absolute_url()
    triage.take_claim(claim.review, by=bob)
    version = version_of(client, page)
    Review.objects.update(held_until=timezone.now())
    assert ask(client, page, version).status_code == 200


def test_it_asks_the_database_once_more_than_the_page(client, me, claim, django_assert_num_queries):
    page = claim.get_absolute_url()
    version = version_of(client, page)
    # The session, the person, two of their permissions, the version.
    with django_assert_num_queries(5):
        assert ask(client, page, version).status_code == 304


@pytest.mark.parametrize("name", ["desk", "queue", "articles", "stories", "evidence_library"])
def test_lists_follow_the_desk(client, me, bob, claim, name):
    page = reverse(name)
    version = version_of(client, page)
    assert ask(client, page, version).status_code == 304
    triage.take_claim(claim.review, by=bob)
    assert ask(client, page, version).status_code == 200


@pytest.mark.parametrize("thing", ["article", "story", "evidence"])
def test_a_page_of_one_thing_follows_it(client, me, bob, thing):
    article = make_article()
    claim = make_claim(article)
    pages = {
        "article": article.get_absolute_url(),
        "story": make_story(claim, make_claim()).get_absolute_url(),
        "evidence": make_evidence(by=me).get_absolute_url(),
    }
    version = version_of(client, pages[thing])
    assert ask(client, pages[thing], version).status_code == 304
    triage.take_claim(claim.review, by=bob)
    assert ask(client, pages[thing], version).status_code == 200


def test_the_page_of_an_article_sees_the_end_of_its_extraction(client, me):
    article = make_article(state=Article.State.RECEIVED)
    version = version_of(client, article.get_absolute_url())
    Article.objects.filter(pk=article.pk).update(state=Article.State.EXTRACTED)
    assert ask(client, article.get_absolute_url(), version).status_code == 200


def test_another_article_does_not_wake_it(client, me, bob, claim):
    article = make_article()
    make_claim(article)
    version = version_of(client, article.get_absolute_url())
    triage.take_claim(claim.review, by=bob)
    assert ask(client, article.get_absolute_url(), version).status_code == 304
