"""The figures by which the language work is judged, each by its textbook definition.

`labels` and `scores` run in parallel. A figure that is not defined for what it is given (no
positives, nothing found) is None.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, of those found and of those wanted."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float | None:
        """right / found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """right / wanted."""
        return self.right / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall: 2 right / (found + wanted)."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else None

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.found + other.found, self.wanted + other.wanted)


def tally(labels: Sequence[bool], found: Sequence[bool]) -> Tally:
    """The tally of a yes-or-no decision against its labels."""
    both = sum(label and yes for label, yes in zip(labels, found, strict=True))
    return Tally(both, sum(found), sum(labels))


def average_precision(
    labels: Sequence[bool], scores: Sequence[float], *, positives: int | None = None
) -> float | None:
    """Average precision: the sum over thresholds of (R_n - R_n-1) P_n, without interpolation.

    Equal scores are one threshold, as in scikit-learn's `average_precision_score`. `positives`
    is how many there were to find, when some never got a score; else those among `labels`.
    """
    wanted = sum(labels) if positives is None else positives
    if not wanted:
        return None
    total, before = 0.0, 0
    for _, right, found in _thresholds(labels, scores):
        total += (right - before) * right / found
        before = right
    return total / wanted


def best_f1(labels: Sequence[bool], scores: Sequence[float]) -> tuple[float, float] | None:
    """The highest F1 that any threshold reaches, and that threshold (score >= it is yes).

    Chosen on the very labels it is measured on: a ceiling, and no figure of the product.
    """
    wanted = sum(labels)
    if not wanted:
        return None
    return max(
        (2 * right / (found + wanted), score) for score, right, found in _thresholds(labels, scores)
    )


def recall_at_precision(
    labels: Sequence[bool], scores: Sequence[float], floor: float, *, wanted: int
) -> float | None:
    """The highest recall of any threshold whose precision is at least `floor`; 0.0 if none is.

    `labels` say of each thing found whether it is right; `wanted` is how many there were to find.
    """
    if not wanted:
        return None
    reached = [
        right / wanted for _, right, found in _thresholds(labels, scores) if right >= floor * found
    ]
    return max(reached, default=0.0)


def roc_auc(labels: Sequence[bool], scores: Sequence[float]) -> float | None:
    """The area under the ROC curve: how often a positive scores above a negative, ties half.

    By the rank sum of Mann and Whitney, equal scores sharing their mean rank.
    """
    positives = sum(labels)
    negatives = len(labels) - positives
    if not positives or not negatives:
        return None
    area, right, found = 0.0, 0, 0
    for _, right_now, found_now in _thresholds(labels, scores):
        wrong_here = (found_now - right_now) - (found - right)
        area += wrong_here * (right + right_now) / 2
        right, found = right_now, found_now
    return area / (positives * negatives)


def calibration_error(
    labels: Sequence[bool], probabilities: Sequence[float], *, bins: int = 10
) -> float | None:
    """The expected calibration error over bins of equal width (Guo et al. 2017, eq. 3).

    The mean distance between a bin's share of positives and its mean probability, each bin
    weighted by what it holds.
    """
    if not labels:
        return None
    count, hits, sums = [0] * bins, [0] * bins, [0.0] * bins
    for label, probability in zip(labels, probabilities, strict=True):
        at = min(int(probability * bins), bins - 1)
        count[at] += 1
        hits[at] += label
        sums[at] += probability
    return sum(abs(hit - total) for hit, total in zip(hits, sums, strict=True)) / len(labels)


def brier(labels: Sequence[bool], probabilities: Sequence[float]) -> float | None:
    """The Brier score: the mean squared distance of the probability from what is so, 0 or 1."""
    if not labels:
        return None
    pairs = zip(labels, probabilities, strict=True)
    return sum((probability - label) ** 2 for label, probability in pairs) / len(labels)


def share(yes: Sequence[bool]) -> float | None:
    """The share that is true."""
    return sum(yes) / len(yes) if yes else None


def _thresholds(
    labels: Sequence[bool], scores: Sequence[float]
) -> Iterator[tuple[float, int, int]]:
    """For each distinct score, highest first: it, and how many at or above are right, and are."""
    pairs = sorted(zip(scores, labels, strict=True), key=lambda pair: -pair[0])
    right = 0
    for at, (score, label) in enumerate(pairs, start=1):
        right += label
        if at == len(pairs) or pairs[at][0] != score:
            yield score, right, at
