"""Skipped lines seen and brought back, lines without a claim made one, on the article's page."""

import re

import pytest

from claims import reviewing
from claims.extraction import drop_claim
from claims.models import Claim, Review, Sentence
from claims.views import article_page
from tests.factories import make_article, make_claim, make_link, make_sentence, make_user

pytestmark = pytest.mark.django_db

LINES = (
    "We use cookies.",
    "Read <b>more</b> here.",
    "The hotline took 6,500 calls in 2022.",
    "Who knows?",
    "Photo: Jane Doe",
)
KINDS = (
    ("furniture", "cookie notice"),
    ("furniture", "cookie notice"),
    ("body", ""),
    ("body", ""),
    ("heading", ""),
)


@pytest.fixture
def article():
    article = make_article("\n".join(LINES))
    at = 0
    for words, (kind, reason) in zip(LINES, KINDS, strict=True):
        make_sentence(article, at, at + len(words), kind=kind, reason=reason)
        at += len(words) + 1
    make_claim(article, quote=LINES[2])
    return article


@pytest.fixture
def cookies(article):
    return article.sentences.first()


@pytest.fixture
def unchecked(article):
    return article.sentences.all()[3]


def page_of(client, article, user=None):
    client.force_login(user or make_user("Checker"))
    return " ".join(client.get(article.get_absolute_url()).content.decode().split())


def address(article, sentence, step):
    return f"/articles/{article.pk}/lines/{sentence.pk}/{step}/"


def post(client, article, sentence, step, user=None, **typed):
    client.force_login(user or make_user("Checker"))
    return client.post(address(article, sentence, step), typed)


def test_the_page_counts_what_is_skipped_and_says_why(client, article):
    page = page_of(client, article)
    assert "<summary>Skipped · 3</summary>" in page
    runs = re.findall(r'<summary dir="auto">([^<]*)</summary>', page)
    assert runs == ["cookie notice · 2", "heading · 1"]
    assert '<p class="quoted" dir="auto">Read &lt;b&gt;more&lt;/b&gt; here.</p>' in page


def test_the_reason_in_the_text_leads_to_the_line(client, article):
    page = page_of(client, article)
    end = len(LINES[0]) + 1 + len(LINES[1])
    assert f'href="#line-{end}"' in page
    assert f'id="line-{end}"' in page


def test_the_page_shows_the_lines_without_a_claim(client, article):
    page = page_of(client, article)
    assert "<summary>Not looked at · 1</summary>" in page
    assert '<p class="quoted" dir="auto">Who knows?</p>' in page
    assert f'<p class="quoted" dir="auto">{LINES[2]}</p>' not in page


def test_a_sentence_cut_by_a_part_is_not_called_unseen(client, monkeypatch):
    monkeypatch.setattr(article_page, "PART", 40)
    article = make_article("Rain, wind and snow fell on the coast, and the city lost 40 buses.")
    make_sentence(article, 0, len(article.text))
    make_claim(article, quote="the city lost 40 buses")
    assert "Not looked at" not in page_of(client, article)


def test_the_line_of_a_dropped_claim_was_looked_at(client, article):
    drop_claim(Claim.objects.get(), by=make_user("Checker"), reason="An opinion.")
    page = page_of(client, article)
    assert "<summary>Not looked at · 1</summary>" in page
    assert "<summary>Passed · 1</summary>" in page


def test_reporters_see_it_and_cannot_change_it(client, article):
    reporter = make_user("Reporter")
    type(article).objects.update(submitted_by=reporter)
    page = page_of(client, article, reporter)
    assert "<summary>Skipped · 3</summary>" in page
    assert "/lines/" not in page


def test_it_brings_a_line_back(client, article, cookies):
    response = post(client, article, cookies, "bring-back")
    claim = Claim.objects.latest("pk")
    assert claim.quote == LINES[0]
    assert response.url == f"/articles/{article.pk}/?claim={claim.pk}#claim-{claim.pk}"
    page = client.get(response.url).content.decode()
    assert f"Brought back: {claim.reference} is on the desk." in page
    assert address(article, cookies, "skip") in page
    assert "Skipped · 2" in page


def test_the_second_time_it_says_so(client, article, cookies):
    post(client, article, cookies, "bring-back")
    response = post(client, article, cookies, "bring-back")
    page = client.get(response.url).content.decode()
    assert "It is part of the article already." in page
    assert Claim.objects.count() == 2


