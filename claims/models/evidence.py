"""What was consulted, what it says of a claim, and what was tried in vain."""

import re
from datetime import datetime
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.urls import reverse

from claims.models.articles import sensible
from claims.models.people import User
from claims.models.reviews import Review


def _kept(name: str, *fields: str) -> list[pgtrigger.Trigger]:
    """A verdict rests on these rows: they are never deleted, and `fields` of them never change."""
    changed = " OR ".join(f"OLD.{field} IS DISTINCT FROM NEW.{field}" for field in fields)
    return [
        pgtrigger.Protect(name=f"{name}_never_deleted", operation=pgtrigger.Delete),
        pgtrigger.Protect(
            name=f"{name}_stays_the_same",
            operation=pgtrigger.UpdateOf(*fields),
            condition=pgtrigger.Condition(changed),
        ),
    ]


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: User) -> Self:
        """The desk sees all; a reporter what is linked to their claims and not sensitive."""
        if user.has_perm("claims.see_every_article"):
            return self
        theirs = EvidenceLink.objects.standing().filter(review__claim__article__submitted_by=user)
        return self.filter(pk__in=theirs.values("evidence"), sensitive=False)

    def at_address(self, address: str) -> Self:
        """Those of the same page: with or without https, "www.", a mark in the page, a last "/"."""
        core = _core(address)
        return self.filter(url__icontains=core).filter(
            url__iregex=rf"^https?://(www\.)?{re.escape(core)}/?(#.*)?$"
        )


def _core(address: str) -> str:
    """What makes an address this page's and no other's."""
    parts = urlsplit(address)
    host = parts.netloc.removeprefix("www.")
    return urlunsplit(("", "", host + parts.path, parts.query, "")).rstrip("/")


class Evidence(models.Model):
    """A source consulted: a page, an uploaded document, or a passage. Reused across claims."""

    class Kind(models.TextChoices):
        PRIMARY = "primary", "Primary"
        SECONDARY = "secondary", "Secondary"

    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=10, choices=Kind)
    url = models.URLField("web address", max_length=2000, blank=True)
    file = models.FileField(upload_to="evidence/%Y/%m/", blank=True)
    file_name = models.CharField("name of the file as uploaded", max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    passage = models.TextField("verbatim passage", blank=True)
    locator = models.CharField("page, paragraph or minute", max_length=200, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    accessed_on = models.DateField(null=True, blank=True)
    sensitive = models.BooleanField(
        "sensitive: names nobody may see outside the desk", default=False
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            # Evidence can be looked at: there is an address, a file or a passage.
            models.CheckConstraint(
                condition=~Q(url="", file="", passage=""), name="evidence_can_be_looked_at"
            ),
        ]
        indexes = [
            # The library: newest first, by key.
            models.Index(fields=["-added_at", "-id"], name="evidence_newest"),
            # The same, of what one person added.
            models.Index(fields=["added_by", "-added_at", "-id"], name="evidence_of_person"),
            # The same, of the few that only the desk may see.
            models.Index(
                fields=["-added_at", "-id"], name="evidence_sensitive", condition=Q(sensitive=True)
            ),
            # Its search box: parts of words, in any case.
            GinIndex(
                OpClass(Upper("title"), name="gin_trgm_ops"),
                OpClass(Upper("url"), name="gin_trgm_ops"),
                OpClass(Upper("publisher"), name="gin_trgm_ops"),
                OpClass(Upper("passage"), name="gin_trgm_ops"),
                name="evidence_search",
            ),
        ]
        triggers = _kept("evidence", "title", "kind", "url", "sha256", "file", "passage")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evidence", args=[self.pk])

    @property
    def origin(self) -> str:
        """Whom it goes back to, to count independent sources: publisher, else host, else nobody."""
        return " ".join(self.publisher.split()).casefold() or self.host

    @property
    def host(self) -> str:
        """The host of its address without "www."; empty where it has none."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


class EvidenceLinkQuerySet(models.QuerySet["EvidenceLink"]):
    def standing(self) -> Self:
        """Links that nobody has taken away again."""
        return self.filter(removed_at=None)

    def copied_to(self, review_id: int, *, by: User, at: datetime) -> "list[EvidenceLink]":
        """These links as links of another review, not saved yet: those of evidence it has not."""
        standing = EvidenceLink.objects.standing().filter(review=review_id)
        seen = set(standing.values_list("evidence_id", flat=True))
        copies: list[EvidenceLink] = []
        for link in self:
            if link.evidence_id not in seen:
                seen.add(link.evidence_id)
                copies.append(
                    EvidenceLink(
                        review_id=review_id,
                        evidence=link.evidence,
                        stance=link.stance,
                        note=link.note,
                        by=by,
                        at=at,
                    )
                )
        return copies


class EvidenceLink(models.Model):
    """What a piece of evidence says of a claim."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", "Supports"
        REFUTES = "refutes", "Refutes"
        CONTEXT = "context", "Context"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="links")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="links")
    stance = models.CharField(max_length=10, choices=Stance)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceLinkQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            # A source counts once for a claim.
            models.UniqueConstraint(
                fields=["review", "evidence"],
                condition=Q(removed_at=None),
                name="evidence_linked_once",
            ),
        ]
        indexes = [
            # What a person used lately: it suggests itself for their next claim.
            models.Index(fields=["by", "-at"], name="link_lately", condition=Q(removed_at=None)),
        ]
        # It is taken away by `removed_at`.
        triggers = _kept("link", "review_id", "evidence_id", "stance")

    def __str__(self) -> str:
        return f"{self.evidence} {self.stance}"


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def standing(self) -> Self:
        """Attempts that were not recorded by mistake."""
        return self.filter(removed_at=None)


class Attempt(models.Model):
    """What was tried to find out: without one, "unverified" would only mean "not looked at"."""

    class Kind(models.TextChoices):
        CALL = "call", "Call"
        MESSAGE = "message", "Message"
        SEARCH = "search", "Search"
        REPLY = "reply", "Right of reply"
        VISIT = "visit", "Visit"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="attempts")
    kind = models.CharField(max_length=10, choices=Kind)
    what = models.TextField("what was tried, and what came of it")
    reply_due = models.DateTimeField("reply asked for by", null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [sensible("reply_due", name="attempt_reply_due_sensible")]
        triggers = _kept("attempt", "review_id", "kind", "what", "by_id")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what}"
