"""What one claim asserts and the other denies, or asserts the opposite of."""

from claims.text import matters, scopes
from claims.text.disagreements import Disagreement, between
from claims.text.opposites import ATTRIBUTES, Pole, pole
from claims.text.slots import Slots
from claims.text.spans import words
from claims.text.tokens import Word, root

_DETERMINERS = frozenset(
    words("the a an this that these those his her its their our my your of no")
)
_BE = frozenset(words("is are was were be been being am 's"))
# Denying these says nothing about the fact: "did not say", "is not known".
_OF_THE_MIND = frozenset(
    words(
        "know known say said comment confirm confirmed verify verified clear believe think thought "
        "expect expected remember recall understand want wish hope respond answer reply aware sure "
        "certain rule time name identify identified disclose reveal specify mention"
    )
)
_ONE_OF_MANY = frozenset(words("go get make take give have put set come let use need"))
_MODES_THAT_DIFFER = ("may", "to")
_AUXILIARIES = _BE | frozenset(
    words("has have had do does did can could will would must should may might it he she they")
)
_ARE_NOT = frozenset(words("isn't aren't wasn't weren't ain't"))
_HOW = frozenset(words("in by as with for from through"))
_UNDOING = frozenset(
    root(word)
    for word in words(
        "cancel ban stop prevent avoid lack scrap halt suspend reject end lose ground abolish ban"
    )
)
_POINTING = frozenset(words("that this these those such any"))
# Open now, and locked that night.
_OF_THE_MOMENT = frozenset(words("opening"))
_NOW = frozenset(words("is are am isn't aren't has have"))
_LONGEST = 8
_NOBODY = frozenset(words("no nobody none no-one"))
_HARM = frozenset(root(word) for word in words("die kill injure hurt wound harm arrest detain"))
_PASSING = frozenset(words("going"))


def find(a: Slots, b: Slots) -> Disagreement | None:
    """ "is accessible" against "is not accessible", "rose" against "fell".

    None where either stands under a condition, a question, a plan or a hedge, where it is said of
    some only, or where it is not plain that both speak of one thing (`matters.alike`).
    """
    there = _said(b)
    for at, one in _said(a).items():
        for to, other in there.items():
            if one.of == other.of and _against(a, at, one, b, to, other):
                ignore = frozenset({a.words[at].stem, b.words[to].stem})
                share = 0.0 if _universal(a, at, b, to) or _universal(b, to, a, at) else 0.5
                if not matters.alike(a, at, b, to, ignore, share):
                    continue
                if share and (_only_so(a, at, b) or _only_so(b, to, a)):
                    continue
                if one.of == "level" and _measured_otherwise(a, at, b, to):
                    continue
                kind = "opposite" if one.side != other.side else "polarity"
                then = "it cannot be both"
                return between(
                    kind, a, _phrase(a, at), b, _phrase(b, to), then, passing=one.of in _PASSING
                )
    return None


def find_attribute(a: Slots, b: Slots) -> Disagreement | None:
    """ "the left leg" against "the right leg": opposites beside one noun."""
    for at, one in enumerate(a.words):
        first = pole(one.low, "", "")
        if first is None or first.of not in ATTRIBUTES or not a.asserts(at):
            continue
        for to, other in enumerate(b.words):
            second = pole(other.low, "", "")
            if second is None or second.of != first.of or second.side == first.side:
                continue
            if not b.asserts(to) or _both(a, first) or _both(b, first):
                continue
            if _beside(a, at, first) != _beside(b, to, second):
                continue
            if (at in a.denied) or (to in b.denied):
                continue
            if matters.alike(a, at, b, to, frozenset({one.stem, other.stem})):
                here, there = (at, _end(a, at)), (to, _end(b, to))
                return between("opposite", a, here, b, there, "it cannot be both")
    return None


