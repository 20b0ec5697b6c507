"""A reader's word on a line without a claim: nothing to check in it, or to be looked at again.

    UNSEEN --pass_sentence--> PASSED
       ^                        |
       +--- unpass_sentence ----+

A line whose only claims a person drops is passed by that person too (see `drop_claim`): somebody
has looked at it. Lines are stored once for an article and never replaced, so the word stays.
"""

from django.db import transaction

from claims import permissions
from claims.extraction.shaping import ShapingRefused
from claims.models import Article, Event, Review, Sentence, User


@transaction.atomic
def pass_sentence(sentence: Sentence, *, by: User) -> Sentence:
    """Say that there is nothing to check in a sentence of the body.

    Raises PermissionDenied, or ShapingRefused where it is skipped, in a claim on the desk, or
    passed already.
    """
    permissions.require(permissions.can_shape(by))
    _lock(sentence)
    if sentence.is_skipped:
        raise ShapingRefused("It is skipped: it is no part of the article.")
    if sentence.passed_by_id:
        raise ShapingRefused(f"{sentence.passed_by} has looked at it already.")
    if review := _on_desk(sentence):
        raise ShapingRefused(f"{review.claim.reference} stands in it: somebody wants it checked.")
    sentence.passed_by = by
    return _saved(sentence, Event.Action.SENTENCE_PASSED, by=by)


@transaction.atomic
def unpass_sentence(sentence: Sentence, *, by: User) -> Sentence:
    """Take that word back, whoever gave it. Raises PermissionDenied, or ShapingRefused if none."""
    permissions.require(permissions.can_shape(by))
    _lock(sentence)
    if not sentence.passed_by_id:
        raise ShapingRefused("Nobody has passed it: it is still to be looked at.")
    sentence.passed_by = None
    return _saved(sentence, Event.Action.SENTENCE_UNPASSED, by=by)


def _lock(sentence: Sentence) -> None:
    """Lock its article, as everybody does who makes claims of it, and read the sentence anew."""
    Article.objects.select_for_update(no_key=True).only("pk").get(pk=sentence.article_id)
    sentence.refresh_from_db(fields=["kind", "reason", "passed_by"])


def _on_desk(sentence: Sentence) -> Review | None:
    return (
        Review.objects.on_desk()
        .filter(
            claim__article=sentence.article_id,
            claim__start__lt=sentence.end,
            claim__end__gt=sentence.start,
        )
        .select_related("claim")
        .first()
    )


def _saved(sentence: Sentence, action: Event.Action, *, by: User) -> Sentence:
    sentence.save(update_fields=["passed_by"])
    article = Article(pk=sentence.article_id)
    Event.objects.record(article, action, by=by, new={"start": sentence.start, "end": sentence.end})
    return sentence
