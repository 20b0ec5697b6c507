"""What an admin sets once for the desk, and the walk over many rows that follows a change of it."""

from typing import Self

from django.db import models
from django.utils import timezone

from claims.models.people import User


class Walk(models.Model):
    """Who changed it, and how far the walk has come; each kind has one row, made by a migration.

    `position` is the last key the walk has come to, `walk` a digest of what it works with,
    `version` grows with every change and every walk, so that a batch begun before is dropped.
    """

    changed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)

    version = models.PositiveIntegerField(default=0)
    walk = models.CharField(max_length=64, blank=True)
    position = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    finished = models.BooleanField(default=False)
    # What went wrong the last time, for the admin.
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def current(cls) -> Self:
        return cls._default_manager.get(pk=1)

    def change(self, *, by: User) -> None:
        """Note who has changed it; the walk under way, which works with what is old now, is due."""
        self.changed_by, self.changed_at = by, timezone.now()
        self.version += 1
        self.walk, self.finished, self.error = "", False, ""
        self.position = self.done = self.total = 0

    def begin(self, walk: str, *, total: int) -> None:
        """Begin a walk over `total` rows from the first, unless somebody else just has."""
        type(self)._default_manager.filter(version=self.version).update(
            version=self.version + 1, walk=walk, position=0, done=0, total=total, finished=False
        )
