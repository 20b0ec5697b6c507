"""The desk's word on what of an article is its text: lines brought back, and lines set aside.

    FURNITURE, HEADING --bring_back--> BODY --skip_sentence--> FURNITURE

A line that is brought back gets its claims; a line that is set aside loses them, unless one has
a verdict. Each is the other's undo.
"""

from collections.abc import Sequence

from django.db import transaction

from claims import clearance, permissions
from claims.extraction.shaping import ShapingRefused, add_claim, drop_claim, restore_claim
from claims.extraction.storing import store_claims
from claims.models import Article, Claim, Event, Review, Sentence, User
from claims.models.reviews import ReviewQuerySet
from claims.text import analysis
from claims.text.reader import ReaderBroken


def bring_back(sentence: Sentence, *, by: User, reason: str = "") -> list[Claim]:
    """Take a skipped sentence for the article's own; its claims on the desk come back.

    Claims that were dropped when it was skipped are restored. Else the text engine reads it, in
    its article; where that finds nothing to check, the whole sentence is one claim, since a
    person asked for it. Raises PermissionDenied, or ShapingRefused where it is body already.
    """
    permissions.require(permissions.can_shape(by))
    article = Article.objects.get(pk=sentence.article_id)
    # Read before anything is locked: it takes longer than all the rest.
    try:
        found = analysis.read_sentence(
            article.text, sentence.start, sentence.end, published=article.published_on
        )
    except ReaderBroken as error:
        raise ShapingRefused(f"{error} Tell an admin.") from error
    return _bring_back(sentence, found, by=by, reason=reason.strip())


@transaction.atomic
def _bring_back(
    sentence: Sentence, found: Sequence[analysis.Claim], *, by: User, reason: str
) -> list[Claim]:
    reviews = _locked(_reviews(sentence))
    article, was = _move(sentence, Sentence.Kind.BODY, "")
    skipped_with = _dropped_with(article, sentence)
    for review in reviews:
        if review.claim.reference in skipped_with and review.state == Review.State.DROPPED:
            restore_claim(review.claim, by=by, reason=reason)
    # Somebody may have made claims of its words by hand; what overlaps them is theirs.
    taken = [review.claim for review in _reviews(sentence).on_desk()]
    known = set(article.claims.values_list("start", "end"))
    new = [
        claim
        for claim in found
        if (claim.start, claim.end) not in known
        and not any(claim.start < other.end and other.start < claim.end for other in taken)
    ]
    store_claims(article, new, by=by)
    if not taken and not new:
        add_claim(article, start=sentence.start, end=sentence.end, by=by)
    claims = [review.claim for review in _reviews(sentence).on_desk()]
    _record(
        article, sentence, Event.Action.SENTENCE_BROUGHT_BACK, was, claims, by=by, reason=reason
    )
    clearance.withdraw_clearance(article.pk, by=by, reason="A skipped line was brought back.")
    return claims


@transaction.atomic
def skip_sentence(sentence: Sentence, *, by: User, reason: str) -> list[Claim]:
    """Set a sentence aside as page furniture, and drop its open claims, both for `reason`.

    The dropped claims come back. Raises PermissionDenied where somebody holds one of them, and
    ShapingRefused where one has a verdict or reaches beyond the sentence, where the sentence is
    skipped already, or without a reason.
    """
    permissions.require(permissions.can_shape(by))
    reason = reason.strip()
    if not reason:
        raise ShapingRefused("Say why this is no part of the article.")
    dropped = []
    for review in _locked(_reviews(sentence).on_desk()):
        claim = review.claim
        if claim.start < sentence.start or claim.end > sentence.end:
            raise ShapingRefused(
                f"{claim.reference} reaches beyond this line: split or drop it first."
            )
        if review.state != Review.State.OPEN:
            raise ShapingRefused(f"{claim.reference} has a verdict: send that back first.")
        dropped.append(drop_claim(claim, by=by, reason=reason))
    article, was = _move(sentence, Sentence.Kind.FURNITURE, reason[:200])
    # Looked at again: somebody may have made a claim of its words while we waited.
    if late := _reviews(sentence).on_desk().first():
        raise ShapingRefused(f"Somebody else has just put {late.claim.reference} on the desk.")
    _record(article, sentence, Event.Action.SENTENCE_SKIPPED, was, dropped, by=by, reason=reason)
    return dropped


def _reviews(sentence: Sentence) -> ReviewQuerySet:
    """The reviews of all claims that any of the sentence's words are in, in reading order."""
    return (
        Review.objects.filter(
            claim__article=sentence.article_id,
            claim__start__lt=sentence.end,
            claim__end__gt=sentence.start,
        )
        .select_related("claim")
        .order_by("claim__start", "claim_id")
    )


def _locked(reviews: ReviewQuerySet) -> list[Review]:
    """Locked before their article and in the order of their keys, as everywhere."""
    return list(reviews.order_by("pk").select_for_update(of=("self",), no_key=True))


def _move(sentence: Sentence, to: Sentence.Kind, reason: str) -> tuple[Article, dict[str, str]]:
    """Give the sentence its new kind; its article, locked and without its text, and what it was.

    Also keeps the instance equal to the row. Raises ShapingRefused where somebody was faster.
    """
    article = (
        Article.objects.select_for_update(no_key=True).defer("text").get(pk=sentence.article_id)
    )
    sentence.refresh_from_db(fields=["kind", "reason"])
    if sentence.is_skipped == (to != Sentence.Kind.BODY):
        raise ShapingRefused(
            "It is skipped already."
            if sentence.is_skipped
            else "It is part of the article already."
        )
    was = {"kind": sentence.kind, "reason": sentence.reason}
    # Nobody has looked for claims in what comes back.
    sentence.kind, sentence.reason, sentence.passed_by = to, reason, None
    sentence.save(update_fields=["kind", "reason", "passed_by"])
    return article, was


def _dropped_with(article: Article, sentence: Sentence) -> list[str]:
    """The claims, by reference, that were dropped when the sentence was last skipped."""
    skips = Event.objects.of(article).filter(
        action=Event.Action.SENTENCE_SKIPPED, new__start=sentence.start
    )
    last = skips.last()
    return last.new["claims"] if last else []


def _record(
    article: Article,
    sentence: Sentence,
    action: Event.Action,
    was: dict[str, str],
    claims: Sequence[Claim],
    *,
    by: User,
    reason: str,
) -> None:
    Event.objects.record(
        article,
        action,
        by=by,
        old=was,
        new={
            "kind": sentence.kind,
            "start": sentence.start,
            "end": sentence.end,
            "claims": [claim.reference for claim in claims],
        },
        reason=reason,
    )
