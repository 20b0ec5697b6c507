"""Who did it, who runs it, whose it is: the agents of a claim ("run by the council")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.text import actors, matters
from claims.text.actors import Kind
from claims.text.disagreements import Disagreement, between
from claims.text.slots import Slots
from claims.text.spans import words
from claims.text.tokens import RELATIVE, root

# What may be said of one relation in several words.
_RELATIONS = {
    "run": "run operate manage administer oversee supervise control head lead belong part",
    "found": "founded establish create set launch start introduce initiate",
    "own": "own belong part acquire buy possess",
    "pay": "fund finance sponsor bankroll",
    "make": "build design develop write direct construct",
    "kill": "kill murder shoot stab assassinate",
    "shell": "shell bomb attack strike hit bombard blow destroy",
}
_OF: dict[str, frozenset[str]] = {}
for _name, _listed in _RELATIONS.items():
    for _verb in words(_listed):
        _OF[root(_verb)] = _OF.get(root(_verb), frozenset()) | {_name}
_HOLDERS = {"owner": "own", "operator": "run", "founder": "found"}
_PART = frozenset(words("part arm branch unit division subsidiary wing"))
_BELONG = re.compile(r"belong(?:s|ed|ing)?")
_BE = frozenset(words("is are was were be been being remains remained 's"))
_ENDS = RELATIVE | frozenset(
    words(
        "in on at by from with to as after before during since until when while because "
        "according is are was were has have had will would can could and or but under over "
        "through via against said says"
    )
)
_PRIVATE = frozenset(words("private privately privatised privatized"))
_PUBLIC = frozenset(words("public publicly state-owned state-run government-owned nationalised"))
_OWN = frozenset(
    words("it them him her us me itself themselves himself herself hand car bus train")
)
_PRONOUNS = frozenset(words("i you he she it we they this that these those who which there"))
_LONGEST = 12
_FEWEST_SHARED, _SHARE = 1, 0.5


@dataclass(frozen=True, slots=True)
class Agent:
    """Who stands behind a verb: `relation` names the families of the verb, or the verb itself.

    `at` is the verb's index, `first` and `last` those of the agent's words.
    """

    relation: frozenset[str]
    at: int
    first: int
    last: int
    name: str
    active: bool


def find(a: Slots, b: Slots) -> Disagreement | None:
    """ "run by the council" against "part of the army", "shelled by X" against "Y shelled".

    Only where the two agents are told apart by `actors.differ`.
    """
    theirs = list(_agents(b))
    for one in _agents(a):
        for other in theirs:
            if not one.relation & other.relation or not actors.differ(one.name, other.name):
                continue
            if _names(one) & b.content() or _names(other) & a.content():
                # Each tells of both, so that who did what is not plain.
                continue
            if not _same_act(a, one, b, other):
                continue
            here = min(one.at, one.first), max(one.at + 1, one.last)
            there = min(other.at, other.first), max(other.at + 1, other.last)
            owner = one.relation & other.relation & {"run", "own"}
            then = (
                "two different bodies, unless one is part of the other"
                if owner
                else "two different agents of one act"
            )
            return between("agent", a, here, b, there, then)
    return None


def find_sector(a: Slots, b: Slots) -> Disagreement | None:
    """ "a public trust" against "run by a private company"."""
    one, other = _sector(a), _sector(b)
    if one is None or other is None or one[0] == other[0] or not a.content() & b.content():
        return None
    then = "what is public is not private"
    return between("agent", a, one[1:], b, other[1:], then)


def _sector(slots: Slots) -> tuple[str, int, int] | None:
    """Whether the claim calls a body public or private, and where; None for neither or both."""
    found: list[tuple[str, int, int]] = []
    for at, word in enumerate(slots.words[:-1]):
        kind = "private" if word.low in _PRIVATE else "public" if word.low in _PUBLIC else ""
        after = slots.words[at + 1].low
        if kind and (actors.is_body(after) or after in ("owned", "run", "hands", "ownership")):
            found.append((kind, at, at + 2))
        elif word.low == "state" and after in ("owns", "runs"):
            found.append(("public", at, at + 2))
    return found[0] if len({kind for kind, _, _ in found}) == 1 else None


def _names(agent: Agent) -> frozenset[str]:
    return frozenset(root(part) for part in agent.name.split() if part[:1].isupper())


def _same_act(a: Slots, one: Agent, b: Slots, other: Agent) -> bool:
    """Whether the rest of the two clauses tells of one act."""
    left = _rest(a, one)
    right = _rest(b, other)
    if matters.clash(a, b):
        return False
    shared = left & right
    if len(shared) >= _FEWEST_SHARED and len(shared) >= _SHARE * min(len(left), len(right)):
        return True
    # "The project is run by", "it belongs to": the match itself says that they are one.
    referring = not left or not right or _anaphoric(a, one) or _anaphoric(b, other)
    return referring and bool(one.relation & other.relation & {"run", "own", "found"})


def _rest(slots: Slots, agent: Agent) -> frozenset[str]:
    clause = slots.clauses[slots.words[agent.at].clause]
    return frozenset(
        word.stem
        for at, word in enumerate(slots.words[clause.first : clause.last], start=clause.first)
        if word.content and at != agent.at and not agent.first <= at < agent.last
    )


def _anaphoric(slots: Slots, agent: Agent) -> bool:
    """Whether the thing is named by "the project" or "it" and no more."""
    if agent.active:
        return False
    clause = slots.clauses[slots.words[agent.at].clause]
    before = slots.words[clause.first : agent.at]
    content = [word for word in before if word.content]
    low = {word.low for word in before}
    if not content:
        return bool(low & {"it", "they", "which", "this", "that"})
    return len(content) == 1 and not content[0].name and bool(low & {"the", "this", "that"})


def _agents(slots: Slots) -> Iterator[Agent]:
    for number, clause in enumerate(slots.clauses):
        if not clause.asserts:
            continue
        for at in range(clause.first, clause.last):
            if at in slots.unclear or at in slots.denied:
                continue
            yield from _passive(slots, at, clause.last)
            yield from _part(slots, at, clause.last)
            yield from _holder(slots, at, clause.last)
        if clause.opener not in RELATIVE:
            yield from _active(slots, number)


def _passive(slots: Slots, at: int, end: int) -> Iterator[Agent]:
    if slots.words[at].low != "by" or at == 0 or at + 1 >= end:
        return
    verb = at - 1
    # "set up by"
    if slots.words[verb].low in ("up", "out", "down") and verb:
        verb -= 1
    word = slots.words[verb]
    if not word.low.endswith(("ed", "en", "n", "t", "d", "run", "set", "hit")) or not word.content:
        return
    first, last = _phrase(slots, at + 1, end)
    if first < last and slots.mode(verb) not in ("may", "to", "will", "must"):
        name = slots.phrase(first, last)
        yield Agent(_relation(word.stem), verb, first, last, name, False)


def _part(slots: Slots, at: int, end: int) -> Iterator[Agent]:
    """ "an integral part of the army", "belongs to the ministry": only of a body."""
    word = slots.words[at]
    link = slots.words[at + 1].low if at + 1 < end else ""
    is_part = word.low in _PART and link == "of"
    if not (is_part or (_BELONG.fullmatch(word.low) and link == "to")):
        return
    before = {near.low for near in slots.words[max(0, at - 4) : at]}
    if is_part and not before & _BE:
        return
    first, last = _phrase(slots, at + 2, end)
    name = slots.phrase(first, last) if first < last else ""
    if actors.kind(name) is Kind.BODY:
        yield Agent(frozenset({"run", "own"}), at, first, last, name, False)


def _holder(slots: Slots, at: int, end: int) -> Iterator[Agent]:
    """ "its owner is a Danish fund"."""
    relation = _HOLDERS.get(slots.words[at].low)
    if relation is None or at + 2 >= end or slots.words[at + 1].low not in ("is", "was"):
        return
    first, last = _phrase(slots, at + 2, end)
    if first < last:
        yield Agent(frozenset({relation}), at, first, last, slots.phrase(first, last), False)


def _active(slots: Slots, number: int) -> Iterator[Agent]:
    """ "Ukraine shelled the bridge": a name at the beginning, and what it did."""
    clause = slots.clauses[number]
    first, last = _phrase(slots, clause.first, clause.last)
    if first >= last or last >= clause.last:
        return
    verb = last
    while verb < clause.last and slots.words[verb].low in ("has", "have", "had", "also", "then"):
        verb += 1
    if verb >= clause.last or verb in slots.unclear or verb in slots.denied:
        return
    word = slots.words[verb]
    name = slots.phrase(first, last)
    # "Russian soldiers fled", and Ukrainian ones may have, too.
    if verb + 1 >= clause.last or slots.words[verb + 1].low in _ENDS:
        return
    if word.content and actors.kind(name) is not Kind.DESCRIPTION and _is_verb(word.low, word.stem):
        yield Agent(_relation(word.stem), verb, first, last, name, True)


def _is_verb(low: str, stem: str) -> bool:
    if _BELONG.fullmatch(low):
        return False
    return low.endswith("ed") or stem in _OF or stem != root(low.rstrip("s"))


def _relation(stem: str) -> frozenset[str]:
    return _OF.get(stem, frozenset({f"={stem}"}))


def _phrase(slots: Slots, first: int, end: int) -> tuple[int, int]:
    """The words of a name from `first`: up to a verb or a preposition, "of" and "for" apart.

    Empty where it is no name of anybody: "by hand", "by 5 per cent", "by doing".
    """
    last = first
    while last < min(end, first + _LONGEST):
        word = slots.words[last]
        gap = last > first and not slots.adjoins(last)
        # "a fund from Qatar"
        home = word.low == "from" and last + 1 < end and _known(slots.words[last + 1].text)
        if (word.low in _ENDS and not home) or gap or word.low[:1].isdigit() or word.low in _OWN:
            break
        if last > first and not word.name and (word.low.endswith("ed") or _runs(slots, last)):
            break
        last += 1
    while last > first and slots.words[last - 1].low in ("of", "for", "the", "a", "an"):
        last -= 1
    if first == last or slots.words[first].low in _PRONOUNS:
        return first, first
    named = any(word.name or _known(word.text) for word in slots.words[first:last])
    body = actors.kind(slots.phrase(first, last)) in (Kind.BODY, Kind.STATE)
    return (first, last) if named or body else (first, first)


def _runs(slots: Slots, at: int) -> bool:
    """ "The coast guard runs the line": a verb of `_RELATIONS`, and no noun."""
    word, before = slots.words[at], slots.words[at - 1]
    return word.stem in _OF and word.low not in _PART and before.content


def _known(text: str) -> bool:
    return bool(actors.countries(text))
