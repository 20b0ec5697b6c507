"""Which claims of two articles are about the same fact, and how what they say compares."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from claims.matching.reading import Side
from claims.text import copies, relating
from claims.text.reports import Report

# What of a match is read from its two articles alone.
DESCRIBED = ("similarity", "why", "relation", "relation_why", "copied")


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

    @property
    def described(self) -> dict[str, Any]:
        return {field: getattr(self, field) for field in DESCRIBED}


def pairs(
    one: Side, other: Side, *, at_least: float, always: Collection[tuple[int, int]] = ()
) -> Iterator[Pair]:
    """The pairs of claims of two articles that are as alike as `at_least`, and those of `always`.

    The same from either side: a function of the two articles as given, and of nothing else.
    """
    cosines = one.vectors @ other.vectors.T
    for row, claim in enumerate(one.claims):
        for column, beside in enumerate(other.claims):
            ends = min(claim, beside), max(claim, beside)
            likeness = min(1.0, max(0.0, float(cosines[row, column]) * 1.4 - 0.4))
            if likeness >= at_least or ends in always:
                yield _pair(
                    ends, likeness, "near in meaning", one.reports[row], other.reports[column]
                )


def pair(one: Side, other: Side, ends: tuple[int, int]) -> Pair:
    """How the two claims `ends` compare, one of either side."""
    return next(found for found in pairs(one, other, at_least=2.0, always=[ends]))


def _pair(ends: tuple[int, int], likeness: float, why: str, *reports: Report) -> Pair:
    # The earlier is named first, by nothing that follows from which of them came in first.
    a, b = sorted(reports, key=lambda report: (report.told, report.text, report.start))
    relation, copy = relating.relate(a, b), copies.compare(a, b)
    return Pair(
        *ends,
        similarity=likeness,
        why=why,
        relation=relation.value,
        relation_why=relation.why,
        copied=copy.why if copy else "",
    )
