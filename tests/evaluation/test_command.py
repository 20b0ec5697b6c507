"""`manage.py evaluate`: JSON lines for what a folder holds, clear sentences for the rest."""

import json
import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from claims.management.commands.evaluate import Command

TABLE = "id\ttext\tlabel\n1\tThe council spent £2m in 2021.\t1\n2\tThank you.\t0\n"
TREEBANK = "1\tRain" + "\t_" * 8 + "\n2\tfell" + "\t_" * 7 + "\tSpaceAfter=No\n3\t." + "\t_" * 8
TEXT = "The council spent £2m in 2021, Jane Smith said.\n"
LABEL = {
    "article": "council.txt",
    "start": 0,
    "end": len(TEXT) - 1,
    "text": TEXT.strip(),
    "kind": "claim",
    "worth": 2,
    "hedged": False,
    "figures": ["2 million"],
    "attribution": ["Jane Smith"],
}


@pytest.fixture
def data(tmp_path):
    """One split of each kind, in the layout data sets are handed out in."""
    root = tmp_path / "data"
    for folder in ("checkworthy", "attribution/dev/text", "attribution/dev/attributions", "seeds"):
        (root / folder).mkdir(parents=True)
    (root / "checkworthy/ct_dev.tsv").write_text(TABLE)
    (root / "attribution/dev/text/a.txt").write_text(TEXT)
    (root / "attribution/dev/attributions/a_4b22.ann").write_text(
        "T1\tSource 31 41\tJane Smith\nT2\tCue 42 46\tsaid\nE1\tAttribution:T2 Cue:T2 Source:T1\n"
    )
    (root / "labelled-1.jsonl").write_text(json.dumps(LABEL) + "\n")
    (root / "seeds/council.txt").write_text(TEXT)
    (root / "gum.conllu").write_text(TREEBANK + "\n\n")
    return root


@pytest.fixture
def evaluate(capsys):
    """What the command prints: its lines by split and figure, and what it says beside them."""

    def run(*arguments):
        call_command(Command(), *arguments)
        printed = capsys.readouterr()
        rows = [json.loads(line) for line in printed.out.splitlines()]
        assert all(list(row) == ["split", "figure", "value", "n"] for row in rows)
        return {(row["split"], row["figure"]): row["value"] for row in rows}, printed.err

    return run


def test_it_measures_every_kind_of_data(data, evaluate):
    figures, said = evaluate("--data", str(data))
    assert figures["checkworthy/ct_dev", "ap"] == 1.0
    assert figures["attribution/dev", "end_to_end_f1"] == 1.0
    assert figures["desk/labelled-1", "must_check_found"] == 1.0
    assert figures["sentences/gum", "boundary_f1"] == 1.0
    assert figures["speed/labelled", "sentences_per_second"] > 0
    assert ("speed/process", "resident_megabytes_after_loading") in figures
    assert said == ""


@pytest.mark.parametrize(
    ("part", "split"),
    [
        ("checkworthy", "checkworthy/ct_dev"),
        ("checkworthy/ct_dev.tsv", "checkworthy/ct_dev"),
        ("attribution/dev", "attribution/dev"),
        ("attribution/dev/attributions", "attribution/dev"),
        ("gum.conllu", "sentences/gum"),
        ("labelled-1.jsonl", "desk/labelled-1"),
    ],
)
def test_a_part_has_the_same_split(data, evaluate, part, split):
    figures, said = evaluate("--data", str(data / part))
    assert split in {name for name, _ in figures}
    assert said == ""


def test_texts_and_annotations_may_lie_side_by_side(tmp_path, data, evaluate):
    flat = tmp_path / "test"
    flat.mkdir()
    for path in data.rglob("a*.*"):
        shutil.copy(path, flat)
    assert evaluate("--data", str(flat))[0]["attribution/test", "cue_f1"] == 1.0


def test_articles_of_ours_are_known_by_name(tmp_path, evaluate):
    seed = sorted((settings.BASE_DIR / "seeds").glob("*.txt"))[0]
    start = len(seed.read_text()) // 2
    text = seed.read_bytes().decode()[start : start + 40]
    row = {**LABEL, "article": seed.name, "start": start, "end": start + 40, "text": text}
    (tmp_path / "labelled.jsonl").write_text(json.dumps(row))
    figures, said = evaluate("--data", str(tmp_path))
    assert figures["desk/labelled", "spans_exact"] == 1.0
    assert said == ""


def test_several_files_of_labels_are_shown_together_too(data, evaluate):
    shutil.copy(data / "labelled-1.jsonl", data / "labelled-2.jsonl")
    figures, _ = evaluate("--data", str(data))
    assert figures["desk/all", "must_check_found"] == 1.0


def test_broken_files_do_not_stop_the_rest(data, evaluate):
    (data / "checkworthy/broken.tsv").write_bytes(b"\xff\xfe")
    (data / "labelled-broken.jsonl").write_text("{")
    (data / "labelled-lost.jsonl").write_text(json.dumps({**LABEL, "article": "../lost.txt"}))
    (data / "attribution/dev/attributions/alone.ann").write_text("")
    (data / "empty.conllu").write_text("")
    (data / "a.qrels").write_text("1 0 2 1")
    figures, said = evaluate("--data", str(data))
    assert figures["sentences/gum", "boundary_f1"] == 1.0
    assert sorted(line.partition(":")[0] for line in said.splitlines()) == [
        "a.qrels",
        "alone.ann",
        "broken.tsv",
        "empty.conllu",
        "labelled-broken.jsonl",
        "labelled-lost.jsonl",
    ]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("far.jsonl", json.dumps({**LABEL, "start": float("inf")}), "no label of a sentence"),
        ("deep.jsonl", "[" * 200_000, "no label of a sentence"),
        ("long.jsonl", json.dumps({**LABEL, "article": "x" * 5000}), "nowhere to be found"),
        ("array.jsonl", json.dumps([LABEL]), "no label of a sentence"),
        ("range.conllu", "1-x\tRain" + "\t_" * 8, "no token"),
        ("power.conllu", f"{'9' * 5000}\tRain" + "\t_" * 8, "no token"),
        ("far.ann", f"T1\tCue 0 {'9' * 5000}\tThe\n", "no line is a span"),
        ("junk.ann", "\0\x01\x02", "no line is a span"),
    ],
)
def test_what_nobody_can_read_is_said_in_a_sentence(tmp_path, capsys, name, content, sentence):
    (tmp_path / name).write_text(content)
    (tmp_path / "far.txt").write_text(TEXT)
    (tmp_path / "junk.txt").write_text(TEXT)
    with pytest.raises(CommandError, match="no labelled data"):
        call_command(Command(), "--data", str(tmp_path))
    printed = capsys.readouterr()
    assert printed.out == ""
    assert name in printed.err
    assert sentence in printed.err


def test_a_meaning_can_be_given(data, evaluate):
    figures, _ = evaluate("--data", str(data / "checkworthy"), "--meaning", "ct=verifiable")
    assert figures["checkworthy/ct_dev", "ap"] == 1.0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--data", "nowhere"], "no such folder"),
        (["--data", "."], "no labelled data"),
        (["--data", ".", "--meaning", "ct=certain"], "NAME=WHAT"),
    ],
)
def test_it_refuses_with_a_sentence(tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match=sentence):
        call_command(Command(), *arguments)
