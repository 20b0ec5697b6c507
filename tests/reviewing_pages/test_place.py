"""The way through the list one came from, also while others work in it; and undo from the next."""

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import reviewing, triage
from claims.models import Review, SavedView
from tests.factories import make_claim, make_link, make_user

pytestmark = pytest.mark.django_db

MUST = "state:open worth:must"
ADDRESS = "list=state%3Aopen+worth%3Amust"


@pytest.fixture
def reviews(checker):
    """Three of the list in its order; between them one that is not of it."""
    make_claim(worth=0.85, band="check")
    return [make_claim(worth=worth).review for worth in (0.9, 0.8, 0.7)]


def page(client, review: Review, kept: str = MUST, **query: object) -> str:
    return client.get(review.get_absolute_url(), {"list": kept, **query}).content.decode()


def test_it_says_where_one_is_and_leads_on(client, reviews) -> None:
    first, middle, last = reviews
    html = page(client, middle)
    assert '<strong aria-current="page">2 of 3</strong>' in html
    assert f'title="Previous in the list" href="/claims/{first.pk}/?{ADDRESS}"' in html
    assert f'title="Next in the list" href="/claims/{last.pk}/?{ADDRESS}"' in html
    assert "start of the list" in page(client, first)
    assert "end of the list" in page(client, last)


def test_it_keeps_the_place_when_the_claim_has_left_the_list(client, reviews) -> None:
    first, middle, last = reviews
    Review.objects.filter(pk=middle.pk).update(state="dropped")
    html = page(client, middle)
    assert "2 left" in html
    assert f'href="/claims/{first.pk}/?{ADDRESS}"' in html
    assert f'href="/claims/{last.pk}/?{ADDRESS}"' in html


@pytest.mark.parametrize(
    ("kept", "name"),
    [
        ("state:open", "All open"),
        ("state:open worth:must zeppelin", "state:open worth:must zeppelin"),
        ("outlet:Newsweek", "Newsweek first"),
        ("outlet:Hidden", "outlet:Hidden"),
    ],
)
def test_it_names_the_list(client, checker, reviews, kept: str, name: str) -> None:
    for query, title, owner in (
        ("outlet:Newsweek", "Newsweek first", checker),
        ("outlet:Hidden", "Somebody's own", make_user("Editor")),
    ):
        SavedView.objects.create(name=title, query=query, owner=owner, created_at=timezone.now())
    assert f"<bdi>{name}</bdi>" in page(client, reviews[0], kept)


def test_it_keeps_the_list_in_every_form(client, reviews) -> None:
    html = page(client, reviews[0])
    posts = html.count('<form method="post" action="/claims/')
    assert html.count(f'name="list" value="{MUST}"') >= posts > 5


def test_fifty_in_a_row_keep_the_place_while_others_work_too(client, checker) -> None:
    """Others settle, take, drop and bring in claims of the list; it goes through it in order."""
    other = make_user("Checker")
    claims = [make_claim(worth=1 - number / 100) for number in range(60)]
    for claim in claims:
        make_link(claim.review, by=checker)
    order = {claim.pk: number for number, claim in enumerate(claims)}
    Review.objects.filter(pk=claims[7].pk).update(state="dropped")
    Review.objects.filter(pk=claims[20].pk).update(parked=True)
    triage.take_claim(claims[30].review, by=other)
    reviewing.propose_verdict(claims[40].review, verdict="verified", reason="So.", by=other)
    triage.take_claim(claims[0].review, by=checker)

    seen, here = [], claims[0].pk
    typed = {"verdict": "verified", "reason": "Read it.", "then": "next", "list": MUST}
    for _ in range(50):
        seen.append(order[here])
        response = client.post(reverse("claim_propose", args=[here]), typed)
        path, _, query = response["Location"].partition("?")
        assert query == f"{ADDRESS}&from={here}"
        here = int(path.split("/")[2])

    assert seen == [number for number in range(54) if number not in (7, 20, 30, 40)]
    assert "6 left" not in page(client, Review.objects.get(pk=here))


def test_on_the_next_claim_one_undoes_the_step_before(client, checker, reviews) -> None:
    first, second, _ = reviews
    make_link(first, by=checker)
    reviewing.propose_verdict(first, verdict="verified", reason="So.", by=checker)
    triage.take_claim(second, by=checker)
    html = page(client, second, **{"from": first.pk})
    form = html[html.index(f'action="{reverse("claim_undo", args=[first.pk])}"') :]
    assert f"Undo: FC-{first.pk} proposed verified" in form
    assert 'data-key="z"' in form.partition("</form>")[0]

    response = client.post(
        reverse("claim_undo", args=[first.pk]), {"step": 1, "list": MUST}, follow=True
    )
    assert response.redirect_chain == [(f"/claims/{first.pk}/?{ADDRESS}", 302)]
    assert "Undone: verdict proposed." in response.content.decode()
    first.refresh_from_db()
    assert first.state == "open"


def test_the_key_undoes_the_later_step(client, checker, reviews) -> None:
    first, second, _ = reviews
    make_link(first, by=checker)
    reviewing.propose_verdict(first, verdict="verified", reason="So.", by=checker)
    reviewing.record_attempt(second, kind="call", what="Rang.", by=checker)
    html = page(client, second, **{"from": first.pk})
    assert html.count('data-key="z"') == 1
    assert 'data-key-label="Undo: attempt recorded"' in html
    assert f"Undo: FC-{first.pk} proposed verified" in html


@pytest.mark.parametrize("given", ["", "x", "-1", "9" * 30, "999999", "²"])
def test_an_address_that_names_no_claim_offers_no_undo(client, reviews, given: str) -> None:
    assert "Undo:" not in page(client, reviews[1], **{"from": given})


def test_nobody_undoes_the_step_of_another_from_there(client, checker, reviews) -> None:
    first, second, _ = reviews
    other = make_user("Checker")
    reviewing.record_attempt(first, kind="call", what="Rang.", by=other)
    assert "Undo:" not in page(client, second, **{"from": first.pk})
    response = client.post(
        reverse("claim_undo", args=[first.pk]), {"step": 1, "list": MUST}, follow=True
    )
    assert "nothing of yours to undo" in response.content.decode()


def test_it_undoes_no_other_step_than_the_one_it_offered(client, checker, reviews) -> None:
    review = reviews[0]
    for what in ("Rang.", "Rang again."):
        reviewing.record_attempt(review, kind="call", what=what, by=checker)
    response = client.post(reverse("claim_undo", args=[review.pk]), {"step": 1}, follow=True)
    assert "nothing of yours to undo" in response.content.decode()
    assert review.attempts.filter(removed_at=None).count() == 2
