"""Near-copies: which reports go back to one text, and which are merely about one fact."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import copies
from claims.text.reports import Report
from claims.text.spans import words

SEEDS = Path(__file__).parents[2] / "seeds"


def report(text, start=0, *, quoted=False):
    return Report(start, start + len(text), text, text, quoted=quoted)


def in_seed(file, first, last):
    """The quoted report in a seed that begins and ends with these words."""
    text = next(SEEDS.glob(f"{file:03}_*.txt")).read_text()
    start = text.index(first)
    end = text.index(last, start) + len(last)
    return report(text[start:end], start, quoted=True), text


WIRE = (
    "Demand for winter tyres has fallen by 18 percent in two years and energy costs three times as "
    "much as in Asia, the company said in a statement."
)
COPIES = [
    ("word by word", WIRE, WIRE),
    (
        "framed and cut",
        WIRE,
        "The plant will close, as demand for winter tyres has fallen by 18 per cent in two years.",
    ),
    (
        "respelt",
        "Winds at the time were 14 meters per second, with waves of up to three meters.",
        "Winds at the time of the fire were 14 metres per second, with waves up to 3 metres.",
    ),
    (
        "a word exchanged here and there",
        "Four of the dead were residents of a nursing home, where water rose to the ceiling before "
        "rescuers could get in.",
        "Four of the dead were inhabitants of a nursing home where the water rose to the ceiling "
        "before helpers could get in.",
    ),
]
APART = [
    (
        "one simple fact, told twice",
        "Inflation in Austria was 4.5 percent in January, down from 11.2 percent a year earlier.",
        "Austrian inflation fell to 4.5 per cent in January; a year before it had been 11.2.",
    ),
    (
        "figures and names in common",
        "On Tuesday Ana Pohl of Harwell Council said 12 schools and 340 teachers were affected.",
        "Ana Pohl of Harwell Council named 12 villages and 340 farms on Tuesday that get nothing.",
    ),
    ("short", "The bridge was shut on 3 January.", "The bridge was shut on 3 January."),
    (
        "one topic",
        "Russian soldiers who want to surrender can call the hotline at any time of day or night.",
        "Evenings are the busiest times for calls, and most callers to the hotline are men.",
    ),
    (
        "nothing in common",
        WIRE,
        "Hospitals in the north postponed every operation.",
    ),
    ("nothing at all", "", WIRE),
]


@pytest.mark.parametrize(("a", "b"), [case[1:] for case in COPIES], ids=[c[0] for c in COPIES])
def test_it_finds_near_copies(a, b):
    assert copies.compare(report(a), report(b)) is not None


@pytest.mark.parametrize(("a", "b"), [case[1:] for case in APART], ids=[c[0] for c in APART])
def test_it_leaves_independent_reports_apart(a, b):
    assert copies.compare(report(a), report(b)) is None


def test_it_says_why_in_a_sentence():
    found = copies.compare(report(WIRE), report(WIRE))
    assert found.why == "28 of 28 words stand in the same order."
    assert found.share == 1.0


def test_stretches_are_offsets_into_the_articles():
    first, other = f"Closed. {WIRE}", f"“It ends.” {WIRE.replace('Asia', 'Europe')}"
    found = copies.compare(
        report(WIRE, first.index(WIRE)), report(other[11:], other.index("Demand"))
    )
    assert [first[one.start : one.end] for one in found.a] == [
        other[one.start : one.end] for one in found.b
    ]
    assert first[found.a[0].start : found.a[0].end].startswith("Demand for winter tyres")


def test_a_quotation_translated_twice_is_a_copy():
    stages, _ = in_seed(0, "“The first step", "surrender,'”")
    again, _ = in_seed(1, "“First, Russian", "surrender.’")
    assert copies.compare(stages, again).share > 0.8
    stuck, _ = in_seed(0, "We’re stuck", "men left.")
    mud, _ = in_seed(1, "“During the liberation", "this mess.”")
    assert copies.compare(stuck, mud) is not None


def test_free_words_need_more_in_common_than_a_quotation():
    stuck, _ = in_seed(0, "We’re stuck", "men left.")
    mud, _ = in_seed(1, "“During the liberation", "this mess.”")
    told = [report(one.text, one.start) for one in (stuck, mud)]
    assert copies.compare(*told) is None


PIECES = words("the of demand winter tyres fallen by 18 eighteen percent energy costs times We")
TEXTS = st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


@given(TEXTS, TEXTS, st.booleans())
def test_it_is_symmetric(a, b, quoted):
    one, other = report(a, 5, quoted=quoted), report(b, 9, quoted=quoted)
    there, back = copies.compare(one, other), copies.compare(other, one)
    if there is None or back is None:
        assert there is back
        return
    assert there.share == pytest.approx(back.share)
    assert (there.why, there.a, there.b) == (back.why, back.b, back.a)


@given(TEXTS, TEXTS)
def test_the_stretches_lie_inside_both_reports_in_order(a, b):
    found = copies.compare(report(a, 3, quoted=True), report(b, 4, quoted=True))
    if found is None:
        return
    for one, spans in ((report(a, 3), found.a), (report(b, 4), found.b)):
        assert one.start <= spans[0].start
        assert spans[-1].end <= one.end
        assert all(first.end <= then.start for first, then in pairwise(spans))


@pytest.mark.parametrize("piece", ["\ud800 ", "\x00", "word ", "9 ", "“‘"])
def test_it_takes_any_text(piece):
    long = report(piece * 20_000)
    found = copies.compare(long, long)
    assert found is None or found.share == 1.0
