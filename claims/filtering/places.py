"""Where a claim stands in a list: its neighbours and its number."""

from typing import NamedTuple

from claims.counting import COUNTED, capped, lengths
from claims.filtering.lists import ClaimList
from claims.filtering.orders import first_keys
from claims.models import Review
from claims.models.reviews import ReviewQuerySet


class Place(NamedTuple):
    """The keys of the neighbours, None at an end; `number` of `length`, both counted to COUNTED.

    `is_in` is False where the claim has left the list, or never was in it: then the neighbours are
    those it would stand between, `number` is where it would stand, and `length` is without it.
    """

    previous: int | None
    next: int | None
    number: int
    length: int
    is_in: bool

    @property
    def words(self) -> str:
        """ "3 of 14"; "999+ of 999+" far down; "14 left" where the claim has left the list."""
        if not self.is_in:
            return f"{capped(self.length)} left"
        return f"{capped(self.number)} of {capped(self.length)}"


def place_in(claim_list: ClaimList, review: Review) -> Place:
    """The claim's place in the list's order, by key: also when it has left the list meanwhile.

    Four queries, however long the list: the key, the row before it, the row after it, the counts
    (which read COUNTED rows at most); and one more where the list has words.
    """
    key = claim_list.key_of(review)
    before = _beyond(claim_list, key, backwards=True)
    after = _beyond(claim_list, key, backwards=False)
    previous = first_keys(before, claim_list.order, 1, backwards=True)
    following = first_keys(after, claim_list.order, 1)
    here = claim_list.reviews.filter(pk=review.pk)
    *counts, is_in = lengths([*before, *after, here])
    ahead, behind = sum(counts[: len(before)]), sum(counts[len(before) :])
    return Place(
        previous[0][-1] if previous else None,
        following[0][-1] if following else None,
        min(ahead + 1, COUNTED),
        min(ahead + is_in + behind, COUNTED),
        bool(is_in),
    )


def _beyond(
    claim_list: ClaimList, key: tuple[object, ...], *, backwards: bool
) -> list[ReviewQuerySet]:
    return [claim_list.order.beyond(rows, key, backwards) for rows in claim_list.branches]
