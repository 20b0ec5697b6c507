"""Fit the weights of matching: python -m claims.training.likeness --out DIR

Reads the labelled reports of data/reports and data/facts and writes DIR/matching.json. A logistic
regression of "about the same fact" over `claims.text.features`, held to small weights; arguable
pairs count half, "related" ones not at all, and those of data/facts, whose articles are only made
of sentences, a third. Prints what the topics of reports give when left out in turn.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from claims.evaluation import measures, pairs
from claims.text import analysis, days, features, looking, reports, sides
from claims.text.reports import Report
from claims.text.sides import Side
from claims.training import facts

DATA = Path(__file__).parent / "data" / "reports"
RIDGE = 33.0
ARGUABLE = 0.5
OF_FACTS = 0.3
LOOKS_RIDGE = 0.5


@dataclass(frozen=True)
class Beside:
    """Two articles of a topic: their features and labels, 1 same fact, 0 not; and their weight."""

    topic: str
    one: Side
    other: Side
    features: np.ndarray
    labels: np.ndarray
    weights: np.ndarray


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m claims.training.likeness", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="where matching.json goes")
    parser.add_argument("--data", type=Path, default=DATA, help="the labelled reports")
    args = parser.parse_args()
    laid = [
        beside
        for folder in sorted(args.data.iterdir())
        if folder.is_dir()
        for beside in read(folder)
    ]
    of_facts = list(read_facts())
    base, weights = fit([*laid, *of_facts])
    report(laid, of_facts)
    looks = fit_looks(laid, base, weights)
    names, numbers = (*features.FEATURES, *looking.LOOKS), (*weights, *looks)
    made = dict(zip(names, (round(float(each), 4) for each in numbers), strict=True))
    content = json.dumps({"base": round(base, 4), **made}, indent=1, ensure_ascii=False)
    (args.out / "matching.json").write_text(content + "\n", encoding="utf-8")


def read(folder: Path) -> list[Beside]:
    """Every two articles of one topic, as the product reads them."""
    held: dict[str, Side] = {}
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        claims = analysis.analyse(text).claims
        found = list(reports.of(text, claims, told=days.told(text)))
        held[path.name] = sides.embed(found)
    labelled = pairs.read(folder / "pairs.jsonl")
    return [
        _beside(folder.name, (one, held[one]), (other, held[other]), labelled)
        for one, other in combinations(held, 2)
    ]


def read_facts() -> Iterator[Beside]:
    """Every two outlets of one topic of data/facts."""
    for topic, told in facts.read():
        held = {}
        for outlet, article in told.items():
            found = list(reports.of(article.text, analysis.analyse(article.text).claims))
            held[outlet] = sides.embed(found), [_facts(report, article) for report in found]
        for (one, here), (other, there) in combinations(held.values(), 2):
            if one.reports and other.reports:
                labels = np.array([[float(bool(a & b)) for b in there] for a in here])
                measured = features.measure(one, other)
                columns = measured.reshape(-1, measured.shape[-1])
                weights = np.full(labels.size, OF_FACTS)
                yield Beside(topic, one, other, columns, labels.ravel(), weights)


def _facts(report: Report, article: facts.Told) -> frozenset[str]:
    return frozenset().union(
        *(
            line.facts
            for line in article.lines
            if pairs.overlap(line.start, line.end, report.start, report.end)
        )
    )


def fit(laid: Sequence[Beside]) -> tuple[float, np.ndarray]:
    """The base and the weight of each feature."""
    columns, labels, weights = (
        np.concatenate([getattr(each, name) for each in laid])
        for name in ("features", "labels", "weights")
    )
    mean, spread = columns.mean(0), columns.std(0) + 1e-9
    scaled = np.column_stack([np.ones(len(columns)), (columns - mean) / spread])

    def cost(held: np.ndarray) -> tuple[float, np.ndarray]:
        logits = scaled @ held
        loss = (weights * (np.logaddexp(0, logits) - labels * logits)).sum()
        gradient = scaled.T @ (weights * (1 / (1 + np.exp(-logits)) - labels))
        small = np.concatenate([[0.0], held[1:]])
        return loss + RIDGE / 2 * (small**2).sum(), gradient + RIDGE * small

    found = minimize(cost, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    unscaled = found[1:] / spread
    return float(found[0] - unscaled @ mean), unscaled


def fit_looks(laid: Sequence[Beside], base: float, weights: np.ndarray) -> np.ndarray:
    """What each of LOOKS adds to the log-odds that the features give."""
    logits, looks, labels, counts = [], [], [], []
    for each in laid:
        matrix = (base + each.features @ weights).reshape(
            len(each.one.reports), len(each.other.reports)
        )
        seen = looking.measure(each.one, each.other, matrix).reshape(-1, len(looking.LOOKS))
        logits.append(matrix.ravel())
        looks.append(seen)
        labels.append(each.labels)
        counts.append(each.weights)
    before, seen, right, weight = map(np.concatenate, (logits, looks, labels, counts))

    def cost(held: np.ndarray) -> float:
        now = before + seen @ held
        loss = (weight * (np.logaddexp(0, now) - right * now)).sum()
        return float(loss + LOOKS_RIDGE / 2 * (held**2).sum())

    return np.asarray(minimize(cost, np.zeros(len(looking.LOOKS)), method="L-BFGS-B").x)


def report(laid: Sequence[Beside], always: Sequence[Beside]) -> None:
    """Print the average precision, and precision and recall at a half, of topics left out."""
    labels: list[bool] = []
    chances: list[float] = []
    for topic in sorted({each.topic for each in laid}):
        base, weights = fit([*(each for each in laid if each.topic != topic), *always])
        for each in laid:
            if each.topic == topic:
                known = each.weights > 0
                labels += (each.labels[known] > 0).tolist()
                logits = base + each.features[known] @ weights
                chances += (1 / (1 + np.exp(-logits))).tolist()
    tally = measures.tally(labels, [chance >= 0.5 for chance in chances])
    figures = {
        "ap": measures.average_precision(labels, chances),
        "precision": tally.precision,
        "recall": tally.recall,
        "calibration": measures.calibration_error(labels, chances),
    }
    print(json.dumps({name: round(value or 0.0, 4) for name, value in figures.items()}))


def _beside(
    topic: str, one: tuple[str, Side], other: tuple[str, Side], labelled: Sequence[pairs.Pair]
) -> Beside:
    measured = features.measure(one[1], other[1])
    labels = np.zeros(measured.shape[:2])
    weights = np.ones(measured.shape[:2])
    for pair in labelled:
        ends = {pair["a"]["article"]: pair["a"], pair["b"]["article"]: pair["b"]}
        if set(ends) != {one[0], other[0]}:
            continue
        where = np.ix_(_claims(one[1], ends[one[0]]), _claims(other[1], ends[other[0]]))
        if pair["relation"] == pairs.RELATED:
            weights[where] = 0
        else:
            labels[where] = 1
            weights[where] = 1 if pair["sure"] else ARGUABLE
    count = measured.shape[-1]
    return Beside(
        topic, one[1], other[1], measured.reshape(-1, count), labels.ravel(), weights.ravel()
    )


def _claims(side: Side, label: Mapping[str, int]) -> list[int]:
    return [
        at
        for at, report in enumerate(side.reports)
        if pairs.overlap(label["start"], label["end"], report.start, report.end)
    ]


if __name__ == "__main__":
    main()
