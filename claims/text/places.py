"""Where: the countries of a claim, and places of one kind told apart by name.

There is no gazetteer here, so a town is never held against a town, a region or a country.
"""

import re

from claims.text import actors, matters
from claims.text.countries import COUNTRIES
from claims.text.disagreements import Disagreement, between
from claims.text.slots import Slots
from claims.text.spans import words
from claims.text.tokens import root
from claims.text.vocabulary import TITLES

_WHERE = frozenset(words("in inside within across throughout at near"))
# What a country makes, and where whoever breaks it goes. Whole words: "billion" is no bill.
_LAW = frozenset(
    words(
        "law laws legislation bill bills decree decrees prison prisons jail jails jailed "
        "imprisoned imprisonment sentence sentences sentenced punish punished punishes punishing "
        "punishment court courts parliament visa visas citizenship constitution referendum "
        "lawmakers outlawed banned forbidden"
    )
)
_OF_A_STATE = _LAW | frozenset(words("government authorities"))
_POSSESSIVE = re.compile(r"['’]s?$")
_BRITISH = frozenset(words("Britain England Scotland Wales"))
_REACH, _NEAR = 10, 4
_FEWEST_SHARED = 2
_SHARE, _SHARE_OF_LAW = 0.5, 0.25
# "the village of X", "X province": two of one kind do not lie in one another.
_SORTS = frozenset(
    words(
        "maker manufacturer concern giant brand producer supplier ship ferry tanker vessel agency"
    )
)
# Where in a house or ship: one is not in the other.
_ROOMS = frozenset(
    words(
        "kitchen basement cellar attic loft roof garage bedroom bathroom hold cockpit lift "
        "stairwell warehouse stable barn workshop canteen laundry library chapel"
    )
)
_BEGINNING = frozenset(root(word) for word in words("begin start break originate"))
_KINDS = frozenset(
    words("city town village province region district county state island airport hospital "
          "university bridge station port stadium prison church street river lake school")
)  # fmt: skip


def find(a: Slots, b: Slots) -> Disagreement | None:
    """One event or one law in two countries, or in two towns that are each called a town.

    Each claim must name just one country as a place or as the maker of the law, and the rest of
    the two must tell of one thing.
    """
    return _two_countries(a, b) or _two_of_a_kind(a, b) or _two_homes(a, b) or _two_rooms(a, b)


def _two_countries(a: Slots, b: Slots) -> Disagreement | None:
    law = _is_of_law(a) and _is_of_law(b)
    one, other = _country(a, law), _country(b, law)
    if one is None or other is None:
        return None
    first, second = (COUNTRIES[_POSSESSIVE.sub("", s.words[at].text)]
                     for s, at in ((a, one), (b, other)))  # fmt: skip
    if first == second or {first, second} <= _BRITISH:
        return None
    if matters.clash(a, b):
        return None
    left = a.content() - {a.words[one].stem}
    right = b.content() - {b.words[other].stem}
    shared = left & right
    figures = _figures(a) & _figures(b)
    share = _SHARE_OF_LAW if law else _SHARE
    enough = len(shared) >= _FEWEST_SHARED and len(shared) >= share * min(len(left), len(right))
    if not enough and not (law and figures and shared):
        return None
    here, there = _around(a, one), _around(b, other)
    return between("place", a, here, b, there, f"{first} is not {second}")


def _is_of_law(slots: Slots) -> bool:
    return any(word.low in _LAW for word in slots.words)


def _country(slots: Slots, law: bool) -> int | None:
    """Where the one country stands that the claim is set in; None for none or several."""
    found: list[int] = []
    others: set[str] = set()
    for at, word in enumerate(slots.words):
        bare = _POSSESSIVE.sub("", word.text)
        if bare not in COUNTRIES:
            continue
        before = slots.words[at - 1].low if at else ""
        is_name = COUNTRIES[bare] == bare or bare in ("UK", "US", "U.S.")
        if (is_name and before in _WHERE) or (law and _makes_law(slots, at, is_name=is_name)):
            found.append(at)
        else:
            others.add(word.stem)
    held = {slots.words[at].stem for at in found}
    if len(held) != 1 or (others - held and not law):
        return None
    return found[0]


def _makes_law(slots: Slots, at: int, *, is_name: bool) -> bool:
    """ "a new law of X", "X's parliament", "X is to answer with new laws"."""
    clause = slots.clauses[slots.words[at].clause]
    if at > clause.first + 1 and slots.words[at - 1].low in ("of", "in"):
        return slots.words[at - 2].low in _OF_A_STATE
    after = slots.words[at + 1 : min(clause.last, at + (_REACH if is_name else _NEAR))]
    return any(word.low in _OF_A_STATE for word in after)


