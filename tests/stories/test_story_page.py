"""The page of one story: what it shows to whom, and that looking changes nothing."""

import re
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import Claim, Event, Match, Membership, Story, User, Verdict
from tests.factories import (
    make_article,
    make_citation,
    make_claim,
    make_match,
    make_origin,
    make_story,
    make_user,
)
from tests.stories.world import FEWER, World, report

pytestmark = pytest.mark.django_db


def page(client: Client, story: Story, **query: str) -> str:
    return client.get(story.get_absolute_url(), query).content.decode()


def settle(claim: Claim, verdict: str) -> None:
    review, checker = claim.review, make_user()
    review.verdict = Verdict.objects.create(
        review=review, verdict=verdict, reason="Seen.", by=checker, at=timezone.now()
    )
    review.state, review.proposed_by = "settled", checker
    review.signed_off_by, review.signed_off_at = make_user("Editor"), timezone.now()
    review.save()


def test_it_shows_every_claim_with_what_joins_it(
    client: Client, editor: User, world: World
) -> None:
    html = page(client, world.story)

    assert "3 claims in 3 articles" in html
    for claim in (world.more, world.exact, world.fewer):
        assert claim.wording in html
    assert "6,543 is more than 6,500." in html
    assert "The most central claim." in html
    assert f"beside {world.exact.reference}" in html


def test_it_draws_the_figures_and_says_them_in_a_table(
    client: Client, editor: User, world: World
) -> None:
    html = page(client, world.story)

    assert "&gt; 6,500 · \u2068Radio Norte\u2069" in html
    assert "figures differ: 2,500 – 6,543" in html
    table = re.search(r'<table class="data-table">.*?</table>', html, re.DOTALL)
    assert table
    for words in ("6,500 soldiers", "24 January 2023", "no date", world.fewer.reference):
        assert words in table[0]


def test_it_writes_no_style_and_no_script_into_the_page(
    client: Client, editor: User, world: World
) -> None:
    main = page(client, world.story).partition("<main")[2]
    assert " style=" not in main
    assert "<script>" not in main


def test_a_story_without_figures_has_no_chart(client: Client, editor: User) -> None:
    a, b = (make_claim(make_article(f"{n}. It rained."), quote="It rained.") for n in range(2))
    make_match(a, b)

    html = page(client, make_story(a, b))

    assert "What each report says" not in html
    assert "Who cites whom" in html


def test_it_counts_reports_of_one_origin_once(client: Client, editor: User, world: World) -> None:
    guardian = make_origin("The Guardian")
    for claim in (world.more, world.exact):
        make_citation(claim.article, guardian, words="told the Guardian")

    html = page(client, world.story)

    assert "Two of the three reports go back to The Guardian: they count once." in html
    assert "3 articles · 2 origins" in html
    assert "told the Guardian" in html


def test_near_copies_count_once(client: Client, editor: User, world: World) -> None:
    Match.objects.filter(pk=world.agree.pk).update(copied="21 of 24 words in the same order")

    html = page(client, world.story)

    assert "3 articles · 2 origins" in html
    assert "21 of 24 words in the same order" in html


def test_it_lays_the_sides_of_a_discrepancy_side_by_side(
    client: Client, editor: User, world: World
) -> None:
    response = client.get(world.story.get_absolute_url())

    sides = [{member.claim.pk for member in side.members} for side in response.context["sides"]]
    assert sides == [{world.more.pk, world.exact.pk}, {world.fewer.pk}]
    assert "6,543 and 2,500 cannot both be right." in response.content.decode()


def test_what_agrees_with_two_sides_takes_none(client: Client, editor: User, world: World) -> None:
    vague = report("Thousands of soldiers have called the hotline.", "Vague")
    Membership.objects.create(story=world.story, claim=vague)
    make_match(world.exact, vague, relation="compatible")
    make_match(world.fewer, vague, relation="compatible")

    response = client.get(world.story.get_absolute_url())

    sides = [{member.claim.pk for member in side.members} for side in response.context["sides"]]
    assert sides == [{world.more.pk, world.exact.pk}, {world.fewer.pk}]


def test_what_is_vague_brings_no_sides_together(client: Client, editor: User, world: World) -> None:
    vague = report("Thousands of soldiers have called the hotline.", "Vague")
    other = report("About 3,000 soldiers have called the hotline.", "Other")
    for claim in (vague, other):
        Membership.objects.create(story=world.story, claim=claim)
    make_match(world.exact, other, relation="discrepancy")
    make_match(world.more, world.fewer, relation="discrepancy")
    make_match(world.more, vague, relation="compatible", similarity=0.99)
    make_match(other, vague, relation="compatible", similarity=0.98)

    response = client.get(world.story.get_absolute_url())

    sides = [{member.claim.pk for member in side.members} for side in response.context["sides"]]
    assert sides == [{world.more.pk, world.exact.pk}, {world.fewer.pk}, {other.pk}]


