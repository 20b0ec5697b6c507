"""How likely two claims of different articles are about the same fact, and why.

A logistic model over `features` and, for what may be about one fact, `looking`; its weights in
`weights/matching.json`, fitted by `claims.training.likeness` on reports of invented events whose
pairs were labelled by hand.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from claims.text import features, loading, looking, reasons
from claims.text.sides import Side

WEIGHTS = loading.WEIGHTS / "matching.json"


@dataclass(frozen=True, slots=True)
class Likeness:
    """score: the chance, 0 to 1, that two claims are about the same fact. why: what speaks for
    it, in words for a desk, the strongest reason first; never empty.
    """

    score: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class Laid:
    """Two articles side by side. `scores` is float64 (claims of one, claims of the other)."""

    one: Side
    other: Side
    scores: np.ndarray

    def likeness(self, row: int, column: int) -> Likeness:
        """How claim `row` of the one and claim `column` of the other compare."""
        why = reasons.find(self.one, row, self.other, column)
        return Likeness(float(self.scores[row, column]), why)

    def at_least(self, score: float) -> Iterator[tuple[int, int]]:
        """The pairs (row, column) with this score or a higher one, in the order of the texts."""
        for row, column in zip(*np.nonzero(self.scores >= score), strict=True):
            yield int(row), int(column)


def lay(one: Side, other: Side) -> Laid:
    """Compare every claim of one article with every claim of another.

    A function of the two articles alone, and exactly symmetric: `lay(other, one).scores` is the
    transpose. Takes time and memory in proportion to the product of the numbers of claims: cut
    what has more than a few hundred. Never raises on any text.
    """
    if not one.reports or not other.reports:
        return Laid(one, other, np.zeros((len(one.reports), len(other.reports))))
    # Sums in another order differ in their last bits: so one order, whoever asks; and where the
    # two cannot be told apart, both.
    turned = _key(other) < _key(one)
    first, second = (other, one) if turned else (one, other)
    model = _model(WEIGHTS)
    log_odds = model.base + features.measure(first, second) @ model.weights
    log_odds = log_odds + looking.measure(first, second, log_odds) @ model.looks
    if _key(other) == _key(one):
        log_odds = (log_odds + log_odds.T) / 2
    scores = 1 / (1 + np.exp(-log_odds))
    return Laid(one, other, scores.T if turned else scores)


@dataclass(frozen=True, slots=True)
class _Model:
    base: float
    weights: np.ndarray
    looks: np.ndarray


@cache
def _model(path: Path) -> _Model:
    held: Mapping[str, float] = json.loads(path.read_text(encoding="utf-8"))
    weights, looks = (
        np.array([held[name] for name in names]) for names in (features.FEATURES, looking.LOOKS)
    )
    return _Model(held["base"], weights, looks)


def _key(side: Side) -> list[tuple[str, int]]:
    return [(report.text, report.start) for report in side.reports]
