"""How far a claim reaches: in some cases, or in all; and what is a duty, and what a choice."""

from dataclasses import dataclass

from claims.text import matters
from claims.text.disagreements import Disagreement, between
from claims.text.opposites import pole
from claims.text.slots import Slots
from claims.text.spans import words

_SOME = frozenset(words("some several certain partly partially sometimes occasionally few"))
_ALL = frozenset(
    words("all every each always entirely completely fully wholly totally entire whole")
)
_ADVERBS = frozenset(
    words(
        "partly partially sometimes occasionally always entirely completely fully wholly totally "
        "never impossible"
    )
)
_OF_ONE_WORD = frozenset(words("partly partially entirely completely fully wholly totally"))
# "in some cases", "in every respect": they tell of the whole clause, not of their noun.
_CASES = frozenset(
    words(
        "case cases instance instances part parts place places time times way ways respect "
        "circumstances occasions"
    )
)
_RARE = frozenset(words("rare individual isolated special"))
_NEARLY = frozenset(words("almost nearly virtually practically not hardly at above after"))


@dataclass(frozen=True, slots=True)
class Extent:
    """How much: `whole` for all, not `whole` for some, of `noun` (a stem, "" for the clause)."""

    whole: bool
    noun: str
    first: int
    last: int


def extents(slots: Slots, at: int) -> list[Extent]:
    """The extents told in the clause of word `at`, as indices of words."""
    clause = slots.clauses[slots.words[at].clause]
    found: list[Extent] = []
    for near in range(clause.first, clause.last):
        low = slots.words[near].low
        if low in _RARE and near + 1 < clause.last and slots.words[near + 1].low in _CASES:
            found.append(Extent(False, "", near - (near > clause.first), near + 2))
        if low not in _SOME and low not in _ALL and low not in ("never", "impossible"):
            continue
        before = slots.words[near - 1].low if near > clause.first else ""
        if before in _NEARLY or (low == "few" and before != "a"):
            continue
        noun, last = ("", near + 1) if low in _ADVERBS else _noun(slots, near, clause.last)
        if noun is not None:
            first = near - (before == "in")
            found.append(Extent(low not in _SOME, noun, first, last))
    return found


def _noun(slots: Slots, at: int, end: int) -> tuple[str | None, int]:
    """The noun that "some" or "all" counts and where it ends; None for "after all", "some 300"."""
    head: str | None = None
    last = at + 1
    for near in range(at + 1, min(end, at + 6)):
        word = slots.words[near]
        if word.low in _CASES:
            return "", near + 1
        if word.content:
            head, last = word.stem, near + 1
        elif head is not None or word.low not in (
            "of",
            "the",
            "its",
            "their",
            "his",
            "our",
            "these",
        ):
            break
    return head, last


def partial(slots: Slots, at: int) -> bool:
    """Whether the clause of word `at` tells of some only."""
    return any(not extent.whole for extent in extents(slots, at))


def whole(slots: Slots, at: int) -> bool:
    """Whether the clause of word `at` tells of all."""
    return any(extent.whole for extent in extents(slots, at))


def find(a: Slots, b: Slots) -> Disagreement | None:
    """ "In some cases it is not accessible" against "it is impossible to call it".

    The same thing must be said, or denied, on both sides, of some on one and of all on the other.
    """
    for at, one in _extended(a):
        for to, other in _extended(b):
            if one.whole == other.whole or not _same_noun(one, other):
                continue
            if not _same_said(a, at, b, to) and not _same_subject(a, at, one, b, to, other):
                continue
            ignore = frozenset({a.words[at].stem, b.words[to].stem})
            said = _same_said(a, at, b, to)
            if said and not (_reaches(a, one, at) and _reaches(b, other, to)):
                continue
            share = 0.5 if said else 0.0
            if matters.alike(a, at, b, to, ignore, share):
                here, there = _with(one, at), _with(other, to)
                return between("scope", a, here, b, there, _because(one, other))
    return None


def _because(one: Extent, other: Extent) -> str:
    if one.noun and other.noun:
        return "some are not all"
    return "what holds in some cases does not hold in all"


def _extended(slots: Slots) -> list[tuple[int, Extent]]:
    """The words that something is said with, in clauses that tell how far it goes."""
    found: list[tuple[int, Extent]] = []
    for clause in slots.clauses:
        if not clause.asserts:
            continue
        near = extents(slots, clause.first)
        for at in range(clause.first, clause.last):
            word = slots.words[at]
            if word.content and not any(e.first <= at < e.last and e.noun for e in near):
                found.extend((at, extent) for extent in near)
    return found


