"""A claim between the sentences round it, read without its article's text.

    review = in_context(Review.objects.visible_to(user)).get(pk=…)
    excerpt = Excerpt.of(review)

PostgreSQL cuts two short pieces out of the text; the rest stays where they are.
"""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Greatest, JSONObject, Least, Substr

from claims.models import Claim, Review, Sentence
from claims.models.reviews import ReviewQuerySet

# Characters on either side of the claim, and of a whole sentence beside its own.
_REACH = 500
_BESIDE = 100


class _Span(TypedDict):
    start: int
    end: int
    paragraph: int
    kind: str


class Neighbour(NamedTuple):
    """The claim before or after in the article."""

    pk: int
    wording: str


def in_context(reviews: ReviewQuerySet) -> ReviewQuerySet:
    """With the text and the sentences round the claim, and its neighbours: still one query."""
    text = F("claim__article__text")
    before_at = Greatest(F("claim__start") - Value(_REACH - 1), Value(1))
    sentences = Sentence.objects.filter(
        article=OuterRef("claim__article"),
        end__gt=OuterRef("claim__start") - _REACH,
        start__lt=OuterRef("claim__end") + _REACH,
    ).order_by("start")
    others = Claim.objects.filter(article=OuterRef("claim__article")).exclude(
        review__state=Review.State.DROPPED
    )
    previous = others.filter(
        Q(start__lt=OuterRef("claim__start"))
        | Q(start=OuterRef("claim__start"), pk__lt=OuterRef("pk"))
    ).order_by("-start", "-pk")
    following = others.filter(
        Q(start__gt=OuterRef("claim__start"))
        | Q(start=OuterRef("claim__start"), pk__gt=OuterRef("pk"))
    ).order_by("start", "pk")
    claim = JSONObject(pk="pk", wording="wording")
    return (
        reviews.for_list()
        .select_related("proposed_by")
        .annotate(
            text_before=Substr(
                text, before_at, Least(F("claim__start"), Value(_REACH)), output_field=CharField()
            ),
            text_after=Substr(text, F("claim__end") + Value(1), _REACH, output_field=CharField()),
            sentences_round=ArraySubquery(
                sentences.values(
                    span=JSONObject(start="start", end="end", paragraph="paragraph", kind="kind")
                )
            ),
            previous_claim=Subquery(previous.values(json=claim)[:1]),
            next_claim=Subquery(following.values(json=claim)[:1]),
        )
    )


@dataclass(frozen=True)
class Excerpt:
    before: str
    after: str
    # What of both stands in the claim's own lines, with the claim between.
    line: str
    # None where the article's sentences are not known.
    paragraph: int | None
    previous: Neighbour | None
    next: Neighbour | None

    @classmethod
    def of(cls, review: Any) -> "Excerpt":
        """The claim in its sentence, and what is short enough of the ones before and after.

        Whole words where the sentences are not known.
        """
        claim: Claim = review.claim
        spans: list[_Span] = review.sentences_round
        body = [span for span in spans if span["kind"] == Sentence.Kind.BODY]
        first = next((span for span in spans if span["end"] > claim.start), None)
        begins = [span["start"] for span in body if span["start"] <= claim.start][-2:]
        ends = [span["end"] for span in body if span["end"] >= claim.end][:2]
        before = _closed_up(_from(review.text_before, claim.start, begins))
        after = _closed_up(_to(review.text_after, claim.end, ends))
        return cls(
            before=before,
            after=after,
            line=before.rpartition("\n")[2] + claim.quote + after.partition("\n")[0],
            paragraph=first["paragraph"] + 1 if first else None,
            previous=_neighbour(review.previous_claim),
            next=_neighbour(review.next_claim),
        )


def _closed_up(text: str) -> str:
    """`text` with its line breaks, without the empty lines between its paragraphs."""
    return re.sub(r"\n\s*\n", "\n", text)


def _neighbour(found: dict[str, Any] | None) -> Neighbour | None:
    return Neighbour(**found) if found else None


def _from(text: str, ends_at: int, begins: list[int]) -> str:
    """The end of `text`, which ends at offset `ends_at` of the article.

    `begins` say where the claim's sentence begins, and before it the one before.
    """
    begins_at = ends_at - len(text)
    known = [start - begins_at for start in begins if start >= begins_at]
    if not known:
        return f"… {text.partition(' ')[2] or text}" if begins_at else text
    if len(known) == 1:
        return f"… {text[known[0] :]}" if begins_at + known[0] else text[known[0] :]
    beside, own = text[known[0] : known[1]], text[known[1] :]
    if len(beside) > _BESIDE:
        beside = beside[-_BESIDE:].partition(" ")[2]
        return f"… {beside}{own}"
    return f"… {beside}{own}" if begins_at + known[0] else beside + own


def _to(text: str, begins_at: int, ends: list[int]) -> str:
    """The beginning of `text`, which begins at `begins_at`; `ends` as `begins` above."""
    known = [end - begins_at for end in ends if end <= begins_at + len(text)]
    if not known:
        return f"{text.rpartition(' ')[0] or text} …" if len(text) == _REACH else text
    own, beside = text[: known[0]], text[known[0] : known[-1]]
    if len(beside) > _BESIDE:
        beside = f"{beside[:_BESIDE].rpartition(' ')[0]} …"
    return own + beside
