"""Claim retrieval, measured as CheckThat! Lab Task 2 does: MAP@5, MRR, P@1, recall@5.

A folder matching/ holds, for each task NAME, its claims in NAME_docs.tsv (id, vclaim, title), its
posts in NAME_SPLIT_queries.tsv (id, text) and TREC judgements in NAME_SPLIT.qrels (query, 0,
document, relevance). A file of posts may serve several splits: NAME_traindev_queries.tsv.

Candidates come from a callable, the product's own search where there is a database; without one an
exact search over all vectors and words stands in. The order is always the product's, `ranking`.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from claims.evaluation.results import Line, Unreadable
from claims.text import embeddings, posts, ranking, terms
from claims.text.ranking import Candidate

# MAP@5, as the task's scorer has it.
DEPTH = 5
# The candidates of one post that are put in order.
MOST = 200
_DOCS, _QUERIES, _QRELS = "_docs.tsv", "_queries.tsv", ".qrels"
# BM25 (Robertson & Zaragoza 2009), by its customary values.
_SATURATION, _LENGTH = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Document:
    """A claim that was checked before, and the title of its fact-check."""

    key: str
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class Query:
    """A post and the documents, by key, that it repeats."""

    key: str
    text: str
    wanted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Task:
    """One split of one task: "ct20t2_dev"."""

    name: str
    documents: tuple[Document, ...]
    queries: tuple[Query, ...]


class Search(Protocol):
    """Documents that were made searchable, by their places."""

    def candidates(self, text: str, /) -> Sequence[int]:
        """The places of documents that may be what a post repeats, at most some hundreds."""

    def read(self, place: int, /) -> Candidate:
        """The document at `place`, as `ranking` takes it."""


def tasks(data: Path, *, say: Callable[[str], object]) -> Iterator[Task]:
    """The splits under `data`, in the order of their names; documents are shared by reference.

    Posts that are judged but not there are left out. `say` gets a sentence for judgements whose
    files of posts or documents are not there or have not the columns they should have.
    """
    documents: dict[Path, tuple[Document, ...]] = {}
    for judged in sorted(data.rglob(f"*{_QRELS}")):
        try:
            yield _task(judged, documents)
        except Unreadable as error:
            say(f"{judged.name}: {error}")


def _task(judged: Path, documents: dict[Path, tuple[Document, ...]]) -> Task:
    source = _of(judged, _DOCS)
    if source not in documents:
        documents[source] = tuple(
            Document(row["id"], row["vclaim"], row.get("title") or "")
            for row in _rows(source, "id", "vclaim")
        )
    wanted = _judgements(judged)
    texts = {row["id"]: row["text"] for row in _rows(_posts(judged), "id", "text")}
    # CheckThat! 2021 judges two posts that its files do not hold.
    queries = tuple(
        Query(key, texts[key], wanted[key]) for key in sorted(wanted.keys() & texts.keys())
    )
    return Task(judged.stem, documents[source], queries)


def measure(
    found: Iterable[Task], *, searching: Callable[[Sequence[Document]], Search] | None = None
) -> Iterator[Line]:
    """The figures of every split in `found`: map_at_5, mrr, precision_at_1, recall_at_5, and
    candidates_recall, the share of posts with a right claim among their candidates.

    `searching` makes documents searchable; exact search if None.
    """
    held: dict[int, Search] = {}
    for task in found:
        key = id(task.documents)
        if key not in held:
            held = {key: (searching or Index)(task.documents)}
        orders = [_order(held[key], task.documents, query) for query in task.queries]
        for name, value in figures(orders, [query.wanted for query in task.queries]).items():
            yield Line(f"matching/{task.name}", name, value, len(task.queries))


def figures(
    orders: Sequence[Sequence[str]], wanted: Sequence[frozenset[str]]
) -> dict[str, float | None]:
    """The figures of ranked keys, one order a query, against those wanted.

    Average precision at 5 is divided by what could be found among five (TREC's `map_cut`).
    """
    pairs = list(zip(orders, wanted, strict=True))
    if not pairs:
        return dict.fromkeys(_FIGURES)
    return {
        name: sum(figure(order, right) for order, right in pairs) / len(pairs)
        for name, figure in _FIGURES.items()
    }


def _average_precision(order: Sequence[str], wanted: frozenset[str]) -> float:
    right, total = 0, 0.0
    for place, key in enumerate(order[:DEPTH], start=1):
        if key in wanted:
            right += 1
            total += right / place
    return total / min(DEPTH, len(wanted))


def _reciprocal_rank(order: Sequence[str], wanted: frozenset[str]) -> float:
    return next((1 / place for place, key in enumerate(order, start=1) if key in wanted), 0.0)


def _recall(order: Sequence[str], wanted: frozenset[str]) -> float:
    return len(wanted.intersection(order[:DEPTH])) / len(wanted)


_FIGURES: Mapping[str, Callable[[Sequence[str], frozenset[str]], float]] = {
    "map_at_5": _average_precision,
    "mrr": _reciprocal_rank,
    "precision_at_1": lambda order, wanted: float(bool(order) and order[0] in wanted),
    "recall_at_5": _recall,
    "candidates_recall": lambda order, wanted: float(not wanted.isdisjoint(order)),
}


def _order(search: Search, documents: Sequence[Document], query: Query) -> list[str]:
    near = search.candidates(query.text)
    ranked = ranking.rank(query.text, [search.read(place) for place in near])
    return [documents[near[each.place]].key for each in ranked]


class Index:
    """Documents searched exactly, without a database: embedded, and read when first asked for."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self._texts = embeddings.embed([each.text for each in documents])
        self._titles = embeddings.embed([each.title or each.text for each in documents])
        self._read: dict[int, Candidate] = {}
        self._holding: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths = np.zeros(len(documents))
        for at, each in enumerate(documents):
            counted: dict[str, int] = defaultdict(int)
            for term in terms.find(f"{each.text} {each.title}"):
                counted[term.stem] += 1
            self._lengths[at] = sum(counted.values())
            for stem, times in counted.items():
                self._holding[stem].append((at, times))

    def read(self, place: int) -> Candidate:
        """The document at `place`, as `ranking` takes it."""
        if place not in self._read:
            each = self.documents[place]
            vectors = np.stack([self._texts[place], self._titles[place]])
            self._read[place] = ranking.read(each.text, each.title, vectors=vectors)
        return self._read[place]

    def candidates(self, text: str, *, most: int = MOST) -> list[int]:
        """The places of the documents nearest to a post, half by vectors and half by words."""
        plain = posts.plain(text) or text
        vectors = ranking.embed(text).T
        cosines = np.maximum(self._texts @ vectors, self._titles @ vectors).max(1)
        found = [*_best(cosines, most // 2), *_best(self._by_words(plain), most // 2)]
        return [*dict.fromkeys(found)]

    def _by_words(self, text: str) -> np.ndarray:
        scores = np.zeros(len(self.documents))
        shortness = 1 - _LENGTH + _LENGTH * self._lengths / max(1.0, self._lengths.mean())
        for stem in terms.stems(text):
            holding = self._holding.get(stem, [])
            rarity = math.log1p((len(self.documents) - len(holding) + 0.5) / (len(holding) + 0.5))
            for at, times in holding:
                scores[at] += rarity * times / (times + _SATURATION * shortness[at])
        return scores


def _best(scores: np.ndarray, most: int) -> list[int]:
    order = np.argsort(-scores, kind="stable")[:most]
    return [int(at) for at in order if scores[at] > 0]


def _of(judged: Path, ending: str) -> Path:
    """The file that goes with a split: ct20t2_docs.tsv with ct20t2_dev.qrels."""
    name = judged.stem
    while "_" in name:
        name = name.rpartition("_")[0]
        if (found := judged.with_name(name + ending)).is_file():
            return found
    raise Unreadable(f"There is no file of claims ({judged.stem}{_DOCS}) beside {judged.name}.")


def _posts(judged: Path) -> Path:
    """A split's own posts, or those of several splits with its name among them."""
    own = judged.with_name(judged.stem + _QUERIES)
    if own.is_file():
        return own
    task, _, split = judged.stem.rpartition("_")
    for path in sorted(judged.parent.glob(f"{task}_*{_QUERIES}")):
        if split in path.name[len(task) + 1 : -len(_QUERIES)]:
            return path
    raise Unreadable(f"There is no file of posts ({own.name}) beside {judged.name}.")


def _rows(path: Path, *columns: str) -> list[dict[str, str]]:
    csv.field_size_limit(1_000_000)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    if rows and not set(columns) <= rows[0].keys():
        raise Unreadable(f"{path.name} has not the columns {', '.join(columns)}.")
    return [{name: value or "" for name, value in row.items() if name} for row in rows]


def _judgements(path: Path) -> dict[str, frozenset[str]]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        parts = line.split()
        if not parts:
            continue
        if len(parts) != 4 or not parts[3].lstrip("-").isdigit():
            raise Unreadable(f"Line {number} of {path.name} is no judgement: {line[:60]}")
        if int(parts[3]) > 0:
            wanted[parts[0]].add(parts[2])
    return {key: frozenset(documents) for key, documents in wanted.items()}
