"""Write claims to standard output, for a file or another program.

manage.py export_claims --format csv > claims.csv
manage.py export_claims --format csv --query "state:settled verdict:contested" > contested.csv
manage.py export_claims --format csv --query "hotline calls" > hotline.csv
"""

import os
import sys
from argparse import ArgumentParser
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.exports import csv_chunks
from claims.filtering import ClaimList, translated


class Command(BaseCommand):
    help = "Write claims as CSV: all that are not dropped, or those of --query."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", required=True, help="csv (the only one so far)")
        parser.add_argument(
            "--query",
            default="",
            help='what the queue\'s box takes ("state:settled verdict:contested"); the query string'
            ' of former addresses ("state=settled&verdict=contested") is read too',
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] != "csv":
            raise CommandError(f"There is no format “{options['format']}”: write --format csv.")
        claims = ClaimList(read_query(options["query"]), user=None, at=timezone.now())
        if claims.errors:
            # A slip exports too much: better nothing.
            raise CommandError(
                " ".join(f"{one.message} ({one.position.capitalize()}.)" for one in claims.errors)
            )
        _write(claims)


def read_query(query: str) -> str:
    """The text of a list, from whatever a shell hands over; bytes that are no text become "?"."""
    return translated(query.encode(errors="replace").decode().strip())


def _write(claims: ClaimList) -> None:
    out: BinaryIO = sys.stdout.buffer
    try:
        for chunk in csv_chunks(claims.in_order):
            out.write(chunk)
        out.flush()
    except BrokenPipeError:
        # The reader has enough. Nothing more is written when Python ends, not even a complaint.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
