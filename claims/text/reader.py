"""The trained reader: a small encoder that reads one sentence at a time.

MiniLM-L6 (Wang et al. 2020) fine-tuned by `claims.training` and kept as int8 ONNX in
`weights/`, with MODEL.md beside it: data, licences, commands, scores. One pass gives a log-odds for
each head and a tag for each token; what the heads mean stands in `Reading`. The files are held to
the SHA-256 that model.json names and are loaded once in a process, when first asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from claims.text import loading
from claims.text.loading import ReaderBroken as ReaderBroken

WEIGHTS = loading.WEIGHTS
_NAME = "trained reader"
# Longer than this and a "sentence" is a list or an attack; its beginning is read.
_LONGEST = 1500


@dataclass(frozen=True, slots=True)
class Tag:
    """A stretch of the sentence that the reader takes for a source, a cue ("said") or the cue of
    an attitude ("hopes"). Offsets are into the sentence; `score` is 0 to 1.
    """

    kind: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader says of a sentence: log-odds, above 0 where it is more likely than not.

    checkworthy: a check-worthy factual sentence, as ClaimBuster and CheckThat! Task 1 label it.
    must: a desk must check it. claim: it asserts something checkable. furniture: it is the page
    and not the article. verifiable: it holds a verifiable fact, as PoliClaim labels speech.
    factual: it reports and does not opine, as BABE labels news. tags and hedges: in the order of
    the text.
    """

    checkworthy: float
    must: float
    claim: float
    furniture: float
    verifiable: float
    factual: float
    tags: tuple[Tag, ...]
    hedges: tuple[Tag, ...]


def read(sentences: Sequence[str]) -> list[Reading]:
    """A reading for each sentence, each by itself: the same sentence always reads the same.

    Takes any `str`; of a sentence the first 128 tokens count, and what follows has no tags. Raises
    ReaderBroken, and is asked anew the next time: the files may have been mended.
    """
    reader = _reader()
    return [reader.read(sentence) for sentence in sentences]


def version() -> str:
    """The name of the weights in use: the first twelve digits of their SHA-256."""
    return str(_about()["version"])


def thresholds() -> Mapping[str, float]:
    """For each head the log-odds from which on the answer is yes."""
    return dict(_about()["thresholds"])


@cache
def _about() -> dict[str, Any]:
    return loading.describe(_NAME, WEIGHTS, "model.json")


@cache
def _reader() -> "_Reader":
    return _Reader(WEIGHTS, _about())


class _Reader:
    """The files of a folder, loaded."""

    def __init__(self, folder: Path, about: Mapping[str, Any]) -> None:
        loading.check(_NAME, folder, about["sha256"])
        self._heads: list[str] = about["heads"]
        self._kinds: list[str] = about["kinds"]
        self._tokenizer = loading.tokenizer(folder, about["longest"])
        self._session = loading.session(folder / "model.onnx")

    def read(self, sentence: str) -> Reading:
        clean = loading.clean(sentence[:_LONGEST])
        coded = self._tokenizer.encode(clean)
        ids = np.array([coded.ids], np.int64)
        heads, tokens = self._session.run(
            ["heads", "tokens"], {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        )
        logits = dict(zip(self._heads, (float(value) for value in heads[0]), strict=True))
        letters = [at for at, (start, end) in enumerate(coded.offsets) if start < end]
        offsets = [coded.offsets[at] for at in letters]
        return Reading(
            **logits,
            tags=tuple(self._tags(clean, offsets, tokens[0][letters])),
            hedges=tuple(self._hedges(clean, offsets, tokens[0][letters])),
        )

    def _tags(
        self, sentence: str, offsets: list[tuple[int, int]], tokens: np.ndarray
    ) -> Iterator[Tag]:
        """Runs of tokens of one kind; where a token says "beginning", a new run begins."""
        if not offsets:
            return
        exponents = np.exp(tokens[:, :-1] - tokens[:, :-1].max(1, keepdims=True))
        chances = exponents / exponents.sum(1, keepdims=True)
        # Columns: none, then beginning and inside of each kind.
        of_kind = [chances[:, 1 + 2 * at : 3 + 2 * at].sum(1) for at in range(len(self._kinds))]
        best = np.argmax(np.stack([chances[:, 0], *of_kind]), axis=0)
        for kind, at, end in _runs(best, offsets, chances[:, 1::2] > 0.5):
            score = float(of_kind[kind - 1][at:end].mean())
            name = self._kinds[kind - 1]
            yield _whole_words(name, sentence, offsets[at][0], offsets[end - 1][1], score)

    def _hedges(
        self, sentence: str, offsets: list[tuple[int, int]], tokens: np.ndarray
    ) -> Iterator[Tag]:
        chances = 1 / (1 + np.exp(-tokens[:, -1]))
        for _, at, end in _runs(chances >= 0.5, offsets):
            score = float(chances[at:end].mean())
            yield _whole_words("hedge", sentence, offsets[at][0], offsets[end - 1][1], score)


def _runs(
    labels: np.ndarray, offsets: list[tuple[int, int]], begins: np.ndarray | None = None
) -> Iterator[tuple[int, int, int]]:
    """(label, first, end) of each run of tokens with one label, 0 left out.

    Where `begins[token, label - 1]` is true of a token that begins a word, a new run begins.
    """
    at = 0
    while at < len(labels):
        label, end = int(labels[at]), at + 1
        while end < len(labels) and int(labels[end]) == label:
            word_begins = offsets[end][0] > offsets[end - 1][1]
            if label and begins is not None and word_begins and begins[end][label - 1]:
                break
            end += 1
        if label:
            yield label, at, end
        at = end


def _whole_words(kind: str, sentence: str, start: int, end: int, score: float) -> Tag:
    """A run of tokens grown to the words it begins and ends in."""
    while start > 0 and sentence[start - 1].isalnum() and sentence[start].isalnum():
        start -= 1
    while end < len(sentence) and sentence[end].isalnum() and sentence[end - 1].isalnum():
        end += 1
    return Tag(kind, start, end, round(score, 4))
