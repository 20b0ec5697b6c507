"""Add a claim: from marked words, or from pasted ones."""

import pytest

from claims import clearance, extraction
from claims.models import Article, Claim, Event, Review
from tests.factories import make_article, make_claim, make_user

pytestmark = pytest.mark.django_db

TEXT = "It rang.\r\n\r\nThe hotline has 10 operators 😀. It rang. It rang."


@pytest.fixture
def article():
    return make_article(TEXT)


def add(client, user, article, **typed):
    client.force_login(user)
    return client.post(f"/articles/{article.pk}/claims/add/", typed)


def test_it_adds_the_marked_words(client, article):
    user = make_user("Checker")
    start = TEXT.index("The hotline")
    response = add(client, user, article, start=start, end=start + 31, wording="Ten of them")
    claim = Claim.objects.get()
    assert claim.quote == TEXT[start : start + 31] == "The hotline has 10 operators 😀."
    assert (claim.wording, claim.added_by) == ("Ten of them", user)
    assert claim.review.band == Review.Band.MUST
    assert response.url == f"/articles/{article.pk}/?claim={claim.pk}#claim-{claim.pk}"
    page = client.get(response.url).content.decode()
    assert f"{claim.reference} is added: it is on the desk, as “must check”." in page
    assert Event.objects.of(claim).last().action == Event.Action.CLAIM_ADDED


def test_it_finds_the_pasted_words_over_a_line_break(client, article):
    add(client, make_user("Checker"), article, quote="rang. The  hotline has\n10")
    assert Claim.objects.get().quote == "rang.\r\n\r\nThe hotline has 10"


def test_it_takes_the_first_place_that_is_no_claim_yet_and_says_so(client, article):
    make_claim(article, quote="It rang.")
    user = make_user("Checker")
    response = add(client, user, article, quote="It rang.")
    claim = Claim.objects.latest("pk")
    assert claim.start == TEXT.index("It rang.", 5)
    page = client.get(response.url).content.decode()
    assert "The words stand there 3 times: this is number 2." in page


def test_it_leads_to_the_claim_that_is_there(client, article):
    claim = make_claim(article, quote="The hotline has 10 operators")
    response = add(client, make_user("Checker"), article, quote=claim.quote)
    assert response.url.endswith(f"#claim-{claim.pk}")
    assert "are a claim already" in client.get(response.url).content.decode()
    assert Claim.objects.count() == 1


def test_it_takes_back_a_clearance(client, article):
    clearance.clear_article(article, by=make_user("Editor"))
    add(client, make_user("Checker"), article, quote="The hotline")
    assert Article.objects.get().state == Article.State.IN_CHECK


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"quote": "The hotline has 11 operators"}, "do not stand in the article"),
        ({}, "Paste the words that are to be a claim."),
        ({"start": 5, "end": 5000}, "The selection lies outside the article."),
        ({"start": 9, "end": 5}, "The selection lies outside the article."),
        ({"start": 8, "end": 11}, "Select some words."),
        ({"start": "x", "end": 4}, "The selection was damaged"),
        ({"start": -3, "end": 4}, "The selection was damaged"),
        ({"quote": "The\0hotline"}, "Null characters are not allowed."),
    ],
)
def test_it_says_why_not_and_keeps_what_was_typed(client, article, typed, sentence):
    response = add(client, make_user("Checker"), article, wording="My own words", **typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "My own words" in page
    assert not Claim.objects.exists()
    good = add(client, make_user("Checker"), article, wording="My own words", start=0, end=8)
    assert good.status_code == 302


def test_it_waits_for_the_extraction(client, article):
    Article.objects.update(state=Article.State.RECEIVED)
    response = add(client, make_user("Checker"), article, quote="The hotline")
    assert response.status_code == 422
    assert "still being extracted" in response.content.decode()


def test_it_brings_a_dropped_claim_back(client, article):
    user = make_user("Checker")
    claim = make_claim(article, quote="The hotline")
    extraction.drop_claim(claim, by=user, reason="None.")
    add(client, user, article, quote="The hotline")
    assert Review.objects.get().state == Review.State.OPEN


def test_it_refuses_reporters(client):
    reporter = make_user("Reporter")
    article = make_article(TEXT, by=reporter)
    assert add(client, reporter, article, quote="The hotline").status_code == 403
    assert not Claim.objects.exists()


def test_it_refuses_other_methods(client, article):
    client.force_login(make_user("Checker"))
    assert client.get(f"/articles/{article.pk}/claims/add/").status_code == 405
