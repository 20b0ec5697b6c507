"""Independent origins: which reports count once, and why."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from claims.text.independence import Told, independent

NAMES = {"guardian": "The Guardian", "bbc": "BBC", "matvienko": "Vitaly Matvienko"}


def told(report, *origins, article="", outlet="", listed=()):
    return Told(report, article or f"in {report}", outlet, frozenset(origins), frozenset(listed))


def groups(*reports, copies=()):
    return [group.reports for group in independent(reports, copies, NAMES)]


def why(*reports, copies=()):
    return [group.why for group in independent(reports, copies, NAMES)]


def test_reports_of_one_outlet_count_once():
    reports = told("a", "guardian"), told("b", "guardian", "matvienko"), told("c", "bbc")
    assert groups(*reports) == [("a", "b"), ("c",)]
    assert why(*reports) == ["2 reports go back to The Guardian.", "1 report goes back to BBC."]


def test_reports_of_one_person_count_once_whoever_carried_them():
    assert groups(told("a", "guardian", "matvienko"), told("b", "bbc", "matvienko")) == [("a", "b")]


def test_shared_origins_join_over_others():
    reports = told("a", "guardian"), told("b", "guardian", "bbc"), told("c", "bbc")
    assert why(*reports) == ["2 reports go back to BBC; 2 reports go back to The Guardian."]


def test_who_cites_nobody_is_an_origin():
    assert groups(told("a"), told("b"), told("c", "bbc")) == [("a",), ("b",), ("c",)]
    assert why(told("a")) == ["1 report cites nobody else."]


def test_one_article_that_cites_nobody_is_one_origin():
    reports = told("a", article="x"), told("b", article="x"), told("c", article="y")
    assert groups(*reports) == [("a", "b"), ("c",)]
    assert why(*reports)[0] == "2 reports stand in one article."


def test_an_outlet_that_cites_nobody_twice_is_one_origin():
    assert groups(told("a", outlet="bbc"), told("b", outlet="bbc")) == [("a", "b")]
    assert groups(told("a", "x", outlet="bbc"), told("b", "y", outlet="bbc")) == [("a",), ("b",)]


def test_a_report_is_the_origin_of_those_that_cite_its_outlet():
    assert groups(told("a", outlet="bbc"), told("b", "bbc")) == [("a", "b")]


def test_near_copies_count_once():
    reports = told("a", "guardian"), told("b"), told("c")
    assert groups(*reports, copies=[("c", "a")]) == [("a", "c"), ("b",)]
    assert why(*reports, copies=[("c", "a")])[0] == "2 reports are near-copies."


def test_a_list_of_sources_joins_and_never_bridges():
    listing = told("a", listed=["guardian", "bbc"])
    one, other, third = told("b", "guardian"), told("c", "bbc"), told("d", "bbc")
    assert groups(listing, one, other) == [("a", "b"), ("c",)]
    assert groups(listing, one, other, third) == [("a", "c", "d"), ("b",)]
    assert groups(listing, told("e", listed=["bbc"])) == [("a", "e")]


def test_two_reports_of_one_article_are_joined_by_its_list_together():
    listing = [told(report, article="x", listed=["bbc"]) for report in "ab"]
    assert groups(*listing, told("c", "bbc")) == [("a", "b", "c")]


def test_what_an_article_says_without_a_source_it_has_from_its_source():
    named, plain = told("a", "guardian", article="x"), told("b", article="x")
    assert groups(named, plain, told("c", "guardian")) == [("a", "b", "c")]
    two = told("a", "guardian", article="x"), told("d", "bbc", article="x"), plain
    assert groups(*two) == [("a", "b"), ("d",)]


def test_what_a_report_names_itself_counts_before_what_its_article_lists():
    first, second = told("a", "matvienko", listed=["bbc"]), told("b", "matvienko")
    assert groups(first, second, told("c", "bbc")) == [("a", "b"), ("c",)]


def test_copies_of_reports_elsewhere_are_left_out():
    assert groups(told("a"), told("b"), copies=[("a", "z"), ("b", "b")]) == [("a",), ("b",)]


KEYS = st.sampled_from("pqrst")
TOLD = st.builds(
    Told,
    st.sampled_from("abcdefg"),
    st.sampled_from("xyz"),
    st.sampled_from(["", "p", "q"]),
    st.frozensets(KEYS, max_size=2),
    st.frozensets(KEYS, max_size=2),
)
REPORTS = st.lists(TOLD, max_size=7, unique_by=lambda one: one.report)
COPIES = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=3)


@given(REPORTS, COPIES, st.randoms())
def test_the_order_of_arrival_changes_nothing(reports, copies, chance):
    found = independent(reports, copies)
    chance.shuffle(reports)
    chance.shuffle(copies)
    assert independent(reports, [pair[::-1] for pair in copies]) == found


@given(REPORTS, COPIES)
def test_every_report_stands_in_one_group(reports, copies):
    found = independent(reports, copies)
    members = [report for group in found for report in group.reports]
    assert sorted(members) == sorted(one.report for one in reports)
    assert all(group.why.endswith(".") for group in found)


@given(REPORTS, COPIES)
def test_what_shares_an_origin_or_was_copied_stands_in_one_group(reports, copies):
    home = {
        report: number
        for number, group in enumerate(independent(reports, copies))
        for report in group.reports
    }
    for one, other in combinations(reports, 2):
        if one.origins & other.origins:
            assert home[one.report] == home[other.report]
    for one, other in copies:
        if one in home and other in home:
            assert home[one] == home[other]
