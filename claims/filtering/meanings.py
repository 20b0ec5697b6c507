"""What the values of each field mean, as conditions on the desk's reviews.

One function a field, named as it is: a value and who asks, to a `Condition`; `Misread` where the
value means nothing.
"""

import math
import operator
from datetime import datetime
from difflib import get_close_matches

from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from claims.filtering import moments
from claims.filtering.conditions import UNSETTLED, Asking, Condition, Misread, Person, State
from claims.filtering.language import Value, plain
from claims.models import (
    Article,
    Attempt,
    Comment,
    EvidenceLink,
    Membership,
    Review,
    Verdict,
)
from claims.models.reviews import DUE

# More articles than this are no answer to a headline.
_ARTICLES = 200
# So many are looked up for a list and the views beside it.
_LOOKED_UP = 100
# Pinned claims come first in the desk's order: see Review.urgency. So its index finds them.
_FIRST_UNPINNED = 2**43

_STATES = {
    "open": frozenset({State.OPEN}),
    "proposed": frozenset({State.PROPOSED}),
    "mine-to-sign": frozenset({State.PROPOSED}),
    "unsettled": UNSETTLED,
    "settled": frozenset({State.SETTLED}),
    "dropped": frozenset({State.DROPPED}),
}
_NO_VERDICT = frozenset({State.OPEN, State.DROPPED})
_WITH_VERDICT = frozenset({State.PROPOSED, State.SETTLED})
_COMPARED = {"<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}
_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "": operator.eq,
}


def state(value: Value, asking: Asking) -> Condition:
    q = Q()
    if value.key == "mine-to-sign":
        q = ~Q(proposed_by=_me(asking))
    return Condition(q, states=_STATES[value.key], names_states=True)


def verdict(value: Value, asking: Asking) -> Condition:
    allowed = frozenset({value.key})
    if value.key == "none":
        # The states say it: what is open or dropped has no verdict, whatever else has one.
        return Condition(states=_NO_VERDICT, aspect="verdict", allowed=allowed)
    found = Q(verdict__verdict=Verdict.Value(value.key))
    return Condition(found, states=_WITH_VERDICT, aspect="verdict", allowed=allowed)


def worth(value: Value, asking: Asking) -> Condition:
    if value.key in Review.Band.values:
        allowed = frozenset({value.key})
        return Condition(Q(band=value.key), aspect="worth", allowed=allowed)
    low, dots, high = value.text.partition("..")
    if dots:
        least, most = _share(low), _share(high)
        return Condition(Q(worth__gte=least, worth__lte=most), aspect="score", bounds=(least, most))
    # A lone number is the least that it may be worth: nobody looks for .8 exactly.
    compared, share = value.operator or ">=", _share(value.text)
    bounds = (share, math.inf) if ">" in compared else (-math.inf, share)
    return Condition(Q((f"worth__{_COMPARED[compared]}", share)), aspect="score", bounds=bounds)


