"""Sentences: where they end, and that nothing of the text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import sentences

CASES = [
    # (why the case is here, text, sentences)
    ("two plain ones", "It rained. It stopped.", ["It rained.", "It stopped."]),
    ("titles", "Mr. Brown met Dr. Lee. They left.", ["Mr. Brown met Dr. Lee.", "They left."]),
    ("initials", "George W. Bush spoke.", ["George W. Bush spoke."]),
    ("U.S. inside", "The U.S. Army moved in.", ["The U.S. Army moved in."]),
    (
        "U.S. at the end",
        "He left the U.S. The army did not.",
        ["He left the U.S.", "The army did not."],
    ),
    ("decimals", "It grew 3.5 percent. Fine.", ["It grew 3.5 percent.", "Fine."]),
    ("No. with a number", "He is No. 10 now.", ["He is No. 10 now."]),
    ("the word no", "They said no. Talks ended.", ["They said no.", "Talks ended."]),
    ("round the clock", "It runs 24/7. Call now.", ["It runs 24/7.", "Call now."]),
    ("full stop inside the marks", "“I left.” He ran.", ["“I left.”", "He ran."]),
    ("quotation of several", '"I saw. I went," he said.', ['"I saw.', 'I went," he said.']),
    ("question, then its tag", "“Is it over?” Smith asked.", ["“Is it over?” Smith asked."]),
    (
        "question, then lower case",
        "“Why?” asked a man. Silence.",
        ["“Why?” asked a man.", "Silence."],
    ),
    (
        "question, then a new one",
        "“Why?” The room fell silent.",
        ["“Why?”", "The room fell silent."],
    ),
    ("lost blank", "It is over.Nobody knows.", ["It is over.", "Nobody knows."]),
    ("addresses are not lost blanks", "Write to a.b@c.com now.", ["Write to a.b@c.com now."]),
    ("dots in the middle", "He was ... tired.", ["He was ... tired."]),
    (
        "dots at the end",
        "They pass it on ... Those who call stay.",
        ["They pass it on ...", "Those who call stay."],
    ),
    (
        "dots after a mark",
        "It said 'go'... On Monday it closed.",
        ["It said 'go'...", "On Monday it closed."],
    ),
    ("lower-case brand", "Sales fell. iPhone sales rose.", ["Sales fell.", "iPhone sales rose."]),
    ("a line is a paragraph", "A heading\nThe text.", ["A heading", "The text."]),
    ("carriage returns", "One.\r\nTwo.", ["One.", "Two."]),
    ("Chinese stops", "他来了。他走了。", ["他来了。", "他走了。"]),
    ("Arabic question mark", "هل انتهى؟ نعم.", ["هل انتهى؟", "نعم."]),
    ("emoji between", "We won! 🎉 They lost.", ["We won!", "🎉 They lost."]),
    ("marks of direction", "\u200fهذا خبر. \u200fوهذا آخر.", ["\u200fهذا خبر.", "\u200fوهذا آخر."]),
    ("two initials", "K.C. Maurer paid. He left.", ["K.C. Maurer paid.", "He left."]),
    ("pages", "See p. 5. Then go.", ["See p. 5.", "Then go."]),
    ("lost blank after a sign", "It rose 3%.Nobody knew.", ["It rose 3%.", "Nobody knew."]),
    ("lost blank after a year", "It ended in 2019.The end.", ["It ended in 2019.", "The end."]),
    ("no lost blank in a version", "It runs 2.Foo now.", ["It runs 2.Foo now."]),
    ("lost blank between marks", "“Yes”.“No,” he said.", ["“Yes”.", "“No,” he said."]),
    ("semicolons", "One left; two stayed; it rained.", ["One left; two stayed; it rained."]),
    ("list items", "- First point.\n- Second one.", ["- First point.", "- Second one."]),
    ("numbered items", "1. Rain. 2. Sun all day.", ["1. Rain.", "2. Sun all day."]),
    ("dialogue", "– Did you? – I did not. – Why?", ["– Did you?", "– I did not.", "– Why?"]),
    ("nested marks", "“‘Go,’ he said.” She left.", ["“‘Go,’ he said.”", "She left."]),
    ("mismatched marks", '"It is over.” He left.', ['"It is over.”', "He left."]),
    (
        "degrees and ranks",
        "He is a Ph.D. and a Jr. She won.",
        ["He is a Ph.D. and a Jr.", "She won."],
    ),
    ("emoji", "🎙️ Voice is made. Errors occur.", ["🎙️ Voice is made.", "Errors occur."]),
    (
        "a line broken by a mail program",
        "The council voted on Tuesday to close the bridge for\nat least nine months. It is old.",
        [
            "The council voted on Tuesday to close the bridge for\nat least nine months.",
            "It is old.",
        ],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_it_ends_sentences_where_a_reader_would(text, expected):
    assert [text[s.start : s.end] for s in sentences.split(text)] == expected


def test_it_numbers_paragraphs_by_line():
    found = sentences.split("One. Two.\n\nThree.\nFour.")
    assert [span.paragraph for span in found] == [0, 0, 1, 2]


def test_it_keeps_a_blank_line_as_a_paragraphs_end():
    text = "The council voted on Tuesday to close the old bridge for\n\nat least nine months"
    assert len(sentences.split(text)) == 2


@given(
    st.text(
        alphabet=st.one_of(st.sampled_from("aA1.?!…\"“”' \n\r\t-"), st.characters()), max_size=300
    )
)
def test_it_covers_every_visible_character_once_and_in_order(text):
    covered = 0
    for span in sentences.split(text):
        assert covered <= span.start < span.end
        assert not text[covered : span.start].strip()
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        covered = span.end
    assert not text[covered:].strip()


@pytest.mark.parametrize("text", ["a" * 9000, "word " * 3000, "," * 5000])
def test_it_bounds_a_text_without_full_stops(text):
    found = sentences.split(text)
    assert max(span.end - span.start for span in found) <= sentences.LONGEST
    assert sum(len(text[s.start : s.end].split()) for s in found) >= len(text.split())
