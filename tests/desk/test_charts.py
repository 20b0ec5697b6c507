"""The desk's charts: settled per day in the reader's zone, and the age of the open queue."""

from datetime import datetime, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from claims import reviewing
from claims.counting import named_lengths
from claims.models import Review
from claims.views import desk_charts
from claims.views.desk_charts import Day, Settled
from tests.desk.asking import desk_of, propose
from tests.factories import make_article, make_claim, make_user

pytestmark = pytest.mark.django_db

KYIV = ZoneInfo("Europe/Kyiv")


def settle(moments):
    """Claims settled as unverified at these moments."""
    checker, editor = make_user("Checker"), make_user("Editor")
    text = " ".join(f"Sentence number {number}." for number in range(len(moments)))
    article = make_article(text)
    for number, moment in enumerate(moments):
        claim = make_claim(article, quote=f"Sentence number {number}.")
        propose(claim, checker)
        reviewing.sign_off(Review.objects.get(pk=claim.pk), by=editor)
        Review.objects.filter(pk=claim.pk).update(signed_off_at=moment)
    return editor


def ages_now(now):
    return [
        (row.label, row.count)
        for row in desk_charts.ages_of(named_lengths(desk_charts.ages(now))).rows
    ]


def test_it_counts_by_the_readers_days():
    # A quarter past midnight in Kyiv is still the evening before in UTC.
    now = datetime(2026, 11, 22, 9, 0, tzinfo=KYIV)
    midnight = datetime(2026, 11, 22, 0, 15, tzinfo=KYIV)
    settle([midnight, midnight - timedelta(minutes=30), midnight - timedelta(days=7)])
    with timezone.override(KYIV):
        found = desk_charts.settled_lately(now)
    assert [day.total for day in found.days] == [0, 0, 0, 0, 0, 1, 1]
    assert found.days[-1].is_today
    assert dict(found.totals) == {"verified": 0, "unverified": 2, "contested": 0}
    with timezone.override(ZoneInfo("UTC")):
        assert [day.total for day in desk_charts.settled_lately(now).days][-2:] == [2, 0]


def test_it_draws_and_tells_the_same(client):
    editor = settle([timezone.now(), timezone.now() - timedelta(days=30)])
    make_claim()
    page = desk_of(client, editor)
    drawings = [
        ElementTree.fromstring(f"<svg{one.partition('</svg>')[0]}</svg>")
        for one in page.split("<svg")[1:]
        if 'role="img" aria-label="Settled' in one or 'role="img" aria-label="Open claims' in one
    ]
    assert len(drawings) == 2
    assert [one.text for one in drawings[0].findall("text[@class='value']")] == ["1"]
    assert page.count("<table") == 2
    assert "style=" not in page


def test_it_says_so_when_nothing_was_settled(client):
    make_claim()
    assert "Nothing in the last seven days." in desk_of(client, make_user("Editor"))


def test_it_sorts_open_claims_by_age():
    now = timezone.now()
    hours = [0, 3, 4, 23, 25, 71, 73, 900]
    article = make_article(" ".join(f"Sentence number {number}." for number in range(9)))
    for number, age in enumerate(hours):
        quote = f"Sentence number {number}."
        make_claim(article, quote=quote, queued_at=now - timedelta(hours=age))
    make_claim(article, quote="Sentence number 8.", state="dropped")
    assert ages_now(now) == [("under 4 h", 2), ("4–24 h", 2), ("1–3 days", 2), ("older", 2)]


def test_it_stops_counting_where_nobody_reads_on(monkeypatch):
    monkeypatch.setattr(desk_charts, "AGED", 2)
    article = make_article("One here. Two here. Three here.")
    for quote in ("One here.", "Two here.", "Three here."):
        make_claim(article, quote=quote)
    ages = desk_charts.ages_of(named_lengths(desk_charts.ages(timezone.now())))
    assert ages.rows[0].words == "2+"
    assert ages.words == "2+"


def test_a_bar_stands_on_the_one_below_it():
    today = timezone.localdate()
    counts = {"verified": 30, "unverified": 1, "contested": 400}
    settled = Settled([Day(today, {}, False), Day(today, counts, True)])
    empty, full = settled.columns
    assert empty.bars == []
    assert full.bars[0].y + full.bars[0].height == pytest.approx(desk_charts.FOOT, abs=0.11)
    for lower, upper in zip(full.bars, full.bars[1:], strict=False):
        assert upper.y + upper.height == pytest.approx(lower.y, abs=0.11)
        assert upper.height >= 1.5
    assert full.top > 0