def _share(words: str) -> float:
    number = words.strip().removesuffix("%")
    try:
        share = float(number) / (100 if words.strip().endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise Misread(
            f"“{words}” is no check-worthiness: write must, check, minor, or a number from 0 to 1"
            " as in >0.8."
        )
    return share


def has(value: Value, asking: Asking) -> Condition:
    this = OuterRef("pk")
    found = {
        "discrepancy": lambda: Q(discrepant=True),
        "hedge": lambda: Q(hedged=True),
        "figure": lambda: ~Q(claim__figures=[]),
        "claimant": lambda: ~Q(claim__claimant=""),
        "doubt": lambda: ~Q(claim__claimant_doubt=""),
        "evidence": lambda: Q(Exists(EvidenceLink.objects.standing().filter(review=this))),
        "attempt": lambda: Q(Exists(Attempt.objects.standing().filter(review=this))),
        "comment": lambda: Q(Exists(Comment.objects.standing().filter(review=this))),
        "story": lambda: Q(Exists(Membership.objects.filter(claim=this))),
    }[value.key]()
    return Condition(found, aspect=f"has:{value.key}", allowed=frozenset({True}))


def is_(value: Value, asking: Asking) -> Condition:
    match value.key:
        case "pinned":
            condition = Condition(Q(pinned=True, urgency__lt=_FIRST_UNPINNED))
        case "parked":
            condition = Condition(Q(parked=True))
        case "held":
            condition = Condition(_held_now(asking))
        case "mine":
            return Condition(
                Q(assignee=_me(asking)), aspect="assigned", allowed=frozenset({_me(asking)})
            )
        case _:
            return due(Value("late", value.start, value.end), asking)
    return Condition(condition.q, aspect=f"is:{value.key}", allowed=frozenset({True}))


def claimant(value: Value, asking: Asking) -> Condition:
    if value.key == "none":
        return Condition(Q(claim__claimant=""), aspect="has:claimant", allowed=frozenset({False}))
    return _of_words(value.text, "claimant")


def words(value: Value, asking: Asking) -> Condition:
    """The word or phrase stands in the wording, the quote or the claimant."""
    return _of_words(value.text, "wording", "quote", "claimant")


def _of_words(text: str, *columns: str) -> Condition:
    return Condition(
        containing(text, *(f"claim__{column}" for column in columns)),
        of_claim=containing(text, *columns),
    )


def containing(text: str, *columns: str) -> Q:
    """Those whose columns hold the words, in any case, with either kind of apostrophe."""
    variants = {text, text.replace("'", "’"), text.replace("’", "'")}
    found = Q()
    for variant in sorted(variants):
        for column in columns:
            found |= Q((f"{column}__icontains", variant))
    return found


def reference(key: int) -> Condition:
    return Condition(Q(pk=key), aspect="reference", allowed=frozenset({key}))


def outlet(value: Value, asking: Asking) -> Condition:
    if value.key == "none" and not value.is_quoted:
        return Condition(Q(article_outlet=None), aspect="outlet", allowed=frozenset({None}))
    sought = value.text.casefold()
    found = [pk for pk, name in asking.outlets if name.casefold() == sought] or [
        pk for pk, name in asking.outlets if sought in name.casefold()
    ]
    if not found:
        names = {name.casefold(): name for _, name in asking.outlets}
        near = get_close_matches(sought, names, n=1)
        raise Misread(
            f"No outlet is called “{value.text}”.",
            f"outlet:{plain(names[near[0]])}" if near else "",
        )
    return Condition(Q(article_outlet__in=found), aspect="outlet", allowed=frozenset(found))


def article(value: Value, asking: Asking) -> Condition:
    key = (value.text, value.is_quoted)
    found = asking.articles.get(key)
    if found is None:
        # Each is a question to the database, for each view beside the list, too.
        if len(asking.articles) >= _LOOKED_UP:
            raise Misread(f"More than {_LOOKED_UP} articles are looked up: this one was left out.")
        found = asking.articles[key] = _articles(value, asking)
    if not found and _is_number(value):
        raise Misread(f"There is no article number {value.text.removeprefix('#')} for you.")
    if not found:
        raise Misread(f"No article has “{value.text}” in its headline.")
    if len(found) > _ARTICLES:
        raise Misread(
            f"More than {_ARTICLES} articles have “{value.text}” in their headlines:"
            " add a word, in quotes."
        )
    return Condition(Q(claim__article__in=found), aspect="article", allowed=frozenset(found))


def _is_number(value: Value) -> bool:
    number = value.text.removeprefix("#")
    return number.isascii() and number.isdigit() and not value.is_quoted


def _articles(value: Value, asking: Asking) -> list[int]:
    """The article of that number, or those with the words in their headlines; one too many."""
    articles = Article.objects.all()
    if asking.user is not None:
        articles = articles.visible_to(asking.user)
    if _is_number(value):
        number = value.text.removeprefix("#")
        articles = articles.filter(pk=int(number)) if len(number) < 19 else articles.none()
    else:
        for word in value.text.split()[:12]:
            articles = articles.filter(containing(word, "headline"))
    return list(articles.order_by("pk").values_list("pk", flat=True)[: _ARTICLES + 1])


# --- people -------------------------------------------------------------------------------------


def assigned(value: Value, asking: Asking) -> Condition:
    if value.key in ("anybody", "nobody"):
        return Condition(Q(assignee__isnull=value.key == "nobody"))
    found = _people(value, asking, "assigned")
    return Condition(Q(assignee__in=found), aspect="assigned", allowed=found)


def held(value: Value, asking: Asking) -> Condition:
    if value.key == "anybody":
        return Condition(_held_now(asking))
    if value.key == "nobody":
        return Condition(Q(held_until=None) | Q(held_until__lte=asking.at))
    found = _people(value, asking, "held")
    return Condition(Q(held_by__in=found) & _held_now(asking), aspect="held", allowed=found)


def _held_now(asking: Asking) -> Q:
    return Q(held_by__isnull=False, held_until__gt=asking.at)


def proposed(value: Value, asking: Asking) -> Condition:
    found = _people(value, asking, "proposed")
    return Condition(
        Q(proposed_by__in=found), states=_WITH_VERDICT, aspect="proposed", allowed=found
    )


def signed(value: Value, asking: Asking) -> Condition:
    found = _people(value, asking, "signed")
    settled = frozenset({State.SETTLED})
    return Condition(Q(signed_off_by__in=found), states=settled, aspect="signed", allowed=found)


def _me(asking: Asking) -> int:
    if asking.user is None:
        raise Misread("Nobody is signed in here who could be meant: write the person’s name.")
    return asking.user.pk


def _people(value: Value, asking: Asking, field: str) -> frozenset[int]:
    """Whom a name means: a user name or a whole name exactly, else every name it is part of."""
    if value.key == "me" and not value.is_quoted:
        return frozenset({_me(asking)})
    sought = value.text.casefold().removeprefix("@")
    if asking.user is None and not sought:
        raise Misread("Write the person’s name.")
    for is_meant in (_is_called, _is_part_of):
        if found := [one.pk for one in asking.people if is_meant(sought, one)]:
            return frozenset(found)
    names = {name: one.username for one in asking.people for name in _names(one)}
    near = get_close_matches(sought, names, n=1)
    raise Misread(
        f"Nobody here is called “{value.text}”.", f"{field}:{plain(names[near[0]])}" if near else ""
    )


def _names(person: Person) -> tuple[str, str]:
    return person.username.casefold(), person.name.casefold()


def _is_called(sought: str, person: Person) -> bool:
    return sought in _names(person)


def _is_part_of(sought: str, person: Person) -> bool:
    return any(sought in name for name in _names(person))


# --- time and rank ------------------------------------------------------------------------------


def due(value: Value, asking: Asking) -> Condition:
    if value.key in ("any", "none"):
        return Condition(
            Q(deadline__isnull=value.key == "none"),
            aspect="has:deadline",
            allowed=frozenset({value.key == "any"}),
        )
    low: datetime | None = None
    high: datetime | None = asking.at
    if value.key != "late":
        low, high = moments.ahead(value.text, value.operator, at=asking.at, field="due")
    found = Q()
    if low is not None:
        found &= Q(GreaterThanOrEqual(DUE, low)) & Q(deadline__isnull=False)
    if high is not None:
        found &= Q(LessThan(DUE, high))
    states = UNSETTLED if value.key == "late" else None
    bounds = moments.as_bounds(low, high)
    return Condition(found, states=states, usual=UNSETTLED, aspect="due", bounds=bounds)


def added(value: Value, asking: Asking) -> Condition:
    low, high = moments.ago(value.text, value.operator, at=asking.at, field="added")
    found = Q()
    if low is not None:
        found &= Q(claim__created_at__gte=low)
    if high is not None:
        found &= Q(claim__created_at__lt=high)
    return Condition(found, aspect="added", bounds=moments.as_bounds(low, high))


def priority(value: Value, asking: Asking) -> Condition:
    rank = Review.Priority[value.key.upper()]
    found = [one for one in Review.Priority if _COMPARE[value.operator](one, rank)]
    if not found:
        raise Misread(f"No priority is {value.operator} {value.key}.")
    return Condition(Q(priority__in=found), aspect="priority", allowed=frozenset(found))


def order(value: Value, asking: Asking) -> Condition:
    """An order leaves the list as it is: `ClaimList.order` reads it."""
    return Condition()
