"""New discrepancies in a line each: what differs, and which report says what.

Why two claims cannot both be right is a sentence of the matching, which names one side after the
other. The line takes the two out of it where each is found in its own claim, and is the sentence
itself where they are not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from claims.models import Claim, Match, Story
from claims.views.story_words import cut, name_of

# Lines on the page; so many of the newest pairs are looked through for them.
SHOWN, LOOKED_AT = 5, 60
# Room for the name of a report, in pixels of 12.5: an outlet's, or the first words of a title.
_NAME = 190

_SAYINGS = (
    re.compile(r"“(?P<one>[^”]+)” and “(?P<other>[^”]+)” cannot both be right\."),
    re.compile(r"(?P<one>.+?) and (?P<other>.+?) cannot both be the (?:day|date)\."),
    re.compile(r"One says “(?P<one>[^”]+)”, the other “(?P<other>[^”]+)”:"),
    re.compile(r"One gives these words to (?P<one>.+?), the other to (?P<other>.+?)\."),
)
# What the sentences of the matching make of a claim's own marks and spaces.
_MARKS = {ord(mark): "'" for mark in '“”"„«»‘’'}
_NO_MARKS = dict.fromkeys(map(ord, '“”"„«»'))


class Saying(NamedTuple):
    """What one report says, in its words."""

    words: str
    claim: Claim

    @property
    def report(self) -> str:
        """The outlet, else the first words of the title, without marks: they stand in brackets."""
        return cut(name_of(self.claim.article).translate(_NO_MARKS), _NAME)

    @property
    def is_titled(self) -> bool:
        return self.claim.article.outlet is None


@dataclass(frozen=True)
class Discrepancy:
    """The newest pair of a story that cannot both be right; `more` are others of the same story."""

    match: Match
    story: Story | None
    sayings: list[Saying]
    more: int = 0

    @property
    def url(self) -> str:
        return (self.story or self.match.a).get_absolute_url()


def discrepancies() -> list[Discrepancy]:
    """The newest, one a story; two queries."""
    newest = (
        Match.objects.discrepant()
        .on_desk()
        .order_by("-at", "-pk")
        .values_list("pk", "a__membership__story")[:LOOKED_AT]
    )
    chosen, more = _one_each(newest)
    matches = (
        Match.objects.filter(pk__in=chosen)
        .select_related("a__article__outlet", "b__article__outlet", "a__membership__story")
        .defer("a__article__text", "b__article__text")
        .order_by("-at", "-pk")
    )
    return [replace(line_of(match), more=more[match.pk]) for match in matches] if chosen else []


def _one_each(newest: Iterable[tuple[int, int | None]]) -> tuple[list[int], dict[int, int]]:
    """The newest of each story, and how many more of its story were looked at."""
    first: dict[int | str, int] = {}
    more: dict[int, int] = {}
    for pk, story in newest:
        known = first.setdefault(story or f"match {pk}", pk)
        more[known] = more.get(known, -1) + 1
    return list(first.values())[:SHOWN], more


def line_of(match: Match) -> Discrepancy:
    membership = getattr(match.a, "membership", None)
    return Discrepancy(match, membership.story if membership else None, _sayings(match))


def _sayings(match: Match) -> list[Saying]:
    """What either says, in the order of the sentence; none where it is not to be told apart."""
    found = next(filter(None, (one.match(match.relation_why) for one in _SAYINGS)), None)
    if found is None:
        return []
    one, other = found["one"], found["other"]
    for first, second in ((match.a, match.b), (match.b, match.a)):
        if _says(first, one) and _says(second, other):
            return [Saying(one, first), Saying(other, second)]
    return []


def _says(claim: Claim, words: str) -> bool:
    wanted = _bare(words.removesuffix(" …"))
    return any(wanted in _bare(text) for text in (claim.quote, claim.wording, claim.claimant))


def _bare(text: str) -> str:
    return " ".join(text.translate(_MARKS).casefold().split())
