"""Where reports come from: outlets, bodies and persons, and who cites whom."""

from django.db import models
from django.db.models import F, Q

from claims.models.articles import Article
from claims.models.claims import Claim
from claims.models.people import User


class Origin(models.Model):
    """An outlet, body or person that a report goes back to.

    Variants of a name have one key ("the Guardian", British “Guardian”); what keys do not join,
    an editor joins by `same_as`.
    """

    class Kind(models.TextChoices):
        OUTLET = "outlet", "Outlet"
        BODY = "body", "Body"
        PERSON = "person", "Person"

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=6, choices=Kind)
    # As claims.text.origins.key has it.
    key = models.CharField(max_length=300)
    same_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="variants"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            # Variants of one name are one origin.
            models.UniqueConstraint(fields=["kind", "key"], name="origin_once"),
            models.CheckConstraint(
                condition=Q(same_as=None) | ~Q(same_as=F("id")), name="origin_not_its_own_variant"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CitationQuerySet(models.QuerySet["Citation"]):
    def standing(self) -> "CitationQuerySet":
        """What nobody has taken out."""
        return self.filter(removed=False)


class Citation(models.Model):
    """An edge of the graph of who cites whom, as one article tells it.

    Article → outlet → person or body: `citing` None is the article itself. `claim` None holds for
    all of the article ("Sources: The Guardian, BBC"). What an editor has corrected, reading the
    article anew leaves alone.
    """

    class How(models.TextChoices):
        ATTRIBUTION = "attribution", "Attribution"
        TOLD = "told", "Told to it"
        REPORTS = "reports", "Its report"
        SOURCES = "sources", "Line of sources"
        LINK = "link", "Link"
        CREDIT = "credit", "Credit"
        EDITOR = "editor", "Added by an editor"

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="citations")
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="citations"
    )
    citing = models.ForeignKey(
        Origin, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cited = models.ForeignKey(Origin, on_delete=models.PROTECT, related_name="citations")
    how = models.CharField(max_length=11, choices=How)
    # The words of the article that say so, and where they stand in its text.
    words = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    removed = models.BooleanField(default=False)
    # The editor who added, corrected or took it out; None while it stands as read.
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            # Read twice is there once.
            models.UniqueConstraint(
                fields=["article", "claim", "citing", "cited"],
                name="citation_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(citing=None) | ~Q(citing=F("cited")), name="citation_of_another"
            ),
            # Only a person takes out what was read.
            models.CheckConstraint(
                condition=Q(removed=False) | Q(by__isnull=False),
                name="citation_removed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citing or self.article} cites {self.cited}"
