"""Matches against labelled pairs: overlap, precision and recall, relations."""

import json

import pytest

from claims.evaluation import pairs
from claims.evaluation.results import Unreadable


def pair(a, b, relation="same", **more):
    ends = [{"article": article, "start": start, "end": end} for article, start, end in (a, b)]
    return {"a": ends[0], "b": ends[1], "relation": relation, **more}


LABELS = [
    pair(("1.txt", 0, 50), ("2.txt", 0, 40), "same", sure=True),
    pair(("1.txt", 60, 90), ("2.txt", 50, 80), "discrepancy", sure=True),
    pair(("1.txt", 60, 90), ("2.txt", 100, 140), "compatible", sure=False),
    pair(("1.txt", 100, 130), ("2.txt", 200, 230), "related", sure=True),
]


def figures(exported):
    return {line.figure: line.value for line in pairs.measure("desk", exported, LABELS)}


def test_the_labels_themselves_are_all_right():
    found = figures(LABELS[:3])
    assert found["precision"] == found["recall"] == found["recall_with_arguable"] == 1
    assert found["relation_right"] == found["discrepancy_recall"] == 1
    assert found["changed_precision"] is None


def test_half_of_the_shorter_is_enough_either_way_round():
    exported = [pair(("2.txt", 20, 40), ("1.txt", 25, 75))]
    assert figures(exported)["precision"] == 1
    exported = [pair(("2.txt", 31, 49), ("1.txt", 0, 50))]
    assert figures(exported)["precision"] == 1
    exported = [pair(("2.txt", 35, 49), ("1.txt", 0, 50))]
    assert figures(exported)["precision"] == 0


def test_another_article_is_another_claim():
    assert figures([pair(("3.txt", 0, 50), ("2.txt", 0, 40))])["precision"] == 0


def test_a_related_pair_is_neither_right_nor_wrong():
    assert figures([LABELS[3]])["precision"] is None
    assert figures([LABELS[0], LABELS[3]])["precision"] == 1


def test_recall_counts_the_sure_ones():
    found = figures([LABELS[0]])
    assert found["recall"] == 1 / 2
    assert found["recall_with_arguable"] == 1 / 3


def test_a_wrong_relation():
    found = figures([pair(("1.txt", 60, 90), ("2.txt", 50, 80), "same")])
    assert found["precision"] == 1
    assert found["relation_right"] == found["same_precision"] == found["discrepancy_recall"] == 0


def test_no_matches():
    found = figures([])
    assert found["precision"] is None
    assert found["recall"] == 0


def test_both_kinds_of_file(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(LABELS))
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, LABELS)) + "\n")
    assert pairs.read(tmp_path / "a.json") == pairs.read(tmp_path / "a.jsonl") == LABELS


@pytest.mark.parametrize("content", ["{", "[1]", '[{"a": {}}]', "7"])
def test_a_file_of_something_else(tmp_path, content):
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(Unreadable, match=r"a\.json holds no pairs"):
        pairs.read(tmp_path / "a.json")
