"""Keep what reviews say of discrepancies true to the matches that stand.

A new discrepancy is told in the history of both claims and raises an open claim of normal
priority to high: once, and never against what a person has set.
"""

from collections.abc import Collection, Iterable
from operator import itemgetter

from django.db.models import Q

from claims.models import Event, Match, Review
from claims.models.history import chain_of

Action = Event.Action


def keep_true(claims: Collection[int], *, new: Iterable[Match] = ()) -> None:
    """Set `Review.discrepant` of `claims`; tell of the discrepancies in `new` and raise for them.

    `claims` are keys, those of `new` among them. Called inside the transaction that has changed
    the matches, which holds the row of `Matching`.
    """
    reviews = {
        review.pk: review
        for review in Review.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=claims)
        .order_by("pk")
        .only("state", "priority", "discrepant")
    }
    contradicted = _contradicted(reviews)
    for value in (True, False):
        changed = [
            key
            for key, review in reviews.items()
            if review.discrepant != value and (key in contradicted) == value
        ]
        if changed:
            Review.objects.filter(pk__in=changed).update(discrepant=value)
    if found := _untold([match for match in new if match.is_discrepancy]):
        _tell(found, reviews)


def _contradicted(claims: Collection[int]) -> set[int]:
    """Those of `claims` that a claim on the desk contradicts, being there themselves."""
    found = Match.objects.discrepant().on_desk().filter(Q(a__in=claims) | Q(b__in=claims))
    return {key for pair in found.values_list("a_id", "b_id") for key in pair}


def _untold(found: list[Match]) -> list[Match]:
    """Without those that were told of before, as when thresholds went up and down again."""
    told = set(
        Event.objects.filter(
            chain__in=[f"claim:{match.a_id}" for match in found], action=Action.DISCREPANCY_FOUND
        ).values_list("chain_id", "new__with")
    )
    return [match for match in found if (f"claim:{match.a_id}", f"FC-{match.b_id}") not in told]


def _tell(found: Iterable[Match], reviews: dict[int, Review]) -> None:
    ends = [
        (one, other, match)
        for match in found
        for one, other in ((match.a_id, match.b_id), (match.b_id, match.a_id))
    ]
    steered = _steered(reviews.values())
    for one, other, match in sorted(ends, key=itemgetter(0, 1)):
        review = reviews[one]
        Event.objects.record(
            review,
            Action.DISCREPANCY_FOUND,
            by=None,
            new={"match": match.pk, "with": f"FC-{other}"},
            reason=match.relation_why,
        )
        if _may_rise(review) and one not in steered:
            _raise(review, f"A discrepancy with FC-{other}. {match.relation_why}".strip())


def _may_rise(review: Review) -> bool:
    return review.state == Review.State.OPEN and review.priority == Review.Priority.NORMAL


def _steered(reviews: Iterable[Review]) -> set[int]:
    """Those of `reviews` whose priority a person has set: to normal too, by then."""
    chains = {chain_of(review): review.pk for review in reviews if _may_rise(review)}
    by_people = Event.objects.filter(
        chain__in=chains, action=Action.REVIEW_PRIORITISED, by__isnull=False
    )
    return {chains[chain] for chain in by_people.values_list("chain_id", flat=True)}


def _raise(review: Review, reason: str) -> None:
    was, review.priority = review.get_priority_display(), Review.Priority.HIGH
    review.save(update_fields=["priority"])
    Event.objects.record(
        review,
        Action.REVIEW_PRIORITISED,
        by=None,
        old={"priority": was},
        new={"priority": review.get_priority_display()},
        reason=reason,
    )
