"""Sentences with a label 0 or 1: tables of id, text and label, as CheckThat! hands them out.

What 1 means goes by the file's name: PoliClaim asks whether a sentence holds a verifiable claim,
BABE whether it is factual or opinion, and everything else, as ClaimBuster and CheckThat! do,
whether it is worth a check.
"""

import csv
import io
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from claims.evaluation import engine, measures
from claims.evaluation.results import Line, Unreadable
from claims.text.checkworthiness import probability

# The first whose name is a part of the file's name tells what its labels mean.
MEANING_BY_NAME: Mapping[str, str] = {
    "policlaim": engine.VERIFIABLE,
    "babe": engine.FACTUAL,
}
_TEXT = ("text", "sentence", "tweet_text")
_LABEL = ("label", "class_label", "label_opinion", "check_worthiness")
_YES = frozenset(("1", "1.0", "yes", "true", "entirely factual", "factual"))
_NO = frozenset(
    (
        "0",
        "0.0",
        "no",
        "false",
        "expresses writer's opinion",
        "expresses writer’s opinion",
        "opinion",
    )
)


def meaning_of(name: str, asked: Mapping[str, str]) -> str:
    """What a label of 1 means in the split of that name; `asked` goes before the table."""
    for part, meaning in (*asked.items(), *MEANING_BY_NAME.items()):
        if part.lower() in name.lower():
            return meaning
    return engine.CHECKWORTHY


def measure(split: str, path: Path, meaning: str, say: Callable[[str], None]) -> Iterator[Line]:
    """The figures of one table. Raises `Unreadable`."""
    sentences, labels = read(path, say)
    started = time.process_time()
    odds = engine.log_odds(sentences, meaning)
    seconds = time.process_time() - started
    n = len(labels)
    own = measures.tally(labels, [score >= engine.threshold(meaning) for score in odds])
    best = measures.best_f1(labels, odds)
    probabilities = [probability(score) for score in odds]
    yield Line(split, "ap", measures.average_precision(labels, odds), n)
    yield Line(split, "f1", own.f1, n)
    yield Line(split, "precision", own.precision, own.found)
    yield Line(split, "recall", own.recall, own.wanted)
    yield Line(split, "best_f1", best[0] if best else None, n)
    yield Line(split, "best_f1_log_odds", best[1] if best else None, n)
    yield Line(split, "auc", measures.roc_auc(labels, odds), n)
    yield Line(split, "calibration_error", measures.calibration_error(labels, probabilities), n)
    yield Line(split, "brier", measures.brier(labels, probabilities), n)
    yield Line(split, "sentences_per_second", n / seconds if seconds else None, n)


def read(path: Path, say: Callable[[str], None]) -> tuple[list[str], list[bool]]:
    """The sentences of a table and their labels; what has neither 0 nor 1 is left out, and said.

    Raises `Unreadable`.
    """
    rows = _rows(path)
    header = [name.strip().lower() for name in rows[0]] if rows else []
    text = next((header.index(name) for name in _TEXT if name in header), None)
    label = next((header.index(name) for name in _LABEL if name in header), None)
    if text is None or label is None:
        raise Unreadable("no column is named text and none label, so there is nothing to measure.")
    sentences, labels, left_out = [], [], 0
    for row in rows[1:]:
        word = row[label].strip().lower() if len(row) > max(text, label) else ""
        if word in _YES or word in _NO:
            sentences.append(row[text])
            labels.append(word in _YES)
        else:
            left_out += 1
    if not sentences:
        raise Unreadable("no line has a label of 0 or 1.")
    if left_out:
        say(f"{path.name}: {left_out:,} lines are left out, their labels are neither 0 nor 1.")
    return sentences, labels


def _rows(path: Path) -> list[list[str]]:
    try:
        written = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable("cannot be read as UTF-8 text.") from error
    try:
        rows = _split(written, csv.QUOTE_MINIMAL)
    except csv.Error:
        rows = []
    # A mark that only opens a sentence would swallow the lines after it: no quoting there.
    if not rows or any(len(row) != len(rows[0]) or "\t" in "".join(row) for row in rows):
        try:
            rows = _split(written, csv.QUOTE_NONE)
        except csv.Error as error:
            raise Unreadable(f"no table ({error}).") from error
    return rows


def _split(written: str, quoting: Literal[0, 3]) -> list[list[str]]:
    lines = io.StringIO(written, newline="")
    return [row for row in csv.reader(lines, delimiter="\t", quoting=quoting, strict=True) if row]
