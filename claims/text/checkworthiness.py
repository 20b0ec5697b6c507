"""How much a claim wants checking: a score from 0 to 1, a band, and the reasons in words.

The score is additive. Each reason found in the claim (`signs`) adds its weight in log-odds, the
trained reader adds its own log-odds times a factor, and the logistic function of the sum is the
score. So a reason's share never depends on the others, and what is shown is what was counted:
`contributions` lists the very numbers that `score` sums up.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.text import signs
from claims.text.attribution import Attribution
from claims.text.figures import Figure
from claims.text.hedges import Hedge

# What the trained reader found goes by this name: here a factor on its log-odds.
READER = "reader"
# What a person made a claim must be checked: by default, all that lowers a score together counts
# less than this one reason.
BY_HAND = "picked out by hand"
# What any assertion starts with is listed with the reasons under this name.
START = "any claim"
# These lower the score, all others raise it; no setting turns that.
LOWERING = frozenset(
    (
        "first person",
        "we",
        "unnamed speaker",
        "opinion",
        "conditional",
        "possibility",
        "very short",
        "request for comment",
        "says only that nothing is known",
    )
)
# Fitted by `make train` on labelled news: the log-odds of the start and of each reason, and the
# scores from which on a claim must be checked, or should be; below, it is minor.
_FITTED = json.loads((Path(__file__).parent / "weights" / "reasons.json").read_text("utf-8"))
BASE: float = _FITTED["base"]
WEIGHTS: Mapping[str, float] = {**_FITTED["weights"], BY_HAND: 16.0}
MUST_CHECK: float = _FITTED["must"]
SHOULD_CHECK: float = _FITTED["check"]
# What each says of a claim, before its words.
MEANINGS: Mapping[str, str] = {
    START: "where any claim starts, before anything is known of it",
    READER: "what the trained reader makes of the whole sentence",
    BY_HAND: "somebody picked it out by hand",
    "figure": "a figure that is news",
    "date": "an event with its date",
    "rough figure": "a figure, roughly given",
    "month or year": "an event with its month or year",
    "small figure": "a small figure in words",
    "span of time": "how long or when it was",
    "further figures": "more figures beside the first",
    "named body": "an authority, company or other body is named",
    "legal rule": "the law, a court or a penalty comes in",
    "damaging": "it would damage somebody if it were wrong",
    "who stands behind it": "it says who runs, made or began something",
    "superlative or absolute": "a record, a rank or “never” and “all”",
    "change": "something is said to have risen, fallen or changed",
    "cause": "one thing is said to be the cause of another",
    "hedged": "the article leaves open whether it is so",
    "second-hand": "it came by another outlet",
    "country": "a country is named",
    "named claimant": "somebody is named as having said it",
    "first person": "the speaker tells of themselves",
    "we": "the speaker tells of their own people",
    "unnamed speaker": "it is quoted from somebody without a name",
    "opinion": "it judges more than it reports",
    "conditional": "it holds only under a condition",
    "possibility": "it says what may be, not what is",
    "very short": "it is very short, and has no figure",
    "request for comment": "it tells only that somebody was asked for comment",
    "says only that nothing is known": "it says only that something is not known",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim is more or less worth checking: a key of `WEIGHTS`, and the claim's words that
    give it, "" where no single word does.
    """

    name: str
    words: str = ""

    def __str__(self) -> str:
        if not raises(self.name):
            return f"lowered: {self.name}"
        return f"{self.name}: {self.words}" if self.words else self.name


@dataclass(frozen=True, slots=True)
class Worth:
    """How much a claim wants checking, and why. `score` is 0..1; `band` must, check or minor;
    `reader` the log-odds the trained reader gave it, None where it did not read it.
    """

    score: float
    band: str
    reasons: tuple[Reason, ...]
    reader: float | None = None


def raises(name: str) -> bool:
    """Whether a reason can raise the score; or else it can lower it."""
    return name not in LOWERING


def reasons_for(
    content: str, figures: Sequence[Figure], hedges: Sequence[Hedge], attribution: Attribution
) -> tuple[Reason, ...]:
    """The reasons in a claim's words, those that raise first, strongest first by default weights.

    `content` is the claim's wording; figures, hedges and attribution are the claim's own.
    """
    found = [
        Reason(name, words) for name, words in signs.found(content, figures, hedges, attribution)
    ]
    return tuple(sorted(found, key=lambda reason: (not raises(reason.name), -_size(reason))))


def weigh(
    content: str,
    figures: Sequence[Figure],
    hedges: Sequence[Hedge],
    attribution: Attribution,
    reader: float | None = None,
    weights: Mapping[str, float] = WEIGHTS,
) -> Worth:
    """The check-worthiness of a claim with its reasons; see `reasons_for` and `score`."""
    reasons = reasons_for(content, figures, hedges, attribution)
    number = score(reasons, reader, weights)
    return Worth(number, band(number), reasons, reader)


def score(
    reasons: Iterable[Reason], reader: float | None, weights: Mapping[str, float] = WEIGHTS
) -> float:
    """The check-worthiness from 0 to 1: the logistic function of the contributions' sum.

    `reader` is the trained reader's log-odds that a desk must check the claim, None where it did
    not read it: its share is 0 then. A name that `weights` does not have counts nothing, one
    given twice counts once.
    """
    return probability(math.fsum(share for _, _, share in contributions(reasons, reader, weights)))


def probability(log_odds: float) -> float:
    """The logistic function: log-odds as a chance from 0 to 1, without overflow for any of them."""
    # The two forms are one function; neither overflows on its side of zero.
    if log_odds >= 0.0:
        return 1.0 / (1.0 + math.exp(-log_odds))
    return math.exp(log_odds) / (1.0 + math.exp(log_odds))


def contributions(
    reasons: Iterable[Reason], reader: float | None, weights: Mapping[str, float] = WEIGHTS
) -> list[tuple[str, str, float]]:
    """What makes up the score: (name, words, log-odds) of each share, strongest first.

    Besides the reasons' names there are `START`, always, and `READER` where it read the claim.
    Parameters as in `score`, which sums up exactly these.
    """
    known = {reason.name: reason for reason in reversed(list(reasons))}
    shares = [
        (reason.name, reason.words, weights[reason.name])
        for reason in known.values()
        if reason.name in weights and reason.name != READER
    ]
    if reader is not None:
        shares.append((READER, "", weights.get(READER, WEIGHTS[READER]) * reader))
    shares.append((START, "", BASE))
    return sorted(shares, key=lambda share: (-abs(share[2]), share[0]))


def band(score: float) -> str:
    """The band of a score: "must", "check" or "minor"."""
    if score >= MUST_CHECK:
        return "must"
    return "check" if score >= SHOULD_CHECK else "minor"


def _size(reason: Reason) -> float:
    return abs(WEIGHTS.get(reason.name, 0.0))
