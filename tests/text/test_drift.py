"""Quote drift: one quotation in several articles, aligned word by word."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text import drift, passages, quoted
from claims.text.drift import ADDED, CHANGED, DROPPED, EQUAL
from claims.text.spans import Span, words

SEEDS = Path(__file__).parents[2] / "seeds"

PIECES = words(
    "we We the men ten 10 300 400 may about not don't can't cannot surrender soldiers soldier . , "
    "“ ” ’ ‘ — mobilised mobilized we’ve lives souls \x00 \ud800 never two hundred"
)
TEXTS = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)


def read(file):
    return next(SEEDS.glob(f"{file:03}_*.txt")).read_text()


def differing(a, b):
    """(op, kind, a's words, b's words) of every difference, without marks around them."""
    marks = " .,:;?!“”‘’\"'"
    return [
        (one.op, one.kind, a[one.a.start : one.a.end].strip(marks),
         b[one.b.start : one.b.end].strip(marks))
        for one in drift.align(a, b).differences
    ]  # fmt: skip


CASES = [
    ("nothing", "We lost ten men.", "we lost 10 men", []),
    ("spelling", "They’ve mobilized.", "They have mobilised.", []),
    ("number", "We lost 300 men.", "We lost 400 men.", [(CHANGED, "number", "300", "400")]),
    ("number dropped", "We lost 300 men.", "We lost men.", [(DROPPED, "number", "300", "")]),
    ("hedge dropped", "We may win.", "We win.", [(DROPPED, "hedge", "may", "")]),
    ("about", "We lost about 300.", "We lost 300.", [(DROPPED, "hedge", "about", "")]),
    ("only", "Only ten men are left.", "10 men are left.", [(DROPPED, "hedge", "Only", "")]),
    ("only of no number", "Only men are left.", "Men are left.", [(DROPPED, "word", "Only", "")]),
    ("month", "We left in May.", "We left in June.", [(CHANGED, "word", "May", "June")]),
    ("negation", "It can be done.", "It cannot be done.", [(ADDED, "negation", "", "not")]),
    ("short negation", "We will go.", "We won't go.", [(ADDED, "negation", "", "n't")]),
    ("word", "Save our souls.", "Save our lives.", [(CHANGED, "word", "souls", "lives")]),
    (
        "word and what follows",
        "Save our souls. We are here.",
        "Save our lives, because we are here.",
        [(CHANGED, "word", "souls", "lives"), (ADDED, "word", "", "because")],
    ),
    (
        "what matters first",
        "Brave men said we may have lost 300 and will not stop.",
        "Good men said we lost 400 and will stop.",
        [
            (CHANGED, "number", "300", "400"),
            (DROPPED, "hedge", "may have", ""),
            (DROPPED, "negation", "not", ""),
            (CHANGED, "word", "Brave", "Good"),
        ],
    ),
    ("all of it", "Yes.", "300 left", [(CHANGED, "number", "Yes", "300 left")]),
    ("from nothing", "", "We go.", [(ADDED, "word", "", "We go")]),
]


@pytest.mark.parametrize(
    ("a", "b", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_it_tells_what_differs(a, b, expected):
    assert differing(a, b) == expected


@given(TEXTS, TEXTS)
def test_the_segments_are_both_texts(a, b):
    segments = drift.align(a, b).segments
    assert "".join(a[one.a.start : one.a.end] for one in segments) == a
    assert "".join(b[one.b.start : one.b.end] for one in segments) == b
    for one in segments:
        empty = (one.a.start == one.a.end, one.b.start == one.b.end)
        assert empty == (one.op == ADDED, one.op == DROPPED) or (one.op == EQUAL and any(empty))
        assert (one.kind == "") == (one.op == EQUAL)


@given(TEXTS, TEXTS)
def test_it_is_symmetric(a, b):
    there, back = drift.align(a, b), drift.align(b, a)
    mirrored = {ADDED: DROPPED, DROPPED: ADDED}
    assert there.similarity == pytest.approx(back.similarity)
    assert [(mirrored.get(one.op, one.op), one.kind, one.b, one.a) for one in there.segments] == [
        (one.op, one.kind, one.a, one.b) for one in back.segments
    ]


@given(TEXTS)
def test_a_text_does_not_drift_from_itself(text):
    found = drift.align(text, text)
    assert found.differences == ()
    assert all(one.a == one.b for one in found.segments)


@pytest.mark.parametrize("piece", ["we ", "“", "x", "12 ", "not sure "])
def test_a_long_text_is_covered_and_compared_up_to_its_cap(piece):
    a, b = piece * 5_000, piece * 4_000 + "end"
    segments = drift.align(a, b).segments
    assert segments[-1].a.end == len(a)
    assert segments[-1].b.end == len(b)
    assert segments[-1].op != EQUAL


def quotations(*files):
    texts = [read(file) for file in files]
    return texts, quoted.pairs([(text, passages.find(text)) for text in texts])


def test_save_our_souls_became_save_our_lives():
    _, found = quotations(0, 1)
    souls = next(twice for twice in found if "souls" in twice.a.text)
    assert souls.b.text.endswith("please get us out of this mess.”")
    changes = differing(souls.a.text, souls.b.text)
    for expected in (("souls", "lives"), ("men", "soldiers"), ("shit", "mess")):
        assert (CHANGED, "word", *expected) in changes
    assert changes[0] == (DROPPED, "hedge", "got only", "")
    assert not any(kind == "number" for _, kind, _, _ in changes)


def test_the_two_stages_are_one_quotation_over_four_sentences():
    texts, found = quotations(0, 1)
    stages = next(twice for twice in found if "first step" in twice.a.text)
    assert texts[0][stages.a.start : stages.a.end].startswith("“The first step")
    assert texts[0][stages.a.start : stages.a.end].endswith("special forces.”")
    assert "Matvienko said" not in stages.a.text
    assert texts[1][stages.b.start : stages.b.end].endswith("Special Forces.")
    assert (CHANGED, "word", "want to", "will") in differing(stages.a.text, stages.b.text)


def test_a_question_of_a_dialogue_is_the_quoted_question():
    _, found = quotations(0, 2)
    question = next(twice for twice in found if "guarantee" in twice.a.text)
    assert question.b.text == "Is there any guarantee that I won't be shot, beaten, or filmed?"


def test_it_finds_in_the_five_articles_only_what_is_the_same():
    texts, found = quotations(0, 1, 2, 3, 4)
    assert {(twice.a.article, twice.b.article) for twice in found} == {(0, 1), (0, 2)}
    assert len(found) == 5
    for twice in found:
        for quote in (twice.a, twice.b):
            assert texts[quote.article][quote.start : quote.end][:20] == quote.text[:20]


def test_the_order_of_articles_does_not_change_what_is_found():
    texts = [read(file) for file in range(5)]
    found = quoted.pairs([(text, passages.find(text)) for text in texts])
    back = quoted.pairs([(text, passages.find(text)) for text in reversed(texts)])
    assert {frozenset((twice.a.text, twice.b.text)) for twice in found} == {
        frozenset((twice.a.text, twice.b.text)) for twice in back
    }


def test_other_words_of_the_same_speakers_are_no_quotation_in_common():
    one = "“We will open two more schools in the north this year,” said Ana Pohl."
    other = "“We will not close the hospital before the winter is over,” said Ana Pohl."
    assert quoted.pairs([(text, passages.find(text)) for text in (one, other)]) == ()


PASSAGES = [
    (
        "a quotation broken off for its speaker",
        "“We are leaving today,” said Ana Pohl. “Nobody helped us.”",
        [["“We are leaving today,”", "“Nobody helped us.”"]],
    ),
    ("a name", "The line “I want to live” opened.", []),
    (
        "a dialogue",
        "He calls.\n- How do I get out of here?\n- Go to the bridge at night.\nHe hung up.",
        [["How do I get out of here?"], ["Go to the bridge at night."]],
    ),
    ("a dash that is no dialogue", "He calls.\n- One thing we know by now\nHe hung up.", []),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in PASSAGES], ids=[case[0] for case in PASSAGES]
)
def test_it_finds_passages(text, expected):
    found = passages.find(text)
    assert [[text[s.start : s.end] for s in one.sentences] for one in found] == expected


class Quoted(Span):
    quoted = True


def test_a_quoted_claim_without_marks_is_a_passage():
    text = "Ana Pohl: we are leaving today and nobody helps. The hall was silent."
    found = passages.find(text, [Quoted(10, 48)])
    assert [text[one.start : one.end] for one in found] == [
        "we are leaving today and nobody helps."
    ]


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=12).map("\n".join))
def test_passages_lie_in_the_text_and_do_not_overlap(text):
    found = passages.find(text)
    assert all(one.end <= two.start for one, two in combinations(found, 2))
    for one in found:
        assert 0 <= one.start <= one.sentences[0].start
        assert one.sentences[-1].end <= one.end <= len(text)