def test_it_skips_a_line_and_its_claim(client, article):
    sentence = article.sentences.all()[2]
    client.force_login(make_user("Checker"))
    assert LINES[2] in client.get(address(article, sentence, "skip")).content.decode()
    response = client.post(address(article, sentence, "skip"), {"reason": "A caption."})
    page = " ".join(client.get(response.url).content.decode().split())
    assert "Skipped. It can be brought back" in page
    assert '<summary dir="auto">A caption. · 1</summary>' in page
    assert "Dropped · 1" in page


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [("", "Say why this is no part of the article."), ("x" * 201, "at most 200 characters")],
)
def test_it_asks_for_a_reason_and_keeps_what_was_typed(
    client, article, unchecked, reason, sentence
):
    response = post(client, article, unchecked, "skip", reason=reason)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert f'value="{reason}"' in page or not reason
    assert Sentence.objects.get(pk=unchecked.pk).kind == Sentence.Kind.BODY


def test_a_verdict_keeps_its_line_and_the_typed_reason(client, article):
    checker, review = make_user("Checker"), Review.objects.get()
    make_link(review)
    reviewing.propose_verdict(review, verdict="verified", reason="Read it.", by=checker)
    response = post(client, article, article.sentences.all()[2], "skip", reason="My own words")
    page = response.content.decode()
    assert response.status_code == 422
    assert f"{review.claim.reference} has a verdict: send that back first." in page
    assert 'value="My own words"' in page


def test_a_claim_somebody_holds_keeps_its_line_and_the_typed_reason(client, article):
    sentence = article.sentences.all()[2]
    claim = Claim.objects.get()
    carol = make_user("Checker", first_name="Carol")
    client.force_login(carol)
    client.post(f"/claims/{claim.pk}/take/")
    response = post(client, article, sentence, "skip", reason="My own words")
    assert response.status_code == 409
    assert "Carol is working on this claim right now." in response.content.decode()
    assert 'value="My own words"' in response.content.decode()


def test_the_page_for_dropping_leads_to_skipping_the_line(client, article):
    claim = Claim.objects.get()
    client.force_login(make_user("Checker"))
    page = client.get(f"/claims/{claim.pk}/drop/").content.decode()
    assert address(article, article.sentences.all()[2], "skip") in page


def test_a_line_without_a_claim_gets_one_in_one_press(client, article, unchecked):
    response = post(client, article, unchecked, "check")
    claim = Claim.objects.latest("pk")
    assert claim.quote == "Who knows?"
    page = client.get(response.url).content.decode()
    assert f">{claim.reference}</a> is on the desk." in page
    assert "Not looked at ·" not in page


def test_pressed_twice_it_is_one_claim(client, article, unchecked):
    first = post(client, article, unchecked, "check")
    assert post(client, article, unchecked, "check").url == first.url
    assert Claim.objects.count() == 2


def test_a_line_skipped_meanwhile_gets_no_claim(client, article, cookies):
    response = post(client, article, cookies, "check")
    assert "bring it back first" in client.get(response.url).content.decode()
    assert Claim.objects.count() == 1


def test_a_line_of_another_article_is_not_found(client, article, cookies):
    assert post(client, make_article(), cookies, "bring-back").status_code == 404


@pytest.mark.parametrize("step", ["bring-back", "skip", "check"])
def test_reporters_are_refused(client, article, cookies, step):
    response = post(client, article, cookies, step, make_user("Reporter"), reason="Mine")
    assert response.status_code == 403
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("step", ["bring-back", "check"])
def test_looking_changes_nothing(client, article, cookies, step):
    client.force_login(make_user("Checker"))
    assert client.get(address(article, cookies, step)).status_code == 405


def test_more_lines_take_no_more_queries(client, django_assert_max_num_queries):
    text = "\n".join(f"Line {number}?" for number in range(40))
    wide = make_article(text)
    at = 0
    for number, words in enumerate(text.split("\n")):
        kind = "furniture" if number % 2 else "body"
        make_sentence(wide, at, at + len(words), kind=kind, reason="")
        at += len(words) + 1
    client.force_login(make_user("Checker"))
    with django_assert_max_num_queries(12):
        page = client.get(wide.get_absolute_url()).content.decode()
    assert page.count("/bring-back/") == 20
