"""Who cites whom, as one article tells it: article → outlet → person or body.

An edge is read from a claim's attribution ("Matvienko told the Guardian"), from a sentence that
names an outlet ("as the BBC reports"), and from what the article says of all of it: "Sources: …",
"(Reuters)", links. A spokesperson leads on to the body spoken for.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from claims.text import credits, folding, furniture, introductions, origins, outlets, sentences
from claims.text.credits import CREDIT, LINK, SOURCES
from claims.text.origins import BODY, OUTLET, PERSON, Origin
from claims.text.spans import UPPER, Span

ATTRIBUTION, TOLD, REPORTS = "attribution", "told", "reports"
# So far around a claim its claimant is looked for.
_NEAR = 600
# An unnamed origin is said and leads nowhere.
_UNNAMED = re.compile(
    r"\b(?:according to|(?:a |an )?(?:reports?|article|video|recording) (?:from|by|in)|told"
    r"|quoted by|citing) (?P<name>(?:an?|one|some|several|other|various|local|Western|foreign)"
    r" (?:[^\W\d_][\w’'-]* ){0,4}?(?:media outlets?|media|outlets?|newspapers?|channels?"
    r"|broadcasters?|news agenc(?:y|ies)|magazines?|websites?|translation|reports))\b"
)
_SAYS = re.compile(
    r"[,”\"’']{0,2} (?:(?:has|have|had|also|later|then) )?"
    r"(?:said|says|told(?: (?:the|[A-Z][\w’'.-]*|reporters))*|tells|explained|explains|added|adds"
    r"|announced|stated|warned|admitted|admits|described|maintains|acknowledges|acknowledged"
    r"|testifies|asked|reported|claims?|claimed)\b"
)
_SAID = re.compile(
    r"(?:\b(?:according to|said|says|told|explains|explained|added|reported by)(?: the)?"
    r" [“\"‘']?)$"
)


class Claimed(Protocol):
    """A claim with who is said to have asserted it, as `reports.Report`."""

    start: int
    end: int
    text: str
    claimant: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Citation(Span):
    """An edge: `citing` goes back to `cited`, for the claim at that place of the list given.

    claim: None for what holds for all of the article. citing: None is the article itself. cited:
    None is somebody who goes by no name ("a Western media outlet"), whom `name` then describes.
    how: "attribution", "told", "reports", "sources", "link" or "credit". words: what says so,
    `text[start:end]` of the article.
    """

    claim: int | None
    citing: Origin | None
    cited: Origin | None
    name: str
    how: str
    words: str


@dataclass(frozen=True, slots=True)
class Chain:
    """From an article to one last origin of a claim, nearest to the article first.

    listed: the article names it for all of the article and not for this claim.
    """

    steps: tuple[Origin, ...]
    listed: bool = False


def read(text: str, claims: Sequence[Claimed], *, outlet: str = "") -> tuple[Citation, ...]:
    """The edges that the article `text` tells of, each once, in the order of the text.

    `claims` are the article's own, in its order, with offsets into `text`; `outlet` is where it
    appeared, "" if nobody knows: nobody cites themselves. Never raises; time is linear.
    """
    article = _Article(text, claims, outlet)
    found = [
        *article.of_claims(),
        *article.of_sentences(),
        *article.as_a_whole(),
    ]
    return tuple(_once(sorted(found, key=lambda citation: (citation.start, citation.end))))


def chains(citations: Iterable[Citation], claim: int) -> tuple[Chain, ...]:
    """The chains from the article to every last named origin of a claim, in a fixed order.

    `citations` are those of one article. What it was made from ("Sources: The Guardian, BBC", an
    agency's credit) comes with every claim, as listed. Empty for a claim that goes back to nobody
    named.
    """
    citations = tuple(citations)
    edges = [one for one in citations if one.claim == claim]
    begun = [edge.cited for edge in edges if edge.citing is None and edge.cited]
    found = {Chain(steps) for first in begun for steps in _onward((first,), edges)}
    found |= {
        Chain((one.cited,), listed=True)
        for one in citations
        if one.cited and one.claim is None and one.how in (SOURCES, CREDIT)
    }
    return tuple(sorted(found, key=lambda chain: [(step.kind, step.key) for step in chain.steps]))


def _onward(steps: tuple[Origin, ...], edges: Sequence[Citation]) -> Iterator[tuple[Origin, ...]]:
    known = {(step.kind, step.key) for step in steps}
    ends = True
    for edge in edges:
        if edge.citing is None or edge.cited is None or not _is(edge.citing, steps[-1]):
            continue
        if (edge.cited.kind, edge.cited.key) not in known:
            ends = False
            yield from _onward((*steps, edge.cited), edges)
    if ends:
        yield steps


def _is(one: Origin, other: Origin) -> bool:
    return (one.kind, one.key) == (other.kind, other.key)


def _once(citations: Iterable[Citation]) -> Iterator[Citation]:
    """Of several readings of one edge the first."""
    seen = set()
    for citation in citations:
        ends = [(end.kind, end.key) if end else None for end in (citation.citing, citation.cited)]
        edge = (citation.claim, *ends, citation.name if citation.cited is None else "")
        if edge not in seen:
            seen.add(edge)
            yield citation


@dataclass(frozen=True, slots=True)
class _Mention(Span):
    """An outlet named in the body of the article as one it goes back to; None when unnamed."""

    origin: Origin | None
    name: str
    how: str
    sentence: Span


class _Article:
    def __init__(self, text: str, claims: Sequence[Claimed], outlet: str) -> None:
        self.text = text
        self.claims = claims
        self.own = origins.key(outlet, OUTLET)
        self.body = list(_body(text))
        self.mentions = [one for span in self.body for one in self._mentioned(span)]
        self.bodies: dict[str, tuple[Span, Origin] | None] = {}
        self.credits = list(credits.find(text))
        # Outlets that the article lists as such, known or not.
        self.listed = {
            one.origin.key: one.origin for one in self.credits if one.origin.kind == OUTLET
        }
        self.enterprises: dict[str, bool] = {}
        self.outlets = {origins.key(claim.outlet, OUTLET) for claim in claims if claim.outlet}
        self.places: dict[str, list[_Mention]] = defaultdict(list)
        for one in sorted(self.mentions, key=lambda one: one.start):
            if one.origin:
                self.places[one.origin.key].append(one)

    def _mentioned(self, sentence: Span) -> Iterator[_Mention]:
        written = self.text[sentence.start : sentence.end]
        for found in outlets.mentions(written):
            origin = origins.named(found.name)
            if origin and origin.kind == OUTLET and origin.key != self.own:
                start, end = sentence.start + found.start, sentence.start + found.end
                how = TOLD if found.told else REPORTS
                yield _Mention(start, end, origin, origin.name, how, sentence)
        for match in _UNNAMED.finditer(written):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            yield _Mention(start, end, None, match["name"], ATTRIBUTION, sentence)

    def of_claims(self) -> Iterator[Citation]:
        """What attribution has read: article → outlet → claimant → the body spoken for."""
        for at, claim in enumerate(self.claims):
            via = origins.named(claim.outlet) if claim.outlet else None
            said = self._named(claim) if claim.claimant else None
            if via and (via.kind != OUTLET or via.key == self.own):
                via = None
            how = ATTRIBUTION
            if via:
                span, how = self._where_outlet(claim, via)
                yield self._edge(at, None, via, span, REPORTS if how == ATTRIBUTION else how)
            if claim.claimant and not (said and (said.key == self.own or (via and _is(said, via)))):
                span = self._where_claimant(claim, said)
                name = said.name if said else claim.claimant
                how = TOLD if how == TOLD else ATTRIBUTION
                yield replace(self._edge(at, via, said, span, how), name=name)
                if said and said.kind == PERSON:
                    yield from self._spoken_for(at, said)

    def _spoken_for(self, at: int, person: Origin) -> Iterator[Citation]:
        if person.name not in self.bodies and len(self.bodies) < _MOST_PEOPLE:
            self.bodies[person.name] = introductions.speaks_for(self.text, person.name)
        found = self.bodies.get(person.name)
        if found:
            span, body = found
            yield self._edge(at, person, body, span, ATTRIBUTION)

    def _named(self, claim: Claimed) -> Origin | None:
        """Who the claimant is, as the article introduces them."""
        said = origins.named(claim.claimant)
        listed = self.listed.get(origins.key(said.name, OUTLET)) if said else None
        if listed:
            return listed
        if said is None:
            return introductions.meant(self.text, claim.claimant, claim.start)
        if said.kind != PERSON:
            return said
        if said.name not in self.enterprises and len(self.enterprises) < _MOST_PEOPLE:
            self.enterprises[said.name] = introductions.is_enterprise(self.text, said.name)
        if not self.enterprises.get(said.name):
            return said
        return Origin(BODY, said.name, origins.key(said.name, BODY))

    def of_sentences(self) -> Iterator[Citation]:
        """Outlets that attribution did not take for a claim's, and origins without a name."""
        starts = [claim.start for claim in self.claims]
        for mention in self.mentions:
            at = max(0, bisect_left(starts, mention.sentence.start) - 1)
            held: list[int] = []
            while at < len(self.claims) and starts[at] < mention.sentence.end:
                if self.claims[at].end > mention.sentence.start:
                    held.append(at)
                at += 1
            # "This is what he writes in the Guardian" tells of the claims that have it.
            if not held and mention.origin and mention.origin.key in self.outlets:
                continue
            for claim in held or (None,):
                edge = self._edge(claim, None, mention.origin, mention, mention.how)
                yield replace(edge, name=mention.name)

    def as_a_whole(self) -> Iterator[Citation]:
        starts = [sentence.start for sentence in self.body]
        for credit in self.credits:
            if credit.origin.kind == OUTLET and credit.origin.key == self.own:
                continue
            if credit.how == LINK:
                # In a teaser or a footer it is no source.
                at = bisect_left(starts, credit.start + 1) - 1
                if at < 0 or self.body[at].end < credit.end:
                    continue
            yield self._edge(None, None, credit.origin, credit, credit.how)

    def _where_outlet(self, claim: Claimed, outlet: Origin) -> tuple[Span, str]:
        """The words nearest to the claim that name its outlet, and how."""
        places = self.places.get(outlet.key, [])
        at = bisect_left(places, claim.start, key=lambda one: one.start)
        near = places[max(0, at - 1) : at + 2]
        if not near:
            return Span(claim.start, claim.end), ATTRIBUTION
        nearest = min(near, key=lambda one: _distance(one, claim))
        return Span(nearest.start, nearest.end), nearest.how

    def _where_claimant(self, claim: Claimed, said: Origin | None) -> Span:
        """The claimant with the verb of saying, in the claim or near it; else the claim."""
        start = max(0, claim.start - _NEAR)
        near = self.text[start : claim.end + _NEAR]
        for name in dict.fromkeys((claim.claimant, said.name if said else claim.claimant)):
            found = [match.span() for match in re.finditer(re.escape(name), near)]
            if not found and said and said.kind == PERSON:
                last = folding.fold(name.split()[-1])
                found = [m.span() for m in _NAME.finditer(near) if folding.fold(m.group()) == last]
            if found:
                spans = [Span(start + first, start + end) for first, end in found]
                return self._with_verb(min(spans, key=lambda span: _distance(span, claim)))
        return Span(claim.start, claim.end)

    def _with_verb(self, name: Span) -> Span:
        after = _SAYS.match(self.text, name.end)
        if after:
            return Span(name.start, after.end())
        before = _SAID.search(self.text[max(0, name.start - 40) : name.start])
        return Span(name.start - len(before.group()), name.end) if before else name

    def _edge(
        self, claim: int | None, citing: Origin | None, cited: Origin | None, span: Span, how: str
    ) -> Citation:
        words = self.text[span.start : span.end]
        return Citation(
            span.start, span.end, claim, citing, cited, cited.name if cited else words, how, words
        )


# How so many people are introduced is looked for.
_MOST_PEOPLE = 200
_NAME = re.compile(rf"[{UPPER}][^\W\d_’']+(?:[-’'][{UPPER}][^\W\d_]+)*")


def _body(text: str) -> Iterator[Span]:
    """The sentences of the article itself, without what belongs to its page."""
    spans = sentences.split(text)
    for span, kind in zip(spans, furniture.classify(text, spans), strict=True):
        if kind.kind == furniture.BODY:
            yield span


def _distance(one: Span, claim: Claimed) -> int:
    return max(one.start - claim.end, claim.start - one.end, 0)
