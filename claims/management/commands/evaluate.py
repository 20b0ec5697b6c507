"""Measure the language work on labelled data; prints a JSON line for every figure.

manage.py evaluate --data DIR
manage.py evaluate --data DIR --meaning my_table=verifiable

Needs no database, but for the figures of matching: those are measured in one of their own beside
the desk's, by what finds and orders claims there. What is known: tables of id, text and label
(*.tsv), articles with brat's standoff annotation of attributions (*.ann), a desk's labels of
articles (*.jsonl, as tests/text/news/labels.jsonl or with figures and names as plain words),
treebanks (*.conllu), reports of one event with the pairs of their claims that are about the same
fact (pairs.jsonl beside *.txt), and posts with the earlier claims that they repeat (NAME_docs.tsv,
NAME_SPLIT_queries.tsv, NAME_SPLIT.qrels).
"""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.evaluation import engine, folder, matching
from claims.evaluation.results import Line
from claims.management.matching_desk import Desk
from claims.management.scratch import database_of_its_own
from claims.text.reader import ReaderBroken
from factcheck import localpg


class Command(BaseCommand):
    help = "Measure the language work on labelled data, without touching the database."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--data", required=True, metavar="DIR", help="a folder of labelled data"
        )
        parser.add_argument(
            "--meaning",
            action="append",
            default=[],
            metavar="NAME=WHAT",
            help="what a label of 1 means in tables with NAME in their name: "
            + ", ".join(engine.MEANINGS),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        data = Path(options["data"])
        if not data.exists():
            raise CommandError(f"{data}: there is no such folder.")
        lines = folder.measure(
            data,
            say=self.stderr.write,
            meanings=_meanings(options["meaning"]),
            texts=Path(settings.BASE_DIR) / "seeds",
        )
        try:
            printed = self._print(lines)
            if tasks := list(matching.tasks(data, say=self.stderr.write)):
                with _server(), database_of_its_own("evaluate"):
                    printed += self._print(matching.measure(tasks, searching=Desk))
        except (ReaderBroken, localpg.Error) as error:
            raise CommandError(str(error)) from error
        if not printed:
            raise CommandError(f"{data}: there is no labelled data in it that can be measured.")

    def _print(self, lines: Iterator[Line]) -> int:
        printed = 0
        for line in lines:
            value = None if line.value is None else round(line.value, 4)
            row = {"split": line.split, "figure": line.figure, "value": value, "n": line.n}
            self.stdout.write(json.dumps(row))
            self.stdout.flush()
            printed += 1
        return printed


def _server() -> AbstractContextManager[Any]:
    """The embedded server, where the settings point at it: only these figures need it."""
    if localpg.url(settings.DATA_DIR) != settings.DATABASE_URL:
        return nullcontext()
    return localpg.running(settings.DATA_DIR)


def _meanings(written: Sequence[str]) -> dict[str, str]:
    meanings = {}
    for each in written:
        name, _, meaning = each.rpartition("=")
        if not name or meaning not in engine.MEANINGS:
            raise CommandError(
                f"--meaning {each}: write NAME=WHAT, WHAT one of {', '.join(engine.MEANINGS)}."
            )
        meanings[name] = meaning
    return meanings
