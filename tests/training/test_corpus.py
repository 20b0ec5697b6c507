"""The labelled sentences that the reader is trained on."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.training import corpus

WORDS = st.text(alphabet="ab “”.", min_size=1, max_size=8)


def test_it_reads_tags_and_hedges_as_offsets():
    text, tags, hedges = corpus.unmark("[S: The auditor] [C: found] that it {may} be so.")
    assert text == "The auditor found that it may be so."
    assert [(kind, text[start:end]) for kind, start, end in tags] == [
        ("source", "The auditor"),
        ("cue", "found"),
    ]
    assert [text[start:end] for start, end in hedges] == ["may"]


def test_it_reads_a_cue_inside_a_hedge():
    text, tags, hedges = corpus.unmark("He {[C: is believed to]} have fled.")
    assert [(kind, text[start:end]) for kind, start, end in tags] == [("cue", "is believed to")]
    assert [text[start:end] for start, end in hedges] == ["is believed to"]


@pytest.mark.parametrize(
    "marked",
    ["[S: He said", "He] said", "{may", "may}", "[C: {said] may}"],
    ids=["open tag", "closed tag", "open hedge", "closed hedge", "crossing"],
)
def test_it_refuses_marks_that_do_not_close(marked):
    with pytest.raises(corpus.BadMarkup):
        corpus.unmark(marked)


@given(st.lists(st.tuples(st.sampled_from(["", "S", "C", "A", "{"]), WORDS), max_size=6))
def test_marks_change_no_letter_and_lie_where_they_stood(parts):
    marked = "".join(
        words if not kind else f"{{{words}}}" if kind == "{" else f"[{kind}: {words.lstrip()}]"
        for kind, words in parts
    )
    text, tags, hedges = corpus.unmark(marked)
    assert text == "".join(
        words.lstrip() if kind not in ("", "{") else words for kind, words in parts
    )
    assert len(tags) + len(hedges) == sum(bool(kind) for kind, _ in parts)
    assert all(0 <= start <= end <= len(text) for _, start, end in tags)


def test_a_line_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "one.txt").write_text("# style: wire\n1 | Fine.\nX Not fine.\n")
    with pytest.raises(corpus.BadMarkup, match=r"one\.txt, line 3"):
        list(corpus.stories(tmp_path))


def test_a_blank_line_begins_a_paragraph(tmp_path):
    (tmp_path / "one.txt").write_text("B | By Ann\n\n2 | It cost $4.\n1 | It rained.\n")
    rows = list(corpus.stories(tmp_path))
    assert [(row.label, row.paragraph) for row in rows] == [("B", 0), ("2", 1), ("1", 1)]
    assert [row.goals["must"] for row in rows] == [0.0, 1.0, 0.0]
    assert "verifiable" not in rows[0].goals


def test_every_shipped_sentence_can_be_read():
    stories = list(corpus.stories())
    assert len({row.group for row in stories}) >= 30
    assert len(stories) >= 600
    assert {row.label for row in stories} == {"2", "1", "N", "B"}
    assert not [row.text for row in stories if row.label == "B" and (row.tags or row.hedges)]
    assert {row.goals["verifiable"] for row in corpus.speech()} == {0.0, 1.0}
    assert {row.goals["factual"] for row in corpus.opinion()} == {0.0, 0.5, 1.0}


def test_no_sentence_of_the_test_stories_is_trained_on():
    trained = {row.text for row in corpus.stories()}
    held_out = Path(__file__).parents[1] / "text" / "stories"
    long = [row.text for row in corpus.stories(held_out) if len(row.text.split()) > 6]
    assert long
    assert not trained.intersection(long)