def _reaches(slots: Slots, extent: Extent, at: int) -> bool:
    """ "partly destroyed" tells nothing of the other words of its clause."""
    return slots.words[extent.first].low not in _OF_ONE_WORD or at in (
        extent.last,
        extent.first - 1,
    )


def _same_noun(one: Extent, other: Extent) -> bool:
    return one.noun == other.noun or not one.noun or not other.noun


def _same_said(a: Slots, at: int, b: Slots, to: int) -> bool:
    """Whether both words say the same, denied in both or in neither."""
    one, other = a.words[at], b.words[to]
    first = pole(one.low, one.stem, a.mode(at))
    second = pole(other.low, other.stem, b.mode(to))
    denied = (at in a.denied) == (to in b.denied)
    if first and second:
        same = (first.side == second.side) == denied
        return first.of == second.of and same
    return one.stem == other.stem and denied


def _same_subject(a: Slots, at: int, one: Extent, b: Slots, to: int, other: Extent) -> bool:
    """ "in some cases ambulances are diverted" against "all ambulances drive on"."""
    if one.whole:
        a, at, one, b, to, other = b, to, other, a, at, one
    if _modifies(a, one) or one.noun or not other.noun or a.words[at].stem != other.noun:
        return False
    spaces = [slots.clauses[slots.words[place].clause] for slots, place in ((a, at), (b, to))]
    return not any(
        space.first <= denied < space.last
        for space, slots in zip(spaces, (a, b), strict=True)
        for denied in slots.denied
    )


def _modifies(slots: Slots, extent: Extent) -> bool:
    """ "partially mobilised": it tells of that word only."""
    following = slots.words[extent.last : extent.last + 1]
    of_one = slots.words[extent.first].low in _OF_ONE_WORD
    return of_one and any(word.content for word in following)


def _with(extent: Extent, at: int) -> tuple[int, int]:
    return min(extent.first, at), max(extent.last, at + 1)


def find_duty(a: Slots, b: Slots) -> Disagreement | None:
    """ "must wear" against "may wear" (where that is leave and no doubt) or "need not wear"."""
    for at, duty in _duties(a).items():
        for to, other in _duties(b).items():
            one, two = a.words[at], b.words[to]
            if one.stem != two.stem or {duty, other} not in _AGAINST:
                continue
            if {duty, other} == {"may", "must"} and not _word_for_word(a, at, b, to):
                continue
            if matters.alike(a, at, b, to, frozenset({one.stem})):
                here, there = (max(0, at - 3), at + 1), (max(0, to - 3), to + 1)
                return between("duty", a, here, b, there, "a duty is no choice")
    return None


def _word_for_word(a: Slots, at: int, b: Slots, to: int) -> bool:
    """Whether the rest is the same, since "may" can be a doubt as well as a leave."""
    return a.clause(at) == b.clause(to) and matters.times(a) == matters.times(b)


_AGAINST = ({"must", "may"}, {"must", "need not"}, {"must", "must not"}, {"may", "must not"})


def _duties(slots: Slots) -> dict[int, str]:
    """The verbs that stand under a duty, a leave or a ban."""
    found: dict[int, str] = {}
    for clause in slots.clauses:
        if not clause.asserts:
            continue
        for at in range(clause.first, clause.last):
            kind, after = _duty(slots, at, clause.last)
            verb = next((n for n in range(after, min(after + 3, clause.last))
                         if slots.words[n].content), None)  # fmt: skip
            if kind and verb is not None and verb not in slots.unclear:
                found.setdefault(verb, kind)
    return found


def _duty(slots: Slots, at: int, end: int) -> tuple[str, int]:
    """The kind of duty that word `at` begins, "" for none, and the index of what follows it."""
    low = [word.low for word in slots.words[at : min(at + 5, end)]] + [""] * 5
    before = slots.words[at - 1].low if at else ""
    denied = before in ("not", "n't") or before.endswith("n't")
    if low[0] == "must":
        return ("must not", at + 2) if low[1] == "not" else ("must", at + 1)
    if low[0] == "mustn't":
        return "must not", at + 1
    if low[0] == "may":
        return ("must not", at + 2) if low[1] == "not" else ("may", at + 1)
    if low[0] in ("have", "has", "need", "needs", "obliged", "required") and low[1] == "to":
        return "need not" if denied else "must", at + 2
    if low[0] in ("need", "needn't") and (low[1] == "not" or low[0] == "needn't"):
        return "need not", at + 2 - (low[0] == "needn't")
    if low[0] in ("allowed", "permitted", "free") and low[1] == "to":
        return "must not" if denied else "may", at + 2
    if low[0] in ("banned", "forbidden", "barred") and low[1] == "from":
        return "must not", at + 2
    return "", at
