"""The page of one claim: what it shows to whom, and how it comes back when a step is refused."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from claims import discussing, permissions, reviewing, triage
from claims.models import Attempt, Event, EvidenceLink, Match, Review, User
from claims.text.checkworthiness import raises
from claims.views.addresses import list_query
from claims.views.elsewhere import elsewhere, matches_of, settled_among
from claims.views.evidence_offers import offers_for
from claims.views.guards import SignedInRequest
from claims.views.review_context import Excerpt, in_context
from claims.views.review_discussion import discussion_of
from claims.views.review_forms import DRAFTS, FORMS, all_forms, focus, has_form, typed
from claims.views.review_history import lines
from claims.views.review_place import way_of
from claims.views.review_undo import undoable
from claims.views.review_verdict import begin_reason, choices, taken_back

HISTORY_SHOWN = 50

# What a step may raise; `refused` answers each.
REFUSALS = (
    PermissionDenied,
    reviewing.InvalidTransition,
    reviewing.EvidenceRefused,
    discussing.CommentRefused,
)


def work_on(review: Review, *, by: User) -> None:
    """Take the claim, or hold on to it, where it is free; whoever has it keeps it."""
    with suppress(triage.NotTaken):
        triage.take_claim(review, by=by)


def refused(
    request: SignedInRequest, pk: int, error: Exception, name: str, form: Form
) -> HttpResponse:
    """The page again, with the sentence of `error` and everything that was typed."""
    match error:
        case (
            reviewing.PolicyNotMet() | reviewing.EvidenceRefused() | discussing.CommentRefused()
        ) if name in FORMS:
            form.add_error(None, str(error))
            return show(request, pk, status=422, bound={name: form})
        case reviewing.EvidenceRefused():
            return show(request, pk, status=422, bound={name: form}, failure=str(error))
        case PermissionDenied():
            return show(request, pk, status=403, bound={name: form}, failure=str(error))
        case _:
            return show(request, pk, status=409, bound={name: form}, failure=str(error))


def show(
    request: SignedInRequest,
    pk: int,
    *,
    status: int = 200,
    bound: Mapping[str, Form] | None = None,
    failure: str = "",
) -> HttpResponse:
    """The claim's page as `request.user` may see it, with `bound` in place of empty forms."""
    user, bound = request.user, bound or {}
    review = get_object_or_404(in_context(Review.objects.visible_to(user)), pk=pk)
    if not failure and not all(has_form(review, name, user) for name in bound):
        may_work = permissions.can_work_on(user, review)
        failure = (
            may_work.reason
            if isinstance(may_work, permissions.Denied)
            else f"Not saved: the claim is {review.get_state_display().lower()} by now."
        )
    if not failure:
        focus(bound)
    for_desk = bool(permissions.can_check(user))
    attempts = list(Attempt.objects.standing().filter(review=review).select_related("by"))
    matches = matches_of(review, user)
    # What was consulted for others is read with what was for this one.
    consulted = list(
        EvidenceLink.objects.standing()
        .filter(review__in=[review.pk, *settled_among(matches, review.pk)])
        .select_related("evidence__added_by", "by")
    )
    links = [link for link in consulted if link.review_id == review.pk]
    excerpt = Excerpt.of(review)
    whole = request.GET.get("history") == "all"
    events = Event.objects.of(review).select_related("by").order_by("-sequence")
    shown = list(events if whole else events[: HISTORY_SHOWN + 1])
    context = {
        "review": review,
        "claim": review.claim,
        "article": review.claim.article,
        "excerpt": excerpt,
        # A dropped claim is marked in its text as it was before.
        "mark": "open" if review.state == Review.State.DROPPED else review.mark,
        "is_reworded": review.claim.wording.split() != review.claim.quote.split(),
        # What raises it, in a word; the rest stands on a page of its own.
        "reasons": [reason.name for reason in review.why if raises(reason.name)],
        "list_query": list_query(request) if for_desk else "",
        "way": way_of(request, review, excerpt) if for_desk else None,
        "for_desk": for_desk,
        "links": [link for link in links if for_desk or not link.evidence.sensitive],
        "hidden_links": 0 if for_desk else sum(link.evidence.sensitive for link in links),
        "attempts": attempts,
        "elsewhere": elsewhere(review, matches, consulted, user),
        "history": lines(shown if whole else shown[:HISTORY_SHOWN], for_desk=for_desk),
        "has_more_history": not whole and len(shown) > HISTORY_SHOWN,
        "failure": failure,
        "typed": typed(bound) if failure else [],
        "lost_file": any(form.files for form in bound.values()),
        "now": timezone.now(),
    }
    if for_desk:
        context |= _desk(request, review, links, attempts, matches, bound, shown)
    return render(request, "claims/review.html", context, status=status)


def _desk(
    request: SignedInRequest,
    review: Review,
    links: list[EvidenceLink],
    attempts: list[Attempt],
    matches: list[Match],
    bound: Mapping[str, Form],
    events: list[Event],
) -> dict[str, Any]:
    """What only the desk sees: forms, gates, lease, undo, steering."""
    user, now = request.user, timezone.now()
    is_open = review.state == Review.State.OPEN
    find = request.GET.get("find", "").strip()[:200]
    initial = {"verdict_form": taken_back(review, events, user) if is_open else {}}
    forms = all_forms(bound, initial)
    chosen = forms["verdict_form"]["verdict"].value()
    offered = choices(review, links, attempts, matches, chosen) if is_open else []
    begin_reason(forms["verdict_form"], offered)
    return {
        **forms,
        "discussion": discussion_of(review, user, whole=request.GET.get("discussion") == "all"),
        "opened_form": next(iter(bound), "evidence_form" if "find" in request.GET else ""),
        "choices": offered,
        "chosen": next((choice for choice in offered if choice.is_chosen), None),
        "may_work": permissions.can_work_on(user, review),
        "may_override": permissions.can_override_policy(user),
        "may_sign_off": permissions.can_sign_off(user, review),
        "may_reopen": permissions.can_reopen(user),
        "may_steer": permissions.can_steer(user),
        "may_shape": permissions.can_shape(user),
        "may_match": permissions.can_match(user),
        "is_mine": review.is_held_by(user, at=now),
        "is_held": review.is_held_by_another(user, at=now),
        "undoable": undoable(request, review, events),
        "people": permissions.checkers() if permissions.can_steer(user) else [],
        "priorities": Review.Priority.choices,
        "find": find,
        "offers": offers_for(find, review, links, matches, user) if is_open else [],
        "drafts": DRAFTS,
    }
