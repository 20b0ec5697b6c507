"""The desk's work on a claim: its review, and the verdicts it comes to."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Floor, Greatest, Least, Now
from django.urls import reverse
from django.utils import timezone

from claims.models.articles import Outlet, sensible
from claims.models.claims import Claim
from claims.models.people import User
from claims.text.checkworthiness import Reason

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from claims.models.evidence import Attempt, EvidenceLink

_MINUTES_OF_DEADLINE = 2**28

# The deadline to sort and compare by: what has none comes last, and is never late.
DUE = Coalesce("deadline", Value(datetime.fromisoformat("9999-12-31T00:00:00+00:00")))


class _EpochUTC(models.Func):
    """Seconds since 1970, in the one form that PostgreSQL calls immutable."""

    template = "EXTRACT(EPOCH FROM (%(expressions)s) AT TIME ZONE 'UTC')"
    output_field = models.FloatField()


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: User) -> Self:
        """As far as the person may see the article the claim stands in."""
        if user.has_perm("claims.see_every_article"):
            return self
        return self.filter(claim__article__submitted_by=user)

    def for_list(self) -> Self:
        """With what a line of a list shows, and without the articles' texts."""
        return self.select_related(
            "claim__article__outlet", "verdict__by", "assignee", "held_by", "signed_off_by"
        ).defer("claim__article__text")

    def on_desk(self) -> Self:
        """Everything but what was dropped."""
        return self.exclude(state=Review.State.DROPPED)

    def open(self) -> Self:
        return self.filter(state=Review.State.OPEN)

    def free_for(self, user: User, *, at: datetime) -> Self:
        """Open claims nobody else holds or was given, and nobody has parked."""
        return self.open().filter(
            Q(held_until=None) | Q(held_until__lte=at) | Q(held_by=user),
            Q(assignee=None) | Q(assignee=user),
            parked=False,
        )

    def due_before(self, moment: datetime) -> Self:
        return self.alias(due=DUE).filter(due__lt=moment)

    def awaiting_sign_off_by(self, user: User) -> Self:
        """Proposed by others; nobody signs off their own."""
        return self.filter(state=Review.State.PROPOSED).exclude(proposed_by=user)


