"""How a list falls into parts, beside the list: each part is a term to add or take away.

The numbers of a facet are of the list without the facet's own terms: they say how long the list
becomes. They are counted among the first `COUNTED` claims of it, in as many queries as facets have
terms of their own, and one more; so they cost the same at any size of the desk, and a number that
may be greater says so: "212+".
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from claims.counting import COUNTED, capped, lengths
from claims.filtering.conditions import Asking
from claims.filtering.fields import FIELDS, Field
from claims.filtering.language import Term, Value, plain, write
from claims.filtering.lists import ClaimList, Read, states_of
from claims.models import Comment, EvidenceLink

# Outlets that are shown; a list of claims can come from hundreds.
_OUTLETS = 8


class Option(NamedTuple):
    """A part of the list: `text` is the list with it added, or taken away where it is chosen."""

    key: str
    label: str
    number: str
    text: str
    is_chosen: bool


class Facet(NamedTuple):
    field: str
    label: str
    options: list[Option]


class _Kind(NamedTuple):
    """A facet before it is counted: which columns to read, and what their values count for."""

    field: str
    label: str
    columns: tuple[str, ...]
    # The key that a value of the first column counts for; None where each column is a key's own.
    key: Callable[[Any, Asking], str] | None = None
    # The options in their order; None where the rows say which there are.
    options: tuple[str, ...] | None = None


def _with(assignee: int | None, asking: Asking) -> str:
    if assignee is None:
        return "nobody"
    return "me" if asking.user is not None and assignee == asking.user.pk else "others"


def _or_none(value: str | None, asking: Asking) -> str:
    return value or "none"


_KINDS = (
    _Kind("state", "State", (), None, ("open", "proposed", "settled", "dropped")),
    _Kind(
        "verdict",
        "Verdict",
        ("verdict__verdict",),
        _or_none,
        ("verified", "unverified", "contested", "none"),
    ),
    _Kind("worth", "Check-worthiness", ("band",), _or_none, ("must", "check", "minor")),
    _Kind("assigned", "With", ("assignee",), _with, ("me", "nobody")),
    _Kind(
        "has",
        "Has",
        ("discrepant", "hedged", "evidenced", "commented"),
        None,
        ("discrepancy", "hedge", "evidence", "comment"),
    ),
    _Kind("outlet", "Outlet", ("article_outlet__name",), _or_none),
)


def facets_of(claims: ClaimList) -> list[Facet]:
    """The facets of a list, each with what its parts would come to."""
    own = {kind.field: [read for read in claims.holding if _is_of(read, kind)] for kind in _KINDS}
    shared = [kind for kind in _KINDS if kind.field == "has" or not own[kind.field]]
    counted = _tally(claims, claims.holding, [kind for kind in shared if kind.field != "state"])
    for kind in _KINDS:
        rest = [read for read in claims.holding if read not in own[kind.field]]
        if kind.field == "state":
            counted["state"] = _count_states(claims, rest)
        elif kind not in shared:
            counted |= _tally(claims, rest, [kind])
    return [_facet(claims, kind, counted[kind.field], own[kind.field]) for kind in _KINDS]


def _is_of(read: Read, kind: _Kind) -> bool:
    return read.field is not None and read.field.name == kind.field


class _Counts(NamedTuple):
    """How many claims count for each key; `is_cut` where there may be more of each."""

    keys: Mapping[str, int]
    is_cut: bool = False

    def words(self, key: str) -> str:
        number = self.keys.get(key, 0)
        if self.is_cut and number < COUNTED:
            return f"{number}+" if number else ""
        return capped(number)


def _count_states(claims: ClaimList, reads: list[Read]) -> _Counts:
    """Each state is a range of its own, so each is counted as far as any list is."""
    states = states_of((read.condition for read in reads), with_dropped=True)
    rows = claims.matching(reads, sampled=True)
    numbers = lengths(claims.hinted(reads, [rows.filter(state=state) for state in states]))
    return _Counts(dict(zip(states, numbers, strict=True)), claims.is_sampled)


def _tally(claims: ClaimList, reads: list[Read], kinds: list[_Kind]) -> dict[str, _Counts]:
    """What the first claims of a list count for, in one query."""
    columns = [column for kind in kinds for column in kind.columns]
    this = OuterRef("pk")
    told = {
        "evidenced": Exists(EvidenceLink.objects.standing().filter(review=this)),
        "commented": Exists(Comment.objects.standing().filter(review=this)),
    }
    asked = {name: told[name] for name in columns if name in told}
    branches = claims.to_count_of(reads)
    most = COUNTED // len(branches)
    first, *others = (rows.annotate(**asked).values_list(*columns)[:most] for rows in branches)
    rows = list(first.union(*others, all=True) if others else first)
    # A branch may have been cut where its share is full.
    is_cut = len(rows) >= most or claims.is_sampled
    told_of = dict(zip(columns, zip(*rows, strict=True), strict=True)) if rows else {}
    return {
        kind.field: _Counts(
            _keys(kind, [told_of.get(column, ()) for column in kind.columns], claims.asking), is_cut
        )
        for kind in kinds
    }


def _keys(kind: _Kind, columns: list[tuple[Any, ...]], asking: Asking) -> dict[str, int]:
    """The counts of a kind's keys, out of its columns."""
    if kind.key is None:
        return {key: sum(column) for key, column in zip(kind.options or (), columns, strict=True)}
    counts: dict[str, int] = {}
    for value, number in Counter(columns[0]).items():
        key = kind.key(value, asking)
        counts[key] = counts.get(key, 0) + number
    return counts


