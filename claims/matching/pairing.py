"""Which claims of two articles are about the same fact, and how what they say compares."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from claims.matching.reading import Side
from claims.models import Match
from claims.text import copies, relating, similarity, topics
from claims.text.reports import Report
from claims.text.similarity import Likeness

# What of a match is read from its two articles alone.
DESCRIBED = ("similarity", "why", "relation", "relation_why", "copied")

# Beyond every likeness.
NEVER = 2.0
# Two reports that clash are shown from this share of the likeness that others must have: to miss a
# contradiction costs a desk more than to look at one that is none.
CLASH = 0.6


@dataclass(frozen=True)
class Pair:
    """Two claims of different articles, `a` that of the smaller key; see `Match`."""

    a: int
    b: int
    similarity: float
    why: str
    relation: str
    relation_why: str
    copied: str

    def reaches(self, least: float) -> bool:
        """Whether it is alike enough to be suggested, where that takes a likeness of `least`."""
        clashes = self.relation == Match.Relation.DISCREPANCY
        return self.similarity >= (least * CLASH if clashes else least)

    @property
    def described(self) -> dict[str, Any]:
        return {field: getattr(self, field) for field in DESCRIBED}


def pairs(
    one: Side, other: Side, *, at_least: float, always: Collection[tuple[int, int]] = ()
) -> Iterator[Pair]:
    """The pairs of claims of two articles that reach `at_least`, and those of `always`.

    The same from either side: a function of the two articles as given, and of nothing else.
    """
    rows = {claim: row for row, claim in enumerate(one.claims)}
    columns = {claim: column for column, claim in enumerate(other.claims)}
    asked = {
        (rows[end], columns[beside])
        for ends in always
        for end, beside in (ends, ends[::-1])
        if end in rows and beside in columns
    }
    least = topics.least_cosine(one.vectors, other.vectors)
    # Most articles that candidates lead to are about other things altogether.
    if not asked and np.max(one.vectors @ other.vectors.T) < least:
        return
    laid = similarity.lay(one.laid, other.laid)
    likely = {
        (row, column)
        for row, column in laid.at_least(at_least * CLASH)
        if one.vectors[row] @ other.vectors[column] >= least
    }
    for row, column in sorted(likely | asked):
        found = _pair(
            ends=(one.claims[row], other.claims[column]),
            likeness=laid.likeness(row, column),
            reports=(one.reports[row], other.reports[column]),
        )
        if (row, column) in asked or found.reaches(at_least):
            yield found


def pair(one: Side, other: Side, ends: tuple[int, int]) -> Pair:
    """How the two claims `ends` compare, one of either side."""
    return next(pairs(one, other, at_least=NEVER, always=[ends]))


def _pair(*, ends: tuple[int, int], likeness: Likeness, reports: tuple[Report, Report]) -> Pair:
    # The earlier is named first, by nothing that follows from which of them came in first.
    a, b = sorted(reports, key=lambda report: (report.told, report.text, report.start))
    relation, copy = relating.relate(a, b), copies.compare(a, b)
    return Pair(
        a=min(ends),
        b=max(ends),
        similarity=likeness.score,
        why="; ".join(likeness.why),
        relation=relation.value,
        relation_why=relation.why,
        copied=copy.why if copy else "",
    )
