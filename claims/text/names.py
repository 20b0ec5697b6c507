"""People named in an article, so that "Mr Matvienko" and "Matviyenko" are "Vitaly Matvienko"."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from claims.text.countries import COUNTRIES
from claims.text.spans import UPPER, Span, words
from claims.text.vocabulary import BODIES, DETERMINERS, ROLES, TITLES

_NAME_WORD = rf"[{UPPER}][\w’'\-]*\w"
_FULL = re.compile(
    rf"(?<![\w’'\-]){_NAME_WORD}\.?(?: (?:[{UPPER}]\.|de|da|van|von|der|den|al|bin|el|del|la|di))"
    rf"{{0,2}}(?: {_NAME_WORD}){{1,5}}"
)
_POSSESSIVE = re.compile(r"[’']s$")
_NO_PERSON = frozenset(BODIES.split("|")) | frozenset(
    words(
        "The A An In On At But And When While After Before According Since However This That These "
        "United New North South East West Street Road Avenue City County Republic Sea River Monday "
        "Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June "
        "July Conventions Accords "
        "August September October November December Russian Of War World If As For From"
    )
)
_ROLE = re.compile(rf"\b(?:{ROLES})\b", re.IGNORECASE)
# Letters that transliterations disagree on.
_UNSTABLE = re.compile(r"[yij’'`-]")


def key(surname: str) -> str:
    """A form under which spellings of one surname meet: "Matvienko", "Matviyenko"."""
    plain = unicodedata.normalize("NFKD", surname.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _UNSTABLE.sub("", plain) if len(plain) > 6 else plain


def without_titles(name: str) -> str:
    """ "Kazak Interior Minister Marat Akhmetzhanov" as "Marat Akhmetzhanov"; unchanged otherwise.

    Titles, roles and nationalities before a name are dropped as long as a name remains.
    """
    words = _POSSESSIVE.sub("", name).split()
    if not words or words[0].lower() in DETERMINERS:
        return " ".join(words)
    at = 0
    for index, word in enumerate(words[:-1]):
        bare = word.strip(".,")
        if bare in TITLES or bare in COUNTRIES or _ROLE.fullmatch(bare):
            at = index + 1
    rest = words[at:]
    if at and rest and all(_may_be_of_a_person(word) for word in rest):
        return " ".join(rest)
    return " ".join(words)


def _may_be_of_a_person(word: str) -> bool:
    if word in _NO_PERSON or word in COUNTRIES or word.endswith(("’s", "'s")):
        return False
    return word[:1].isupper() or word in _PARTICLES


_PARTICLES = frozenset(words("de da van von der den al bin el del la di"))


# Longer than this it is no apposition but the sentence going on.
_LONGEST_APPOSITION = 9


class People:
    """The full names of an article's people, in order, and what they are called later."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        """Read the names standing in `spans` of `text`; time is linear in their length."""
        self.mentions: list[tuple[int, str]] = []
        self._by_surname: dict[str, list[str]] = {}
        self._roles: dict[str, set[str]] = {}
        for span in spans:
            for start, end, name in _full_names(text, span):
                self.mentions.append((start, name))
                known = self._by_surname.setdefault(key(name.split()[-1]), [])
                if name not in known:
                    known.append(name)
                self._learn_roles(text, span, start, end, name)

    def _learn_roles(self, text: str, span: Span, start: int, end: int, name: str) -> None:
        before = text[max(span.start, start - 30) : start].rstrip().rsplit(" ", 1)[-1]
        after = text[end : min(span.end, end + 70)]
        apposition = after.split(",")[1].split(".")[0] if after.startswith(",") else ""
        if len(apposition.split()) > _LONGEST_APPOSITION:
            apposition = ""
        if after.startswith(" is "):
            apposition = after.split(".")[0]
        for role in _ROLE.findall(f"{before} {apposition}"):
            self._roles.setdefault(role.lower(), set()).add(self.full(name))

    def full(self, name: str) -> str:
        """The full name first used for `name` in this article, or `name` without its titles."""
        bare = without_titles(name)
        words = bare.split()
        if not words or not words[-1][:1].isupper() or bare in COUNTRIES:
            return bare
        for candidate in self._by_surname.get(key(words[-1]), ()):
            first = candidate.split()[0]
            if len(words) == 1 or words[0][0] == first[0]:
                return candidate
        return bare

    def with_role(self, role: str) -> str:
        """The one person of the article introduced with this role, or "" when none or several."""
        found = self._roles.get(role.lower(), set())
        return next(iter(found)) if len(found) == 1 else ""


def _full_names(text: str, span: Span) -> Iterator[tuple[int, int, str]]:
    for match in _FULL.finditer(text, span.start, span.end):
        name = without_titles(match.group())
        words = name.split()
        if 2 <= len(words) <= 4 and all(_may_be_of_a_person(word.strip(".")) for word in words):
            start = match.start() + max(match.group().find(name), 0)
            yield start, match.end(), name
