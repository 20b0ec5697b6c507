"""Look for a claim elsewhere: what is likeliest comes first, and is joined by hand."""

import pytest
from django.test import Client

from claims import matching
from claims.models import Claim, Match, User
from tests.matching.world import ELSE, RETOLD, TOLD, claim_of, make_match, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Claim:
    return claim_of(report(TOLD))


@pytest.fixture
def others() -> list[Claim]:
    """The likeliest last; indexed, and matched with nothing yet."""
    found = [claim_of(report(ELSE)), claim_of(report(RETOLD))]
    for claim in found:
        matching.match_article(claim.article_id)
    return found


def url(claim: Claim, other: Claim | None = None) -> str:
    return f"/claims/{claim.pk}/alike/" + (f"{other.pk}/join/" if other else "")


def test_the_likeliest_comes_first(
    client: Client, checker: User, told: Claim, others: list[Claim]
) -> None:
    context = client.get(url(told)).context

    assert [claim for claim, _, _ in context["found"]] == others[::-1]
    scores = [score for _, score, _ in context["found"]]
    assert 1 >= scores[0] > 0.5 > scores[1] >= 0


def test_what_is_found_is_joined(
    client: Client, checker: User, told: Claim, others: list[Claim]
) -> None:
    page = client.post(url(told, others[1]), follow=True).content.decode()

    match = Match.objects.get()
    assert {match.a, match.b} == {told, others[1]}
    assert (match.state, match.by) == (Match.State.CONFIRMED, checker)
    assert "is about the same fact" in page


def test_the_second_press_says_so(
    client: Client, checker: User, told: Claim, others: list[Claim]
) -> None:
    client.post(url(told, others[1]))

    page = client.post(url(told, others[1]), follow=True).content.decode()

    assert Match.objects.count() == 1
    assert "joined already" in page


def test_a_rejected_pair_is_told(
    client: Client, checker: User, told: Claim, others: list[Claim]
) -> None:
    make_match(told, others[1], state="rejected", by=checker)

    assert "Somebody has said it is another fact" in client.get(url(told)).content.decode()


def test_a_matched_pair_is_not_joined_again(
    client: Client, checker: User, told: Claim, others: list[Claim]
) -> None:
    make_match(told, others[1])

    assert url(told, others[1]) not in client.get(url(told)).content.decode()


def test_an_empty_desk_says_what_to_expect(client: Client, checker: User, told: Claim) -> None:
    assert "No other article says anything like it" in client.get(url(told)).content.decode()


def test_it_takes_few_queries(
    client: Client,
    checker: User,
    told: Claim,
    others: list[Claim],
    django_assert_max_num_queries: object,
) -> None:
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        client.get(url(told))
