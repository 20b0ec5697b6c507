"""Where pasted words stand in a text."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from claims.views.shaping import places_of

texts = st.text(st.sampled_from("ab😀 \r\n\t\u00a0\u2028\x1c"), max_size=60)


@given(quote=texts.filter(str.strip), text=texts)
@example(quote="a b a", text="a b\n\na  b a b a b a")
def test_it_finds_what_a_regular_expression_finds(quote: str, text: str) -> None:
    words = r"\s+".join(map(re.escape, quote.split()))
    assert places_of(quote, text) == [match.span() for match in re.finditer(words, text)]


def test_it_does_not_try_every_place_anew() -> None:
    """As long as an article and a quote may be; a regular expression tries 10^10 letters here."""
    text, quote = "a " * 250_000, "a " * 9_999 + "b"
    assert places_of(quote, text) == []
    assert places_of(quote, text + "b") == [(480_002, 500_001)]
