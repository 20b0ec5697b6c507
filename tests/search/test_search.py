"""The search page: what is found of each kind, for whom, and what any input is answered with."""

import re
from typing import Any

import pytest
from django.db import connection
from django.db.models.expressions import RawSQL
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from claims.models import Review, User
from claims.views import finding
from claims.views.search_results import Group
from tests.factories import (
    make_article,
    make_claim,
    make_evidence,
    make_link,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db

URL = "/search/"


def hrefs(html: str) -> list[str]:
    return re.findall(r'<a class="plain-link" href="([^"]+)" data-open>', html)


def plain(html: str) -> str:
    return re.sub(r"</?mark>", "", html)


def test_it_finds_each_kind(client: Client, checker: User) -> None:
    claim = make_claim(wording="The zeppelin holds ten people")
    article = make_article("It was built in 1937. The Zeppelin museum is by the lake.")
    evidence = make_evidence(title="Register of zeppelins")
    story = make_story(claim, make_claim(), title="Zeppelins over the lake")
    html = client.get(URL, {"q": "zeppelin"}).text
    assert hrefs(html) == [
        claim.get_absolute_url(),
        article.get_absolute_url(),
        evidence.get_absolute_url(),
        story.get_absolute_url(),
    ]
    assert "The <mark>zeppelin</mark> holds" in html
    assert "The <mark>Zeppelin</mark> museum" in html


@pytest.mark.parametrize(
    "words", ["zepp", "ZEPPELIN lake", '"the zeppelin"', "graf post", "post zeppelin"]
)
def test_it_finds_an_article_by_headline_text_byline_and_outlet(
    client: Client, checker: User, words: str
) -> None:
    article = make_article(
        "Here the zeppelin was built, by the lake.", byline="A. Graf", outlet="The Post"
    )
    make_article("Elsewhere it rained.")
    assert hrefs(client.get(URL, {"q": words}).text) == [article.get_absolute_url()]


def test_it_finds_an_article_by_its_new_headline(client: Client, checker: User) -> None:
    article = make_article("It was built in 1937.")
    article.headline = "A zeppelin"
    article.save()
    assert hrefs(client.get(URL, {"q": "zeppelin"}).text) == [article.get_absolute_url()]


def test_it_shows_what_was_found_and_where_it_was_said(client: Client, checker: User) -> None:
    make_claim(
        make_article(outlet="The Morning Post"),
        wording="Nine zeppelins flew",
        claimant="The <mayor>",
        state="open",
    )
    html = plain(client.get(URL, {"q": "zeppelins"}).text)
    assert "<bdi>The Morning Post</bdi>" in html
    assert "<bdi>The &lt;mayor&gt;</bdi>" in html
    assert "pill-open" in html


def test_it_shows_five_and_leads_to_all_in_the_queue(client: Client, checker: User) -> None:
    article = make_article("Zeppelin. " * 8)
    for number in range(8):
        make_claim(article, quote="Zeppelin.", start=10 * number, wording=f"Zeppelin no. {number}")
    Review.objects.filter(claim__wording="Zeppelin no. 7").update(state="dropped")
    html = client.get(URL, {"q": "zeppelin no."}).text
    assert len([url for url in hrefs(html) if url.startswith("/claims/")]) == 5
    assert "All 7 claims in the queue" in html
    assert "/queue/?q=zeppelin+%22no.%22" in html
    assert "no. 7" not in plain(html)
    whole = client.get(URL, {"q": "zeppelin no.", "in": "claims"}).text
    assert len(hrefs(whole)) == 7


def test_it_goes_straight_to_a_claim_named_by_its_number(client: Client, checker: User) -> None:
    claim = make_claim()
    for typed in (claim.reference, f" {claim.reference.lower()} "):
        response = client.get(URL, {"q": typed})
        assert response.status_code == 302
        assert response["Location"] == claim.get_absolute_url()
    gone = client.get(URL, {"q": "FC-999999999999"})
    assert "There is no claim FC-999999999999" in gone.text


def test_it_shows_a_reporter_what_is_theirs_and_nothing_sensitive(client: Client) -> None:
    reporter = make_user("Reporter")
    own = make_claim(make_article(by=reporter), wording="Our zeppelin")
    other = make_claim(wording="Their zeppelin")
    open_ = make_link(own.review, title="Zeppelin register")
    secret = make_link(own.review, title="Zeppelin informants", sensitive=True)
    make_link(other.review, title="Zeppelin of others")
    make_story(own, other, title="Zeppelins")
    client.force_login(reporter)
    for query in ({"q": "zeppelin"}, {"q": "zeppelin", "in": "evidence"}, {"q": other.reference}):
        html = plain(client.get(URL, query).text)
        assert "Their zeppelin" not in html
        assert secret.evidence.title not in html
        assert "of others" not in html
        assert "/stories/" not in html
        assert "used by" not in html
    found = hrefs(client.get(URL, {"q": "zeppelin"}).text)
    assert found == [own.get_absolute_url(), open_.evidence.get_absolute_url()]
    open_.removed_at = timezone.now()
    open_.save()
    assert hrefs(client.get(URL, {"q": "zeppelin"}).text) == [own.get_absolute_url()]


def test_it_reads_words_as_they_are_pasted() -> None:
    typed = "\u202bhot\u200bline “nine  operators” „at-once FC-12 a:b -c a:b"
    words = finding.words_of(typed)
    assert words == ["hotline", "nine operators", "at-once", "FC-12", "a:b", "-c"]
    assert finding.query_of(words) == 'hotline "nine operators" at-once FC-12 "a:b" "-c"'


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Each word must be there"),
        ("\0", "There is no word or number in that"),
        ('"', "There is no word or number in that"),
        ("?!… —", "There is no word or number in that"),
        ("x" * 10_000, "Only the first 200 characters were searched for."),
        ("word " * 2_000, "Only the first 200 characters were searched for."),
        ("a\0b", "Nothing holds"),
        ("'; DROP TABLE --x", "Nothing holds"),
        ("100% _ \\ &|!():*<->", "Nothing holds"),
        ("(' & 'x", "Nothing holds"),
        ("\\'zz'\\", "Nothing holds"),
        ("مرحبا \u202ezz", "Nothing holds"),
        ("zz\ud7ffzz", "Nothing holds"),
        ("<script>zz</script>", "Nothing holds"),
    ],
)
def test_it_takes_any_input(client: Client, checker: User, typed: str, said: str) -> None:
    make_claim()
    response = client.get(URL, {"q": typed})
    assert response.status_code == 200
    assert said in response.text
    assert "<script>zz" not in response.text


