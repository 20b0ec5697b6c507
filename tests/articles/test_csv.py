"""The CSV of one article: its claims on the desk, in reading order."""

import csv
import io

import pytest

from claims.models import Review
from tests.factories import make_article, make_claim, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article("First here. Second there. Third gone.")


def lines_of(client, user, article):
    client.force_login(user)
    response = client.get(f"/articles/{article.pk}/claims.csv")
    assert response.status_code == 200
    text = b"".join(response).decode("utf-8-sig")
    return response, list(csv.DictReader(io.StringIO(text)))


def test_it_holds_the_claims_on_the_desk_in_reading_order(client, article):
    make_claim(article, quote="Second there.")
    make_claim(article, quote="First here.")
    make_claim(article, quote="Third gone.", state=Review.State.DROPPED)
    make_claim(quote="The hotline has 10 operators.")
    response, lines = lines_of(client, make_user("Checker"), article)
    assert [line["quote"] for line in lines] == ["First here.", "Second there."]
    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert f"article-{article.pk}.csv" in response["Content-Disposition"]


def test_it_is_a_header_alone_where_there_is_no_claim(client, article):
    _, lines = lines_of(client, make_user("Checker"), article)
    assert lines == []


def test_it_refuses_reporters(client):
    reporter = make_user("Reporter")
    article = make_article(by=reporter)
    client.force_login(reporter)
    assert client.get(f"/articles/{article.pk}/claims.csv").status_code == 403


def test_it_refuses_other_methods(client, article):
    client.force_login(make_user("Checker"))
    assert client.post(f"/articles/{article.pk}/claims.csv").status_code == 405
