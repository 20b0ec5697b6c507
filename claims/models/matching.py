"""How sure matching must be, and how far the matching anew of all claims has come."""

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from claims.models.walks import Walk

if TYPE_CHECKING:
    from django.db.models.manager import Manager

IN_ORDER = "Suggest from 0.05 to 1, and join from there or above: what makes a story is suggested."
_PROBABILITY = [MinValueValidator(0.05), MaxValueValidator(1.0)]


class Matching(Walk):
    """One row, made by a migration: the thresholds, and the walk that follows them.

    The walk goes over all articles in the order of their keys; see `Weights`, which does the same
    with reviews. `done` and `total` count articles.
    Whoever writes matches or stories locks this row first, so that stories are always whole.
    """

    suggest_at = models.FloatField(
        "suggest a match from", default=0.6, validators=_PROBABILITY,
        help_text="How likely two claims must be about the same fact for the pair to be shown;"
        " reports that clash are shown from three fifths of it.",
    )  # fmt: skip
    join_at = models.FloatField(
        "join to a story from", default=0.6, validators=_PROBABILITY,
        help_text="How likely for the pair to make a story before anybody has confirmed it.",
    )  # fmt: skip

    objects: "Manager[Matching]"

    class Meta:
        verbose_name_plural = "matching"
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="matching_is_one"),
            models.CheckConstraint(
                condition=Q(suggest_at__gte=0.05, suggest_at__lte=F("join_at"), join_at__lte=1.0),
                name="matching_thresholds_in_order",
                violation_error_message=IN_ORDER,
            ),
        ]

    def __str__(self) -> str:
        return "How sure matching must be"

    @classmethod
    def locked(cls) -> "Matching":
        """The row, which nobody else locks until the transaction ends."""
        return cls.objects.select_for_update(no_key=True).get(pk=1)
