"""The page of an article: its text with the claims marked in it, a card a claim."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.utils import timezone

from claims import clearance, reviewing
from claims.models import Article, Claim, Review, Sentence
from claims.views import article_page
from tests.factories import make_article, make_attempt, make_claim, make_link, make_user

pytestmark = pytest.mark.django_db

TEXT = "The hotline has 10 operators, Oksana said. It <b>works</b> 😀 day & night.\r\nشكرا لك\tend."


class Pieces(HTMLParser):
    """What a browser sees of the article's own text: (data-start, text, marks round it)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[tuple[int, str, list[str]]] = []
        self.open: list[dict[str, str | None]] = []
        self.feed(page[page.index("data-article-text") : page.index("<aside")])

    def handle_starttag(self, tag, attrs):
        self.open.append(dict(attrs))

    def handle_endtag(self, tag):
        if self.open:
            self.open.pop()

    def handle_data(self, data):
        if self.open and "data-start" in self.open[-1]:
            classes = [str(one.get("class", "")) for one in self.open if "data-claim" in one]
            self.pieces.append((int(str(self.open[-1]["data-start"])), data, classes))


def page_of(client, article, user=None, address=""):
    client.force_login(user or make_user("Editor"))
    response = client.get(article.get_absolute_url() + address)
    assert response.status_code == 200
    return response.content.decode()


def words_of(page):
    """The pieces of the article's own text."""
    return [text for _, text, _ in Pieces(page).pieces]


def crumbs(page):
    return page[page.index('aria-label="Breadcrumb"') :].partition("</nav>")[0]


def propose(claim, verdict, by):
    make_link(claim.review, "supports")
    make_link(claim.review, "refutes")
    make_attempt(claim.review)
    reviewing.propose_verdict(claim.review, verdict=verdict, reason="Because.", by=by)


def settle(claim, verdict, by, other):
    propose(claim, verdict, by)
    reviewing.sign_off(Review.objects.get(pk=claim.pk), by=other)


def test_it_shows_the_text_character_by_character_at_its_place(client):
    article = make_article(TEXT)
    make_claim(article, quote="The hotline has 10 operators")
    make_claim(article, quote="10 operators, Oksana said. It <b>works</b> 😀")
    make_claim(article, quote="شكرا لك")
    pieces = Pieces(page_of(client, article)).pieces
    assert "".join(text for _, text, _ in pieces) == TEXT.replace("\r\n", "")
    for start, text, _ in pieces:
        assert TEXT[start : start + len(text)] == text


def test_it_marks_each_claim_by_its_state_or_verdict(client):
    article = make_article(
        "One is open. Two is proposed. Three is verified. Four is unverified. Five is contested."
    )
    checker, editor = make_user("Checker"), make_user("Editor")
    make_claim(article, quote="One is open.")
    propose(make_claim(article, quote="Two is proposed."), "verified", checker)
    for quote, verdict in (("Three", "verified"), ("Four", "unverified"), ("Five", "contested")):
        settle(make_claim(article, quote=f"{quote} is {verdict}."), verdict, checker, editor)
    pieces = Pieces(page_of(client, article)).pieces
    assert {text: classes for _, text, classes in pieces if text.strip()} == {
        "One is open.": ["mark mark-open"],
        "Two is proposed.": ["mark mark-proposed"],
        "Three is verified.": ["mark mark-verified"],
        "Four is unverified.": ["mark mark-unverified"],
        "Five is contested.": ["mark mark-contested"],
    }


def test_it_numbers_the_claims_in_reading_order_and_links_their_cards(client):
    article = make_article("First here. Second there.")
    second = make_claim(article, quote="Second there.")
    first = make_claim(article, quote="First here.")
    page = page_of(client, article)
    numbers = re.findall(
        r'class="mark-no" href="#claim-(\d+)" data-not-text aria-label="([^"]+)"', page
    )
    assert numbers == [(str(first.pk), "Claim 1, open"), (str(second.pk), "Claim 2, open")]
    assert [page.count(f'id="claim-{claim.pk}"') for claim in (first, second)] == [1, 1]


