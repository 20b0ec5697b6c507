"""Watch the extraction: a fragment every second, or a page; and start it again."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import extraction
from claims.models import Article
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article(state=Article.State.RECEIVED)
    Article.objects.filter(pk=article.pk).update(progress_done=3, progress_total=9)
    return article


def ask(client, article, **headers):
    client.force_login(make_user("Checker"))
    return client.get(f"/articles/{article.pk}/progress/", headers=headers)


def test_it_gives_a_fragment_that_asks_again(client, article):
    response = ask(client, article, hx_request="true")
    fragment = response.content.decode()
    assert 'value="3" max="9"' in fragment
    assert 'hx-trigger="every 1s"' in fragment
    assert "<html" not in fragment
    assert "HX-Refresh" not in response


def test_it_makes_the_page_reload_when_done(client, article):
    Article.objects.filter(pk=article.pk).update(state=Article.State.EXTRACTED)
    assert ask(client, article, hx_request="true")["HX-Refresh"] == "true"


def test_it_is_a_page_with_a_reload_link_without_scripts(client, article):
    page = ask(client, article).content.decode()
    assert "<html" in page
    assert "3 of 9 sentences read" in page
    assert f'href="/articles/{article.pk}/progress/"' in page


def test_it_leads_to_the_article_when_done_without_scripts(client, article):
    Article.objects.filter(pk=article.pk).update(state=Article.State.EXTRACTED)
    assert ask(client, article).url == article.get_absolute_url()


def test_it_says_why_it_failed_and_offers_to_start_again(client, article):
    extraction.note_failure(article.pk, "Finding the claims failed.")
    fragment = ask(client, article, hx_request="true").content.decode()
    assert "Finding the claims failed." in fragment
    assert f'action="/articles/{article.pk}/extract/"' in fragment


def test_it_is_hidden_from_other_reporters(client, article):
    client.force_login(make_user("Reporter"))
    assert client.get(f"/articles/{article.pk}/progress/").status_code == 404
    assert client.post(f"/articles/{article.pk}/extract/").status_code == 404


def test_it_starts_again(client, article):
    extraction.note_failure(article.pk, "Finding the claims failed.")
    client.force_login(make_user("Checker"))
    response = client.post(f"/articles/{article.pk}/extract/")
    assert response.url == article.get_absolute_url()
    assert ProcrastinateJob.objects.filter(task_name="extract").count() == 1
    article.refresh_from_db()
    assert article.progress_error == ""


def test_it_does_not_start_again_what_is_done(client, article):
    Article.objects.filter(pk=article.pk).update(state=Article.State.EXTRACTED)
    client.force_login(make_user("Checker"))
    assert client.post(f"/articles/{article.pk}/extract/").status_code == 302
    assert not ProcrastinateJob.objects.exists()


def test_it_refuses_other_methods(client, article):
    client.force_login(make_user("Checker"))
    assert client.post(f"/articles/{article.pk}/progress/").status_code == 405
    assert client.get(f"/articles/{article.pk}/extract/").status_code == 405
