"""A desk's labels: one sentence a line, as JSON, with the article it stands in.

Two shapes are read: plain labels, whose figures are words such as "<=100 people/day" and whose
attribution is a list of names; and rich ones, whose figures and attributions are objects with
offsets (tests/text/news/RUBRIC.md says how those were made).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.evaluation.results import Unreadable
from claims.text.figures import Figure
from claims.text.numbers import SCALES
from claims.text.spans import Span

CLAIM, NOT_CLAIM, BOILERPLATE = "claim", "not_claim", "boilerplate"
MUST = 2
_KINDS = (CLAIM, NOT_CLAIM, BOILERPLATE)
_PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we"))
_DATE = re.compile(r"(?:\d{4}|-)-\d{2}(?:-\d{2})?")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:e\d+)?", re.IGNORECASE)
_SCALE = re.compile(rf"\s?({'|'.join(sorted(SCALES, key=len, reverse=True))})\b", re.IGNORECASE)
# What comes of a line in which anything may stand for anything, infinite or nested without end.
_NO_LABEL = (
    *(ValueError, KeyError, TypeError, AttributeError),
    *(OverflowError, RecursionError),
)


@dataclass(frozen=True, slots=True)
class LabelledFigure:
    """A figure as labelled; the span is None where the label is only words."""

    words: str
    span: Span | None

    def is_met_by(self, figure: Figure) -> bool:
        """By place where the label has one, else by value: one bound, the date, or the words."""
        if self.span is not None:
            return figure.start < self.span.end and self.span.start < figure.end
        words = self.words.casefold()
        if date := _DATE.search(words):
            return bool(figure.date) and (
                figure.date.startswith(date[0]) or date[0].startswith(figure.date)
            )
        bounds = {bound for bound in (figure.low, figure.high) if bound is not None}
        return bool(bounds & set(_values(words))) or figure.text.casefold() in words


@dataclass(frozen=True, slots=True)
class Label(Span):
    """A labelled sentence. `names` are who is said to have asserted it, every one that counts.

    `worth` is 2 for must check, 1, 0, or None where the labeller left it open.
    """

    text: str
    kind: str
    worth: int | None
    hedged: bool
    figures: tuple[LabelledFigure, ...]
    names: tuple[str, ...]


def read(path: Path) -> dict[str, list[Label]]:
    """The labels of one file by the name of their article. Raises `Unreadable`."""
    try:
        # Not at every line break there is: JSON may hold some of them as they are.
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable("cannot be read as UTF-8 text.") from error
    found: dict[str, list[Label]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            written = json.loads(line)
            found.setdefault(str(written["article"]), []).append(_label(written))
        except _NO_LABEL as error:
            raise Unreadable(f"line {number} is no label of a sentence.") from error
    if not found:
        raise Unreadable("there is no label in it.")
    return found


def _label(written: Mapping[str, Any]) -> Label:
    if written["kind"] not in _KINDS:
        raise ValueError(written["kind"])
    worth = written.get("worth")
    return Label(
        int(written["start"]),
        int(written["end"]),
        str(written["text"]),
        written["kind"],
        None if worth is None else int(worth),
        bool(written.get("hedged")),
        tuple(_figure(figure) for figure in written.get("figures") or ()),
        tuple(name for entry in written.get("attribution") or () for name in _names(entry)),
    )


def _figure(written: str | Mapping[str, Any]) -> LabelledFigure:
    if isinstance(written, str):
        return LabelledFigure(written, None)
    return LabelledFigure(str(written["text"]), Span(int(written["start"]), int(written["end"])))


def _names(written: str | Mapping[str, Any]) -> Iterator[str]:
    if isinstance(written, str):
        yield written
        return
    # "he" is right only as the person it stands for.
    if resolved := written.get("resolved"):
        yield str(resolved)
    if (source := str(written.get("source") or "")) and source.casefold() not in _PRONOUNS:
        yield source
    if outlet := written.get("outlet"):
        yield str(outlet)


def _values(words: str) -> Iterator[float]:
    for match in _NUMBER.finditer(words):
        value = float(match[0].replace(",", "").rstrip("."))
        scale = _SCALE.match(words, match.end())
        yield value * (SCALES[scale[1].casefold()] if scale else 1)
