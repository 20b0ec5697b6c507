"""Attributions annotated with brat: how they are read, and what counts as found."""

import pytest

from claims.evaluation import attribution
from claims.evaluation.attribution import Attributed
from claims.evaluation.results import Unreadable
from claims.text.spans import Span

TEXT = "Prices fell, Jane Smith said on Monday. “We are glad,” said the mayor. The crowd went home."


def annotation(*attributions):
    """The `.ann` of TEXT for (source, cue) pairs; "" is a cue without a source."""
    lines = []
    for number, (source, cue) in enumerate(attributions, start=1):
        at = TEXT.index(cue)
        lines.append(f"T{number}0\tCue {at} {at + len(cue)}\t{cue}")
        event = f"E{number}\tAttribution:T{number}0 Cue:T{number}0"
        if source:
            at = TEXT.index(source)
            lines.append(f"T{number}1\tSource {at} {at + len(source)}\t{source}")
            event += f" Source:T{number}1"
        lines.append(event)
    return "\n".join(lines) + "\n"


@pytest.fixture
def figures(tmp_path):
    """Measure TEXT against an annotation."""

    def measured(*attributions):
        text, ann = tmp_path / "a.txt", tmp_path / "a.ann"
        text.write_text(TEXT)
        ann.write_text(annotation(*attributions))
        lines = attribution.measure("attribution/x", [(text, ann)], said.append)
        return {line.figure: line.value for line in lines}

    said = []
    yield measured
    assert said == []


def test_it_reads_spans_and_events():
    written = (
        "T1\tSource 0 4;9 12\tThey all\nT2\tCue 13 17\tsaid\nT3\tDiscard 20 30\tRead more\n"
        "E1\tAttribution:T9 Cue:T2 Source:T1\nE2\tAttribution-no-source:T9\n"
    )
    assert attribution.read(written) == [Attributed((Span(13, 17),), (Span(0, 4), Span(9, 12)))]


def test_an_empty_annotation_says_that_there_is_nothing():
    assert attribution.read("") == []


def test_it_refuses_what_is_not_brats_format():
    with pytest.raises(Unreadable):
        attribution.read("Jane Smith said so.\n")


def test_all_found_is_all_right(figures):
    found = figures(("Jane Smith", "said on"), ("the mayor", "said the"))
    assert {found[name] for name in ("sentence_f1", "cue_f1", "end_to_end_f1")} == {1.0}
    assert found["source_accuracy"] == 1.0


def test_a_missed_attribution_costs_recall(figures):
    found = figures(("Jane Smith", "said on"), ("the mayor", "said the"), ("The crowd", "went"))
    assert found["sentence_precision"] == 1.0
    assert found["cue_recall"] == found["end_to_end_recall"] == pytest.approx(2 / 3)


def test_another_source_is_wrong_though_the_cue_is_right(figures):
    found = figures(("Prices", "said on"), ("the mayor", "said the"))
    assert found["cue_f1"] == 1.0
    assert found["source_accuracy"] == found["end_to_end_precision"] == 0.5


def test_a_cue_without_a_source_wants_no_source(figures):
    found = figures(("", "said on"), ("the mayor", "said the"))
    assert found["cue_f1"] == found["source_accuracy"] == 1.0
    assert (found["end_to_end_precision"], found["end_to_end_recall"]) == (0.5, 1.0)


def test_a_broken_article_does_not_stop_the_others(tmp_path):
    text, ann, broken = tmp_path / "a.txt", tmp_path / "a.ann", tmp_path / "b.ann"
    text.write_text(TEXT)
    ann.write_text(annotation(("Jane Smith", "said on"), ("the mayor", "said the")))
    broken.write_bytes(b"\xff")
    said = []
    lines = list(attribution.measure("x", [(text, broken), (text, ann)], said.append))
    assert {line.figure: line.value for line in lines}["cue_f1"] == 1.0
    assert said == ["b.ann: it or its text cannot be read as UTF-8."]
