"""Matches measured against labelled pairs: which claims of two articles are about the same fact.

Both are what `manage.py export_matches --json` writes and what pairs.jsonl holds: objects with "a"
and "b", each {"article", "start", "end"}, and "relation"; labels have "sure" too. Which of the two
articles is "a" does not matter.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from claims.evaluation.results import Line, Unreadable

Pair = Mapping[str, Any]
# So much of the shorter of two stretches must be in both for them to be one claim.
COVERS = 0.5
RELATIONS = ("same", "compatible", "changed", "discrepancy")
# Not one fact after all, though a desk would want to see both: neither right nor wrong.
RELATED = "related"


def read(path: Path) -> list[Pair]:
    """The pairs of a JSON file or of a file of JSON lines. Raises Unreadable."""
    text = path.read_text(encoding="utf-8")
    try:
        if path.suffix == ".jsonl":
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
        else:
            found = json.loads(text)
        for pair in found:
            _ends(pair)
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(f"{path.name} holds no pairs as export_matches writes them.") from error
    return found


def measure(split: str, exported: Sequence[Pair], labelled: Sequence[Pair]) -> Iterator[Line]:
    """The figures of matches against labels.

    precision: matches that are a labelled pair, of those that are no "related" one. recall: sure
    pairs that were matched; recall_with_arguable: all pairs. relation_right: of the matches that
    are a labelled pair, those with its relation; precision and recall of each relation by name.
    """
    facts = [pair for pair in labelled if pair["relation"] != RELATED]
    beside = [pair for pair in labelled if pair["relation"] == RELATED]
    of_fact = [[fact for fact in facts if is_same(match, fact)] for match in exported]
    judged = [
        bool(found)
        for match, found in zip(exported, of_fact, strict=True)
        if found or not any(is_same(match, each) for each in beside)
    ]
    yield _share(split, "precision", judged)
    sure = [fact for fact in facts if fact.get("sure", True)]
    for name, wanted in (("recall", sure), ("recall_with_arguable", facts)):
        yield _share(split, name, [_is_found(fact, exported) for fact in wanted])
    relations = [
        (match["relation"], {fact["relation"] for fact in found})
        for match, found in zip(exported, of_fact, strict=True)
        if found
    ]
    yield _share(split, "relation_right", [said in were for said, were in relations])
    for relation in RELATIONS:
        said = [relation in were for told, were in relations if told == relation]
        yield _share(split, f"{relation}_precision", said)
        held = [fact for fact in facts if fact["relation"] == relation]
        like = [match for match in exported if match["relation"] == relation]
        yield _share(split, f"{relation}_recall", [_is_found(fact, like) for fact in held])


def is_same(one: Pair, other: Pair) -> bool:
    """Whether two pairs join the same two claims, by their articles and by overlap."""
    first, second = _ends(one)
    return any(
        _is_one(first, ends[0]) and _is_one(second, ends[1])
        for ends in (_ends(other), _ends(other)[::-1])
    )


def overlap(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether two stretches of one text share at least half of the shorter."""
    shared = min(end, other_end) - max(start, other_start)
    return shared > 0 and shared >= COVERS * min(end - start, other_end - other_start)


def _is_found(fact: Pair, matches: Sequence[Pair]) -> bool:
    return any(is_same(match, fact) for match in matches)


def _is_one(claim: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return claim[0] == other[0] and overlap(*claim[1:], *other[1:])


def _ends(pair: Pair) -> tuple[tuple[str, int, int], tuple[str, int, int]]:
    one, other = (
        (str(end["article"]), int(end["start"]), int(end["end"])) for end in (pair["a"], pair["b"])
    )
    return one, other


def _share(split: str, figure: str, yes: Sequence[bool]) -> Line:
    return Line(split, figure, sum(yes) / len(yes) if yes else None, len(yes))
