"""What is to be checked: a claim, anchored in its article's text."""

import re
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse

from claims.models.articles import Article
from claims.models.people import User

if TYPE_CHECKING:
    from claims.models.reviews import Review


def reference_in(words: str) -> int | None:
    """The key in "FC-12"; None where the words are anything else."""
    reference = re.fullmatch(r"fc-(\d{1,18})", words.strip(), re.IGNORECASE | re.ASCII)
    return int(reference[1]) if reference else None


def number_in(word: str) -> int | None:
    """The number of a row, as an address or a form gives it; None for what no row can have."""
    return int(word) if re.fullmatch(r"\d{1,18}", word, re.ASCII) else None


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: User) -> Self:
        """As far as the person may see the article it stands in."""
        if user.has_perm("claims.see_every_article"):
            return self
        return self.filter(article__submitted_by=user)


class Claim(models.Model):
    """A checkable assertion found in an article; `article.text[start:end]` is the quote, always.

    What the text says stands here and seldom changes; what the desk makes of it (state, verdict,
    who has it, how urgent) stands in its Review. A claim is never deleted: it is dropped.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="claims")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    wording = models.TextField("the claim as worded for checking")
    claimant = models.CharField(max_length=300, blank=True)
    claimant_doubt = models.CharField(max_length=300, blank=True)
    cue = models.CharField(max_length=200, blank=True)
    outlet = models.CharField("via outlet", max_length=200, blank=True)
    quoted = models.BooleanField("said in a quotation", default=False)
    # [{"start", "end", "text"}], offsets into the article's text.
    hedges = models.JSONField(default=list, blank=True)
    # As claims.text.figures.Figure has it, offsets into the article's text.
    figures = models.JSONField(default=list, blank=True)
    # None where the machine found it.
    added_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()

    objects = ClaimQuerySet.as_manager()

    if TYPE_CHECKING:
        review: "Review"

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            # Two halves of a sentence may be two claims; the same span is one. So a second
            # extraction doubles nothing, and a selection of a known span leads to its claim.
            models.UniqueConstraint(fields=["article", "start", "end"], name="claim_once"),
        ]
        indexes = [
            # The queue's search box: parts of words, in any case.
            GinIndex(
                OpClass(Upper("wording"), name="gin_trgm_ops"),
                OpClass(Upper("quote"), name="gin_trgm_ops"),
                OpClass(Upper("claimant"), name="gin_trgm_ops"),
                name="claim_search",
            ),
            # `added:<2d` of the queue.
            models.Index(fields=["created_at"], name="claim_added"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="claim_quote_is_the_text",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("quote", "start", "end", "article_id"),
                func="""
                    IF NEW.quote = '' OR NEW.quote IS DISTINCT FROM (
                        SELECT substr(article.text, NEW.start + 1, NEW."end" - NEW.start)
                        FROM claims_article article WHERE article.id = NEW.article_id
                    ) THEN
                        RAISE EXCEPTION 'the quote of a claim is its span of the article''s text'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # The same for new claims, which come by the thousand: the text of an article is
            # unpacked once a statement, and only as far as its new claims reach.
            pgtrigger.Trigger(
                name="claim_new_quotes_are_the_text",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="added"),
                func="""
                    IF EXISTS (
                        WITH piece AS MATERIALIZED (
                            SELECT reach.article_id, reach.low,
                                substr(article.text, reach.low + 1, reach.high - reach.low) AS text
                            FROM (
                                SELECT article_id, min(start) AS low, max("end") AS high
                                FROM added GROUP BY article_id
                            ) reach
                            JOIN claims_article article ON article.id = reach.article_id
                        )
                        SELECT FROM added LEFT JOIN piece USING (article_id)
                        WHERE added.quote = '' OR added.quote IS DISTINCT FROM
                            substr(piece.text, added.start - piece.low + 1,
                                added."end" - added.start)
                    ) THEN
                        RAISE EXCEPTION 'the quote of a claim is its span of the article''s text'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """,
            ),
            # What finds a claim again was made of its wording: with other words it is made anew.
            pgtrigger.Trigger(
                name="claim_reworded_is_embedded_anew",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("wording"),
                condition=pgtrigger.Condition("OLD.wording IS DISTINCT FROM NEW.wording"),
                func="DELETE FROM claims_embedding WHERE claim_id = NEW.id; RETURN NULL;",
            ),
            # The queue is narrowed by it.
            pgtrigger.Trigger(
                name="claim_tells_its_hedges",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("hedges"),
                condition=pgtrigger.Condition("OLD.hedges IS DISTINCT FROM NEW.hedges"),
                func="""
                    UPDATE claims_review SET hedged = NEW.hedges <> '[]'::jsonb
                    WHERE claim_id = NEW.id;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Protect(name="claim_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.wording

    def get_absolute_url(self) -> str:
        return reverse("review", args=[self.pk])

    @property
    def reference(self) -> str:
        """The stable name of this claim on paper and in files."""
        return f"FC-{self.pk}"
