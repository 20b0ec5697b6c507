"""People named in a comment: "@carol, can you ring them? @Bob Lindqvist has the number."

Somebody is named by username, full name or first name, in any case; the longest name that fits
counts. A first name that two people bear names both: better to ask one too many than nobody. An
address such as press@example.org names nobody.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody who can be named; `first` and `full` may be empty."""

    key: int
    username: str
    first: str = ""
    full: str = ""


@dataclass(frozen=True)
class Naming:
    """`text[start:end]`, with its "@", names the people of `keys`."""

    start: int
    end: int
    keys: frozenset[int]


def namings(text: str, people: Iterable[Person]) -> list[Naming]:
    """Where `text` names some of `people`, in its order; the spans never overlap."""
    if "@" not in text:
        return []
    bearers = _bearers(people)
    if not bearers:
        return []
    return [
        Naming(found.start(), found.end(), keys)
        for found in _pattern(bearers).finditer(text)
        if (keys := bearers.get(_folded(found["name"])))
    ]


def _bearers(people: Iterable[Person]) -> Mapping[str, frozenset[int]]:
    """Who bears a name, by its folded form. A username is its owner's alone."""
    bearers: dict[str, set[int]] = defaultdict(set)
    usernames: dict[str, frozenset[int]] = {}
    for person in people:
        usernames[_folded(person.username)] = frozenset({person.key})
        for name in (person.first, person.full):
            if _folded(name):
                bearers[_folded(name)].add(person.key)
    found = {name: frozenset(keys) for name, keys in bearers.items()} | usernames
    return {name: keys for name, keys in found.items() if name}


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    options = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(rf"(?<![\w@./+-])@(?P<name>{options})(?!\w|[-+]\w)", re.IGNORECASE)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
