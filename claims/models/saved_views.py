"""Lists of the queue that somebody gave a name."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from claims.models.people import User


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User) -> Self:
        """One's own, and what others share."""
        return self.filter(Q(owner=user) | Q(is_shared=True))


class SavedView(models.Model):
    """A query of the queue under a name: its owner's alone, or shared with the desk."""

    name = models.CharField(max_length=60)
    # In the language of `claims.filtering`.
    query = models.CharField(max_length=1000, blank=True)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    is_shared = models.BooleanField("shared with the desk", default=False)
    created_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "id"]
        constraints = [
            # A person's own names tell their views apart, in whatever case.
            models.UniqueConstraint("owner", Lower("name"), name="saved_view_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name"),
        ]
        indexes = [
            # What the desk shares; a person's own are found by the constraint above.
            models.Index(
                fields=["is_shared"], name="saved_view_shared", condition=Q(is_shared=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name
