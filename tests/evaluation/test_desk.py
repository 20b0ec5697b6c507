"""A desk's labels: what counts as the same name and figure, and what the figures count."""

import json

import pytest

from claims.evaluation import desk, labels, names
from claims.evaluation.labels import LabelledFigure
from claims.evaluation.results import Unreadable
from claims.text.figures import Figure

TEXT = (
    "Share this article\n"
    "The city spent £12m on the bridge in 2021, Jane Smith said. "
    "It reportedly lost 40 buses in the flood.\n"
    "Who pays? Nobody at the town hall would say.\n"
)


def label(text, kind="claim", worth=0, *, hedged=False, figures=(), attribution=()):
    start = TEXT.index(text)
    return {
        "article": "bridge.txt",
        "start": start,
        "end": start + len(text),
        "text": text,
        "kind": kind,
        "worth": worth,
        "hedged": hedged,
        "figures": list(figures),
        "attribution": list(attribution),
    }


LABELS = [
    label("Share this article", "boilerplate"),
    label(
        "The city spent £12m on the bridge in 2021, Jane Smith said.",
        worth=2,
        figures=["12 million GBP", "2021"],
        attribution=["Ms Smith"],
    ),
    label("It reportedly lost 40 buses in the flood.", worth=1, hedged=True, figures=["40 buses"]),
    label("Who pays?", "not_claim"),
]


@pytest.fixture
def read(tmp_path):
    """The labels of bridge.txt as they are read from a file of these lines."""

    def reading(lines):
        path = tmp_path / "labelled.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        return labels.read(path)["bridge.txt"]

    return reading


def figures_of(lines):
    return {
        line.figure: line.value
        for line in desk.measure("desk/x", [desk.judge("bridge.txt", TEXT, lines)])
    }


def test_it_measures_an_article(read):
    found = figures_of(read(LABELS))
    assert found["must_check_found"] == found["claims_found"] == 1.0
    assert found["extracted_are_claims"] == found["spans_exact"] == 1.0
    assert found["furniture_extracted"] == 0
    assert found["must_check_ap"] == 1.0
    assert found["hedged_f1"] == 1.0
    assert (found["attribution_found"], found["wrongly_attributed"]) == (1.0, 0.0)
    assert found["figures_found"] == 1.0


def test_it_counts_what_is_wrong(read):
    wrong = [
        {**LABELS[0], "kind": "claim", "worth": 2},
        {**LABELS[1], "kind": "boilerplate", "worth": 0},
        {**LABELS[2], "hedged": False, "figures": ["41 buses"], "attribution": ["the mayor"]},
    ]
    found = figures_of(read(wrong))
    assert found["must_check_found"] == found["must_check_ap"] == 0.0
    assert (found["extracted_are_claims"], found["furniture_extracted"]) == (0.5, 1)
    assert found["hedged_precision"] == found["figures_found"] == found["attribution_found"] == 0.0


def test_a_claim_outside_every_label_is_not_judged(read):
    assert figures_of(read(LABELS[:2]))["extracted_are_claims"] == 1.0


def test_a_worth_that_is_left_open_is_not_ranked(read):
    left_open = [LABELS[1], {**LABELS[2], "worth": None}]
    (line,) = [
        line
        for line in desk.measure("x", [desk.judge("bridge.txt", TEXT, read(left_open))])
        if line.figure == "must_check_ap"
    ]
    assert (line.value, line.n) == (1.0, 1)


def test_rich_labels_are_met_by_their_place(read):
    start = TEXT.index("£12m")
    rich = {
        **LABELS[1],
        "figures": [{"start": start, "end": start + 4, "text": "£12m", "low": 12e6}],
        "attribution": [{"source": "she", "resolved": "Jane Smith", "cue": "said", "outlet": ""}],
    }
    found = figures_of(read([rich]))
    assert (found["figures_found"], found["attribution_found"]) == (1.0, 1.0)


def test_a_line_ends_where_json_lines_end(tmp_path):
    written = [{**LABELS[0], "text": "Share\u2028this\x85article"}, LABELS[1]]
    rows = "\r\n".join(json.dumps(row, ensure_ascii=False) for row in written)
    (tmp_path / "labels.jsonl").write_bytes(rows.encode())

    found = labels.read(tmp_path / "labels.jsonl")

    assert [label.text for label in found["bridge.txt"]] == [row["text"] for row in written]


def test_it_counts_labels_that_do_not_fit_the_text(read):
    assert desk.misplaced(TEXT, read(LABELS)) == 0
    assert desk.misplaced(TEXT, read([{**LABELS[1], "start": 3}])) == 1


@pytest.mark.parametrize("line", ["{", "[]", '{"article": "a", "kind": "claim"}', '{"kind": 1}'])
def test_it_refuses_what_is_no_label(tmp_path, line):
    path = tmp_path / "labelled.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(Unreadable, match="line 1"):
        labels.read(path)


@pytest.mark.parametrize(
    ("one", "other", "whether"),
    [
        ("Mr Matvienko", "Vitaliy Matvienko", True),
        ("Matviyenko", "Vitaliy Matvienko", True),
        ("the BBC", "BBC", True),
        ("One soldier", "a Russian", False),
        ("Svitlana", "BBC", False),
        ("The", "the", True),
        ("", "BBC", False),
    ],
)
def test_names_are_the_same_or_not(one, other, whether):
    assert names.same(one, other) is names.same(other, one) is whether


@pytest.mark.parametrize(
    ("words", "figure", "whether"),
    [
        ("<=100 people/day", Figure(0, 1, "Up to 100", "count", high=100.0), True),
        ("<=100 people/day", Figure(0, 1, "Up to 10", "count", high=10.0), False),
        ("24-hour", Figure(0, 1, "24-hour", "duration", low=24.0, high=24.0), True),
        ("2022-11-30", Figure(0, 1, "30/11/2022", "date", date="2022-11-30"), True),
        ("2022-11", Figure(0, 1, "30/11/2022", "date", date="2022-11-30"), True),
        ("2022-11-30", Figure(0, 1, "2021", "date", date="2021"), False),
        ("$1.6bn", Figure(0, 1, "£1.6 billion", "money", low=1.6e9, high=1.6e9), True),
        ("dozens of people", Figure(0, 1, "Dozens", "count", low=24.0, high=99.0), True),
    ],
)
def test_a_figure_in_words_is_met_by_value(words, figure, whether):
    assert LabelledFigure(words, None).is_met_by(figure) is whether
