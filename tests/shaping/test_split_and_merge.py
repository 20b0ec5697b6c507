"""Split a claim in two, and make one of two."""

import pytest

from claims.models import Claim, Review
from tests.factories import make_article, make_claim, make_link, make_user

pytestmark = pytest.mark.django_db

TEXT = "The hotline has 10 operators and works day and night. It was launched in May."


@pytest.fixture
def article():
    return make_article(TEXT)


@pytest.fixture
def claim(article):
    return make_claim(article, quote="The hotline has 10 operators and works day and night.")


def press(client, claim, action, user=None, **typed):
    client.force_login(user or make_user())
    return client.post(f"/claims/{claim.pk}/{action}/", typed)


def test_it_splits_where_the_lines_break(client, claim):
    make_link(claim.review)
    response = press(
        client,
        claim,
        "split",
        parts="The hotline has 10 operators\r\nand works day and night.",
        reason="Two facts",
    )
    first, second = Claim.objects.exclude(pk=claim.pk).order_by("start")
    assert response.url == first.get_absolute_url()
    assert [first.quote, second.quote] == [
        "The hotline has 10 operators",
        "and works day and night.",
    ]
    assert second.review.links.count() == 1
    assert Review.objects.get(pk=claim.pk).state == Review.State.DROPPED


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ("The hotline has 10 operators and works day and night.", "Put a line break"),
        ("The hotline has 11 operators\r\nand works day and night.", "word for word"),
        ("", "Put a line break"),
    ],
)
def test_it_keeps_parts_that_do_not_fit(client, claim, parts, sentence):
    response = press(client, claim, "split", parts=parts, reason="My reason")
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "My reason" in page
    assert parts.replace("\r\n", "\n") in page.replace("\r\n", "\n")
    assert Claim.objects.count() == 1


def test_it_merges_two(client, article, claim):
    other = make_claim(article, quote="It was launched in May.")
    response = press(client, claim, "merge", other=other.pk, wording="Ten since May")
    merged = Claim.objects.latest("pk")
    assert response.url == merged.get_absolute_url()
    assert (merged.quote, merged.wording) == (TEXT, "Ten since May")
    assert set(Review.objects.filter(pk__in=[claim.pk, other.pk]).values_list("state")) == {
        (Review.State.DROPPED,)
    }


def test_it_offers_the_open_claims_of_the_article_nearest_first(client, article, claim):
    far = make_claim(article, quote="May")
    near = make_claim(article, quote="It was launched")
    dropped = make_claim(article, quote="launched", state=Review.State.DROPPED)
    elsewhere = make_claim()
    client.force_login(make_user())
    page = client.get(f"/claims/{claim.pk}/merge/").content.decode()
    assert page.index(f'value="{near.pk}"') < page.index(f'value="{far.pk}"')
    for other in (claim, dropped, elsewhere):
        assert f'value="{other.pk}"' not in page


@pytest.mark.parametrize("which", ["itself", "elsewhere", "nothing", "99999999999999999999"])
def test_it_keeps_what_was_typed_when_the_other_does_not_fit(client, claim, which):
    others = {"itself": claim.pk, "elsewhere": make_claim().pk, "nothing": ""}
    response = press(client, claim, "merge", other=others.get(which, which), wording="My wording")
    assert response.status_code == 422
    assert "My wording" in response.content.decode()
    assert Review.objects.get(pk=claim.pk).state == Review.State.OPEN


def test_it_refuses_a_claim_with_a_verdict(client, claim):
    Review.objects.filter(pk=claim.pk).update(state=Review.State.DROPPED)
    response = press(client, claim, "split", parts="The hotline\r\nand the rest")
    assert response.status_code == 422
    assert "It is dropped: restore it first." in response.content.decode()


def test_it_fills_in_the_joined_wordings_and_keeps_ones_own(client, article):
    first = make_claim(article, quote="The hotline has 10 operators", wording="Ten work there")
    second = make_claim(article, quote="It was launched in May.")
    url = f"/claims/{second.pk}/merge/"
    client.force_login(make_user())

    def wording(**asked):
        return client.get(url, asked).context["form"]["wording"].value()

    assert wording() == ""
    both = "Ten work there. It was launched in May."
    assert wording(other=first.pk) == both
    assert wording(other="", wording=both) == ""
    assert wording(other=first.pk, wording="My own words") == "My own words"
    page = client.get(url, {"other": first.pk}).content.decode()
    assert f'<option value="{first.pk}" selected>' in page


def test_the_wider_of_two_gives_its_words(client, article, claim):
    within = make_claim(article, quote="10 operators")
    client.force_login(make_user())
    form = client.get(f"/claims/{within.pk}/merge/", {"other": claim.pk}).context["form"]
    assert form["wording"].value() == claim.wording
