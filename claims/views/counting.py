"""How long lists are, as far as a page says it: one query, which reads no more than that."""

from collections.abc import Mapping
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

from claims.models import Policy

# More than a page says of a list: "999+".
MOST = 1000


class Length(Subquery):
    """How many rows a query has: slice it, and no more of them are read."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def lengths(lists: Mapping[str, QuerySet[Any, Any]]) -> dict[str, int]:
    """How many rows each of `lists` has; slice those that can be long.

    One row carries the counts: the policy's, because there is always exactly one.
    """
    counts = Policy.objects.values_list(*(Length(rows) for rows in lists.values())).get()
    # A list that cannot have rows is not even asked for: that is None here.
    return {name: count or 0 for name, count in zip(lists, counts, strict=True)}
