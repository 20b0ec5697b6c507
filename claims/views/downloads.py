"""Files that people take away."""

from django.http import StreamingHttpResponse

from claims import exports
from claims.models.reviews import ReviewQuerySet


def csv_response(reviews: ReviewQuerySet, name: str) -> StreamingHttpResponse:
    """The verdicts of `reviews` as a file called `name`, streamed and kept in no cache."""
    return StreamingHttpResponse(
        exports.csv_chunks(reviews),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )
