"""What happened: an append-only log whose links the database itself forges and guards.

    Event(chain="claim:12", action="review.signed_off", by=Bob, old={"state": "proposed"},
          new={"state": "settled"}, reason="Read the briefing myself.")

says that Bob signed off claim 12. `by` is None where Factcheck acted by itself (extraction).
Each claim, article and the desk itself has a chain of its own, so that people working on
different claims never wait for one another; `Chain` keeps its length and head, so that an event
missing from the end is noticed as surely as one missing from the middle.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from claims.models.articles import Article
from claims.models.claims import Claim
from claims.models.matches import Story
from claims.models.people import User
from claims.models.reviews import Review

FIRST_PREVIOUS = "0" * 64

# The text that is hashed, of the event `{event}`: one JSON array, whose form jsonb fixes.
CANONICAL_SQL = """jsonb_build_array(
    {event}.chain_id, {event}.sequence, {event}.action, {event}.by_id,
    to_char({event}.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    {event}.old, {event}.new, {event}.reason, {event}.previous)::text"""


class Chain(models.Model):
    """Length and last hash of the history of one thing; only the trigger of events writes it."""

    subject = models.CharField(primary_key=True, max_length=60)
    length = models.BigIntegerField()
    head = models.CharField(max_length=64)

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="chain_written_by_events_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                # Depth 1 is this trigger alone; 2 is this trigger inside that of an event.
                func="""
                    IF pg_trigger_depth() < 2 OR TG_OP = 'DELETE' THEN
                        RAISE EXCEPTION 'the head of a history is written by its events only';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class EventQuerySet(models.QuerySet["Event"]):
    def of(self, subject: models.Model) -> "EventQuerySet":
        """The history of one thing, in the order of its chain."""
        return self.filter(chain=chain_of(subject)).order_by("sequence")


class EventManager(models.Manager.from_queryset(EventQuerySet)):  # type: ignore[misc]
    def record(
        self,
        subject: models.Model,
        action: "Event.Action",
        *,
        by: User | None,
        old: Mapping[str, Any] | None = None,
        new: Mapping[str, Any] | None = None,
        reason: str = "",
    ) -> "Event":
        """Append one event to the chain of `subject`; what comes back has the database's time."""
        return self.create(**_fields(subject, action, by, old, new, reason))

    def record_changes(
        self,
        changes: Iterable[tuple[models.Model, Mapping[str, Any], Mapping[str, Any]]],
        action: "Event.Action",
        *,
        by: User | None,
        reason: str = "",
    ) -> None:
        """Append an event to the chain of each subject of (subject, old, new), in one statement."""
        self.bulk_create(
            Event(**_fields(subject, action, by, old, new, reason)) for subject, old, new in changes
        )


class Event(models.Model):
    """One line of history: who, when (UTC), what, old and new value, why."""

    class Action(models.TextChoices):
        ARTICLE_RECEIVED = "article.received", "Article received"
        ARTICLE_EXTRACTED = "article.extracted", "Claims extracted"
        ARTICLE_CHANGED = "article.changed", "Article details changed"
        ARTICLE_CLEARED = "article.cleared", "Article cleared"
        ARTICLE_UNCLEARED = "article.uncleared", "Clearance withdrawn"
        ARTICLE_HELD = "article.held", "Article held"
        ARTICLE_RELEASED = "article.released", "Hold lifted"
        SENTENCE_BROUGHT_BACK = "article.sentence_brought_back", "Skipped line brought back"
        SENTENCE_SKIPPED = "article.sentence_skipped", "Line skipped"
        SENTENCE_PASSED = "article.sentence_passed", "Line looked at: nothing to check"
        SENTENCE_UNPASSED = "article.sentence_unpassed", "Line to be looked at again"
        CLAIM_EXTRACTED = "claim.extracted", "Extracted"
        CLAIM_ADDED = "claim.added", "Claim added"
        CLAIM_REWORDED = "claim.reworded", "Reworded"
        CLAIM_SPLIT = "claim.split", "Split"
        CLAIM_MERGED = "claim.merged", "Merged"
        CLAIM_DROPPED = "claim.dropped", "Dropped"
        CLAIM_RESTORED = "claim.restored", "Restored"
        REVIEW_TAKEN = "review.taken", "Taken"
        REVIEW_RELEASED = "review.released", "Released"
        REVIEW_ASSIGNED = "review.assigned", "Assigned"
        REVIEW_PRIORITISED = "review.prioritised", "Priority changed"
        REVIEW_PINNED = "review.pinned", "Pinned"
        REVIEW_UNPINNED = "review.unpinned", "Unpinned"
        REVIEW_PARKED = "review.parked", "Parked"
        REVIEW_UNPARKED = "review.unparked", "Unparked"
        EVIDENCE_LINKED = "review.evidence_linked", "Evidence linked"
        EVIDENCE_REMOVED = "review.evidence_removed", "Evidence link removed"
        ATTEMPT_RECORDED = "review.attempt_recorded", "Attempt recorded"
        COMMENT_ADDED = "review.comment_added", "Comment added"
        COMMENT_RESOLVED = "review.comment_resolved", "Comment resolved"
        COMMENT_REOPENED = "review.comment_reopened", "Comment opened again"
        VERDICT_PROPOSED = "review.verdict_proposed", "Verdict proposed"
        VERDICT_SIGNED_OFF = "review.signed_off", "Signed off"
        VERDICT_SENT_BACK = "review.sent_back", "Sent back"
        REVIEW_REOPENED = "review.reopened", "Opened again"
        STEP_UNDONE = "review.step_undone", "Last step undone"
        MATCH_CONFIRMED = "match.confirmed", "Match confirmed"
        MATCH_REJECTED = "match.rejected", "Match rejected"
        DISCREPANCY_FOUND = "match.discrepancy_found", "Discrepancy found"
        STORY_NAMED = "story.named", "Story named"
        STORY_SPLIT = "story.split", "Story split"
        CITATION_ADDED = "article.citation_added", "Source added"
        CITATION_CORRECTED = "article.citation_corrected", "Source corrected"
        CITATION_REMOVED = "article.citation_removed", "Source removed"
        ORIGINS_JOINED = "desk.origins_joined", "Origins joined"
        ORIGIN_PARTED = "desk.origin_parted", "Origin parted"
        MATCHING_CHANGED = "desk.matching_changed", "Matching changed"
        DESK_FOUNDED = "desk.founded", "Desk founded"
        POLICY_CHANGED = "desk.policy_changed", "Policy changed"
        WEIGHTS_CHANGED = "desk.weights_changed", "Weights changed"
        OUTLET_CHANGED = "desk.outlet_changed", "Outlet changed"
        PERSON_CHANGED = "desk.person_changed", "Person changed"

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="events")
    sequence = models.BigIntegerField(editable=False)
    action = models.CharField(max_length=40, choices=Action)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    # The database's clock, whatever an insert says: nobody back-dates.
    at = models.DateTimeField(db_default=Now())
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    previous = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, editable=False)

    objects = EventManager()

    class Meta:
        constraints = [
            # One chain, no forks; also the order in which history is read.
            models.UniqueConstraint(fields=["chain", "sequence"], name="event_in_sequence"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="event_forge_link",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("tip", "claims_chain%ROWTYPE")],
                func=f"""
                    INSERT INTO claims_chain (subject, length, head)
                        VALUES (NEW.chain_id, 0, '{FIRST_PREVIOUS}') ON CONFLICT DO NOTHING;
                    SELECT * INTO tip FROM claims_chain
                        WHERE subject = NEW.chain_id FOR UPDATE;
                    NEW.at := clock_timestamp();
                    NEW.sequence := tip.length + 1;
                    NEW.previous := tip.head;
                    NEW.hash := encode(sha256(convert_to(
                        {CANONICAL_SQL.format(event="NEW")}, 'UTF8')), 'hex');
                    UPDATE claims_chain SET length = NEW.sequence, head = NEW.hash
                        WHERE subject = NEW.chain_id;
                    RETURN NEW;
                """,  # noqa: S608 -- two constants of this file
            ),
            pgtrigger.Protect(
                name="event_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            pgtrigger.Trigger(
                name="event_never_truncated",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'history is append-only';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain_id} #{self.sequence} {self.action}"

    @property
    def who(self) -> str:
        """Whose step it was, in words: what nobody did, the machine did."""
        return str(self.by or "Factcheck")


def chain_of(subject: models.Model) -> str:
    """The name of the chain that tells what happened to `subject`."""
    match subject:
        case Review():
            return f"claim:{subject.claim_id}"
        case Claim():
            return f"claim:{subject.pk}"
        case Article():
            return f"article:{subject.pk}"
        case Story():
            return f"story:{subject.pk}"
        case _:
            return "desk"


def _fields(
    subject: models.Model,
    action: Event.Action,
    by: User | None,
    old: Mapping[str, Any] | None,
    new: Mapping[str, Any] | None,
    reason: str,
) -> dict[str, Any]:
    return {
        "chain_id": chain_of(subject),
        "action": action,
        "by": by,
        "at": timezone.now(),
        "old": dict(old or {}),
        "new": dict(new or {}),
        "reason": reason,
        # Written by the trigger; not null, so that Django's insert passes the columns' types.
        "sequence": 0,
    }
