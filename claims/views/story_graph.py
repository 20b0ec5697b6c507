"""Who cites whom, as the shapes of an SVG: reports on the left, what they go back to on the right.

    graph = draw(nodes, edges, copies, room=560)

A layered drawing after Sugiyama, Tagawa and Toda (1981): every node stands right of all that cite
it, an edge that passes a column has a place of its own there, and the order in a column follows
its neighbours. Coordinates are whole pixels.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean
from typing import NamedTuple

from claims.views.story_words import wrap

_DEEPEST = 3
_SIZE = 12.5
_LINE, _PAD, _GAP, _LANE = 15, 9, 13, 10
_WIDEST, _NARROWEST, _BETWEEN, _COPIES = 152, 84, 28, 30
_SWEEPS = 6


class Node(NamedTuple):
    """A report ("article") or an origin ("outlet", "body", "person")."""

    key: str
    kind: str
    name: str


class Edge(NamedTuple):
    citing: str
    cited: str
    why: str = ""


class Box(NamedTuple):
    """A node drawn; `lines` are what of its name fits, with the places they stand at."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    lines: list[tuple[int, int, str]]
    title: str


class Line(NamedTuple):
    path: str
    title: str


@dataclass(frozen=True)
class Graph:
    room: int
    height: int
    boxes: list[Box]
    edges: list[Line]
    copies: list[Line]


class _Place:
    """A node, or where an edge passes a column, in its column."""

    def __init__(self, key: str, column: int, lines: list[str]) -> None:
        self.key, self.column, self.lines = key, column, lines
        self.height = _LINE * len(lines) + 2 * _PAD if lines else _LANE
        self.middle = 0.0
        self.left: list[_Place] = []
        self.right: list[_Place] = []


