"""What the query of the queue finds, as its address says it."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import Review, User
from tests.factories import make_article, make_claim, make_review, make_user
from tests.queue.rows import keys

pytestmark = pytest.mark.django_db

URL = "/queue/"


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
    assert keys(client.get(URL, {"q": "hotline state:dropped"})) == [dropped.pk]


def test_verdicts_may_be_several(client: Client, editor: User) -> None:
    verified, contested = (settle(make_review(), one) for one in ("verified", "contested"))
    settle(make_review(), "unverified")
    opened = make_review()

    def shown(*verdicts: str) -> set[int]:
        return set(keys(client.get(URL, {"q": f"verdict:{','.join(verdicts)}"})))

    assert shown("verified", "contested") == {verified.pk, contested.pk}
    assert shown("none") == {opened.pk}
    assert shown("none", "contested") == {opened.pk, contested.pk}


def test_people_are_me_nobody_or_somebody(client: Client, editor: User) -> None:
    carol = make_user()
    own, hers, nobodys = (make_review(assignee=who) for who in (editor, carol, None))

    def shown(who: object) -> list[int]:
        return keys(client.get(URL, {"q": f"assigned:{who}"}))

    assert shown("me") == [own.pk]
    assert shown(carol.username) == [hers.pk]
    assert shown("nobody") == [nobodys.pk]


def test_held_is_held_right_now(client: Client, editor: User) -> None:
    now = timezone.now()
    held = make_review(held_by=editor, held_until=now + timedelta(minutes=9))
    make_review(held_by=editor, held_until=now - timedelta(minutes=9))

    assert keys(client.get(URL, {"q": "held:me"})) == [held.pk]


def test_deadlines_are_past_or_near(client: Client, editor: User) -> None:
    now = timezone.now()
    late = make_review(deadline=now - timedelta(minutes=1))
    soon = make_review(deadline=now + timedelta(hours=23))
    make_review(deadline=now + timedelta(hours=25))
    make_review()

    assert keys(client.get(URL, {"q": "due:late"})) == [late.pk]
    assert keys(client.get(URL, {"q": "due:<1d"})) == [late.pk, soon.pk]


def test_outlets_articles_bands_and_parked(client: Client, editor: User) -> None:
    article = make_article(outlet="The Other Paper")
    first = make_claim(article)
    parked = make_review(parked=True, band="minor")

    assert keys(client.get(URL, {"q": f"article:{article.pk}"})) == [first.pk]
    assert keys(client.get(URL, {"q": "outlet:other"})) == [first.pk]
    assert keys(client.get(URL, {"q": "worth:minor"})) == [parked.pk]
    assert keys(client.get(URL, {"q": "is:parked"})) == [parked.pk]
    assert keys(client.get(URL, {"q": "-is:parked"})) == [first.pk]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("state:gone", "“gone” is no value of “state:”"),
        ("verdict:blue", "“blue” is no value of “verdict:”"),
        ("worth:7", "“7” is no check-worthiness"),
        ("assigned:zebedee", "Nobody here is called “zebedee”."),
        ("due:someday", "“someday” is no time that due: reads"),
        ("order:fun", "“order:fun” is no order"),
        ("outlet:zzz", "No outlet is called “zzz”."),
        ("article:99999999999999999999", "There is no article number 99999999999999999999"),
        ("colour:red", "There is no field “colour”."),
        ("outlet:", "“outlet:” needs a value straight after the colon."),
        ("\0", "This character cannot be searched for"),
    ],
)
def test_bad_values_get_a_sentence_and_the_rest_works(
    client: Client, editor: User, query: str, sentence: str
) -> None:
    make_review(band="minor", claimant="Somebody")
    wanted = make_review(claimant="Matvienko", pinned=True)

    response = client.get(URL, {"q": f"matvienko {query}"})

    assert response.status_code == 200
    assert keys(response) == [wanted.pk]
    [correction] = response.context["corrections"]
    assert sentence in correction.message
    assert correction.position == "at character 11"
    assert 'aria-describedby="queue-errors"' in response.content.decode()
    assert "CSV of" not in response.content.decode()


def test_a_slip_comes_with_what_may_be_meant(client: Client, editor: User) -> None:
    response = client.get(URL, {"q": "hotline -outlt:Test"})

    [correction] = response.context["corrections"]
    assert (correction.before, correction.marked) == ("hotline ", "-outlt:Test")
    assert correction.instead == "-outlet:Test"
    assert client.get(correction.url).context["claims"].text == "hotline -outlet:Test"


def test_a_damaged_page_is_the_first(client: Client, editor: User) -> None:
    wanted = make_review()

    response = client.get(URL, {"q": "hotline", "page": "nonsense"})

    assert response.context["notices"] == ["That page address is damaged: this is the first page."]
    assert keys(response) == [wanted.pk]


@pytest.mark.parametrize(
    ("former", "text"),
    [
        ("state=open&band=must&parked=no", "state:open worth:must -is:parked"),
        ("state=for_me", "state:mine-to-sign"),
        ("verdict=verified&verdict=none", "verdict:verified,none"),
        ("due=day&assignee=held&discrepant=yes", "due:<1d held:me has:discrepancy"),
        ("state=&q=has:hedge -x OR", 'has:hedge "-x" "OR"'),
        ("state=&order=worth", "order:worth"),
        ("assignee=nobody&outlet=x", "assigned:nobody outlet:x"),
        ("state=", ""),
    ],
)
def test_a_former_address_leads_to_the_same_list(
    client: Client, editor: User, former: str, text: str
) -> None:
    response = client.get(f"{URL}?{former}&page=3")

    assert response.status_code == 302
    expected = text.replace("has:hedge", '"has:hedge"') if "q=" in former else text
    assert parse_qs(urlsplit(response["Location"]).query, keep_blank_values=True) == {
        "q": [expected],
        "page": ["3"],
    }


def test_an_address_with_words_of_others_shows_the_first_view(client: Client, editor: User) -> None:
    response = client.get(f"{URL}?state=open&utm_source=letter")
    assert response.status_code == 200
    assert response.context["is_default"]


def test_a_former_address_names_people_and_outlets(client: Client, editor: User) -> None:
    article = make_article(outlet="The Other Paper")

    response = client.get(f"{URL}?outlet={article.outlet_id}&assignee={editor.pk}")

    text = parse_qs(urlsplit(response["Location"]).query)["q"]
    assert text == [f'outlet:"The Other Paper" assigned:{editor.username}']


def test_broken_bytes_in_the_address_are_no_error(client: Client, editor: User) -> None:
    assert client.get(f"{URL}?q=%ff%ed%a0%80&page=%80").status_code == 200


def test_a_list_of_nothing_has_a_file(client: Client, editor: User) -> None:
    make_review()

    response = client.get(URL, {"q": "state:open zeppelin"})

    assert response.status_code == 200
    assert keys(response) == []
    assert b"".join(client.get("/queue/claims.csv?q=state:open+zeppelin").streaming_content)  # type: ignore[attr-defined]
