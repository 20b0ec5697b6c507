"""Export the sentence encoder: python -m claims.training.embedder --out DIR

all-MiniLM-L6-v2 as it is, without fine-tuning, with its pooling and normalising inside the ONNX
file. DIR must hold the reader's tokenizer.json: both read the same vocabulary.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

import torch
from torch import nn
from transformers import BertModel
from transformers.utils import logging

from claims.training import export
from claims.training.network import BASE, BASE_SHA256, LONGEST

logging.set_verbosity_error()


class Encoder(nn.Module):
    """The mean of the tokens of each text, of length 1: (batch, 384)."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(str(BASE), add_pooling_layer=False)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(hidden.dtype)
        return nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m claims.training.embedder", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="where the files go")
    out: Path = parser.parse_args().out
    if _sha256(BASE / "model.safetensors") != BASE_SHA256:
        sys.exit("The base weights are not those of the package that requirements.txt pins.")
    if _sha256(out / "tokenizer.json") != _sha256(BASE / "tokenizer.json"):
        sys.exit("The reader's tokenizer.json is not that of the base weights.")
    with tempfile.TemporaryDirectory() as work:
        export.export(Encoder(), export.EMBEDDER, out / "embedder.onnx", Path(work))
    sums = {name: _sha256(out / name) for name in ("embedder.onnx", "tokenizer.json")}
    about = {
        "version": sums["embedder.onnx"][:12],
        "size": 384,
        "longest": LONGEST,
        "sha256": sums,
    }
    (out / "embedder.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
