"""Show what the desk would find in articles: their claims, and what is skipped and why.

Needs no database and no server: it reads files and prints. Offsets are characters of the file as
decoded, so the files are read as bytes and their line ends are left alone.
"""

import datetime
import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.text.analysis import Analysis, Claim, analyse
from claims.text.furniture import BODY
from claims.text.reader import ReaderBroken


class Command(BaseCommand):
    help = "Find the claims in articles and print them, without touching the database."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a text file, or a folder of .txt files"
        )
        parser.add_argument("--json", action="store_true", help="print JSON instead of a listing")
        parser.add_argument(
            "--published",
            metavar="YYYY-MM-DD",
            help="the articles' date, which supplies years that dates in them leave out",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        published = _date(options["published"])
        articles = [(path, _read(path)) for path in _files(options["paths"])]
        try:
            analyses = [(path, analyse(text, published=published)) for path, text in articles]
        except ReaderBroken as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            rows = [_as_json(path, analysis) for path, analysis in analyses]
            # ASCII only: a lone surrogate must not break the terminal or the pipe.
            self.stdout.write(json.dumps(rows, indent=1))
            return
        for (path, text), (_, analysis) in zip(articles, analyses, strict=True):
            for line in _listing(path, text, analysis):
                self.stdout.write(line.encode("utf-8", "backslashreplace").decode("utf-8"))


def _date(written: str | None) -> datetime.date | None:
    if written is None:
        return None
    try:
        return datetime.date.fromisoformat(written)
    except ValueError as error:
        raise CommandError(f"--published {written}: not a date such as 2023-01-20.") from error


def _files(paths: Sequence[str]) -> Iterator[Path]:
    for name in paths:
        path = Path(name)
        if path.is_dir():
            inside = sorted(path.glob("*.txt"))
            if not inside:
                raise CommandError(f"{name}: there is no .txt file in this folder.")
            yield from inside
        else:
            yield path


def _read(path: Path) -> str:
    """The file's text with its line ends as they are, without a byte-order mark."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise CommandError(f"{path}: there is no such file.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}: not UTF-8 text (byte {error.start}).") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CommandError(f"{path}: cannot be read ({reason}).") from error


def _as_json(path: Path, analysis: Analysis) -> dict[str, Any]:
    return {
        "article": path.name,
        "claims": [_claim(claim) for claim in analysis.claims],
        "skipped": [
            {"start": sentence.start, "end": sentence.end, "reason": sentence.reason}
            for sentence in analysis.sentences
            if sentence.kind != BODY
        ],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "wording": claim.wording,
        "score": claim.score,
        "band": claim.band,
        "reasons": [str(reason) for reason in claim.reasons],
        "claimant": claim.claimant,
        "claimant_doubt": claim.claimant_doubt,
        "cue": claim.cue,
        "outlet": claim.outlet,
        "quoted": claim.quoted,
        "hedges": [
            {"start": hedge.start, "end": hedge.end, "text": hedge.text} for hedge in claim.hedges
        ],
        "figures": [
            {
                "start": figure.start,
                "end": figure.end,
                "text": figure.text,
                "kind": figure.kind,
                "low": figure.low,
                "high": figure.high,
                "unit": figure.unit,
                "qualifier": figure.qualifier,
                "date": figure.date,
                "completed": figure.completed,
            }
            for figure in claim.figures
        ],
    }


def _listing(path: Path, text: str, analysis: Analysis) -> Iterator[str]:
    yield f"{path.name}: {len(analysis.claims)} claims"
    for claim in sorted(analysis.claims, key=lambda claim: -claim.score):
        yield f"  {claim.score:.2f} {claim.band:5} {claim.start}-{claim.end}  {claim.wording}"
        said_by = " ".join(filter(None, (claim.claimant, f"({claim.cue})" if claim.cue else "")))
        via = f" via {claim.outlet}" if claim.outlet else ""
        if said_by or via:
            yield f"             said by {said_by or 'nobody named'}{via}"
        if claim.claimant_doubt:
            yield f"             claimant doubtful: {claim.claimant_doubt}"
        if claim.reasons:
            yield f"             {'; '.join(map(str, claim.reasons))}"
    for sentence in analysis.sentences:
        if sentence.kind != BODY:
            quote = " ".join(text[sentence.start : sentence.end].split())
            yield f"  skipped, {sentence.reason}: {quote[:100]}"