def test_it_turns_the_pages_of_one_kind(client: Client, checker: User) -> None:
    for number in range(30):
        make_evidence(title=f"Zeppelin {number}", by=checker)
    first = client.get(URL, {"q": "zeppelin", "in": "evidence"}).text
    following = re.search(r'rel="next" href="([^"]*)"', first)
    assert following
    second = client.get(following[1].replace("&amp;", "&")).text
    assert (len(hrefs(first)), len(hrefs(second))) == (25, 5)
    damaged = client.get(URL, {"q": "zeppelin", "in": "evidence", "page": "x"}).text
    assert "damaged" in damaged
    assert hrefs(client.get(URL, {"q": "zeppelin", "in": "nothing"}).text)


def test_it_gives_up_what_takes_too_long_and_goes_on(checker: User) -> None:
    with pytest.raises(finding.TooLong), finding.in_time(50):
        list(User.objects.annotate(slept=RawSQL("pg_sleep(30)::text", [])))
    assert User.objects.filter(pk=checker.pk).exists()
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


def test_it_says_so_when_looking_took_too_long() -> None:
    group = Group("claims", "Claims", [], finding.Found([], 0, is_late=True), "/queue/", "All")
    html = render_to_string("claims/search_group.html", {"group": group})
    assert "Looking everywhere took too long" in html


def test_it_asks_as_often_however_much_there_is(
    client: Client, checker: User, django_assert_max_num_queries: Any
) -> None:
    article = make_article("Zeppelin. " * 20)
    for number in range(20):
        make_claim(article, quote="Zeppelin.", start=10 * number)
        make_evidence(title=f"Zeppelin {number}", by=checker)
    with django_assert_max_num_queries(40):
        client.get(URL, {"q": "zeppelin"})


def test_it_takes_get_only(client: Client, checker: User) -> None:
    assert client.post(URL).status_code == 405
