"""Claims as CSV: RFC 4180, UTF-8 with a byte order mark, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from claims.models import Chain, EvidenceLink, Review
from claims.models.reviews import ReviewQuerySet

BYTE_ORDER_MARK = "\ufeff"

# A cell that begins like this is a formula to some spreadsheet; the last four are full width.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")

COLUMNS = (
    "id",
    "claim",
    "quote",
    "article",
    "article_id",
    "outlet",
    "article_url",
    "claimant",
    "state",
    "verdict",
    "reason",
    "proposed_by",
    "proposed_at",
    "signed_off_by",
    "signed_off_at",
    "supporting",
    "refuting",
    "context",
    "evidence_urls",
    "worth",
    "history_head",
)


class _Echo:
    """A file that gives back each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_file_name(at: datetime) -> str:
    """The name to save the file under, with the moment in UTC: "claims-2026-11-22-1405.csv"."""
    return f"claims-{at.astimezone(UTC):%Y-%m-%d-%H%M}.csv"


def csv_chunks(reviews: ReviewQuerySet) -> Iterator[bytes]:
    """`csv_lines` as UTF-8, some hundred lines at once, for a response or a file."""
    lines = csv_lines(reviews)
    while chunk := "".join(islice(lines, 500)):
        yield chunk.encode()


def csv_lines(reviews: ReviewQuerySet) -> Iterator[str]:
    """The header and one line a review, in the order of `reviews`, `\\r\\n` at each end.

    One statement reads it all, so that the lines show one moment however long the reader takes;
    rows come from a server-side cursor, so that memory does not grow with their number.
    """
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for review in _with_all(reviews).iterator(chunk_size=500):
        yield writer.writerow([_safe(cell) for cell in _row(review)])


def _safe(cell: str) -> str:
    """`cell`, with an apostrophe before what a spreadsheet would take for a formula.

    A spreadsheet skips blanks and what cannot be seen, so they hide no formula here either.
    """
    for character in cell:
        if character in _FORMULA:
            return f"'{cell}"
        if character.isprintable() and not character.isspace():
            return cell
    return cell


def _with_all(reviews: ReviewQuerySet) -> ReviewQuerySet:
    links = EvidenceLink.objects.standing().filter(review=OuterRef("pk"))

    def count(stance: str) -> Coalesce:
        counted = links.filter(stance=stance).order_by().values("review").annotate(n=Count("pk"))
        return Coalesce(Subquery(counted.values("n")), 0)

    # An address can name a source that nobody outside the desk may know of.
    shown = links.exclude(evidence__url="").exclude(evidence__sensitive=True)
    chain = Concat(Value("claim:"), Cast(OuterRef("pk"), CharField()))
    return reviews.for_list().annotate(
        supporting=count(EvidenceLink.Stance.SUPPORTS),
        refuting=count(EvidenceLink.Stance.REFUTES),
        context=count(EvidenceLink.Stance.CONTEXT),
        urls=ArraySubquery(shown.order_by("at", "pk").values(url=F("evidence__url"))),
        head=Subquery(Chain.objects.filter(pk=chain).values("head")),
    )


def _row(review: Review) -> list[str]:
    claim, article, verdict = review.claim, review.claim.article, review.verdict
    return [
        claim.reference,
        claim.wording,
        claim.quote,
        article.title,
        str(article.pk),
        article.outlet.name if article.outlet else "",
        article.url,
        claim.claimant,
        review.state,
        verdict.verdict if verdict else "",
        verdict.reason if verdict else "",
        verdict.by.name if verdict else "",
        _utc(verdict.at if verdict else None),
        review.signed_off_by.name if review.signed_off_by else "",
        _utc(review.signed_off_at),
        str(review.supporting),  # type: ignore[attr-defined]
        str(review.refuting),  # type: ignore[attr-defined]
        str(review.context),  # type: ignore[attr-defined]
        " ".join(review.urls),  # type: ignore[attr-defined]
        f"{review.worth:.2f}",
        review.head or "",  # type: ignore[attr-defined]
    ]


def _utc(moment: datetime | None) -> str:
    """ISO 8601 in UTC, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else ""
