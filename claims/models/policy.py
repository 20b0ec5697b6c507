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
        "primary sources that verify",
        default=1,
        validators=_count,
        help_text="As many primary sources verify a claim; 0: primary sources alone never do.",
    )
    secondary_for_verified = models.PositiveSmallIntegerField(
        "independent secondary sources that verify",
        default=2,
        validators=_count,
        help_text="As many of different origin do so too; 0: secondary sources alone never do.",
    )
    sources_each_side = models.PositiveSmallIntegerField(
        "sources on each side for contested",
        default=1,
        validators=_count,
        help_text="As many that support a claim, and as many that refute it.",
    )
    attempts_for_unverified = models.PositiveSmallIntegerField(
        "attempts for unverified",
        default=1,
        validators=_count,
        help_text="As many recorded attempts to find out come before “unverified”.",
    )
    lease_minutes = models.PositiveSmallIntegerField(
        "minutes a taken claim is held",
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
        help_text="Unless its page stays open; then it is free for others. From 1 to 1,440.",
    )

    objects: "Manager[Policy]"

    class Meta:
        verbose_name_plural = "policy"
        constraints = [
            # There is one policy.
            models.CheckConstraint(condition=models.Q(id=1), name="policy_is_one"),
            # Without either, nothing would ever be verified.
            models.CheckConstraint(
                condition=~models.Q(primary_for_verified=0, secondary_for_verified=0),
                name="policy_verifies_somehow",
                violation_error_message="Say how many sources verify: 0 and 0 verify nothing.",
            ),
        ]

    def __str__(self) -> str:
        return "The desk's policy"

    @classmethod
    def current(cls) -> "Policy":
        return cls.objects.get(pk=1)
