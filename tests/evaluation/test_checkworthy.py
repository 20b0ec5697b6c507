"""Tables of sentences labelled 0 or 1: how they are read, and what their labels mean."""

import pytest

from claims.evaluation import checkworthy, engine
from claims.evaluation.results import Unreadable

READ = [
    # (why the case is here, file, sentences, labels, lines left out)
    ("as it is handed out", "id\ttext\tlabel\n1\tA.\t1\n2\tB.\t0\n", ["A.", "B."], [1, 0], 0),
    ("yes and no", "id\tText\tclass_label\n1\tA.\tYes\n2\tB.\tNo\n", ["A.", "B."], [1, 0], 0),
    ("columns in another order", "label\tid\ttext\n1\t7\tA.\n", ["A."], [1], 0),
    ("a mark and the ends of Windows", "\ufeffid\ttext\tlabel\r\n1\tA.\t1\r\n", ["A."], [1], 0),
    ("quoted as in CSV", 'id\ttext\tlabel\n1\t"He said ""no""."\t1\n', ['He said "no".'], [1], 0),
    ("a line's end inside quotes", 'id\ttext\tlabel\n1\t"A\nB."\t1\n', ["A\nB."], [1], 0),
    (
        "a mark that only opens is no quoting",
        'id\ttext\tlabel\n1\t"Why?\t0\n2\tB, he said."\t1\n',
        ['"Why?', 'B, he said."'],
        [0, 1],
        0,
    ),
    (
        "BABE's words, the mixed left out",
        "id\ttext\tlabel\n1\tA.\tEntirely factual\n2\tB.\tExpresses writer's opinion\n"
        "3\tC.\tSomewhat factual but also opinionated\n4\tD.\tBiased\n",
        ["A.", "B."],
        [1, 0],
        2,
    ),
]


@pytest.mark.parametrize(
    ("written", "sentences", "labels", "left_out"),
    [case[1:] for case in READ],
    ids=[case[0] for case in READ],
)
def test_it_reads_a_table(tmp_path, written, sentences, labels, left_out):
    path = tmp_path / "table.tsv"
    path.write_bytes(written.encode())
    said = []
    assert checkworthy.read(path, said.append) == (sentences, [bool(each) for each in labels])
    assert [line for line in said if f": {left_out} lines" in line] == said
    assert len(said) == (left_out > 0)


@pytest.mark.parametrize(
    "written",
    [b"", b"\xff\xfe\x00", b"id\ttext\n1\tA.\n", b"id\ttext\tlabel\n1\tA.\tperhaps\n"],
    ids=["empty", "not UTF-8", "no labels", "no label that counts"],
)
def test_it_refuses_what_is_no_such_table(tmp_path, written):
    path = tmp_path / "table.tsv"
    path.write_bytes(written)
    with pytest.raises(Unreadable):
        checkworthy.read(path, lambda line: None)


def test_the_name_tells_what_a_label_means():
    assert checkworthy.meaning_of("policlaim_train_gold", {}) == engine.VERIFIABLE
    assert checkworthy.meaning_of("BABE_test", {}) == engine.FACTUAL
    assert checkworthy.meaning_of("ct24_en_test", {}) == engine.CHECKWORTHY
    asked = {"babe": engine.VERIFIABLE}
    assert checkworthy.meaning_of("babe_test", asked) == engine.VERIFIABLE


def test_it_measures_a_table(tmp_path):
    path = tmp_path / "ct.tsv"
    path.write_text(
        "id\ttext\tlabel\n"
        "1\tUnemployment rose to 9.5 percent in March 2009, the government said.\t1\n"
        "2\tThank you very much.\t0\n"
    )
    lines = checkworthy.measure("checkworthy/ct", path, engine.CHECKWORTHY, lambda line: None)
    figures = {line.figure: line for line in lines}
    assert figures["ap"].value == figures["auc"].value == figures["best_f1"].value == 1.0
    assert figures["ap"].n == 2
    assert {"f1", "precision", "recall", "calibration_error", "brier"} <= set(figures)
