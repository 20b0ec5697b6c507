"""The drawing of who cites whom: every node right of those that cite it, and none on another."""

import re

from hypothesis import given
from hypothesis import strategies as st

from claims.views.story_graph import Box, Edge, Graph, Node, draw

KEYS = [f"n{number}" for number in range(9)]
KINDS = st.sampled_from(["article", "outlet", "body", "person"])
NODES = st.lists(
    st.builds(Node, st.sampled_from(KEYS), KINDS, st.text(max_size=40)),
    min_size=1,
    max_size=9,
    unique_by=lambda node: node.key,
)
EDGES = st.lists(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda ends: ends[0] != ends[1]),
    unique=True,
    max_size=20,
).map(lambda ends: [Edge(*pair, "told it") for pair in ends])


def box(graph: Graph, name: str) -> Box:
    return next(one for one in graph.boxes if one.title == name)


def test_reports_stand_left_and_what_they_go_back_to_right() -> None:
    nodes = [
        Node("a", "article", "Hotline report"),
        Node("b", "article", "Switchboard"),
        Node("g", "outlet", "The Guardian"),
        Node("o", "body", "POW office"),
        Node("p", "person", "Petro"),
    ]
    edges = [Edge("a", "g", "reports"), Edge("g", "o"), Edge("b", "p")]

    graph = draw(nodes, edges, room=560)

    columns = [box(graph, name).x for name in ("Hotline report", "The Guardian", "POW office")]
    assert columns == sorted(set(columns))
    assert box(graph, "Petro").x == box(graph, "POW office").x
    assert box(graph, "Switchboard").x == box(graph, "Hotline report").x
    assert graph.edges[0].title == "reports"
    assert len(graph.edges) == 3


def test_an_edge_that_passes_a_column_does_not_cross_its_nodes() -> None:
    nodes = [
        Node("a", "article", "One"),
        Node("b", "article", "Other"),
        Node("g", "outlet", "The Guardian"),
        Node("p", "person", "Petro"),
    ]
    graph = draw(nodes, [Edge("a", "g"), Edge("g", "p"), Edge("b", "p")], room=560)

    guardian = box(graph, "The Guardian")
    # Where the long edge runs level, through the middle column.
    level = re.search(r" (\d+)H", graph.edges[2].path)
    assert level
    assert not guardian.y <= int(level[1]) <= guardian.y + guardian.height


def test_near_copies_are_joined_on_the_left() -> None:
    nodes = [Node("a", "article", "One"), Node("b", "article", "Other")]
    graph = draw(nodes, [], [Edge("a", "b", "21 of 24 words")], room=340)

    [arc] = graph.copies
    assert arc.title == "21 of 24 words"
    assert int(arc.path[1:].split(" ")[0]) == graph.boxes[0].x


def test_origins_that_cite_one_another_are_drawn_too() -> None:
    nodes = [Node("a", "article", "One"), Node("x", "outlet", "X"), Node("y", "outlet", "Y")]
    graph = draw(nodes, [Edge("a", "x"), Edge("x", "y"), Edge("y", "x")], room=560)
    assert len(graph.edges) == 3


@given(NODES, EDGES, st.sampled_from([340, 560]))
def test_nothing_stands_on_anything_else(nodes: list[Node], edges: list[Edge], room: int) -> None:
    graph = draw(nodes, edges, room=room)

    assert len(graph.boxes) == len(nodes)
    for at, one in enumerate(graph.boxes):
        assert one.x >= 0
        assert one.x + one.width <= graph.room
        assert one.y >= 0
        assert one.y + one.height <= graph.height
        for other in graph.boxes[at + 1 :]:
            assert (
                one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
    keys = {node.key for node in nodes}
    drawn = [one for one in edges if one.citing in keys and one.cited in keys]
    assert len(graph.edges) == len(drawn)