class Review(models.Model):
    """The desk's work on one claim: how urgent it is, who has it, where it stands.

    The state says how far the work is; the verdict says what was found. They are never mixed.
    Triage's columns stand here beside the state, so that one index orders the queue.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        PROPOSED = "proposed", "Awaiting sign-off"
        SETTLED = "settled", "Settled"
        DROPPED = "dropped", "Dropped"

    class Band(models.TextChoices):
        MUST = "must", "Must check"
        CHECK = "check", "Check"
        MINOR = "minor", "Minor"

    class Priority(models.IntegerChoices):
        URGENT = 2, "Urgent"
        HIGH = 1, "High"
        NORMAL = 0, "Normal"
        LOW = -1, "Low"

    claim = models.OneToOneField(
        Claim, on_delete=models.PROTECT, primary_key=True, related_name="review"
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    verdict = models.ForeignKey(
        "Verdict", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_off_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)

    # Check-worthiness, 0 to 1, and its band: what `Weights` makes of the next three.
    worth = models.FloatField("check-worthiness", default=0.0)
    band = models.CharField(max_length=5, choices=Band, default=Band.MINOR)
    # [{"name", "words"}], as claims.text.checkworthiness.Reason has it.
    reasons = models.JSONField(default=list, blank=True)
    # The trained reader's log-odds and its version; None and "" where it did not read the claim.
    reader = models.FloatField(null=True, blank=True)
    model = models.CharField(max_length=40, blank=True)

    priority = models.SmallIntegerField(choices=Priority, default=Priority.NORMAL)
    pinned = models.BooleanField(default=False)
    parked = models.BooleanField(default=False)
    # Another article contradicts the claim: a standing match of it is a discrepancy.
    discrepant = models.BooleanField(default=False)
    # When its claim came into the queue.
    queued_at = models.DateTimeField(default=timezone.now, db_default=Now(), editable=False)
    # What the queue is narrowed by, as the article and the claim have it: a trigger keeps it so.
    article_outlet = models.ForeignKey(
        Outlet,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        db_index=False,
        related_name="+",
    )
    hedged = models.BooleanField(default=False, db_default=False, editable=False)
    deadline = models.DateTimeField(null=True, blank=True)
    assignee = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="assigned_reviews"
    )
    held_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="held_reviews"
    )
    held_until = models.DateTimeField(null=True, blank=True)

    # The queue's order in one number, smallest first: pinned, priority, must check, deadline,
    # worth. One column keeps a page by key one index range, however deep the page.
    urgency = models.GeneratedField(
        expression=(
            Case(When(pinned=True, then=Value(0)), default=Value(1)) * Value(2**43)
            + (Value(2) - F("priority")) * Value(2**40)
            + Case(When(band="must", then=Value(0)), When(band="check", then=Value(1)), default=2)
            * Value(2**38)
            + Least(
                Greatest(
                    Coalesce(
                        Floor(_EpochUTC("deadline") / Value(60.0)), float(_MINUTES_OF_DEADLINE - 1)
                    ),
                    Value(0.0),
                ),
                Value(float(_MINUTES_OF_DEADLINE - 1)),
            )
            * Value(2**10)
            + Floor((Value(1.0) - F("worth")) * Value(1000.0))
        ),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    objects = ReviewQuerySet.as_manager()

    if TYPE_CHECKING:
        verdicts: RelatedManager["Verdict"]
        links: RelatedManager["EvidenceLink"]
        attempts: RelatedManager["Attempt"]

    class Meta:
        # What people call them all together.
        verbose_name_plural = "queue"
        constraints = [
            # A second person signs off, whatever the code above this table does.
            models.CheckConstraint(
                condition=Q(signed_off_by=None) | ~Q(signed_off_by=F("proposed_by")),
                name="review_signed_off_by_another",
            ),
            # What is proposed or settled says what was found and by whom; what is open does not.
            models.CheckConstraint(
                condition=Q(state__in=["open", "dropped"], verdict=None, proposed_by=None)
                | Q(
                    state__in=["proposed", "settled"],
                    verdict__isnull=False,
                    proposed_by__isnull=False,
                ),
                name="review_verdict_fits_state",
            ),
            # Settled means signed off, with a time; nothing else is.
            models.CheckConstraint(
                condition=Q(
                    state="settled", signed_off_by__isnull=False, signed_off_at__isnull=False
                )
                | (~Q(state="settled") & Q(signed_off_by=None, signed_off_at=None)),
                name="review_settled_is_signed_off",
            ),
            # A lease has a holder and an end, or neither.
            models.CheckConstraint(
                condition=Q(held_by=None, held_until=None)
                | Q(held_by__isnull=False, held_until__isnull=False),
                name="review_lease_whole",
            ),
            sensible("deadline", name="review_deadline_sensible"),
            # The urgency has ten bits for it.
            models.CheckConstraint(
                condition=Q(worth__gte=0.0, worth__lte=1.0), name="review_worth_0_to_1"
            ),
            # … and three bits for this.
            models.CheckConstraint(
                condition=Q(priority__gte=-1, priority__lte=2), name="review_priority_known"
            ),
        ]
        indexes = [
            # The queue, and "take the next one": a state in the desk's order.
            models.Index(fields=["state", "urgency", "claim"], name="review_queue"),
            # "Must check", where few of many are; and its count.
            models.Index(
                fields=["state", "urgency", "claim"],
                name="review_must_check",
                condition=Q(band="must"),
            ),
            # "Parked", and its count: a handful of millions.
            models.Index(
                fields=["state", "urgency", "claim"],
                name="review_parked",
                condition=Q(parked=True),
            ),
            # "Has a discrepancy", and its count.
            models.Index(
                fields=["state", "urgency", "claim"],
                name="review_discrepant",
                condition=Q(discrepant=True),
            ),
            # `has:hedge`, and its count.
            models.Index(
                fields=["state", "urgency", "claim"],
                name="review_hedged",
                condition=Q(hedged=True),
            ),
            # `priority:urgent`, and its count: most claims have none.
            models.Index(
                fields=["state", "urgency", "claim"],
                name="review_prioritised",
                condition=~Q(priority=0),
            ),
            # `outlet:`: the claims of an outlet in the desk's order.
            models.Index(
                fields=["article_outlet", "state", "urgency", "claim"],
                name="review_of_outlet",
                condition=Q(article_outlet__isnull=False),
            ),
            # "Mine": what is assigned to a person, in the desk's order.
            models.Index(
                fields=["assignee", "state", "urgency", "claim"],
                name="review_of_assignee",
                condition=Q(assignee__isnull=False),
            ),
            # "Mine" by deadline, on the desk; and how many of mine are late, or due soon.
            models.Index(
                F("assignee"),
                DUE,
                F("urgency"),
                F("claim"),
                name="review_due_of_assignee",
                condition=Q(state="open", assignee__isnull=False),
            ),
            # How many of a person's verdicts wait for a second reader.
            models.Index(
                fields=["proposed_by"], name="review_proposed", condition=Q(state="proposed")
            ),
            # The desk's age of the open queue.
            models.Index(fields=["queued_at"], name="review_open_since", condition=Q(state="open")),
            # The desk's settled per day.
            models.Index(
                fields=["signed_off_at"],
                name="review_settled_at",
                include=["verdict"],
                condition=Q(state="settled"),
            ),
            # The queue ordered by check-worthiness.
            models.Index(fields=["state", "-worth", "-claim"], name="review_by_worth"),
            # The queue ordered by deadline; what has none comes last. Also "past deadline".
            models.Index(
                F("state"),
                DUE,
                F("claim"),
                name="review_by_deadline",
            ),
            # What a person holds at the moment.
            models.Index(
                fields=["held_by"], name="review_held", condition=Q(held_by__isnull=False)
            ),
        ]
        triggers = [
            # Its claim, its verdicts and its history stay: so does it.
            pgtrigger.Protect(name="review_never_deleted", operation=pgtrigger.Delete),
            # Whatever is written into these two: they are what the claim and its article say.
            pgtrigger.Trigger(
                name="review_knows_its_claim",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("article_outlet_id", "hedged"),
                func="""
                    SELECT article.outlet_id, claim.hedges <> '[]'::jsonb
                    INTO NEW.article_outlet_id, NEW.hedged
                    FROM claims_claim claim JOIN claims_article article
                        ON article.id = claim.article_id
                    WHERE claim.id = NEW.claim_id;
                    NEW.hedged = COALESCE(NEW.hedged, false);
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("review", args=[self.pk])

    @property
    def why(self) -> tuple[Reason, ...]:
        """The reasons of its check-worthiness."""
        return tuple(Reason(**reason) for reason in self.reasons)

    @property
    def finding(self) -> "Verdict | None":
        """The verdict that the desk stands by; None until it is settled."""
        return self.verdict if self.state == self.State.SETTLED else None

    @property
    def mark(self) -> str:
        """What a badge says of it: its verdict once it is settled, else its state."""
        return self.finding.verdict if self.finding else self.state

    @property
    def is_must_check(self) -> bool:
        return self.band == self.Band.MUST

    def is_held_by_another(self, user: User, *, at: datetime) -> bool:
        """Somebody else works on it right now."""
        return self.held_until is not None and self.held_until > at and self.held_by_id != user.pk

    def is_held_by(self, user: User, *, at: datetime) -> bool:
        return self.held_until is not None and self.held_until > at and self.held_by_id == user.pk


class Verdict(models.Model):
    """What the desk found, with its reason. Insert-only: a later one supersedes it."""

    class Value(models.TextChoices):
        VERIFIED = "verified", "Verified"
        UNVERIFIED = "unverified", "Unverified"
        CONTESTED = "contested", "Contested"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="verdicts")
    verdict = models.CharField(max_length=10, choices=Value)
    reason = models.TextField()
    # Why the policy was set aside, where it was.
    override_reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            # Every verdict has a reason.
            models.CheckConstraint(condition=~Q(reason=""), name="verdict_has_reason"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="verdict_insert_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()
