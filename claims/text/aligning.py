"""Which quantity of one report is about the same thing as which of another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.text import amounts, counted, families, scales, timing
from claims.text.amounts import Agreement
from claims.text.periods import Period
from claims.text.quantities import Quantity
from claims.text.reports import Report

# One person may call twice: so many contacts more than people are no contradiction.
_REPEATED = 1.25
# Two candidates as likely as this are one too many to accuse anybody.
_TIE = 3.0
# What stands for another time or another thing than the figure it looks like.
_ELSEWHERE = frozenset({"not", "other"})
# A number as high as this does not come up twice by chance.
_TELLING = 100
# Numbers so far apart, one of them of nothing named, count two things.
_ABSURD = 20
# Letters that a noun shares with its verb: "signatures" and "signed".
_ROOT = 4
_UNCOUNTED = frozenset({"score", "ordinal"})


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports: its quantities and dates."""

    report: Report
    quantities: tuple[Quantity, ...]
    dated: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Quantity `i` of one report and `j` of the other, and how they stand to each other.

    agreement: of the amounts. changed: why time explains that they
    differ, "" when it does not.
    """

    i: int
    j: int
    agreement: Agreement
    score: float
    changed: str = ""


def align(a: Side, b: Side) -> tuple[Candidate, ...]:
    """The quantities of the two reports that are about one thing, in the order of `a`'s.

    A quantity has one partner or none. Amounts that agree are joined first; those that do not
    agree only where nothing else could be meant.
    """
    agreeing, differing = [], []
    for i, x in enumerate(a.quantities):
        for j, y in enumerate(b.quantities):
            candidate = _candidate(a, b, i, j)
            if candidate is None:
                continue
            if candidate.agreement >= Agreement.COMPATIBLE:
                agreeing.append(candidate)
            elif _alone(a, b, x, y):
                differing.append(candidate)
    kept = list(_greedy(agreeing))
    settled_i = {one.i for one in agreeing}
    settled_j = {one.j for one in agreeing}
    left = [one for one in differing if one.i not in settled_i and one.j not in settled_j]
    kept.extend(
        one
        for one in _greedy(left)
        if one.agreement == Agreement.CONFLICT
        and not _rivalled(one, left)
        and not _sums(a, b, one)
        and not _met(a, b, one)
    )
    return tuple(sorted(kept, key=lambda one: one.i))


def _greedy(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    rows: set[int] = set()
    columns: set[int] = set()
    for one in sorted(candidates, key=lambda one: (-one.score, one.i + one.j, one.i)):
        if one.i not in rows and one.j not in columns:
            rows.add(one.i)
            columns.add(one.j)
            yield one


def _rivalled(one: Candidate, others: Sequence[Candidate]) -> bool:
    return any(
        other is not one
        and (other.i == one.i or other.j == one.j)
        and other.score > one.score - _TIE
        for other in others
    )


def _alone(a: Side, b: Side, x: Quantity, y: Quantity) -> bool:
    """Counts of a stretch of time only differ from counts of all times."""
    return timing.stretch(a.report, x) == timing.stretch(b.report, y)


def _sums(a: Side, b: Side, one: Candidate) -> bool:
    """Whether the parts that one report gives make the total of the other."""
    for side, at, other in ((a, one.i, b.quantities[one.j]), (b, one.j, a.quantities[one.i])):
        mine = side.quantities[at]
        values = [
            q.scaled.amount.value
            for q in side.quantities
            if (q.scaled.scale, q.scaled.per) == (mine.scaled.scale, mine.scaled.per)
            and q.role not in _ELSEWHERE
        ]
        if len(values) > 1 and abs(sum(values) - other.scaled.amount.value) < 0.01 * sum(values):
            return True
    return False


def _met(a: Side, b: Side, one: Candidate) -> bool:
    """Whether either number stands in the other report too, of whatever it is counted there."""
    x, y = a.quantities[one.i], b.quantities[one.j]
    return any(
        this.scaled.amount.value >= _TELLING
        and (pair := scales.pair(this.scaled, other.scaled)) is not None
        and amounts.compare(*pair) >= Agreement.COMPATIBLE
        for this, others in ((x, b.quantities), (y, a.quantities))
        for other in others
    )


def _candidate(a: Side, b: Side, i: int, j: int) -> Candidate | None:
    x, y = a.quantities[i], b.quantities[j]
    if "not" in (x.role, y.role):
        return None
    pair = scales.pair(x.scaled, y.scaled)
    if pair is None or _clash(x, y):
        return None
    level = _level(x, y)
    if level == counted.NOTHING:
        return None
    agreement = amounts.compare(*pair)
    if x.scaled.scale in _UNCOUNTED and agreement != Agreement.SAME:
        agreement = Agreement.CONFLICT
    shared = len(x.near & y.near)
    common = bool(x.fates & y.fates)
    score = 100.0 * agreement + 10 * level + 5 * common + min(shared, 5)
    score -= 20 * (x.role != y.role)
    if agreement >= Agreement.COMPATIBLE:
        said = level > counted.UNNAMED if x.scaled.scale == "count" else _lone(a, b, x)
        fits = agreement == Agreement.SAME or level > counted.UNNAMED or common
        return Candidate(i, j, agreement, score) if fits and (said or shared or common) else None
    if not _solid(a, b, x, y, level):
        return Candidate(i, j, Agreement.UNSURE, score)
    counts = (a.report, x, a.dated), (b.report, y, b.dated)
    less, more = counts if pair[0].value <= pair[1].value else reversed(counts)
    changed = timing.explanation(less, more)
    # "At least 11" of one day and 23 of a later one.
    agreement = Agreement.CONFLICT if changed else agreement
    return Candidate(i, j, agreement, score, changed)


def _clash(x: Quantity, y: Quantity) -> bool:
    """Whether one thing happened to what one counts, and another to what the other does."""
    if not x.fates or not y.fates:
        return False
    if any(this.close and this.fate not in that.fates for this, that in ((x, y), (y, x))):
        return True
    return not (x.fate in y.fates or y.fate in x.fates)


def _level(x: Quantity, y: Quantity) -> int:
    """Whether the two measure one thing, as `counted.compare`."""
    if x.scaled.scale == "ordinal":
        return counted.SAME if _ranked(x) == _ranked(y) else counted.NOTHING
    if x.scaled.scale != "count":
        return counted.SAME
    level = counted.compare(x.counted, y.counted, x.fates, y.fates)
    # "4,000 employees" and "employs 4,000 people", "signatures" and "people who signed".
    if level == counted.NOTHING and (_named_by(x, y) or _named_by(y, x)):
        return counted.KIN
    return level


def _named_by(people: Quantity, doers: Quantity) -> bool:
    """Whether `people` are only called so, and what they do makes them the `doers`."""
    if "people" not in people.counted.groups or not doers.counted.head:
        return False
    head = doers.counted.head
    did = {families.kin(head)} if families.of(head) else set()
    return bool(people.near & did) or any(
        len(word) >= _ROOT and head.startswith(word[:-1]) for word in people.near
    )


def _lone(a: Side, b: Side, x: Quantity) -> bool:
    """Whether each report has a single amount on the scale of `x`."""
    return all(
        sum(q.scaled.scale == x.scaled.scale for q in side.quantities) == 1 for side in (a, b)
    )


def _ranked(quantity: Quantity) -> str:
    """What a rank is a rank in: "largest" of "third-largest"."""
    return quantity.figure.unit or quantity.figure.text.rpartition("-")[2].lower()


def _solid(a: Side, b: Side, x: Quantity, y: Quantity, level: int) -> bool:
    """Whether two amounts that differ are surely about one thing."""
    if not _alike(x, y):
        return False
    shared = len(x.near & y.near)
    common = bool(x.fates & y.fates) or (x.role == y.role == "change" and shared > 0)
    lone = _lone(a, b, x)
    # Most of the fewer words are the other's too.
    much = shared > 0 and shared * 2 >= min(len(x.near), len(y.near))
    # What happened to these is told by one report only.
    half = bool(x.fates) != bool(y.fates)
    if half and not common and not (shared > 1 and much):
        return False
    if x.scaled.scale == "score":
        return lone or shared > 0
    if x.scaled.scale in ("share", "age"):
        # "49 per cent for Smith", "the incumbent Smith reached 47".
        much = much or bool({kin for kin in x.near & y.near if kin in x.capitals & y.capitals})
    if x.scaled.scale != "count":
        return common or shared > 1 or bool(lone and much)
    if level == counted.UNNAMED:
        unnamed = [q for q in (x, y) if not q.counted.head]
        likely = _ratio(x, y) < _ABSURD
        return common and shared > 0 and likely and all(q.close for q in unnamed)
    if level == counted.SAME:
        generic = "people" in x.counted.groups & y.counted.groups
        if generic and _is_subset(x, y):
            return False
        # Nothing but the figure and its noun is said.
        bare = not x.near or not y.near
        return common or shared > (1 if generic else 0) or (lone and (much or bare))
    named = _named_by(x, y) or _named_by(y, x)
    return (named or _subset_exceeds(x, y)) and (common or shared > 1 or bool(lone and much))


def _ratio(x: Quantity, y: Quantity) -> float:
    less, more = sorted(abs(q.scaled.amount.value) for q in (x, y))
    return more / less if less else float("inf")


def _is_subset(x: Quantity, y: Quantity) -> bool:
    """ "Five elderly people" may be among 17 people."""
    less, more = sorted((x, y), key=lambda q: q.scaled.amount.value)
    return bool(less.counted.marks) and not more.counted.marks


def _alike(x: Quantity, y: Quantity) -> bool:
    """Whether nothing beside the two says that they are of different times, places or things."""
    if {x.role, y.role} == {"", "forecast"}:
        if (x if x.role == "" else y).past:
            return False
    elif x.role != y.role or x.role in _ELSEWHERE:
        return False
    if x.names and y.names and not x.names & y.names:
        return False
    marks = x.counted.marks, y.counted.marks
    # "new cases" and "confirmed cases".
    if x.counted.head == y.counted.head and all(marks) and not marks[0] & marks[1]:
        return False
    return not families.contrasted(x.words | marks[0], y.words | marks[1])


def _subset_exceeds(x: Quantity, y: Quantity) -> bool:
    """Whether the narrower count is the higher: 12 soldiers can be among 15 people, not 15 of 12.

    And more people than contacts: each of them made one at least.
    """
    for narrow, wide in ((x, y), (y, x)):
        if not narrow.counted.are_people:
            continue
        contacts = not wide.counted.are_people
        generic = "people" in wide.counted.groups and "people" not in narrow.counted.groups
        if contacts or generic:
            factor = _REPEATED if contacts else 1.0
            return narrow.scaled.amount.value > factor * wide.scaled.amount.value
    return bool(x.fates & y.fates)