def _universal(all_of: Slots, at: int, some: Slots, to: int) -> bool:
    """Whether one says it of everybody or everything, and of what is plain from the match.

    "Nobody died" is against any death, "it can be reached from all countries" against any country.
    """
    clause = all_of.clauses[all_of.words[at].clause]
    low = [word.low for word in all_of.words[clause.first : at]]
    if at in all_of.denied:
        nobody = all_of.words[all_of.denied[at]].low in _NOBODY and all_of.words[at].stem in _HARM
        return nobody and all_of.denied[at] >= clause.first
    everywhere = any(extent.whole for extent in scopes.extents(all_of, at))
    return everywhere and to in some.denied and low[:1] == ["it"]


def _said(slots: Slots) -> dict[int, Pole]:
    """What is said with each word that says something, and whether by it or its opposite."""
    found: dict[int, Pole] = {}
    for at, word in enumerate(slots.words):
        if not (word.content or at in slots.denied) or not slots.asserts(at):
            continue
        side = pole(word.low, word.stem, slots.mode(at))
        if side is not None and side.of in ATTRIBUTES:
            continue
        found[at] = side or Pole(f"={word.stem}", 1, False)
    return found


def _against(a: Slots, at: int, one: Pole, b: Slots, to: int, other: Pole) -> bool:
    denied, refused = at in a.denied, to in b.denied
    if one.whole:
        against = (one.side == other.side) == (denied != refused)
    else:
        against = denied != refused if one.side == other.side else not (denied or refused)
    if not against or not _comparable(a, at, one, b, to, other):
        return False
    # "no ground was felt": one denial in a clause reaches all of it.
    if (not denied and _in_denial(a, at)) or (not refused and _in_denial(b, to)):
        return False
    # What some did, others did not.
    if scopes.partial(a, at) and not scopes.whole(b, to):
        return False
    if scopes.partial(b, to) and not scopes.whole(a, at):
        return False
    if (denied and _counted(a, at)) or (refused and _counted(b, to)):
        return False
    if one.of.startswith("="):
        no, yes = (a, at), (b, to)
        if refused:
            no, yes = yes, no
        return _deniable(*no) and not _undone(*yes) and _asserted(*yes, no[0], no[1])
    if _mentioned(a, at) or _mentioned(b, to):
        return False
    if one.of in _OF_THE_MOMENT and _is_now(a, at) != _is_now(b, to):
        return False
    return not (_said_otherwise(a, one) or _said_otherwise(b, other))


def _in_denial(slots: Slots, at: int) -> bool:
    return any(slots.words[denied].clause == slots.words[at].clause for denied in slots.denied)


def _only_so(slots: Slots, at: int, other: Slots) -> bool:
    """ "did not attend in person": what is denied may be how or where, and not the doing."""
    if at not in slots.denied:
        return False
    clause = slots.clauses[slots.words[at].clause]
    known = other.content()
    near = next((n for n in range(at + 1, clause.last) if slots.words[n].low in _HOW), clause.last)
    end = next((n for n in range(near, clause.last) if not slots.adjoins(n)), clause.last)
    # Names tell where, and where it was not, it was not.
    rest = (word for word in slots.words[near:end] if word.content and not word.name)
    return any(word.stem not in known for word in rest)


def _undone(slots: Slots, at: int) -> bool:
    """ "all flights were cancelled" is no flight."""
    clause = slots.clauses[slots.words[at].clause]
    return bool(slots.content(clause.first, clause.last) & _UNDOING)


def _counted(slots: Slots, at: int) -> bool:
    """Whether it is denied of so many only: "eight of the nine stations have no lift"."""
    clause = slots.clauses[slots.words[at].clause]
    start, end = slots.words[clause.first].start, slots.words[slots.denied[at]].start
    return any(figure.kind != "date" and start <= figure.start < end for figure in slots.figures)


def _mentioned(slots: Slots, at: int) -> bool:
    """ "that loss" has been told of before and is told of no more."""
    return at > 0 and slots.words[at - 1].low in _POINTING


def _is_now(slots: Slots, at: int) -> bool:
    clause = slots.clauses[slots.words[at].clause]
    return any(word.low in _NOW for word in slots.words[max(clause.first, at - 3) : at])


