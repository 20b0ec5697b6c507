"""The weights of the reasons, fitted beside the reader, so that the score is a chance.

A logistic regression of "must check" on the reasons found in a claim and the reader's log-odds, as
`claims.text.checkworthiness` adds them up. The reader's log-odds of a story come from the member
that never saw it, and a reason can only pull the way its name says: raising ones up, lowering ones
down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

# How strongly weights are held to nothing; chosen on the left-out folds.
RIDGE = 2.0
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
    columns = np.column_stack([np.ones(len(must)), reader, reasons])
    bounds: list[tuple[float | None, float | None]] = [(None, None), (0, None)]
    bounds += [(LEAST, None) if signs[name] > 0 else (None, -LEAST) for name in names]

    def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logits = columns @ weights
        loss = np.logaddexp(0, logits).sum() - logits[must].sum()
        gradient = columns.T @ (1 / (1 + np.exp(-logits)) - must)
        held = weights.copy()
        held[:2] = 0
        return loss + RIDGE / 2 * (held**2).sum(), gradient + RIDGE * held

    made = minimize(cost, np.zeros(columns.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B").x
    weights = {name: round(float(weight), 3) for name, weight in zip(names, made[2:], strict=True)}
    return round(float(made[0]), 3), {**weights, "reader": round(float(made[1]), 3)}


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


def _matrix(
    examples: Sequence[Example], names: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    reasons = np.array([[name in each.reasons for name in names] for each in examples], float)
    reader = np.array([each.reader for each in examples])
    must = np.array([each.must for each in examples], bool)
    return reasons, reader, must
