"""The figures of a story: which are of one kind, when each holds, how they are said in short."""

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from claims.text import figures
from claims.text.figures import Figure
from claims.views.story_aligned import aligned_figures
from claims.views.story_contents import Contents
from claims.views.story_figures import Series, differing, number_of, series_of
from tests.factories import make_article, make_claim, make_match, make_story
from tests.stories.world import make_world, report


def figure(words: str) -> Figure:
    return figures.find(words)[0]


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("more than 6,500 soldiers", "> 6,500"),
        ("at least 20 men", "≥ 20"),
        ("up to 100 people", "≤ 100"),
        ("between 50 and 100 calls", "50–100"),
        ("about 300,000 men", "≈ 300,000"),
        ("6,543 soldiers", "6,543"),
        ("thousands of times", "thousands"),
        ("12 percent of them", "12%"),
    ],
)
def test_it_says_a_figure_in_short(words: str, short: str) -> None:
    assert number_of(figure(words)) == short


def series(*claims: Any) -> list[Series]:
    contents = Contents.of(make_story(*claims))
    return series_of(contents, aligned_figures(contents))


@pytest.mark.django_db
def test_figures_that_were_compared_are_of_one_kind() -> None:
    world = make_world()
    contents = Contents.of(world.story)

    found = series_of(contents, aligned_figures(contents))

    [first] = [one for one in found if one.is_charted]
    assert [row.claim.pk for row in first.rows] == [
        world.exact.pk,
        world.more.pk,
        world.fewer.pk,
    ]
    assert first.reports == 3


@pytest.mark.django_db
def test_a_series_is_called_by_what_is_counted() -> None:
    one = report("The hotline was called by 2,500 soldiers.", "One")
    other = report("The hotline has had 2,000 such soldiers.", "Other")
    make_match(one, other)

    assert [found.title for found in series(one, other)] == ["Soldiers"]


@pytest.mark.django_db
def test_different_things_counted_are_different_series() -> None:
    one = report("It has 10 operators.", "One")
    other = report("It cost 5,000 dollars.", "Other")
    make_match(one, other)

    assert [len(found.rows) for found in series(one, other)] == [1, 1]


@pytest.mark.django_db
def test_a_figure_holds_on_the_last_day_its_claim_names() -> None:
    claim = report(
        "Between 15 September 2022 and 20 January 2023, 6,543 soldiers called.",
        "One",
        published_on=date(2023, 3, 1),
    )
    other = report("By then 6,000 soldiers called.", "Other", published_on=date(2022, 12, 24))
    make_match(claim, other)

    days = {row.figure.text: row.day for found in series(claim, other) for row in found.rows}

    assert days["6,543 soldiers"] == "2023-01-20"
    assert days["6,000 soldiers"] == "2022-12-24"


@pytest.mark.django_db
def test_a_day_since_which_it_holds_is_not_the_day_of_the_report() -> None:
    claim = report(
        "Since 7 November 2022 some 40 men have come.", "One", published_on=date(2023, 3, 1)
    )
    [row] = [row for one in series(claim) for row in one.rows if row.figure.kind == "count"]
    assert row.day == "2023-03-01"


@pytest.mark.django_db
def test_it_says_between_which_ends_figures_differ() -> None:
    world = make_world()
    contents = Contents.of(world.story)

    found = differing(series_of(contents, aligned_figures(contents)))

    assert found
    assert found.words == "figures differ: 2,500 – 6,543"


@pytest.mark.django_db
def test_figures_no_chart_has_room_for_stay_in_the_table() -> None:
    huge = [asdict(Figure(0, 3, "all", "count", low, low, "men")) for low in (1e300, 5.0)]
    claims = [
        make_claim(make_article(f"All came, {at}."), quote="All came", figures=[one])
        for at, one in enumerate(huge)
    ]
    make_match(*claims)

    [found] = series(*claims)

    assert len(found.rows) == 2
    assert not found.is_charted
