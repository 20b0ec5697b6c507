"""Which claims matches join: a function of the matches, in whatever order they come."""

from hypothesis import given
from hypothesis import strategies as st

from claims.matching import components as module
from claims.matching.components import Component, Edge, components

EDGES = st.lists(
    st.builds(
        lambda a, b, similarity, discrepant: Edge(min(a, b), max(a, b), similarity, discrepant),
        st.integers(1, 12),
        st.integers(1, 12),
        st.floats(0.3, 1.0),
        st.booleans(),
    ).filter(lambda edge: edge.a != edge.b),
    max_size=30,
    unique_by=lambda edge: (edge.a, edge.b),
)


def comparable(found: list[Component]) -> list[object]:
    return [(sorted(one.members), sorted(one.centrality.items()), one.discrepant) for one in found]


@given(EDGES, st.randoms(use_true_random=False))
def test_the_order_of_the_matches_changes_nothing(edges: list[Edge], random: object) -> None:
    shuffled = list(edges)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert comparable(components(shuffled, 0.5)) == comparable(components(edges, 0.5))


@given(EDGES)
def test_two_claims_are_together_exactly_where_a_path_joins_them(edges: list[Edge]) -> None:
    found = components(edges, 0.5)
    joining = [edge for edge in edges if edge.similarity >= 0.5]

    members = [claim for one in found for claim in one.members]
    assert sorted(members) == sorted({end for edge in joining for end in edge[:2]})
    for one in found:
        # Walked from any of its members, it is reached as a whole and left nowhere.
        reached = {min(one.members)}
        while (
            more := {
                end for edge in joining for end in edge[:2] if not reached.isdisjoint(edge[:2])
            }
            - reached
        ):
            reached |= more
        assert reached == one.members


@given(EDGES)
def test_the_most_central_has_the_most_and_surest_matches(edges: list[Edge]) -> None:
    for one in components(edges, 0.5):
        for claim in one.members:
            held = [
                edge.similarity for edge in edges if claim in edge[:2] and edge.similarity >= 0.5
            ]
            assert abs(one.centrality[claim] - sum(held)) < 1e-9


def test_it_disagrees_where_any_two_members_do() -> None:
    joined = [Edge(1, 2, 0.9), Edge(2, 3, 0.9)]

    [story] = components([*joined, Edge(1, 3, 0.4, discrepant=True)], 0.5)
    [calm] = components([*joined, Edge(3, 4, 0.4, discrepant=True)], 0.5)

    assert (story.discrepant, calm.discrepant) == (True, False)
    assert calm.members == {1, 2, 3}


def test_too_large_a_one_comes_apart_at_its_weakest_matches() -> None:
    half = module.MOST_MEMBERS - 10
    chain = [Edge(n, n + 1, 0.9) for n in range(1, half)]
    other = [Edge(1000 + n, 1001 + n, 0.9) for n in range(1, half)]
    bridge = Edge(1, 1001, 0.55)

    found = components([*chain, bridge, *other], 0.5)

    assert [len(one.members) for one in found] == [half, half]
    assert len(components([Edge(1, 2, 0.9), bridge], 0.5)) == 1


def test_what_people_confirmed_holds_together_whatever_its_size() -> None:
    chain = [Edge(n, n + 1, 1.0) for n in range(1, module.MOST_MEMBERS + 50)]

    [found] = components(chain, 0.5)

    assert len(found.members) == module.MOST_MEMBERS + 50
