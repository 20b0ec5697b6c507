"""From the members to the reader's files: average, thresholds, weights of the reasons, export."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from claims.evaluation import measures
from claims.text import analysis, checkworthiness
from claims.training import corpus, export, members, stack
from claims.training.corpus import HEADS, KINDS, Row
from claims.training.network import BASE, LONGEST, Network
from claims.training.stack import Example

# The band "check" begins where this share of what must be checked lies above.
FINDS = 0.97


def finish(data: Path, out: Path, work: Path) -> None:
    """Write model.onnx, tokenizer.json, model.json, reasons.json and scores.jsonl to `out`."""
    torch.set_num_threads(2)
    states = [torch.load(work / f"member-{n}.pt") for n in range(members.MEMBERS)]
    rows = members.rows_of(data)
    unseen = {kind: _unseen(states, rows, kind) for kind in rows}
    lines = [*_scores_of_heads(rows, unseen)]
    thresholds = {line["head"]: line["threshold"] for line in lines}

    network = Network()
    network.load_state_dict(_average(states))
    out.mkdir(parents=True, exist_ok=True)
    export.export(network, export.READER, out / "model.onnx", work)
    shutil.copy(BASE / "tokenizer.json", out / "tokenizer.json")
    sums = {
        name: hashlib.sha256((out / name).read_bytes()).hexdigest()
        for name in ("model.onnx", "tokenizer.json")
    }
    about = {
        "version": sums["model.onnx"][:12],
        "heads": list(HEADS),
        "kinds": list(KINDS),
        "longest": LONGEST,
        "thresholds": {head: thresholds.get(head, 0.0) for head in HEADS},
        "sha256": sums,
    }
    _write(out / "model.json", about)

    examples = [*_examples(rows["stories"], unseen["stories"])]
    signs = {
        name: 1 if checkworthiness.raises(name) else -1
        for name in checkworthiness.WEIGHTS
        if name not in (checkworthiness.READER, checkworthiness.BY_HAND)
    }
    chances = stack.crossed(examples, signs, members.READERS)
    base, weights = stack.fit(examples, signs)
    must = np.array([example.must for example in examples])
    bands = _bands(must, chances)
    _write(out / "reasons.json", {"base": base, "weights": weights, **bands})
    lines.append(_scores("claims of left-out stories, score", must, chances, bands["must"]))
    reader = np.array([example.reader for example in examples])
    lines.append(_scores("claims of left-out stories, reader alone", must, reader, 0.0))
    lines.append({"split": "calibration of the score", "bins": _calibration(must, chances)})
    with (out / "scores.jsonl").open("w", encoding="utf-8") as file:
        for line in lines:
            print(json.dumps(line))
            file.write(json.dumps(line) + "\n")


def _average(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of the members; of what debates never teach, of those that learned it."""
    averaged = {}
    for name, value in states[0].items():
        if not value.is_floating_point():
            averaged[name] = value
            continue
        every = torch.stack([state[name] for state in states])
        averaged[name] = every.mean(0)
        if name.startswith("tokens."):
            averaged[name] = every[: members.READERS].mean(0)
        elif name.startswith("heads."):
            learned = [head != "checkworthy" for head in HEADS]
            averaged[name][learned] = every[: members.READERS].mean(0)[learned]
    return averaged


def _unseen(
    states: list[dict[str, torch.Tensor]], rows: dict[str, list[Row]], kind: str
) -> dict[str, np.ndarray]:
    """What each member says of the rows it never saw, by their text."""
    said: dict[str, np.ndarray] = {}
    network = Network()
    for member, state in enumerate(states):
        network.load_state_dict(state)
        left = members.left_out(rows, member)[kind]
        if not left:
            continue
        heads, _ = members.predict(network, [row.text for row in left])
        said |= {row.text: logits for row, logits in zip(left, heads, strict=True)}
    return said


def _scores_of_heads(
    rows: dict[str, list[Row]], unseen: dict[str, dict[str, np.ndarray]]
) -> Iterator[dict]:
    """A line for each head on what its members never saw, with the threshold of the best F1."""
    for head, kind in (
        ("checkworthy", "claimbuster"),
        ("must", "stories"),
        ("claim", "stories"),
        ("furniture", "stories"),
        ("verifiable", "speech"),
        ("factual", "opinion"),
    ):
        some = [row for row in rows[kind] if row.text in unseen[kind] and head in row.goals]
        goals = np.array([row.goals[head] for row in some])
        logits = np.array([unseen[kind][row.text][HEADS.index(head)] for row in some])
        clear = goals != 0.5
        threshold = _best_threshold(goals[clear] == 1, logits[clear])
        line = _scores(f"left-out {kind}", goals[clear] == 1, logits[clear], threshold)
        yield {"head": head, **line, "threshold": round(threshold, 3)}


def _examples(rows: list[Row], said: dict[str, np.ndarray]) -> Iterator[Example]:
    """The claims that the product finds in the stories, with the labels of their sentences."""
    for group in sorted({row.group for row in rows}):
        story = [row for row in rows if row.group == group]
        text, starts = corpus.article(story)
        for claim in analysis.analyse(text).claims:
            row = story[int(np.searchsorted(starts, claim.start, side="right")) - 1]
            reasons = frozenset(reason.name for reason in claim.reasons)
            yield Example(
                reasons, float(said[row.text][HEADS.index("must")]), row.label == "2", group
            )


def _bands(must: np.ndarray, chances: np.ndarray) -> dict[str, float]:
    order = np.sort(chances[must])
    return {
        "must": round(_best_threshold(must, chances), 3),
        "check": round(float(order[int((1 - FINDS) * len(order))]), 3),
    }


def _best_threshold(labels: np.ndarray, scores: np.ndarray) -> float:
    best = measures.best_f1(labels.tolist(), scores.tolist())
    assert best is not None, "there are positives in every part of the corpus"
    return best[1]


def _scores(name: str, labels: np.ndarray, scores: np.ndarray, threshold: float) -> dict:
    said, were = scores.tolist(), labels.tolist()
    return {
        "split": name,
        "n": len(were),
        "ap": round(measures.average_precision(were, said) or 0.0, 4),
        "auc": round(measures.roc_auc(were, said) or 0.0, 4),
        "f1": round(measures.tally(were, [score >= threshold for score in said]).f1 or 0.0, 4),
    }


def _calibration(labels: np.ndarray, chances: np.ndarray) -> list[dict[str, float]]:
    bins = np.clip((chances * 10).astype(int), 0, 9)
    return [
        {
            "said": round(float(chances[bins == at].mean()), 3),
            "was": round(float(labels[bins == at].mean()), 3),
            "n": int((bins == at).sum()),
        }
        for at in range(10)
        if (bins == at).any()
    ]


def _write(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
