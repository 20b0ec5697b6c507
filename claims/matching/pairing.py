"""Which claims of two articles are about the same fact, and how what they say compares."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from claims.matching.reading import Side
from claims.models import Match

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
                yield Pair(*ends, likeness, "near in meaning", Match.Relation.SAME, "", "")


def pair(one: Side, other: Side, ends: tuple[int, int]) -> Pair:
    """How the two claims `ends` compare, one of either side."""
    return next(found for found in pairs(one, other, at_least=2.0, always=[ends]))
