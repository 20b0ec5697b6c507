"""The analysis held to 42 labelled news texts of every kind (news/RUBRIC.md says how labelled).

The floors lie just under what was measured when they were set; raise them when it gets better.
Nothing in `claims/text` was written on these texts.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from claims.text.analysis import Claim, analyse

NEWS = Path(__file__).parent / "news"


@pytest.fixture(scope="module")
def judged() -> list[tuple[dict[str, Any], list[Claim]]]:
    """Each labelled sentence, with the claims that were found in it."""
    labels = defaultdict(list)
    for line in (NEWS / "labels.jsonl").read_text("utf-8").splitlines():
        label = json.loads(line)
        labels[label["article"]].append(label)
    pairs = []
    for article, sentences in labels.items():
        claims = analyse((NEWS / article).read_bytes().decode()).claims
        for label in sentences:
            here = [c for c in claims if c.start < label["end"] and c.end > label["start"]]
            pairs.append((label, here))
    return pairs


def share(yes: list[bool]) -> float:
    assert yes
    return sum(yes) / len(yes)


def test_it_finds_every_claim_that_must_be_checked(judged) -> None:
    assert share([bool(found) for label, found in judged if label["worth"] == 2]) == 1.0


def test_it_finds_the_claims(judged) -> None:
    assert share([bool(found) for label, found in judged if label["kind"] == "claim"]) >= 0.98


def test_what_it_finds_are_claims(judged) -> None:
    assert share([label["kind"] == "claim" for label, found in judged if found]) >= 0.84


def test_it_skips_page_furniture(judged) -> None:
    assert share([not found for label, found in judged if label["kind"] == "boilerplate"]) >= 0.83


def test_what_it_calls_hedged_is_hedged(judged) -> None:
    hedged = [label["hedged"] for label, found in judged if any(c.hedges for c in found)]
    assert share(hedged) >= 0.9


def test_it_says_who_said_it(judged) -> None:
    named = [
        any(claim.claimant for claim in found)
        for label, found in judged
        if found and label.get("attribution")
    ]
    assert share(named) >= 0.73


def test_it_finds_the_figures(judged) -> None:
    seen = [
        any(g.start < f["end"] and f["start"] < g.end for c in found for g in c.figures)
        for label, found in judged
        if found
        for f in label["figures"]
    ]
    assert share(seen) >= 0.93
