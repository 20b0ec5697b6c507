"""Terms of one query that no claim can meet together."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from claims.filtering.conditions import EVERY, Condition, State
from claims.filtering.language import Term


@dataclass
class _Known:
    """What the terms so far leave of an aspect."""

    term: Term
    allowed: frozenset[Hashable] | None = None
    excluded: frozenset[Hashable] = frozenset()
    bounds: tuple[float, float] | None = None

    @property
    def is_empty(self) -> bool:
        if self.bounds is not None and self.bounds[0] >= self.bounds[1]:
            return True
        return self.allowed is not None and not self.allowed - self.excluded


@dataclass
class Agreement:
    """Takes in terms one by one, and objects to the first that leaves nothing."""

    states: frozenset[State] = EVERY
    _of_states: list[Term] = field(default_factory=list)
    _known: dict[str, _Known] = field(default_factory=dict)

    def objection_to(self, term: Term, condition: Condition) -> str:
        """The sentence for a term that excludes an earlier one, and is left out; else ""."""
        return self._of_state(term, condition) or self._of_aspect(term, condition)

    def _of_state(self, term: Term, condition: Condition) -> str:
        if condition.states is None:
            return ""
        left = self.states & condition.states
        if not left:
            return _sentence(term, self._of_states[-1])
        if left != self.states:
            self._of_states.append(term)
        self.states = left
        return ""

    def _of_aspect(self, term: Term, condition: Condition) -> str:
        if not condition.aspect or (condition.is_negated and condition.bounds):
            return ""
        before = self._known.get(condition.aspect)
        after = _met(before, term, condition)
        if after.is_empty:
            return _sentence(term, before.term) if before else ""
        self._known[condition.aspect] = after
        return ""


def _met(before: _Known | None, term: Term, condition: Condition) -> _Known:
    known = _Known(term)
    if before is not None:
        known = _Known(term, before.allowed, before.excluded, before.bounds)
    if condition.bounds is not None:
        low, high = known.bounds or condition.bounds
        known.bounds = (max(low, condition.bounds[0]), min(high, condition.bounds[1]))
    elif condition.is_negated:
        known.excluded |= condition.allowed
    elif known.allowed is None:
        known.allowed = condition.allowed
    else:
        known.allowed &= condition.allowed
    return known


def _sentence(term: Term, earlier: Term) -> str:
    if term.field == earlier.field and term.field and not (term.is_negated or earlier.is_negated):
        values = ",".join(str(value) for one in (earlier, term) for value in one.values)
        either = f" For either, write {term.field}:{values}." if "<" not in values else ""
        return f"No claim is both “{earlier}” and “{term}”: the second was left out.{either}"
    return f"No claim is both “{earlier}” and “{term}”: the second was left out."
