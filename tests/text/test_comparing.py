"""Figures of two reports compared: a table of pairs, and what holds of any pair at all."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import comparing, days, figures
from claims.text.reports import Report
from claims.text.spans import words

HERE = Path(__file__).parent
TABLE = [json.loads(line) for line in (HERE / "comparisons.jsonl").read_text().splitlines()]
FALSE_ALARMS = 0.03


def report(text, told="", offset=0):
    return Report(
        start=offset,
        end=offset + len(text),
        text=text,
        wording=text,
        told=told,
        figures=figures.find(text, offset),
    )


def compare(row):
    return comparing.compare(
        report(row["a"], row.get("told_a", "")), report(row["b"], row.get("told_b", ""))
    )


def lines(name):
    return [json.loads(line) for line in (HERE / name).read_text().splitlines()]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['a'][:40]} | {row['b'][:40]}")
def test_the_table(row):
    found = compare(row)
    assert (found.relation, row["why"] in found.why) == (row["relation"], True), found


def test_the_table_is_as_long_as_promised():
    assert len(TABLE) >= 180
    assert {row["relation"] for row in TABLE} == {
        "", "same", "compatible", "changed", "discrepancy"
    }  # fmt: skip


def test_the_pairs_show_what_was_aligned():
    a = report("12 people were killed and 34 injured.", offset=100)
    b = report("15 people were killed and 34 injured.", offset=7)
    found = comparing.compare(a, b)
    assert [(pair.a.text, pair.b.text, pair.relation) for pair in found.pairs] == [
        ("12 people", "15 people", "discrepancy"),
        ("34", "34", "same"),
    ]
    assert found.why == "“12” and “15” cannot both be right."
    assert found.pairs[0].a in a.figures
    assert found.pairs[0].b in b.figures


def test_where_nothing_can_be_compared_nothing_is_said():
    found = comparing.compare(report("The project is run by volunteers."), report("It rained."))
    assert found == comparing.Comparison("", "", ())


def test_few_pairs_that_agree_are_called_a_discrepancy():
    pairs = lines("agreeing.jsonl")
    alarms = [pair for pair in pairs if _of(pair) == "discrepancy"]
    assert len(alarms) <= FALSE_ALARMS * len(pairs), alarms


def _of(pair):
    sides = (report(pair[side]["text"], pair[side].get("told", "")) for side in "ab")
    return comparing.compare(*sides).relation


WORDS = st.sampled_from(
    words(
        """6,500 2,500 10 ten 12 34 a third 67% 5 per cent $2 million £3m two weeks 14 days 10 years
    more than about up to nearly between 50 and 100 dozens thousands people soldiers calls children
    killed injured opened launched until since by 15 September 18 September 2022 January 20 2022
    Monday 16:05 noon rose from to by of them a day each not , . ; – “ ” \ud800 \x00 aged 34,
    second-largest 3-1 12.500 km miles 8 metres 74 will already now in a few weeks"""
    )
)
SENTENCES = st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=80)
TOLD = st.sampled_from(["", "2022-11-30", "--01-20", "2022", "2022-10", "nonsense", "0000-13-99"])


@given(SENTENCES, SENTENCES, TOLD, TOLD)
def test_it_is_symmetric_and_never_raises(a, b, told_a, told_b):
    one, other = report(a, told_a), report(b, told_b)
    there, back = comparing.compare(one, other), comparing.compare(other, one)
    assert there.relation == back.relation
    assert sorted((pair.a.start, pair.b.start, pair.relation) for pair in there.pairs) == sorted(
        (pair.b.start, pair.a.start, pair.relation) for pair in back.pairs
    )
    assert bool(there.relation) == bool(there.why) == bool(there.pairs)


@given(SENTENCES, TOLD)
def test_a_claim_agrees_with_itself(text, told):
    assert comparing.compare(report(text, told), report(text, told)).relation in ("same", "")


@given(SENTENCES, SENTENCES)
def test_each_figure_has_one_partner(a, b):
    pairs = comparing.compare(report(a), report(b)).pairs
    assert len({pair.a.start for pair in pairs}) == len(pairs) == len({p.b.start for p in pairs})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Since November 7, 2022 it is impossible to call.", "2022-11-07"),
        ("Between 15 September and 20 January 6,543 people called.", "--01-20"),
        ("Between 15 September 2022 and 20 January 6,543 people called.", "2023-01-20"),
        ("It opened in September. In December it closed. On January 8 it burned.", "--01-08"),
        ("It opened on 3 May 2021. On 9 June 2021 it closed.", "2021-06-09"),
        ("The new hall will open on 3 May 2030.", ""),
        ("Russia annexed the peninsula in 2014.", ""),
        ("It is open until 5 May.", ""),
        ("On 1 March it rained, and on 1 July, and on 1 November.", ""),
        ("", ""),
    ],
)
def test_the_day_an_article_was_told(text, told):
    assert days.told(text) == told


@given(st.text(max_size=200) | SENTENCES)
def test_any_text_has_a_day_or_none(text):
    assert days.told(text) == "" or days.periods.parts(days.told(text))[1] is not None
