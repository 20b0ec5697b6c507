"""Whether two ways of writing a person or a body mean the same one."""

import difflib
import re

_WORD = re.compile(r"\w+")
_EMPTY = frozenset(
    ("the", "a", "an", "mr", "mrs", "ms", "mx", "dr", "sir", "prof", "cllr", "s", "of")
)
# "Matviyenko" and "Matvienko": two romanisations of one name.
_ALIKE, _FEWEST_LETTERS = 0.84, 5


def same(one: str, other: str) -> bool:
    """Whether all words of the shorter name stand in the longer, titles and articles aside.

    "Mr Matvienko" is "Vitaliy Matviyenko", "the BBC" is "BBC"; "a soldier" is not "a Russian".
    """
    words = sorted((_words(one), _words(other)), key=len)
    return bool(words[0]) and all(
        any(_alike(word, candidate) for candidate in words[1]) for word in words[0]
    )


def _words(name: str) -> list[str]:
    found = [word.casefold() for word in _WORD.findall(name)]
    return [word for word in found if word not in _EMPTY] or found


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _FEWEST_LETTERS:
        return False
    return difflib.SequenceMatcher(None, one, other).ratio() >= _ALIKE
