"""Whom the source of a cue stands for: pronouns, surnames, "the spokesman", "one of them"."""

import re
from collections.abc import Mapping, Sequence

from claims.text import gender, speakers, tagged, unnamed
from claims.text.names import People
from claims.text.reader import Reading
from claims.text.spans import UPPER, Span, normalise_space, words
from claims.text.speakers import Speakers
from claims.text.vocabulary import ROLES

_DEFINITE = re.compile(
    rf"^(?:the|that|this) (?:[\w’'-]+ ){{0,3}}?(?P<role>{ROLES})$", re.IGNORECASE
)
# "his", "we" and "who" of nobody known name no claimant.
_NOBODY = frozenset(
    words(
        "i we you us me who which that this these those there his her their its my our your what "
        "nobody everyone everybody anyone anybody someone somebody"
    )
)
_LEADING = re.compile(
    rf"(?P<name>(?:(?:The|A|An|Its|His|Her|Their) )?(?:[\w’'&.-]+ ){{0,3}}?[{UPPER}][\w’'&-]+)"
    r"(?=,? (?:has|have|had|is|was|were|will|would|said|which|who)\b)"
)
_PRONOUNS = re.compile(r"he|she|they|it|him|her|them", re.IGNORECASE)
# "their coach, Tomasz Wilk": the name behind the noun.
COMMON = re.compile(r"^(?:the|an?|one|another|its|his|her|their|our) ", re.IGNORECASE)
_APPOSITION = re.compile(
    rf", (?P<name>(?:(?:Mr|Mrs|Ms|Dr|Sir|Prof|Cllr|Gen|Col)\.? )?[{UPPER}][\w’'-]+"
    rf"(?: (?:de|da|van|von|der|al|bin|[{UPPER}][\w’'-]+|[{UPPER}]\.)){{0,4}})"
    r"(?=\s*(?:[,.;:(”\"]|$)|,? (?:who|said|told)\b)"
)
# "Others say": nobody a later "he" or quotation could belong to.
GENERIC = re.compile(r"^(?:others?|some|many|most|people|reports?|other reports)\b", re.IGNORECASE)


class Resolver:
    """What an article has said so far about who its people are."""

    def __init__(
        self, text: str, people: People, readings: Mapping[int, Reading], heard: Speakers
    ) -> None:
        self._text = text
        self._people = people
        self._readings = readings
        self._heard = heard

    def claimant(
        self,
        source: str,
        where: Span,
        sentence: Span,
        inside: Sequence[Span],
        earlier: Sequence[str],
        speaker: str,
    ) -> str:
        """The fullest name of whoever `source` means; "" where nobody can be told.

        `where` it stands in `sentence`; `inside` are the quotations there, `earlier` the claimants
        before it in the sentence, and `speaker` who spoke last.
        """
        pronoun = source.lower()
        if pronoun in ("he", "she"):
            subject = self.subject(sentence, inside, where.start)
            if subject and gender.of(subject, subject) == pronoun:
                return subject
            for name in reversed(earlier):
                if speakers.is_person(name) and gender.can_be(pronoun, gender.of(name, name)):
                    return name
            return self._heard.person(pronoun, sentence, sentence.start + where.start, inside)
        if pronoun == "they":
            return earlier[-1] if earlier else self._heard.group()
        if pronoun == "it":
            bodies = [name for name in earlier if not speakers.is_person(name)]
            return (
                bodies[-1]
                if bodies
                else self.subject(sentence, inside, where.start) or self._heard.body()
            )
        if pronoun in _NOBODY:
            return ""
        if COMMON.match(source) and (named := _APPOSITION.match(self._words(sentence), where.end)):
            return self._people.full(normalise_space(named["name"]))
        if unnamed.is_one_of(source):
            begin = sentence.start
            return unnamed.one_of(source, self._text, begin + where.start, begin + where.end)
        definite = _DEFINITE.match(source)
        if definite:
            role = definite["role"]
            if self._people.has_role(speaker, role):
                return speaker
            return self._people.with_role(role) or source
        return self._people.full(source)

    def subject(self, sentence: Span, inside: Sequence[Span], before: int | None = None) -> str:
        """The first noun phrase of the sentence that the reader takes for somebody who speaks."""
        reading = self._readings.get(sentence.start)
        limit = sentence.end - sentence.start if before is None else before
        lead = _LEADING.match(self._words(sentence))
        if lead and lead.end("name") <= limit and not GENERIC.match(lead["name"]):
            return self._people.full(normalise_space(lead["name"]))
        for tag in reading.tags if reading is not None else ():
            if tag.kind == tagged.SOURCE and tag.end <= limit:
                at = sentence.start + tag.start
                name = normalise_space(self._text[at : sentence.start + tag.end])
                quoted = any(mark.start <= at < mark.end for mark in inside)
                if quoted or name.lower() in _NOBODY or _PRONOUNS.fullmatch(name):
                    return ""
                return self._people.full(name)
        return ""

    def _words(self, sentence: Span) -> str:
        return self._text[sentence.start : sentence.end]
