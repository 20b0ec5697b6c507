"""Which claims of the queue a list shows: the filters, and the views, which are filters by name.

The page, its CSV and `manage.py export_claims --query` read the same query string:
"state=settled&verdict=contested". A value that makes no sense is a sentence in `errors`, and the
other filters still hold.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import django_filters as filters
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, Q
from django.forms import CheckboxSelectMultiple, HiddenInput, Select
from django.forms.utils import flatatt
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims import permissions
from claims.models import Article, Outlet, Policy, Review, User, Verdict
from claims.models.claims import reference_in
from claims.models.reviews import DUE, ReviewQuerySet

State = Review.State

# More than a list says of its length: "999+".
COUNTED = 1000
# More words than a person types; each is a condition on three columns.
WORDS = 12

NO_VERDICT = "none"
URGENCY = "urgency"
ORDERS = [
    (URGENCY, "The desk's order"),
    ("deadline", "Deadline"),
    ("worth", "Check-worthiness"),
    ("newest", "Newest first"),
]
# What a value of `state` means; one index range a state.
STATES = {
    "": [State.OPEN, State.PROPOSED, State.SETTLED],
    "open": [State.OPEN],
    "proposed": [State.PROPOSED],
    "for_me": [State.PROPOSED],
    "unsettled": [State.OPEN, State.PROPOSED],
    "settled": [State.SETTLED],
    "dropped": [State.DROPPED],
}


class PlainSelect(Select):
    """A `<select>`, printed without a template for each of its options: the page has seven."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = self.format_value(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, SafeString(" selected" if str(key) in chosen else ""), label)
                for key, label in self.choices
            ),
        )
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", attributes, options)


def _chosen(
    label: str, anything: str | None, choices: Iterable[tuple[str, str]], **more: Any
) -> Any:
    """A choice of one, whose empty value is labelled `anything`."""
    return filters.ChoiceFilter(
        label=label,
        empty_label=anything,
        choices=list(choices),
        widget=PlainSelect(attrs={"class": "form-select form-select-sm"}),
        error_messages={"invalid_choice": f"{label}: “%(value)s” is none of the choices."},
        **more,
    )


def _row(label: str, anything: str, **more: Any) -> Any:
    """A choice of one row of a table."""
    return filters.ModelChoiceFilter(
        label=label,
        empty_label=anything,
        widget=more.pop("widget", PlainSelect(attrs={"class": "form-select form-select-sm"})),
        error_messages={"invalid_choice": f"{label}: there is none with that number."},
        **more,
    )


