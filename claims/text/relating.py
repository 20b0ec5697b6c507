"""The relation of two claims that report one fact: same, compatible, changed or discrepancy."""

from dataclasses import dataclass

from claims.text import comparing, disagreeing
from claims.text.comparing import CHANGED, COMPATIBLE, DISCREPANCY, SAME, Comparison
from claims.text.disagreements import Disagreement
from claims.text.reports import Report

_DAY = len("2022-09-18")


@dataclass(frozen=True, slots=True)
class Relation:
    """How two reports of one fact stand to each other.

    value: "discrepancy" where both cannot be right, "changed" where the days of report explain
    the difference, "compatible" where one is more exact, bounded otherwise or hedged, else "same".
    why: one or two sentences for a desk. figures and words: what it was read from.
    """

    value: str
    why: str
    figures: Comparison
    words: Disagreement | None


def relate(a: Report, b: Report) -> Relation:
    """The relation of two reports of the same fact; the caller has decided that they are.

    The gravest of what `comparing` finds in the figures and `disagreeing` in the words; a hedge
    on one side only makes "same" to "compatible". Symmetric in its value. Never raises.
    """
    figures, words = comparing.compare(a, b), disagreeing.compare(a, b)
    value, reasons = _figures(figures)
    if words is not None:
        passed = words.passing and _other_day(a, b)
        if value != DISCREPANCY:
            value = CHANGED if passed else DISCREPANCY
            reasons = []
        reasons.append(words.why)
        if passed:
            reasons.append("The two reports are of different days.")
    elif value in ("", SAME) and bool(a.hedges) != bool(b.hedges):
        hedge = (a.hedges or b.hedges)[0]
        value = COMPATIBLE
        reasons.append(f"Only one of them hedges: “{' '.join(hedge.text.split())}”.")
    return Relation(
        value or SAME,
        " ".join(reasons) or "Neither contradicts the other.",
        figures,
        words,
    )


def _figures(figures: Comparison) -> tuple[str, list[str]]:
    return figures.relation, [figures.why] if figures.why else []


def _other_day(a: Report, b: Report) -> bool:
    """Whether the two were written on two days, as far as both are known to the day."""
    return len(a.told) == len(b.told) == _DAY and a.told != b.told
