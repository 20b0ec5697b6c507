"""Two reports of one fact that cannot both be right, beyond their figures."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.text import disagreeing, figures, hedges, slots
from claims.text.disagreements import Disagreement
from claims.text.reports import Report
from claims.text.spans import words

_TABLE = [
    json.loads(line)
    for line in (Path(__file__).parent / "disagreements.jsonl").read_text("utf-8").splitlines()
]
_KINDS = {"polarity", "opposite", "scope", "duty", "agent", "said", "place", "order"}


def make_report(text: str, *, claimant: str = "", start: int = 0) -> Report:
    return Report(
        start=start,
        end=start + len(text),
        text=text,
        wording=text,
        claimant=claimant,
        quoted=bool(claimant),
        hedges=hedges.find(text, start),
        figures=figures.find(text, start),
    )


def compare(row: dict[str, Any]) -> Disagreement | None:
    return disagreeing.compare(make_report(**row["a"]), make_report(**row["b"]))


@pytest.mark.parametrize("row", _TABLE, ids=lambda row: f"{row['a']['text']} / {row['b']['text']}")
def test_it_tells_what_cannot_both_be_right_and_else_says_nothing(row: dict[str, Any]) -> None:
    found = compare(row)
    assert (found.kind if found else "") == row["kind"]


def test_the_table_has_every_kind_and_as_many_that_agree() -> None:
    kinds = [row["kind"] for row in _TABLE]
    assert set(kinds) == _KINDS | {""}
    assert len(kinds) >= 200
    assert kinds.count("") >= 120


@pytest.mark.parametrize("row", [row for row in _TABLE if row["kind"]])
def test_it_shows_where_each_says_it(row: dict[str, Any]) -> None:
    one, other = (make_report(**row[side], start=at) for side, at in (("a", 40), ("b", 7)))
    found = disagreeing.compare(one, other)
    assert found is not None
    for span, report in ((found.a, one), (found.b, other)):
        assert report.start <= span.start < span.end <= report.end


def test_it_says_why_in_a_sentence() -> None:
    one = make_report("The hotline is accessible from Norway.")
    other = make_report("The hotline cannot be reached from Norway.")
    found = disagreeing.compare(one, other)
    assert found is not None
    assert (
        found.why == "One says “is accessible”, the other “cannot be reached”: it cannot be both."
    )
    back = disagreeing.compare(other, one)
    assert back is not None
    assert back.why == "One says “cannot be reached”, the other “is accessible”: it cannot be both."


def test_a_quotation_in_two_mouths_names_both() -> None:
    one = make_report("The dam will hold through the winter.", claimant="Carla Venn")
    other = make_report("This dam will hold through the winter.", claimant="Ilona Destrin")
    found = disagreeing.compare(one, other)
    assert found is not None
    assert found.why == "One gives these words to Carla Venn, the other to Ilona Destrin."


def test_what_is_reported_and_not_quoted_may_be_said_by_two() -> None:
    one = make_report("The dam will hold through the winter.", claimant="Carla Venn")
    other = Report(
        start=0, end=38, text="This dam will hold through the winter.",
        wording="This dam will hold through the winter.", claimant="Ilona Destrin",
    )  # fmt: skip
    assert disagreeing.compare(one, other) is None


_TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from(
            words(
                "the not never no some all in cases is are was opened closed rose fell by part of "
                "army Ukraine Russia’s run police must may have to wear , . ; ? if that denied "
                "without 300 before after nobody impossible to call \ud800 \x00 “ ” U.S. Anna"
            )
        ),
        max_size=25,
    ).map(" ".join),
)


@given(_TEXTS, _TEXTS)
@example("", "")
@example("not", "no longer")
def test_it_is_symmetric_on_any_text(one: str, other: str) -> None:
    a, b = make_report(one), make_report(other)
    there, back = disagreeing.compare(a, b), disagreeing.compare(b, a)
    assert (back.turned() if back else None) == there


@given(_TEXTS, st.sampled_from(["", "Anna Kowalska"]))
def test_a_claim_never_disagrees_with_itself(text: str, claimant: str) -> None:
    one = make_report(text, claimant=claimant)
    again = make_report(text, claimant=claimant, start=17)
    assert disagreeing.compare(one, again) is None


@given(_TEXTS)
def test_every_word_lies_in_the_claim_and_in_its_clause(text: str) -> None:
    read = slots.read(make_report(text, start=5))
    for at, word in enumerate(read.words):
        assert text[word.start - 5 : word.end - 5] == word.text
        clause = read.clauses[word.clause]
        assert clause.first <= at < clause.last


def test_of_an_endless_claim_the_beginning_is_read() -> None:
    texts = [f"The bridge is {state}. " + "It is so. " * 50_000 for state in ("open", "closed")]
    one, other = (Report(start=0, end=len(text), text=text, wording=text) for text in texts)
    found = disagreeing.compare(one, other)
    assert found is not None
    assert found.kind == "opposite"
