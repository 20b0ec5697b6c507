"""What the page of an article shows: a part of its text, the marks in it, a card a claim.

A long text is shown in parts, so that neither the page nor its work grows with the article;
`?claim=12` shows the part in which claim 12 begins, `?line=34` that of a sentence. The annotated
copy, `?print=1`, has far larger parts: all but a book is one.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from claims import permissions
from claims.models import Article, Claim, Review, Sentence, User
from claims.models.claims import number_in
from claims.templatetags.marks import LineMark, TextMark
from claims.text import segments
from claims.views import article_lines
from claims.views.article_cards import ONLY, Card, cards_of, reviews_between

# Some seven thousand words: what a newspaper prints fits into one part.
PART = 40_000
# Some twenty thousand words, sixty pages of paper without the notes.
COPY = 120_000


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the claims to show, the unseen sentences, a copy to print."""

    only: str
    unseen: bool
    copy: bool

    @classmethod
    def by(cls, address: QueryDict) -> "Asked":
        """Nonsense counts as nothing asked; a copy shows every claim and no tools."""
        if address.get("print") == "1":
            return cls("", False, True)
        only = address.get("only", "")
        return cls(only if only in ONLY else "", address.get("unseen") == "1", False)


@dataclass(frozen=True)
class Part:
    """A stretch of the article and what is marked in it."""

    number: int
    count: int
    paragraphs: list[segments.Paragraph]
    marks: Mapping[int, TextMark | LineMark]
    cards: list[Card]
    dropped: list[Review]
    skipped: list[article_lines.Run]
    unseen: list[article_lines.Line]
    passed: list[article_lines.Line]

    @property
    def shown(self) -> list[Card]:
        """The cards that the margin is narrowed to."""
        return [card for card in self.cards if card.fits]

    @property
    def readers(self) -> list[User]:
        """Whose initials stand under the notes, by name."""
        people = {
            person
            for card in self.cards
            for person in (card.review.proposed_by, card.review.signed_off_by)
            if person
        }
        return sorted(people, key=lambda person: person.name.casefold())

    @property
    def lines_skipped(self) -> int:
        return sum(len(run.lines) for run in self.skipped)

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.count else None


def url_of(claim: Claim) -> str:
    """The card of `claim` on its article's page, in whatever part that is."""
    page = reverse("article", args=[claim.article_id])
    return f"{page}?{urlencode({'claim': claim.pk})}#claim-{claim.pk}"


def url_of_line(sentence: Sentence) -> str:
    """An unseen sentence on its article's page, marked, in whatever part that is."""
    page = reverse("article", args=[sentence.article_id])
    return f"{page}?{urlencode({'unseen': 1, 'line': sentence.pk})}#sentence-{sentence.pk}"


def part_of(
    article: Article, address: QueryDict, asked: Asked, *, user: User, at: datetime
) -> Part:
    """The part of `article` that the address asks for; the first where it asks for nonsense.

    Four queries: sentences, claims, their matches and their evidence; two more where the text has
    several parts.
    """
    starts = segments.parts(article.text, size=COPY if asked.copy else PART)
    number = _asked(article, starts, address)
    start = starts[number - 1]
    end = starts[number] if number < len(starts) else len(article.text)
    sentences = article_lines.between(article, start, end)
    # The last sentence may end in the next part, and a claim may stand there in it.
    reach = max([end, *(sentence.end for sentence in sentences[-1:])])
    found = reviews_between(article, start, reach, only=asked.only, user=user, at=at)
    on_desk = [review for review in found if review.state != Review.State.DROPPED]
    here = [review for review in on_desk if review.claim.start < end]
    cards = cards_of(article, here, start=start, user=user, at=at)
    without_claim = article_lines.without_claim(
        article,
        [sentence for sentence in sentences if sentence.start >= start],
        [(review.claim.start, review.claim.end) for review in on_desk],
    )
    unseen = [line for line in without_claim if not line.sentence.passed_by_id]
    marked = unseen if asked.unseen else []
    may_shape = bool(permissions.can_shape(user))
    marks: dict[int, TextMark | LineMark] = {card.claim.pk: card.text_mark for card in cards}
    # The keys of sentences are negative here, those of claims are not.
    for line in marked:
        key = line.sentence.pk
        marks[-key] = LineMark(article.pk, key, line.name, may_shape)
    spans = [segments.Mark(card.claim.start, card.claim.end, card.claim.pk) for card in cards]
    spans += [
        segments.Mark(one.sentence.start, one.sentence.end, -one.sentence.pk) for one in marked
    ]
    return Part(
        number=number,
        count=len(starts),
        paragraphs=segments.paragraphs(
            article.text,
            sentences,
            spans,
            start=start,
            end=end,
        ),
        marks=marks,
        cards=cards,
        dropped=[one for one in found if one.state == Review.State.DROPPED],
        skipped=article_lines.skipped(article, sentences),
        unseen=unseen,
        passed=[line for line in without_claim if line.sentence.passed_by_id],
    )


def _asked(article: Article, starts: list[int], address: QueryDict) -> int:
    if len(starts) == 1:
        return 1
    if key := number_in(address.get("claim", "")):
        claim = Claim.objects.filter(article=article, pk=key).only("start").first()
        return bisect_right(starts, claim.start) if claim else 1
    if key := number_in(address.get("line", "")):
        line = article.sentences.filter(pk=key).only("start").first()
        return bisect_right(starts, line.start) if line else 1
    return min(max(number_in(address.get("part", "")) or 1, 1), len(starts))
