"""Matching measured on reports of one event whose pairs were labelled: pairs.jsonl beside *.txt.

What the product makes of every two articles, by themselves and without a database: how likely each
two of their claims are about the same fact, from the threshold a desk begins with; and how they
compare. A desk shows clashes from a lower likeness, which is left out here.
"""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from claims.evaluation import pairs
from claims.evaluation.pairs import Pair
from claims.evaluation.results import Line
from claims.text import analysis, days, relating, reports, sides, similarity
from claims.text.sides import Side

PAIRS = "pairs.jsonl"
# Where a desk's matching begins.
LIKELY = 0.6


def measure(split: str, labelled: Path) -> Iterator[Line]:
    """The figures of `pairs.measure` for the articles beside `labelled`. Raises Unreadable."""
    judged = pairs.read(labelled)
    held = {path.name: _side(path) for path in sorted(labelled.parent.glob("*.txt"))}
    matched = [
        match
        for (name, one), (other_name, other) in combinations(held.items(), 2)
        for match in _matches(name, one, other_name, other)
    ]
    yield from pairs.measure(split, matched, judged)


def _side(path: Path) -> Side:
    text = path.read_bytes().decode("utf-8-sig", "replace")
    claims = analysis.analyse(text).claims
    return sides.embed(list(reports.of(text, claims, told=days.told(text))))


def _matches(name: str, one: Side, other_name: str, other: Side) -> Iterator[Pair]:
    for row, column in similarity.lay(one, other).at_least(LIKELY):
        a, b = one.reports[row], other.reports[column]
        yield {
            "a": {"article": name, "start": a.start, "end": a.end},
            "b": {"article": other_name, "start": b.start, "end": b.end},
            "relation": relating.relate(a, b).value,
        }
