"""A comment as HTML: what it may hold, and that nothing else ever comes out."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.templatetags.discussion import html_of, in_a_line
from claims.text.mentions import Person, namings

CAROL = Person(1, "carol", "Carol", "Carol Adeyemi")
OTHER = Person(2, "carol.b", "Carol", "Carol Brown")
BOB = Person(3, "bob", "", "")
PEOPLE = (CAROL, OTHER, BOB)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*So* **it** is\nnot", "<p><em>So</em> <strong>it</strong> is<br>\nnot</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("> said\n", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("`x<y`", "<p><code>x&lt;y</code></p>\n"),
        ("# 5 is the number", "<p># 5 is the number</p>\n"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>\n"),
    ],
)
def test_it_reads_markdown(text: str, html: str) -> None:
    assert html_of(text) == html


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("*So* **it**\nis", "So it is"),
        ("- a\n- b", "a b"),
        ("`x<y` & [here](https://example.org/)", "x<y & here"),
        ("<b>bold</b>", "<b>bold</b>"),
    ],
)
def test_a_line_of_a_list_has_its_words_alone(text: str, line: str) -> None:
    assert in_a_line(text) == line


@pytest.mark.parametrize(
    ("text", "href", "after"),
    [
        ("See https://example.org/a_b_c?x=1&y=2.", "https://example.org/a_b_c?x=1&amp;y=2", "."),
        ("[the register](https://example.org/r)", "https://example.org/r", ""),
        ("<https://example.org/r>", "https://example.org/r", ""),
        ("[x](/claims/3/) here", "/claims/3/", " here"),
    ],
)
def test_it_links_and_says_nothing_of_where_from(text: str, href: str, after: str) -> None:
    html = html_of(text)
    assert f'<a href="{href}" rel="noopener noreferrer nofollow">' in html
    assert html.endswith(f"</a>{after}</p>\n")


def test_it_loads_no_picture() -> None:
    html = html_of("![a map](https://example.org/map.png)")
    assert "<img" not in html
    assert 'href="https://example.org/map.png"' in html


def test_it_marks_whom_it_names_and_its_reader_in_bold() -> None:
    html = html_of("@Carol Adeyemi, ask @bob; not `@bob` or press@bob.org", PEOPLE, 1)
    assert '<strong class="mention">@Carol Adeyemi</strong>, ask' in html
    assert '<span class="mention">@bob</span>;' in html
    assert "<code>@bob</code> or press@bob.org" in html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@carol?", [("@carol", {1})]),
        ("@CAROL ADEYEMI!", [("@CAROL ADEYEMI", {1})]),
        ("@carol.b, you", [("@carol.b", {2})]),
        ("(@Bob) @bob's", [("@Bob", {3}), ("@bob", {3})]),
        ("@carol\nAdeyemi", [("@carol\nAdeyemi", {1})]),
        ("@carolina me@bob.org //x@bob @@bob", []),
        ("nobody at all @", []),
    ],
)
def test_it_finds_names(text: str, found: list[tuple[str, set[int]]]) -> None:
    assert [(text[one.start : one.end], one.keys) for one in namings(text, PEOPLE)] == found


def test_a_first_name_of_two_names_both() -> None:
    people = (Person(1, "ca", "Carol", "Carol A"), Person(2, "cb", "Carol", "Carol B"))
    assert [one.keys for one in namings("@Carol here", people)] == [{1, 2}]


class Seen(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


pieces = st.sampled_from(
    [
        *["<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg/onload=", "javascript:"],
        *["[x](", ")", "![", "](", "`", "```\n", "*", "_", "> ", "- ", "1. ", "\n", "\n\n", "    "],
        *["@carol", "@Carol Adeyemi", "@", "https://", "http://a.b/", "&lt;", "&#106;", "\\"],
        *['"', "'", "<", ">", "data:text/html,", "JaVaScRiPt&colon;", "\u202e", "\ud800", "\0"],
        *["<a href='//x'>", "<iframe>", "style=", "</p>", "<!--", "<![CDATA["],
    ]
)
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=40).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(text=texts)
@example(text="[x](java\nscript:alert(1))")
@example(text='https://a.b/"onmouseover=alert(1)')
def test_nothing_but_safe_html_comes_out_of_any_text(text: str) -> None:
    html = html_of(text, PEOPLE, 1)
    for tag, attributes in Seen(html).tags:
        assert tag in {
            *("p", "br", "em", "strong", "code", "pre", "blockquote"),
            *("ul", "ol", "li", "a", "span"),
        }
        assert attributes.keys() <= {"href", "rel", "class", "start"}
        if "href" in attributes:
            assert attributes["rel"] == "noopener noreferrer nofollow"
            scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", attributes["href"] or "", re.IGNORECASE)
            assert scheme is None or scheme[1].lower() in ("http", "https", "mailto")
