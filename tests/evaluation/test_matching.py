"""Claim retrieval: the figures' definitions, the folder's layout, the search that stands in."""

import pytest

from claims.evaluation import matching

DOCS = """id\tvclaim\ttitle
d1\tA shark swam up a flooded motorway in Houston.\tWas a Shark Seen on a Motorway?
d2\tThe mayor banned umbrellas on Tuesdays.\tDid a Mayor Ban Umbrellas?
d3\tA bakery sold 6,543 loaves in one hour.\t
"""
POSTS = """id\ttext
1\tNo umbrellas on Tuesday says the mayor https://t.co/x — Jo (@jo) May 3, 2019
2\tUnbelievable #SharkOnMotorway in Houston pic.twitter.com/abc
3\t6543 loaves sold by this bakery!
"""


def tasks(folder):
    """All of them, where nothing is wrong with any."""
    sentences = []
    found = list(matching.tasks(folder, say=sentences.append))
    assert not sentences
    return found


def said(folder):
    """What is said of the judgements that cannot be used."""
    sentences = []
    list(matching.tasks(folder, say=sentences.append))
    return "\n".join(sentences)


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "matching"
    inside.mkdir()
    (inside / "toy_docs.tsv").write_text(DOCS, encoding="utf-8")
    (inside / "toy_traindev_queries.tsv").write_text(POSTS, encoding="utf-8")
    (inside / "toy_train.qrels").write_text("1\t0\td2\t1\n2 0 d1 1\n9 0 d1 1\n", encoding="utf-8")
    (inside / "toy_dev.qrels").write_text("3 0 d3 1\n3 0 d1 0\n", encoding="utf-8")
    return tmp_path


def test_one_file_of_posts_serves_two_splits(folder):
    dev, train = tasks(folder)
    assert (dev.name, train.name) == ("toy_dev", "toy_train")
    assert [query.key for query in train.queries] == ["1", "2"]
    assert dev.queries[0].wanted == {"d3"}
    assert dev.documents is train.documents


def test_a_split_s_own_posts_come_first(folder):
    own = "id\ttext\n3\tBread.\n"
    (folder / "matching" / "toy_dev_queries.tsv").write_text(own, encoding="utf-8")
    dev, _ = tasks(folder)
    assert dev.queries[0].text == "Bread."


def test_the_right_claim_comes_first(folder):
    lines = list(matching.measure(tasks(folder)))
    assert {line.split for line in lines} == {"matching/toy_dev", "matching/toy_train"}
    assert {line.value for line in lines} == {1.0}
    assert {line.n for line in lines if line.split == "matching/toy_train"} == {2}


def test_candidates_come_from_the_search_that_is_given(folder):
    asked = []

    class First(matching.Index):
        def __init__(self, documents):
            asked.append(len(documents))
            super().__init__(documents)

        def candidates(self, text):
            return [0]

    lines = matching.measure(tasks(folder), searching=First)
    found = {(line.split, line.figure): line.value for line in lines}
    assert asked == [3]
    assert found["matching/toy_dev", "map_at_5"] == 0
    assert found["matching/toy_train", "candidates_recall"] == 0.5


def test_the_figures_by_hand():
    orders = [["a", "b", "c"], ["x", "y", "z", "q", "r", "c"]]
    found = matching.figures(orders, [frozenset("bc"), frozenset("c")])
    assert found["map_at_5"] == pytest.approx(((1 / 2 + 2 / 3) / 2 + 0) / 2)
    assert found["mrr"] == pytest.approx((1 / 2 + 1 / 6) / 2)
    assert found["precision_at_1"] == 0
    assert found["recall_at_5"] == 0.5
    assert found["candidates_recall"] == 1


def test_no_posts_no_figures():
    assert set(matching.figures([], []).values()) == {None}


@pytest.mark.parametrize("gone", ["toy_docs.tsv", "toy_traindev_queries.tsv"])
def test_a_file_that_is_not_there_is_named(folder, gone):
    (folder / "matching" / gone).unlink()
    assert "There is no file of" in said(folder)


def test_other_columns(folder):
    (folder / "matching" / "toy_docs.tsv").write_text("key\tclaim\n1\t2\n", encoding="utf-8")
    assert "toy_docs.tsv has not the columns id, vclaim" in said(folder)


def test_a_line_that_is_no_judgement(folder):
    (folder / "matching" / "toy_dev.qrels").write_text("3 d3\n", encoding="utf-8")
    assert "toy_dev.qrels: Line 1 of toy_dev.qrels" in said(folder)
