"""`manage.py analyse`: the JSON that DESIGN.md fixes, the listing, and clear refusals."""

import json

import pytest
from django.core.management import CommandError, call_command

from claims.management.commands.analyse import Command

TEXT = (
    "Bridge to shut\r\nRepairs will cost £12.4m, the council said. “Who pays?”\r\n"
    "Photo: Jane Doe\r\n"
)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_bytes(TEXT.encode())
    return path


def run(capsys, *arguments):
    call_command(Command(), *arguments)
    return capsys.readouterr().out


def test_it_prints_the_agreed_json(article, capsys):
    (row,) = json.loads(run(capsys, str(article), "--json"))
    assert set(row) == {"article", "claims", "skipped"}
    assert row["article"] == "bridge.txt"
    (claim,) = row["claims"]
    assert TEXT[claim["start"] : claim["end"]] == claim["text"]
    assert (claim["claimant"], claim["cue"], claim["outlet"], claim["quoted"]) == (
        "the council",
        "said",
        "",
        False,
    )
    (figure,) = claim["figures"]
    assert {"start", "end", "text", "kind", "low", "high", "unit", "qualifier", "date"} <= set(
        figure
    )
    assert (figure["low"], figure["unit"]) == (12.4e6, "GBP")
    assert [TEXT[s["start"] : s["end"]] for s in row["skipped"]] == [
        "Bridge to shut",
        "Photo: Jane Doe",
    ]


def test_it_lists_claims_for_people(article, capsys):
    printed = run(capsys, str(article))
    assert "Repairs will cost £12.4m." in printed
    assert "said by the council" in printed
    assert "skipped, photo credit or caption: Photo: Jane Doe" in printed


def test_a_folder_is_all_its_texts(article, capsys):
    (article.parent / "b.txt").write_text("It rained for 3 days.")
    names = [row["article"] for row in json.loads(run(capsys, str(article.parent), "--json"))]
    assert names == ["b.txt", "bridge.txt"]


def test_a_byte_order_mark_is_no_character(tmp_path, capsys):
    path = tmp_path / "bom.txt"
    path.write_bytes(b"\xef\xbb\xbfIt rained for 3 days.")
    (row,) = json.loads(run(capsys, str(path), "--json"))
    assert row["claims"][0]["start"] == 0


def test_the_articles_date_completes_years(article, capsys):
    article.write_text("The bridge was shut on 3 January.")
    (row,) = json.loads(run(capsys, str(article), "--json", "--published", "2024-03-14"))
    assert row["claims"][0]["figures"][0]["date"] == "2024-01-03"


@pytest.mark.parametrize(
    ("content", "arguments", "sentence"),
    [
        (b"\xff\xfe", [], "not UTF-8"),
        (None, [], "no such file"),
        (b"Hi", ["--published", "soon"], "not a date"),
    ],
)
def test_it_refuses_with_a_sentence(tmp_path, content, arguments, sentence):
    path = tmp_path / "article.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        call_command(Command(), str(path), *arguments)


def test_an_empty_folder_is_said_to_be_empty(tmp_path):
    with pytest.raises(CommandError, match=r"no \.txt file"):
        call_command(Command(), str(tmp_path))
