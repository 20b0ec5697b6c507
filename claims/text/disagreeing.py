"""Where two reports of one fact cannot both be right, beyond their figures.

Read from slots, without a parser and without a model of entailment: what is denied, how far it
goes, who did it, where. Where it cannot be read plainly nothing is said: a false alarm costs a desk
more than a miss, which the two claims shown together make good.
"""

from claims.text import actors, agents, matters, places, polarity, scopes, slots
from claims.text.actors import Kind
from claims.text.disagreements import Disagreement, between
from claims.text.reports import Report
from claims.text.slots import Slots

_ALIKE, _FEWEST_ALIKE = 0.5, 3
_ORDER = ("before", "after")


def compare(a: Report, b: Report) -> Disagreement | None:
    """What two reports of one fact cannot both be right about; None where nothing is plain.

    Figures and dates are left to `comparing`. Symmetric: `compare(b, a)` finds the same with the
    sides exchanged. Spans are offsets into each report's own article. Reads the first 2,000
    characters of a claim; never raises.
    """
    if _key(b) < _key(a):
        found = _compare(slots.read(b), slots.read(a))
        return found.turned() if found else None
    return _compare(slots.read(a), slots.read(b))


def _key(report: Report) -> tuple[str, str, int]:
    return report.text, report.claimant, report.start


def _compare(one: Slots, other: Slots) -> Disagreement | None:
    if one.report.text == other.report.text and one.report.claimant == other.report.claimant:
        return None
    return (
        scopes.find(one, other)
        or scopes.find_duty(one, other)
        or polarity.find(one, other)
        or polarity.find_attribute(one, other)
        or agents.find(one, other)
        or agents.find_sector(one, other)
        or places.find(one, other)
        or _said(one, other)
        or _ordered(one, other)
    )


def _said(a: Slots, b: Slots) -> Disagreement | None:
    """One quotation in two mouths.

    Two people may well report the same; what they are quoted with in the same words is one's.
    """
    one, other = a.report, b.report
    if not (one.quoted and other.quoted) or not actors.differ(one.claimant, other.claimant):
        return None
    if Kind.PERSON is not actors.kind(one.claimant) or Kind.PERSON is not actors.kind(
        other.claimant
    ):
        return None
    left, right = a.content(), b.content()
    shared = left & right
    if len(shared) < _FEWEST_ALIKE or 2 * len(shared) < _ALIKE * 2 * max(len(left), len(right)):
        return None
    here, there = a.span(0, len(a.words)), b.span(0, len(b.words))
    return Disagreement("said", here, there, (one.claimant, other.claimant))


def _ordered(a: Slots, b: Slots) -> Disagreement | None:
    """ "before the vote" against "after the vote"."""
    for number, clause in enumerate(a.clauses):
        for to, other in enumerate(b.clauses):
            if {clause.opener, other.opener} != set(_ORDER) or not number or not to:
                continue
            here = a.content(clause.first, clause.last)
            there = b.content(other.first, other.last)
            if not here or here != there or matters.clash(a, b):
                continue
            first, second = a.content(0, clause.first), b.content(0, other.first)
            if len(first & second) >= max(1, 0.6 * min(len(first), len(second))):
                return between(
                    "order", a, (clause.first - 1, clause.last), b, (other.first - 1, other.last),
                    "it cannot be both",
                )  # fmt: skip
    return None
