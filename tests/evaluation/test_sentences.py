"""Treebanks in CoNLL-U: the running text they stand for, and the sentence ends that agree."""

import pytest

from claims.evaluation import sentences
from claims.evaluation.results import Unreadable
from claims.evaluation.sentences import boundaries


def token(number, form, *, space=True):
    return "\t".join([number, form, *["_"] * 7, "_" if space else "SpaceAfter=No"])


FILE = "\n".join(
    [
        "# newdoc id = GUM_news_rain",
        "# newpar",
        "# sent_id = 1",
        "# text = It didn't rain.",
        token("1", "It"),
        token("2-3", "didn't"),
        token("2", "did"),
        token("3", "n't"),
        token("3.1", "really"),
        token("4", "rain", space=False),
        token("5", "."),
        "",
        "# text = Crops failed.",
        token("1", "Crops"),
        token("2", "failed", space=False),
        token("3", "."),
        "",
        "# newpar_block = figure",
        "# newpar",
        "# text = Why?",
        token("1", "Why", space=False),
        token("2", "?", space=False),
        "",
        "",
    ]
)


def test_it_rebuilds_the_running_text():
    (document,) = sentences.read(FILE)
    assert document.text == "It didn't rain. Crops failed.\n\nWhy?"
    assert [document.text[:end].rsplit(" ", 1)[-1] for end in document.ends] == [
        "rain.",
        "failed.",
        "failed.\n\nWhy?",
    ]


def test_it_tells_documents_apart():
    names = [document.name for document in sentences.read(FILE + FILE.replace("rain", "wind"))]
    assert names == ["GUM_news_rain", "GUM_news_wind"]


def test_it_refuses_what_holds_no_token():
    with pytest.raises(Unreadable):
        sentences.read("It rained.\n")


def test_it_counts_the_ends_that_agree():
    counted = boundaries([5, 9, 20], [5, 12, 15, 20])
    assert (counted.right, counted.found, counted.wanted) == (2, 4, 3)


@pytest.fixture
def figures(tmp_path):
    def measured(written):
        path = tmp_path / "gum.conllu"
        path.write_text(written)
        return {(line.split, line.figure): line.value for line in sentences.measure("gum", path)}

    return measured


def test_it_measures_a_treebank(figures):
    found = figures(FILE)
    assert found["gum", "boundary_f1"] == found["gum", "offsets_exact"] == 1.0
    assert found["gum", "boundary_f1_without_paragraphs"] == 1.0


def test_it_shows_the_news_apart_from_other_texts(figures):
    found = figures(FILE + FILE.replace("GUM_news_rain", "GUM_vlog_rain"))
    assert ("gum:news", "boundary_f1") in found
    assert ("gum:news", "boundary_f1") not in figures(FILE)
