"""Whether two clauses speak of the same matter, so that what they say of it can be compared.

Everything here errs towards no: two clauses that differ in whom or when they mean do not
disagree, whatever they say.
"""

from itertools import pairwise

from claims.text.slots import Slots
from claims.text.spans import words
from claims.text.tokens import Word

_ENOUGH, _ENOUGH_FOR_PRONOUN = 0.5, 0.33
_PRONOUNS = frozenset(words("i he she it we they this these those you there"))
# Words that leave a subject what it is.
_NEUTRAL = frozenset(words("number total level amount overall figure people person persons"))
_TIMES = frozenset(
    words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april "
        "june july august september october november december yesterday today tomorrow spring "
        "summer autumn winter morning evening afternoon night first second third fourth"
    )
)
_COMPARED = frozenset(
    words("compared earlier previous annual annually yearly monthly year-on-year than versus")
)


def alike(
    a: Slots, at: int, b: Slots, to: int, ignore: frozenset[str], share: float = _ENOUGH
) -> bool:
    """Whether word `at` of `a` and word `to` of `b` are said of the same thing at the same time.

    So great a `share` of what the shorter clause says must stand in the other, the subjects must
    not tell of two things, and no name or day may stand against another. `ignore` are stems that
    do not count.
    """
    left, right = a.clause(at) - ignore, b.clause(to) - ignore
    if not share:
        return not clash(a, b) and not _names_clash(a, at, b, to, ignore)
    if not left or not right:
        bare = _has_pronoun(a, at) if not left else _has_pronoun(b, to)
        return bare and not clash(a, b) and _share_something(a, b, ignore)
    shared = left & right
    refers = _refers(a, at) or _refers(b, to)
    enough = min(share, _ENOUGH_FOR_PRONOUN) if refers else share
    if len(shared) < enough * min(len(left), len(right)):
        return False
    if (
        clash(a, b)
        or _names_clash(a, at, b, to, ignore)
        or _modified(a, at, b, to, shared | ignore)
    ):
        return False
    one, other = subject(a, at) - ignore, subject(b, to) - ignore
    if one and other and one - right - _NEUTRAL and other - left - _NEUTRAL:
        return False
    return not one or not other or bool(one & right) or bool(other & left)


def _share_something(a: Slots, b: Slots, ignore: frozenset[str]) -> bool:
    """Whether the claims have more in common than what they may disagree on, if they have more."""
    left, right = a.content() - ignore, b.content() - ignore
    return not left or not right or bool(left & right)


def narrower(a: Slots, at: int, b: Slots, to: int) -> bool:
    """Whether one subject says more than the other: "electric cars" and "cars"."""
    one, other = subject(a, at), subject(b, to)
    return bool(one and other and (one ^ other) - _NEUTRAL)


def subject(slots: Slots, at: int) -> frozenset[str]:
    """The content of what stands before word `at` in its clause."""
    return slots.content(slots.clauses[slots.words[at].clause].first, at)


def clash(a: Slots, b: Slots) -> bool:
    """Whether the two claims tell of different days, or one compares with an earlier one."""
    one, other = _days(a), _days(b)
    if one and other and not any(_same_day(x, y) for x in one for y in other):
        return True
    first, second = times(a), times(b)
    return bool(first and second and not first & second)


def times(slots: Slots) -> frozenset[str]:
    """The weekdays, months and times of day that the claim names."""
    return frozenset(word.low for word in slots.words if word.low in _TIMES)


def compares(slots: Slots) -> bool:
    """Whether the claim measures against another time."""
    return any(word.low in _COMPARED for word in slots.words)


def _days(slots: Slots) -> set[str]:
    return {figure.date for figure in slots.figures if figure.kind == "date" and figure.date}


def _same_day(one: str, other: str) -> bool:
    """Whether two ISO prefixes can be one day: "2022-09" and "--09-15"."""
    if one.startswith("--") or other.startswith("--"):
        one, other = (day[2:] if day.startswith("--") else day[5:] for day in (one, other))
    return one.startswith(other) or other.startswith(one)


def _has_pronoun(slots: Slots, at: int) -> bool:
    clause = slots.clauses[slots.words[at].clause]
    return any(word.low in _PRONOUNS for word in slots.words[clause.first : at])


def _refers(slots: Slots, at: int) -> bool:
    return not subject(slots, at) and _has_pronoun(slots, at)


def _names_clash(a: Slots, at: int, b: Slots, to: int, ignore: frozenset[str]) -> bool:
    one, other = _names(a, at) - ignore, _names(b, to) - ignore
    return bool(one - b.content() and other - a.content())


def _names(slots: Slots, at: int) -> frozenset[str]:
    clause = slots.clauses[slots.words[at].clause]
    return frozenset(
        word.stem for word in slots.words[clause.first : clause.last] if word.name and word.content
    )


def _modified(a: Slots, at: int, b: Slots, to: int, shared: frozenset[str]) -> bool:
    """ "petrol cars" and "electric cars": one noun, told apart by what stands before it."""
    one, other = _before(a, at), _before(b, to)
    return any(
        one[stem] != other[stem] and one[stem] not in shared and other[stem] not in shared
        for stem in shared & one.keys() & other.keys()
    )


def _before(slots: Slots, at: int) -> dict[str, str]:
    clause = slots.clauses[slots.words[at].clause]
    near: tuple[Word, ...] = slots.words[clause.first : clause.last]
    return {
        word.stem: last.stem
        for last, word in pairwise(near)
        if last.content and word.content and last.start <= word.start - len(last.text) - 1
    }
