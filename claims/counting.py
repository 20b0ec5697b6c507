"""How long lists are, as far as a page says it: "12", or "999+" where the counting ended.

A count reads no more rows than that, so it costs the same on any desk; all counts of a page are one
query.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

from claims.models import Policy

# More than a page says of a list.
COUNTED = 1000


class Length(Subquery):
    """How many rows a query has, at most COUNTED, or as many as it was cut to before.

    The rows keep their order: it is the index that the database then walks.
    """

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        super().__init__(rows if rows.query.is_sliced else rows.values("pk")[:COUNTED])


def lengths(lists: Iterable[QuerySet[Any, Any]]) -> list[int]:
    """How long each list is, in one query.

    One row carries the counts: the policy's, because there is always exactly one.
    """
    counts = Policy.objects.values_list(*(Length(rows) for rows in lists)).get()
    # A list that cannot have rows is not even asked for: that is None here.
    return [count or 0 for count in counts]


def named_lengths(lists: Mapping[str, QuerySet[Any, Any]]) -> dict[str, int]:
    """How long each list is, by its name, in one query."""
    return dict(zip(lists, lengths(lists.values()), strict=True))


def capped(count: int) -> str:
    """The number as a page says it."""
    return f"{COUNTED - 1}+" if count >= COUNTED else str(count)
