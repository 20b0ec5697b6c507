"""How much each reason counts in check-worthiness, and how far the desk's claims follow it."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import models

from claims.models.walks import Walk
from claims.text import checkworthiness
from claims.text.checkworthiness import Reason

if TYPE_CHECKING:
    from django.db.models.manager import Manager

# No reason found in a claim counts more than this: beyond it one alone decides, whatever else the
# claim says, as by default only the word of a person does.
MOST = 8.0
# The trained reader is doubted or trusted, but not made more certain than it ever was.
MOST_FOR_READER = 3.0


def bounds(name: str) -> tuple[float, float]:
    """The least and the most that a reason may count: what raises never lowers, nor the reverse."""
    if name == checkworthiness.READER:
        return 0.0, MOST_FOR_READER
    most = max(MOST, abs(checkworthiness.WEIGHTS.get(name, 0.0)))
    return (0.0, most) if checkworthiness.raises(name) else (-most, 0.0)


class Weights(Walk):
    """What an admin has changed. It makes every score old: the walk over all reviews, in the order
    of their keys, writes them anew.
    """

    # {"figure": 1.5}: as an admin set them; what is not here counts as the text engine says.
    changed = models.JSONField(default=dict, blank=True)

    objects: "Manager[Weights]"

    class Meta:
        verbose_name_plural = "weights"
        constraints = [
            # There is one set of weights.
            models.CheckConstraint(condition=models.Q(id=1), name="weights_are_one"),
        ]

    def __str__(self) -> str:
        return "The weights of the reasons"

    @classmethod
    def kept(cls) -> "Weights":
        """The weights, which nobody changes until the transaction ends.

        Whoever stores new scores reads them here: then a change comes before, and counts, or
        after, and its walk finds the new rows. Several may keep them at once. Called after
        locking reviews and articles, never before.
        """
        return cls.objects.raw("SELECT * FROM claims_weights WHERE id = 1 FOR SHARE")[0]

    @property
    def present(self) -> dict[str, float]:
        """The weight of every reason the text engine knows."""
        fitting = {
            name: weight
            for name, weight in self.changed.items()
            if name in checkworthiness.WEIGHTS and bounds(name)[0] <= weight <= bounds(name)[1]
        }
        return {**checkworthiness.WEIGHTS, **fitting}

    @property
    def digest(self) -> str:
        """What scores depend on, besides the claim: also the numbers the text engine came with."""
        numbers = [
            self.present,
            checkworthiness.BASE,
            checkworthiness.MUST_CHECK,
            checkworthiness.SHOULD_CHECK,
        ]
        return hashlib.sha256(json.dumps(numbers, sort_keys=True).encode()).hexdigest()

    @property
    def is_due(self) -> bool:
        """Some claims may have a score of other weights."""
        return not self.finished or self.walk != self.digest

    def weigh(
        self, claims: Iterable[tuple[Sequence[Reason], float | None]]
    ) -> list[tuple[float, str]]:
        """The score and the band of each of `claims`: its reasons, and what the reader gave it."""
        present = self.present
        scores = [checkworthiness.score(reasons, reader, present) for reasons, reader in claims]
        return [(score, checkworthiness.band(score)) for score in scores]
