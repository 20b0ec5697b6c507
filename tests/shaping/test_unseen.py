"""Sentences nobody has looked at: shown in the text, walked, passed, and taken back."""

import pytest

from claims.models import Claim, Sentence
from claims.views import article_page
from claims.views.article_coverage import Coverage, coverage_of, next_unseen
from tests.factories import make_article, make_claim, make_sentence, make_user

pytestmark = pytest.mark.django_db

LINES = ["It rained.", "Who knows?", "The city lost 40 buses.", "See also", "So they say."]


@pytest.fixture
def article():
    """Its third line is a claim, its fourth is furniture; the rest nobody has looked at."""
    article = make_article("\n".join(LINES))
    at = 0
    for number, line in enumerate(LINES):
        kind = "furniture" if number == 3 else "body"
        make_sentence(article, at, at + len(line), kind=kind)
        at += len(line) + 1
    make_claim(article, quote=LINES[2])
    return article


def line(article, number):
    return article.sentences.order_by("start")[number]


def post(client, article, number, step, user=None, **data):
    client.force_login(user or make_user("Checker"))
    address = f"/articles/{article.pk}/lines/{line(article, number).pk}/{step}/"
    return client.post(address, data)


def page_of(client, article, address="?unseen=1", user=None):
    client.force_login(user or make_user("Checker"))
    return client.get(article.get_absolute_url() + address).content.decode()


def test_they_are_marked_where_the_reader_asks_for_them(client, article) -> None:
    page = page_of(client, article)
    assert page.count('class="unseen"') == 3
    assert page.count('data-line-key="a"') == page.count('data-line-key="p"') == 3
    assert "Hide what nobody has looked at" in page
    plain = page_of(client, article, "")
    assert 'class="unseen"' not in plain
    assert "Show the 3 sentences nobody has looked at" in plain


def test_passing_one_leads_to_the_next_and_can_be_undone(client, article) -> None:
    response = post(client, article, 0, "pass", unseen="1")
    following = line(article, 1).pk
    assert response.url == (
        f"/articles/{article.pk}/?unseen=1&line={following}#sentence-{following}"
    )
    page = client.get(response.url).content.decode()
    undo = f"/articles/{article.pk}/lines/{line(article, 0).pk}/unpass/"
    assert "Looked at, nothing to check" in page
    assert f'form="lines" formaction="{undo}" data-key="z"' in page
    assert page.count('class="unseen"') == 2
    back = client.post(undo, {"unseen": "1"})
    assert back.url.endswith(f"#sentence-{line(article, 0).pk}")
    assert not Sentence.objects.exclude(passed_by=None).exists()


def test_after_the_last_one_it_begins_again_at_the_first(client, article) -> None:
    assert post(client, article, 4, "pass", unseen="1").url.endswith(
        f"#sentence-{line(article, 0).pk}"
    )


def test_it_says_when_every_sentence_was_looked_at(client, article) -> None:
    for number in (0, 1):
        post(client, article, number, "pass", unseen="1")
    response = post(client, article, 4, "check", unseen="1")
    assert Claim.objects.latest("pk").quote == LINES[4]
    page = client.get(response.url).content.decode()
    assert response.url == article.get_absolute_url()
    assert "Every sentence has been looked at." in page
    assert "Coverage 100 %" in page


def test_checking_one_leads_to_the_next_while_they_are_walked(client, article) -> None:
    response = post(client, article, 0, "check", unseen="1")
    assert response.url.endswith(f"#sentence-{line(article, 1).pk}")


def test_from_the_list_in_the_margin_one_stays_with_the_article(client, article) -> None:
    assert post(client, article, 0, "pass").url == article.get_absolute_url()
    page = page_of(client, article, "")
    assert "<summary>Passed · 1</summary>" in page
    assert "<summary>Not looked at · 2</summary>" in page


def test_the_second_time_it_says_who_was_faster(client, article) -> None:
    post(client, article, 0, "pass", make_user("Checker", first_name="Carol"))
    response = post(client, article, 0, "pass")
    assert "Carol has looked at it already." in client.get(response.url).content.decode()
    post(client, article, 0, "unpass")
    response = post(client, article, 0, "unpass")
    assert "Nobody has passed it" in client.get(response.url).content.decode()


@pytest.mark.parametrize("step", ["pass", "unpass"])
def test_reporters_are_refused_and_looking_changes_nothing(client, article, step) -> None:
    type(article).objects.update(submitted_by=(reporter := make_user("Reporter")))
    assert post(client, article, 0, step, reporter).status_code == 403
    client.force_login(make_user("Checker"))
    address = f"/articles/{article.pk}/lines/{line(article, 0).pk}/{step}/"
    assert client.get(address).status_code == 405
    elsewhere = f"/articles/{make_article().pk}/lines/{line(article, 0).pk}/{step}/"
    assert client.post(elsewhere).status_code == 404


def test_reporters_see_them_without_buttons(client, article) -> None:
    type(article).objects.update(submitted_by=(reporter := make_user("Reporter")))
    page = page_of(client, article, user=reporter)
    assert page.count('class="unseen"') == 3
    assert "/lines/" not in page


def test_coverage_counts_sentences_in_a_claim_and_passed_ones(client, article) -> None:
    assert coverage_of(article) == Coverage(sentences=4, seen=1)
    post(client, article, 1, "pass")
    assert coverage_of(article).per_cent == 50
    assert "<strong>Coverage 50 %</strong>: 2 of 4 sentences" in page_of(client, article, "")


def test_a_dropped_claim_covers_nothing_by_itself(article) -> None:
    make_claim(article, quote="rained", state="dropped")
    assert coverage_of(article).seen == 1


def test_without_a_claim_nothing_is_covered(client) -> None:
    article = make_article("It rained.")
    assert coverage_of(article).per_cent == 100
    make_sentence(article, 0, 10)
    assert coverage_of(article) == Coverage(sentences=1, seen=0)
    assert next_unseen(article, after=0) == article.sentences.get()


def test_a_sentence_that_reaches_into_the_next_part_is_shown_where_it_begins(
    client, monkeypatch
) -> None:
    monkeypatch.setattr(article_page, "PART", 40)
    article = make_article("Rain, wind and snow fell on the coast, and the city was without a bus.")
    make_sentence(article, 0, len(article.text))
    page = page_of(client, article)
    assert 'id="sentence-' in page
    assert 'class="unseen"' not in page_of(client, article, "?unseen=1&part=2")
