"""Which claims matches join: a function of the matches, in whatever order they come."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from claims.matching.components import Component, Edge, components

# Each of these claims stands in an article of its own, but for twelve and the like of them.
ARTICLES = {claim: claim % 10 for claim in range(13)}


def edge(a: int, b: int, similarity: float = 0.9, **fields: bool) -> Edge:
    a, b = sorted((a, b))
    articles = ARTICLES.get(a, a), ARTICLES.get(b, b)
    return Edge(a, b, similarity, articles, **fields)


def mesh(*claims: int, similarity: float = 0.9) -> list[Edge]:
    """Every one matches every other."""
    return [edge(a, b, similarity) for a, b in combinations(claims, 2)]


CLAIM = st.integers(0, 12)
EDGES = st.lists(
    st.builds(
        lambda a, b, similarity, confirmed, discrepant: edge(
            a, b, similarity, confirmed=confirmed, discrepant=discrepant
        ),
        CLAIM,
        CLAIM,
        st.floats(0.3, 1.0),
        st.booleans(),
        st.booleans(),
    ).filter(lambda each: each.articles[0] != each.articles[1]),
    max_size=40,
    unique_by=lambda each: (each.a, each.b),
)


def comparable(found: list[Component]) -> list[object]:
    return [(sorted(one.members), sorted(one.centrality.items()), one.discrepant) for one in found]


def members(edges: list[Edge], join_at: float = 0.5) -> list[set[int]]:
    return [set(one.members) for one in components(edges, join_at)]


@given(EDGES, st.randoms(use_true_random=False))
def test_the_order_of_the_matches_changes_nothing(edges: list[Edge], random: object) -> None:
    shuffled = list(edges)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert comparable(components(shuffled, 0.5)) == comparable(components(edges, 0.5))


@given(EDGES)
def test_each_claim_is_in_one_and_joined_to_it(edges: list[Edge]) -> None:
    found = members(edges)
    joining = [each for each in edges if each.confirmed or each.similarity >= 0.5]

    assert len(set().union(*found)) == sum(map(len, found))
    for one in found:
        reached = {min(one)}
        while (
            more := {
                end
                for each in joining
                if {each.a, each.b} <= one and not reached.isdisjoint((each.a, each.b))
                for end in (each.a, each.b)
            }
            - reached
        ):
            reached |= more
        assert reached == one


@given(EDGES)
def test_what_is_confirmed_is_together(edges: list[Edge]) -> None:
    found = members(edges)

    for each in edges:
        if each.confirmed:
            assert any({each.a, each.b} <= one for one in found)


@given(EDGES)
def test_the_most_central_has_the_most_and_surest_matches(edges: list[Edge]) -> None:
    for one in components(edges, 0.5):
        for claim in one.members:
            held = [
                1.0 if each.confirmed else each.similarity
                for each in edges
                if claim in (each.a, each.b) and {each.a, each.b} <= one.members
            ]
            assert abs(one.centrality[claim] - sum(held)) < 1e-9


def test_it_joins_what_is_sure_enough() -> None:
    edges = [edge(1, 2, 0.6), edge(2, 3, 0.6), edge(5, 6, 0.4)]

    assert members(edges) == [{1, 2, 3}]
    assert members(edges, 0.4) == [{1, 2, 3}, {5, 6}]
    assert members(edges, 0.7) == []


def test_it_disagrees_where_any_two_members_do() -> None:
    joined = [edge(1, 2), edge(2, 3)]

    [story] = components([*joined, edge(1, 3, 0.4, discrepant=True)], 0.5)
    [calm] = components([*joined, edge(3, 4, 0.4, discrepant=True)], 0.5)

    assert (story.discrepant, calm.discrepant) == (True, False)
    assert calm.members == {1, 2, 3}


def test_a_chain_comes_apart_at_its_weakest_match() -> None:
    bridge = edge(3, 4, 0.6)

    assert members([*mesh(1, 2, 3), bridge, *mesh(4, 5, 6)]) == [{1, 2, 3}, {4, 5, 6}]


def test_a_confirmed_match_joins_both_sides_whole() -> None:
    bridge = edge(3, 4, 0.6, confirmed=True)

    assert members([*mesh(1, 2, 3), bridge, *mesh(4, 5, 6)]) == [{1, 2, 3, 4, 5, 6}]


def test_to_confirm_a_match_takes_nobody_out() -> None:
    edges = [*mesh(1, 2, 3), edge(3, 4, 0.7), edge(2, 4, 0.7)]
    assert members(edges) == [{1, 2, 3, 4}]

    for place, each in enumerate(edges):
        confirmed = [*edges[:place], each._replace(confirmed=True), *edges[place + 1 :]]

        assert members(confirmed) == [{1, 2, 3, 4}]


def test_claims_of_one_article_need_not_match_one_another() -> None:
    """Two sentences of an article say what one of each other says."""
    twice = [edge(one, other) for one in (2, 12) for other in (3, 4, 5)]

    assert members([*twice, *mesh(3, 4, 5)]) == [{2, 3, 4, 5, 12}]


def test_of_very_many_reports_none_need_match_all() -> None:
    """An article is laid beside some others, never beside all of a story that everybody tells."""
    many = range(100, 200)
    edges = [edge(a, b) for a in many for b in many if 0 < b - a <= 8]

    assert members(edges) == [set(many)]


def test_near_certain_matches_hold_a_chain_together() -> None:
    assert members([edge(a, b, 0.995) for a, b in pairwise(range(100, 120))]) == [
        set(range(100, 120))
    ]