def test_it_says_what_is_known_of_a_claim(client):
    article = make_article(TEXT)
    carol = make_user("Checker", first_name="Carol", last_name="C")
    claim = make_claim(
        article,
        claimant="Oksana",
        outlet="The Guardian",
        claimant_doubt="two people could be meant",
        hedges=[{"start": 0, "end": 3, "text": "reportedly"}],
        quote="The hotline has 10 operators",
        held_by=carol,
        held_until=timezone.now() + timedelta(minutes=5),
    )
    make_link(claim.review, "supports")
    make_link(claim.review, "supports")
    make_link(claim.review, "refutes")
    page = page_of(client, article)
    card = " ".join(page[page.index("<aside") :].split())
    assert (
        'said by <strong dir="auto">Oksana</strong>, via <strong dir="auto">The Guardian</strong>'
        in card
    )
    assert "two people could be meant" in card
    assert '<q dir="auto">reportedly</q>' in card
    assert "2 support · 1 refutes" in card
    assert "Carol C is on it now" in card
    assert f'href="/claims/{claim.pk}/" data-open' in card


def test_it_counts_what_is_settled(client):
    article = make_article("One is contested. Two is open. Three is open.")
    checker, editor = make_user("Checker"), make_user("Editor")
    settle(make_claim(article, quote="One is contested."), "contested", checker, editor)
    make_claim(article, quote="Two is open.")
    make_claim(article, quote="Three is open.", band=Review.Band.MINOR)
    page = page_of(client, article)
    assert "1 of 3 claims settled · 1 contested · 1 must-check still open" in page
    assert "Not yet: 1 must-check claim is not settled yet." in page


def test_it_leaves_dropped_claims_unmarked_and_lists_them(client):
    article = make_article(TEXT)
    claim = make_claim(article, quote="The hotline has 10 operators", state=Review.State.DROPPED)
    page = page_of(client, article)
    assert all(not classes for *_, classes in Pieces(page).pieces)
    assert "Dropped · 1" in page
    assert f"/claims/{claim.pk}/restore/" in page


def test_it_greys_what_is_skipped_with_the_reason(client):
    article = make_article("Read more here\nThe hotline has 10 operators.")
    Sentence.objects.create(
        article=article, start=0, end=14, paragraph=0, kind="furniture", reason="teaser <list>"
    )
    page = page_of(client, article)
    assert '<p dir="ltr" class="furniture" data-live="text-0">' in page
    assert '<span class="pill">teaser &lt;list&gt;, skipped</span>' in page


def test_it_escapes_everything_an_article_brings(client):
    article = make_article(
        '<script>alert("1")</script> & more.',
        headline='<img src=x onerror="1">',
        outlet="<i>Outlet</i>",
        byline="<u>me</u>",
        doubts="<s>doubt</s>",
        url="https://example.org/?a=1&b=%22%3E",
    )
    make_claim(article, quote='<script>alert("1")</script>', claimant="<em>x</em>")
    page = page_of(client, article)
    for markup in ("<script>alert", "<img src=x", "<i>Outlet", "<u>me", "<s>doubt", "<em>x"):
        assert markup not in page
    assert "style=" not in page


def test_it_shows_a_long_text_in_parts(client, monkeypatch):
    monkeypatch.setattr(article_page, "PART", 60)
    lines = [f"Line {number} has {number} men." for number in range(12)]
    article = make_article("\n".join(lines))
    claims = [make_claim(article, quote=line) for line in lines]
    first = page_of(client, article)
    last = page_of(client, article, address=f"?claim={claims[-1].pk}")
    assert "Part 1 of" in first
    assert words_of(first)[0] == lines[0]
    assert lines[-1] not in words_of(first)
    assert 'aria-label="Claim 12, open"' in last
    assert lines[0] not in words_of(last)
    numbers = re.findall(r"Part (\d+) of (\d+)", last)[0]
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize(
    "address", ["?part=0", "?part=999", "?part=x", "?claim=99999999999999999999", "?claim=%00"]
)
def test_it_survives_any_address(client, monkeypatch, address):
    monkeypatch.setattr(article_page, "PART", 20)
    article = make_article("One line of it.\nAnother line of it.\nA third.")
    assert "Part " in page_of(client, article, address=address)