def _figures(slots: Slots) -> set[tuple[str, float | None, float | None, str]]:
    return {
        (figure.kind, figure.low, figure.high, figure.unit)
        for figure in slots.figures
        if figure.kind != "date"
    }


def _around(slots: Slots, at: int) -> tuple[int, int]:
    """The country with what is there: "prison in X", "X is to pass a law"."""
    clause = slots.clauses[slots.words[at].clause]
    if at > clause.first and slots.words[at - 1].low in _WHERE | {"of"}:
        return max(clause.first, at - 2), at + 1
    for near in range(at + 1, min(clause.last, at + _REACH)):
        if slots.words[near].low in _OF_A_STATE:
            return at, near + 1
    return at, min(clause.last, at + 2)


def _two_of_a_kind(a: Slots, b: Slots) -> Disagreement | None:
    theirs = _called(b)
    for noun, (at, last, name) in _called(a).items():
        if noun not in theirs:
            continue
        to, end, other = theirs[noun]
        if name == other or name in b.content() or other in a.content():
            continue
        ignore = frozenset({name, other})
        left, right = a.content() - ignore, b.content() - ignore
        shared = (left & right) - {root(noun)}
        if len(shared) < _FEWEST_SHARED or len(shared) < 0.6 * min(len(left), len(right)):
            continue
        if matters.clash(a, b):
            continue
        return between("place", a, (at, last), b, (to, end), f"one {noun} is not the other")
    return None


def _called(slots: Slots) -> dict[str, tuple[int, int, str]]:
    """ "the village of X" and "in X province": the kind, where it stands, and the name's stem."""
    found: dict[str, tuple[int, int, str]] = {}
    listed = slots.words
    for at, word in enumerate(listed):
        if word.low not in _KINDS:
            continue
        if at + 2 < len(listed) and listed[at + 1].low == "of" and listed[at + 2].name:
            entry = (at, at + 3, listed[at + 2].stem)
        elif at and listed[at - 1].name and listed[at - 1].text not in COUNTRIES:
            entry = (at - 1, at + 1, listed[at - 1].stem)
        else:
            continue
        if word.low in found:
            return {}
        found[word.low] = entry
    return found


def _two_homes(a: Slots, b: Slots) -> Disagreement | None:
    """ "Japan's X Rubber" and "the Indian concern X Rubber": one name, of two countries."""
    theirs = _homes(b)
    for name, (land, at, last) in _homes(a).items():
        if name not in theirs:
            continue
        other, to, end = theirs[name]
        if land != other and {land, other} - _BRITISH:
            return between("place", a, (at, last), b, (to, end), f"{land} is not {other}")
    return None


def _homes(slots: Slots) -> dict[str, tuple[str, int, int]]:
    """Names with the country they are said to be of, and where both stand."""
    found: dict[str, tuple[str, int, int]] = {}
    for at, word in enumerate(slots.words):
        bare = _POSSESSIVE.sub("", word.text)
        land = COUNTRIES.get(bare)
        if land is None or (bare == land and bare == word.text):
            continue
        for near in range(at + 1, min(at + 5, len(slots.words))):
            following = slots.words[near]
            if following.text in TITLES:
                continue
            if following.name and following.content and following.text not in COUNTRIES:
                found.setdefault(following.stem, (land, at, near + 1))
                break
            # "the Indian concern X", and not "Indian forces left X".
            if not (actors.is_body(following.low) or following.low in _SORTS):
                break
    return found


def _two_rooms(a: Slots, b: Slots) -> Disagreement | None:
    """ "began in the kitchen" against "began in the attic"."""
    one, other = _room(a), _room(b)
    if one is None or other is None or matters.clash(a, b):
        return None
    rooms = [s.content(*place) for s, place in ((a, one), (b, other))]
    if rooms[0] & rooms[1] or rooms[0] & b.content() or rooms[1] & a.content():
        return None
    left, right = a.content() - rooms[0] - _BEGINNING, b.content() - rooms[1] - _BEGINNING
    shared = left & right
    if not shared or len(shared) < _SHARE * min(len(left), len(right)):
        return None
    return between("place", a, one, b, other, "two places")


def _room(slots: Slots) -> tuple[int, int] | None:
    """The only room that the claim names, after a preposition; None for none or several."""
    found = [at for at, word in enumerate(slots.words) if word.low in _ROOMS]
    if len(found) != 1:
        return None
    first = found[0]
    while first and slots.words[first - 1].content and found[0] - first < 2:
        first -= 1
    before = [word.low for word in slots.words[max(0, first - 2) : first]]
    return (first, found[0] + 1) if {"in", "on", "from", "at"} & set(before) else None
