"""The drawing of figures over time: where its symbols stand, and that its words do not collide."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.views.story_chart import HEIGHT, KINDS, Box, Chart, Point, draw
from claims.views.story_words import width

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(2400, 1, 1))
VALUES = st.floats(min_value=-1e15, max_value=1e15, allow_nan=False)


def point(value: float, day: date | None = None, kind: str = "exactly", name: str = "It") -> Point:
    return Point(kind, value, value, day, f"{value:,.0f}", (name,), f"{value}, {name}")


def a_range(low: float, high: float) -> Point:
    return Point("between", low, high, None, f"{low}–{high}", ("It",))


POINTS = st.lists(
    st.builds(
        lambda kind, a, b, day, names: Point(
            kind,
            min(a, b) if kind == "between" else a,
            max(a, b) if kind == "between" else a,
            day,
            f"{a:,.0f}",
            tuple(names),
            "title",
        ),
        st.sampled_from(sorted(KINDS)),
        VALUES,
        VALUES,
        st.none() | DAYS,
        st.lists(st.text(max_size=30), min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=30,
)


def test_later_stands_further_right_and_more_stands_higher() -> None:
    chart = draw(
        [point(2000, date(2022, 10, 4)), point(6543, date(2023, 1, 20), name="Other")], room=620
    )

    first, last = chart.symbols
    assert first.x < last.x
    assert first.y > last.y
    assert not chart.is_logarithmic
    assert [tick.words for tick in chart.days] == ["Oct 2022", "Nov", "Dec", "Jan 2023"]
    assert [tick.words for tick in chart.values][:3] == ["0", "2,000", "4,000"]


def test_bounds_have_a_stalk_to_the_side_they_leave_open() -> None:
    above, below, exact = draw(
        [
            point(50, date(2022, 1, 1), "above"),
            point(60, date(2022, 2, 1), "below"),
            point(70, date(2022, 3, 1)),
        ],
        room=620,
    ).symbols

    assert above.stalk < above.y
    assert below.stalk > below.y
    assert exact.stalk == exact.y


def test_a_range_is_as_tall_as_it_reaches() -> None:
    narrow, wide = draw([a_range(40, 60), a_range(10, 90)], room=620).symbols
    assert wide.tall > narrow.tall > 4


def test_values_far_apart_are_drawn_on_a_logarithmic_scale() -> None:
    chart = draw([point(30), point(300_000)], room=620)

    assert chart.is_logarithmic
    assert "logarithmic" in chart.note
    assert [tick.words for tick in chart.values] == [
        "10", "100", "1,000", "10,000", "100,000", "1m",
    ]  # fmt: skip


def test_what_has_no_date_stands_in_a_column_of_its_own() -> None:
    chart = draw([point(5, date(2022, 1, 1)), point(7), point(9)], room=620)

    assert chart.divide
    dated, *undated = chart.symbols
    assert dated.x < chart.divide
    assert all(symbol.x > chart.divide for symbol in undated)
    assert chart.days[-1].words == "no date"


def test_without_any_date_there_is_one_column() -> None:
    chart = draw([point(5), point(7)], room=620)
    assert chart.divide is None
    assert [tick.words for tick in chart.days] == ["no date"]


def test_the_same_figure_of_one_day_is_drawn_once_with_both_names() -> None:
    day = date(2022, 1, 1)
    chart = draw([point(5, day, name="One"), point(5, day, name="Other")], room=620)

    assert len(chart.symbols) == 1
    [label] = chart.labels
    assert "One" in label.words
    assert "Other" in label.words


def test_days_of_no_year_are_written_without_one() -> None:
    chart = draw([point(5, date(1, 9, 15)), point(6, date(2, 1, 20))], room=620)
    assert [tick.words for tick in chart.days] == ["Sep", "Oct", "Nov", "Dec", "Jan"]


def boxes(chart: Chart) -> list[Box]:
    return [
        Box(label.x, label.y - 10, label.x + width(label.words) - 2, label.y + 2)
        for label in chart.labels
    ]


@given(POINTS, st.sampled_from([340, 620]))
def test_it_stays_inside_and_its_words_apart(points: list[Point], room: int) -> None:
    chart = draw(points, room=room)

    assert 1 <= len(chart.symbols) <= len(points)
    for symbol in chart.symbols:
        assert chart.left <= symbol.x <= chart.right
        assert 0 <= symbol.y <= symbol.end <= HEIGHT
        assert 0 <= symbol.stalk <= HEIGHT
    placed = boxes(chart)
    assert all(box.left >= 0 and box.right <= room for box in placed)
    assert not any(box.meets(other) for at, box in enumerate(placed) for other in placed[at + 1 :])


@pytest.mark.parametrize("value", [0.0, 1e15, -1e15, 1e-9])
def test_one_value_is_enough(value: float) -> None:
    [symbol] = draw([point(value)], room=340).symbols
    assert 0 <= symbol.y <= HEIGHT


def test_what_is_counted_in_whole_ones_has_no_halves() -> None:
    for value in (1, 2, 7, 10):
        chart = draw([point(value), point(value, date(2023, 1, 20))], room=620)
        assert all("." not in tick.words for tick in chart.values)


def test_the_last_day_has_room_for_a_number_and_a_name() -> None:
    points = [
        point(2000, date(2022, 10, 4)),
        a_range(2000, 9999)._replace(day=date(2023, 1, 8)),
        point(6500, date(2023, 1, 20), name="Showbytes"),
        point(6543, date(2023, 1, 20), name="Showbytes"),
    ]

    words = [label.words for label in draw(points, room=620).labels]

    assert [one for one in words if "Showbytes" in one and not one.endswith("…")], words
