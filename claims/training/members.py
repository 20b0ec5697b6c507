"""Members: encoders trained from the same start on different parts of the data.

Each leaves out its own fold of the groups (stories, batches, debate sentences) and sees other
negatives in another order. Their average is the reader; what each says of the rows it never saw is
kept, for the thresholds, the calibration and the weights of the reasons.
"""

import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from claims.training import corpus
from claims.training.corpus import Row
from claims.training.network import Coded, Network, loss_of

# So many members learn everything; then so many more, debates alone: with them in the average the
# reader keeps what the other questions took from it there, and loses nothing elsewhere.
READERS, DEBATERS = 4, 2
MEMBERS = READERS + DEBATERS

BATCH = 32
EPOCHS = 3
RATE = 5e-5
HEAD_RATE = 1e-3
WARM_UP = 0.06
# Debate sentences without check-worth, for each with it: with all of them the scores sink.
NEGATIVES = 1.6
# How often an epoch sees each of our own sentences.
OWN_TIMES = {"stories": 2, "speech": 1, "opinion": 1}
# One debate sentence in so many is left out by a member.
DEBATE_FOLDS = 12
# The steps from here on are averaged.
AVERAGE_FROM = 0.4


def rows_of(data: Path) -> dict[str, list[Row]]:
    """All that may be trained on, by its kind."""
    return {
        "claimbuster": corpus.claimbuster(data),
        "stories": list(corpus.stories()),
        "speech": list(corpus.speech()),
        "opinion": list(corpus.opinion()),
    }


def left_out(rows: dict[str, list[Row]], member: int) -> dict[str, list[Row]]:
    """What this member leaves out; every one of our own sentences is left out by one reader."""
    return {
        kind: [row for row in some if _is_left_out(kind, row, member)]
        for kind, some in rows.items()
    }


def train(data: Path, work: Path, member: int) -> None:
    """Train one member on one thread; writes work/member-N.pt."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    rng = random.Random(member)  # noqa: S311
    chosen = _chosen(rows_of(data), member, rng)
    coded = Coded(chosen)
    network = Network()
    free = network.freeze()
    optimiser = torch.optim.AdamW(
        {
            "params": [weight],
            "lr": RATE if name.startswith("bert") else HEAD_RATE,
            "weight_decay": 0.01 if weight.dim() > 1 else 0.0,
        }
        for name, weight in free
    )
    lengths = [len(ids) for ids in coded.ids]
    total = len(_batches(lengths, random.Random(0))) * EPOCHS  # noqa: S311
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min((step + 1) / (WARM_UP * total), max(0.02, (total - step) / total)),
    )
    torch.manual_seed(member + 1)
    average: dict[str, torch.Tensor] = {}
    step = seen = 0
    began = time.monotonic()
    network.train()
    for _ in range(EPOCHS):
        for indices in _batches(lengths, rng):
            ids, mask, goals, tags, hedges = coded.batch(indices)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = network(ids, mask)
            loss_of(outputs, goals, tags, hedges).backward()
            nn.utils.clip_grad_norm_([weight for _, weight in free], 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            step += 1
            if step > total * AVERAGE_FROM and step % 10 == 0:
                seen += 1
                for name, value in network.state_dict().items():
                    if value.is_floating_point():
                        held = average.setdefault(name, value.clone())
                        held += (value - held) / min(seen, 20)
            if step % 100 == 0:
                print(f"member {member}: step {step} of {total}, {time.monotonic() - began:.0f} s")
    network.load_state_dict({**network.state_dict(), **average})
    torch.save(network.state_dict(), work / f"member-{member}.pt")


@torch.no_grad()
def predict(network: Network, texts: list[str]) -> tuple[np.ndarray, list[np.ndarray]]:
    """What the network says: heads (texts, HEADS), and for each text its tokens' logits."""
    network.eval()
    coded = Coded([Row(text, {}, "") for text in texts])
    order = sorted(range(len(texts)), key=lambda index: len(coded.ids[index]))
    heads = np.zeros((len(texts), len(corpus.HEADS)), np.float32)
    tokens: list[np.ndarray] = [np.zeros(0)] * len(texts)
    for start in range(0, len(order), 64):
        part = order[start : start + 64]
        ids, mask, *_ = coded.batch(part)
        some, each = network(ids, mask)
        heads[part] = some.numpy()
        for at, index in enumerate(part):
            tokens[index] = each[at, : len(coded.ids[index])].numpy()
    return heads, tokens


def _is_left_out(kind: str, row: Row, member: int) -> bool:
    folds = DEBATE_FOLDS if kind == "claimbuster" else READERS
    return corpus.fold(row.group, folds) == member


def _chosen(rows: dict[str, list[Row]], member: int, rng: random.Random) -> list[Row]:
    kept = {
        kind: [row for row in some if not _is_left_out(kind, row, member)]
        for kind, some in rows.items()
    }
    positive = [row for row in kept["claimbuster"] if row.goals["checkworthy"]]
    negative = [row for row in kept["claimbuster"] if not row.goals["checkworthy"]]
    rng.shuffle(negative)
    chosen = positive + negative[: int(NEGATIVES * len(positive))]
    if member < READERS:
        for kind, times in OWN_TIMES.items():
            chosen += kept[kind] * times
    return chosen


def _batches(lengths: list[int], rng: random.Random) -> list[list[int]]:
    """Indices in batches of about equal length, shuffled."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    made: list[list[int]] = []
    for start in range(0, len(order), BATCH * 40):
        pool = sorted(order[start : start + BATCH * 40], key=lengths.__getitem__)
        cut = [pool[at : at + BATCH] for at in range(0, len(pool), BATCH)]
        rng.shuffle(cut)
        made += cut
    return made
