"""Cues and sources joined from the reader's tags, and what they leave to the outer speaker."""

import pytest

from claims.text import quotations, tagged
from claims.text.reader import Reading, Tag
from claims.training import corpus

SCORE = 0.9


def read(marked):
    """What is found in a sentence whose tags stand in the training corpus's markup."""
    text, tags, _ = corpus.unmark(marked)
    reading = Reading(0, 0, 0, 0, 0, 0, tuple(Tag(*tag, SCORE) for tag in tags), ())
    marks = [(mark.start, mark.end) for mark in quotations.find(text, [(0, len(text))])]
    return text, tagged.read(text, reading, marks)


def trusted(marked):
    text, found = read(marked)
    return [
        (text[each.start : each.end], each.source and text[each.source.start : each.source.end])
        for each in found
        if each.score >= tagged.TRUSTED
    ]


JOINED = [
    # marked, cue, source, why
    (
        "[S: Voters] [C: were] [C: frustrated] [C: by] the delay.",
        "were frustrated by",
        "Voters",
        "three runs are one cue",
    ),
    (
        "It fell, [C: said] [S: Ann Lee], [S: head] of [S: the pier trust].",
        "said",
        "Ann Lee",
        "what the rules read goes before what the reader tags",
    ),
    (
        "[S: Beat Zurfluh], a former inspector at [S: the railway], [C: mocked up] the plan.",
        "mocked up",
        "Beat Zurfluh",
        "what follows a preposition is no subject while there is another",
    ),
    (
        "“No,” [C: shrugged] [S: the driver].",
        "shrugged",
        "the driver",
        "after a quotation the subject follows its verb",
    ),
    (
        "[S: The trust], which [C: puts] the cost at £2m, has left.",
        "puts",
        "which",
        "a relative pronoun is the source as written",
    ),
    (
        "[S: Ann Lee] left the room and later [C: pointed out] that it was late.",
        "pointed out",
        "Ann Lee",
        "the subject of the verb before is shared",
    ),
    (
        "The line is [C: attributed to] [S: Ann Lee] by [S: police].",
        "attributed to",
        "Ann Lee",
        "a cue that ends in a preposition points onwards",
    ),
    ("There he [C: floated] the idea.", "floated", "he", "a pronoun needs no tag"),
    ("[A: I despise] it.", "despise", "I", "a run may begin with its source"),
    ("WALLACE: Why would he do that?", ":", "WALLACE", "a transcript's colon"),
    ("Pence: No deal before Monday", ":", "Pence", "a headline's colon"),
    ("― Sonya Herridge", "―", "Sonya Herridge", "a signature under a quotation"),
    ("Tests [C: were said] to have failed.", "were said", None, "a passive has no source"),
]


@pytest.mark.parametrize(("marked", "cue", "source", "why"), JOINED)
def test_it_joins_tags_to_a_cue_with_its_source(marked, cue, source, why) -> None:
    assert trusted(marked)[0] == (cue, source), why


def test_a_relative_pronoun_stands_for_whom_it_follows() -> None:
    text, found = read("[S: The trust], which [C: puts] the cost at £2m, has left.")
    assert found[0].subject is not None
    assert text[found[0].subject.start : found[0].subject.end] == "The trust"


NESTED = [
    # marked, the cues that are left, why
    ("[S: She] [C: said] that [S: he] [A: hopes] to win.", ["said"], "the content is hers"),
    ("[S: She] [C: said] it and [C: added] a date.", ["said", "added"], "two cues of one source"),
    (
        "[S: The mayor] [C: agreed], but [S: the council] [C: balked].",
        ["agreed", "balked"],
        "a clause of its own",
    ),
    (
        "No matter what [S: anyone] [C: says], it is late, [C: said] [S: Ann Lee].",
        ["said"],
        "the tag at the end owns what stands before it",
    ),
    (
        "“[S: I] [A: think] that [S: he] [C: lied],” [C: said] [S: Ann Lee].",
        ["said"],
        "in a quotation only the speaker outside counts",
    ),
    (
        "While [S: the board] [C: said] little, [S: the minister] [C: noted] that it met.",
        ["said", "noted"],
        "a subordinate clause ends before the main one",
    ),
    ("The lift [C: has] a window.", [], "an auxiliary alone is no cue"),
]


@pytest.mark.parametrize(("marked", "left", "why"), NESTED)
def test_it_leaves_a_reported_report_to_the_outer_speaker(marked, left, why) -> None:
    assert [cue for cue, _ in trusted(marked)] == left, why


def test_without_a_reading_the_rules_decide() -> None:
    (found,) = tagged.read("Svitlana said that evenings are busy.", None)
    assert found.rule is not None
    assert found.score >= tagged.TRUSTED


@pytest.mark.parametrize("times", [1, 40])
def test_offsets_lie_in_the_sentence_and_in_order(times) -> None:
    text, found = read("[S: Ann] [C: said], and [S: Bo] “[A: thinks]” so; " * times)
    assert [each.start for each in found] == sorted(each.start for each in found)
    for each in found:
        assert 0 <= each.start < each.end <= len(text)
        assert 0 <= each.score <= 1
        if each.source is not None:
            assert 0 <= each.source.start < each.source.end <= len(text)