def test_its_history_tells_of_matches_once(client: Client, editor: User, world: World) -> None:
    assert "Nobody has changed anything here" in page(client, world.story)

    client.post(f"/matches/{world.agree.pk}/confirm/", {"reason": "I asked both."})

    html = page(client, world.story)
    assert "Nobody has changed anything here" not in html
    assert html.count("Match confirmed") == html.count("I asked both.") == 1
    assert f"{world.more.reference} and {world.exact.reference}" in html


def test_settled_members_that_disagree_make_it_contested(client: Client, editor: User) -> None:
    a, b = make_claim(), make_claim()
    make_match(a, b)
    story = make_story(a, b)
    settle(a, "verified")
    assert "pill-contested" not in page(client, story)
    settle(b, "unverified")

    assert "Contested" in page(client, story)


def test_it_lays_two_wordings_of_a_quotation_side_by_side(client: Client, editor: User) -> None:
    quotes = [
        "“Just save our souls. We are stuck in the mud, and we have got only ten men left.”",
        "“Just save our souls. We are stuck in the mud, and we have got perhaps fifty men left.”",
    ]
    claims = [
        make_claim(make_article(f"{quote} So it said {n} times."), quote=quote, quoted=True)
        for n, quote in enumerate(quotes)
    ]
    make_match(*claims)

    html = page(client, make_story(*claims))

    assert "One call, two wordings" in html
    assert re.search(r'<mark class="drift-(number|hedge)"', html)
    assert "another number" in html


def test_it_lists_who_is_silent(client: Client, editor: User, world: World) -> None:
    silent = report("It has ten operators.", "The Telegraph")
    other = make_claim(world.more.article, quote="It rained.")
    make_match(silent, other)
    stranger = report("A river rose.", "Elsewhere Post")

    html = page(client, world.story).partition('id="silence-label"')[2]

    assert silent.article.title in html
    assert stranger.article.title not in html
    assert world.more.article.title not in html


def test_matches_taken_apart_are_not_silent_or_standing(
    client: Client, editor: User, world: World
) -> None:
    other = report("It has ten operators.", "The Telegraph")
    rejected = make_match(world.more, other, state="rejected")

    response = client.get(world.story.get_absolute_url())

    assert response.context["lists"][2] == [rejected]
    assert list(response.context["silent"]) == []


def test_it_leads_on_where_another_story_has_taken_over(
    client: Client, editor: User, world: World
) -> None:
    gone = make_story(title="Gone")
    Membership.objects.filter(story=gone).delete()
    Story.objects.filter(pk=gone.pk).update(claims=0, articles=0, merged_into=world.story)

    assert client.get(gone.get_absolute_url())["Location"] == world.story.get_absolute_url()


def test_a_story_without_claims_is_no_more(client: Client, editor: User) -> None:
    gone = make_story(title="Gone")
    Membership.objects.filter(story=gone).delete()
    Story.objects.filter(pk=gone.pk).update(claims=0, articles=0)

    response = client.get(gone.get_absolute_url(), follow=True)

    assert response.redirect_chain == [("/stories/", 302)]
    assert "is a story no more" in response.content.decode()


def test_it_is_the_desk_s_alone(client: Client, world: World) -> None:
    client.force_login(make_user("Reporter"))
    assert client.get(world.story.get_absolute_url()).status_code == 404


def test_a_checker_may_match_but_not_rename(client: Client, world: World) -> None:
    client.force_login(make_user("Checker"))
    html = page(client, world.story)

    assert "Not the same fact" in html
    assert "Rename" not in html
    assert "Split the story" not in html


def test_looking_changes_nothing(client: Client, editor: User, world: World) -> None:
    before = Event.objects.count(), Story.objects.values().get()
    page(client, world.story)
    assert (Event.objects.count(), Story.objects.values().get()) == before


def test_names_are_escaped_and_isolated(client: Client, editor: User) -> None:
    a, b = (
        report(FEWER.replace("2,500", f"{n},500"), "<b>צה״ל</b>" if n == 2 else "Radio Norte")
        for n in (2, 3)
    )
    make_match(a, b)

    html = page(client, make_story(a, b))

    assert "<b>צה״ל</b>" not in html
    assert "&lt;b&gt;צה״ל&lt;/b&gt;" in html


def test_a_large_story_takes_no_more_queries(
    client: Client, editor: User, django_assert_max_num_queries: Any
) -> None:
    claims = [report(f"In all {n + 100} men came to the hall.", f"Outlet {n}") for n in range(30)]
    for one, other in pairwise(claims):
        make_match(one, other, relation="discrepancy")
        make_citation(one.article, make_origin("A person", "person", key=f"{one.pk}"))
    story = make_story(*claims)
    with django_assert_max_num_queries(12):
        html = page(client, story)
    assert "more stand in the table alone" in html
