"""The margin narrowed to open, mine and must-check claims; what stands before clearance."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Review
from tests.articles.test_article_page import Pieces, page_of, settle
from tests.factories import make_article, make_claim, make_user

pytestmark = pytest.mark.django_db

TEXT = "One is open. Two is mine. Three is settled. Four is held."


@pytest.fixture
def carol():
    return make_user("Checker", first_name="Carol")


@pytest.fixture
def article(carol):
    """Four claims: an open one, one of Carol's that is minor, a settled one, one Carol holds."""
    article = make_article(TEXT)
    make_claim(article, quote="One is open.")
    make_claim(article, quote="Two is mine.", assignee=carol, band=Review.Band.MINOR)
    settle(
        make_claim(article, quote="Three is settled."),
        "contested",
        make_user("Checker"),
        make_user("Editor"),
    )
    until = timezone.now() + timedelta(minutes=5)
    make_claim(article, quote="Four is held.", held_by=carol, held_until=until)
    return article


def cards(page):
    return re.findall(r'id="claim-(\d+)-words">([^<]+)<', page)


@pytest.mark.parametrize(
    ("only", "shown"),
    [
        ("", ["One is open.", "Two is mine.", "Three is settled.", "Four is held."]),
        ("open", ["One is open.", "Two is mine.", "Four is held."]),
        ("mine", ["Two is mine.", "Four is held."]),
        ("must", ["One is open.", "Three is settled.", "Four is held."]),
        ("nonsense", ["One is open.", "Two is mine.", "Three is settled.", "Four is held."]),
    ],
)
def test_it_shows_the_cards_asked_for_and_all_numbers(client, article, carol, only, shown) -> None:
    page = page_of(client, article, carol, f"?only={only}")
    assert [words for _, words in cards(page)] == shown
    assert re.findall(r'class="mark-no"[^>]*>(\d+)<', page) == ["1", "2", "3", "4"]


def test_it_counts_each_filter_and_says_which_is_on(client, article, carol) -> None:
    page = page_of(client, article, carol, "?only=mine")
    counts = re.findall(r'<a class="chip"[^>]*>([^<]+) <span class="count">(\d+)<', page)
    assert counts == [("All", "4"), ("Open", "3"), ("Mine", "2"), ("Must check", "3")]
    assert re.search(r'href="\?only=mine" aria-current="true"', page)


def test_what_is_left_out_stays_faint_in_the_text_and_leads_to_its_card(
    client, article, carol
) -> None:
    page = page_of(client, article, carol, "?only=mine")
    marks = {text: classes for _, text, classes in Pieces(page).pieces if classes}
    assert marks["One is open."] == ["mark mark-open mark-faint"]
    assert marks["Two is mine."] == ["mark mark-open"]
    first = article.claims.get(quote="One is open.").pk
    assert f'href="?claim={first}#claim-{first}"' in page


def test_it_says_so_where_nothing_fits(client, article) -> None:
    page = page_of(client, article, make_user("Checker"), "?only=mine")
    assert "Nothing here is assigned to you or held by you." in page
    assert "Show all claims" in page


def test_it_names_what_stands_before_clearance(client, article, carol) -> None:
    page = page_of(client, article, carol)
    start = page.index("Before it can be cleared: 2 must-check claims are not settled yet.")
    listed = re.findall(r'href="\?claim=(\d+)#claim-\1">', page[start:].partition("</details>")[0])
    wanted = article.claims.exclude(quote="Two is mine.").order_by("start")
    assert listed == [str(claim.pk) for claim in wanted]


def test_a_long_list_of_those_ends_with_where_all_are(client, carol) -> None:
    article = make_article("\n".join(f"Line {number} has men." for number in range(14)))
    for line in article.text.split("\n"):
        make_claim(article, quote=line)
    page = page_of(client, article, carol)
    listed = page[page.index("Before it can be cleared") :].partition("</details>")[0]
    assert listed.count("#claim-") == 12
    assert 'href="?only=must"' in listed
