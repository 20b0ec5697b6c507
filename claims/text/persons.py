"""Persons by name: without titles and roles, and alike however their names are romanised."""

import re

from claims.text import folding, names
from claims.text.countries import COUNTRIES
from claims.text.spans import UPPER, words
from claims.text.unnamed import PERSONS
from claims.text.vocabulary import BARE_SOURCES, ROLES, TITLES

_CAPITAL = re.compile(rf"[{UPPER}]")
_QUOTES = "“”„«»\"‘’'"
# Capitals at the beginning of a sentence, and nobody's name.
_NOBODY = BARE_SOURCES | frozenset(
    words(
        "he she they it we i you who that this there the a an nobody everyone someone anyone both "
        "men women children nurses our"
    )
)
_MANY = re.compile(
    rf"(?:{PERSONS}|{ROLES})s|[a-z]+(?:workers|makers|ists|ians|casters)", re.IGNORECASE
)
_PARTICLES = frozenset(words("de da van von der den al bin el del la di ibn ben ter ten du dos"))
# Between a noun and a name these make a place of it: "a resident of New York".
_LINKS = frozenset(
    words("of in at for from by with to on near and or as than over under about into after before")
)
_SUFFIXES = frozenset(words("jr sr ii iii iv phd mp mep obe cbe"))
_MOST_WORDS = 5
# Surnames of so many letters may differ in one.
_LONG, _FARTHEST = 6, 3


def shown(phrase: str) -> str:
    """The name of the person in `phrase` without titles and roles, or "" for nobody named.

    "Kazak Interior Minister Marat Akhmetzhanov" is Marat Akhmetzhanov, "the Dutch neurologist
    Joost van Heemskerck" Joost van Heemskerck.
    """
    parts = names.without_titles(phrase.removeprefix("The ").removeprefix("the ")).split()
    if any(part.islower() and part not in _PARTICLES for part in parts):
        parts = _tail(parts)
    elif parts and "-of-" in parts[0]:
        parts = parts[1:]
    if not parts or len(parts) > _MOST_WORDS or not _is_capital(parts[-1]):
        return ""
    if any(not _is_capital(part) and part not in _PARTICLES for part in parts):
        return ""
    if all(part.strip(".") in TITLES or part in COUNTRIES for part in parts):
        return ""
    first = parts[0].lower()
    return "" if first in _NOBODY or are_many(first) else " ".join(parts)


def are_many(word: str) -> bool:
    """Whether it is several of a sort: "analysts", "doctors"."""
    return _MANY.fullmatch(word) is not None


def after_noun(phrase: str) -> str:
    """The full name behind a noun in small letters ("its deputy head Maj Ekberg"), or ""."""
    tail = _tail(phrase.split())
    return " ".join(tail) if 1 < len(tail) <= _MOST_WORDS else ""


def _tail(parts: list[str]) -> list[str]:
    """The name at the end of the words, if a noun stands before it."""
    at = len(parts)
    while at and (_is_capital(parts[at - 1]) or (at < len(parts) and parts[at - 1] in _PARTICLES)):
        at -= 1
    while at < len(parts) and parts[at] in _PARTICLES:
        at += 1
    before = parts[at - 1] if at else ""
    named = before.islower() and before.isalpha() and before not in _LINKS and before != "the"
    return parts[at:] if named else []


def _is_capital(word: str) -> bool:
    return _CAPITAL.match(word.lstrip(_QUOTES)) is not None


def key(name: str) -> str:
    """The folded first name and surname, or the one name there is."""
    parts = names.without_titles(name).replace(".", ". ").split()
    parts = [part for part in parts if folding.plain(part).strip(".") not in _SUFFIXES] or parts
    folded = [made for part in parts if (made := folding.fold(part))]
    return " ".join((folded[0], folded[-1]) if len(folded) > 1 else folded)


def same(a: str, b: str) -> bool:
    """Whether the keys `a` and `b` can be one person's: a surname alone, an initial, a slip."""
    one, other = a.split(), b.split()
    if not _same_spelling(one[-1], other[-1]):
        # "Olga" is "Olga Petrova" as well.
        return min(len(one), len(other)) == 1 and one[0] == other[0]
    if len(one) == 1 or len(other) == 1:
        return True
    first, second = one[0], other[0]
    if first[0] != second[0]:
        return False
    shorter = min(len(first), len(second))
    return shorter == 1 or names.distance(first, second, _FARTHEST) <= max(1, shorter // 3)


def _same_spelling(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG or one[0] != other[0]:
        return False
    return names.distance(one, other, _FARTHEST) <= 1
