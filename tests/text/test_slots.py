"""What a claim denies, asserts and leaves open, read without a parser."""

import pytest

from claims.text import figures, hedges, slots
from claims.text.reports import Report


def read(text: str) -> slots.Slots:
    return slots.read(
        Report(
            start=0,
            end=len(text),
            text=text,
            wording=text,
            hedges=hedges.find(text),
            figures=figures.find(text),
        )
    )


def denied(text: str) -> list[str]:
    found = read(text)
    return [found.words[at].low for at in sorted(found.denied) if at not in found.unclear]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The minister did not resign.", ["resign"]),
        ("The minister hasn’t resigned.", ["resigned"]),
        ("The line cannot be reached.", ["reached"]),
        ("It is impossible to call the number.", ["call"]),
        ("The firm failed to inform the mayor.", ["inform"]),
        ("Nobody died.", ["died"]),
        ("No one was hurt.", ["hurt"]),
        ("There were no new arrests.", ["arrests"]),
        ("The pilot did not have a valid licence.", ["licence"]),
        ("The bridge is no longer safe.", ["safe"]),
        ("He left without paying.", ["paying"]),
        ("He did not fail to pay.", []),
        ("The army denied striking the bridge.", ["striking", "bridge"]),
        ("The bridge is safe.", []),
        # What cannot be told.
        ("He was not only fined but jailed.", []),
        ("The pool has not yet opened.", []),
        ("Nobody has yet been fined.", []),
        ("The pool did not open until May.", []),
        ("Not all of them were freed.", []),
        ("It is not as high as the tower.", []),
        ("He never said that he had lost.", []),
        ("They may not have fled.", []),
    ],
)
def test_it_finds_what_is_denied(text: str, words: list[str]) -> None:
    assert denied(text) == words


@pytest.mark.parametrize(
    ("text", "word", "asserts"),
    [
        ("The dam failed.", "failed", True),
        ("If the dam failed, the town is lost.", "failed", False),
        ("If the dam failed, the town is lost.", "lost", False),
        ("Did the dam fail?", "fail", False),
        ("The dam failed. Did the town know?", "failed", True),
        ("The dam reportedly failed.", "failed", False),
        ("He asked whether the dam failed.", "failed", False),
    ],
)
def test_it_knows_what_is_asserted(text: str, word: str, asserts: bool) -> None:
    found = read(text)
    at = next(at for at, one in enumerate(found.words) if one.low == word)
    assert found.asserts(at) is asserts


@pytest.mark.parametrize(
    ("text", "word", "mode"),
    [
        ("The bridge opened.", "opened", ""),
        ("The bridge will open.", "open", "will"),
        ("The bridge may open.", "open", "may"),
        ("The bridge can be opened.", "opened", "able"),
        ("It is possible to open the bridge.", "open", "able"),
        ("It is impossible to open the bridge.", "open", "able"),
        ("They want to open the bridge.", "open", "to"),
        ("They failed to open the bridge.", "open", ""),
        ("They must open the bridge.", "open", "must"),
    ],
)
def test_it_reads_the_modal(text: str, word: str, mode: str) -> None:
    found = read(text)
    at = next(at for at, one in enumerate(found.words) if one.low == word)
    assert found.mode(at) == mode


def test_one_country_has_one_stem() -> None:
    found = read("Russians say Moscow’s and Russia's laws are Russian.")
    assert [word.low for word in found.words if word.stem == "russia"] == [
        "russians", "moscow's", "russia's", "russian",
    ]  # fmt: skip


def test_offsets_are_into_the_article() -> None:
    text = "The bridge is not open."
    found = slots.read(Report(start=100, end=100 + len(text), text=text, wording=text))
    assert found.phrase(2, 5) == "is not open"
    assert (found.span(2, 5).start, found.span(2, 5).end) == (111, 122)
