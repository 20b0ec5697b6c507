"""The page of one claim: what it shows to whom, and how it comes back when a step is refused."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import PermissionDenied
from django.forms import Form, RadioSelect
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from claims import permissions, reviewing, triage
from claims.forms.evidence import EvidenceForm, LinkForm
from claims.forms.reviews import (
    AttemptForm,
    ReopenForm,
    SendBackForm,
    SignOffForm,
    VerdictForm,
)
from claims.models import Attempt, Event, Evidence, EvidenceLink, Match, Review, User, Verdict
from claims.reviewing import Gate
from claims.text.checkworthiness import raises
from claims.views.elsewhere import elsewhere, matches_of, settled_among
from claims.views.guards import SignedInRequest
from claims.views.review_context import Excerpt, in_context
from claims.views.review_history import lines

HISTORY_SHOWN = 50
_FOUND_SHOWN = 10
_LIST_LENGTH = 2000

# What a step may raise; `refused` answers each.
REFUSALS = (PermissionDenied, reviewing.InvalidTransition, reviewing.EvidenceRefused)

FORMS: Mapping[str, type[Form]] = {
    "verdict_form": VerdictForm,
    "evidence_form": EvidenceForm,
    "attempt_form": AttemptForm,
    "sign_off_form": SignOffForm,
    "send_back_form": SendBackForm,
    "reopen_form": ReopenForm,
}
# What the browser keeps of each until it is accepted; shown where the form itself is not.
DRAFTS = {
    "verdict": "Your verdict",
    "evidence": "Evidence",
    "attempt": "An attempt",
    "sign-off": "Sign off",
    "send-back": "Send back",
    "reopen": "Open again",
}
_FINDINGS = (
    Event.Action.VERDICT_PROPOSED,
    Event.Action.VERDICT_SIGNED_OFF,
    Event.Action.VERDICT_SENT_BACK,
    Event.Action.REVIEW_REOPENED,
)
_KEYS = {Verdict.Value.VERIFIED: "v", Verdict.Value.UNVERIFIED: "u", Verdict.Value.CONTESTED: "c"}


class Choice(NamedTuple):
    """One of the three verdicts, with what the policy asks for before it."""

    value: str
    label: str
    key: str
    gate: Gate
    is_chosen: bool


def list_query(request: SignedInRequest) -> str:
    """The query string of the list the reader came from; anything else counts as none."""
    given = request.POST.get("list") or request.GET.get("list", "")
    if len(given) > _LIST_LENGTH:
        return ""
    try:
        return urlencode(parse_qsl(given, max_num_fields=100))
    except ValueError:
        return ""


def address(request: SignedInRequest, review: Review) -> str:
    """The claim's page, which still knows the list the reader came from."""
    query = list_query(request)
    return review.get_absolute_url() + (f"?{urlencode({'list': query})}" if query else "")


def list_address(request: SignedInRequest) -> str:
    query = list_query(request)
    return reverse("queue") + (f"?{query}" if query else "")


def bind(name: str, request: SignedInRequest) -> Form:
    """The form of that name with what was typed, its ids as on the page."""
    return FORMS[name](request.POST, request.FILES, auto_id=_ids(name))


def _ids(name: str) -> str:
    return f"{name.removesuffix('_form')}-%s"


def work_on(review: Review, *, by: User) -> None:
    """Take the claim, or hold on to it, where it is free; whoever has it keeps it."""
    with suppress(triage.NotTaken):
        triage.take_claim(review, by=by)


