"""An article's claims as comparing them needs them: words, figures and vectors, read once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from claims.text import aligning, embeddings, periods, quantities, terms
from claims.text.alignment import Words
from claims.text.embeddings import SIZE
from claims.text.figures import Figure
from claims.text.reports import Report
from claims.text.terms import Term

# Of a claim so many figures are compared at most.
MOST_FIGURES = 12
# So much of what stands before a claim tells what its "they" are.
_BEFORE = 200
_GRAM = 4
# How much less a month or a year tells than a day does.
_DAY, _MONTH, _YEAR = 1.0, 0.5, 0.3


@dataclass(frozen=True)
class Side:
    """The claims of one article in the order of its text, with their vectors (claims, 384), and
    of each those of its content words, int8 as in `embeddings.Embedded`.
    """

    reports: tuple[Report, ...]
    vectors: np.ndarray
    word_vectors: tuple[np.ndarray, ...]

    @cached_property
    def words(self) -> list[tuple[Term, ...]]:
        """Of each claim its content words; numbers are in `figures`."""
        return [
            tuple(term for term in terms.find(report.wording) if not term.is_number)
            for report in self.reports
        ]

    @cached_property
    def in_context(self) -> list[Words]:
        """Of each claim its content words and numbers with their vectors, as far as it has any."""
        found = []
        for report, whole in zip(self.reports, self.word_vectors, strict=True):
            vectors = whole.astype(np.float32)
            vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1.0)
            stems = [term.stem for term in terms.find(report.wording)[: len(vectors)]]
            found.append(Words(stems, vectors[: len(stems)]))
        return found

    @cached_property
    def stems(self) -> list[frozenset[str]]:
        return [frozenset(term.stem for term in words) for words in self.words]

    @cached_property
    def with_context(self) -> list[frozenset[str]]:
        """The same with the words that stand before the claim."""
        return [
            own | {term.stem for term in terms.find(report.before[-_BEFORE:]) if not term.is_number}
            for own, report in zip(self.stems, self.reports, strict=True)
        ]

    @cached_property
    def phrases(self) -> list[frozenset[str]]:
        """Of each claim the pairs of content words that follow one another."""
        return [
            frozenset(f"{one.stem} {other.stem}" for one, other in pairwise(words))
            for words in self.words
        ]

    @cached_property
    def grams(self) -> list[frozenset[str]]:
        """Of each claim the runs of four characters in its content words."""
        return [frozenset(_grams(words)) for words in self.words]

    @cached_property
    def figures(self) -> list[tuple[Figure, ...]]:
        return [report.figures[:MOST_FIGURES] for report in self.reports]

    @cached_property
    def quantities(self) -> list[aligning.Side]:
        """Of each claim its quantities and dates, read so that those of one thing can be found."""
        return [
            aligning.Side(report, quantities.read(report), periods.read(report))
            for report in self.reports
        ]

    @cached_property
    def values(self) -> list[dict[str, float]]:
        """Of each claim its numbers ("#6500") and how rare each is."""
        return [
            {
                key: terms.rarity(key)
                for figure in figures
                if figure.kind != "date"
                for number in (figure.low, figure.high)
                if number is not None
                for key in [f"#{number:.10g}"]
            }
            for figures in self.figures
        ]

    @cached_property
    def dates(self) -> list[dict[str, float]]:
        """Of each claim its days ("09-18"), months and years, and how much each tells."""
        return [dict(sorted(_dates(figures), key=lambda each: each[1])) for figures in self.figures]


def read(reports: Sequence[Report], vectors: np.ndarray, words: Sequence[np.ndarray]) -> Side:
    """The claims of one article; `vectors` has the row of `embeddings.embed` for each, and `words`
    the vectors of its content words.
    """
    rows = np.asarray(vectors, np.float32).reshape(len(reports), SIZE)
    return Side(tuple(reports), rows, tuple(words))


def embed(reports: Sequence[Report]) -> Side:
    """The claims of one article, embedded here and now. Raises `loading.ReaderBroken`."""
    embedded = embeddings.read([report.wording for report in reports])
    vectors = np.array([each.vector for each in embedded], np.float32)
    return read(reports, vectors, [each.words for each in embedded])


def _grams(words: Sequence[Term]) -> Iterator[str]:
    line = f" {' '.join(term.word.lower() for term in words)} "
    return (line[at : at + _GRAM] for at in range(len(line) - _GRAM + 1))


def _dates(figures: Sequence[Figure]) -> Iterator[tuple[str, float]]:
    for figure in figures:
        if figure.kind != "date" or not figure.date:
            continue
        bare = figure.date.startswith("--")
        year, *rest = ["", *figure.date[2:].split("-")] if bare else figure.date.split("-")
        if len(rest) > 1:
            yield f"{rest[0]}-{rest[1]}", _DAY
        if rest:
            yield f"{rest[0]}-", _MONTH
        if year and not figure.completed:
            yield year, _YEAR
