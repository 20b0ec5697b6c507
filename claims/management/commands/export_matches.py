"""Write the matches of claims to standard output, as JSON.

manage.py export_matches --json > matches.json

What the worker has not come to is done first, and said on standard error: so the file holds the
matches of every article that was handed in. With --as-is it is written as the desk stands.
"""

import hashlib
import json
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims import tasks
from claims.exports import match_rows
from claims.models import Match
from claims.text.loading import ReaderBroken

SEEDS = Path(settings.BASE_DIR) / "seeds"


class Command(BaseCommand):
    help = "Write all standing matches as JSON. Articles of seeds/ are named by their file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="the only form so far")
        parser.add_argument(
            "--as-is", action="store_true", help="do not do first what the worker has left"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["json"]:
            raise CommandError("Say in which form: export_matches --json.")
        if not options["as_is"]:
            try:
                tasks.catch_up(self.stderr.write)
            except ReaderBroken as error:
                raise CommandError(str(error)) from error
        _write()


def file_names() -> dict[str, str]:
    """The file of each seed, by the SHA-256 of its text."""
    return {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.name for path in SEEDS.glob("*.txt")
    }


def _write() -> None:
    out = sys.stdout
    try:
        # A row at a time, as there may be millions.
        out.write("[")
        for number, row in enumerate(match_rows(Match.objects.all(), names=file_names())):
            out.write(",\n" if number else "\n")
            out.write(json.dumps(row))
        out.write("\n]\n")
        out.flush()
    except BrokenPipeError:
        # The reader has enough. Nothing more is written when Python ends, not even a complaint.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
