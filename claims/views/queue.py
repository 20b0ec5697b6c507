"""The queue: lists of claims, what several of them are made to be at once, and their CSV."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import (
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import Truncator
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from claims import permissions, triage
from claims.exports import csv_file_name
from claims.filters import COUNTED, VIEWS, ReviewFilter, count_capped
from claims.forms.queue import SteerForm
from claims.models import Review, User
from claims.models.claims import reference_in
from claims.models.reviews import DUE
from claims.views import versions
from claims.views.downloads import csv_response
from claims.views.guards import SignedInRequest, allowed
from claims.views.live import live
from claims.views.paging import Order, page_of

# Each has its index: see `Review.Meta.indexes`.
ORDERS = {
    order.name: order
    for order in (
        Order("urgency", ("urgency", "pk")),
        Order("deadline", ("due", "pk"), computed={"due": DUE}),
        Order("worth", ("worth", "pk"), falling=True),
        Order("newest", ("pk",), falling=True),
    )
}
# The filters in the margin; the words and the order stand above the list.
SELECTS = ("state", "band", "assignee", "due", "parked", "discrepant", "outlet", "order")


# What a row is made of, and nothing else: fifty rows are most of the page's work.
JOINED = ("claim__article__outlet", "verdict", "assignee", "held_by")
_NAME = ("username", "first_name", "last_name")
SHOWN = (
    *("state", "worth", "priority", "pinned", "parked", "discrepant", "deadline", "held_until"),
    *("claim__wording", "claim__claimant", "claim__claimant_doubt"),
    *("claim__article__headline", "claim__article__opening", "claim__article__outlet__name"),
    "verdict__verdict",
    *(f"{who}__{name}" for who in ("assignee", "held_by") for name in _NAME),
)


@require_GET
@allowed(permissions.can_check)
@live(versions.pulse)
def queue(request: SignedInRequest) -> HttpResponse:
    if named := _named(request):
        # Not a place in a list: the claim itself, whatever the filters beside the box say.
        page = _review_url(named, _without(request.GET, "q").urlencode())
        to = HttpResponseClientRedirect if request.htmx else HttpResponseRedirect  # type: ignore[attr-defined]
        return to(page)
    return _list(request, request.GET)


@require_POST
@allowed(permissions.can_check)
def take_next(request: SignedInRequest) -> HttpResponse:
    review = triage.take_next(request.user)
    if review is None:
        messages.info(request, "Nothing is free: every open claim is held, given out or parked.")
        return HttpResponseRedirect(_back(request))
    return redirect(_review_url(review, request.POST.get("list", "")))


@require_POST
@allowed(permissions.can_steer)
def steer(request: SignedInRequest) -> HttpResponse:
    form = SteerForm(request.POST, user=request.user)
    if not form.is_valid():
        return _refused(request, form.sentences)
    try:
        changed = _steer(form.cleaned_data, by=request.user)
    except PermissionDenied as error:
        return _refused(request, [str(error)])
    ticked = len(form.cleaned_data["claims"])
    if changed == ticked:
        messages.success(request, f"{_counted(changed)} changed.")
    else:
        messages.info(request, f"{_counted(changed)} of {ticked} changed: the rest was so already.")
    return HttpResponseRedirect(_back(request))


@require_GET
@allowed(permissions.can_export)
def export_csv(request: SignedInRequest) -> HttpResponseBase:
    wanted = _wanted(request, request.GET)
    if wanted.sentences:
        # A file must not hold more than was asked for: the page says what is wrong.
        return redirect(f"{reverse('queue')}?{request.GET.urlencode()}")
    return csv_response(wanted.in_order, csv_file_name(timezone.now()))


# --- the list ---------------------------------------------------------------------------------


class Mark(NamedTuple):
    """What is unusual about a claim, under its words."""

    icon: str
    words: str
    title: str = ""

    @property
    def is_doubt(self) -> bool:
        return bool(self.title)


class Row(NamedTuple):
    """A line of the list, ready to print: fifty of them are most of the page's work."""

    key: int
    url: str
    wording: str
    outlet: str
    claimant: str
    reference: str
    marks: list[Mark]
    badge: str
    worth: float
    # Who works on it now, else who was given it.
    person: str
    is_held: bool
    deadline: datetime | None
    # Instead of a deadline, where none matters any more.
    over: str
    is_ticked: bool


