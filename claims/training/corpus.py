"""The labelled sentences the reader learns from, each with a goal for every head that knows one.

Our own sentences stand in `data/`, in the markup of its RUBRIC.md:

    stories/*.txt   2 | [S: The auditor] [C: found] that the pier {may} have cost $4.2 million.
    speech/*.txt    1 2 | We balanced four budgets in a row.
    opinion/*.txt   0 0 | The bill is a gift to the lobby.

ClaimBuster's come from the folder given: checkworthy/claimbuster_25ncs.tsv.
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

OWN = Path(__file__).parent / "data"

# Sentence heads, in the order of the network's outputs, and what 1 means.
HEADS = (
    "checkworthy",  # a check-worthy factual sentence, by ClaimBuster's coders
    "must",  # a desk must check it
    "claim",  # news: it asserts something checkable, and is not the page's furniture
    "furniture",  # it is the page and not the article
    "verifiable",  # speech: it holds a verifiable factual claim (PoliClaim)
    "factual",  # it reports instead of giving the writer's opinion (BABE)
)
# Token tags: none, then beginning and inside of each kind.
KINDS = ("source", "cue", "attitude")
TAGS = 1 + 2 * len(KINDS)

_LINE = re.compile(r"^(?P<label>[0-9A-Z](?: [0-9])?) \| (?P<text>\S.*)$")
_MARK = re.compile(r"\[(?P<kind>[SCA]): ?|(?P<close>\])|(?P<open>\{)|(?P<shut>\})")
_KIND = {"S": "source", "C": "cue", "A": "attitude"}


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with its goals, 0 to 1 by head, and the group it stands in (a story).

    tags are (kind, start, end) and hedges (start, end), None where nobody labelled them; label is
    as written, paragraph counts in the file.
    """

    text: str
    goals: dict[str, float]
    group: str
    tags: tuple[tuple[str, int, int], ...] | None = None
    hedges: tuple[tuple[int, int], ...] | None = None
    label: str = ""
    paragraph: int = 0


class BadMarkup(ValueError):
    """A line of the corpus cannot be read; says which and why."""


def unmark(
    marked: str,
) -> tuple[str, tuple[tuple[str, int, int], ...], tuple[tuple[int, int], ...]]:
    """The sentence without its marks, its tags and its hedges as offsets into it.

    Raises BadMarkup where marks cross or stay open.
    """
    text, at = "", 0
    stack: list[tuple[str, int]] = []
    tags: list[tuple[str, int, int]] = []
    hedges: list[tuple[int, int]] = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark["kind"]:
            stack.append((_KIND[mark["kind"]], len(text)))
        elif mark["open"]:
            stack.append(("hedge", len(text)))
        elif not stack or (stack[-1][0] == "hedge") != bool(mark["shut"]):
            raise BadMarkup(f"a mark is closed that was not opened: {marked}")
        else:
            kind, start = stack.pop()
            if kind == "hedge":
                hedges.append((start, len(text)))
            else:
                tags.append((kind, start, len(text)))
    if stack:
        raise BadMarkup(f"a mark stays open: {marked}")
    text += marked[at:]
    return text, tuple(sorted(tags, key=lambda tag: tag[1])), tuple(sorted(hedges))


def stories(folder: Path = OWN / "stories") -> Iterator[Row]:
    """Our news stories; the group is the story's file name."""
    for path, label, marked, paragraph in _lines(folder):
        text, tags, hedges = unmark(marked)
        body = label != "B"
        goals = {"furniture": float(not body), "claim": float(label in ("1", "2"))}
        if body:
            goals |= {"must": float(label == "2"), "verifiable": float(label in ("1", "2"))}
        else:
            goals |= {"must": 0.0}
        yield Row(text, goals, path.stem, tags, hedges, label, paragraph)


def article(rows: Sequence[Row]) -> tuple[str, list[int]]:
    """The text of one story, and where in it each of its rows starts."""
    text, starts = "", []
    for before, row in zip([rows[0], *rows], rows, strict=False):
        if text:
            own_line = "B" in (before.label, row.label)
            text += "\n\n" if own_line or row.paragraph != before.paragraph else " "
        starts.append(len(text))
        text += row.text
    return text, starts


def speech(folder: Path = OWN / "speech") -> Iterator[Row]:
    """Our sentences of debates and addresses."""
    for path, label, text, _ in _lines(folder):
        # The second says how check-worthy it is; ClaimBuster's coders drew that line elsewhere, and
        # learning both made the reader worse at theirs.
        verifiable, _ = label.split()
        yield Row(text, {"verifiable": float(verifiable)}, path.stem, label=label)


def opinion(folder: Path = OWN / "opinion") -> Iterator[Row]:
    """Our reporting and opinionated sentences of news sites."""
    for path, label, text, _ in _lines(folder):
        factual, claim = label.split()
        yield Row(text, {"factual": float(factual) / 2, "verifiable": float(claim)}, path.stem)


def claimbuster(data: Path) -> list[Row]:
    """ClaimBuster's sentences, each once, without those of checkworthy/ct24_en_dev.tsv if that is
    there, so that it stays a fair split.
    """
    dev = data / "checkworthy" / "ct24_en_dev.tsv"
    held = read_tsv(dev) if dev.exists() else []
    ids, seen = {row[0] for row in held}, {_bare(row[1]) for row in held}
    kept = []
    for number, text, label in read_tsv(data / "checkworthy" / "claimbuster_25ncs.tsv"):
        if number not in ids and _bare(text) not in seen:
            seen.add(_bare(text))
            kept.append(Row(text, {"checkworthy": float(label)}, _bare(text)))
    return kept


def read_tsv(path: Path) -> list[tuple[str, str, int]]:
    """The rows (id, text, label) of a file of checkworthy/."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [(row["id"], row["text"], int(row["label"])) for row in rows]


def fold(name: str, folds: int) -> int:
    """The fold of a group: the same on every machine."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % folds


def _bare(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _lines(folder: Path) -> Iterator[tuple[Path, str, str, int]]:
    """(file, label, marked sentence, number of its paragraph) of each line of a folder."""
    for path in sorted(folder.glob("*.txt")):
        paragraph = 0
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                paragraph += 1
            if not line.strip() or line.startswith("#"):
                continue
            match = _LINE.match(line.strip())
            if match is None:
                raise BadMarkup(f"{path.name}, line {number}: {line}")
            try:
                unmark(match["text"])
            except BadMarkup as error:
                raise BadMarkup(f"{path.name}, line {number}: {error}") from error
            yield path, match["label"], match["text"], paragraph
