"""The library: newest first, searched, by key."""

import re

import pytest

from tests.factories import make_claim, make_evidence, make_link, make_user

pytestmark = pytest.mark.django_db

URL = "/evidence/"


def titles(response) -> list[str]:
    html = re.sub("</?mark>", "", response.text)
    return re.findall(r'<a class="plain-link" href="/evidence/\d+/">([^<]*)</a>', html)


def test_it_lists_the_newest_first_with_its_uses(client, checker) -> None:
    make_evidence(title="Older")
    link = make_link(make_claim().review, title="Newer")
    make_claim().review.links.create(
        evidence=link.evidence, stance="context", by=checker, at=link.at
    )
    response = client.get(URL)
    assert titles(response) == ["Newer", "Older"]
    assert "Used by 2 claims" in response.text
    assert "Not used yet" in response.text


def test_it_says_what_a_source_was_used_for(client, checker) -> None:
    claim = make_claim(wording="Ten <zeppelins> flew")
    make_link(claim.review, stance="refutes", title="Register")
    html = client.get(URL).text
    assert "Ten &lt;zeppelins&gt; flew" in html
    assert f'href="{claim.get_absolute_url()}"' in html
    assert "pill-contested" in html


def test_it_finds_by_the_words_of_the_claims_it_served(client, checker) -> None:
    make_link(make_claim(wording="Ten zeppelins flew").review, title="A photograph")
    make_link(make_claim(wording="Ten zeppelins fell").review, title="About zeppelins")
    gone = make_link(make_claim(wording="No zeppelins").review, title="Removed")
    gone.removed_at = gone.at
    gone.save()
    assert titles(client.get(URL, {"q": "zeppelins"})) == ["About zeppelins", "A photograph"]
    by_claim = client.get(URL, {"q": "zeppelins flew"})
    assert titles(by_claim) == ["A photograph"]
    # Why it is here: the claim says so.
    assert '<details class="disclosure" open>' in by_claim.text


@pytest.mark.parametrize(
    ("facets", "found"),
    [
        ({"kind": "primary"}, ["Register", "Notes"]),
        ({"kind": "secondary"}, ["Report"]),
        ({"of": "mine"}, ["Notes"]),
        ({"of": "sensitive"}, ["Report"]),
        ({"used": "yes"}, ["Register", "Report"]),
        ({"used": "no"}, ["Notes"]),
        ({"stance": "refutes"}, ["Register"]),
        ({"stance": "supports", "kind": "primary"}, []),
        ({"stance": "supports", "q": "report"}, ["Report"]),
        ({"kind": "x", "used": "\0", "of": "'", "stance": "-1"}, ["Register", "Report", "Notes"]),
    ],
)
def test_it_is_narrowed_down(client, checker, facets, found: list[str]) -> None:
    make_evidence(title="Notes", by=checker)
    make_link(make_claim().review, title="Report", kind="secondary", sensitive=True)
    make_link(make_claim().review, stance="refutes", title="Register")
    assert titles(client.get(URL, facets)) == found


def test_it_takes_a_facet_away_again(client, checker) -> None:
    html = client.get(URL, {"kind": "primary", "q": "a b"}).text
    assert re.search(r'<a href="\?q=a\+b" aria-current="true">Primary', html)
    assert 'href="?q=a+b&amp;kind=secondary"' in html
    assert '<input type="hidden" name="kind" value="primary">' in html


@pytest.mark.parametrize(
    "words", ["hotline register", "EXAMPLE.ORG/hot", "ministry", "nine operators", "  register  "]
)
def test_it_finds_by_title_address_publisher_and_passage(client, checker, words: str) -> None:
    make_evidence(
        title="Register of the hotline",
        url="https://example.org/hotline",
        publisher="The Ministry",
        passage="There are nine operators.",
    )
    make_evidence(title="Another", url="https://example.org/another")
    assert titles(client.get(URL, {"q": words})) == ["Register of the hotline"]


@pytest.mark.parametrize("words", ["100%", "_", "\\", "a\0b", "'; --", "x" * 10_000, "\u202e"])
def test_it_takes_any_words(client, checker, words: str) -> None:
    make_evidence(title="Plain")
    response = client.get(URL, {"q": f"{words} nowhere"})
    assert response.status_code == 200
    assert titles(response) == []


def test_it_turns_pages_there_and_back(client, checker) -> None:
    for number in range(60):
        make_evidence(title=f"No. {number}", by=checker)
    first = client.get(URL)
    following = re.search(r'rel="next" href="([^"]*)"', first.text)
    second = client.get(URL + following[1])
    back = re.search(r'rel="prev" href="([^"]*)"', second.text)
    assert titles(first) == [f"No. {number}" for number in range(59, 9, -1)]
    assert titles(second) == [f"No. {number}" for number in range(9, -1, -1)]
    assert titles(client.get(URL + back[1])) == titles(first)


def test_it_takes_twelve_queries_at_most(client, checker, django_assert_max_num_queries) -> None:
    review = make_claim().review
    for number in range(30):
        make_link(review, title=f"No. {number}")
    with django_assert_max_num_queries(12):
        response = client.get(URL)
    assert len(titles(response)) == 30


def test_it_says_so_when_a_page_address_is_damaged(client, checker) -> None:
    make_evidence(title="Plain")
    response = client.get(URL, {"page": "x"})
    assert response.status_code == 200
    assert "damaged" in response.text


def test_it_refuses_a_reporter(client) -> None:
    client.force_login(make_user("Reporter"))
    assert client.get(URL).status_code == 403


def test_it_takes_get_only(client, checker) -> None:
    assert client.post(URL).status_code == 405
