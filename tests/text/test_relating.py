"""The one relation of two claims that report the same fact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import figures, hedges, relating
from claims.text.reports import Report
from claims.text.spans import words

_VALUES = {"same", "compatible", "changed", "discrepancy"}


def make_report(text: str, told: str = "") -> Report:
    return Report(
        start=0,
        end=len(text),
        text=text,
        wording=text,
        hedges=hedges.find(text),
        figures=figures.find(text),
        told=told,
    )


@pytest.mark.parametrize(
    ("one", "other", "value", "why"),
    [
        ("The bridge is closed.", "The bridge is shut.", "same", "Neither contradicts"),
        ("6,543 men called.", "More than 6,500 men called.", "compatible", "6,543"),
        ("6,500 men called.", "2,500 men called.", "discrepancy", "2,500"),
        ("The bridge is closed.", "The bridge is open.", "discrepancy", "“is closed”"),
        ("The firm is reportedly bankrupt.", "The firm is bankrupt.", "compatible", "“reportedly”"),
        (
            "In some cases it should not be accessible.",
            "It is impossible to call it.",
            "discrepancy",
            "does not hold in all",
        ),
    ],
)
def test_it_weighs_figures_words_and_hedges(one: str, other: str, value: str, why: str) -> None:
    found = relating.relate(make_report(one), make_report(other))
    assert found.value == value
    assert why in found.why


def test_it_gives_both_reasons_where_figures_and_words_disagree() -> None:
    one = make_report("The mayor opened the bridge, which cost 40 million euros.")
    other = make_report("The mayor never opened the bridge, which cost 70 million euros.")
    found = relating.relate(one, other)
    assert found.value == "discrepancy"
    assert found.words is not None
    assert found.why == f"{found.figures.why} {found.words.why}"


def test_hedges_on_both_sides_make_no_difference() -> None:
    one = make_report("The firm is reportedly bankrupt.")
    other = make_report("The firm is allegedly bankrupt.")
    assert relating.relate(one, other).value == "same"


@pytest.mark.parametrize(
    ("told", "value"),
    [("2024-05-09", "changed"), ("2024-05-02", "discrepancy"), ("", "discrepancy")],
)
def test_what_goes_on_may_have_ended_by_another_day(told: str, value: str) -> None:
    one = make_report("The strike at the port is continuing.", "2024-05-02")
    other = make_report("The strike at the port has ended.", told)
    assert relating.relate(one, other).value == value


_TEXTS = st.lists(
    st.sampled_from(
        words(
            "about 300 men more than 6,500 called on 15 September reportedly the bridge is not "
            "open closed some all Russia , . in may rose fell by 5 per cent"
        )
    ),
    max_size=20,
).map(" ".join)


@given(_TEXTS, _TEXTS, st.sampled_from(["", "2022-10-05", "--01-20"]))
def test_it_is_symmetric(one: str, other: str, told: str) -> None:
    a, b = make_report(one), make_report(other, told)
    found = relating.relate(a, b)
    assert found.value in _VALUES
    assert relating.relate(b, a).value == found.value


@given(st.text(max_size=80))
def test_a_claim_is_the_same_as_itself(text: str) -> None:
    assert relating.relate(make_report(text), make_report(text)).value == "same"
