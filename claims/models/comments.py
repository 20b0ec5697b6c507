"""What the desk says to one another about a claim, and who was asked by name."""

from typing import TYPE_CHECKING, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from claims.models.people import User
from claims.models.reviews import Review

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class CommentQuerySet(models.QuerySet["Comment"]):
    def standing(self) -> Self:
        """Comments that nobody took back."""
        return self.filter(removed_at=None)


class Comment(models.Model):
    """A remark in the discussion of a claim, in Markdown as typed. Taken back, never deleted."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    if TYPE_CHECKING:
        mentions: RelatedManager["Mention"]

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            # Resolved by somebody at some time, or neither.
            models.CheckConstraint(
                condition=Q(resolved_by=None, resolved_at=None)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
                name="comment_resolved_whole",
            ),
        ]
        indexes = [
            # The discussion of a claim, and `has:comment`.
            models.Index(
                fields=["review", "at", "id"],
                name="comment_of_review",
                condition=Q(removed_at=None),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="comment_never_deleted", operation=pgtrigger.Delete),
            # Others have answered it: it stays what it said.
            pgtrigger.Protect(
                name="comment_stays_the_same",
                operation=pgtrigger.UpdateOf("review_id", "text", "by_id", "at"),
                condition=pgtrigger.Condition(
                    "OLD.review_id IS DISTINCT FROM NEW.review_id"
                    " OR OLD.text IS DISTINCT FROM NEW.text"
                    " OR OLD.by_id IS DISTINCT FROM NEW.by_id"
                    " OR OLD.at IS DISTINCT FROM NEW.at"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class MentionQuerySet(models.QuerySet["Mention"]):
    def waiting_for(self, user: User) -> Self:
        """What `user` was asked and has not answered, the newest first, as far as they may see it.

        With what a line of it shows: who asked what, of which claim, in which article.
        """
        waiting = self.filter(person=user, answered_at=None)
        if not user.has_perm("claims.see_every_article"):
            waiting = waiting.filter(comment__review__claim__article__submitted_by=user)
        return (
            waiting.select_related("comment__by", "comment__review__claim__article__outlet")
            .defer("comment__review__claim__article__text")
            .order_by("-comment")
        )


class Mention(models.Model):
    """Somebody named in a comment; it waits for them until it is answered.

    Answered is a mention whose person has commented on the claim since or put it away, or whose
    comment was resolved or taken back.
    """

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="mentions")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="mentions")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = [
            # Named twice in one comment is asked once.
            models.UniqueConstraint(fields=["comment", "person"], name="mention_once"),
        ]
        indexes = [
            # "You were asked" on the desk, and its number in the bar of every page.
            models.Index(
                fields=["person", "comment"],
                name="mention_waiting",
                condition=Q(answered_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.comment_id}"
