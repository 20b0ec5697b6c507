"""Talk about a claim: comments, who is asked by name, and what is resolved.

    standing --resolve_comment--> resolved --reopen_comment--> standing

Whoever is named waits to be answered: they have, once they comment on the claim, or put the
question away (`answer_mention`), or somebody resolves the comment. One's own last comment is taken
back by `reviewing.undo_last_step`.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from claims import permissions
from claims.models import Comment, Event, Mention, Review, User
from claims.models.comments import MentionQuerySet
from claims.text import mentions


class CommentRefused(ValueError):
    """The comment cannot be added or changed; says why."""


@transaction.atomic
def add_comment(review: Review, *, text: str, by: User) -> Comment:
    """Say something about the claim, in Markdown; whoever is named in it is asked.

    What others asked `by` here is answered with it. Raises PermissionDenied, CommentRefused where
    it says nothing, or what this person has just said.
    """
    permissions.require(permissions.can_check(by))
    # What PostgreSQL cannot store says nothing either.
    text = text.encode(errors="replace").decode().replace("\0", "").strip()
    if not any(letter.isprintable() and letter != " " for letter in text):
        raise CommentRefused("Say something first.")
    # One after the other: of a form that was sent twice, the second sees the first.
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
    last = Comment.objects.standing().filter(review=review).last()
    if last is not None and last.by_id == by.pk and last.text == text:
        raise CommentRefused("You have just said this.")
    now = timezone.now()
    comment = Comment.objects.create(review=review, text=text, by=by, at=now)
    _answer(Mention.objects.filter(comment__review=review, person=by), at=now)
    asked = _asked(text, by=by)
    Mention.objects.bulk_create(Mention(comment=comment, person=person) for person in asked)
    new = {"comment": comment.pk, "text": text}
    if asked:
        new["asked"] = [person.name for person in asked]
    Event.objects.record(review, Event.Action.COMMENT_ADDED, by=by, new=new)
    return comment


@transaction.atomic
def resolve_comment(comment: Comment, *, by: User) -> None:
    """Put a comment aside as dealt with; whom it asked need not answer any more."""
    permissions.require(permissions.can_check(by))
    now = timezone.now()
    standing = Comment.objects.standing().filter(pk=comment.pk, resolved_at=None)
    if not standing.update(resolved_by=by, resolved_at=now):
        raise CommentRefused("This comment is resolved already, or was taken back.")
    _answer(Mention.objects.filter(comment=comment), at=now)
    _record(comment, Event.Action.COMMENT_RESOLVED, by=by)


@transaction.atomic
def reopen_comment(comment: Comment, *, by: User) -> None:
    """Bring a resolved comment back; whom it asked and who had not answered is asked again."""
    permissions.require(permissions.can_check(by))
    comment = Comment.objects.select_for_update(of=("self",), no_key=True).get(pk=comment.pk)
    if comment.resolved_at is None or comment.removed_at is not None:
        raise CommentRefused("This comment is not resolved, or was taken back.")
    Mention.objects.filter(comment=comment, answered_at=comment.resolved_at).update(
        answered_at=None
    )
    Comment.objects.filter(pk=comment.pk).update(resolved_by=None, resolved_at=None)
    _record(comment, Event.Action.COMMENT_REOPENED, by=by)


def answer_mention(mention: Mention, *, by: User) -> bool:
    """Put away what one was asked, answered elsewhere; False where it waits no more.

    It is one's own list that gets shorter, nothing of the claim: no event tells of it.
    Raises PermissionDenied where somebody else was asked.
    """
    permissions.require(permissions.can_check(by))
    if mention.person_id != by.pk:
        permissions.require(permissions.Denied(f"{mention.person} was asked: it is theirs."))
    return bool(_answer(Mention.objects.filter(pk=mention.pk), at=timezone.now()))


def _answer(asked: MentionQuerySet, *, at: datetime) -> int:
    return asked.filter(answered_at=None).update(answered_at=at)


def _asked(text: str, *, by: User) -> list[User]:
    """Whom of the desk `text` names, by name; nobody asks themselves."""
    if "@" not in text:
        return []
    people = {person.pk: person for person in permissions.checkers()}
    named = mentions.namings(text, map(person_of, people.values()))
    keys = {key for naming in named for key in naming.keys} - {by.pk}
    return [person for key, person in people.items() if key in keys]


def person_of(user: User) -> mentions.Person:
    """How `user` can be named in a comment."""
    return mentions.Person(user.pk, user.username, user.first_name, user.get_full_name())


def _record(comment: Comment, action: Event.Action, *, by: User) -> None:
    Event.objects.record(
        comment.review, action, by=by, new={"comment": comment.pk, "text": comment.text}
    )