class ReviewFilter(filters.FilterSet):
    """The claims a person asked for; `user` None is the desk itself, as a command sees it."""

    q = filters.CharFilter(
        label="Words",
        method="with_words",
        max_length=200,
        error_messages={"max_length": "Words: 200 characters are the most."},
    )
    state = _chosen(
        "State",
        "Any, but dropped",
        [
            ("open", "Open"),
            ("proposed", "Awaiting sign-off"),
            ("for_me", "Awaiting my sign-off"),
            ("unsettled", "Open or awaiting sign-off"),
            ("settled", "Settled"),
            ("dropped", "Dropped"),
        ],
        method="in_states",
    )
    verdict = filters.MultipleChoiceFilter(
        label="Verdict",
        method="with_verdict",
        choices=[*Verdict.Value.choices, (NO_VERDICT, "None yet")],
        widget=CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={"invalid_choice": "Verdict: “%(value)s” is none of the choices."},
    )
    band = _chosen("Check-worthiness", "Any", Review.Band.choices)
    assignee = _chosen("With", "Anybody or nobody", [], method="with_person")
    due = _chosen(
        "Due",
        "Any time or never",
        [("late", "Past deadline"), ("day", "Within 24 hours")],
        method="by_deadline",
    )
    parked = _chosen(
        "Parked", "Parked or not", [("no", "Not parked"), ("yes", "Parked")], method="by_parked"
    )
    discrepant = _chosen(
        "Elsewhere",
        "Contradicted or not",
        [("yes", "Has a discrepancy")],
        method="by_discrepancy",
    )
    outlet = _row(
        "Outlet", "Any", field_name="claim__article__outlet", queryset=Outlet.objects.all()
    )
    article = _row(
        "Article",
        "Any",
        field_name="claim__article",
        queryset=Article.objects.none(),
        widget=HiddenInput,
    )
    order = _chosen("Order", None, ORDERS, method="sort")

    class Meta:
        model = Review
        fields: list[str] = []

    def __init__(self, data: MultiValueDict[str, str], *, user: User | None, at: datetime) -> None:
        self.user, self.at = user, at
        reviews = Review.objects.all() if user is None else Review.objects.visible_to(user)
        super().__init__(data, queryset=reviews)
        self.is_bound = True
        articles = Article.objects.without_text()
        self.filters["article"].queryset = articles if user is None else articles.visible_to(user)
        self.people = permissions.checkers()
        choices = [(str(person.pk), person.name) for person in self.people]
        choices.insert(0, ("nobody", "Nobody"))
        if user is not None:
            choices[:0] = [("me", "Me"), ("held", "Held by me right now")]
        self.filters["assignee"].extra["choices"] = choices

    # --- what came out -----------------------------------------------------------------------

    @property
    def sentences(self) -> list[str]:
        """What was wrong with the values, for the person."""
        return [str(error) for errors in self.errors.values() for error in errors]

    @property
    def sorted_by(self) -> str:
        return self._value("order") or URGENCY

    @property
    def states(self) -> list[State]:
        """The states of the claims in the list: fewer where the other filters say so too."""
        states = STATES[self._value("state")]
        if self._value("due"):
            states = [state for state in states if state in STATES["unsettled"]]
        verdicts = self.form.cleaned_data.get("verdict") or []
        if verdicts and NO_VERDICT not in verdicts:
            states = [state for state in states if state in (State.PROPOSED, State.SETTLED)]
        if verdicts == [NO_VERDICT]:
            states = [state for state in states if state in (State.OPEN, State.DROPPED)]
        return states

    @property
    def reviews(self) -> ReviewQuerySet:
        """All of the list, in no order."""
        return self.qs.filter(state__in=self.states)

    @property
    def in_order(self) -> ReviewQuerySet:
        """All of the list, as sorted as a page of it."""
        by: dict[str, list[Any]] = {
            "deadline": [DUE, "pk"],
            "worth": ["-worth", "-pk"],
            "newest": ["-pk"],
        }
        return self.reviews.order_by(*by.get(self.sorted_by, ["urgency", "pk"]))

    @property
    def branches(self) -> list[ReviewQuerySet]:
        """All of the list, one part a state, as the queue's indexes have it."""
        return [self.qs.filter(state=state) for state in self.states] or [self.qs.none()]

    def _value(self, name: str) -> str:
        self.errors  # noqa: B018  (asking for them cleans the form)
        return self.form.cleaned_data.get(name) or ""

    # --- the filters that are more than a column's value -----------------------------------------

    def in_states(self, reviews: ReviewQuerySet, name: str, value: str) -> ReviewQuerySet:
        """Which states is said by `states`; this is what else "for me" means."""
        if value != "for_me":
            return reviews
        return reviews.none() if self.user is None else reviews.awaiting_sign_off_by(self.user)

    def sort(self, reviews: ReviewQuerySet, name: str, value: str) -> ReviewQuerySet:
        """Sorting comes last: see `in_order`."""
        return reviews

    def with_words(self, reviews: ReviewQuerySet, name: str, value: str) -> ReviewQuerySet:
        """Those that hold every word, in the wording, the quote or the claimant; or "FC-12"."""
        for word in value.split()[:WORDS]:
            if key := reference_in(word):
                reviews = reviews.filter(pk=key)
                continue
            reviews = reviews.filter(
                Q(claim__wording__icontains=word)
                | Q(claim__quote__icontains=word)
                | Q(claim__claimant__icontains=word)
            )
        return reviews

    def with_verdict(self, reviews: ReviewQuerySet, name: str, value: list[str]) -> ReviewQuerySet:
        if not value:
            return reviews
        found = Q(verdict__verdict__in=[one for one in value if one != NO_VERDICT])
        return reviews.filter(found | Q(verdict=None) if NO_VERDICT in value else found)

    def with_person(self, reviews: ReviewQuerySet, name: str, value: str) -> ReviewQuerySet:
        if value == "me":
            return reviews.filter(assignee=self.user)
        if value == "held":
            return reviews.filter(held_by=self.user, held_until__gt=self.at)
        return reviews.filter(assignee=None if value == "nobody" else int(value))

    def by_deadline(self, reviews: ReviewQuerySet, name: str, value: str) -> ReviewQuerySet:
        return reviews.due_before(self.at if value == "late" else self.at + timedelta(days=1))

    def by_parked(self, reviews: ReviewQuerySet, name: str, value: str) -> ReviewQuerySet:
        return reviews.filter(parked=value == "yes")

    def by_discrepancy(self, reviews: ReviewQuerySet, name: str, value: str) -> ReviewQuerySet:
        """Those that another article contradicts."""
        return reviews.filter(discrepant=True)


