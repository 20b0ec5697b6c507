"""The fields of the language, each once: its name, what it takes, its values and their meaning.

The parser's errors, the completion in the query box, the help under it and the facets beside the
list all read this table.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from claims.filtering import meanings, offers
from claims.filtering.conditions import Asking, Condition, Misread
from claims.filtering.language import Value
from claims.filtering.offers import Offer


@dataclass(frozen=True)
class Choice:
    """A value that can be chosen, what it is called, and other words for it."""

    key: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """What may stand before a colon. `read` makes a value a condition, or raises Misread."""

    name: str
    label: str
    takes: str
    example: str
    read: Callable[[Value, Asking], Condition]
    choices: tuple[Choice, ...] = ()
    # Takes values besides the choices, so that an unknown one may yet mean something.
    is_open: bool = False
    # A claim may have several of its values: two terms of it are no contradiction.
    has_many: bool = False
    # Picks few of many by an index of its own.
    is_selective: bool = False
    also: tuple[str, ...] = ()
    # Values that the desk's own rows offer for what was typed so far: see `offers`.
    offer: Callable[[str, Asking], list[Offer]] | None = None

    def condition(self, value: Value, asking: Asking) -> Condition:
        """What the value means; raises Misread with a sentence and perhaps a better value."""
        choice = self.choice(value)
        if choice is not None:
            return self.read(Value(choice.key, value.start, value.end, value.operator), asking)
        if self.is_open:
            return self.read(value, asking)
        raise Misread(*self._unknown(value))

    def choice(self, value: Value) -> Choice | None:
        key = value.key.replace(" ", "-")
        for choice in self.choices:
            if key in (choice.key, *choice.also):
                return choice
        begun = [choice for choice in self.choices if choice.key.startswith(key) and len(key) > 2]
        return begun[0] if len(begun) == 1 and not self.is_open else None

    def _unknown(self, value: Value) -> tuple[str, str]:
        known = {word: choice.key for choice in self.choices for word in (choice.key, *choice.also)}
        message = f"“{value.text}” is no value of “{self.name}:”, which takes {self.takes}."
        if near := get_close_matches(value.key, known, n=1):
            return message, f"{self.name}:{known[near[0]]}"
        for other in FIELDS.values():
            if other is not self and other.choices and (found := other.choice(value)):
                return message, f"{other.name}:{found.key}"
        return message, ""


def field_named(name: str) -> Field | None:
    return FIELDS.get(name) or _ALSO.get(name)


def unknown_field(name: str, written: str) -> Misread:
    """The sentence for a field that does not exist, with the nearest that does."""
    message = f"There is no field “{name}”. To search for the words themselves, put them in quotes."
    near = get_close_matches(name, [*FIELDS, *_ALSO], n=1, cutoff=0.55)
    if not near:
        return Misread(message)
    found = field_named(near[0])
    return Misread(message, f"{found.name}:{written}" if found else "")


def _choices(*pairs: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(key, label, tuple(also)) for key, label, *also in pairs)


def _table(fields: Iterable[Field]) -> dict[str, Field]:
    return {field.name: field for field in fields}


ORDERS = _choices(
    ("urgency", "The desk’s order", "desk"),
    ("deadline", "Deadline", "due"),
    ("worth", "Check-worthiness", "check-worthiness"),
    ("newest", "Newest first", "new", "added"),
)

FIELDS = _table(
    [
        Field(
            "state",
            "State",
            "open, proposed, mine-to-sign, unsettled, settled or dropped",
            "state:open",
            meanings.state,
            _choices(
                ("open", "Open"),
                ("proposed", "Awaiting sign-off", "awaiting-sign-off", "waiting"),
                ("mine-to-sign", "Awaiting my sign-off", "for-me", "to-sign"),
                ("unsettled", "Open or awaiting sign-off"),
                ("settled", "Settled", "done", "closed"),
                ("dropped", "Dropped"),
            ),
        ),
        Field(
            "verdict",
            "Verdict",
            "verified, unverified, contested or none",
            "verdict:verified,contested",
            meanings.verdict,
            _choices(
                ("verified", "Verified", "true"),
                ("unverified", "Unverified"),
                ("contested", "Contested"),
                ("none", "None yet", "no"),
            ),
        ),
        Field(
            "worth",
            "Check-worthiness",
            "must, check, minor, or a number from 0 to 1 as in >0.8",
            "worth:>0.8",
            meanings.worth,
            _choices(
                ("must", "Must check", "must-check", "high"),
                ("check", "Check"),
                ("minor", "Minor", "low"),
            ),
            is_open=True,
            also=("band", "check-worthiness"),
        ),
        Field(
            "has",
            "Has",
            "discrepancy, hedge, evidence, attempt, comment, figure, claimant, doubt or story",
            "has:discrepancy",
            meanings.has,
            _choices(
                ("discrepancy", "A discrepancy", "discrepancies", "discrepant"),
                ("hedge", "A hedge", "hedges"),
                ("evidence", "Evidence", "source", "sources"),
                ("attempt", "An attempt", "attempts"),
                ("comment", "A comment", "comments"),
                ("figure", "A figure", "figures", "number", "numbers"),
                ("claimant", "A claimant", "speaker"),
                ("doubt", "A doubtful claimant", "doubtful-claimant"),
                ("story", "A story", "stories", "match"),
            ),
            has_many=True,
        ),
        Field(
            "is",
            "Is",
            "pinned, parked, held, mine or late",
            "-is:parked",
            meanings.is_,
            _choices(
                ("pinned", "Pinned"),
                ("parked", "Parked"),
                ("held", "Held right now", "taken"),
                ("mine", "Assigned to me"),
                ("late", "Past deadline", "overdue"),
            ),
            has_many=True,
        ),
        Field(
            "claimant",
            "Claimant",
            "part of the claimant’s name, or none",
            "claimant:Matvienko",
            meanings.claimant,
            _choices(("none", "Nobody named", "nobody")),
            is_open=True,
            is_selective=True,
            offer=offers.claimants,
            has_many=True,
            also=("speaker", "by", "who"),
        ),
        Field(
            "outlet",
            "Outlet",
            "part of the outlet’s name, or none",
            "outlet:Newsweek",
            meanings.outlet,
            _choices(("none", "None known")),
            is_open=True,
            is_selective=True,
            offer=offers.outlets,
            also=("source", "paper", "publication"),
        ),
        Field(
            "article",
            "Article",
            "an article’s number, or words of its headline",
            "article:12",
            meanings.article,
            is_open=True,
            is_selective=True,
            offer=offers.articles,
        ),
        Field(
            "assigned",
            "Assigned to",
            "me, nobody, anybody, or a person’s name",
            "assigned:me",
            meanings.assigned,
            _choices(("me", "Me"), ("nobody", "Nobody", "none"), ("anybody", "Anybody", "any")),
            is_open=True,
            is_selective=True,
            offer=offers.people,
            also=("assignee", "with", "to"),
        ),
        Field(
            "held",
            "Held right now by",
            "me, nobody, anybody, or a person’s name",
            "held:me",
            meanings.held,
            _choices(("me", "Me"), ("nobody", "Nobody", "none"), ("anybody", "Anybody", "any")),
            is_open=True,
            is_selective=True,
            offer=offers.people,
            also=("taken",),
        ),
        Field(
            "proposed",
            "Verdict proposed by",
            "me, or a person’s name",
            "proposed:me",
            meanings.proposed,
            _choices(("me", "Me")),
            is_open=True,
            is_selective=True,
            offer=offers.people,
            also=("proposer", "proposed-by"),
        ),
        Field(
            "signed",
            "Signed off by",
            "me, or a person’s name",
            "signed:me",
            meanings.signed,
            _choices(("me", "Me")),
            is_open=True,
            is_selective=True,
            offer=offers.people,
            also=("signed-off", "signed-by"),
        ),
        Field(
            "due",
            "Due",
            "late, today, none, any, a time from now as in <1d or <4h, or a date as in <2026-12-01",
            "due:<1d",
            meanings.due,
            _choices(
                ("late", "Past deadline", "overdue", "past"),
                ("today", "Today"),
                ("tomorrow", "Tomorrow"),
                ("any", "Has a deadline"),
                ("none", "No deadline", "never"),
            ),
            is_open=True,
            is_selective=True,
            also=("deadline",),
        ),
        Field(
            "added",
            "Added",
            "today, an age as in <2d, or a date as in >2026-11-01",
            "added:<2d",
            meanings.added,
            _choices(("today", "Today"), ("yesterday", "Yesterday")),
            is_open=True,
            is_selective=True,
            also=("created", "age", "found"),
        ),
        Field(
            "priority",
            "Priority",
            "urgent, high, normal or low, as in >=high",
            "priority:urgent",
            meanings.priority,
            _choices(("urgent", "Urgent"), ("high", "High"), ("normal", "Normal"), ("low", "Low")),
        ),
        Field(
            "order",
            "Order",
            "urgency, deadline, worth or newest",
            "order:deadline",
            meanings.order,
            ORDERS,
            also=("sort",),
        ),
    ]
)
_ALSO = {also: field for field in FIELDS.values() for also in field.also}
