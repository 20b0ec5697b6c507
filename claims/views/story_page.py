"""The page of a story: what it shows to whom, and how it comes back when a step is refused."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib import messages
from django.db.models import F, Q
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from claims import permissions
from claims.forms.stories import AddCitationForm, JoinForm, NameForm, SplitForm
from claims.models import Article, Claim, Event, Match, Origin, Story
from claims.models.claims import number_in
from claims.views.guards import SignedInRequest
from claims.views.story_aligned import aligned_figures
from claims.views.story_contents import MATCHES, Contents, Member
from claims.views.story_drift import KINDS, SHOWN, drifts_of
from claims.views.story_figures import differing, series_of
from claims.views.story_sides import sides_of
from claims.views.story_sources import sources_of

_SILENT, _HISTORY, _NAMED, _SERIES, _ROWS = 50, 30, 8, 6, 100
# Matches shown at first: those that disagree, those that agree, those taken apart.
_MATCHES = [12, 40, 40]
_ABOUT_SOURCES = (
    Event.Action.CITATION_ADDED,
    Event.Action.CITATION_CORRECTED,
    Event.Action.CITATION_REMOVED,
)
_ABOUT_MATCHES = (Event.Action.MATCH_CONFIRMED, Event.Action.MATCH_REJECTED)
# A split rejects matches one by one before it is recorded itself.
_ONE_STEP = timedelta(minutes=1)


class Tie(NamedTuple):
    """How a member hangs on the story: its match with the central claim, else its surest one."""

    member: Member
    match: Match | None
    other: Claim | None
    is_central: bool
    is_ticked: bool


@dataclass(frozen=True)
class Line:
    """A line of the story's history."""

    verb: str
    detail: str
    reason: str
    by: str
    at: datetime


def story_for(request: SignedInRequest, pk: int) -> Story:
    """The story, for those who may see stories; 404 for others."""
    stories = Story.objects.visible_to(request.user).select_related("named_by", "central")
    return get_object_or_404(stories, pk=pk)


def show(
    request: SignedInRequest,
    pk: int,
    *,
    status: int = 200,
    bound: Mapping[str, Form] | None = None,
    failure: str = "",
    edge: int | None = None,
) -> HttpResponse:
    """The story's page, with `bound` in place of empty forms; `edge` is the citation it was about.

    A story that others have taken over leads to the one it went to.
    """
    bound = bound or {}
    story = story_for(request, pk)
    if story.merged_into_id and not bound:
        return redirect("story", pk=_end(story).pk)
    if not story.claims and not bound:
        messages.info(request, f"“{story}” is a story no more: its claims stand by themselves.")
        return redirect("stories")
    contents = Contents.of(story)
    sources = sources_of(contents) if contents.members else None
    aligned = aligned_figures(contents)
    series = series_of(contents, aligned)
    told = [one for one in series if one.is_charted or one.reports > 1]
    single = [row for one in series if one not in told[:_SERIES] for row in one.rows]
    drifts = drifts_of(contents)
    every = request.GET.get("drift") == "all"
    matches = [None, None, None] if request.GET.get("matches") == "all" else _MATCHES
    agreeing = [match for match in contents.standing if not match.is_discrepancy]
    rejected = [match for match in contents.matches if match.is_rejected]
    lists = contents.discrepancies, agreeing, rejected
    split_form = bound.get("split_form")
    context = {
        "story": story,
        "contents": contents,
        "is_contested": contents.is_contested,
        "differs": differing(series),
        "series": told[:_SERIES],
        "single": single[:_ROWS],
        "more_figures": max(0, len(single) - _ROWS),
        "sources": sources,
        "sides": sides_of(contents),
        "drifts": drifts if every else drifts[:SHOWN],
        "more_drifts": 0 if every else max(0, len(drifts) - SHOWN),
        "drift_kinds": KINDS,
        "ties": _ties(contents, set(request.POST.getlist("claims"))),
        "lists": [found[:most] for found, most in zip(lists, matches, strict=True)],
        "hidden_matches": sum(
            len(found[most:]) for found, most in zip(lists, matches, strict=True) if most
        ),
        "matches_are_cut": len(contents.matches) >= MATCHES,
        "silent": _silent(story),
        "history": _history(story, contents),
        "may_match": permissions.can_match(request.user),
        "may_edit": permissions.can_edit_story(request.user),
        "may_correct": permissions.can_correct_origins(request.user),
        "failure": failure,
        "opened": next(iter(bound), ""),
        "edge": edge or number_in(request.GET.get("edge", "")),
        "kinds": Origin.Kind.choices,
        "name_form": bound.get("name_form") or NameForm(initial={"title": story.title}),
        "split_form": split_form or SplitForm(),
        "join_form": bound.get("join_form") or JoinForm(),
        "edge_form": bound.get("edge_form"),
        "known": sources.known if sources else [],
        "typed": request.POST if "edge_form" in bound else {},
        "add_form": bound.get("add_form") or AddCitationForm(articles=contents.articles),
    }
    return render(request, "claims/story.html", context, status=status)


