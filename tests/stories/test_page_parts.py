"""A story's page for those who work with it: long lists folded, names offered, keys, live parts."""

import re

import pytest
from django.test import Client

from tests.factories import (
    make_article,
    make_citation,
    make_claim,
    make_match,
    make_origin,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db


def page_of(client: Client, story: object, group: str = "Editor", query: str = "") -> str:
    client.force_login(make_user(group))
    response = client.get(f"{story.get_absolute_url()}{query}")  # type: ignore[attr-defined]
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_folds_what_goes_on_after_twelve_claims(client: Client) -> None:
    first = make_claim()
    text = " ".join(f"Sentence number {number}." for number in range(13))
    article = make_article(text)
    more = [make_claim(article, quote=f"Sentence number {number}.") for number in range(12)]
    short = page_of(client, make_story(first, *more[:11]))
    assert "more claims</summary>" not in short
    first.membership.delete()
    for claim in more[:11]:
        claim.membership.delete()
    page = page_of(client, make_story(first, *more))
    assert "<summary>1 more claims</summary>" not in page
    assert "<summary>1 more claim</summary>" in page
    assert page.count('name="claims"') == 13


def test_it_offers_the_names_it_knows_to_those_who_correct(client: Client) -> None:
    claim = make_claim(make_article(outlet="The Daily"))
    edge = make_citation(claim.article, make_origin("The Guardian"))
    story = make_story(claim, make_claim())
    page = page_of(client, story, query=f"?edge={edge.pk}")
    offered = page.partition('<datalist id="known-origins">')[2].partition("</datalist>")[0]
    names = re.findall('value="([^"]+)"', offered)
    assert {"The Daily", "The Guardian"} <= set(names)
    assert page.count('list="known-origins"') == 2
    assert "<datalist" not in page_of(client, story, group="Checker")


def test_a_match_has_its_keys_beside_its_buttons(client: Client) -> None:
    match = make_match(relation="discrepancy")
    page = page_of(client, make_story(match.a, match.b), group="Checker")
    row = page.partition(f'data-item="match-{match.pk}"')[2].partition("</li>")[0]
    assert re.findall('data-line-key="(.)"', row) == ["y", "n"]
    assert f"FC-{match.a_id} and FC-{match.b_id}" in row
    assert 'data-keys-help="y=The same fact;n=Not the same fact"' in page


def test_what_others_change_stands_in_regions_of_their_own(client: Client) -> None:
    match = make_match()
    page = page_of(client, make_story(match.a, match.b))
    regions = re.findall('data-live="([^"]+)"', page)
    assert len(regions) == len(set(regions))
    assert {"story-badges", "story-drawings", "story-sides", "story-members"} <= set(regions)
    assert {"story-matches", "story-rest"} <= set(regions)
