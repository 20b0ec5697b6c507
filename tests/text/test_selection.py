"""What the words that a person picked out hold: any words, wherever they stand."""

import pytest

from claims.text import reader, selection

WORDS = [
    # (words, names of reasons among those found)
    ("The city spent £12m on the bridge.", {"figure"}),
    # Half a sentence, as people mark it.
    ("spent £12m on", {"figure"}),
    ("I think it is ugly.", {"opinion"}),
    # Two sentences: what either holds counts.
    ("It is ugly.\nIt was opened on 3 May 2021.", {"date"}),
]


@pytest.mark.parametrize(("words", "names"), WORDS)
def test_it_finds_the_reasons_after_the_person_s_own(words, names):
    found = selection.read(words)

    assert found.reasons[0].name == "picked out by hand"
    assert names <= {reason.name for reason in found.reasons[1:]}
    assert (found.reader, found.model) == (reader.read([words])[0].must, reader.version())


def test_offsets_are_those_of_the_article():
    article = "Mind you: it reportedly lost 40 buses."
    start = article.index("it")

    found = selection.read(article[start:], start)

    for span in (*found.figures, *found.hedges):
        assert article[span.start : span.end] == span.text
    assert [span.text for span in (*found.figures, *found.hedges)] == ["40 buses", "reportedly"]


@pytest.mark.parametrize("words", ["!", "\0", "\ud800", "«»", "\u202e1", "1" * 5000, "a " * 2500])
def test_it_reads_any_words(words):
    assert selection.read(words).reasons[0].name == "picked out by hand"
