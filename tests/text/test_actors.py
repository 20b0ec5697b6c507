"""Names and descriptions that can, and cannot, mean one person or body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import actors
from claims.text.actors import Kind
from claims.text.spans import words

TOLD_APART = [
    ("Maria Lindqvist", "Erik Sandberg"),
    ("Mr Lindqvist", "Sandberg"),
    ("the Ukrainian army", "the Coordination Headquarters for Prisoners of War"),
    ("the Ukrainian army", "the Russian army"),
    ("Ukraine", "Russian forces"),
    ("the electoral commission", "the Constitutional Court"),
    ("the shipping company", "the Fisheries Administration"),
    ("the army", "the interior ministry"),
    ("the city council", "the Red Cross"),
    ("the police", "the army"),
]
MAYBE_ONE = [
    ("Vitaly Matvienko", "Vitaliy Matviyenko"),
    ("Mr Matvienko", "Vitaly Matvienko"),
    ("Kazak Interior Minister Marat Akhmetzhanov", "Akhmetzhanov"),
    ("the ministry", "the Ministry of Defence"),
    ("the Ministry of Defence", "the army"),
    ("the interior ministry", "the police"),
    ("the government", "the interior ministry"),
    ("the World Food Programme", "WFP"),
    ("the UN", "the United Nations"),
    ("a spokesman", "Vitaly Matvienko"),
    ("the foreign ministry", "Anna Kowalska"),
    ("a call centre worker", "Oksana"),
    ("the Ukrainian Prisoners of War Office", "the Office for Prisoners of War"),
    ("the Ukrainian government", "Kyiv"),
    ("Britain", "the Scottish police"),
    ("the company", "Balt-Linje"),
    ("Olga", "Matvienko"),
    ("the court", "the Regional Court of Oberau"),
    ("", "Maria Lindqvist"),
]


@pytest.mark.parametrize(("one", "other"), TOLD_APART)
def test_it_tells_two_apart(one: str, other: str) -> None:
    assert actors.differ(one, other)
    assert actors.differ(other, one)


@pytest.mark.parametrize(("one", "other"), MAYBE_ONE)
def test_it_leaves_together_what_may_be_one(one: str, other: str) -> None:
    assert not actors.differ(one, other)
    assert not actors.differ(other, one)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Maria Lindqvist", Kind.PERSON),
        ("the Ministry of Defence", Kind.BODY),
        ("the Red Cross", Kind.BODY),
        ("NATO", Kind.BODY),
        ("the Ukrainian authorities", Kind.STATE),
        ("Kyiv", Kind.STATE),
        ("a woman", Kind.DESCRIPTION),
        ("", Kind.DESCRIPTION),
    ],
)
def test_it_sees_what_a_name_stands_for(name: str, kind: Kind) -> None:
    assert actors.kind(name) is kind


_NAMES = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(
            words(
                "the a Ukrainian Russian army ministry of Defence Anna Kowalska Mr police court "
                "WFP World Food Programme city spokesman Office \ud800 ’s -"
            )
        ),
        max_size=6,
    ).map(" ".join),
)


@given(_NAMES, _NAMES)
def test_it_is_symmetric_on_any_names(one: str, other: str) -> None:
    assert actors.differ(one, other) == actors.differ(other, one)
    assert actors.variants(one, other) == actors.variants(other, one)


@given(_NAMES)
def test_nobody_differs_from_themselves(name: str) -> None:
    assert not actors.differ(name, name)
