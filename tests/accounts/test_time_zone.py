"""Times on the reader's clock: chosen, or told of by the browser, or the newsroom's."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from claims import zones
from claims.models import Article, Attempt, Evidence, Review, User, Verdict
from tests.factories import make_article, make_claim, make_evidence, make_review, make_user

pytestmark = pytest.mark.django_db

PAGE = "/account/time-zone/"
# 08:30 in Kyiv, 06:30 UTC; no day of either clock-change.
MORNING = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


@pytest.fixture
def me(client: Client) -> User:
    user = make_user("Editor")
    client.force_login(user)
    return user


def choose(client: Client, typed: str):
    return client.post(PAGE, {"time_zone": typed})


def shown(client: Client) -> str:
    """The page of a source that was added in the morning."""
    evidence = make_evidence()
    Evidence.objects.update(added_at=MORNING)
    return client.get(evidence.get_absolute_url()).content.decode()


def test_it_shows_the_newsrooms_clock_to_whom_says_nothing(client, me):
    page = shown(client)
    assert '<time datetime="2026-03-02T06:30:00+00:00"' in page
    assert ">2 Mar 2026, 06:30 UTC</time>" in page
    assert 'data-time-zone="UTC"' in page
    assert "data-time-zone-chosen" not in page


def test_it_shows_the_newsrooms_clock_where_it_is_another(client, me, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    assert ">2 Mar 2026, 15:30 JST</time>" in shown(client)


def test_it_shows_what_the_browser_tells(client, me):
    client.cookies[zones.COOKIE] = "Europe/Kiev"
    page = shown(client)
    assert 'title="2 Mar 2026, 06:30 UTC">2 Mar 2026, 08:30 EET</time>' in page
    assert "Kyiv time (UTC+2)" in page or "Kyiv time (UTC+3)" in page


def test_what_is_chosen_goes_before_what_the_browser_tells(client, me):
    client.cookies[zones.COOKIE] = "Asia/Tokyo"
    assert choose(client, "Europe/Kyiv").url == PAGE
    page = shown(client)
    assert ">2 Mar 2026, 08:30 EET</time>" in page
    assert 'data-time-zone="Europe/Kyiv" data-time-zone-chosen' in page
    choose(client, "")
    assert ">2 Mar 2026, 15:30 JST</time>" in shown(client)


@pytest.mark.parametrize("name", ["Europe/Atlantis", "../../etc/passwd", "x" * 5000, "\n", "posix"])
def test_a_name_nobody_knows_counts_as_none(client, me, name):
    client.cookies[zones.COOKIE] = name
    User.objects.filter(pk=me.pk).update(time_zone=name[:60])
    assert ">2 Mar 2026, 06:30 UTC</time>" in shown(client)
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("europe/kiev", "Europe/Kyiv"),
        (" kyiv ", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"),
        ("new  york", "America/New_York"),
        ("utc", "UTC"),
        ("", ""),
    ],
)
def test_it_finds_what_was_meant(client, me, typed, zone):
    response = client.post(PAGE, {"time_zone": typed}, follow=True)
    me.refresh_from_db()
    assert me.time_zone == zone
    assert "from now on." in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Kyyiv", "No time zone is called “Kyyiv”. Did you mean Europe/Kyiv?"),
        ("qqqq", "No time zone is called “qqqq”. Choose one from the list."),
        ("x" * 61, "at most 60 characters"),
        ("a\0b", "Null characters are not allowed."),
    ],
)
def test_it_says_what_is_wrong_and_keeps_what_was_typed(client, me, typed, answer):
    response = choose(client, typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert answer in page
    me.refresh_from_db()
    assert me.time_zone == ""


def test_it_offers_places_and_says_which_clock_it_is(client, me):
    client.cookies[zones.COOKIE] = "Europe/Kiev"
    page = client.get(PAGE).content.decode()
    assert '<option value="Europe/Kyiv">' in page
    assert "Europe/Kiev" not in page
    assert "your browser, which says Kyiv time" in page


# --- what is typed ---


def change(client, article, deadline):
    return client.post(f"/articles/{article.pk}/details/", {"deadline": deadline})


@pytest.fixture
def in_kyiv(client, me):
    choose(client, "Europe/Kyiv")


def test_a_deadline_is_read_by_the_readers_clock(client, in_kyiv):
    article = make_article()
    form = client.get(f"/articles/{article.pk}/details/").content.decode()
    assert "In Kyiv time." in form
    assert change(client, article, "2099-03-02T08:30").status_code == 302
    article.refresh_from_db()
    assert article.deadline == datetime(2099, 3, 2, 6, 30, tzinfo=UTC)
    form = client.get(f"/articles/{article.pk}/details/").content.decode()
    assert 'value="2099-03-02T08:30"' in form


def test_an_hour_that_the_clock_leaves_out_is_explained(client, in_kyiv):
    article = make_article()
    # The last Sunday of March 2030: 03:00 becomes 04:00.
    response = change(client, article, "2030-03-31T03:30")
    page = response.content.decode()
    assert response.status_code == 422
    assert (
        "In Kyiv the clocks go forward on 31 March 2030: there is no 03:30 that day. "
        "Give an earlier or a later time." in page
    )
    assert 'value="2030-03-31T03:30"' in page


def test_an_hour_that_comes_twice_is_explained_and_kept_where_it_stood(client, in_kyiv):
    article = make_article()
    # The last Sunday of October 2030: 04:00 becomes 03:00.
    response = change(client, article, "2030-10-27T03:30")
    assert response.status_code == 422
    assert "the clocks go back on 27 October 2030: 03:30 comes twice" in response.content.decode()
    second = datetime(2030, 10, 27, 1, 30, 17, tzinfo=UTC)
    Article.objects.filter(pk=article.pk).update(deadline=second)
    assert change(client, article, "2030-10-27T03:30").status_code == 302
    article.refresh_from_db()
    assert article.deadline == second


@pytest.mark.parametrize(
    "typed", ["0001-01-01T00:00", "9999-12-31T23:59", "soon", "2030-02-30T10:00", "\0"]
)
def test_what_is_no_time_of_ours_is_refused(client, in_kyiv, typed):
    assert change(client, make_article(), typed).status_code == 422


def test_a_reply_is_asked_for_by_the_readers_clock(client, in_kyiv):
    claim = make_claim()
    typed = {"kind": "reply", "what": "Wrote to them.", "reply_due": "2099-03-02T08:30"}
    assert client.post(f"/claims/{claim.pk}/attempts/add/", typed).status_code == 302
    assert Attempt.objects.get().reply_due == datetime(2099, 3, 2, 6, 30, tzinfo=UTC)
    page = client.get(claim.get_absolute_url()).content.decode()
    assert "2 Mar 2099, 08:30 EET" in page
    assert "In Kyiv time." in page


def test_the_csv_stays_in_utc(client, in_kyiv):
    review = make_review()
    verdict = Verdict.objects.create(
        review=review, verdict="verified", reason="Read it.", by=make_user(), at=MORNING
    )
    Review.objects.update(state="proposed", verdict=verdict, proposed_by=verdict.by)
    lines = client.get(f"/articles/{review.claim.article_id}/claims.csv").getvalue().decode()
    assert "2026-03-02T06:30:00Z" in lines
    assert "08:30" not in lines


@pytest.mark.parametrize(
    ("zone", "spelled"),
    [
        ("America/St_Johns", "UTC-3:30"),
        ("Asia/Kathmandu", "UTC+5:45"),
        ("Europe/Istanbul", "UTC+3"),
        ("UTC", "UTC"),
    ],
)
def test_it_says_how_far_a_clock_is_from_utc(zone, spelled):
    assert zones.offset(MORNING.astimezone(zones.zone_of(zone, ""))) == spelled


def test_a_clock_without_letters_is_called_by_its_distance():
    assert zones.abbreviation(MORNING.astimezone(zones.zone_of("Europe/Istanbul", ""))) == "UTC+3"


def test_the_admin_site_goes_by_the_same_clock(client):
    client.force_login(make_user("Admin", time_zone="Europe/Kyiv"))
    article = make_article(deadline=datetime(2099, 3, 2, 6, 30, tzinfo=UTC))
    address = f"/admin/claims/article/{article.pk}/change/"
    page = client.get(address).content.decode()
    assert 'value="08:30:00"' in page
    assert "In Kyiv time." in page
    assert "Kyiv time (UTC+" in page
    gap = client.post(address, {"deadline_0": "31/03/2030", "deadline_1": "03:30"})
    assert "there is no 03:30 that day" in gap.content.decode()