def _said_otherwise(slots: Slots, side: Pole) -> bool:
    """Whether the claim holds both poles: "one door opened and the other closed"."""
    sides = {
        (found.side, at in slots.denied)
        for at, word in enumerate(slots.words)
        if (found := pole(word.low, word.stem, slots.mode(at))) and found.of == side.of
    }
    return len(sides) > 1


def _comparable(a: Slots, at: int, one: Pole, b: Slots, to: int, other: Pole) -> bool:
    """Whether both are facts, or both plans, or one was done that the other says was impossible."""
    first, second = a.mode(at), b.mode(to)
    if any(place in slots.denied and _is_noun(slots, place) for slots, place in ((a, at), (b, to))):
        first, second = a.mode_near(at), b.mode_near(to)
    if one.of == "access":
        first, second = first.replace("able", ""), second.replace("able", "")
    if first in _MODES_THAT_DIFFER or second in _MODES_THAT_DIFFER:
        return False
    if first == second:
        return True
    impossible = (first, at in a.denied, second), (second, to in b.denied, first)
    return ("able", True, "") in impossible


def _deniable(slots: Slots, at: int) -> bool:
    word = slots.words[at]
    return not word.name and word.low not in _OF_THE_MIND and word.low not in _ONE_OF_MANY


def _is_noun(slots: Slots, at: int) -> bool:
    """Whether a thing is denied, and not a doing: "no licence", "did not have a licence"."""
    between = slots.words[slots.denied[at] : at]
    return between[0].low == "no" or between[-1].low in ("a", "an", "any")


def _is_state(slots: Slots, at: int) -> bool:
    """Whether what is denied is being something: "is not open", "aren't people"."""
    near = slots.words[max(0, slots.denied[at] - 1) : slots.denied[at] + 1]
    return any(word.low in _BE or word.low in _ARE_NOT for word in near)


def _asserted(slots: Slots, at: int, other: Slots, denied: int) -> bool:
    """Whether the word is said to be so, and not only spoken of ("the strike", "striking men")."""
    word = slots.words[at]
    clause = slots.clauses[word.clause]
    before = slots.words[at - 1].low if at > clause.first else ""
    if before in _DETERMINERS and not (_is_noun(other, denied) and before in ("a", "an")):
        return False
    # "These are not people": only what is said to be people is against it.
    if not _is_noun(other, denied) and _is_state(other, denied) and before not in _BE:
        participle = word.low.endswith(("ed", "en", "wn"))
        if word.low != other.words[denied].low or not participle:
            return False
    if word.low.endswith("ing") and before not in _BE and not before.endswith("ly"):
        return False
    twice = [other for other in slots.words if other.stem == word.stem]
    return len(twice) == 1


def _measured_otherwise(a: Slots, at: int, b: Slots, to: int) -> bool:
    return matters.narrower(a, at, b, to) or matters.compares(a) != matters.compares(b)


def _both(slots: Slots, side: Pole) -> bool:
    sides = {
        found.side
        for word in slots.words
        if (found := pole(word.low, "", "")) and found.of == side.of
    }
    return len(sides) > 1


def _beside(slots: Slots, at: int, side: Pole) -> str:
    """The noun that an attribute stands before; "" for a noun that is one itself."""
    if side.of == "sex":
        return ""
    clause = slots.clauses[slots.words[at].clause]
    following: tuple[Word, ...] = slots.words[at + 1 : clause.last]
    near = next((word for word in following[:3] if word.low not in ("of", "the", "its")), None)
    return near.stem if near is not None and near.content else f"?{slots.report.start}"


def _end(slots: Slots, at: int) -> int:
    return min(at + 2, slots.clauses[slots.words[at].clause].last)


def _phrase(slots: Slots, at: int) -> tuple[int, int]:
    """From the word that denies it, or from its auxiliary, to the word."""
    if at in slots.denied:
        first = slots.denied[at] if at - slots.denied[at] <= _LONGEST else at
    else:
        first = at
    clause = slots.clauses[slots.words[first].clause]
    start = first
    while start > clause.first and slots.words[start - 1].low in _AUXILIARIES and first - start < 3:
        start -= 1
    return start, at + 1
