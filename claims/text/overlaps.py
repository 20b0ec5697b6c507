"""What the claims of two articles share, weighed by how rarely the two articles say it.

Five articles on one hotline share most of their words, and those tell nothing: a term's weight
falls with the number of claims, of these two articles alone, that it stands in.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

# How many claims hold a term, and how many there are, to its weight.
Weigh = Callable[[str, float], float]
# Keeps two claims of one word each from being alike because of it.
_FLOOR = 0.25


@dataclass(frozen=True, slots=True)
class Overlap:
    """Matrices (claims of one article, claims of the other).

    cosine: shared weight over the geometric mean of both claims' weights. short: over the weight
    of the lighter claim, so that a fact inside a longer sentence counts in full. total: the shared
    weight itself. top: that of the rarest shared term.
    """

    cosine: np.ndarray
    short: np.ndarray
    total: np.ndarray
    top: np.ndarray


def measure(
    one: Sequence[Collection[str]], other: Sequence[Collection[str]], weigh: Weigh
) -> Overlap:
    """How much of the terms of each claim of `one` stand in each of `other`.

    `weigh` gets a term and its `scarcity` and gives its weight. Takes time in proportion to the
    terms, and to the number of shared terms times the claims.
    """
    counted = Counter(term for claim in (*one, *other) for term in set(claim))
    claims = len(one) + len(other)
    weights = {term: weigh(term, scarcity(held, claims)) for term, held in counted.items()}
    shared = sorted(_all(one) & _all(other))
    column = {term: at for at, term in enumerate(shared)}
    rare = np.array([weights[term] for term in shared], np.float64)
    left, right = _held(one, column), _held(other, column)
    total = (left * rare) @ right.T
    top = np.zeros_like(total)
    for at, weight in enumerate(rare):
        where = np.ix_(left[:, at].nonzero()[0], right[:, at].nonzero()[0])
        top[where] = np.maximum(top[where], weight)
    rows = np.array([sum(weights[term] for term in sorted(set(claim))) for claim in one])[:, None]
    columns = np.array([sum(weights[term] for term in sorted(set(claim))) for claim in other])
    return Overlap(
        cosine=total / np.sqrt((rows + _FLOOR) * (columns + _FLOOR)),
        short=total / (np.minimum(rows, columns) + _FLOOR),
        total=total,
        top=top,
    )


def scarcity(held: float, claims: int) -> float:
    """1 for what stands in one claim of `claims`, near 0 for what stands in all of them."""
    return math.log((claims + 1) / max(held, 1.0)) / math.log(claims + 1)


def _all(claims: Iterable[Collection[str]]) -> set[str]:
    return {term for claim in claims for term in claim}


def _held(claims: Sequence[Collection[str]], column: dict[str, int]) -> np.ndarray:
    held = np.zeros((len(claims), len(column)), np.float64)
    for row, claim in enumerate(claims):
        held[row, [column[term] for term in claim if term in column]] = 1
    return held
