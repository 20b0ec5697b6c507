"""What the desk says about a claim, as its page shows it."""

from dataclasses import dataclass

from django.db.models import Prefetch

from claims.models import Comment, Mention, Review, User

SHOWN = 50


@dataclass(frozen=True)
class Said:
    """A comment; `waiting` is the reader's own mention in it that they have not answered."""

    comment: Comment
    waiting: Mention | None


@dataclass(frozen=True)
class Discussion:
    """The comments, the oldest first: those that stand, and those somebody has resolved."""

    standing: list[Said]
    resolved: list[Said]
    # There are earlier ones.
    more: bool

    @property
    def number(self) -> int:
        return len(self.standing) + len(self.resolved)


def discussion_of(review: Review, user: User, *, whole: bool) -> Discussion:
    """The newest comments, or with `whole` all of them; two queries."""
    mentions = Prefetch("mentions", Mention.objects.select_related("person"))
    comments = (
        Comment.objects.standing()
        .filter(review=review)
        .select_related("by", "resolved_by")
        .prefetch_related(mentions)
        .order_by("-at", "-id")
    )
    newest = list(comments if whole else comments[: SHOWN + 1])
    shown = newest if whole else newest[:SHOWN]
    said = [Said(comment, _waiting(comment, user)) for comment in reversed(shown)]
    return Discussion(
        [one for one in said if one.comment.resolved_at is None],
        [one for one in said if one.comment.resolved_at is not None],
        len(newest) > len(shown),
    )


def _waiting(comment: Comment, user: User) -> Mention | None:
    own = (one for one in comment.mentions.all() if one.person_id == user.pk)
    return next((one for one in own if one.answered_at is None), None)
