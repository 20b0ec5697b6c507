"""The page of the queue: a list, the views and facets beside it, and what can be done with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from claims import permissions
from claims.counting import COUNTED, capped
from claims.filtering import (
    BUILT_IN,
    ClaimList,
    Problem,
    lengths_of,
)
from claims.filtering.facets import Facet, facets_of
from claims.filtering.fields import FIELDS, ORDERS
from claims.filtering.language import write
from claims.filtering.lists import State
from claims.forms.queue import PRIORITIES, fingerprint
from claims.forms.saved_views import SaveViewForm
from claims.models import SavedView
from claims.views import finding
from claims.views.addresses import list_url, text_in
from claims.views.guards import SignedInRequest
from claims.views.paging import page_of
from claims.views.queue_rows import rows_of

# Saved views that the margin shows and counts; more of them are reached by the others.
_VIEWS = 30
_MILLISECONDS = 500


@dataclass(frozen=True)
class Link:
    """A view in the margin."""

    label: str
    url: str
    count: str
    is_current: bool
    # Only of saved views: where to rename or delete it, and whose it is.
    edit_url: str = ""
    owner: str = ""


class Chip(NamedTuple):
    """A term of the query, and the list without it."""

    term: str
    url: str
    # Not left out because of a mistake.
    holds: bool


class Correction(NamedTuple):
    """A problem as the page shows it: the text before, at and after it; what may be meant."""

    message: str
    position: str
    before: str
    marked: str
    after: str
    instead: str
    url: str


@dataclass(frozen=True)
class Bulk:
    """What the bar at the foot acts on: the ticked rows, or the whole list by its number."""

    ticked: Collection[str] = frozenset()
    is_whole: bool = False
    # What was typed into the bar before it was refused.
    typed: QueryDict | None = None


def show_list(
    request: SignedInRequest,
    query: QueryDict,
    *,
    bulk: Bulk | None = None,
    save_form: SaveViewForm | None = None,
    status: int = 200,
) -> HttpResponse:
    claims = ClaimList(text_in(query), user=request.user, at=timezone.now())
    bulk = bulk or Bulk(is_whole=query.get("select") == "all")
    page = page_of(claims.branches, claims.order, query.get("page", ""))
    views, counted = _views(claims), _counted(claims)
    built_in, saved = views[: len(BUILT_IN)], views[len(BUILT_IN) :]
    lengths = lengths_of([*(each.claims for each in built_in), *counted])
    of_views = [*lengths[: len(built_in)], *_lengths_in_time(saved)]
    is_one_page = not (page.previous or page.next)
    length = len(page.keys) if is_one_page else lengths[len(built_in)]
    is_counted = is_one_page or (length < COUNTED and not claims.is_sampled)
    outside = lengths[-1] if len(counted) > 1 and not page.keys else 0
    current = next((each for each in views if each.claims.key == claims.key), None)
    links = [
        _link(each, length, each is current) for each, length in zip(views, of_views, strict=True)
    ]
    is_whole = bulk.is_whole and is_counted and length > 0 and not claims.errors
    may_steer = bool(permissions.can_steer(request.user))
    context = {
        "claims": claims,
        "title": current.name if current else "Claims found",
        "current": current,
        "is_default": current is views[0],
        "builtin": links[: len(BUILT_IN)],
        "saved": links[len(BUILT_IN) :],
        "facets": _facets(claims),
        "rows": rows_of(page.keys, claims, bulk.ticked),
        "length": length,
        "length_words": capped(length) if is_counted or length >= COUNTED else f"{length}+",
        "is_counted": is_counted,
        "chips": _chips(claims),
        "corrections": [_correction(claims, problem) for problem in claims.errors],
        "notices": [page.notice] if page.notice else [],
        "orders": [
            (choice.label, list_url(claims.sorted_by(choice.key)), choice.key == claims.order.name)
            for choice in ORDERS
        ],
        "fields": FIELDS.values(),
        "outside": outside,
        "outside_words": capped(outside),
        "outside_url": list_url(_words_of(claims)),
        "csv_url": f"{reverse('queue_csv')}?{urlencode({'q': claims.text})}",
        **page.urls({"q": claims.text}, reverse("queue")),
        "everything_url": list_url(""),
        "page": query.get("page", ""),
        "takes_from_list": State.OPEN in claims.states and current is not views[0],
        "is_whole": is_whole,
        "fingerprint": fingerprint(claims) if is_whole else "",
        "whole_url": list_url(claims.text, page=query.get("page", ""), select="all"),
        "part_url": list_url(claims.text, page=query.get("page", "")),
        "ticked": bulk.ticked,
        "typed": bulk.typed or QueryDict(),
        "save_form": save_form or SaveViewForm(initial={"query": claims.text}, auto_id="view-%s"),
        "may_steer": may_steer,
        "may_export": bool(permissions.can_export(request.user)) and not claims.errors,
        "people": permissions.checkers() if may_steer else [],
        "priorities": PRIORITIES,
    }
    return render(request, "claims/queue.html", context, status=status)


# --- views --------------------------------------------------------------------------------------


class _View(NamedTuple):
    name: str
    query: str
    claims: ClaimList
    saved: SavedView | None = None


def _views(claims: ClaimList) -> list[_View]:
    """The built-in views and those saved, each as a list for the same person and moment."""
    found = [_View(view.name, view.query, claims.again(view.query)) for view in BUILT_IN]
    if claims.user is not None:
        saved = SavedView.objects.visible_to(claims.user).select_related("owner")[:_VIEWS]
        found += [_View(view.name, view.query, claims.again(view.query), view) for view in saved]
    return found


def _lengths_in_time(views: list[_View]) -> Sequence[int | None]:
    """How long the lists are; of none of them where that takes longer than their names are worth.

    What somebody shares stands in everybody's margin: nobody else waits for what it costs.
    """
    if not views:
        return []
    try:
        with finding.in_time(_MILLISECONDS):
            return lengths_of([each.claims for each in views])
    except finding.TooLong:
        return [None] * len(views)


def _link(view: _View, length: int | None, is_current: bool) -> Link:
    saved, user = view.saved, view.claims.user
    may_change = saved is not None and user is not None
    is_own = saved is None or saved.owner_id == (user.pk if user else None)
    return Link(
        view.name,
        list_url(view.query),
        "" if length is None else capped(length),
        is_current,
        reverse("queue_view", args=[saved.pk])
        if saved and user and may_change and permissions.can_change_view(user, saved)
        else "",
        "" if is_own or saved is None else saved.owner.name,
    )


def _counted(claims: ClaimList) -> list[ClaimList]:
    """The list itself, and where it may hide something, its words alone."""
    words = _words_of(claims)
    return [claims, claims.again(words)] if words and words != claims.text else [claims]


def _words_of(claims: ClaimList) -> str:
    return write(term for term in claims.query.terms if not term.field)


def _chips(claims: ClaimList) -> list[Chip]:
    """All terms but the order, which stands beside them."""
    holding = [read.term for read in claims.holding]
    return [
        Chip(str(term), list_url(claims.query.without(term)), term in holding)
        for term in claims.query.terms
        if term.field != "order"
    ]


# --- facets and problems ------------------------------------------------------------------------


class _Part(NamedTuple):
    key: str
    label: str
    number: str
    url: str
    is_chosen: bool
    is_name: bool


def _facets(claims: ClaimList) -> list[tuple[Facet, list[_Part]]]:
    return [
        (
            facet,
            [
                _Part(
                    f"{facet.field}-{place}",
                    option.label,
                    option.number,
                    # Nothing of that kind is there: no list to go to.
                    "" if option.number == "0" and not option.is_chosen else list_url(option.text),
                    option.is_chosen,
                    facet.field == "outlet",
                )
                for place, option in enumerate(facet.options)
            ],
        )
        for facet in facets_of(claims)
        if facet.options
    ]


def _correction(claims: ClaimList, problem: Problem) -> Correction:
    text = claims.text
    put = text[: problem.start] + problem.instead + text[problem.end :]
    return Correction(
        problem.message,
        problem.position,
        text[: problem.start][-60:],
        text[problem.start : problem.end][:80],
        text[problem.end :][:60],
        problem.instead,
        list_url(put) if problem.instead else "",
    )
