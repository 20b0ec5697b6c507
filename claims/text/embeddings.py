"""Embeddings: what a text means as a vector, so that near in meaning is near in the space.

all-MiniLM-L6-v2 (Reimers & Gurevych 2019; Wang et al. 2020), kept as int8 ONNX in `weights/` with
MODEL.md beside it: mean of the tokens, length 1, so that a dot product is the cosine.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from claims.text import loading, terms

WEIGHTS = loading.WEIGHTS
MODEL = "all-MiniLM-L6-v2"
SIZE = 384
# A word's vector has fewer dimensions, each a whole number from -127 to 127.
WORD_SIZE, _WHOLE = 64, 127
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
    return np.stack([embedded.vector for embedded in read(texts)])


@dataclass(frozen=True, slots=True)
class Embedded:
    """A text: its vector, float32 (SIZE,), of length 1; and those of its content words in their
    context, int8 (words, WORD_SIZE), in the order of `terms.find`. Words behind the 128th token
    have none.
    """

    vector: np.ndarray
    words: np.ndarray


def read(texts: Sequence[str]) -> list[Embedded]:
    """The vector of each text and those of its words; as `embed`, which gives the first alone."""
    encoder = _encoder()
    return [encoder.read(text) for text in texts]


def pooled(
    tokens: np.ndarray, offsets: Sequence[tuple[int, int]], spans: Iterable[tuple[int, int]]
) -> np.ndarray:
    """The mean of the tokens that make each word: (words, dimensions), as far as tokens go.

    `offsets` are the tokens' and `spans` the words' places in one text, both in order.
    """
    rows, at = [], 0
    for start, end in spans:
        while at < len(offsets) and offsets[at][1] <= start:
            at += 1
        last = at
        while last < len(offsets) and offsets[last][0] < end and offsets[last][1] > start:
            last += 1
        if last == at:
            break
        rows.append(tokens[at:last].mean(0))
    return np.array(rows, np.float32).reshape(len(rows), tokens.shape[-1])


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

    def read(self, text: str) -> Embedded:
        text = loading.clean(text[:_LONGEST])
        coded = self._tokenizer.encode(text)
        ids = np.array([coded.ids], np.int64)
        vectors, tokens = self._session.run(
            ["vector", "words"], {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        )
        # What begins and ends the text stands nowhere in it.
        inside = [at for at, (start, end) in enumerate(coded.offsets) if start < end]
        offsets = [coded.offsets[at] for at in inside]
        words = pooled(tokens[0][inside], offsets, terms.spans(text))
        # Quantising leaves the vector a hair off the length the network gave it.
        return Embedded(
            _of_length_1(vectors[0]), np.rint(_of_length_1(words) * _WHOLE).astype(np.int8)
        )


def _of_length_1(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-6)
