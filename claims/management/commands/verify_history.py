"""Walk the chains of the history; exit 0 and a count, or 1 and the first broken link."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.verification import BrokenHistory, verify_history


class Command(BaseCommand):
    help = "Recompute every link of the history. Exits with 1 at the first that is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            whole = verify_history()
        except BrokenHistory as error:
            raise CommandError(f"The history is broken: {error}", returncode=1) from error
        self.stdout.write(
            f"{_counted(whole.events, 'event')} in {_counted(whole.chains, 'chain')}: whole."
        )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
