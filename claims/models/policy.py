"""What the desk demands before it says verified, unverified or contested."""

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

if TYPE_CHECKING:
    from django.db.models.manager import Manager

_count = [MinValueValidator(0), MaxValueValidator(20)]


class Policy(models.Model):
    """One row, made by a migration and changed by an admin; every change is an event."""

    primary_for_verified = models.PositiveSmallIntegerField(
        "primary sources that verify", default=1, validators=_count
    )
    secondary_for_verified = models.PositiveSmallIntegerField(
        "independent secondary sources that verify", default=2, validators=_count
    )
    sources_each_side = models.PositiveSmallIntegerField(
        "sources on each side for contested", default=1, validators=_count
    )
    attempts_for_unverified = models.PositiveSmallIntegerField(
        "attempts for unverified", default=1, validators=_count
    )
    lease_minutes = models.PositiveSmallIntegerField(
        "minutes a taken claim is held",
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
    )

    objects: "Manager[Policy]"

    class Meta:
        verbose_name_plural = "policy"
        constraints = [
            # There is one policy.
            models.CheckConstraint(condition=models.Q(id=1), name="policy_is_one"),
        ]

    def __str__(self) -> str:
        return "The desk's policy"

    @classmethod
    def current(cls) -> "Policy":
        return cls.objects.get(pk=1)
