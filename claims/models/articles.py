"""What comes in: articles of outlets, and the sentences they fall into."""

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from claims.models.people import User

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from claims.models.claims import Claim


# Nobody means a deadline beyond these, and near the ends of the calendar no page can show one.
EARLIEST, TOO_LATE = datetime(2000, 1, 1, tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC)


def is_sensible(deadline: datetime | None) -> bool:
    """Whether it may be stored: in the years 2000 to 2100, or none."""
    return deadline is None or EARLIEST <= deadline < TOO_LATE


def sensible(field: str, *, name: str) -> models.CheckConstraint:
    """What `is_sensible` says of `field`, held by the database."""
    return models.CheckConstraint(
        condition=models.Q((f"{field}__gte", EARLIEST), (f"{field}__lt", TOO_LATE)),
        name=name,
        violation_error_message="Give a year between 2000 and 2100.",
    )


class Outlet(models.Model):
    """The publication an article appeared in."""

    name = models.CharField(max_length=200)
    url = models.URLField("web address", blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            # "The guardian" and "The Guardian" are one outlet.
            models.UniqueConstraint(Lower("name"), name="outlet_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: User) -> Self:
        """A reporter sees what they handed in; the desk sees everything."""
        if user.has_perm("claims.see_every_article"):
            return self
        return self.filter(submitted_by=user)

    def without_text(self) -> Self:
        """For lists: an article's text can be half a megabyte."""
        return self.select_related("outlet").defer("text")

    def on_desk(self) -> Self:
        """Handed in and not yet cleared."""
        return self.exclude(state=Article.State.CLEARED)


class Article(models.Model):
    """A text as received. The text never changes once stored: every offset points into it."""

    class State(models.TextChoices):
        RECEIVED = "received", "Received"
        EXTRACTED = "extracted", "Extracted"
        IN_CHECK = "in_check", "In check"
        CLEARED = "cleared", "Cleared"
        HELD = "held", "Held"

    # A book of 80,000 words. Longer texts are no article, and finding their claims would keep the
    # worker from everybody else's for minutes.
    MAX_LENGTH = 500_000

    headline = models.CharField(max_length=500, blank=True)
    byline = models.CharField(max_length=300, blank=True)
    # Empty where the text does not say and nobody knows yet.
    outlet = models.ForeignKey(
        Outlet, on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    url = models.URLField("web address", max_length=2000, blank=True)
    published_on = models.DateField("publication date", null=True, blank=True)
    language = models.CharField(max_length=35, default="en")
    deadline = models.DateTimeField(null=True, blank=True)
    doubts = models.TextField("what the writer doubts", blank=True)
    text = models.TextField()
    # The first words of the text: what a list calls an article without a headline.
    opening = models.CharField(max_length=120, editable=False)
    text_sha256 = models.CharField(max_length=64, editable=False)
    # The same words with other white space are the same article: see `fingerprint_of`.
    fingerprint = models.CharField(max_length=64, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    submitted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="articles"
    )
    received_at = models.DateTimeField()
    cleared_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cleared_at = models.DateTimeField(null=True, blank=True)
    # How far the worker has come; written outside its transaction, so that a page can show it.
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    progress_error = models.TextField(blank=True)

    objects = ArticleQuerySet.as_manager()

    if TYPE_CHECKING:
        claims: RelatedManager["Claim"]
        sentences: RelatedManager["Sentence"]

    class Meta:
        constraints = [
            # The same text twice is refused, also when two people hand it in at once.
            models.UniqueConstraint(fields=["fingerprint"], name="article_text_once"),
            # A cleared article says who cleared it; any other says nobody.
            models.CheckConstraint(
                condition=models.Q(state="cleared", cleared_by__isnull=False)
                | (~models.Q(state="cleared") & models.Q(cleared_by=None)),
                name="article_cleared_by_somebody",
            ),
            sensible("deadline", name="article_deadline_sensible"),
        ]
        indexes = [
            # The article list: newest first, by key.
            models.Index(fields=["-received_at", "-id"], name="article_newest"),
            # The desk's articles, the nearest deadline first.
            models.Index(
                fields=["deadline", "-received_at", "-id"],
                name="article_on_desk",
                condition=~models.Q(state="cleared"),
            ),
            # What was cleared lately.
            models.Index(
                fields=["-cleared_at", "-id"],
                name="article_cleared",
                condition=models.Q(state="cleared"),
            ),
            # The article list, narrowed to a state.
            models.Index(fields=["state", "-received_at", "-id"], name="article_in_state"),
            # A reporter's own articles.
            models.Index(fields=["submitted_by", "-received_at"], name="article_of_reporter"),
        ]
        triggers = [
            # Every claim's offsets count characters of this text.
            pgtrigger.Protect(
                name="article_text_never_changes",
                operation=pgtrigger.UpdateOf("text", "text_sha256", "fingerprint", "opening"),
                condition=pgtrigger.Condition(
                    "OLD.text IS DISTINCT FROM NEW.text"
                    " OR OLD.text_sha256 IS DISTINCT FROM NEW.text_sha256"
                    " OR OLD.fingerprint IS DISTINCT FROM NEW.fingerprint"
                    " OR OLD.opening IS DISTINCT FROM NEW.opening"
                ),
            ),
            pgtrigger.Protect(name="article_never_deleted", operation=pgtrigger.Delete),
            # The queue is narrowed by it.
            pgtrigger.Trigger(
                name="article_tells_its_outlet",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("outlet_id"),
                condition=pgtrigger.Condition("OLD.outlet_id IS DISTINCT FROM NEW.outlet_id"),
                func="""
                    UPDATE claims_review SET article_outlet_id = NEW.outlet_id
                    FROM claims_claim claim
                    WHERE claim.article_id = NEW.id AND claim.id = claims_review.claim_id;
                    RETURN NULL;
                """,
            ),
            # What the search box finds it by: see `ArticleWords`.
            pgtrigger.Trigger(
                name="article_words_follow",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("headline", "byline", "outlet_id"),
                func="""
                    INSERT INTO claims_articlewords (article_id, words)
                    VALUES (NEW.id, to_tsvector('simple', concat_ws(' ', NEW.headline, NEW.byline,
                        'outlet' || NEW.outlet_id, left(NEW.text, 100000))))
                    ON CONFLICT (article_id) DO UPDATE SET words = EXCLUDED.words;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def title(self) -> str:
        return self.headline or f"{self.opening} …"

    @property
    def outlet_name(self) -> str:
        return self.outlet.name if self.outlet else "Outlet not given"

    @property
    def is_extracting(self) -> bool:
        return self.state == self.State.RECEIVED

    @staticmethod
    def opening_of(text: str) -> str:
        """The first words of `text`, at most 100 characters, whole where there are spaces."""
        words = " ".join(text[:1000].split())
        return words if len(words) <= 100 else words[:101].rpartition(" ")[0] or words[:100]

    @staticmethod
    def fingerprint_of(text: str) -> str:
        """The SHA-256 of the words of `text`, whatever the white space between them."""
        return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


class Sentence(models.Model):
    """A span of an article: text[start:end], in characters."""

    class Kind(models.TextChoices):
        BODY = "body", "Body"
        FURNITURE = "furniture", "Page furniture"
        HEADING = "heading", "Heading"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="sentences")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    paragraph = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField("why it is skipped", max_length=200, blank=True)
    # Somebody looked at a line without a claim and found nothing to check in it.
    passed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["start"]
        constraints = [
            # Reading order; and a second extraction cannot double the first.
            models.UniqueConstraint(fields=["article", "start"], name="sentence_once"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="sentence_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end} {self.kind}"

    @property
    def is_skipped(self) -> bool:
        return self.kind != self.Kind.BODY

    @property
    def why_skipped(self) -> str:
        """Why it is no part of the article, in words; empty for body."""
        return (self.reason or self.get_kind_display().lower()) if self.is_skipped else ""
