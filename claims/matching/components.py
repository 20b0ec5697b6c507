"""Which claims matches join, and which of them stands for all: plain functions of the matches.

The order in which matches are given changes nothing. Where a chain of matches joins claims most of
which do not match one another, it is taken apart at its weakest: else the reports of one topic all
run together, a doubtful match here and a compound claim there (the chaining of single linkage).
What people have confirmed holds whatever else there is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

# So much of the pairs that could match must match. Each claim is asked for so many at most: of
# more articles than that it is never laid beside all.
_DENSE = 0.5
_MOST_NEIGHBOURS = 20
# Of so many claims the weakest matches are taken out some at once, as one at a time takes long.
_LARGE, _STEP = 100, 0.05


class Edge(NamedTuple):
    """A standing match of two claims and the articles they stand in."""

    a: int
    b: int
    similarity: float
    articles: tuple[int, int]
    confirmed: bool = False
    discrepant: bool = False


@dataclass(frozen=True)
class Component:
    """Claims joined by matches.

    centrality: of each member the sum of the similarities of its matches with others, a confirmed
    one counting 1.
    """

    members: frozenset[int]
    centrality: dict[int, float]
    discrepant: bool


def components(edges: Sequence[Edge], join_at: float) -> list[Component]:
    """What `edges` join that are confirmed or as similar as `join_at`, by the smallest key in each.

    A component is discrepant where any two of its members disagree, also by an edge that does not
    join.
    """
    joining = [edge for edge in edges if edge.confirmed or edge.similarity >= join_at]
    dense = _dense(joining, [edge for edge in joining if not edge.confirmed])
    forest = _Forest()
    for members in dense:
        first, *others = members
        for claim in others:
            forest.join(first, claim)
    for edge in joining:
        if edge.confirmed:
            forest.join(edge.a, edge.b)
    found = sorted(forest.trees(), key=min)
    home = {claim: place for place, members in enumerate(found) for claim in members}
    within = _by_part(edges, home)
    return [
        Component(
            members,
            _centrality(members, within[place]),
            any(edge.discrepant for edge in within[place]),
        )
        for place, members in enumerate(found)
    ]


def _dense(joining: Sequence[Edge], sure: Sequence[Edge]) -> Iterator[frozenset[int]]:
    """What `sure` edges join, taken apart until most of what it could have in `joining` is there.

    Each time the weakest link of a part goes, and what hung by it alone; where all are as weak,
    the part stays whole.
    """
    parts = _joined(sure)
    home = {claim: place for place, members in enumerate(parts) for claim in members}
    within, links = _by_part(joining, home), _by_part(sure, home)
    for place, members in enumerate(parts):
        if _is_dense(within[place]):
            yield members
            continue
        weakest = _weakest(links[place])
        step = _STEP if len(members) > _LARGE else 0.0
        surer = [edge for edge in links[place] if edge.similarity > weakest + step]
        if surer:
            yield from _dense(within[place], surer)
        else:
            yield members


def _by_part(edges: Iterable[Edge], home: Mapping[int, int]) -> dict[int, list[Edge]]:
    """The edges within each part, where `home` says which part a claim is in."""
    within: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.a in home and home[edge.a] == home.get(edge.b):
            within[home[edge.a]].append(edge)
    return within


def _is_dense(edges: Sequence[Edge]) -> bool:
    """Whether `edges`, all those of a part, are most of what its claims could have."""
    article = {
        claim: article
        for edge in edges
        for claim, article in zip((edge.a, edge.b), edge.articles, strict=True)
    }
    # Claims of one article never match.
    beside = Counter(article.values())
    most = sum(number * min(len(article) - number, _MOST_NEIGHBOURS) for number in beside.values())
    return 2 * len(edges) >= _DENSE * most


def _weakest(links: Sequence[Edge]) -> float:
    """The likeness of the weakest of `links` that is needed to join all that they join.

    The last edge of a maximum spanning tree (Kruskal 1956).
    """
    forest = _Forest()
    weakest = 1.0
    for edge in sorted(links, key=lambda edge: -edge.similarity):
        if forest.join(edge.a, edge.b):
            weakest = edge.similarity
    return weakest


def _joined(edges: Iterable[Edge]) -> list[frozenset[int]]:
    """Connected components."""
    forest = _Forest()
    for edge in edges:
        forest.join(edge.a, edge.b)
    return forest.trees()


class _Forest:
    """Union and find with halved paths (Tarjan 1975)."""

    def __init__(self) -> None:
        self.parent: dict[int, int] = {}

    def root(self, claim: int) -> int:
        parent = self.parent
        parent.setdefault(claim, claim)
        while parent[claim] != claim:
            parent[claim] = claim = parent[parent[claim]]
        return claim

    def join(self, a: int, b: int) -> bool:
        """Whether they were apart before."""
        a, b = self.root(a), self.root(b)
        self.parent[a] = b
        return a != b

    def trees(self) -> list[frozenset[int]]:
        members: dict[int, set[int]] = defaultdict(set)
        for claim in list(self.parent):
            members[self.root(claim)].add(claim)
        return [frozenset(claims) for claims in members.values()]


def _centrality(members: Iterable[int], edges: Iterable[Edge]) -> dict[int, float]:
    """Exact sums (`fsum`), which no order of adding changes."""
    held: dict[int, list[float]] = {claim: [] for claim in members}
    for edge in edges:
        for claim in (edge.a, edge.b):
            held[claim].append(1.0 if edge.confirmed else edge.similarity)
    return {claim: fsum(similarities) for claim, similarities in held.items()}
