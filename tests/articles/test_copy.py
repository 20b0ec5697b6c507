"""The annotated copy: the whole article with numbers in it, and a note a claim."""

import re

import pytest

from claims import clearance
from claims.models import Review
from claims.views import article_page
from tests.articles.test_article_page import page_of, propose, settle, words_of
from tests.factories import make_article, make_claim, make_link, make_user

pytestmark = pytest.mark.django_db

COPY = "?print=1"


@pytest.fixture
def carol():
    return make_user("Checker", first_name="Carol", last_name="Adeyemi")


@pytest.fixture
def bob():
    return make_user("Editor", first_name="Bob", last_name="Lindqvist")


def notes(page):
    """The words of each note."""
    found = page[page.index("<aside") : page.index("</aside>")].split('class="card claim-card"')[1:]
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]


def test_a_settled_claim_has_its_verdict_reason_evidence_and_both_readers(
    client, carol, bob
) -> None:
    claim = make_claim(claimant="Oksana", hedges=[{"start": 0, "end": 3, "text": "about"}])
    make_link(
        claim.review,
        "supports",
        title="Register of hotlines",
        publisher="The ministry",
        locator="page 12",
        url="https://example.org/register?of=hotlines",
        by=carol,
    )
    settle(claim, "contested", carol, bob)
    day = Review.objects.get().signed_off_at.strftime("%-d %b %Y")
    [note] = notes(page_of(client, claim.article, bob, COPY))
    for words in (
        "Contested",
        "Because.",
        "said by Oksana",
        "hedged: about",
        "Supports: Register of hotlines , The ministry , page 12"
        " . https://example.org/register?of=hotlines (primary)",
        f"CA {day} · second reader BL {day}",
    ):
        assert words in note
    assert "Refutes:" in note


def test_what_is_open_or_proposed_is_said_to_be(client, carol) -> None:
    article = make_article("One is open. Two is proposed.")
    make_claim(article, quote="One is open.")
    propose(make_claim(article, quote="Two is proposed."), "verified", carol)
    one, two = notes(page_of(client, article, carol, COPY))
    assert "Open: not checked yet. It must be checked before clearance." in one
    assert "Proposed as verified, not signed off: Because." in two


def test_its_head_says_where_it_appeared_what_is_covered_and_who_cleared_it(client, bob) -> None:
    article = make_article(
        "It rained.", headline="Rain", outlet="The Daily Test", byline="Ann Writer"
    )
    page = page_of(client, article, bob, COPY)
    assert "Not cleared for publication." in page
    clearance.clear_article(article, by=bob, note="Fine.")
    page = page_of(client, article, bob, COPY)
    head = " ".join(page[page.index("print-head") :].partition("</div>")[0].split())
    assert 'The Daily Test, by <span dir="auto">Ann Writer</span>' in head
    assert "Cleared for publication by Bob Lindqvist" in head
    assert "<strong>Annotated copy</strong>, printed" in head
    assert "Coverage 100 %" in head


def test_sensitive_evidence_stays_at_the_desk(client, bob) -> None:
    claim = make_claim()
    make_link(claim.review, title="Letter of an informant", sensitive=True)
    [note] = notes(page_of(client, claim.article, bob, COPY))
    assert "Supports: a sensitive source, kept at the desk" in note
    assert "informant" not in note


def test_reporters_do_not_even_learn_of_it(client) -> None:
    reporter = make_user("Reporter")
    claim = make_claim(make_article(by=reporter))
    make_link(claim.review, title="Letter of an informant", sensitive=True)
    [note] = notes(page_of(client, claim.article, reporter, COPY))
    assert "sensitive" not in note


def test_it_holds_the_whole_article_and_no_tools(client, bob, monkeypatch) -> None:
    monkeypatch.setattr(article_page, "PART", 60)
    lines = [f"Line {number} has {number} men." for number in range(12)]
    article = make_article("\n".join(lines))
    for line in lines:
        make_claim(article, quote=line)
    page = page_of(client, article, bob, COPY)
    assert words_of(page) == lines
    assert len(notes(page)) == 12
    for tool in ("data-select-bar", "article-tools", "Clear for publication</summary>", "/lines/"):
        assert tool not in page
    assert 'css/print.css" media="screen"' in page
    assert "Print with" in page


def test_a_book_is_printed_in_parts_that_say_so(client, bob, monkeypatch) -> None:
    monkeypatch.setattr(article_page, "COPY", 60)
    article = make_article("\n".join(f"Line {number} has {number} men." for number in range(12)))
    page = page_of(client, article, bob, f"{COPY}&part=2")
    assert re.search(r"this is part 2 of \d+, each printed by itself", page)
    assert words_of(page)[0] != "Line 0 has 0 men."


def test_it_takes_no_more_queries_for_more_claims(
    client, bob, carol, django_assert_max_num_queries
) -> None:
    article = make_article("\n".join(f"Line {number} has {number} men." for number in range(20)))
    evidence = make_link(make_claim(article, quote="Line 0 has 0 men.").review, by=carol).evidence
    for line in article.text.split("\n")[1:]:
        review = make_claim(article, quote=line).review
        review.links.create(evidence=evidence, stance="refutes", by=carol, at=evidence.added_at)
    client.force_login(bob)
    with django_assert_max_num_queries(15):
        client.get(article.get_absolute_url() + COPY)
