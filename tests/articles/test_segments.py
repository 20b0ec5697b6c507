"""Segments: the text in pieces, each under its marks, nothing lost and nothing moved."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from claims.text.segments import Mark, paragraphs, parts
from claims.text.sentences import split

LETTERS = "aб \t\n\r\u2028\x85.😀é\u0627\u05d0"


@dataclass
class Sentence:
    start: int
    end: int
    paragraph: int
    kind: str = "body"
    reason: str = ""


@st.composite
def marked_texts(draw):
    text = draw(st.text(alphabet=LETTERS, min_size=1, max_size=80))
    spans = draw(
        st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))), max_size=8)
    )
    return text, [Mark(a, b, key) for key, (a, b) in enumerate(spans) if a < b]


def sentences_of(text):
    """Every third sentence is furniture."""
    return [
        Sentence(
            s.start, s.end, s.paragraph, "body" if n % 3 else "furniture", "" if n % 3 else "ad"
        )
        for n, s in enumerate(split(text))
    ]


def pieces_of(text, marks, **where):
    return [s for p in paragraphs(text, sentences_of(text), marks, **where) for s in p.segments]


@given(marked_texts())
def test_it_shows_every_word_at_its_place(case):
    text, marks = case
    pieces = pieces_of(text, marks)
    for piece in pieces:
        assert piece.text == text[piece.start : piece.end]
        assert piece.text
        assert not set(piece.text) & set("\n\r\u2028\u2029\x85")
    shown = {at for piece in pieces for at in range(piece.start, piece.end)}
    assert {at for at, letter in enumerate(text) if not letter.isspace()} <= shown
    assert sum(len(piece.text) for piece in pieces) == len(shown)


@given(marked_texts())
def test_it_puts_each_segment_under_exactly_the_marks_that_cover_it(case):
    text, marks = case
    for piece in pieces_of(text, marks):
        covering = [m for m in marks if m.start < piece.end and m.end > piece.start]
        assert sorted(piece.marks) == sorted(m.key for m in covering)
        assert all(m.start <= piece.start and piece.end <= m.end for m in covering)


@given(marked_texts())
def test_it_begins_and_ends_each_shown_mark_once(case):
    text, marks = case
    pieces = pieces_of(text, marks)
    shown = {key for piece in pieces for key in piece.marks}
    assert sorted(key for piece in pieces for key in piece.begins) == sorted(shown)
    assert sorted(key for piece in pieces for key in piece.ends) == sorted(shown)


@given(st.text(alphabet=LETTERS, min_size=1, max_size=200), st.integers(2, 40))
def test_it_parts_a_long_text_without_gap_or_overlap(text, size):
    starts = parts(text, size=size)
    ends = [*starts[1:], len(text)]
    assert starts[0] == 0
    assert all(0 < end - start <= size for start, end in zip(starts, ends, strict=True))
    together = [
        piece.text
        for start, end in zip(starts, ends, strict=True)
        for piece in pieces_of(text, [], start=start, end=end)
    ]
    kept = "".join("".join(together).split())
    assert kept == "".join(text.split())


def test_it_nests_overlapping_marks_with_the_first_begun_outside():
    text = "One two three four"
    pieces = pieces_of(text, [Mark(0, 7, 1), Mark(4, 13, 2), Mark(4, 7, 3)])
    assert [(p.text, p.marks) for p in pieces] == [
        ("One ", (1,)),
        ("two", (1, 2, 3)),
        (" three", (2,)),
        (" four", ()),
    ]


def test_it_says_once_why_neighbouring_lines_are_skipped():
    text = "Read more\nSee also\nThe story."
    sentences = [
        Sentence(0, 9, 0, "furniture", "teaser list"),
        Sentence(10, 18, 1, "furniture", "teaser list"),
        Sentence(19, 29, 2),
    ]
    found = paragraphs(text, sentences, [])
    assert [paragraph.skipped for paragraph in found] == ["teaser list", "teaser list", ""]
    assert [piece.says_skipped for p in found for piece in p.segments] == [False, True, False]


def test_it_keeps_wrapped_lines_of_one_paragraph_together():
    text = "The hotline has\n10 operators.\nNext."
    sentences = [Sentence(0, 29, 0), Sentence(30, 35, 1)]
    found = paragraphs(text, sentences, [])
    assert [[piece.text for piece in p.segments] for p in found] == [
        ["The hotline has", "10 operators."],
        ["Next."],
    ]
    assert found[0].segments[1].new_line
