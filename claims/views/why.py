"""Why a claim is as check-worthy as it is: every share of its score, and the words behind it."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from claims import permissions
from claims.models import Claim, Review, Weights
from claims.text import checkworthiness
from claims.views.guards import SignedInRequest, allowed

# What is marked in the quote, in the order of the legend; the first of several draws the line.
TAGS = {
    "figure": "figure",
    "hedge": "hedge",
    "claimant": "claimant",
    "cue": "words that say who",
    "outlet": "outlet",
    "reason": "other reason",
}
# Two scores that differ by less look the same.
_SAME = 0.0005
# Names that are said of a claim and need not stand in it.
_OF_ATTRIBUTION = ("named claimant", "second-hand")


@dataclass(frozen=True)
class Share:
    """One line of the sum. `bar` and `start` are hundredths of the half left or right of zero."""

    name: str
    sentence: str
    words: str
    weight: float
    default: float
    log_odds: float
    bar: float

    @property
    def start(self) -> float:
        # Never -0.0, which would be written so.
        return 0.0 if self.raises else 0.0 - self.bar

    @property
    def counts(self) -> str:
        return _signed(self.log_odds)

    @property
    def raises(self) -> bool:
        return self.log_odds >= 0

    @property
    def change(self) -> "Change | None":
        """What an admin has made of its weight, None for nothing."""
        return None if self.weight == self.default else Change(self.name, self.default, self.weight)


class Change(NamedTuple):
    """A weight that is other than Factcheck came with."""

    name: str
    default: float
    weight: float

    @property
    def was(self) -> str:
        return _plain(self.default)

    @property
    def now(self) -> str:
        return _plain(self.weight)


class Tag(NamedTuple):
    """A stretch of the quote, and what it is."""

    start: int
    end: int
    kind: str


class Piece(NamedTuple):
    """A piece of the quote with one look; `kinds` are keys of TAGS, none for plain text."""

    text: str
    kinds: Sequence[str]

    @property
    def label(self) -> str:
        return ", ".join(TAGS[kind] for kind in self.kinds)


@require_GET
@allowed(permissions.can_enter)
def why(request: SignedInRequest, pk: int) -> HttpResponse:
    review = get_object_or_404(Review.objects.visible_to(request.user).for_list(), pk=pk)
    weights = Weights.objects.select_related("changed_by").get(pk=1)
    shares = _shares(review, weights)
    [(score, band)] = weights.weigh([(review.why, review.reader)])
    pieces = _pieces(review.claim.quote, _tags(review))
    return render(
        request,
        "claims/why.html",
        {
            "review": review,
            "claim": review.claim,
            "article": review.claim.article,
            "shares": shares,
            "total": _signed(math.fsum(share.log_odds for share in shares)),
            "score": score,
            "is_old": abs(score - review.worth) > _SAME or band != review.band,
            "must_check": checkworthiness.MUST_CHECK,
            "should_check": checkworthiness.SHOULD_CHECK,
            "pieces": pieces,
            "legend": [
                (kind, label)
                for kind, label in TAGS.items()
                if any(kind in piece.kinds[:1] for piece in pieces)
            ],
            "weights": weights,
            "changed": [
                Change(name, checkworthiness.WEIGHTS[name], weight)
                for name, weight in weights.present.items()
                if weight != checkworthiness.WEIGHTS[name]
            ],
            "may_change": permissions.can_administer(request.user),
        },
    )


def _shares(review: Review, weights: Weights) -> list[Share]:
    present = weights.present
    parts = checkworthiness.contributions(review.why, review.reader, present)
    longest = max(abs(log_odds) for _, _, log_odds in parts) or 1.0
    return [
        Share(
            name=name,
            sentence=_sentence(name, review.reader),
            words=words,
            weight=present.get(name, checkworthiness.BASE),
            default=checkworthiness.WEIGHTS.get(name, checkworthiness.BASE),
            log_odds=log_odds,
            bar=round(100 * abs(log_odds) / longest, 2),
        )
        for name, words, log_odds in parts
    ]


def _signed(number: float) -> str:
    # Nothing lowers by "−0.00".
    return f"{round(number, 2) + 0.0:+.2f}".replace("-", "−")


def _plain(number: float) -> str:
    return f"{number:g}".replace("-", "−")


def _sentence(name: str, reader: float | None) -> str:
    if name != checkworthiness.READER or reader is None:
        return checkworthiness.MEANINGS[name]
    # Its own word, whatever it is made to count.
    if reader >= 0:
        return "the trained reader finds it reads like what desks must check"
    return "the trained reader finds it reads unlike what desks must check"


def _tags(review: Review) -> Iterator[Tag]:
    """What can be shown in the quote; words that do not stand in it are left out."""
    claim = review.claim
    for kind, spans in (("figure", claim.figures), ("hedge", claim.hedges)):
        for span in spans:
            yield Tag(span["start"] - claim.start, span["end"] - claim.start, kind)
    surname = claim.claimant.rpartition(" ")[2]
    yield from _found(claim, claim.claimant, "claimant") or _found(claim, surname, "claimant")
    yield from _found(claim, claim.cue, "cue")
    yield from _found(claim, claim.outlet, "outlet")
    for reason in review.why:
        if reason.name not in _OF_ATTRIBUTION:
            yield from _found(claim, reason.words, "reason")


def _found(claim: Claim, words: str, kind: str) -> list[Tag]:
    """Where `words` first stand in the quote, however they are spaced there."""
    if not words.strip():
        return []
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"
    match = re.search(pattern, claim.quote) or re.search(pattern, claim.quote, re.IGNORECASE)
    return [Tag(match.start(), match.end(), kind)] if match else []


def _pieces(quote: str, tags: Iterator[Tag]) -> list[Piece]:
    """The quote cut wherever its look changes; nothing of it is lost or doubled."""
    inside = [
        tag._replace(start=max(tag.start, 0), end=min(tag.end, len(quote)))
        for tag in tags
        if tag.start < len(quote) and tag.end > 0 and tag.start < tag.end
    ]
    cuts = sorted({0, len(quote), *(at for tag in inside for at in (tag.start, tag.end))})
    pieces: list[Piece] = []
    for start, end in pairwise(cuts):
        over = {tag.kind for tag in inside if tag.start <= start and end <= tag.end}
        # A figure is a reason anyhow.
        kinds = [kind for kind in TAGS if kind in over and (kind != "reason" or len(over) == 1)]
        if pieces and pieces[-1].kinds == kinds:
            pieces[-1] = Piece(pieces[-1].text + quote[start:end], kinds)
        else:
            pieces.append(Piece(quote[start:end], kinds))
    return pieces
