"""Pages by key: a page begins after a row, not after a number of rows.

    page = page_of([Review.objects.open()], URGENT_FIRST, request.GET.get("page", ""))
    page.keys, page.previous, page.next

So the thousandth page costs what the first one costs, and what others add or take away in the
meantime neither repeats a row nor skips one. The cursor in the address is opaque and signed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Expression, F, Func, QuerySet, Value

PAGE_SIZE = 50

Rows = TypeVar("Rows", bound=QuerySet[Any])

_DAMAGED = "That page address is damaged: this is the first page."
_signer = signing.Signer(salt="claims.views.paging")


class DamagedCursor(ValueError):
    """The address does not say where the page begins."""


@dataclass(frozen=True)
class Order:
    """What a list is sorted by: `columns`, of which the last is the primary key.

    All columns go the same way, so that the database compares them as one row and reads one
    range of an index that has them in this order. `computed` holds those that are no fields.
    """

    name: str
    columns: tuple[str, ...]
    falling: bool = False
    computed: Mapping[str, Expression] = field(default_factory=dict)

    def sort(self, rows: Rows, *, backwards: bool = False) -> Rows:
        sign = "-" if self.falling != backwards else ""
        return rows.annotate(**self.computed).order_by(*(sign + name for name in self.columns))

    def beyond(self, rows: QuerySet[Any], key: Sequence[Any], backwards: bool) -> QuerySet[Any]:
        """Those after the row with `key`, or (`backwards`) before it; or DamagedCursor."""
        rows = rows.annotate(**self.computed)
        columns = [rows.query.resolve_ref(name).output_field for name in self.columns]
        try:
            values = [
                Value(getattr(column, "output_field", column).to_python(part))  # of a generated one
                for column, part in zip(columns, key, strict=True)
            ]
        except (TypeError, ValueError, ValidationError) as error:
            raise DamagedCursor(_DAMAGED) from error
        return rows.filter(
            Func(
                Func(*map(F, self.columns), template="(%(expressions)s)"),
                Func(*values, template="(%(expressions)s)"),
                template="%(expressions)s",
                arg_joiner=" < " if self.falling != backwards else " > ",
                output_field=BooleanField(),
            )
        )

    @property
    def _identity(self) -> list[str]:
        return [self.name, *self.columns]

    def cursor(self, key: Sequence[Any], *, backwards: bool = False) -> str:
        parts = [part.isoformat() if hasattr(part, "isoformat") else part for part in key]
        return _signer.sign_object([*self._identity, backwards, parts])

    def read(self, cursor: str) -> tuple[bool, list[Any]]:
        """Whether the page lies backwards, and the key it begins at; or DamagedCursor."""
        try:
            *identity, backwards, key = _signer.unsign_object(cursor)
        except (signing.BadSignature, TypeError, ValueError) as error:
            raise DamagedCursor(_DAMAGED) from error
        if identity != self._identity:
            raise DamagedCursor("The list is sorted another way now: this is its first page.")
        return backwards, key


@dataclass(frozen=True)
class Page:
    """The primary keys of a page's rows in order, and the cursors of its neighbours, if any."""

    keys: list[Any]
    previous: str = ""
    next: str = ""
    # What to tell the reader where the page is not the one that was asked for.
    notice: str = ""


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
    sorted_ = [
        order.sort(rows, backwards=backwards).values_list(*order.columns)[: size + 1]
        for rows in branches
    ]
    if len(sorted_) == 1:
        return list(sorted_[0])
    sign = "-" if order.falling != backwards else ""
    union = sorted_[0].union(*sorted_[1:], all=True)
    return list(union.order_by(*(sign + name for name in order.columns))[: size + 1])