def refused(
    request: SignedInRequest, pk: int, error: Exception, name: str, form: Form
) -> HttpResponse:
    """The page again, with the sentence of `error` and everything that was typed."""
    match error:
        case reviewing.PolicyNotMet() | reviewing.EvidenceRefused() if name in FORMS:
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
    if not failure and not all(_has_form(review, name, user) for name in bound):
        may_work = permissions.can_work_on(user, review)
        failure = (
            may_work.reason
            if isinstance(may_work, permissions.Denied)
            else f"Not saved: the claim is {review.get_state_display().lower()} by now."
        )
    if not failure:
        _focus(bound)
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
    whole = request.GET.get("history") == "all"
    events = Event.objects.of(review).select_related("by").order_by("-sequence")
    shown = list(events if whole else events[: HISTORY_SHOWN + 1])
    context = {
        "review": review,
        "claim": review.claim,
        "article": review.claim.article,
        "excerpt": Excerpt.of(review),
        "mark": _mark(review),
        "is_reworded": review.claim.wording.split() != review.claim.quote.split(),
        # What raises it, in a word; the rest stands on a page of its own.
        "reasons": [reason.name for reason in review.why if raises(reason.name)],
        "list_query": list_query(request),
        "list_address": list_address(request),
        "for_desk": for_desk,
        "links": [link for link in links if for_desk or not link.evidence.sensitive],
        "hidden_links": 0 if for_desk else sum(link.evidence.sensitive for link in links),
        "attempts": attempts,
        "elsewhere": elsewhere(review, matches, consulted, user),
        "history": lines(shown if whole else shown[:HISTORY_SHOWN], for_desk=for_desk),
        "has_more_history": not whole and len(shown) > HISTORY_SHOWN,
        "failure": failure,
        "typed": _typed(bound) if failure else [],
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
    initial = {"verdict_form": _taken_back(review, events, user) if is_open else {}}
    forms = {
        name: bound.get(name) or form(initial=initial.get(name), auto_id=_ids(name))
        for name, form in FORMS.items()
    }
    chosen = forms["verdict_form"]["verdict"].value()
    may_sign_off = permissions.can_sign_off(user, review)
    return {
        **forms,
        "opened_form": next(iter(bound), "evidence_form" if "find" in request.GET else ""),
        "choices": _choices(review, links, attempts, matches, chosen) if is_open else [],
        "may_work": permissions.can_work_on(user, review),
        "may_override": permissions.can_override_policy(user),
        "may_sign_off": may_sign_off,
        "may_reopen": permissions.can_reopen(user),
        "may_steer": permissions.can_steer(user),
        "may_shape": permissions.can_shape(user),
        "may_match": permissions.can_match(user),
        "is_mine": review.is_held_by(user, at=now),
        "is_held": review.is_held_by_another(user, at=now),
        "undoable": reviewing.undoable_step(review, by=user, newest=events),
        "people": list(_people()) if permissions.can_steer(user) else [],
        "priorities": Review.Priority.choices,
        "find": find,
        "found": _found(find, links, user) if find and is_open else [],
        "drafts": DRAFTS,
        "stances": EvidenceLink.Stance.choices,
    }


def _choices(
    review: Review,
    links: list[EvidenceLink],
    attempts: list[Attempt],
    matches: list[Match],
    chosen: object,
) -> list[Choice]:
    gates = reviewing.gates(review, links=links, attempts=attempts, matches=matches)
    return [
        Choice(value, label, _KEYS[Verdict.Value(value)], gates[value], value == chosen)
        for value, label in Verdict.Value.choices
    ]


def _people() -> Any:
    """Those a claim can be given to."""
    return User.objects.with_perm(
        "claims.check_claim", backend="django.contrib.auth.backends.ModelBackend"
    ).order_by("first_name", "last_name", "username")


def _found(find: str, links: list[EvidenceLink], user: User) -> list[tuple[Evidence, LinkForm]]:
    """Evidence of the library that fits, each with the form that links it."""
    matches = (
        Evidence.objects.visible_to(user)
        .matching(find)
        .exclude(pk__in=[link.evidence_id for link in links])
        .order_by("-added_at", "-pk")
    )
    return [
        (one, LinkForm(user=user, initial={"evidence": one.pk}, auto_id=f"link-{one.pk}-%s"))
        for one in matches[:_FOUND_SHOWN]
    ]


def _taken_back(review: Review, events: list[Event], user: User) -> dict[str, str]:
    """What `user` proposed and took back, to go on from; empty once anything else was found.

    `events` begin with the newest.
    """
    for event in events:
        if event.action in _FINDINGS:
            return {}
        if event.action == Event.Action.STEP_UNDONE and event.old.get("action") in _FINDINGS:
            verdict = review.verdicts.first() if event.by_id == user.pk else None
            if verdict is None or verdict.by_id != user.pk:
                return {}
            return {
                "verdict": verdict.verdict,
                "reason": verdict.reason,
                "override_reason": verdict.override_reason,
            }
    return {}


def _mark(review: Review) -> str:
    """The line under the claim, as on the article's page."""
    if review.state == Review.State.SETTLED and review.verdict:
        return review.verdict.verdict
    return "proposed" if review.state == Review.State.PROPOSED else "open"


def _has_form(review: Review, name: str, user: User) -> bool:
    """Whether the claim's page shows `user` the form of that name."""
    match name:
        case "sign_off_form" | "send_back_form":
            return review.state == Review.State.PROPOSED and bool(
                permissions.can_sign_off(user, review)
            )
        case "reopen_form":
            return review.state == Review.State.SETTLED and bool(permissions.can_reopen(user))
        case _:
            return review.state == Review.State.OPEN and bool(permissions.can_work_on(user, review))


def _focus(bound: Mapping[str, Form]) -> None:
    """Put the cursor where something is wrong."""
    for form in bound.values():
        fields = [
            field
            for field in form.visible_fields()
            if not isinstance(field.field.widget, RadioSelect)
        ]
        first = next((field for field in fields if field.errors), fields[0])
        first.field.widget.attrs["autofocus"] = True


def _typed(bound: Mapping[str, Form]) -> list[tuple[str, str]]:
    """What was typed, field by field, to be copied where its form is no longer shown."""
    return [
        (str(field.label), str(field.value()))
        for form in bound.values()
        for field in form.visible_fields()
        if field.value() and field.name not in form.files
    ]
