"""Fit the weights of ranking: python -m claims.training.ranking --data DIR --out DIR

DIR of the data holds matching/, in the layout that `claims.evaluation.matching` reads; it is not
in this repository. Only these few weights are fitted to it, never the encoder. They make the right
claim the likeliest of each post's candidates (a softmax over them); then the sum is fitted once
more, so that it is a chance (Platt 1999).
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from claims.evaluation import matching
from claims.text import ranking

RIDGE = 1.0
# A post and what is measured of its candidates; which of them are right.
Searched = tuple[np.ndarray, np.ndarray]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m claims.training.ranking", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="holds matching/")
    parser.add_argument("--out", type=Path, required=True, help="where ranking.json goes")
    args = parser.parse_args()
    searched = [each for task in matching.tasks(args.data, say=print) for each in search(task)]
    base, weights = fit(searched)
    made = dict(zip(ranking.FEATURES, (round(float(each), 4) for each in weights), strict=True))
    content = json.dumps({"base": round(base, 4), **made}, indent=1)
    (args.out / "ranking.json").write_text(content + "\n", encoding="utf-8")


def search(task: matching.Task) -> list[Searched]:
    """What is measured of every post's candidates, as the product's fallback finds them."""
    index = matching.Index(task.documents)
    found: list[Searched] = []
    for query in task.queries:
        near = index.candidates(query.text)
        right = np.array([task.documents[place].key in query.wanted for place in near])
        if right.any():
            found.append((ranking.measure(query.text, [index.read(at) for at in near]), right))
    return found


def fit(searched: Sequence[Searched]) -> tuple[float, np.ndarray]:
    """The base and the weight of each feature."""
    every = np.concatenate([measured for measured, _ in searched])
    mean, spread = every.mean(0), every.std(0) + 1e-9
    scaled = [((measured - mean) / spread, right) for measured, right in searched]

    def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
        loss, gradient = RIDGE / 2 * weights @ weights, RIDGE * weights
        for measured, right in scaled:
            logits = measured @ weights
            chances = np.exp(logits - logits.max())
            chances /= chances.sum()
            goals = right / right.sum()
            loss -= float(goals @ np.log(chances + 1e-12))
            gradient = gradient + measured.T @ (chances - goals)
        return loss, gradient

    weights = minimize(cost, np.zeros(every.shape[1]), jac=True, method="L-BFGS-B").x
    sums = np.concatenate([measured @ weights for measured, _ in scaled])
    labels = np.concatenate([right for _, right in scaled]).astype(float)
    start, scale = _platt(sums, labels)
    weights = scale * weights / spread
    return float(start - weights @ mean), weights


def _platt(sums: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    def cost(line: np.ndarray) -> tuple[float, np.ndarray]:
        logits = line[0] + line[1] * sums
        away = 1 / (1 + np.exp(-logits)) - labels
        loss = (np.logaddexp(0, logits) - labels * logits).sum()
        return loss, np.array([away.sum(), away @ sums])

    start, scale = minimize(cost, np.array([0.0, 1.0]), jac=True, method="L-BFGS-B").x
    return float(start), float(scale)


if __name__ == "__main__":
    main()
