"""The topics of data/facts: five outlets' sentences, each with the numbers of the facts it tells.

    # a dam that cracked
    A | 1,2 | Engineers discovered a crack 14 metres long …
    B | -   | In the pub the lights stayed on.

Two sentences of different outlets report the same fact where they share a number. An outlet's
sentences in their order are its article.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data" / "facts"


@dataclass(frozen=True)
class Line:
    """A sentence: its place in its outlet's article, and the numbers of its facts."""

    start: int
    end: int
    facts: frozenset[str]


@dataclass(frozen=True)
class Told:
    """An outlet's article, a sentence a line."""

    text: str
    lines: tuple[Line, ...]


def read() -> Iterator[tuple[str, dict[str, Told]]]:
    """Each topic's name and its outlets' articles."""
    for path in sorted(DATA.glob("*.txt")):
        outlets: dict[str, list[tuple[frozenset[str], str]]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            parts = [part.strip() for part in line.split("|", 2)]
            if len(parts) == 3:
                numbers = frozenset(parts[1].replace(" ", "").split(",")) - {"-", ""}
                outlets.setdefault(parts[0], []).append((numbers, parts[2]))
        yield path.stem, {outlet: _told(lines) for outlet, lines in sorted(outlets.items())}


def _told(lines: list[tuple[frozenset[str], str]]) -> Told:
    at, placed = 0, []
    for numbers, sentence in lines:
        placed.append(Line(at, at + len(sentence), numbers))
        at += len(sentence) + 2
    return Told("\n\n".join(sentence for _, sentence in lines), tuple(placed))
