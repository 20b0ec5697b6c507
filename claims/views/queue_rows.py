"""A line of the queue's list, ready to print: fifty of them are most of the page's work."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from django.utils.text import Truncator

from claims.filtering import ClaimList
from claims.models import Review
from claims.views.addresses import EVERYTHING, claim_url

# What a row is made of, and nothing else.
JOINED = ("claim__article__outlet", "verdict", "assignee", "held_by")
_NAME = ("username", "first_name", "last_name")
SHOWN = (
    *("state", "worth", "priority", "pinned", "parked", "discrepant", "deadline", "held_until"),
    *("claim__wording", "claim__claimant", "claim__claimant_doubt"),
    *("claim__article__headline", "claim__article__opening", "claim__article__outlet__name"),
    "verdict__verdict",
    *(f"{who}__{name}" for who in ("assignee", "held_by") for name in _NAME),
)


class Mark(NamedTuple):
    """What is unusual about a claim, under its words."""

    icon: str
    words: str
    title: str = ""

    @property
    def is_doubt(self) -> bool:
        return bool(self.title)


class Row(NamedTuple):
    key: int
    url: str
    wording: str
    outlet: str
    claimant: str
    reference: str
    marks: list[Mark]
    badge: str
    worth: float
    # Who works on it now, else who was given it.
    person: str
    is_held: bool
    deadline: datetime | None
    # Instead of a deadline, where none matters any more.
    over: str
    is_ticked: bool


def rows_of(keys: Iterable[int], claims: ClaimList, ticked: Collection[str]) -> list[Row]:
    """The rows of those claims, in that order."""
    keys = list(keys)
    reviews = Review.objects.only(*SHOWN).select_related(*JOINED).in_bulk(keys)
    return [_row(reviews[key], claims, str(key) in ticked) for key in keys if key in reviews]


def _row(review: Review, claims: ClaimList, is_ticked: bool) -> Row:
    claim, article = review.claim, review.claim.article
    is_held = review.held_until is not None and review.held_until > claims.at
    person = review.held_by if is_held else review.assignee
    is_over = review.state in (Review.State.SETTLED, Review.State.DROPPED)
    return Row(
        key=review.pk,
        url=claim_url(review.pk, claims.text or EVERYTHING),
        wording=claim.wording,
        outlet=article.outlet.name if article.outlet else Truncator(article.title).chars(60),
        claimant=claim.claimant or "—",
        reference=claim.reference,
        marks=_marks(review),
        badge=review.mark,
        worth=review.worth,
        person="You" if person == claims.user else person.name if person else "—",
        is_held=is_held,
        deadline=review.deadline,
        over=review.get_state_display().lower() if is_over else "",
        is_ticked=is_ticked,
    )


def _marks(review: Review) -> list[Mark]:
    marks = []
    if review.claim.claimant_doubt:
        marks.append(Mark("exclamation-triangle", "claimant doubtful", review.claim.claimant_doubt))
    if review.discrepant:
        marks.append(Mark("exclamation-triangle", "differs elsewhere", "Another article says else"))
    if review.pinned:
        marks.append(Mark("pin", "pinned"))
    if review.priority:
        marks.append(Mark("flag", f"{review.get_priority_display().lower()} priority"))
    if review.parked:
        marks.append(Mark("pause", "parked"))
    return marks