@dataclass(frozen=True)
class Link:
    """A view in the margin."""

    label: str
    url: str
    count: str
    is_current: bool


def _list(
    request: SignedInRequest,
    query: QueryDict,
    *,
    ticked: frozenset[str] = frozenset(),
    status: int = 200,
) -> HttpResponse:
    wanted = _wanted(request, query)
    page = page_of(wanted.branches, ORDERS[wanted.sorted_by], query.get("page", ""))
    reviews = Review.objects.only(*SHOWN).select_related(*JOINED).in_bulk(page.keys)
    asked, list_ = _asked(wanted.data), query.urlencode()
    is_current = [_asked(QueryDict(view.query)) == asked for view in VIEWS]
    is_whole = not (page.previous or page.next)
    lists = [view.of(wanted.queryset, request.user, wanted.at) for view in VIEWS]
    # Words that fit nothing here may fit something that the filters hide.
    everywhere = QueryDict(urlencode({"state": "", "q": query.get("q", "")}))
    is_lost = not page.keys and bool(everywhere["q"].strip()) and asked != _asked(everywhere)
    if is_lost:
        lists.append(ReviewFilter(everywhere, user=request.user, at=wanted.at).reviews)
    # The list's own length is counted only where nothing says it yet.
    counts = count_capped(lists if is_whole or any(is_current) else [*lists, wanted.reviews])
    length = len(page.keys) if is_whole else counts[(*is_current, True).index(True)]
    links = [
        Link(view.label, f"{reverse('queue')}?{view.query}", _capped(count), here)
        for view, count, here in zip(VIEWS, counts, is_current, strict=False)
    ]
    context = {
        "filter": wanted,
        "fields": [wanted.form[name] for name in SELECTS],
        "rows": [
            _row(reviews[key], request, wanted.at, list_, str(key) in ticked)
            for key in page.keys
            if key in reviews
        ],
        "views": links,
        "title": next((link.label for link in links if link.is_current), "Claims found"),
        "length": length,
        "length_words": _capped(length),
        "notices": [*wanted.sentences, *([page.notice] if page.notice else [])],
        "article": wanted.form.cleaned_data.get("article"),
        "without_article": _url("queue", wanted.data, article=""),
        "is_default": links[0].is_current,
        "outside": counts[-1] if is_lost else 0,
        "outside_words": _capped(counts[-1]),
        "outside_url": f"{reverse('queue')}?{everywhere.urlencode()}",
        "csv_url": _url("queue_csv", wanted.data, page=""),
        "previous_url": _url("queue", wanted.data, page=page.previous) if page.previous else "",
        "next_url": _url("queue", wanted.data, page=page.next) if page.next else "",
        "list": list_,
        "ticked": ticked,
        "may_steer": bool(permissions.can_steer(request.user)),
        "may_export": bool(permissions.can_export(request.user)),
        "priorities": Review.Priority.choices,
    }
    return render(request, "claims/queue.html", context, status=status)


def _named(request: SignedInRequest) -> Review | None:
    """The claim that was searched for by its number alone, where there is one."""
    key = reference_in(request.GET.get("q", ""))
    return Review.objects.visible_to(request.user).filter(pk=key).first() if key else None


def _without(query: QueryDict, name: str) -> QueryDict:
    rest = query.copy()
    rest.pop(name, None)
    return rest


def _wanted(request: SignedInRequest, query: QueryDict) -> ReviewFilter:
    """What the address asks for; the bare one, also with a page, asks for the first view."""
    bare = not any(name in query for name in ReviewFilter.base_filters)
    data = QueryDict(VIEWS[0].query if bare else query.urlencode(), mutable=True)
    data.pop("page", None)
    return ReviewFilter(data, user=request.user, at=timezone.now())


