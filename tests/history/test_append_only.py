"""What the database itself refuses, whoever asks and by whatever way."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from claims.models import Article, Chain, Claim, Event, Review, Verdict
from tests.factories import make_review, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> Review:
    review = make_review()
    Event.objects.record(review, Event.Action.CLAIM_EXTRACTED, by=None)
    review.verdicts.create(verdict="verified", reason="Seen.", by=make_user(), at=timezone.now())
    return review


@transaction.atomic
def change(sql: str) -> int:
    with connection.cursor() as cursor:
        # What the fixture wrote is checked now, so that it cannot stand in the way of TRUNCATE.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql)
        return cursor.rowcount


def refused(sql: str) -> str:
    """The database's own words."""
    with pytest.raises(DatabaseError) as caught:
        change(sql)
    return str(caught.value)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claims_event SET reason = 'x'",
        "UPDATE claims_event SET reason = reason",
        "DELETE FROM claims_event",
        "UPDATE claims_verdict SET reason = 'x'",
        "DELETE FROM claims_verdict",
        "DELETE FROM claims_claim",
        "DELETE FROM claims_review",
        "DELETE FROM claims_article",
        "UPDATE claims_article SET text = text || '.'",
        "UPDATE claims_article SET text_sha256 = 'x'",
        "UPDATE claims_article SET fingerprint = 'x'",
    ],
)
def test_it_is_never_changed_nor_deleted(review: Review, sql: str) -> None:
    assert "pgtrigger: Cannot" in refused(sql)


def test_history_is_never_truncated(review: Review) -> None:
    assert "history is append-only" in refused("TRUNCATE claims_event")
    assert "history is append-only" in refused("TRUNCATE claims_event, claims_chain CASCADE")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claims_chain SET head = 'x'",
        "UPDATE claims_chain SET length = length + 1",
        "INSERT INTO claims_chain VALUES ('claim:0', 1, 'x')",
        "DELETE FROM claims_chain",
    ],
)
def test_heads_are_written_by_events_only(review: Review, sql: str) -> None:
    assert "the head of a history is written by its events only" in refused(sql)


def test_the_orm_is_refused_too(review: Review) -> None:
    event, verdict = Event.objects.of(review).get(), Verdict.objects.get()
    event.reason = verdict.reason = "Another"
    things: tuple[models.Model, ...] = (event, verdict)
    for thing in things:
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            thing.save()
    for rows in (Event.objects.all(), Verdict.objects.all()):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            rows.delete()
    assert Event.objects.of(review).get().reason == ""


def test_a_quote_stays_the_text(review: Review) -> None:
    assert "is its span of the article's text" in refused(
        "UPDATE claims_claim SET start = start + 1"
    )
    assert "is its span of the article's text" in refused("UPDATE claims_claim SET quote = 'x'")


def test_other_details_of_an_article_may_change(review: Review) -> None:
    """The guard is on the text alone."""
    assert Article.objects.update(headline="Another") == 1
    assert Claim.objects.update(wording="Another") == 1


def test_nobody_back_dates(review: Review) -> None:
    """The time is the database's, whatever the insert says; what comes back has it too."""
    before = timezone.now()
    event = Event.objects.create(
        chain_id=f"claim:{review.pk}",
        sequence=0,
        action=Event.Action.CLAIM_REWORDED,
        at=before - timedelta(days=365),
    )
    recorded = Event.objects.record(review, Event.Action.REVIEW_TAKEN, by=None)

    assert before <= event.at <= recorded.at
    assert [event.at, recorded.at] == [one.at for one in Event.objects.of(review)][1:]


def test_what_somebody_writes_into_an_event_is_overruled(review: Review) -> None:
    """Number, link and hash are the trigger's, whatever the insert says."""
    Event.objects.create(
        chain_id=f"claim:{review.pk}",
        sequence=99,
        action=Event.Action.CLAIM_REWORDED,
        at=timezone.now(),
        previous="x" * 64,
        hash="y" * 64,
    )

    first, second = Event.objects.of(review)
    assert (second.sequence, second.previous) == (2, first.hash)
    assert Chain.objects.get(pk=f"claim:{review.pk}").head == second.hash
