"""People named in an article, so that "Mr Matvienko" and "Matviyenko" are "Vitaly Matvienko"."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
        "August September October November December Russian Of War World If As For From Who What "
        "Why How Where Want Wants To Is Are Was By With It Its Their His Her He She They We You "
        "Not No All More Live Watch Read"
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
    at = _after_noun(words)
    for index, word in enumerate(words[:-1]):
        bare = word.strip(".,")
        if bare in TITLES or bare in COUNTRIES or _ROLE.fullmatch(bare):
            at = max(at, index + 1)
    rest = words[at:]
    if at and rest and all(_may_be_of_a_person(word) for word in rest):
        return " ".join(rest)
    return " ".join(words)


def _after_noun(words: Sequence[str]) -> int:
    """Where the name begins after a noun of no list ("Ukrainian official Petro Lys"), or 0."""
    at = len(words)
    while at and words[at - 1][:1].isupper() and _may_be_of_a_person(words[at - 1]):
        at -= 1
    if at == 0 or len(words) - at < 2:
        return 0
    noun = words[at - 1]
    plain = noun.isalpha() and noun.islower() and noun not in _PARTICLES and noun not in _LINKS
    return at if plain else 0


def _may_be_of_a_person(word: str) -> bool:
    if word in _NO_PERSON or word in COUNTRIES or word.endswith(("’s", "'s")):
        return False
    return word[:1].isupper() or word in _PARTICLES


_LINKS = frozenset(
    words("of in at for from by with to on near and or as the a an than over under about into")
)
_PARTICLES = frozenset(words("de da van von der den al bin el del la di"))


# Longer than this it is no apposition but the sentence going on.
_LONGEST_APPOSITION = 9


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """A place where a person is named; `again` when by surname or title, after the full name."""

    name: str
    again: bool


_SINGLE = re.compile(
    rf"(?<![\w’'\-])(?:(?P<title>Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lady|Lord|Prof|Professor)\.? )?"
    rf"(?P<name>{_NAME_WORD})"
)
# Spellings of one surname share their beginning; so far may the rest differ.
_SAME_START, _FARTHEST = 4, 2
_FEWEST_LETTERS = 6
_MOST_ALIKE = 8


# A headline with more words than this and a larger share of capitals.
_FEWEST_IN_TITLE, _MOSTLY_CAPITALS = 4, 0.6


class People:
    """The full names of an article's people, in order, and what they are called later."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        """Read the names standing in `spans` of `text`; time is linear in their length."""
        self.mentions: list[tuple[int, str]] = []
        self._by_surname: dict[str, list[str]] = {}
        self._by_start: dict[str, list[str]] = {}
        self._roles: dict[str, set[str]] = {}
        spans = list(spans)
        full: list[Mention] = []
        for span in spans:
            for start, end, name in _full_names(text, span):
                self.mentions.append((start, name))
                surname = key(name.split()[-1])
                known = self._by_surname.setdefault(surname, [])
                if not known:
                    self._by_start.setdefault(surname[:_SAME_START], []).append(surname)
                if name not in known:
                    known.append(name)
                again = self.full(name) != name
                full.append(Mention(start, end, self.full(name), again))
                self._learn_roles(text, span, start, end, name)

        # Every mention of a person, in the order of the text, surnames alone too.
        self.seen: list[Mention] = sorted(
            [*full, *self._later(text, spans, full)], key=lambda mention: mention.start
        )

    def _later(
        self, text: str, spans: Iterable[Span], full: Sequence[Mention]
    ) -> Iterator[Mention]:
        """Mentions by surname, first name or title alone."""
        firsts: dict[str, str] = {}
        for mention in full:
            firsts.setdefault(mention.name.split()[0], mention.name)
        at = 0
        for span in spans:
            for match in _SINGLE.finditer(text, span.start, span.end):
                while at < len(full) and full[at].end <= match.start():
                    at += 1
                if at < len(full) and full[at].start < match.end():
                    continue
                word = _POSSESSIVE.sub("", match["name"])
                name = self.full(word)
                if name == word:
                    name = firsts.get(word, word if match["title"] else "")
                if name:
                    end = match.start("name") + len(word)
                    titled = f"{match['title']} {name}" if name == word else name
                    yield Mention(match.start(), end, titled, True)

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
        surname = key(words[-1])
        for spelling in (surname, *self._alike(surname)):
            for candidate in self._by_surname.get(spelling, ()):
                first = candidate.split()[0]
                if len(words) == 1 or words[0][0] == first[0]:
                    return candidate
        return bare

    def _alike(self, surname: str) -> Iterator[str]:
        """Surnames of the article that are spelt a little differently."""
        if len(surname) < _FEWEST_LETTERS:
            return
        for other in self._by_start.get(surname[:_SAME_START], ())[:_MOST_ALIKE]:
            near = _FARTHEST if len(surname) > _FEWEST_LETTERS + 1 else 1
            if other != surname and distance(surname, other, _FARTHEST) <= near:
                yield other

    def with_role(self, role: str) -> str:
        """The one person of the article introduced with this role, or "" when none or several."""
        found = self._roles.get(role.lower(), set())
        return next(iter(found)) if len(found) == 1 else ""

    def has_role(self, name: str, role: str) -> bool:
        """Whether the article introduces `name` with this role."""
        return name in self._roles.get(role.lower(), set())


def distance(one: str, other: str, farthest: int) -> int:
    """Letters to change, add or leave out to make one word of the other (Levenshtein 1966).

    Words whose lengths differ by more than `farthest` are not compared: `farthest` + 1.
    """
    if abs(len(one) - len(other)) > farthest:
        return farthest + 1
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        last, row[0] = row[0], at
        for to, wanted in enumerate(other, start=1):
            last, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, last + (letter != wanted))
    return row[-1]


def _is_title_case(words: Sequence[str]) -> bool:
    """Whether it is a headline Set Like This, whose capitals name nobody."""
    capitals = sum(word[:1].isupper() for word in words)
    return len(words) > _FEWEST_IN_TITLE and capitals > _MOSTLY_CAPITALS * len(words)


def _full_names(text: str, span: Span) -> Iterator[tuple[int, int, str]]:
    written = text[span.start : span.end].rstrip()
    if not written.endswith((".", "!", "?", "”", '"')) and _is_title_case(written.split()):
        return
    for match in _FULL.finditer(text, span.start, span.end):
        name = without_titles(match.group())
        words = name.split()
        if 2 <= len(words) <= 4 and all(_may_be_of_a_person(word.strip(".")) for word in words):
            start = match.start() + max(match.group().find(name), 0)
            yield start, match.end(), name
