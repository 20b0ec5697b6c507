"""Export the sentence encoder: python -m claims.training.embedder --out DIR

all-MiniLM-L6-v2 as it is, without fine-tuning, with its pooling and normalising inside the ONNX
file; beside the vector of the text one of each token, in the principal directions of the words of
data/reports. DIR must hold the reader's tokenizer.json: both read the same vocabulary.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel
from transformers.utils import logging

from claims.text import analysis, embeddings, terms
from claims.text.embeddings import WORD_SIZE
from claims.training import export
from claims.training.network import BASE, BASE_SHA256, LONGEST

logging.set_verbosity_error()


class Encoder(nn.Module):
    """The mean of the tokens of each text, of length 1: (batch, 384); and each token in fewer
    dimensions: (batch, length, 64).
    """

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(str(BASE), add_pooling_layer=False)
        self.project = nn.Linear(self.bert.config.hidden_size, WORD_SIZE, bias=False)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(hidden.dtype)
        vector = nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1))
        return vector, self.project(hidden)

    @torch.no_grad()
    def learn_directions(self, texts: Iterable[str]) -> None:
        """Project to the principal directions of the content words of `texts`, uncentred."""
        tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)
        rows = []
        for text in texts:
            coded = tokenizer.encode(text)
            ids = torch.tensor([coded.ids])
            hidden = self.bert(input_ids=ids).last_hidden_state[0].numpy()
            rows += list(embeddings.pooled(hidden, coded.offsets, terms.spans(text)))
        words = np.array(rows, np.float64)
        words /= np.linalg.norm(words, axis=1, keepdims=True)
        _, directions = np.linalg.eigh(words.T @ words)
        main = np.ascontiguousarray(directions[:, ::-1][:, :WORD_SIZE].T)
        # Which way a direction points is chance.
        main *= np.sign(main.sum(1, keepdims=True))
        self.project.weight.copy_(torch.from_numpy(main))


def _claims() -> Iterator[str]:
    for path in sorted((Path(__file__).parent / "data" / "reports").glob("*/*.txt")):
        for claim in analysis.analyse(path.read_text(encoding="utf-8")).claims:
            yield claim.wording


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m claims.training.embedder", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="where the files go")
    out: Path = parser.parse_args().out
    if _sha256(BASE / "model.safetensors") != BASE_SHA256:
        sys.exit("The base weights are not those of the package that requirements.txt pins.")
    if _sha256(out / "tokenizer.json") != _sha256(BASE / "tokenizer.json"):
        sys.exit("The reader's tokenizer.json is not that of the base weights.")
    encoder = Encoder()
    encoder.learn_directions(_claims())
    with tempfile.TemporaryDirectory() as work:
        export.export(encoder, export.EMBEDDER, out / "embedder.onnx", Path(work))
    sums = {name: _sha256(out / name) for name in ("embedder.onnx", "tokenizer.json")}
    about = {
        "version": sums["embedder.onnx"][:12],
        "size": embeddings.SIZE,
        "word_size": WORD_SIZE,
        "longest": LONGEST,
        "sha256": sums,
    }
    (out / "embedder.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