class View(NamedTuple):
    """A list worth a name of its own: its query string, and the same as a query, to count it.

    Some are put in order although that does not change their number: so the database walks the
    queue's index for the first thousand, and does not look through the whole table.
    """

    label: str
    query: str
    of: Callable[[ReviewQuerySet, User, datetime], ReviewQuerySet]


# The first is what the bare address shows.
VIEWS = [
    View(
        "Must check, open",
        "state=open&band=must&parked=no",
        lambda reviews, user, at: (
            reviews.open().filter(band=Review.Band.MUST, parked=False).order_by("urgency", "pk")
        ),
    ),
    View("All open", "state=open", lambda reviews, user, at: reviews.open()),
    View(
        "Mine",
        "state=open&assignee=me",
        lambda reviews, user, at: reviews.open().filter(assignee=user),
    ),
    View(
        "Held by me",
        "state=open&assignee=held",
        lambda reviews, user, at: reviews.open().filter(held_by=user, held_until__gt=at),
    ),
    View(
        "Awaiting my sign-off",
        "state=for_me",
        lambda reviews, user, at: reviews.awaiting_sign_off_by(user).order_by("urgency", "pk"),
    ),
    View(
        "Past deadline",
        "state=unsettled&due=late",
        lambda reviews, user, at: reviews.filter(state__in=STATES["unsettled"]).due_before(at),
    ),
    View(
        "Parked",
        "state=open&parked=yes",
        lambda reviews, user, at: reviews.open().filter(parked=True).order_by("urgency", "pk"),
    ),
    View(
        "Has a discrepancy",
        "state=open&discrepant=yes",
        lambda reviews, user, at: reviews.open().filter(discrepant=True).order_by("urgency", "pk"),
    ),
    View("Settled", "state=settled", lambda reviews, user, at: reviews.filter(state="settled")),
]


def count_capped(lists: Iterable[ReviewQuerySet]) -> list[int]:
    """How long each list is, at most COUNTED, in one query that reads no more than that of each.

    One row carries the counts: the policy's, because there is always exactly one.
    """
    arrays = {
        f"n{number}": Func(
            ArraySubquery(reviews.values("pk")[:COUNTED]),
            template="CARDINALITY(%(expressions)s::bigint[])",
            output_field=IntegerField(),
        )
        for number, reviews in enumerate(lists)
    }
    # A list that cannot have rows is not even asked for: that is None here.
    return [count or 0 for count in Policy.objects.values_list(*arrays.values()).get()]
