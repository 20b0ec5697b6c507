"""Reports of one event with labelled pairs: measured as they lie in a folder."""

import json
from pathlib import Path

import pytest

from claims.evaluation import folder, reports
from claims.evaluation.results import Unreadable

ONE = "The ferry Alma sank off the island on 3 May. More than 400 people were aboard."
OTHER = "The ferry Alma went down off the island on 3 May. There were 412 people aboard."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "1.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "2.txt").write_text(OTHER, encoding="utf-8")
    cut = ONE.index("More"), OTHER.index("There")
    labelled = [
        {"a": {"article": "1.txt", "start": a, "end": b}, "b": {"article": "2.txt", "start": c,
         "end": d}, "relation": relation, "sure": True}
        for a, b, c, d, relation in (
            (0, cut[0] - 1, 0, cut[1] - 1, "same"),
            (cut[0], len(ONE), cut[1], len(OTHER), "compatible"),
        )
    ]  # fmt: skip
    lines = "\n".join(map(json.dumps, labelled))
    (tmp_path / "pairs.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def test_what_the_product_makes_of_them_is_measured(data: Path) -> None:
    said: list[str] = []

    lines = folder.measure(data, say=said.append, meanings={}, texts=data)

    figures = {line.figure: line.value for line in lines if line.split == f"reports/{data.name}"}
    assert figures["precision"] == figures["recall"] == figures["relation_right"] == 1.0
    assert said == []


def test_what_holds_no_pairs_is_said(data: Path) -> None:
    (data / "pairs.jsonl").write_text('{"a": 1}', encoding="utf-8")

    with pytest.raises(Unreadable, match="holds no pairs"):
        list(reports.measure("split", data / "pairs.jsonl"))
