"""Words in drawings are cut to the room there is; days are said as far as they are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.views.story_words import cut, day_in_words, parts, width, wrap


def test_it_cuts_after_a_word() -> None:
    assert cut("The Guardian newspaper of Manchester", 130) == "The Guardian…"
    assert cut("The Guardian", 130) == "The Guardian"


def test_it_cuts_a_long_word_inside() -> None:
    shown = cut("Donaudampfschifffahrtsgesellschaft", 80)
    assert shown.endswith("…")
    assert width(shown) <= 80


@given(st.text(max_size=200), st.integers(min_value=30, max_value=300))
def test_it_never_takes_more_room(text: str, room: int) -> None:
    assert width(cut(text, room)) <= room


@given(st.text(max_size=200), st.integers(min_value=40, max_value=300))
def test_it_wraps_into_the_lines_there_are(text: str, room: int) -> None:
    lines = wrap(text, room, 2)
    assert len(lines) <= 2
    assert all(width(line) <= room for line in lines)


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("2022-09-18", "18 September 2022"),
        ("2022-09", "September 2022"),
        ("2022", "2022"),
        ("--09-15", "15 September"),
        ("--09", "September"),
        ("", ""),
        ("nonsense", ""),
        ("2022-13-40", "2022"),
    ],
)
def test_it_says_as_much_of_a_day_as_is_known(prefix: str, words: str) -> None:
    assert day_in_words(prefix) == words


@given(st.text(max_size=20))
def test_it_takes_any_prefix(prefix: str) -> None:
    year, month, day = parts(prefix)
    assert 0 <= year <= 9999
    assert 0 <= month <= 12
    assert 0 <= day <= 31
