"""Score the desk's claims anew, from the reasons they were stored with: no text is read again.

A walk goes over all reviews in the order of their keys, some at a time; each batch is one
transaction together with how far it came, so that a killed worker loses one batch at most, and
whoever goes on, goes on there. A change of the weights, or a release with other numbers, begins
it anew from the first: the last change wins.

Only check-worthiness and band change. What is settled stays settled, what is dropped stays
dropped, nothing is hidden: the queue is in another order. A cleared article in which an unsettled
claim becomes must-check is cleared no more, visibly, as its clearance rested on there being none.
"""

from collections.abc import Mapping, Sequence

from django.db import connection, transaction

from claims import clearance
from claims.models import Article, Review, Weights

BATCH = 1000
_UNSETTLED = (Review.State.OPEN, Review.State.PROPOSED)


def is_due() -> bool:
    """Claims are left to score anew, and it is not given up."""
    weights = Weights.current()
    return weights.is_due and not weights.error


def rescore_some() -> bool:
    """Score the next batch anew; whether anything is left to do.

    A batch overtaken by a change or by another worker is dropped, and is left to do.
    """
    weights = Weights.current()
    if weights.walk != weights.digest:
        weights.begin(weights.digest, total=Review.objects.count())
        return True
    if weights.finished:
        return False
    with transaction.atomic():
        batch = list(
            Review.objects.select_for_update(of=("self",), no_key=True)
            .select_related("claim")
            .only("state", "worth", "band", "reasons", "reader", "claim__article")
            .filter(pk__gt=weights.position)
            .order_by("pk")[:BATCH]
        )
        _rescore(batch, weights)
        # Last, as everybody locks reviews, then articles, then the weights.
        came = Weights.objects.filter(version=weights.version, position=weights.position).update(
            position=batch[-1].pk if batch else weights.position,
            done=weights.done + len(batch) if batch else weights.total,
            total=max(weights.total, weights.done + len(batch)),
            finished=not batch,
            error="",
        )
        if not came:
            transaction.set_rollback(True)
    return bool(batch) or not came


def note_failure(sentence: str) -> None:
    """Say on the page of the weights why the walk stopped; empty takes the word back."""
    Weights.objects.update(error=sentence)


def _rescore(batch: Sequence[Review], weights: Weights) -> None:
    """Write what changes of worth and band; keep clearances true."""
    changed: dict[int, tuple[float, str]] = {}
    risen: dict[int, str] = {}
    worths = weights.weigh((review.why, review.reader) for review in batch)
    for review, (worth, band) in zip(batch, worths, strict=True):
        if (worth, band) == (review.worth, review.band):
            continue
        changed[review.pk] = worth, band
        if band == Review.Band.MUST and not review.is_must_check and review.state in _UNSETTLED:
            risen.setdefault(review.claim.article_id, review.claim.reference)
    if changed:
        _write(changed)
    if risen:
        _withdraw(risen)


def _write(changed: Mapping[int, tuple[float, str]]) -> None:
    """One statement for all: a thousand conditions in one `CASE` take seconds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE claims_review SET worth = new.worth, band = new.band"
            " FROM unnest(%s::bigint[], %s::float8[], %s::text[]) AS new (key, worth, band)"
            " WHERE claim_id = new.key",
            [
                list(changed),
                [worth for worth, _ in changed.values()],
                [str(band) for _, band in changed.values()],
            ],
        )


def _withdraw(risen: Mapping[int, str]) -> None:
    """Take clearances back from articles with a claim that must be checked now.

    All of them are locked: who clears one meanwhile sees the change, or is undone by it. Nobody
    does it: the numbers may be a release's, and which person changed weights is history already.
    """
    articles = Article.objects.select_for_update(no_key=True).filter(pk__in=risen).order_by("pk")
    for pk, state in list(articles.values_list("pk", "state")):
        if state == Article.State.CLEARED:
            clearance.withdraw_clearance(
                pk,
                by=None,
                reason=f"{risen[pk]} must be checked: the weights of the reasons have changed.",
            )
