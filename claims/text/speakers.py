"""Whom an article has named and heard lately, to tell whom "he", "they" and "it" stand for.

Nearest first: within a sentence the speaker before the people named, subjects before the rest;
"he" and "she" skip whom their gender does not fit.
"""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from claims.text import gender, unnamed
from claims.text.names import People
from claims.text.spans import Span, words
from claims.text.vocabulary import BARE_SOURCES, BODIES, DETERMINERS, ROLES


@dataclass(frozen=True, slots=True)
class _Heard:
    """Somebody a pronoun may stand for."""

    name: str
    gender: str
    strong: bool


# How many sentences back a pronoun reaches; somebody who may be no person at all, and a body.
_REACH, _WEAK_REACH = 7, 2
_OBLIQUE = re.compile(
    r"\b(?:in|at|to|from|of|near|for|by|with|on|against|over|about|between|than|outside|via|and)"
    r"(?: the| a| an)?\s*$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"[’']s?\b")
_BODY = re.compile(rf"\b(?:{BODIES})\b", re.IGNORECASE)
_THINGS = frozenset(
    words(
        "report reports study studies poll polls survey surveys records record statement data "
        "document documents figures filing audit paper letter analysis government ministry company "
        "council bank department agency board party police union court firm team campaign group "
        "authority authorities office committee commission family station network embassy palace "
        "newspaper petition inquiry review article video website parliament military army"
    )
)
_ROLE = re.compile(rf"\b(?:{ROLES})\b", re.IGNORECASE)
# Nouns of people by their endings; bodies and papers that end so stand in _THINGS.
_PERSON = re.compile(
    r"(?:er|or|ist|ian|man|woman|ant|ee|ese|ean|ish|ive|al|ot|end|ic)$|^(?:soldier|pal|insider|boy|kid|"
    r"victim|fan|guest|student|patient|mp|source|person|russian|ukrainian|german|mum|mate|expert|"
    r"resident|diplomat|client|aide|priest|monk|pilot|cousin)$"
)
_GENERIC = re.compile(
    r"^(?:others?|some|many|most|people|reports?|other reports|nobody|everyone)\b", re.IGNORECASE
)


_SOMEBODY = re.compile(r"(?:one|another|(?:the )?(?:first|second|other))\b", re.IGNORECASE)


class Speakers:
    """The people and bodies of the sentences read so far, nearest first."""

    def __init__(self, text: str, people: People) -> None:
        self._text = text
        self._people = people
        self._starts = [mention.start for mention in people.seen]
        self._lately: deque[list[_Heard]] = deque(maxlen=_REACH)
        self._groups: deque[str] = deque(maxlen=3)
        self._bodies: deque[tuple[int, str]] = deque(maxlen=3)
        self._read = 0

    def person(self, pronoun: str, sentence: Span, at: int, quoted: Sequence[Span]) -> str:
        """Whom "he" or "she" at `at` stands for, "" where nobody fits."""
        weak = ""
        now = self._named(Span(sentence.start, at), quoted)
        for back, heard in enumerate([now, *self._lately]):
            fitting = [each for each in heard if gender.can_be(pronoun, each.gender)]
            for each in fitting:
                if each.strong:
                    return each.name
            if fitting and not weak and back <= _WEAK_REACH:
                weak = fitting[0].name
        return weak

    def group(self) -> str:
        """Whom "they" stands for: the last who spoke as several, or ""."""
        return self._groups[0] if self._groups else ""

    def body(self) -> str:
        """What "it" stands for: the body or paper last heard or read of, or ""."""
        if self._bodies and self._read - self._bodies[0][0] <= _WEAK_REACH:
            return self._bodies[0][1]
        return ""

    def remember(
        self, sentence: Span, claimants: Sequence[str], quoted: Sequence[Span], subject: str
    ) -> None:
        """Take in a sentence, who speaks in it, and the first noun phrase of those who could."""
        self._read += 1
        heard = [_Heard(name, gender.of(name, name), True) for name in claimants if is_person(name)]
        named = self._named(sentence, quoted)
        opening = unnamed.opens(self._text[sentence.start : min(sentence.end, sentence.start + 80)])
        if opening and not any(mark.start <= sentence.start for mark in quoted):
            named.append(_Heard(opening, gender.of(opening, opening), False))
        self._lately.appendleft([*heard, *named])
        for name in claimants:
            if is_several(name):
                self._groups.appendleft(name)
            elif not is_person(name) and not _GENERIC.match(name):
                self._bodies.appendleft((self._read, name))
        if not claimants and subject and not is_person(subject):
            self._bodies.appendleft((self._read, subject))
            if is_several(subject):
                self._groups.appendleft(subject)

    def _named(self, sentence: Span, quoted: Sequence[Span]) -> list[_Heard]:
        """The people named in a stretch, those that can be its subject first."""
        found: list[_Heard] = []
        at = bisect_left(self._starts, sentence.start)
        while at < len(self._starts) and self._people.seen[at].end <= sentence.end:
            mention = self._people.seen[at]
            at += 1
            if any(mark.start <= mention.start < mark.end for mark in quoted):
                continue
            before = self._text[max(sentence.start, mention.start - 40) : mention.start]
            written = before.rsplit(",", 1)[-1].split()[-2:]
            whose = gender.of(mention.name, " ".join(written[-1:]))
            aside = _OBLIQUE.search(before) or _POSSESSIVE.match(self._text, mention.end)
            # Whoever opens a sentence is its subject, and more likely a person than a place.
            certain = bool(whose) or mention.again or mention.start == sentence.start
            found.append(_Heard(mention.name, whose, certain and not aside))
        return sorted(found, key=lambda each: not each.strong)


def is_person(name: str) -> bool:
    """Whether a claimant can be one person: "Ann Lee", "a soldier", but no body and no paper."""
    found = name.split()
    if not found or is_several(name) or _BODY.search(name):
        return False
    head = re.split(r" (?:of|for|at|in|from|by|with|to|on)\b|,", name)[0].split() or found
    last = head[-1].lower().strip("“”\"'’")
    if last in _THINGS:
        return False
    if found[0].lower() in DETERMINERS or name[:1].islower():
        return bool(_ROLE.search(name) or gender.of(name, name) or _PERSON.search(last))
    return len(found) > 1 or bool(gender.of(name, name))


def can_talk(name: str) -> bool:
    """Whether a claimant can be one who talks with another: "the caller", "one of them"."""
    return (
        is_person(name)
        or _SOMEBODY.match(name) is not None
        or unnamed.opens(f"{name} ") != ""
        or len(name.split()) == 1
    )


def is_several(name: str) -> bool:
    """Whether a claimant is more than one: "officials", "Ann Lee and her son", "two soldiers"."""
    found = name.lower().split()
    if not found:
        return False
    head = re.split(r" (?:of|for|at|in|from|by|with|to|on)\b|,", name.lower())[0].split() or found
    if found[0] in ("two", "three", "several", "some", "many", "most", "other", "both", "few"):
        return True
    if head[-1] in BARE_SOURCES:
        return True
    if found[0] in DETERMINERS or name[:1].islower():
        return head[-1].endswith("s") and not head[-1].endswith(("ss", "’s", "'s"))
    return " and " in name and "," not in name
