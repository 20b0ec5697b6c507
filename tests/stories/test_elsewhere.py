"""The same fact elsewhere: on a claim's page, on its article's, on the desk and in the queue."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import EvidenceLink, Review, User, Verdict
from tests.factories import make_article, make_claim, make_link, make_match, make_user
from tests.stories.world import World

pytestmark = pytest.mark.django_db


def settle(review: Review) -> None:
    by = make_user()
    verdict = Verdict.objects.create(
        review=review, verdict="verified", reason="Read the log.", by=by, at=timezone.now()
    )
    Review.objects.filter(pk=review.pk).update(
        state="settled",
        verdict=verdict,
        proposed_by=by,
        signed_off_by=make_user("Editor"),
        signed_off_at=timezone.now(),
    )


def section(client: Client, url: str) -> str:
    html = client.get(url).content.decode()
    return html.partition('id="elsewhere"')[2].partition("</section>")[0]


def test_a_claim_shows_its_matches_and_its_story(
    client: Client, checker: User, world: World
) -> None:
    html = section(client, world.exact.get_absolute_url())

    assert html.index(world.fewer.quote) < html.index(world.more.quote)  # what differs comes first
    assert "6,543 is more than 6,500." in html
    assert world.story.get_absolute_url() in html


def test_matches_taken_apart_and_claims_off_the_desk_are_not_shown(
    client: Client, checker: User, world: World
) -> None:
    make_match(world.exact, make_claim(wording="Apart"), state="rejected")
    Review.objects.filter(pk=world.more.pk).update(state="dropped")

    html = section(client, world.exact.get_absolute_url())

    assert "hotline has 10 operators" not in html
    assert world.more.quote not in html
    assert world.fewer.quote in html


def test_a_settled_one_shows_its_verdict_and_its_evidence_is_taken_over(
    client: Client, checker: User, world: World
) -> None:
    make_link(world.more.review, title="The hotline's log")
    settle(world.more.review)
    html = section(client, world.exact.get_absolute_url())
    assert "Verified" in html
    assert "Read the log." in html
    assert "The hotline&#x27;s log" in html

    response = client.post(f"/claims/{world.exact.pk}/evidence/from/{world.more.pk}/", follow=True)

    assert f"1 source taken over from {world.more.reference}." in response.content.decode()
    assert "Take over its evidence" in html
    assert "Take over its evidence" not in response.content.decode()
    link = EvidenceLink.objects.get(review=world.exact.pk)
    assert (link.evidence.title, link.by) == ("The hotline's log", checker)
    world.exact.review.refresh_from_db()
    assert (world.exact.review.state, world.exact.review.verdict) == ("open", None)


def test_there_is_nothing_to_take_from_what_is_not_settled(
    client: Client, checker: User, world: World
) -> None:
    make_link(world.more.review)
    assert "Take over" not in section(client, world.exact.get_absolute_url())

    response = client.post(f"/claims/{world.exact.pk}/evidence/from/{world.more.pk}/", follow=True)

    assert "is not settled" in response.content.decode()
    assert not EvidenceLink.objects.filter(review=world.exact.pk).exists()


def test_a_card_says_how_many_articles_carry_its_claim(
    client: Client, checker: User, world: World
) -> None:
    response = client.get(world.exact.article.get_absolute_url())

    html = response.content.decode()
    assert "also in 2 other articles" in html
    assert world.story.get_absolute_url() in html
    [card] = response.context["part"].cards
    assert card.echo.differs


def test_a_card_says_nothing_where_nobody_else_has_it(client: Client, checker: User) -> None:
    claim = make_claim()
    [card] = client.get(claim.article.get_absolute_url()).context["part"].cards
    assert card.echo is None


def test_reporters_see_only_what_other_articles_of_theirs_say(client: Client) -> None:
    rita = make_user("Reporter")
    client.force_login(rita)
    mine = [make_claim(make_article(f"Mine, {n}. It rained.", by=rita), quote="It rained.")
            for n in range(2)]  # fmt: skip
    theirs = make_claim(wording="Their secret")
    make_match(mine[0], theirs, relation="discrepancy", relation_why="Their secret differs.")
    assert section(client, mine[0].get_absolute_url()) == ""
    [card] = client.get(mine[0].article.get_absolute_url()).context["part"].cards
    assert card.echo is None

    make_match(*mine)

    html = section(client, mine[0].get_absolute_url())
    assert mine[1].reference in html
    assert "secret" not in html
    assert "Not the same fact" not in html
    [card] = client.get(mine[0].article.get_absolute_url()).context["part"].cards
    assert (card.echo.articles, card.echo.differs, card.echo.story) == (1, False, None)


def test_a_contradicted_claim_takes_fifteen_queries_at_most(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    client.force_login(make_user("Editor"))
    make_link(world.more.review)
    settle(world.more.review)
    make_link(world.exact.review)
    Review.objects.filter(pk=world.exact.pk).update(discrepant=True)

    with django_assert_max_num_queries(15):
        response = client.get(world.exact.get_absolute_url())

    assert "Take over its evidence" in response.content.decode()


def test_a_confirmed_discrepancy_opens_the_gate_of_contested(
    client: Client, checker: User, world: World
) -> None:
    Review.objects.filter(pk=world.exact.pk).update(discrepant=True)
    assert not gate(client, world)
    client.post(f"/matches/{world.differ.pk}/confirm/")

    assert gate(client, world)


def gate(client: Client, world: World) -> bool:
    """Whether the page says that the claim may be found contested."""
    choices = client.get(world.exact.get_absolute_url()).context["choices"]
    return next(one.gate.is_met for one in choices if one.value == "contested")
