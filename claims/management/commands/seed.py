"""Load seeds/ and the demo people; twice is once."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from claims import intake, tasks
from claims.demo import DEMO_PEOPLE
from claims.models import User

SEEDS = Path(settings.BASE_DIR) / "seeds"


class Command(BaseCommand):
    help = "Load the articles of seeds/ and, in development, the demo people. Twice is once."

    def handle(self, *args: Any, **options: Any) -> None:
        people = self._make_people() if settings.DEBUG or settings.TESTING else 0
        articles = sum(self._load(entry) for entry in _entries())
        self.stdout.write(f"{articles} articles and {people} demo people are new.")

    def _make_people(self) -> int:
        known = set(User.objects.values_list("username", flat=True))
        new = [person for person in DEMO_PEOPLE if person.username not in known]
        for person in new:
            user = User.objects.create_user(
                person.username,
                f"{person.username}@example.org",
                person.password,
                first_name=person.first_name,
                last_name=person.last_name,
            )
            # Without a confirmed address nobody can add a second factor.
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
            user.groups.add(Group.objects.get(name=person.group))
        return len(new)

    def _load(self, entry: dict[str, str]) -> bool:
        """Hand one article in, unless its text is here already."""
        text = (SEEDS / entry["file"]).read_bytes().decode()
        try:
            tasks.hand_in(
                text=text,
                by=None,
                headline=entry["headline"],
                outlet=entry["outlet"],
                byline=entry["byline"],
                published_on=date.fromisoformat(entry["date"]) if entry["date"] else None,
            )
        except intake.AlreadyReceived:
            return False
        except intake.TextRefused as error:
            raise CommandError(f"{entry['file']}: {error}") from error
        return True


def _entries() -> list[dict[str, str]]:
    try:
        entries: list[dict[str, str]] = json.loads((SEEDS / "articles.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"seeds/articles.json cannot be read: {error}") from error
    return entries
