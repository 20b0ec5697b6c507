"""Embeddings: what a text means as a vector, so that near in meaning is near in the space.

all-MiniLM-L6-v2 (Reimers & Gurevych 2019; Wang et al. 2020), kept as int8 ONNX in `weights/` with
MODEL.md beside it: mean of the tokens, length 1, so that a dot product is the cosine.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from claims.text import loading

WEIGHTS = loading.WEIGHTS
MODEL = "all-MiniLM-L6-v2"
SIZE = 384
_NAME = "sentence encoder"
# Longer than this is no sentence; its beginning counts.
_LONGEST = 1500


def embed(texts: Sequence[str]) -> np.ndarray:
    """A row for each text, float32 of shape (len(texts), SIZE), each of length 1.

    Each text by itself: the same text always gives the same row, whatever stands beside it. Takes
    any `str`; of a text the first 128 tokens count. Raises `loading.ReaderBroken`, and is asked
    anew the next time: the files may have been mended.
    """
    if not texts:
        return np.zeros((0, SIZE), np.float32)
    encoder = _encoder()
    return np.stack([encoder.embed(text) for text in texts])


def version() -> str:
    """The name of the weights in use: the first twelve digits of their SHA-256.

    Vectors of different weights cannot be compared. Raises `loading.ReaderBroken`.
    """
    return str(_about()["version"])


@cache
def _about() -> dict[str, Any]:
    return loading.describe(_NAME, WEIGHTS, "embedder.json")


@cache
def _encoder() -> "_Encoder":
    return _Encoder(WEIGHTS, _about())


class _Encoder:
    """The files of a folder, loaded."""

    def __init__(self, folder: Path, about: Mapping[str, Any]) -> None:
        loading.check(_NAME, folder, about["sha256"])
        self._tokenizer = loading.tokenizer(folder, about["longest"])
        self._session = loading.session(folder / "embedder.onnx")

    def embed(self, text: str) -> np.ndarray:
        coded = self._tokenizer.encode(loading.clean(text[:_LONGEST]))
        ids = np.array([coded.ids], np.int64)
        (vectors,) = self._session.run(
            ["vector"], {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        )
        vector = vectors[0]
        # Quantising leaves it a hair off the length the network gave it.
        return vector / np.linalg.norm(vector)
