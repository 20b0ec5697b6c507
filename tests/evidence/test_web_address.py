"""What counts as a web address, and what it is made to be."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from claims.forms.evidence import web_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  https://example.org/a?b=c#d  ", "https://example.org/a?b=c#d"),
        ("http://example.org:8080/x", "http://example.org:8080/x"),
        ("example.org/report", "https://example.org/report"),
        ("https://EXAMPLE.org/A", "https://example.org/A"),
        ("https://укр.укр/звіт", "https://xn--j1amh.xn--j1amh/звіт"),
        ("https://аpple.com/", "https://xn--pple-43d.com/"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ("https://example.org/" + "x" * 1900, "https://example.org/" + "x" * 1900),
    ],
)
def test_it_keeps(typed: str, kept: str) -> None:
    assert web_address(typed) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("javascript:alert(1)", "Only http and https"),
        ("JavaScript://example.org/%0aalert(1)", "Only http and https"),
        ("data:text/html,<script>", "Only http and https"),
        ("file:///etc/passwd", "Only http and https"),
        ("ftp://example.org/x", "Only http and https"),
        ("mailto:a@example.org", "Only http and https"),
        ("https://bob:secret@example.org/", "Leave the name and password out"),
        ("https://example.org@evil.example/", "Leave the name and password out"),
        ("https://example.org/" + "x" * 2000, "too long"),
        ("https://" + "é." * 100_000 + "org/", "too long"),
        ("https://example.org/a\0b", "no web address"),
        ("https://", "no web address"),
        ("https://exa mple.org", "no web address"),
        ("https://example.org:99999/", "no web address"),
        ("https://[::1", "no web address"),
        ("just words", "no web address"),
        ("https://-.org", "no web address"),
        ("https://" + "a" * 70 + ".org", "no web address"),
    ],
)
def test_it_refuses(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        web_address(typed)


@given(st.text() | st.text().map("https://{}".format) | st.from_regex(r"[a-z]+:[^\s]*"))
def test_it_answers_with_an_address_or_a_sentence(typed: str) -> None:
    try:
        kept = web_address(typed)
    except ValidationError:
        return
    assert kept == "" or kept.startswith(("http://", "https://"))
    assert web_address(kept) == kept