def test_it_shows_progress_while_claims_are_being_found(client):
    article = make_article(TEXT, state=Article.State.RECEIVED)
    Article.objects.filter(pk=article.pk).update(progress_done=3, progress_total=9)
    page = page_of(client, article)
    assert (
        '<progress class="progress-line" aria-labelledby="extraction-label" value="3" max="9">'
        in page
    )
    assert "data-select-bar" not in page
    assert "Clear for publication" not in page


def test_it_says_visibly_that_a_clearance_was_withdrawn(client):
    article = make_article(TEXT)
    editor = make_user("Editor", first_name="Ed", last_name="Itor")
    clearance.clear_article(article, by=editor, note="Fine by me.")
    assert "Cleared for publication by Ed Itor" in page_of(client, article)
    clearance.withdraw_clearance(article.pk, by=editor, reason="A verdict changed.")
    page = page_of(client, article)
    assert "No longer cleared for publication" in page
    assert "A verdict changed." in page


def test_it_offers_reporters_no_desk_work(client):
    reporter = make_user("Reporter")
    article = make_article(TEXT, by=reporter)
    make_claim(article, quote="The hotline has 10 operators")
    page = page_of(client, article, reporter)
    assert "Details" in page
    for offer in ("Clear for publication", "claims.csv", "data-select-bar", "Add a claim"):
        assert offer not in page


def test_it_is_hidden_from_other_reporters(client):
    article = make_article(TEXT, by=make_user("Reporter"))
    client.force_login(make_user("Reporter"))
    assert client.get(article.get_absolute_url()).status_code == 404


def test_it_takes_no_more_queries_for_more_claims(
    client, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(article_page, "PART", 400)
    article = make_article("\n".join(f"Line {number} has {number} men." for number in range(60)))
    carol = make_user("Checker")
    for line in article.text.split("\n"):
        claim = make_claim(article, quote=line, assignee=carol)
        make_link(claim.review, by=carol)
    last = Claim.objects.latest("pk")
    client.force_login(make_user("Editor"))
    with django_assert_max_num_queries(17):
        client.get(f"{article.get_absolute_url()}?claim={last.pk}")
    with django_assert_max_num_queries(15):
        client.get(article.get_absolute_url())


def test_it_refuses_other_methods(client):
    article = make_article()
    client.force_login(make_user("Editor"))
    assert client.post(article.get_absolute_url()).status_code == 405


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("الهلال reported that the hotline has 10 operators.", "ltr"),
        ("WHO قالت إن الخط الساخن تلقى 6543 مكالمة في يوم واحد.", "rtl"),
        ("6543: 10!", "auto"),
    ],
)
def test_a_paragraph_runs_as_most_of_its_letters_do(client, text, direction):
    assert f'<p dir="{direction}" data-live="text-0"><span data-start="0">' in page_of(
        client, make_article(text)
    )


def test_it_names_the_writer_who_handed_it_in_once(client):
    reporter = make_user("Reporter", first_name="Rita", last_name="Marsh")
    page = page_of(client, make_article(by=reporter, byline="Rita Marsh"))
    assert crumbs(page).count("Rita Marsh") == 1
    page = page_of(client, make_article(by=reporter, byline="Somebody Else"))
    assert "Somebody Else" in crumbs(page)


def test_its_cards_carry_the_lasting_number(client):
    claim = make_claim()
    assert f">{claim.reference}</span>" in page_of(client, claim.article)
