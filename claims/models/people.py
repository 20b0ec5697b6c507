"""Who works here."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person of the newsroom. What they may do hangs on their groups (Reporter, Checker, …)."""

    # A name like Europe/Kyiv; empty for the one their browser tells of.
    time_zone = models.CharField(max_length=60, blank=True)

    class Meta:
        permissions = [
            ("hand_in_article", "Can hand in an article"),
            ("see_every_article", "Can see the articles and claims of everybody"),
            ("check_claim", "Can take claims, link evidence and propose verdicts"),
            ("shape_claim", "Can add, reword, split, merge and drop claims"),
            ("steer_queue", "Can assign, prioritise, pin and park claims"),
            ("sign_off", "Can sign off and send back verdicts"),
            ("override_policy", "Can propose a verdict that the policy does not yet allow"),
            ("correct_origins", "Can correct who cites whom, and name and split stories"),
            ("clear_article", "Can clear an article for publication"),
            ("export_claims", "Can export claims"),
            ("administer", "Can enter the admin site"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.get_full_name() or self.get_username()

    @property
    def initials(self) -> str:
        """Two letters for the round badge: of the first and last word of the name."""
        words = self.name.split() or ["?"]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
