"""Pages by key: a page begins after a row, not after a number of rows.

    page = page_of([Review.objects.open()], URGENT_FIRST, request.GET.get("page", ""))
    page.keys, page.previous, page.next

So the thousandth page costs what the first one costs, and what others add or take away in the
meantime neither repeats a row nor skips one. The cursor in the address is opaque and signed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from claims.filtering.orders import DamagedCursor, Order, first_keys

__all__ = ["DamagedCursor", "Order", "Page", "page_of"]

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page:
    """The primary keys of a page's rows in order, and the cursors of its neighbours, if any."""

    keys: list[Any]
    previous: str = ""
    next: str = ""
    # What to tell the reader where the page is not the one that was asked for.
    notice: str = ""

    def urls(self, query: Mapping[str, str], address: str = "") -> dict[str, str]:
        """`previous_url` and `next_url` in the list at `address` with `query`; "" at an end."""
        return {
            f"{name}_url": f"{address}?{urlencode({**query, 'page': cursor})}" if cursor else ""
            for name, cursor in (("previous", self.previous), ("next", self.next))
        }


def page_of(
    branches: Sequence[QuerySet[Any]], order: Order, cursor: str = "", *, size: int = PAGE_SIZE
) -> Page:
    """One page of the rows of all `branches` (which share none), in one query, or two at an end.

    A list is given in branches where its index begins with a column that may have several
    values: each branch then reads its own range.
    """
    if not cursor:
        return _first(branches, order, size)
    try:
        backwards, key = order.read(cursor)
        beyond = [order.beyond(rows, key, backwards) for rows in branches]
    except DamagedCursor as error:
        return _first(branches, order, size, notice=str(error))
    rows = _fetch(beyond, order, size, backwards)
    if backwards:
        if len(rows) < size:
            return _first(branches, order, size)
        kept = rows[:size][::-1]
        previous = order.cursor(kept[0], backwards=True) if len(rows) > size else ""
        return Page([row[-1] for row in kept], previous, order.cursor(kept[-1]))
    if not rows:
        notice = "The list has become shorter: this is its first page."
        return _first(branches, order, size, notice=notice)
    return _forwards(rows, order, size, previous=order.cursor(rows[0], backwards=True))


def _first(branches: Sequence[QuerySet[Any]], order: Order, size: int, notice: str = "") -> Page:
    return _forwards(_fetch(branches, order, size), order, size, notice=notice)


def _forwards(
    rows: list[Any], order: Order, size: int, previous: str = "", notice: str = ""
) -> Page:
    following = order.cursor(rows[size - 1]) if len(rows) > size else ""
    return Page([row[-1] for row in rows[:size]], previous, following, notice)


def _fetch(
    branches: Sequence[QuerySet[Any]], order: Order, size: int, backwards: bool = False
) -> list[Any]:
    """The keys of one row more than a page has."""
    return first_keys(branches, order, size + 1, backwards=backwards)
