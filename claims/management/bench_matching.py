"""The speed of matching among many claims: vectors and words as real ones lie, and the figures.

The vectors are those of real sentences (what the reader was trained with), two and two mixed in
any proportion with some noise: so they lie in clusters and along lines, as those of a desk's
claims do. Words are drawn by Zipf's law. The index is made after the rows, as in any restore.
"""

import resource
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db import connection
from pgvector import HalfVector
from pgvector.django import HnswIndex

from claims.matching import candidates
from claims.matching.candidates import Probe
from claims.models import Embedding
from claims.text import embeddings

# "1 2 | A sentence." in files of sentences that were labelled.
_SENTENCES = Path(settings.BASE_DIR) / "claims" / "training" / "data"
_BASE = 4000
_NOISE = 0.25
_VOCABULARY = 200_000
_TERMS = 10
_BATCH = 10_000
SEARCHES = 200
NEIGHBOURS = 5

_LOAD = """
INSERT INTO claims_embedding (claim_id, article_id, model, vector, words, terms, told)
SELECT claim.id, claim.article_id, 'bench', made.vector, '', array_to_tsvector(made.terms), ''
FROM made JOIN claims_claim claim USING (id) ORDER BY claim.id
"""
_COUNT = """
INSERT INTO claims_term (term, claims)
SELECT term, count(*) FROM made, unnest(terms) term GROUP BY term
"""

Say = Callable[[str, float, str, int], None]


class Sentences:
    """A source of vectors and words for `claims` claims; the same seed gives the same ones."""

    def __init__(self, claims: int, *, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._base = embeddings.embed(_sentences()[: min(claims, _BASE)])
        ranks = np.arange(1, _VOCABULARY + 1)
        self._zipf = (1 / ranks) / (1 / ranks).sum()

    def vectors(self, number: int) -> np.ndarray:
        """`number` rows of length 1."""
        one, other = self._random.integers(len(self._base), size=(2, number))
        share = self._random.random((number, 1))
        noise = self._random.normal(scale=_NOISE, size=(number, embeddings.SIZE))
        mixed = share * self._base[one] + (1 - share) * self._base[other]
        mixed += noise / embeddings.SIZE**0.5
        return mixed / np.linalg.norm(mixed, axis=1, keepdims=True)

    def terms(self, number: int) -> list[list[str]]:
        """`number` lists of different words, common ones more often than rare ones."""
        drawn = self._random.choice(_VOCABULARY, size=(number, _TERMS), p=self._zipf)
        return [sorted({_word(rank) for rank in row}) for row in drawn.tolist()]


def fill(claims: int, sentences: Sentences) -> None:
    """Give every claim of the database, which are `claims`, a vector and words."""
    index = next(each for each in Embedding._meta.indexes if isinstance(each, HnswIndex))
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM claims_claim ORDER BY id")
        keys = [key for (key,) in cursor.fetchall()]
        cursor.execute(
            "CREATE TEMPORARY TABLE made (id bigint PRIMARY KEY, vector halfvec, terms text[])"
        )
        with cursor.copy("COPY made FROM STDIN") as copy:
            for at in range(0, claims, _BATCH):
                for row in _rows(keys[at : at + _BATCH], sentences):
                    copy.write_row(row)
        with connection.schema_editor() as editor:
            editor.remove_index(Embedding, index)
        cursor.execute(_LOAD)
        cursor.execute(_COUNT)
        cursor.execute("SET maintenance_work_mem = '2GB'")
        with connection.schema_editor() as editor:
            editor.add_index(Embedding, index)
        cursor.execute("DROP TABLE made")
        cursor.execute("VACUUM ANALYZE claims_embedding, claims_term")


def measure(claims: int, sentences: Sentences, say: Say, times: Callable[..., list[float]]) -> None:
    """Say the figures of searches among `claims` claims; `times` runs an action so often."""
    vectors, terms = sentences.vectors(SEARCHES), sentences.terms(SEARCHES)
    probes = [Probe(0, 0, *each) for each in zip(vectors, terms, strict=True)]
    found = [candidates.nearest([probe], limit=NEIGHBOURS)[0] for probe in probes]
    true = [_exactly_nearest(probe) for probe in probes]
    hits = sum(len({*one} & {*other}) for one, other in zip(found, true, strict=True))
    say("match_recall_at_5", hits / (NEIGHBOURS * SEARCHES), "share", SEARCHES)
    before = _resident_megabytes()
    searches: dict[str, Callable[[Sequence[Probe]], object]] = {
        "match_nearest_5": partial(candidates.nearest, limit=NEIGHBOURS),
        "match_by_words": candidates.by_words,
        "match_candidates": candidates.find,
    }
    for figure, search in searches.items():
        upcoming = iter([probes[-1], *probes])
        taken = sorted(times(lambda: search([next(upcoming)]), SEARCHES))  # noqa: B023
        for percentile in (50, 95):
            value = taken[min(SEARCHES * percentile // 100, SEARCHES - 1)]
            say(f"{figure}_p{percentile}", value * 1000, "ms", SEARCHES)
    say("match_memory_growth", _resident_megabytes() - before, "MB", claims)


def _sentences() -> list[str]:
    lines = (
        line.partition(" | ")[2].strip()
        for path in sorted(_SENTENCES.glob("*/batch_*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return [line for line in lines if line]


def _rows(keys: Sequence[int], sentences: Sentences) -> Iterator[tuple[int, str, list[str]]]:
    vectors, terms = sentences.vectors(len(keys)), sentences.terms(len(keys))
    for key, vector, words in zip(keys, vectors, terms, strict=True):
        yield key, HalfVector(vector).to_text(), words


def _word(rank: int) -> str:
    """A word of letters for a rank, different for each."""
    letters = ""
    number = rank * 7_368_787 % 308_915_776
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters += chr(ord("a") + letter)
    return letters


def _exactly_nearest(probe: Probe) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SET enable_indexscan = off")
        cursor.execute(
            "SELECT claim_id FROM claims_embedding ORDER BY vector <=> %s::halfvec LIMIT %s",
            [HalfVector(probe.vector).to_text(), NEIGHBOURS],
        )
        found = [key for (key,) in cursor.fetchall()]
        cursor.execute("RESET enable_indexscan")
        return found


def _resident_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
