"""What several articles say about one fact: how a claim is found again, matches, stories.

    claim --Embedding--> candidates --Match--> story

A match joins two claims of different articles. Stories are what confirmed and suggested matches
join, directly or by others between them: so the order in which articles came changes nothing.
"""

from typing import TYPE_CHECKING, Self

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse
from pgvector.django import HalfVectorField, HnswIndex

from claims.models.articles import Article
from claims.models.claims import Claim
from claims.models.people import User

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

# MiniLM-L6's.
DIMENSIONS = 384


class Embedding(models.Model):
    """How a claim is found again: its place among the meanings, and its content words.

    A table of its own, as every page reads claims and only matching reads these.
    """

    claim = models.OneToOneField(
        Claim, on_delete=models.PROTECT, primary_key=True, related_name="embedding"
    )
    # The claim's: an article is not compared with itself, and that costs no join.
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="+")
    # The weights that made the vector; those of others are not compared with it.
    model = models.CharField(max_length=60)
    vector = HalfVectorField(dimensions=DIMENSIONS)
    # Those of its content words in their order, int8, as claims.text.embeddings.Embedded has them.
    words = models.BinaryField(default=b"")
    terms = SearchVectorField()
    # When its article was written as far as anybody knows: an ISO 8601 prefix, "--09-15" without
    # a year, "" for unknown. See claims.text.days.
    told = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [
            # The claims nearest in meaning, of a million, in milliseconds.
            HnswIndex(
                name="embedding_nearest",
                fields=["vector"],
                m=16,
                ef_construction=64,
                opclasses=["halfvec_cosine_ops"],
            ),
            # The claims that share rare words.
            GinIndex(fields=["terms"], name="embedding_terms"),
            # What weights other than today's have made.
            models.Index(fields=["model", "claim"], name="embedding_by_model"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.model}"


class Term(models.Model):
    """A content word and in how many claims it was found: the rare ones are worth a search.

    Only ever counted up, so that a reworded claim is counted twice: good enough to tell rare from
    common.
    """

    term = models.CharField(max_length=60, primary_key=True)
    claims = models.PositiveIntegerField()

    class Meta:
        indexes = [
            # Other spellings of a name.
            GinIndex(OpClass(F("term"), name="gin_trgm_ops"), name="term_spellings"),
        ]

    def __str__(self) -> str:
        return self.term


class MatchQuerySet(models.QuerySet["Match"]):
    def of(self, claim_id: int) -> Self:
        return self.filter(Q(a=claim_id) | Q(b=claim_id))

    def standing(self) -> Self:
        """What nobody has rejected."""
        return self.exclude(state=Match.State.REJECTED)

    def on_desk(self) -> Self:
        """Those of which nobody has dropped a claim."""
        return self.exclude(a__review__state="dropped").exclude(b__review__state="dropped")

    def confirmed(self) -> Self:
        return self.filter(state=Match.State.CONFIRMED)

    def discrepant(self) -> Self:
        return self.standing().filter(relation=Match.Relation.DISCREPANCY)


class Match(models.Model):
    """Two claims of different articles about the same fact, and how what they say compares.

    Suggested by Factcheck, confirmed or rejected by a person, who may think better of it. A
    rejected pair stays here, so that it is never suggested again. `a` is the claim of the smaller
    key; nothing follows from which of the two it is.
    """

    class Relation(models.TextChoices):
        SAME = "same", "Same"
        COMPATIBLE = "compatible", "Compatible"
        CHANGED = "changed", "Changed over time"
        DISCREPANCY = "discrepancy", "Discrepancy"

    class State(models.TextChoices):
        SUGGESTED = "suggested", "Suggested"
        CONFIRMED = "confirmed", "Confirmed"
        REJECTED = "rejected", "Rejected"

    a = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    b = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    # How likely both are about the same fact, 0 to 1, and why in words.
    similarity = models.FloatField()
    why = models.TextField()
    relation = models.CharField(max_length=11, choices=Relation)
    # Why it is so, in a sentence.
    relation_why = models.TextField(blank=True)
    # Why one seems to be copied from the other, or both from a third; "" where neither does.
    copied = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.SUGGESTED)
    # Who confirmed or rejected it.
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "matches"
        constraints = [
            # A pair is one match, whichever claim came first.
            models.UniqueConstraint(fields=["a", "b"], name="match_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="match_in_order"),
            models.CheckConstraint(
                condition=Q(similarity__gte=0.0, similarity__lte=1.0), name="match_similarity"
            ),
            # A suggestion is the machine's, a decision somebody's.
            models.CheckConstraint(
                condition=Q(state="suggested", by=None)
                | (~Q(state="suggested") & Q(by__isnull=False)),
                name="match_decided_by_somebody",
            ),
        ]
        indexes = [
            # The desk's new discrepancies.
            models.Index(
                fields=["-at", "-id"],
                name="match_discrepant",
                condition=Q(relation="discrepancy") & ~Q(state="rejected"),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="match_of_two_articles",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("a_id", "b_id"),
                func="""
                    IF (SELECT article_id FROM claims_claim WHERE id = NEW.a_id)
                        = (SELECT article_id FROM claims_claim WHERE id = NEW.b_id) THEN
                        RAISE EXCEPTION 'a match joins claims of different articles'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # What a person has decided is history; what was only suggested may go.
            pgtrigger.Protect(
                name="match_decided_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.state <> 'suggested'"),
            ),
        ]

    def __str__(self) -> str:
        return f"FC-{self.a_id} and FC-{self.b_id}: {self.get_relation_display().lower()}"

    @property
    def is_rejected(self) -> bool:
        return self.state == self.State.REJECTED

    @property
    def is_discrepancy(self) -> bool:
        return self.relation == self.Relation.DISCREPANCY and not self.is_rejected

    def other(self, claim_id: int) -> Claim:
        """The claim at the other end."""
        return self.b if self.a_id == claim_id else self.a


class StoryQuerySet(models.QuerySet["Story"]):
    def visible_to(self, user: User) -> Self:
        """The desk's alone: a story lays side by side what a reporter may not see."""
        return self if user.has_perm("claims.see_every_article") else self.none()

    def standing(self) -> Self:
        return self.filter(merged_into=None, claims__gt=0)

    def holding(self, words: str) -> Self:
        """Those of which the title or one claim holds each of `words`; all for none."""
        found = self
        for word in words.replace("\0", "").split()[:12]:
            members = Membership.objects.filter(claim__wording__icontains=word)
            found = found.filter(Q(title__icontains=word) | Q(pk__in=members.values("story")))
        return found


class Story(models.Model):
    """Claims of several articles joined by matches: what all of them say about one fact.

    Its members follow the matches and are never set by hand: to split a story is to reject the
    matches between two parts of it. A story that was joined to another stays as a signpost.
    """

    title = models.CharField(max_length=300)
    # Who named it; None while it is called by its most central claim.
    named_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Its most central claim; None once it has no members.
    central = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Of its members now; 0 where others have taken them over.
    claims = models.PositiveIntegerField(default=0)
    articles = models.PositiveIntegerField(default=0)
    discrepant = models.BooleanField("holds a discrepancy", default=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = StoryQuerySet.as_manager()

    if TYPE_CHECKING:
        members: RelatedManager["Membership"]

    class Meta:
        verbose_name_plural = "stories"
        indexes = [
            # The list of stories, newest first, by key.
            models.Index(
                fields=["-changed_at", "-id"],
                name="story_newest",
                condition=Q(merged_into=None, claims__gt=0),
            ),
            # The same, of those that disagree.
            models.Index(
                fields=["-changed_at", "-id"],
                name="story_discrepant",
                condition=Q(merged_into=None, claims__gt=0, discrepant=True),
            ),
            # Search: parts of words of the title, in any case.
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="story_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("story", args=[self.pk])


class Membership(models.Model):
    """A claim's place in the one story that its matches join it to."""

    claim = models.OneToOneField(
        Claim, on_delete=models.PROTECT, primary_key=True, related_name="membership"
    )
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="members")

    def __str__(self) -> str:
        return f"{self.claim_id} in {self.story_id}"