def _end(story: Story) -> Story:
    """The story that took over what this one held, by however many steps."""
    seen = {story.pk}
    while story.merged_into and story.merged_into_id not in seen:
        story = story.merged_into
        seen.add(story.pk)
    return story


def _ties(contents: Contents, ticked: set[str]) -> list[Tie]:
    """Every member with what joins it: the central claim first, then the nearest to it."""
    central = contents.story.central_id
    best: dict[int, Match] = {}
    for match in contents.standing:
        for key in (match.a_id, match.b_id):
            known = best.get(key)
            if known is None or _nearness(match, central) > _nearness(known, central):
                best[key] = match
    ties = []
    for member in contents.members:
        key = member.claim.pk
        is_central = key == central
        tie = None if is_central else best.get(key)
        ties.append(
            Tie(member, tie, tie.other(key) if tie else None, is_central, str(key) in ticked)
        )
    return sorted(ties, key=lambda tie: _order(tie, central))


def _order(tie: Tie, central: int | None) -> tuple[bool, bool, float]:
    is_near = tie.other is not None and tie.other.pk == central
    likeness = tie.match.similarity if tie.match and is_near else 0.0
    return not tie.is_central, not is_near, -likeness


def _nearness(match: Match, central: int | None) -> tuple[bool, float]:
    return central in (match.a_id, match.b_id), match.similarity


def _silent(story: Story) -> Iterable[Article]:
    """Articles of the same topic that do not carry the fact.

    Of the topic are those of which any claim stands matched with one of the story's articles.
    """
    own = Claim.objects.filter(membership__story=story).values("article")
    standing = Match.objects.standing()
    near = standing.filter(a__article__in=own).values("b__article")
    # By keys: of two subqueries joined by OR, PostgreSQL asks every article of the desk.
    near = near.union(standing.filter(b__article__in=own).values("a__article"))
    return (
        Article.objects.filter(pk__in=near)
        .exclude(pk__in=own)
        .without_text()
        .order_by(F("published_on").asc(nulls_last=True), "pk")[: _SILENT + 1]
    )


def _history(story: Story, contents: Contents) -> list[Line]:
    """What people did to the story, its matches and its sources, newest first."""
    articles = [f"article:{article.pk}" for article in contents.articles]
    claims = [f"claim:{key}" for key in contents.by_claim]
    events = list(
        Event.objects.filter(
            Q(chain=f"story:{story.pk}")
            | Q(chain__in=articles, action__in=_ABOUT_SOURCES)
            | Q(chain__in=claims, action__in=_ABOUT_MATCHES)
        )
        .select_related("by")
        .order_by("-at", "-pk")[: 3 * _HISTORY]
    )
    splits = [one for one in events if one.action == Event.Action.STORY_SPLIT]
    told = [one for one in events if not _is_told(one, set(claims), splits)]
    return [
        Line(one.get_action_display(), _detail(one), one.reason, one.who, one.at)
        for one in told[:_HISTORY]
    ]


def _is_told(event: Event, claims: AbstractSet[str], splits: Iterable[Event]) -> bool:
    """Whether another line tells of a match's event: of its other claim, or of a split."""
    if event.action not in _ABOUT_MATCHES:
        return False
    own, other = _ends(event)
    if other < own and f"claim:{other}" in claims:
        return True
    return event.action == Event.Action.MATCH_REJECTED and any(
        (one.by_id, one.reason) == (event.by_id, event.reason)
        and timedelta(0) <= one.at - event.at < _ONE_STEP
        and bool({f"FC-{own}", f"FC-{other}"} & set(one.new.get("claims", ())))
        for one in splits
    )


def _ends(event: Event) -> tuple[int, int]:
    """The claim whose history an event of a match stands in, and the other one."""
    other = str(event.new.get("with", "")).removeprefix("FC-")
    return int(event.chain_id.removeprefix("claim:")), number_in(other) or 0


def _detail(event: Event) -> str:
    """What was changed to what, as far as it has names."""
    if event.action in _ABOUT_MATCHES:
        return " and ".join(f"FC-{key}" for key in sorted(_ends(event)) if key)
    old, new = (_named(values) for values in (event.old, event.new))
    return f"{old} → {new}" if old and new else old or new


def _named(values: Mapping[str, Any]) -> str:
    if names := values.get("claims"):
        return ", ".join(map(str, names[:_NAMED])) + (" …" if len(names) > _NAMED else "")
    citing = f"{values['citing']} cites " if values.get("citing") else ""
    return citing + str(values.get("title") or values.get("cited") or values.get("name") or "")
