"""Hand an article in: by whom, with what, and what is said when it cannot be kept."""

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.models import Article
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

URL = "/articles/new/"
TEXT = "The hotline has 10 operators.\r\n\r\nIt was launched in May. "


def hand_in(client, user, **typed):
    client.force_login(user)
    return client.post(URL, {"text": TEXT, "language": "en", **typed})


def test_it_stores_the_article_and_queues_its_extraction(client):
    user = make_user("Reporter")
    response = hand_in(client, user, headline="Hotline", outlet="The Daily", byline="A. Reporter")
    article = Article.objects.get()
    assert response.status_code == 302
    assert response.url == article.get_absolute_url()
    assert (article.headline, article.outlet.name, article.submitted_by) == (
        "Hotline",
        "The Daily",
        user,
    )
    job = ProcrastinateJob.objects.get(task_name="extract")
    assert job.args == {"article_id": article.pk}


def test_it_keeps_the_text_but_for_the_line_ends_of_the_wire(client):
    hand_in(client, make_user("Reporter"), text=" \tA tab.\r\n\rLone. \r\n")
    assert Article.objects.get().text == " \tA tab.\n\rLone. \n"


def test_it_takes_the_deadline_in_the_newsrooms_zone(client, settings):
    settings.TIME_ZONE = "Europe/Kyiv"
    hand_in(client, make_user("Reporter"), deadline="2096-07-01T17:00")
    assert Article.objects.get().deadline.isoformat() == "2096-07-01T14:00:00+00:00"


def test_it_takes_text_from_right_to_left(client):
    text = "قال المتحدث إن الخط الساخن تلقى 6543 مكالمة."
    hand_in(client, make_user("Reporter"), text=text, language="ar")
    page = client.get(Article.objects.get().get_absolute_url())
    assert 'lang="ar"' in page.content.decode()
    assert text in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "There is no text: paste the article."),
        ({"text": " \r\n\t "}, "There is no text: paste the article."),
        ({"text": "A" * 500_001}, "The text has 500,001 characters"),
        ({"text": "Half\0way"}, "Character 5 of the text is a NUL byte"),
        ({"url": "javascript:alert(1)"}, "Enter an address that begins with https://"),
        ({"url": "ftp://example.org/a"}, "Enter an address that begins with https://"),
        ({"published_on": "2026-02-30"}, "Enter a valid date"),
        ({"published_on": "0001-01-01"}, "Enter a year from 1600"),
        ({"deadline": "9999-12-31T23:59"}, "Enter a year from 2000"),
        ({"deadline": "tomorrow"}, "Enter a valid date/time"),
        ({"language": "xx-klingon"}, "Select a valid choice"),
        ({"headline": "A\0B"}, "Null characters are not allowed"),
        ({"headline": "A" * 501}, "at most 500 characters"),
    ],
)
def test_it_says_what_is_wrong_and_keeps_what_was_typed(client, typed, sentence):
    response = hand_in(client, make_user("Reporter"), byline="Kept Byline", **typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Kept Byline" in page
    assert not Article.objects.exists()
    accepted = hand_in(client, make_user("Reporter"), byline="Kept Byline")
    assert accepted.status_code == 302


@pytest.mark.parametrize("body", [b"text=%ED%A0%80+half", b"text=%FF%FE+bytes", b"text=%C3"])
def test_it_survives_bytes_that_are_no_text(client, body):
    client.force_login(make_user("Reporter"))
    response = client.post(
        URL, body + b"&language=en", content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 302
    page = client.get(response.url).content.decode()
    assert "characters were damaged before it came here" in page


def test_it_links_the_first_where_the_person_may_see_it(client):
    editor = make_user("Editor")
    first = make_article(TEXT, headline="The first", by=make_user("Reporter"))
    response = hand_in(client, editor, text=TEXT.replace(" ", "  "))
    assert response.status_code == 422
    assert f'<a href="{first.get_absolute_url()}">The first</a>' in response.content.decode()
    assert Article.objects.count() == 1


def test_it_names_the_first_without_a_link_to_those_who_may_not_see_it(client):
    other = make_user("Reporter", first_name="Olga", last_name="Other")
    first = make_article(TEXT, headline="The <b>first</b>", by=other, doubts="a secret")
    response = hand_in(client, make_user("Reporter"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "The &lt;b&gt;first&lt;/b&gt;" in page
    assert "Olga Other" in page
    assert first.get_absolute_url() not in page
    assert "a secret" not in page


def test_it_says_that_a_form_is_too_large(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
    user = make_user("Reporter")
    client.force_login(user)
    for size, status in ((1_100_000, 413), (1000, 302)):
        response = client.post(
            URL,
            b"language=en&text=" + b"word+" * (size // 5),
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code == status
        if status == 413:
            assert "A form may hold 1 megabyte," in response.content.decode()
    assert Article.objects.count() == 1


def test_it_offers_the_known_outlets(client):
    make_article(outlet="The <Known> Times")
    client.force_login(make_user("Reporter"))
    page = client.get(URL).content.decode()
    assert '<option value="The &lt;Known&gt; Times">' in page
    assert "In UTC." in page


def test_it_refuses_people_who_may_not_hand_in(client):
    assert hand_in(client, make_user("")).status_code == 403
    assert not Article.objects.exists()


def test_it_refuses_other_methods(client):
    client.force_login(make_user("Reporter"))
    assert client.put(reverse("article_new")).status_code == 405


def test_it_sends_strangers_to_the_sign_in(client):
    assert "/accounts/login/" in client.get(URL).url
