"""The weights of the reasons, fitted so that the reader does not silence them.

Two voices: a logistic regression of "must check" on the reasons alone, each held to the direction
its name says, and the reader's log-odds, which for every story come from the member that never saw
it. Fitted together, the reader would silence the reasons, for it has learned the manner of our own
writers; on articles of other hands the reasons rank better than it does, and both together better
than either. So their log-odds are added, the reader's times `READER_SHARE`, and only the sum is
fitted once more (Platt 1999), which makes the score a chance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

# How strongly weights are held to nothing.
RIDGE = 2.0
READER_SHARE = 0.5
# A reason that is shown has counted: at least so much.
LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Example:
    """A claim of a labelled story: its reasons, what the reader said of it, whether it is must."""

    reasons: frozenset[str]
    reader: float
    must: bool
    group: str


def fit(examples: Sequence[Example], signs: Mapping[str, int]) -> tuple[float, dict[str, float]]:
    """The base and the weight of each reason of `signs` (+1 raises, -1 lowers) and of "reader"."""
    names = [*signs]
    reasons, reader, must = _matrix(examples, names)
    bounds = [(LEAST, None) if signs[name] > 0 else (None, -LEAST) for name in names]
    alone = _logistic(reasons, must, [(None, None), *bounds])
    both = alone[0] + reasons @ alone[1:] + READER_SHARE * reader
    start, scale = _logistic(both[:, None], must, [(None, None), (0.0, None)])
    weights = {
        name: round(float(scale * weight), 3) for name, weight in zip(names, alone[1:], strict=True)
    }
    base = float(start + scale * alone[0])
    return round(base, 3), {**weights, "reader": round(float(scale * READER_SHARE), 3)}


def crossed(examples: Sequence[Example], signs: Mapping[str, int], folds: int) -> np.ndarray:
    """The chance of each example by weights fitted without the stories of its fold."""
    groups = sorted({example.group for example in examples})
    fold_of = {group: index % folds for index, group in enumerate(groups)}
    chances = np.zeros(len(examples))
    for fold in range(folds):
        base, weights = fit([e for e in examples if fold_of[e.group] != fold], signs)
        for at, example in enumerate(examples):
            if fold_of[example.group] == fold:
                chances[at] = chance(example, base, weights)
    return chances


def chance(example: Example, base: float, weights: Mapping[str, float]) -> float:
    """What the product will say of it."""
    total = base + weights["reader"] * example.reader
    total += sum(weights[reason] for reason in example.reasons)
    return float(1 / (1 + np.exp(-total)))


def _logistic(
    columns: np.ndarray, must: np.ndarray, bounds: Sequence[tuple[float | None, float | None]]
) -> np.ndarray:
    """The intercept and a weight for each column, within their bounds."""
    columns = np.column_stack([np.ones(len(must)), columns])

    def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logits = columns @ weights
        loss = np.logaddexp(0, logits).sum() - logits[must].sum()
        gradient = columns.T @ (1 / (1 + np.exp(-logits)) - must)
        held = np.concatenate([[0.0], weights[1:]])
        return loss + RIDGE / 2 * (held**2).sum(), gradient + RIDGE * held

    first = np.zeros(columns.shape[1])
    return minimize(cost, first, jac=True, bounds=bounds, method="L-BFGS-B").x


def _matrix(
    examples: Sequence[Example], names: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    reasons = np.array([[name in each.reasons for name in names] for each in examples], float)
    reader = np.array([each.reader for each in examples])
    must = np.array([each.must for each in examples], bool)
    return reasons, reader, must
