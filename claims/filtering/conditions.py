"""What one value of a field means for the desk's reviews, and how meanings are put together."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, reduce
from typing import NamedTuple

from django.db.models import BooleanField, F, Func, Q, Value

from claims.models import Claim, Outlet, Review, User

State = Review.State
EVERY = frozenset(State)
ON_DESK = EVERY - {State.DROPPED}
UNSETTLED = frozenset({State.OPEN, State.PROPOSED})

# People and outlets are looked through by part of their names: a desk has some hundreds of each.
_NAMES = 2000
# So many claims are told to the database by their keys where words name no more.
NARROW = 2000


class Misread(ValueError):
    """A value that means nothing; `instead` is what may have been meant, as it would be written."""

    def __init__(self, message: str, instead: str = "") -> None:
        super().__init__(message)
        self.instead = instead


class Person(NamedTuple):
    pk: int
    username: str
    name: str


class Found(NamedTuple):
    """The claims that hold some words, or the first of them: then `is_all` is False."""

    keys: list[int]
    is_all: bool

    @property
    def q(self) -> Q:
        """Reviews of these claims. One value: thousands take longer to write than to look up."""
        is_one = Func(
            F("pk"),
            Value(f"{{{','.join(map(str, self.keys))}}}"),
            template="%(expressions)s::bigint[])",
            arg_joiner=" = ANY(",
            output_field=BooleanField(),
        )
        return Q(is_one)


@dataclass
class Asking:
    """Who asks, and when; `user` None is the desk itself, as a command sees it."""

    user: User | None
    at: datetime
    # What was looked up already: a word or number, whether it stood in quotation marks.
    articles: dict[tuple[str, bool], list[int]] = field(default_factory=dict)
    _found: dict[str, Found] = field(default_factory=dict)

    def claims_where(self, words: Q) -> Found:
        """The claims that hold the words, by the index of words alone.

        How rare words are is only known when they are looked up. Asked together with an order the
        database guesses, and walks half the queue for three claims.
        """
        known = self._found.get(str(words))
        if known is None:
            keys = Claim.objects.filter(words).order_by().values_list("pk", flat=True)
            found = list(keys[: NARROW + 1])
            known = self._found[str(words)] = Found(found[:NARROW], len(found) <= NARROW)
        return known

    @cached_property
    def people(self) -> list[Person]:
        people = User.objects.only("username", "first_name", "last_name").order_by("username")
        return [Person(one.pk, one.username, one.name) for one in people[:_NAMES]]

    @cached_property
    def outlets(self) -> list[tuple[int, str]]:
        return list(Outlet.objects.order_by("name").values_list("pk", "name")[:_NAMES])


@dataclass(frozen=True)
class Condition:
    """What must hold of a review.

    `states` are those it can hold in at all, None for any: they choose the index ranges that are
    read. `usual` are the states to look in where the query names none. A claim has exactly one of
    an `aspect`'s values; `allowed` says which of them: so two terms can be seen to exclude each
    other.
    """

    q: Q = field(default_factory=Q)
    # The same asked of claims, where it is about their words and nothing else.
    of_claim: Q | None = None
    states: frozenset[State] | None = None
    usual: frozenset[State] | None = None
    aspect: str = ""
    allowed: frozenset[Hashable] = frozenset()
    # Of an aspect that is a measure: the least and the most.
    bounds: tuple[float, float] | None = None
    is_negated: bool = False
    # A state was asked for by name, so that dropped claims may be meant too.
    names_states: bool = False

    @property
    def whole(self) -> Q:
        """`q` with the states."""
        if self.states is None:
            return self.q
        return Q(state__in=sorted(self.states)) & self.q

    def negated(self) -> "Condition":
        opposite = replace(
            self, of_claim=None, usual=None, names_states=False, is_negated=not self.is_negated
        )
        if self.states is not None and not self.q:
            return replace(opposite, states=EVERY - self.states)
        return replace(opposite, q=~self.whole, states=None)


def any_of(conditions: Iterable[Condition]) -> Condition:
    """At least one of them holds."""
    return reduce(_either, conditions)


def _either(one: Condition, other: Condition) -> Condition:
    states = None
    if one.states is not None and other.states is not None:
        states = one.states | other.states
    is_states_only = not one.q and not other.q and states is not None
    same_aspect = one.aspect == other.aspect and not one.bounds
    return Condition(
        q=Q() if is_states_only else one.whole | other.whole,
        of_claim=one.of_claim | other.of_claim if one.of_claim and other.of_claim else None,
        states=states,
        usual=one.usual | other.usual if one.usual and other.usual else None,
        aspect=one.aspect if same_aspect else "",
        allowed=one.allowed | other.allowed if same_aspect else frozenset(),
        names_states=one.names_states or other.names_states,
    )
