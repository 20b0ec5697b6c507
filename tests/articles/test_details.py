"""Change what is known about an article; its text never."""

from datetime import UTC, datetime

import pytest

from claims.models import Article, Event
from tests.factories import make_article, make_claim, make_user

pytestmark = pytest.mark.django_db

DUE = datetime(2026, 12, 1, 12, 30, 45, tzinfo=UTC)


@pytest.fixture
def article():
    return make_article(headline="Old", outlet="The Daily", deadline=DUE)


def change(client, user, article, **typed):
    client.force_login(user)
    known = {"headline": "Old", "outlet": "The Daily", "deadline": "2026-12-01T12:30"}
    return client.post(f"/articles/{article.pk}/details/", {**known, **typed})


def test_it_changes_the_details_and_records_it(client, article):
    response = change(client, make_user("Editor"), article, headline="New", outlet="Weekly")
    assert response.url == article.get_absolute_url()
    article = Article.objects.get()
    assert (article.headline, article.outlet.name) == ("New", "Weekly")
    event = Event.objects.of(article).last()
    assert event.action == Event.Action.ARTICLE_CHANGED
    assert event.new == {"headline": "New", "outlet": "Weekly"}


def test_it_leaves_alone_what_nobody_touched(client, article):
    change(client, make_user("Editor"), article)
    assert Article.objects.get().deadline == DUE
    assert Event.objects.of(article).last().action == Event.Action.ARTICLE_RECEIVED


def test_it_gives_its_claims_the_new_deadline(client, article):
    claim = make_claim(article, deadline=DUE)
    change(client, make_user("Editor"), article, deadline="2026-12-02T09:00")
    claim.review.refresh_from_db()
    assert claim.review.deadline == datetime(2026, 12, 2, 9, tzinfo=UTC)


def test_it_shows_what_is_known(client, article):
    client.force_login(make_user("Editor"))
    page = client.get(f"/articles/{article.pk}/details/").content.decode()
    assert 'value="2026-12-01T12:30"' in page
    assert 'value="The Daily"' in page


def test_it_keeps_what_was_typed_when_it_is_refused(client, article):
    response = change(client, make_user("Editor"), article, byline="Kept", url="javascript:1")
    assert response.status_code == 422
    assert 'value="Kept"' in response.content.decode()
    assert Article.objects.get().byline == ""
    assert change(client, make_user("Editor"), article, byline="Kept").status_code == 302


def test_it_is_open_to_the_reporter_who_handed_it_in(client):
    reporter = make_user("Reporter")
    article = make_article(by=reporter)
    assert change(client, reporter, article).status_code == 302
    assert change(client, make_user("Reporter"), article).status_code == 404


def test_it_refuses_checkers(client, article):
    assert change(client, make_user("Checker"), article, headline="New").status_code == 403
    assert Article.objects.get().headline == "Old"