def draw(
    nodes: Sequence[Node], edges: Sequence[Edge], copies: Sequence[Edge] = (), *, room: int
) -> Graph:
    """The drawing of `nodes` (one at least, reports first), `room` pixels wide, or more if need be.

    Edges between nodes that are not there are left out.
    """
    keys = {node.key for node in nodes}
    edges = [one for one in edges if one.citing in keys and one.cited in keys]
    copies = [one for one in copies if one.citing in keys and one.cited in keys]
    columns_of = _columns(nodes, edges)
    count = max(columns_of.values()) + 1
    margin = _COPIES if copies else 1
    # A page that has less room lets the drawing be moved to and fro.
    room = max(room, margin + 3 + count * _NARROWEST + (count - 1) * _BETWEEN)
    wide = min(_WIDEST, (room - margin - 3 - (count - 1) * _BETWEEN) // count)
    step = (room - margin - 3 - wide) / max(count - 1, 1)
    places = {
        node.key: _Place(node.key, columns_of[node.key], wrap(node.name, wide - 14, 2, _SIZE))
        for node in nodes
    }
    chains = [_chain(places[one.citing], places[one.cited], one.key) for one in _numbered(edges)]
    columns = _arranged([*places.values(), *(lane for chain in chains for lane in chain[1:-1])])
    height = _settle(columns)
    at = {column: round(margin + step * column) for column in range(count)}
    return Graph(
        room=room,
        height=height,
        boxes=[_box(places[node.key], node, at[columns_of[node.key]], wide) for node in nodes],
        edges=[
            Line(_path(chain, at, wide), edge.why)
            for chain, edge in zip(chains, edges, strict=True)
        ],
        copies=[_arc(places[one.citing], places[one.cited], at, one.why) for one in copies],
    )


class _Numbered(NamedTuple):
    citing: str
    cited: str
    key: str


def _numbered(edges: Sequence[Edge]) -> list[_Numbered]:
    return [_Numbered(one.citing, one.cited, f"lane-{at}") for at, one in enumerate(edges)]


def _columns(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, int]:
    """The column of each node: right of all that cite it; last what cites nobody itself.

    Where they cite one another in a ring, all stand in the last column.
    """
    column = {node.key: 0 if node.kind == "article" else 1 for node in nodes}
    for _ in range(_DEEPEST + 1):
        for one in edges:
            column[one.cited] = max(column[one.cited], min(column[one.citing] + 1, _DEEPEST))
    last = max(column.values())
    citing = {one.citing for one in edges}
    for node in nodes:
        if node.kind in ("body", "person") and node.key not in citing:
            column[node.key] = last if last > 1 or "outlet" not in {n.kind for n in nodes} else 2
    # No column stands empty.
    used = {old: new for new, old in enumerate(sorted(set(column.values())))}
    return {key: used[old] for key, old in column.items()}


def _chain(citing: _Place, cited: _Place, key: str) -> list[_Place]:
    """The places an edge passes, its ends among them, joined to one another."""
    lanes = [_Place(f"{key}-{at}", at, []) for at in range(citing.column + 1, cited.column)]
    chain = [citing, *lanes, cited]
    if cited.column > citing.column:
        for one, following in pairwise(chain):
            one.right.append(following)
            following.left.append(one)
    return chain


def _arranged(places: Sequence[_Place]) -> list[list[_Place]]:
    """The places of each column from top to bottom, each near its neighbours."""
    columns: Mapping[int, list[_Place]] = defaultdict(list)
    for place in places:
        columns[place.column].append(place)
    ordered = [columns[number] for number in sorted(columns)]
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        for column, beside in (
            list(zip(ordered[1:], ordered, strict=False))
            if forward
            else list(zip(ordered[-2::-1], ordered[:0:-1], strict=False))
        ):
            at = {place.key: number for number, place in enumerate(beside)}
            own = {place.key: number for number, place in enumerate(column)}

            def heart(
                place: _Place,
                at: dict[str, int] = at,
                own: dict[str, int] = own,
                forward: bool = forward,
            ) -> tuple[float, int]:
                near = [at[one.key] for one in (place.left if forward else place.right)]
                return (mean(near) if near else own[place.key], own[place.key])

            column.sort(key=heart)
    return ordered


def _settle(columns: Sequence[list[_Place]]) -> int:
    """Give every place its height in the drawing; returns that of the whole."""
    for column in columns:
        top = 0.0
        for place in column:
            place.middle = top + place.height / 2
            top += place.height + _GAP
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 else columns[::-1]:
            wanted = []
            for place in column:
                near = place.left + place.right
                wanted.append(mean(one.middle for one in near) if near else place.middle)
            _apart(column, wanted)
    places = [place for column in columns for place in column]
    top = min(place.middle - place.height / 2 for place in places)
    for place in places:
        place.middle += 2 - top
    return round(max(place.middle + place.height / 2 for place in places)) + 2


def _apart(column: Sequence[_Place], wanted: Sequence[float]) -> None:
    """Move the places to where they want to be, as near as their heights allow.

    Isotonic regression by pooling neighbours that are in each other's way.
    """
    offset, offsets = 0.0, []
    for at, place in enumerate(column):
        if at:
            offset += (column[at - 1].height + place.height) / 2 + _GAP
        offsets.append(offset)
    pools: list[list[float]] = []  # sum, count
    for want, offset in zip(wanted, offsets, strict=True):
        pools.append([want - offset, 1])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            total, count = pools.pop()
            pools[-1][0] += total
            pools[-1][1] += count
    levels = [total / count for total, count in pools for _ in range(int(count))]
    for place, level, offset in zip(column, levels, offsets, strict=True):
        place.middle = level + offset


def _box(place: _Place, node: Node, x: int, wide: int) -> Box:
    top = round(place.middle - place.height / 2)
    return Box(
        kind=node.kind,
        x=x,
        y=top,
        width=wide,
        height=place.height,
        lines=[
            (x + wide // 2, top + _PAD + 12 + _LINE * number, line)
            for number, line in enumerate(place.lines)
        ],
        title=node.name,
    )


def _path(chain: Sequence[_Place], at: Mapping[int, int], wide: int) -> str:
    """A smooth line from the right of the first to the left of the last."""
    citing, cited = chain[0], chain[-1]
    if cited.column <= citing.column:
        right, start, end = at[citing.column] + wide, round(citing.middle), round(cited.middle)
        out = max(right, at[cited.column] + wide) + 24
        return f"M{right} {start}C{out} {start} {out} {end} {at[cited.column] + wide + 7} {end}"
    x, y = at[citing.column] + wide, round(citing.middle + _fan(citing, chain[1], citing.right))
    path = f"M{x} {y}"
    for place in chain[1:]:
        is_last = place is cited
        aim = at[place.column] - (7 if is_last else 0)
        end = round(place.middle + (_fan(cited, chain[-2], cited.left) if is_last else 0))
        bend = (aim - x) // 2
        path += f"C{x + bend} {y} {aim - bend} {end} {aim} {end}"
        if not is_last:
            path += f"H{aim + wide}"
        x, y = aim + wide, end
    return path


def _fan(place: _Place, other: _Place, others: Sequence[_Place]) -> float:
    """How far off the middle of `place` the edge to `other` ends, where several do."""
    if len(others) < 2:
        return 0.0
    ordered = sorted(others, key=lambda one: one.middle)
    step = min(9.0, (place.height - 12) / (len(others) - 1))
    return step * (ordered.index(other) - (len(others) - 1) / 2)


def _arc(one: _Place, other: _Place, at: Mapping[int, int], why: str) -> Line:
    upper, lower = sorted((one, other), key=lambda place: place.middle)
    x, start, end = at[upper.column], round(upper.middle), round(lower.middle)
    out = max(x - 34, 2)
    return Line(f"M{x} {start}C{out} {start} {out} {end} {at[lower.column]} {end}", why)
