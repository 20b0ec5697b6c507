"""The page of the queue."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.utils import timezone

from claims.counting import lengths
from claims.filtering import BUILT_IN, ClaimList
from claims.filtering.builtin import BuiltIn
from claims.models import Review, User
from tests.factories import make_article, make_claim, make_review, make_user
from tests.queue.rows import keys, make_claims

pytestmark = pytest.mark.django_db

URL = "/queue/"


def test_it_shows_what_must_be_checked(client: Client, editor: User) -> None:
    must = make_review(worth=0.9, band="must")
    make_review(worth=0.5, band="check")
    make_review(band="must", parked=True)

    response = client.get(URL)

    assert keys(response) == [must.pk]
    assert response.context["title"] == "Must check, open"
    assert must.claim.wording in response.content.decode()
    assert must.claim.reference in response.content.decode()


def test_it_orders_as_the_desk_does(client: Client, editor: User) -> None:
    late = make_review(deadline=timezone.now() + timedelta(days=3))
    soon = make_review(deadline=timezone.now() + timedelta(hours=1))
    pinned = make_review(pinned=True)

    assert keys(client.get(URL)) == [pinned.pk, soon.pk, late.pk]


@pytest.mark.parametrize(
    ("order", "expected"), [("deadline", "bca"), ("worth", "acb"), ("newest", "cba")]
)
def test_it_orders_as_asked(client: Client, editor: User, order: str, expected: str) -> None:
    now = timezone.now()
    reviews = {
        "a": make_review(worth=0.9),
        "b": make_review(worth=0.7, deadline=now),
        "c": make_review(worth=0.8, deadline=now + timedelta(days=1)),
    }

    shown = keys(client.get(URL, {"q": f"state:open order:{order}"}))

    assert shown == [reviews[name].pk for name in expected]


def test_it_says_with_whom_a_claim_is(client: Client, editor: User) -> None:
    carol = make_user(first_name="Carol", last_name="Adeyemi")
    soon = timezone.now() + timedelta(minutes=5)
    make_review(held_by=carol, held_until=soon, assignee=editor, pinned=True)
    make_review(assignee=editor, priority=2)
    make_review(held_by=carol, held_until=timezone.now() - timedelta(minutes=1), priority=1)
    make_review()

    rows = client.get(URL).context["rows"]

    assert [(row.person, row.is_held) for row in rows] == [
        ("Carol Adeyemi", True),
        ("You", False),
        ("—", False),
        ("—", False),
    ]


def test_its_rows_lead_to_the_claim_and_back(client: Client, editor: User) -> None:
    review = make_review()

    [row] = client.get(URL, {"q": "state:open hotline"}).context["rows"]

    url = urlsplit(row.url)
    assert url.path == review.get_absolute_url()
    assert parse_qs(url.query) == {"list": ["state:open hotline"]}


def test_its_bulk_controls_are_for_editors(client: Client, editor: User) -> None:
    make_review()
    as_editor = client.get(URL).content.decode()
    client.force_login(make_user("Checker"))
    as_checker = client.get(URL).content.decode()

    assert 'name="claims"' in as_editor
    assert 'name="claims"' not in as_checker
    assert "Take the next one" in as_checker


def test_it_says_when_nothing_is_left(client: Client, editor: User) -> None:
    assert "Nothing must be checked" in client.get(URL).content.decode()
    assert "No claim is like that" in client.get(URL, {"q": "zeppelin"}).content.decode()


def test_a_reference_leads_to_its_claim(client: Client, editor: User) -> None:
    review = make_review(state="dropped")
    asked = {"q": f" fc-{review.pk} "}

    response = client.get(URL, asked)
    typed = client.get(URL, asked, headers={"HX-Request": "true"})

    assert response.status_code == 302
    assert response["Location"] == review.get_absolute_url()
    assert typed["HX-Redirect"] == response["Location"]
    assert client.get(URL, {"q": "FC-999999999999999999"}).status_code == 200


def test_a_reference_leads_nobody_to_what_they_may_not_see(client: Client) -> None:
    checks_own = make_user("")
    checks_own.user_permissions.set(_permissions("check_claim"))
    client.force_login(checks_own)

    assert client.get(URL, {"q": make_review().claim.reference}).status_code == 200


def test_a_search_that_finds_nothing_says_what_the_query_hides(
    client: Client, editor: User
) -> None:
    hidden = make_claim(wording="Haddad said so", band="minor")
    make_claim(wording="Haddad again", band="must", state="dropped")
    asked = {"q": "haddad state:open worth:must -is:parked"}

    response = client.get(URL, asked)

    assert keys(response) == []
    assert "1 claim outside this query: show it" in response.content.decode()
    assert keys(client.get(response.context["outside_url"])) == [hidden.pk]
    assert "outside this query" not in client.get(URL, {"q": "zeppelin"}).content.decode()
    assert "outside this query" not in client.get(URL, {"q": "worth:minor"}).content.decode()


@pytest.mark.parametrize("view", BUILT_IN, ids=[view.name for view in BUILT_IN])
def test_it_counts_what_a_view_shows(client: Client, editor: User, view: BuiltIn) -> None:
    now = timezone.now()
    other = make_user("Editor")
    for review in (
        {},
        {"band": "minor"},
        {"parked": True},
        {"discrepant": True},
        {"assignee": editor},
        {"held_by": editor, "held_until": now + timedelta(minutes=5)},
        {"held_by": editor, "held_until": now - timedelta(minutes=5)},
        {"deadline": now - timedelta(hours=1)},
    ):
        make_review(**review)
    for proposer in (editor, other):
        review = make_review(deadline=now - timedelta(hours=1))
        verdict = review.verdicts.create(verdict="verified", reason="Seen.", by=proposer, at=now)
        Review.objects.filter(pk=review.pk).update(
            state="proposed", verdict=verdict, proposed_by=proposer
        )
    settled = make_review()
    verdict = settled.verdicts.create(verdict="verified", reason="Seen.", by=other, at=now)
    Review.objects.filter(pk=settled.pk).update(
        state="settled", verdict=verdict, proposed_by=other, signed_off_by=editor, signed_off_at=now
    )

    response = client.get(URL, {"q": view.query})

    [link] = [link for link in response.context["builtin"] if link.is_current]
    assert link.label == view.name
    assert link.count == str(len(keys(response)))
    assert keys(response)


def test_its_counts_end_somewhere(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("counting", "filtering.lists", "views.queue_page"):
        monkeypatch.setattr(f"claims.{module}.COUNTED", 2)
    make_claims(51)

    response = client.get(URL)

    assert lengths([Review.objects.all(), Review.objects.none()]) == [2, 0]
    assert response.context["builtin"][0].count == "1+"
    assert "CSV of all of these" in response.content.decode()


def test_it_shows_a_reporter_who_checks_their_own_articles_only(client: Client) -> None:
    reporter = make_user("Reporter")
    reporter.groups.clear()
    reporter.user_permissions.set(_permissions("check_claim"))
    client.force_login(reporter)
    own = make_claim(make_article(by=reporter))
    make_claim()

    assert keys(client.get(URL)) == [own.pk]


def test_it_refuses_reporters(client: Client) -> None:
    client.force_login(make_user("Reporter"))

    assert client.get(URL).status_code == 403


def test_it_takes_no_post(client: Client, editor: User) -> None:
    assert client.post(URL).status_code == 405


@pytest.mark.parametrize(
    "query", ["", "q=claim", "q=state:open+outlet:daily+verdict:none+assigned:me", "q=order:worth"]
)
def test_its_queries_do_not_grow(
    client: Client, editor: User, query: str, django_assert_max_num_queries: object
) -> None:
    """The person, views and people, their names; the page, its rows, the counts; the facets."""
    make_claims(60)

    with django_assert_max_num_queries(18) as asked:  # type: ignore[operator]
        response = client.get(f"{URL}?{query}")

    assert response.status_code == 200
    assert not any('"claims_article"."text"' in query["sql"] for query in asked.captured_queries)


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("state:open", "review_queue"),
        ("state:open order:deadline", "review_by_deadline"),
        ("state:open order:worth", "review_by_worth"),
        ("state:open assigned:me", "review_of_assignee"),
    ],
)
def test_a_page_is_one_range_of_an_index(editor: User, query: str, index: str) -> None:
    make_claims(3, assignee=editor)
    wanted = ClaimList(query, user=editor, at=timezone.now())
    order = wanted.order
    [rows] = wanted.branches
    last = order.sort(rows).values_list(*order.columns)[1]

    with connection.cursor() as cursor:
        # A table of three rows is read whole, unless that is forbidden.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    plan = order.sort(order.beyond(rows, last, backwards=False))[:51].values("pk").explain()

    assert f"using {index}" in plan
    assert "Sort" not in plan
    assert re.search(r"Index Cond: .*ROW\(", plan)
    assert "Filter" not in plan


def _permissions(*codenames: str) -> object:
    return Permission.objects.filter(codename__in=codenames)


def test_a_lost_search_takes_no_more_queries(
    client: Client, editor: User, django_assert_max_num_queries: object
) -> None:
    make_claims(3)

    with django_assert_max_num_queries(18):  # type: ignore[operator]
        response = client.get(URL, {"q": "claim state:settled"})

    assert response.context["outside"] == 3
