"""Claims as CSV, read back."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claims import reviewing
from claims.exports import COLUMNS, csv_chunks, csv_file_name, csv_lines
from claims.exports.csv import _safe
from claims.models import Article, Chain, Claim, Event, Review
from tests.factories import (
    NOON,
    make_article,
    make_attempt,
    make_claim,
    make_link,
    make_review,
    make_user,
)

FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
# What a PostgreSQL text holds.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


def read(chunks: Sequence[bytes]) -> list[dict[str, str]]:
    """As a spreadsheet reads it: UTF-8 by its mark, quotes and line ends by RFC 4180."""
    whole = b"".join(chunks)
    assert whole.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(whole.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.django_db
def test_a_settled_claim_is_told_whole() -> None:
    carol = make_user(first_name="Carol", last_name="Adeyemi")
    bob = make_user("Editor", first_name="Bob", last_name="Lindqvist")
    article = make_article(
        "Kyiv says, “so”, the hotline\r\nhas 10 operators.",
        headline="Hotline",
        outlet="The Daily Test",
        url="https://example.org/a",
    )
    review = make_review(
        article=article,
        quote="the hotline\r\nhas 10 operators.",
        wording="The hotline has 10 operators",
        claimant="Kyiv",
        worth=0.875,
    )
    make_link(review, "supports", url="https://example.org/1")
    make_link(review, "refutes", url="https://example.org/2")
    make_link(review, "context", url="", passage="A passage.")
    make_link(review, "supports", url="https://example.org/secret", sensitive=True)
    removed = make_link(review, "supports", url="https://example.org/removed")
    removed.removed_at = NOON
    removed.save()
    verdict = reviewing.propose_verdict(review, verdict="contested", reason="Both “say”.", by=carol)
    review.refresh_from_db()
    reviewing.sign_off(review, by=bob)
    review.refresh_from_db()

    [row] = read(list(csv_chunks(Review.objects.all())))

    assert row == {
        "id": f"FC-{review.pk}",
        "claim": "The hotline has 10 operators",
        "quote": "the hotline\r\nhas 10 operators.",
        "article": "Hotline",
        "article_id": str(article.pk),
        "outlet": "The Daily Test",
        "article_url": "https://example.org/a",
        "claimant": "Kyiv",
        "state": "settled",
        "verdict": "contested",
        "reason": "Both “say”.",
        "proposed_by": "Carol Adeyemi",
        "proposed_at": f"{verdict.at:%Y-%m-%dT%H:%M:%SZ}",
        "signed_off_by": "Bob Lindqvist",
        "signed_off_at": f"{review.signed_off_at:%Y-%m-%dT%H:%M:%SZ}",
        "supporting": "2",
        "refuting": "1",
        "context": "1",
        "evidence_urls": "https://example.org/1 https://example.org/2",
        "worth": "0.88",
        "history_head": Event.objects.of(review).last().hash,
    }
    assert row["history_head"] == Chain.objects.get(pk=f"claim:{review.pk}").head


@pytest.mark.django_db
def test_an_open_claim_has_empty_cells() -> None:
    make_review()
    make_attempt(make_review())

    for row in read(list(csv_chunks(Review.objects.all()))):
        empty = ("verdict", "reason", "proposed_by", "proposed_at", "signed_off_by")
        assert [row[name] for name in empty] == [""] * 5
        assert (row["supporting"], row["evidence_urls"], row["history_head"]) == ("0", "", "")


@pytest.mark.django_db
def test_without_claims_it_is_a_header() -> None:
    assert list(csv_lines(Review.objects.all())) == ["\ufeff" + ",".join(COLUMNS) + "\r\n"]


@pytest.mark.django_db
def test_its_order_is_the_lists() -> None:
    reviews = [make_review(worth=worth) for worth in (0.2, 0.9, 0.5)]

    rows = read(list(csv_chunks(Review.objects.order_by("-worth"))))

    assert [row["id"] for row in rows] == [f"FC-{reviews[n].pk}" for n in (1, 2, 0)]


@pytest.mark.django_db
def test_it_asks_once_however_many_there_are(django_assert_num_queries: object) -> None:
    for _ in range(3):
        make_link(make_review())

    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(list(csv_lines(Review.objects.all()))) == 4


@pytest.mark.django_db
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@example(wording='a,"b";\r\n=1', claimant="\t=1+1", headline="＝SUM(A1)", url="+1")
@example(wording=" \u200b=1+1", claimant="\u00a0@x", headline="-2", url="\u3000-1")
@given(wording=TEXT, claimant=TEXT, headline=TEXT, url=TEXT)
def test_whatever_is_written_is_read_back(
    wording: str, claimant: str, headline: str, url: str
) -> None:
    """Any text comes back as it was, but for the apostrophe before what may be a formula."""
    claim = Claim.objects.first() or make_claim()
    Claim.objects.filter(pk=claim.pk).update(wording=wording, claimant=claimant)
    Article.objects.filter(pk=claim.article_id).update(headline=headline or "None", url=url)
    written = {
        "claim": wording,
        "claimant": claimant,
        "article": headline or "None",
        "article_url": url,
    }

    [row] = read(list(csv_chunks(Review.objects.all())))

    for name, text in written.items():
        assert row[name] in (text, f"'{text}")
        assert not row[name].startswith(tuple(FORMULA_STARTS))
        assert not row[name].strip().startswith(tuple(FORMULA_STARTS))
    assert list(row) == list(COLUMNS)


@given(
    text=TEXT, start=st.sampled_from(FORMULA_STARTS), blanks=st.text(" \u00a0\u3000\u200b\ufeff")
)
def test_no_cell_begins_a_formula(text: str, start: str, blanks: str) -> None:
    assert _safe(blanks + start + text).startswith("'")


@given(text=st.text(st.characters(categories=["L", "N"]), min_size=1).map(lambda t: t + "=-+@"))
def test_a_cell_that_begins_with_a_letter_is_left_alone(text: str) -> None:
    assert _safe(text) == text


def test_the_file_name_says_when_in_utc() -> None:
    summer = timezone(timedelta(hours=3))

    assert (
        csv_file_name(datetime(2026, 11, 22, 1, 5, tzinfo=summer)) == "claims-2026-11-21-2205.csv"
    )
    assert csv_file_name(datetime(2026, 11, 22, 1, 5, tzinfo=UTC)) == "claims-2026-11-22-0105.csv"
