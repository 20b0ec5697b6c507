"""Posts of social media without their dress."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import posts


@pytest.mark.parametrize(
    ("post", "plain"),
    [
        ("Defund it #DefundTheCBChttps://t.co/CsHG", "Defund it Defund The CBC"),
        ("Vote for @Burns4WI pic.twitter.com/pV76", "Vote for Burns 4 WI"),
        ("Rain 🌧️ again", "Rain again"),
        ("It rained. — Jo Bly (@jo_bly) May 3, 2019", "It rained."),
        ("It rained.— Jo (@jo)", "It rained."),
        ("https://t.co/abc", ""),
        ("10 — 12 people", "10 — 12 people"),
        ("ask me@example.org", "ask me@example.org"),
        ("#one#two", "one two"),
    ],
)
def test_what_is_left(post, plain):
    assert posts.plain(post) == plain


def test_who_signed():
    assert posts.author("It rained. — Jo Bly 🌧 (@jo_bly) May 3, 2019") == "Jo Bly"
    assert posts.author("It rained — again.") == ""


@given(st.text(max_size=200))
def test_any_text(text):
    plain = posts.plain(text)
    assert plain == " ".join(plain.split())
    assert len(posts.author(text)) <= 200
