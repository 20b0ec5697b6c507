"""The filters of the queue, as its address says them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import Review, User
from tests.factories import make_article, make_claim, make_review, make_user
from tests.queue.rows import keys

pytestmark = pytest.mark.django_db

URL = "/queue/"


@pytest.fixture
def editor(client: Client) -> User:
    user = make_user("Editor")
    client.force_login(user)
    return user


def settle(review: Review, verdict: str) -> Review:
    by = make_user()
    now = timezone.now()
    found = review.verdicts.create(verdict=verdict, reason="Seen.", by=by, at=now)
    Review.objects.filter(pk=review.pk).update(
        state="settled",
        verdict=found,
        proposed_by=by,
        signed_off_by=make_user("Editor"),
        signed_off_at=now,
    )
    return review


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("hotline", True),
        ("HOTLINE ten", True),
        ("otlin", True),
        ("hotline eleven", False),
        ("matvienko", True),
        ("operators", True),
        ("100%", False),
        ("_", False),
        ("\\", False),
        ("'", False),
        ("горячая", False),
    ],
)
def test_every_word_must_be_there(client: Client, editor: User, words: str, finds: bool) -> None:
    claim = make_claim(wording="The hotline has ten people", claimant="V. Matvienko")

    assert keys(client.get(URL, {"q": words})) == ([claim.pk] if finds else [])


def test_a_percent_sign_is_a_percent_sign(client: Client, editor: User) -> None:
    claim = make_claim(wording="Prices rose by 100% in a year")
    make_claim(wording="Prices rose by 1000 in a year")

    assert keys(client.get(URL, {"q": "100%"})) == [claim.pk]


def test_a_reference_finds_its_claim(client: Client, editor: User) -> None:
    make_claim()
    claim = make_claim()

    assert keys(client.get(URL, {"q": f"hotline {claim.reference.lower()}"})) == [claim.pk]
    assert keys(client.get(URL, {"q": "FC-999999999999999999"})) == []
    assert keys(client.get(URL, {"q": "FC-١"})) == []


def test_it_finds_in_every_state_but_dropped(client: Client, editor: User) -> None:
    opened = make_review()
    settled = settle(make_review(), "verified")
    dropped = make_review(state="dropped")

    assert set(keys(client.get(URL, {"q": "hotline"}))) == {opened.pk, settled.pk}
    assert keys(client.get(URL, {"q": "hotline", "state": "dropped"})) == [dropped.pk]


def test_verdicts_may_be_several(client: Client, editor: User) -> None:
    verified, contested = (settle(make_review(), one) for one in ("verified", "contested"))
    settle(make_review(), "unverified")
    opened = make_review()

    def shown(*verdicts: str) -> set[int]:
        return set(keys(client.get(URL, {"verdict": verdicts})))

    assert shown("verified", "contested") == {verified.pk, contested.pk}
    assert shown("none") == {opened.pk}
    assert shown("none", "contested") == {opened.pk, contested.pk}


def test_people_are_me_nobody_or_somebody(client: Client, editor: User) -> None:
    carol = make_user()
    own, hers, nobodys = (make_review(assignee=who) for who in (editor, carol, None))

    def shown(who: object) -> list[int]:
        return keys(client.get(URL, {"assignee": who}))

    assert shown("me") == [own.pk]
    assert shown(carol.pk) == [hers.pk]
    assert shown("nobody") == [nobodys.pk]


def test_held_is_held_right_now(client: Client, editor: User) -> None:
    now = timezone.now()
    held = make_review(held_by=editor, held_until=now + timedelta(minutes=9))
    make_review(held_by=editor, held_until=now - timedelta(minutes=9))

    assert keys(client.get(URL, {"assignee": "held"})) == [held.pk]


def test_deadlines_are_past_or_near(client: Client, editor: User) -> None:
    now = timezone.now()
    late = make_review(deadline=now - timedelta(minutes=1))
    soon = make_review(deadline=now + timedelta(hours=23))
    make_review(deadline=now + timedelta(hours=25))
    make_review()

    assert keys(client.get(URL, {"due": "late"})) == [late.pk]
    assert keys(client.get(URL, {"due": "day"})) == [late.pk, soon.pk]


def test_outlets_articles_bands_and_parked(client: Client, editor: User) -> None:
    article = make_article(outlet="The Other Paper")
    first = make_claim(article)
    parked = make_review(parked=True, band="minor")

    assert keys(client.get(URL, {"article": article.pk})) == [first.pk]
    assert keys(client.get(URL, {"outlet": article.outlet.pk})) == [first.pk]  # type: ignore[union-attr]
    assert keys(client.get(URL, {"band": "minor"})) == [parked.pk]
    assert keys(client.get(URL, {"parked": "yes"})) == [parked.pk]
    assert keys(client.get(URL, {"parked": "no"})) == [first.pk]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("state=gone", "State: “gone” is none of the choices."),
        ("verdict=true", "Verdict: “true” is none of the choices."),
        ("band=1", "Check-worthiness: “1” is none of the choices."),
        ("assignee=0", "With: “0” is none of the choices."),
        ("due=never", "Due: “never” is none of the choices."),
        ("parked=2", "Parked: “2” is none of the choices."),
        ("order=fun", "Order: “fun” is none of the choices."),
        ("outlet=x", "Outlet: there is none with that number."),
        ("outlet=99999999999999999999", "Outlet: there is none with that number."),
        ("article=-1", "Article: there is none with that number."),
        ("q=" + "a" * 201, "Words: 200 characters are the most."),
        ("q=%00", "Null characters are not allowed."),
        ("page=nonsense", "That page address is damaged: this is the first page."),
    ],
)
def test_bad_values_get_a_sentence_and_the_rest_works(
    client: Client, editor: User, query: str, sentence: str
) -> None:
    make_review(band="minor", claimant="Matvienko")
    wanted = make_review(claimant="Matvienko", pinned=True)
    rest = "" if query.startswith("q=") else "&q=matvienko"

    response = client.get(f"{URL}?{query}{rest}")

    assert response.status_code == 200
    assert response.context["notices"] == [sentence]
    assert keys(response)[0] == wanted.pk


def test_broken_bytes_in_the_address_are_no_error(client: Client, editor: User) -> None:
    assert client.get(f"{URL}?q=%ff%ed%a0%80&article=%f0&page=%80").status_code == 200


def test_filters_that_exclude_each_other_find_nothing(client: Client, editor: User) -> None:
    make_review()

    response = client.get(URL, {"state": "open", "verdict": "verified"})

    assert response.status_code == 200
    assert keys(response) == []
    assert b"".join(client.get("/queue/claims.csv?state=open&verdict=verified").streaming_content)  # type: ignore[attr-defined]
