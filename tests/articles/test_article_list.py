"""The list of articles: newest first, by key, limited to what the person may see."""

import pytest

from claims.models import Review
from claims.views import paging
from tests.factories import make_article, make_claim, make_user

pytestmark = pytest.mark.django_db

URL = "/articles/"


def test_it_lists_the_newest_first_with_how_far_they_are(client):
    older, newer = make_article(headline="Older"), make_article(headline="Newer")
    make_claim(older, quote="The hotline has 10 operators.")
    make_claim(older, quote="It was launched in May.", state=Review.State.DROPPED)
    client.force_login(make_user("Checker"))
    page = client.get(URL).content.decode()
    assert page.index("Newer") < page.index("Older")
    assert "0 / 1" in page
    assert newer.get_absolute_url() in page


def test_it_shows_reporters_their_own(client):
    reporter = make_user("Reporter")
    make_article(headline="Mine", by=reporter)
    make_article(headline="Theirs", by=make_user("Reporter"))
    client.force_login(reporter)
    page = client.get(URL).content.decode()
    assert "Mine" in page
    assert "Theirs" not in page


def test_it_goes_on_by_key_and_comes_back(client, monkeypatch):
    monkeypatch.setattr(paging.page_of, "__kwdefaults__", {"size": 2})
    for number in range(5):
        make_article(headline=f"Number {number}")
    client.force_login(make_user("Checker"))
    seen, page = [], client.get(URL)
    while True:
        seen.append([article.headline for article, *_ in page.context["rows"]])
        following = page.context["page"].next
        if not following:
            break
        page = client.get(URL, {"page": following})
    assert seen == [["Number 4", "Number 3"], ["Number 2", "Number 1"], ["Number 0"]]
    back = client.get(URL, {"page": page.context["page"].previous})
    assert [article.headline for article, *_ in back.context["rows"]] == ["Number 2", "Number 1"]


@pytest.mark.parametrize("query", ["telegraph", "SURRENDER", "operators"])
def test_it_searches_headlines_outlets_and_opening_words(client, query):
    make_article(
        "The operators of the hotline.", headline="How to surrender", outlet="The Telegraph"
    )
    make_article("Something else.", headline="Other", outlet="Newsweek")
    client.force_login(make_user("Checker"))
    page = client.get(URL, {"q": query}).content.decode()
    assert "How to surrender" in page
    assert "Newsweek" not in page


@pytest.mark.parametrize(
    "address", ["?q=%00", "?q=%ED%A0%80", "?page=nonsense", "?page=%00", "?q=%25_'\""]
)
def test_it_survives_any_address(client, address):
    make_article(headline="Still there")
    client.force_login(make_user("Checker"))
    assert client.get(URL + address).status_code == 200


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("held", ["Stopped"]),
        ("cleared", []),
        ("", ["Stopped", "Going"]),
        ("x", ["Stopped", "Going"]),
    ],
)
def test_it_is_narrowed_to_a_state(client, state, shown):
    make_article(headline="Going", state="in_check")
    make_article(headline="Stopped", state="held")
    client.force_login(make_user("Checker"))
    response = client.get(URL, {"state": state})
    assert [article.headline for article, *_ in response.context["rows"]] == shown
    assert ("No article is in this state" in response.content.decode()) == (not shown)
    assert response.content.decode().count('aria-current="true"') == 1


def test_it_says_how_many_a_search_finds(client):
    for number in range(3):
        make_article(f"Number {number}. The bridge is long.")
    make_article("The tunnel is long.")
    client.force_login(make_user("Checker"))
    page = client.get(URL, {"q": "bridge"}).content.decode()
    assert "3 articles found." in page
    assert page.count('class="row-item article-row"') == 3
    page = client.get(URL, {"q": "ferry"}).content.decode()
    assert "No article fits" in page
    assert "“ferry”" in page


def test_it_says_what_to_do_when_there_is_nothing(client):
    client.force_login(make_user("Reporter"))
    page = client.get(URL).content.decode()
    assert "There is no article yet" in page
    assert "/articles/new/" in page


def test_it_takes_the_same_few_queries_for_many_articles(client, django_assert_max_num_queries):
    for _ in range(12):
        make_claim(make_article())
    client.force_login(make_user("Editor"))
    with django_assert_max_num_queries(9) as queries:
        client.get(URL)
    assert not any('"claims_article"."text",' in query["sql"] for query in queries)


def test_it_refuses_other_methods(client):
    client.force_login(make_user("Checker"))
    assert client.post(URL).status_code == 405
