"""Pages by key."""

from itertools import pairwise
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.filtering.orders import ORDERS
from claims.models import Review, User
from claims.views.paging import DamagedCursor, Order, page_of
from tests.queue.rows import keys, make_claims

pytestmark = pytest.mark.django_db

URL = "/queue/"
BY_URGENCY = ORDERS["urgency"]


def walk(client: Client, query: str) -> tuple[list[list[int]], list[list[int]]]:
    """The pages forwards, and the pages seen on the way back from the last."""
    response = client.get(f"{URL}?{query}")
    there, back = [keys(response)], []
    while response.context["next_url"]:
        response = client.get(response.context["next_url"])
        there.append(keys(response))
    while response.context["previous_url"]:
        response = client.get(response.context["previous_url"])
        back.append(keys(response))
    return there, back


@pytest.mark.parametrize("order", list(ORDERS))
def test_it_walks_there_and_back(client: Client, editor: User, order: str) -> None:
    claims = make_claims(103)
    Review.objects.filter(pk__in=[claim.pk for claim in claims[::4]]).update(worth=0.5)

    there, back = walk(client, f"q=order:{order}")

    assert [len(page) for page in there] == [50, 50, 3]
    assert sorted(key for page in there for key in page) == [claim.pk for claim in claims]
    assert back == there[1::-1]


def test_it_keeps_the_filters(client: Client, editor: User) -> None:
    claims = make_claims(60)
    Review.objects.filter(pk=claims[0].pk).update(band="minor")

    there, _ = walk(client, "q=state:open+worth:must+number")

    assert sum(len(page) for page in there) == 59


def test_it_neither_repeats_nor_skips_when_others_write(client: Client, editor: User) -> None:
    claims = make_claims(60)
    first = client.get(URL, {"q": "state:open"})
    seen = keys(first)
    # One more on top, and one that was seen is gone.
    late = make_claims(1, pinned=True)
    Review.objects.filter(pk=seen[3]).update(state="dropped")

    second = client.get(first.context["next_url"])
    again = client.get(second.context["previous_url"])

    assert keys(second) == [claim.pk for claim in claims if claim.pk not in seen]
    # Nearer to the top than a page: the whole first page, as it is now.
    assert keys(again)[0] == late[0].pk
    assert not again.context["previous_url"]


def test_a_page_that_is_gone_becomes_the_first(client: Client, editor: User) -> None:
    claims = make_claims(60)
    following = client.get(URL, {"q": "state:open"}).context["next_url"]
    Review.objects.filter(pk__in=[claim.pk for claim in claims[50:]]).update(state="dropped")

    response = client.get(following)

    assert keys(response) == [claim.pk for claim in claims[:50]]
    assert response.context["notices"] == ["The list has become shorter: this is its first page."]


def test_a_cursor_of_another_order_is_refused(client: Client, editor: User) -> None:
    make_claims(60)
    cursor = BY_URGENCY.cursor([5, 5])

    response = client.get(f"{URL}?{urlencode({'q': 'order:worth', 'page': cursor})}")

    assert len(keys(response)) == 50
    assert response.context["notices"] == [
        "The list is sorted another way now: this is its first page."
    ]


@given(damage=st.text(max_size=60))
def test_a_damaged_cursor_is_refused_and_never_trusted(damage: str) -> None:
    whole = BY_URGENCY.cursor([5, 5])
    for cursor in (damage, whole[:-1] + damage, damage + whole):
        if cursor == whole:
            continue
        with pytest.raises(DamagedCursor):
            BY_URGENCY.read(cursor)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(
    urgencies=st.lists(st.integers(0, 3), min_size=1, max_size=9),
    size=st.integers(1, 4),
    states=st.lists(st.sampled_from(["open", "dropped"]), min_size=9, max_size=9),
)
def test_pages_are_the_whole_list_cut_up(
    urgencies: list[int], size: int, states: list[str]
) -> None:
    """Also where keys are equal, and where the list comes in branches."""
    Review.objects.update(parked=True)
    claims = make_claims(len(urgencies))
    for claim, worth, state in zip(claims, urgencies, states, strict=False):
        Review.objects.filter(pk=claim.pk).update(worth=worth / 10, state=state)
    order = Order("worth", ("worth", "pk"), falling=True)
    mine = Review.objects.filter(parked=False)
    branches = [mine.filter(state="open"), mine.filter(state="dropped")]

    pages = [page_of(branches, order, size=size)]
    while pages[-1].next:
        pages.append(page_of(branches, order, pages[-1].next, size=size))

    whole = list(mine.order_by("-worth", "-pk").values_list("pk", flat=True))
    assert [key for page in pages for key in page.keys] == whole
    for page, following in pairwise(pages):
        assert page_of(branches, order, following.previous, size=size).keys == page.keys
