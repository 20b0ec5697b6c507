"""Candidates: which of all the desk's claims may be about the same fact as a new one.

Three ways lead to a claim, each by an index and with a bound on what it may read, so that a
search costs the same among a million claims as among a thousand:

    meaning    the nearest vectors, by HNSW (Malkov & Yashunin 2018)
    words      full text over the claim's rarest terms, weighed by how rare they are
    spellings  the same over other spellings of them, by trigrams: Matvienko, Matviyenko

What all three find comes first (reciprocal rank fusion, Cormack et al. 2009). Claims of the same
article and dropped claims are left out.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection, transaction
from pgvector import HalfVector

# How many claims come back. The share of true neighbours that HNSW finds grows with EFFORT, and so
# does its time: of the five nearest among a million .96 at 600 and .98 at 900, pgvector's most
# being 1000.
LIMIT = 50
EFFORT = 900
# A search by words reads so many claims at most; a term of more claims tells nothing.
_MOST_CLAIMS = 1000
_MOST_TERMS = 12
# Terms shorter than this have no spellings, and this rare ones are worth looking for them.
_FEWEST_LETTERS = 5
_RARE = 200
_LIKENESS = 0.5
_SPELLINGS = 3
# Of reciprocal rank fusion, as its paper has it.
_FLAT = 60


@dataclass(frozen=True, slots=True)
class Probe:
    """A claim to find candidates for: its keys, its vector, its content words."""

    claim: int
    article: int
    vector: np.ndarray
    terms: Sequence[str]


def find(probes: Sequence[Probe], *, limit: int = LIMIT) -> dict[int, list[int]]:
    """For each probe the keys of at most `limit` claims of other articles, likeliest first.

    Only claims with an Embedding are found. A handful of queries, however many probes.
    """
    rankings = [nearest(probes, limit=limit), *by_words(probes, limit=limit)]
    found = {probe.claim: _fused([by[probe.claim] for by in rankings]) for probe in probes}
    standing = _standing({key for keys in found.values() for key in keys})
    return {
        claim: [key for key in keys if key in standing][:limit] for claim, keys in found.items()
    }


def nearest(
    probes: Sequence[Probe], *, limit: int = LIMIT, effort: int = EFFORT
) -> dict[int, list[int]]:
    """For each probe the claims of other articles nearest in meaning, nearest first."""
    found: dict[int, list[int]] = {probe.claim: [] for probe in probes}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('hnsw.ef_search', %s, true),"
            # The article's own claims are the nearest of all: the search goes on behind them.
            " set_config('hnsw.iterative_scan', 'strict_order', true)",
            [str(max(effort, limit))],
        )
        for probe in probes:
            cursor.execute(
                "SELECT claim_id FROM claims_embedding WHERE article_id <> %s"
                " ORDER BY vector <=> %s::halfvec LIMIT %s",
                [probe.article, HalfVector(probe.vector).to_text(), limit],
            )
            found[probe.claim] = [key for (key,) in cursor.fetchall()]
    return found


def by_words(
    probes: Sequence[Probe], *, limit: int = LIMIT
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """For each probe the claims that share its rare terms; and those that spell them otherwise."""
    frequency = _frequencies({term for probe in probes for term in probe.terms})
    chosen = {probe.claim: _rarest(probe.terms, frequency) for probe in probes}
    spelt = _spellings({term for terms in chosen.values() for term in terms}, frequency)
    otherwise = {
        claim: {
            variant: weight
            for term, weight in terms.items()
            for variant in spelt.get(term, ())
            if variant not in terms
        }
        for claim, terms in chosen.items()
    }
    return _sharing(probes, chosen, limit), _sharing(probes, otherwise, limit)


def _frequencies(terms: Iterable[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT term, claims FROM claims_term WHERE term = ANY(%s)", [sorted(terms)])
        return dict(cursor.fetchall())


def _rarest(terms: Iterable[str], frequency: Mapping[str, int]) -> dict[str, float]:
    """The rarest terms that the desk knows, each with its weight, as far as the bound allows."""
    chosen: dict[str, float] = {}
    left = _MOST_CLAIMS
    known = {term for term in terms if term in frequency}
    for term in sorted(known, key=lambda term: (frequency[term], term))[:_MOST_TERMS]:
        left -= frequency[term]
        if left < 0 and chosen:
            break
        if frequency[term] <= _MOST_CLAIMS:
            chosen[term] = math.log1p(_MOST_CLAIMS / frequency[term])
    return chosen


def _spellings(terms: Iterable[str], frequency: Mapping[str, int]) -> dict[str, list[str]]:
    """Other spellings of those of `terms` that are rare, as names are, and no numbers."""
    rare = sorted(
        term
        for term in terms
        if len(term) >= _FEWEST_LETTERS and frequency[term] <= _RARE and term.isalpha()
    )
    if not rare:
        return {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(_LIKENESS)]
        )
        cursor.execute(
            "SELECT asked.term, array_agg(variant.term) FROM unnest(%s::text[]) AS asked (term)"
            " CROSS JOIN LATERAL (SELECT other.term FROM claims_term AS other"
            "  WHERE other.term %% asked.term AND other.term <> asked.term AND other.claims <= %s"
            "  ORDER BY similarity(other.term, asked.term) DESC, other.term LIMIT %s"
            " ) AS variant GROUP BY asked.term",
            [rare, _RARE, _SPELLINGS],
        )
        return dict(cursor.fetchall())


def _sharing(
    probes: Sequence[Probe], terms: Mapping[int, Mapping[str, float]], limit: int
) -> dict[int, list[int]]:
    """For each probe the claims with most of its `terms`, weighed; those tell alike by key."""
    asked = [
        (probe.claim, probe.article, lexeme(term), weight)
        for probe in probes
        for term, weight in terms[probe.claim].items()
    ]
    found: dict[int, list[int]] = defaultdict(list)
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT probe, array_agg(claim ORDER BY weight DESC, claim) FROM ("
                "  SELECT probe, claim, weight,"
                "   row_number() OVER (PARTITION BY probe ORDER BY weight DESC, claim) AS place"
                "  FROM (SELECT asked.probe, has.claim_id AS claim, sum(asked.weight) AS weight"
                "   FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::float8[])"
                "    AS asked (probe, article, term, weight)"
                "   CROSS JOIN LATERAL (SELECT claim_id FROM claims_embedding"
                "    WHERE terms @@ asked.term::tsquery AND article_id <> asked.article) AS has"
                "   GROUP BY asked.probe, has.claim_id) AS weighed"
                " ) AS placed WHERE place <= %s GROUP BY probe",
                [*map(list, zip(*asked, strict=True)), limit],
            )
            found.update(cursor.fetchall())
    return {probe.claim: found[probe.claim] for probe in probes}


def lexeme(term: str) -> str:
    """`term` as one lexeme of a tsquery, whatever is in it."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _fused(rankings: Iterable[Sequence[int]]) -> list[int]:
    score: dict[int, float] = defaultdict(float)
    for ranking in rankings:
        for place, key in enumerate(ranking):
            score[key] += 1 / (_FLAT + place)
    return sorted(score, key=lambda key: (-score[key], key))


def _standing(claims: Iterable[int]) -> set[int]:
    """Those of `claims` that nobody has dropped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT claim_id FROM claims_review WHERE claim_id = ANY(%s) AND state <> 'dropped'",
            [sorted(claims)],
        )
        return {key for (key,) in cursor.fetchall()}
