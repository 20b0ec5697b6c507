"""Which earlier claims a text repeats: a claim or a post laid beside many, the likeliest first.

For searching without articles, as CheckThat! Lab Task 2 sets it (Barrón-Cedeño et al. 2020; Nakov
et al. 2021): a post, and the claims that fact-checkers have settled. A linear model over cosines
and over words, phrases and runs of letters weighed by how rare they are in English, so that an
order does not depend on what else is searched. Its weights are in `weights/ranking.json`, fitted
by `claims.training.ranking`.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from claims.text import embeddings, loading, posts, terms
from claims.text.terms import Term

WEIGHTS = loading.WEIGHTS / "ranking.json"
FEATURES = (
    "text",
    "title",
    "signed text",
    "signed title",
    "nearest",
    "words",
    "words of the text",
    "words of the claim",
    "rarest word",
    "letters",
    "root of letters",
    "phrases",
    "names",
    "numbers",
    "other numbers",
    "author",
)
_GRAMS = (3, 4, 5)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, weighed by their rarity in English."""

    stems: Mapping[str, float]
    names: frozenset[str]
    numbers: frozenset[str]
    phrases: frozenset[tuple[str, str]]
    # Of length 1.
    letters: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that may be repeated; `vectors` has the rows of its text and of its title."""

    words: Words
    vectors: np.ndarray


@dataclass(frozen=True, slots=True)
class Ranked:
    """The place of a candidate among those given, and the chance, 0 to 1, that it is the one."""

    place: int
    score: float


def read(text: str, title: str = "", *, vectors: np.ndarray | None = None) -> Candidate:
    """A claim, read once for any number of searches.

    title: the headline of the fact-check, "" where it has none. vectors: the rows that
    `embeddings.embed` has for the text and, if there is one, the title; embedded here if None.
    """
    if vectors is None:
        vectors = embeddings.embed([text, title] if title else [text])
    rows = np.asarray(vectors, np.float32).reshape(-1, embeddings.SIZE)
    return Candidate(_words((text, title)), rows if len(rows) > 1 else np.repeat(rows, 2, axis=0))


def rank(text: str, candidates: Sequence[Candidate]) -> list[Ranked]:
    """All of `candidates`, the likeliest first; those told alike in the order given.

    `text` is a claim or a post, whose links, tags, handles and signature are undone. Takes any
    `str`, of which the first 1,500 characters are embedded and the first 4,000 read. Raises
    `loading.ReaderBroken`.
    """
    if not candidates:
        return []
    model = _model(WEIGHTS)
    logits = model.base + measure(text, candidates) @ model.weights
    chances = 1 / (1 + np.exp(-logits))
    order = np.argsort(-logits, kind="stable")
    return [Ranked(int(place), float(chances[place])) for place in order]


def embed(text: str) -> np.ndarray:
    """The rows to search for a claim or a post with: its plain words; and with who signed them."""
    plain, author = posts.plain(text) or text, posts.author(text)
    vectors = embeddings.embed([plain, f"{author}: {plain}"] if author else [plain])
    return vectors if author else np.repeat(vectors, 2, axis=0)


def measure(text: str, candidates: Sequence[Candidate]) -> np.ndarray:
    """FEATURES of each candidate: (candidates, features)."""
    own = _words((posts.plain(text) or text,))
    names = frozenset(terms.stems(posts.author(text)))
    vectors = embed(text)
    cosines = np.stack([each.vectors for each in candidates]) @ vectors.T
    # By candidate: text and title beside the plain post, then beside the signed one.
    near = cosines.transpose(0, 2, 1).reshape(len(candidates), 4).astype(np.float64)
    rows = [_shared(own, names, each.words) for each in candidates]
    return np.column_stack([near, near.max(1), np.array(rows)])


def _shared(own: Words, author: frozenset[str], other: Words) -> list[float]:
    both = own.stems.keys() & other.stems.keys()
    shared = sum(own.stems[stem] for stem in sorted(both))
    weights = [sum(words.stems.values()) or 1.0 for words in (own, other)]
    few, many = sorted((own.letters, other.letters), key=len)
    letters = sum(worth * many[gram] for gram, worth in few.items() if gram in many)
    phrases = sum(
        terms.rarity(one) + terms.rarity(two) for one, two in sorted(own.phrases & other.phrases)
    )
    return [
        shared / math.sqrt(weights[0] * weights[1]),
        shared / weights[0],
        shared / weights[1],
        max((own.stems[stem] for stem in both), default=0.0),
        letters,
        math.sqrt(letters),
        math.sqrt(phrases),
        _worth(both & other.names),
        _worth(both & other.numbers),
        _worth(other.numbers - own.stems.keys()),
        _worth(author & other.stems.keys()),
    ]


def _worth(stems: Iterable[str]) -> float:
    return sum(terms.rarity(stem) ** 2 for stem in sorted(stems))


def _words(texts: Iterable[str]) -> Words:
    found = [terms.find(text) for text in texts]
    every = [term for words in found for term in words]
    return Words(
        stems={term.stem: terms.rarity(term.stem) ** 2 for term in every},
        names=frozenset(term.stem for term in every if term.is_capitalised),
        numbers=frozenset(term.stem for term in every if term.is_number),
        phrases=frozenset(
            (one.stem, other.stem) for words in found for one, other in pairwise(words)
        ),
        letters=_letters(every),
    )


def _letters(words: Iterable[Term]) -> dict[str, float]:
    held: dict[str, float] = defaultdict(float)
    for term in words:
        worth, written = terms.rarity(term.stem) ** 2, f" {term.word.lower()} "
        for size in _GRAMS:
            for at in range(len(written) - size + 1):
                held[written[at : at + size]] += worth
    length = math.sqrt(sum(held.values()))
    return {gram: math.sqrt(worth) / length for gram, worth in held.items()}


@dataclass(frozen=True, slots=True)
class _Model:
    base: float
    weights: np.ndarray


@cache
def _model(path: Path) -> _Model:
    held: Mapping[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return _Model(held["base"], np.array([held[name] for name in FEATURES]))