def _facet(claims: ClaimList, kind: _Kind, counts: _Counts, own: list[Read]) -> Facet:
    field = FIELDS[kind.field]
    chosen = [
        _key(field, value) for read in own if not read.term.is_negated for value in read.term.values
    ]
    if kind.options is None:
        counts = _with_parts_of_names(counts, chosen)
    options = [
        Option(
            key,
            choice.label if (choice := field.choice(_value(key))) else key,
            counts.words(key),
            toggled(claims, kind.field, key),
            key in chosen,
        )
        for key in kind.options or _most(counts, chosen)
    ]
    return Facet(kind.field, kind.label, options)


def _key(field: Field, value: Value) -> str:
    choice = field.choice(value)
    return choice.key if choice else value.text


def _with_parts_of_names(counts: _Counts, chosen: list[str]) -> _Counts:
    """Also what was chosen by a part of its name, or in another case."""
    keys = dict(counts.keys)
    for name in chosen:
        if name not in keys:
            sought = name.casefold()
            keys[name] = sum(n for key, n in counts.keys.items() if sought in key.casefold())
    return _Counts(keys, counts.is_cut)


def _most(counts: _Counts, chosen: list[str]) -> list[str]:
    most = sorted(counts.keys, key=lambda key: -counts.keys[key])[:_OUTLETS]
    return sorted(most, key=str.casefold) + [name for name in chosen if name not in most]


def toggled(claims: ClaimList, field: str, key: str) -> str:
    """The text with the value added to the field's term, or taken out of it again."""
    query = claims.query
    own = [
        read.term
        for read in claims.holding
        if read.field and read.field.name == field and not read.term.is_negated
    ]
    for term in own:
        left = [value for value in term.values if _key(FIELDS[field], value) != key]
        if len(left) < len(term.values):
            return write(_replaced(query.terms, term, term.with_values(left) if left else None))
    if own and not FIELDS[field].has_many:
        wider = own[0].with_values([*own[0].values, _value(key)])
        return write(_replaced(query.terms, own[0], wider))
    return write([*query.terms, Term(field, (_value(key),), 0, 0)])


def _value(key: str) -> Value:
    return Value(key, 0, 0, is_quoted=plain(key) != key)


def _replaced(terms: Iterable[Term], old: Term, new: Term | None) -> list[Term]:
    changed = [new if term == old else term for term in terms]
    return [term for term in changed if term is not None]