def _asked(data: QueryDict) -> dict[str, list[str]]:
    """The filters that say something, to compare two addresses by."""
    return {
        name: sorted(values)
        for name, values in data.lists()
        if name in ReviewFilter.base_filters and name != "order" and any(values)
    }


def _row(review: Review, request: SignedInRequest, at: datetime, list_: str, ticked: bool) -> Row:
    claim, article = review.claim, review.claim.article
    is_held = review.held_until is not None and review.held_until > at
    person = review.held_by if is_held else review.assignee
    is_over = review.state in (Review.State.SETTLED, Review.State.DROPPED)
    return Row(
        key=review.pk,
        url=_review_url(review, list_),
        wording=claim.wording,
        outlet=article.outlet.name if article.outlet else Truncator(article.title).chars(60),
        claimant=claim.claimant or "—",
        reference=claim.reference,
        marks=_marks(review),
        badge=review.verdict.verdict
        if review.verdict and review.state == Review.State.SETTLED
        else review.state,
        worth=review.worth,
        person="You" if person == request.user else person.name if person else "—",
        is_held=is_held,
        deadline=review.deadline,
        over=review.get_state_display().lower() if is_over else "",
        is_ticked=ticked,
    )


def _marks(review: Review) -> list[Mark]:
    marks = []
    if review.claim.claimant_doubt:
        marks.append(Mark("exclamation-triangle", "claimant doubtful", review.claim.claimant_doubt))
    if review.discrepant:
        marks.append(Mark("exclamation-triangle", "differs elsewhere", "Another article says else"))
    if review.pinned:
        marks.append(Mark("pin", "pinned"))
    if review.priority:
        marks.append(Mark("flag", f"{review.get_priority_display().lower()} priority"))
    if review.parked:
        marks.append(Mark("pause", "parked"))
    return marks


def _review_url(review: Review, list_: str) -> str:
    """The claim's page, which leads back to the list it was opened from."""
    return (
        f"{review.get_absolute_url()}?{urlencode({'list': list_})}"
        if list_
        else str(review.get_absolute_url())
    )


def _url(name: str, data: QueryDict, **changes: str) -> str:
    query = data.copy()
    for key, value in changes.items():
        if value:
            query[key] = value
        else:
            query.pop(key, None)
    return f"{reverse(name)}?{query.urlencode()}"


def _capped(count: int) -> str:
    return f"{COUNTED - 1}+" if count >= COUNTED else str(count)


def _counted(number: int) -> str:
    return "1 claim" if number == 1 else f"{number} claims"


# --- steering ---------------------------------------------------------------------------------


def _steer(what: dict[str, Any], *, by: User) -> int:
    match what["action"]:
        case "assign":
            return triage.assign(what["claims"], to=what["to"], by=by)
        case "priority":
            return triage.prioritise(what["claims"], priority=what["priority"], by=by)
        case "pin" | "unpin":
            return triage.pin(what["claims"], by=by, pinned=what["action"] == "pin")
        case _:
            return triage.park(what["claims"], by=by, parked=what["action"] == "park")


def _refused(request: SignedInRequest, sentences: list[str]) -> HttpResponse:
    """The same list again with what was ticked."""
    for sentence in sentences:
        messages.error(request, sentence)
    ticked = frozenset(request.POST.getlist("claims"))
    return _list(request, QueryDict(request.POST.get("list", "")), ticked=ticked, status=422)


def _back(request: SignedInRequest) -> str:
    """The page the person came from: a path of this site in `next`, or the queue's `list`."""
    path = request.POST.get("next", "")
    if path.startswith("/") and url_has_allowed_host_and_scheme(
        path, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return path
    list_ = QueryDict(request.POST.get("list", "")).urlencode()
    return f"{reverse('queue')}?{list_}" if list_ else reverse("queue")
