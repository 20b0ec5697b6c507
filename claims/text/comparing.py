"""Figures and dates of two reports of one fact: whether they agree, and why, in a sentence.

Whoever calls has decided that the two are about the same fact. What is compared is only what is
surely about one thing: false alarms cost a desk more than misses. A figure without a partner says
nothing.
"""

from dataclasses import dataclass

from claims.text import aligning, clocks, periods, phrasing, quantities
from claims.text.aligning import Side
from claims.text.amounts import Agreement
from claims.text.figures import Figure
from claims.text.reports import Report

SAME, COMPATIBLE, CHANGED, DISCREPANCY = "same", "compatible", "changed", "discrepancy"
# From what decides the whole to what does not.
_ORDER = (DISCREPANCY, CHANGED, COMPATIBLE, SAME)
_RELATION = {
    Agreement.SAME: SAME,
    Agreement.COMPATIBLE: COMPATIBLE,
    Agreement.CONFLICT: DISCREPANCY,
}


# Two figures, their relation, and why time explains that they differ.
_Found = tuple[Figure, Figure, str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures about one thing: `a` of the first report, `b` of the second.

    relation: "same", "compatible", "changed" or "discrepancy"; why: one sentence.
    """

    a: Figure
    b: Figure
    relation: str
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the figures of two reports say of one another.

    relation: the gravest of the pairs': "discrepancy" when two figures cannot both be right,
    "changed" when time explains that they differ, "compatible" when one is more exact or bounded
    otherwise, "same", or "" when there is nothing to compare. why: the sentence of the pair that
    decides, "" with no pair. pairs: in the order of the first report's figures.
    """

    relation: str = ""
    why: str = ""
    pairs: tuple[Pair, ...] = ()


def compare(a: Report, b: Report) -> Comparison:
    """How the figures and dates of two reports of the same fact stand to each other.

    Symmetric: `compare(b, a)` has the same relation, and its pairs the other way round. A report
    never contradicts itself. At most `quantities.MOST` figures of each are looked at, so that the
    time is in proportion to the texts. Never raises.
    """
    if _key(b) < _key(a):
        found = [(y, x, relation, because) for x, y, relation, because in _pairs(b, a)]
    else:
        found = _pairs(a, b)
    pairs = tuple(
        Pair(x, y, relation, phrasing.why(x, y, relation, because))
        for x, y, relation, because in sorted(found, key=lambda one: (one[0].start, one[1].start))
    )
    for relation in _ORDER:
        for pair in pairs:
            if pair.relation == relation:
                return Comparison(relation, pair.why, pairs)
    return Comparison()


def _key(report: Report) -> tuple[object, ...]:
    return report.text, report.told, report.start, [figure.text for figure in report.figures]


def _pairs(a: Report, b: Report) -> list[_Found]:
    sides = [Side(one, quantities.read(one), periods.read(one)) for one in (a, b)]
    one, other = sides
    found: list[_Found] = []
    for kin in aligning.align(one, other):
        relation = CHANGED if kin.changed else _RELATION[kin.agreement]
        x, y = one.quantities[kin.i].figure, other.quantities[kin.j].figure
        found.append((x, y, relation, kin.changed))
    explained = any(relation == CHANGED for _, _, relation, _ in found)
    for i, j, agreement in periods.align(one.dated, other.dated):
        # Days that explain a growth are different days, and no contradiction.
        if not (explained and agreement == Agreement.CONFLICT):
            found.append((one.dated[i].figure, other.dated[j].figure, _RELATION[agreement], ""))
    times = clocks.read(a), clocks.read(b)
    for i, j, agreement in clocks.align(*times):
        found.append((times[0][i].figure, times[1][j].figure, _RELATION[agreement], ""))
    return found
