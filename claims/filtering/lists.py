"""A list of claims: what a query text means, for the person who asks."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import reduce
from operator import and_
from typing import NamedTuple

from claims.counting import COUNTED, lengths
from claims.filtering import meanings
from claims.filtering.conditions import (
    EVERY,
    ON_DESK,
    Asking,
    Condition,
    Found,
    Misread,
    State,
    any_of,
)
from claims.filtering.contradictions import Agreement
from claims.filtering.fields import Field, field_named, unknown_field
from claims.filtering.language import Problem, Query, Term, Value, parse, write
from claims.filtering.orders import ORDERS, Order
from claims.models import Review, User
from claims.models.claims import reference_in
from claims.models.reviews import ReviewQuerySet


class Read(NamedTuple):
    """A term that holds, its field (None for words), and what it means."""

    term: Term
    field: Field | None
    condition: Condition


class ClaimList:
    """The claims that `text` asks for, as far as `user` sees them; None is the desk itself.

    `errors` say what the text got wrong and where; everything else in it holds. Nothing is asked
    of the database here but the names that terms mention.
    """

    def __init__(
        self, text: str, *, user: User | None, at: datetime, asking: Asking | None = None
    ) -> None:
        self.text, self.user, self.at = text, user, at
        self.query: Query = parse(text)
        self.order: Order = ORDERS["urgency"]
        self.errors: list[Problem] = list(self.query.problems)
        self.holding: list[Read] = []
        self.asking = asking or Asking(user, at)
        self._agreement = Agreement()
        self._order_term: Term | None = None
        for term in self.query.terms:
            self._read(term)
        self.errors.sort(key=lambda problem: (problem.start, problem.end))

    def again(self, text: str) -> "ClaimList":
        """Another list, for the same person and moment; names are not asked for twice."""
        return ClaimList(text, user=self.user, at=self.at, asking=self.asking)

    # --- the claims ------------------------------------------------------------------------------

    @property
    def states(self) -> list[State]:
        """The states of the claims in the list, in the order of the work."""
        return states_of(read.condition for read in self.holding)

    @property
    def reviews(self) -> ReviewQuerySet:
        """All of the list, in no order."""
        return self.matching(self.holding).filter(state__in=self.states)

    @property
    def in_order(self) -> ReviewQuerySet:
        """All of the list, as sorted as a page of it."""
        return self.order.sort(self.reviews)

    @property
    def branches(self) -> list[ReviewQuerySet]:
        """All of the list, one part a state, as the queue's indexes have it."""
        return self.branches_of(self.holding)

    def branches_of(self, reads: Iterable[Read], *, sampled: bool = False) -> list[ReviewQuerySet]:
        """The branches of the list that only these of its terms make."""
        reads = list(reads)
        rows = self.matching(reads, sampled=sampled)
        states = states_of(read.condition for read in reads)
        return [rows.filter(state=state) for state in states] or [rows.none()]

    @property
    def to_count(self) -> list[ReviewQuerySet]:
        """The branches, to count them or look at the first of them."""
        return self.to_count_of(self.holding)

    def to_count_of(self, reads: Iterable[Read]) -> list[ReviewQuerySet]:
        """The branches that these terms make.

        Where no term brings an index of its own they are put in order, although that changes no
        count: so the database walks the queue's index for the first thousand, and does not look
        through the whole table.
        """
        reads = list(reads)
        return self.hinted(reads, self.branches_of(reads, sampled=True))

    def hinted(self, reads: Iterable[Read], branches: list[ReviewQuerySet]) -> list[ReviewQuerySet]:
        if any(read.field is None or read.field.is_selective for read in reads):
            return branches
        return [rows.order_by("urgency", "pk") for rows in branches]

    @property
    def open_in_order(self) -> ReviewQuerySet:
        """The open claims of the list: those that can be handed out."""
        rows = self.matching(self.holding)
        is_there = State.OPEN in self.states
        return self.order.sort(rows.open() if is_there else rows.none())

    def open_after(self, review: Review) -> ReviewQuerySet:
        """The open claims that come after this one, be it in the list or not any more."""
        return self.order.beyond(self.open_in_order, self.key_of(review), backwards=False)

    def key_of(self, review: Review) -> tuple[object, ...]:
        """Where in the list's order the claim stands, or would stand."""
        rows = Review.objects.filter(pk=review.pk)
        return self.order.sort(rows).values_list(*self.order.columns).get()

    def matching(self, reads: Iterable[Read], *, sampled: bool = False) -> ReviewQuerySet:
        """The claims for which these terms hold, but for what they say of states.

        With `sampled` they are looked for among the first `NARROW` that hold the words: enough to
        count by, at the same cost for any word.
        """
        rows = Review.objects.all()
        if self.user is not None:
            rows = rows.visible_to(self.user)
        reads = list(reads)
        held = [read.condition for read in reads if read.condition.q]
        found = self.found_by_words(reads)
        if found is not None and (found.is_all or sampled):
            rows = rows.filter(found.q)
            held = [condition for condition in held if condition.of_claim is None]
        return rows.filter(reduce(and_, (one.q for one in held))) if held else rows

    def found_by_words(self, reads: Iterable[Read]) -> Found | None:
        """The claims that hold all words of these terms; None where they have none."""
        words = [read.condition.of_claim for read in reads if read.condition.of_claim]
        return self.asking.claims_where(reduce(and_, words)) if words else None

    @property
    def is_sampled(self) -> bool:
        """Its words are common: its counts are of the first claims that hold them."""
        found = self.found_by_words(self.holding)
        return found is not None and not found.is_all

    # --- other texts -----------------------------------------------------------------------------

    @property
    def key(self) -> frozenset[str]:
        """What the terms say, in whatever order and case: to know a list again."""
        return frozenset(
            str(term).casefold() for term in self.query.terms if term.field not in ("order", "sort")
        )

    @property
    def named(self) -> int | None:
        """The number of the claim where the text is nothing but its reference: "FC-12"."""
        if len(self.query.terms) != 1 or self.query.problems:
            return None
        term = self.query.terms[0]
        is_word = not term.field and not term.is_negated
        return reference_in(term.values[0].text) if is_word else None

    def sorted_by(self, name: str) -> str:
        """The text of the same list in another order."""
        rest = self.query.without(*self.query.of("order"))
        return rest if name == "urgency" else f"{rest} order:{name}".strip()

    # --- reading ---------------------------------------------------------------------------------

    def _read(self, term: Term) -> None:
        try:
            self._take_in(term, _field_of(term))
        except Misread as error:
            self._complain(term, error, term.start, term.end)

    def _take_in(self, term: Term, field: Field | None) -> None:
        if field is not None and field.name == "order":
            self._read_order(term, field)
            return
        condition = self._of_words(term) if field is None else self._of_field(term, field)
        if condition is None:
            return
        if term.is_negated:
            condition = condition.negated()
        if objection := self._agreement.objection_to(term, condition):
            raise Misread(objection)
        self.holding.append(Read(term, field, condition))

    def _of_words(self, term: Term) -> Condition:
        value = term.values[0]
        key = None if value.is_quoted else reference_in(value.text)
        return meanings.reference(key) if key else meanings.words(value, self.asking)

    def _of_field(self, term: Term, field: Field) -> Condition | None:
        """What the term means; None, after complaints, where none of its values means anything."""
        found = []
        for value in term.values:
            try:
                found.append(field.condition(value, self.asking))
            except Misread as error:
                alone = len(term.values) == 1
                start, end = (term.start, term.end) if alone else (value.start, value.end)
                self._complain(term, error, start, end)
        return any_of(found) if found else None

    def _read_order(self, term: Term, field: Field) -> None:
        value: Value = term.values[0]
        choice = field.choice(value)
        if choice is None or len(term.values) > 1 or term.is_negated:
            raise Misread(f"“{term}” is no order: it takes {field.takes}, one of them.")
        if self._order_term is not None:
            raise Misread(f"The list has an order already, “{self._order_term}”.")
        self._order_term, self.order = term, ORDERS[choice.key]

    def _complain(self, term: Term, error: Misread, start: int, end: int) -> None:
        instead = error.instead
        if instead and (start, end) != (term.start, term.end):
            instead = instead.partition(":")[2]
        elif instead and term.is_negated:
            instead = f"-{instead}"
        self.errors.append(Problem(str(error), start, end, instead))


def _field_of(term: Term) -> Field | None:
    """The field of a term, None for words; raises Misread where there is none of that name."""
    if not term.field:
        return None
    field = field_named(term.field)
    if field is None:
        raise unknown_field(term.field, write([term]).partition(":")[2])
    return field


def states_of(conditions: Iterable[Condition], *, with_dropped: bool = False) -> list[State]:
    """The states that all conditions leave, in the order of the work.

    Dropped claims, and claims in a state that is not `usual`, are there only where a state was
    asked for by name; `with_dropped` acts as if all had been.
    """
    conditions = list(conditions)
    states = EVERY
    for condition in conditions:
        if condition.states is not None:
            states &= condition.states
    if not with_dropped and not any(condition.names_states for condition in conditions):
        usual = reduce(and_, (one.usual for one in conditions if one.usual), ON_DESK)
        states = states & usual or states & ON_DESK
    return [state for state in State if state in states]


def lengths_of(lists: Sequence[ClaimList]) -> list[int]:
    """How long each list is, at most COUNTED, in one query."""
    branches = [each.to_count for each in lists]
    counts = iter(lengths(rows for each in branches for rows in each))
    return [min(sum(next(counts) for _ in each), COUNTED) for each in branches]
