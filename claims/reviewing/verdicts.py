"""The states of a review: proposed by one, signed off or sent back by another, reopened."""

from django.db import transaction
from django.utils import timezone

from claims import clearance, permissions
from claims.models import Event, Review, User, Verdict
from claims.reviewing.gate import Gate, gates
from claims.reviewing.steps import InvalidTransition, SomeoneWasFaster, locked, move

State = Review.State


class PolicyNotMet(InvalidTransition):
    """The policy asks for more before this verdict; `gate` says what."""

    def __init__(self, gate: Gate) -> None:
        super().__init__(f"The policy asks for {gate.rule}: {gate.missing}.")
        self.gate = gate


@transaction.atomic
def propose_verdict(
    review: Review, *, verdict: str, reason: str, by: User, override_reason: str = ""
) -> Verdict:
    """Propose what was found, with its reason; the claim is freed and awaits a second reader.

    `override_reason` sets the policy aside, where the person may. Raises PermissionDenied,
    InvalidTransition without a reason, PolicyNotMet, SomeoneWasFaster.
    """
    permissions.require(permissions.can_check(by))
    review = locked(review)
    if review.state != State.OPEN:
        raise SomeoneWasFaster(review, by=by)
    permissions.require(permissions.can_work_on(by, review))
    if verdict not in Verdict.Value.values:
        raise InvalidTransition("Choose verified, unverified or contested.")
    if not reason.strip():
        raise InvalidTransition("Every verdict needs a reason.")
    gate = gates(review)[verdict]
    override_reason = override_reason.strip()
    if gate.is_met:
        override_reason = ""
    elif not override_reason:
        raise PolicyNotMet(gate)
    else:
        permissions.require(permissions.can_override_policy(by))
    proposed = Verdict.objects.create(
        review=review,
        verdict=verdict,
        reason=reason.strip(),
        override_reason=override_reason,
        by=by,
        at=timezone.now(),
        supersedes=review.verdicts.first(),
    )
    move(
        review,
        State.OPEN,
        State.PROPOSED,
        by=by,
        verdict=proposed,
        proposed_by=by,
        held_by=None,
        held_until=None,
    )
    _record(
        review,
        Event.Action.VERDICT_PROPOSED,
        State.OPEN,
        by=by,
        reason=proposed.reason,
        verdict=verdict,
        override=override_reason,
    )
    clearance.begin_check(review.claim.article_id)
    return proposed


@transaction.atomic
def sign_off(review: Review, *, by: User, note: str = "", seen: int | None = None) -> Review:
    """Accept the proposed verdict, as its second reader.

    `seen` is the id of the verdict the reader saw; another one by now is SomeoneWasFaster.
    Raises PermissionDenied for the proposer too. A contested claim un-clears its article.
    """
    review = _proposed(review, by=by, seen=seen)
    move(
        review,
        State.PROPOSED,
        State.SETTLED,
        by=by,
        signed_off_by=by,
        signed_off_at=timezone.now(),
        held_by=None,
        held_until=None,
    )
    _record(review, Event.Action.VERDICT_SIGNED_OFF, State.PROPOSED, by=by, reason=note)
    if review.verdict and review.verdict.verdict == Verdict.Value.CONTESTED:
        # Whoever cleared the article did not know.
        clearance.withdraw_clearance(
            review.claim.article_id, by=by, reason=f"{review.claim.reference} is contested."
        )
    return review


@transaction.atomic
def send_back(review: Review, *, by: User, reason: str, seen: int | None = None) -> Review:
    """Give a proposed verdict back to be worked on, with a reason."""
    review = _proposed(review, by=by, seen=seen)
    if not reason.strip():
        raise InvalidTransition("Say why you send it back.")
    was = review.verdict_id
    move(review, State.PROPOSED, State.OPEN, by=by, verdict=None, proposed_by=None)
    _record(
        review,
        Event.Action.VERDICT_SENT_BACK,
        State.PROPOSED,
        by=by,
        reason=reason.strip(),
        verdict_id=was,
    )
    return review


@transaction.atomic
def reopen(review: Review, *, by: User, reason: str) -> Review:
    """Open a settled claim again, because something new came up; un-clears its article."""
    permissions.require(permissions.can_reopen(by))
    review = locked(review)
    if review.state != State.SETTLED:
        raise SomeoneWasFaster(review, by=by)
    if not reason.strip():
        raise InvalidTransition("Say why the claim is opened again.")
    was = review.verdict_id
    move(
        review,
        State.SETTLED,
        State.OPEN,
        by=by,
        verdict=None,
        proposed_by=None,
        signed_off_by=None,
        signed_off_at=None,
    )
    _record(
        review,
        Event.Action.REVIEW_REOPENED,
        State.SETTLED,
        by=by,
        reason=reason.strip(),
        verdict_id=was,
    )
    clearance.withdraw_clearance(
        review.claim.article_id, by=by, reason=f"{review.claim.reference} was opened again."
    )
    return review


def _proposed(review: Review, *, by: User, seen: int | None) -> Review:
    """The locked review, if it is proposed, with the verdict `seen`, and `by` may decide on it."""
    permissions.require(permissions.can_decide(by))
    review = locked(review)
    if review.state != State.PROPOSED or (seen is not None and review.verdict_id != seen):
        raise SomeoneWasFaster(review, by=by)
    permissions.require(permissions.can_sign_off(by, review))
    return review


def _record(
    review: Review,
    action: Event.Action,
    was: str,
    *,
    by: User,
    reason: str = "",
    **new: object,
) -> None:
    known = {name: value for name, value in new.items() if value not in ("", None)}
    Event.objects.record(
        review,
        action,
        by=by,
        old={"state": was},
        new={"state": review.state, **known},
        reason=reason,
    )
