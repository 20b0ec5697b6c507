"""Write claims to standard output, for a file or another program.

manage.py export_claims --format csv > claims.csv
manage.py export_claims --format csv --query "state=settled&verdict=contested" > contested.csv
manage.py export_claims --format csv --query "hotline calls" > hotline.csv
"""

import os
import sys
from argparse import ArgumentParser
from typing import Any, BinaryIO
from urllib.parse import parse_qs

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from claims.exports import csv_chunks
from claims.filters import ReviewFilter


class Command(BaseCommand):
    help = "Write claims as CSV: all that are not dropped, or those of --query."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", required=True, help="csv (the only one so far)")
        parser.add_argument(
            "--query",
            default="",
            help='the query string of the queue page ("state=settled&verdict=contested"), '
            "or words to search for",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] != "csv":
            raise CommandError(f"There is no format “{options['format']}”: write --format csv.")
        wanted = ReviewFilter(read_query(options["query"]), user=None, at=timezone.now())
        if wanted.sentences:
            raise CommandError(" ".join(wanted.sentences))
        _write(wanted)


def read_query(query: str) -> MultiValueDict[str, str]:
    """The query string of the queue page as filters; anything without "=" is words to look for.

    Raises CommandError for a name that is no filter: a slip there would export too much.
    """
    query = query.encode(errors="replace").decode().strip().removeprefix("?")
    if "=" not in query:
        return MultiValueDict({"q": [query]})
    values = parse_qs(query, keep_blank_values=True)
    values.pop("page", None)
    if unknown := sorted(set(values) - set(ReviewFilter.base_filters)):
        raise CommandError(
            f"“{unknown[0]}” is no filter; there are {', '.join(ReviewFilter.base_filters)}."
        )
    return MultiValueDict(values)


def _write(wanted: ReviewFilter) -> None:
    out: BinaryIO = sys.stdout.buffer
    try:
        for chunk in csv_chunks(wanted.in_order):
            out.write(chunk)
        out.flush()
    except BrokenPipeError:
        # The reader has enough. Nothing more is written when Python ends, not even a complaint.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
