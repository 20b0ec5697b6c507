"""Which words of two claims mean the same in their context, and how telling that is.

Every content word is laid beside the nearest one of the other claim, as in late interaction
(Khattab & Zaharia 2020) and greedy matching (Zhang et al. 2020). Inside one story most words have
a near one in every claim: so what counts is how much nearer it is than in the other article's
claims on the whole, and how rarely the two articles say it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

# The cosine to a claim without content words.
_LEAST = -0.1
# Keeps a claim of few words from counting for much: so many words are added to its own.
_FEW = 0.3
_TINY = 1e-6
_MOST_TELLING = 3
# An article of few claims says little of what is usual: so many claims are added to it, to which a
# word has this cosine, the mean between words of claims that have nothing in common.
_UNSEEN, _USUAL = 6, 0.27


@dataclass(frozen=True, slots=True)
class Words:
    """The content words of one claim: their stems, and float32 (words, dimensions) of length 1."""

    stems: Sequence[str]
    vectors: np.ndarray


def measure(
    one: Sequence[Words], other: Sequence[Words], weights: Mapping[str, float]
) -> list[np.ndarray]:
    """What aligning says of each pair of claims: nine arrays (claims of one, claims of the other).

    The mean cosine of the aligned words, weighed by `weights` of their stems, as the mean of both
    sides, the higher and the lower; how far above the other article's claims, as a sum, a mean and
    the higher of both; and the same for the first, second and third most telling word.
    `measure(other, one)` gives the transposes.
    """
    here, there = _flat(one, weights), _flat(other, weights)
    cosines = here.vectors @ there.vectors.T
    left = _side(_best(cosines, there.counts), here)
    right = _side(_best(cosines.T, here.counts), there).turned
    return [
        (left.mean + right.mean) / 2,
        np.maximum(left.mean, right.mean),
        np.minimum(left.mean, right.mean),
        np.minimum(left.above, right.above),
        (left.above / (left.weight + _TINY) + right.above / (right.weight + _TINY)) / 2,
        np.maximum(left.above / (left.weight + _FEW), right.above / (right.weight + _FEW)),
        *np.minimum(left.telling, right.telling),
    ]


@dataclass(frozen=True, slots=True)
class _Flat:
    """The words of all claims of an article in a row; `counts` says how many each claim has."""

    vectors: np.ndarray
    weights: np.ndarray
    counts: list[int]


@dataclass(frozen=True, slots=True)
class _Side:
    """(claims, claims of the other), `telling` with a first axis of three."""

    mean: np.ndarray
    above: np.ndarray
    weight: np.ndarray
    telling: np.ndarray

    @property
    def turned(self) -> "_Side":
        return _Side(self.mean.T, self.above.T, self.weight.T, self.telling.transpose(0, 2, 1))


def _flat(claims: Sequence[Words], weights: Mapping[str, float]) -> _Flat:
    return _Flat(
        np.concatenate([claim.vectors for claim in claims]),
        np.array([weights[stem] for claim in claims for stem in claim.stems], np.float32),
        [len(claim.stems) for claim in claims],
    )


def _best(cosines: np.ndarray, counts: Sequence[int]) -> np.ndarray:
    """Of each word the cosine to the nearest word of each claim of the other article."""
    found = np.full((len(cosines), len(counts)), _LEAST, np.float32)
    at = 0
    for claim, count in enumerate(counts):
        if count:
            found[:, claim] = cosines[:, at : at + count].max(1)
        at += count
    return found


def _side(best: np.ndarray, words: _Flat) -> _Side:
    weighed = best * words.weights[:, None]
    usual = (best.sum(1, keepdims=True) + _UNSEEN * _USUAL) / (best.shape[1] + _UNSEEN)
    above = np.maximum(best - usual, 0) * words.weights[:, None]
    shape = (len(words.counts), best.shape[1])
    mean, total = np.zeros((2, *shape), np.float32)
    telling = np.zeros((_MOST_TELLING, *shape), np.float32)
    weight = np.zeros((len(words.counts), 1), np.float32)
    at = 0
    for claim, count in enumerate(words.counts):
        if count:
            own = slice(at, at + count)
            weight[claim] = words.weights[own].sum()
            mean[claim] = weighed[own].sum(0) / (weight[claim] + _TINY)
            total[claim] = above[own].sum(0)
            first = min(_MOST_TELLING, count)
            telling[:first, claim] = -np.sort(-above[own], 0)[:first]
        at += count
    return _Side(mean, total, weight, telling)
