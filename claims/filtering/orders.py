"""Orders of lists, and places in them by key: a row's own columns, not its number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Expression, F, Func, QuerySet, Value

from claims.models.reviews import DUE

Rows = TypeVar("Rows", bound=QuerySet[Any])

DAMAGED = "That page address is damaged: this is the first page."
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

    def beyond(self, rows: Rows, key: Sequence[Any], backwards: bool) -> Rows:
        """Those after the row with `key`, or (`backwards`) before it; or DamagedCursor."""
        rows = rows.annotate(**self.computed)
        columns = [rows.query.resolve_ref(name).output_field for name in self.columns]
        try:
            values = [
                Value(getattr(column, "output_field", column).to_python(part))  # of a generated one
                for column, part in zip(columns, key, strict=True)
            ]
        except (TypeError, ValueError, ValidationError) as error:
            raise DamagedCursor(DAMAGED) from error
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
            raise DamagedCursor(DAMAGED) from error
        if identity != self._identity:
            raise DamagedCursor("The list is sorted another way now: this is its first page.")
        return backwards, key


# What a list of claims can be sorted by. Each has its index: see `Review.Meta.indexes`.
ORDERS = {
    order.name: order
    for order in (
        Order("urgency", ("urgency", "pk")),
        Order("deadline", ("due", "pk"), computed={"due": DUE}),
        Order("worth", ("worth", "pk"), falling=True),
        Order("newest", ("pk",), falling=True),
    )
}


def first_keys(
    branches: Sequence[QuerySet[Any]], order: Order, number: int, *, backwards: bool = False
) -> list[Any]:
    """The keys of the first rows of all `branches` together, in one query."""
    sorted_ = [
        order.sort(rows, backwards=backwards).values_list(*order.columns)[:number]
        for rows in branches
    ]
    if len(sorted_) == 1:
        return list(sorted_[0])
    sign = "-" if order.falling != backwards else ""
    union = sorted_[0].union(*sorted_[1:], all=True)
    return list(union.order_by(*(sign + name for name in order.columns))[:number])
