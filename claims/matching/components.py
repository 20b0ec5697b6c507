"""Which claims matches join, and which of them stands for all: plain functions of the matches.

The order in which matches are given changes nothing. What is too large for a story is taken apart
at its weakest matches: a chain of doubtful ones has no end (the chaining of single linkage).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

# More reports of one fact no desk reads side by side.
MOST_MEMBERS = 500
STRICTER = 0.05


class Edge(NamedTuple):
    """A standing match; `similarity` is 1 where somebody has confirmed it."""

    a: int
    b: int
    similarity: float
    discrepant: bool = False


@dataclass(frozen=True)
class Component:
    """Claims joined by matches.

    centrality: the sum of the similarities of each member's matches that join.
    """

    members: frozenset[int]
    centrality: dict[int, float]
    discrepant: bool


def components(edges: Sequence[Edge], join_at: float) -> list[Component]:
    """What `edges` of a similarity of `join_at` or more join, by the smallest key in each.

    A component is discrepant where any two of its members disagree, also by an edge that does not
    join. Linear in the edges but for components of more than MOST_MEMBERS.
    """
    found = sorted(_split(edges, join_at), key=lambda joined: min(joined[0]))
    home = {claim: place for place, (members, _) in enumerate(found) for claim in members}
    disagreeing = {
        home[edge.a]
        for edge in edges
        if edge.discrepant and edge.a in home and home[edge.a] == home.get(edge.b)
    }
    return [
        Component(members, _centrality(joining), place in disagreeing)
        for place, (members, joining) in enumerate(found)
    ]


def _split(edges: Iterable[Edge], join_at: float) -> Iterator[tuple[frozenset[int], list[Edge]]]:
    """Each set of joined claims and the edges that join it."""
    for members, joining in _joined([edge for edge in edges if edge.similarity >= join_at]):
        if len(members) <= MOST_MEMBERS or join_at >= 1.0:
            yield members, joining
        else:
            yield from _split(joining, min(1.0, join_at + STRICTER))


def _joined(edges: Sequence[Edge]) -> Iterator[tuple[frozenset[int], list[Edge]]]:
    """Connected components, by union and find with halved paths (Tarjan 1975)."""
    parent: dict[int, int] = {}

    def root(claim: int) -> int:
        parent.setdefault(claim, claim)
        while parent[claim] != claim:
            parent[claim] = claim = parent[parent[claim]]
        return claim

    for edge in edges:
        parent[root(edge.a)] = root(edge.b)
    members: dict[int, set[int]] = defaultdict(set)
    joining: dict[int, list[Edge]] = defaultdict(list)
    for claim in parent:
        members[root(claim)].add(claim)
    for edge in edges:
        joining[root(edge.a)].append(edge)
    for top, claims in members.items():
        yield frozenset(claims), joining[top]


def _centrality(edges: Iterable[Edge]) -> dict[int, float]:
    """Exact sums (`fsum`), which no order of adding changes."""
    held: dict[int, list[float]] = defaultdict(list)
    for edge in edges:
        held[edge.a].append(edge.similarity)
        held[edge.b].append(edge.similarity)
    return {claim: fsum(similarities) for claim, similarities in held.items()}
