"""The dates of an article: what is past or too far ahead is refused, unless it was so before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Article
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def typed(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def hand_in(client, **dates):
    client.force_login(make_user("Reporter"))
    return client.post("/articles/new/", {"text": "It rained.", "language": "en", **dates})


def change(client, article, **dates):
    client.force_login(make_user("Editor"))
    return client.post(f"/articles/{article.pk}/details/", dates)


def test_it_refuses_a_deadline_in_the_past(client):
    now = timezone.now()
    response = hand_in(client, deadline=typed(now - DAY))
    assert response.status_code == 422
    assert "That is in the past: leave it empty or give a later time." in response.content.decode()
    assert not Article.objects.exists()
    assert hand_in(client, deadline=typed(now + DAY)).status_code == 302


def test_it_refuses_a_publication_after_tomorrow(client):
    today = timezone.localdate()
    response = hand_in(client, published_on=(today + 2 * DAY).isoformat())
    assert response.status_code == 422
    assert "That is after tomorrow" in response.content.decode()
    assert hand_in(client, published_on=(today + DAY).isoformat()).status_code == 302


def test_it_keeps_what_was_so_before(client):
    deadline, day = timezone.now() - DAY, timezone.localdate() + 9 * DAY
    article = make_article(deadline=deadline, published_on=day)
    response = change(client, article, deadline=typed(deadline), published_on=day.isoformat())
    assert response.status_code == 302
    article.refresh_from_db()
    assert (article.deadline, article.published_on) == (deadline, day)


def test_it_refuses_a_change_into_the_past(client):
    article = make_article(deadline=timezone.now() - DAY)
    assert change(client, article, deadline=typed(timezone.now() - 2 * DAY)).status_code == 422
    assert change(client, article, deadline="").status_code == 302
