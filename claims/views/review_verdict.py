"""The three verdicts one may choose from: what the policy asks for, and what to begin with."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.forms import Form

from claims import reviewing
from claims.models import Attempt, Event, EvidenceLink, Match, Review, User, Verdict
from claims.reviewing import Gate

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
    # What the evidence says for it, to begin the reason with; may be empty.
    suggestion: str
    is_chosen: bool

    @property
    def words(self) -> str:
        """What the policy makes of it, to be said beside the button."""
        if self.gate.is_met:
            return f"Policy: {self.gate.rule}. Met."
        return f"Would be refused: {self.gate.missing}."


def choices(
    review: Review,
    links: list[EvidenceLink],
    attempts: list[Attempt],
    matches: list[Match],
    chosen: object,
) -> list[Choice]:
    gates = reviewing.gates(review, links=links, attempts=attempts, matches=matches)
    reasons = reviewing.suggested_reasons(review, links=links, attempts=attempts, matches=matches)
    return [
        Choice(
            value,
            label,
            _KEYS[Verdict.Value(value)],
            gates[value],
            reasons[value],
            value == chosen,
        )
        for value, label in Verdict.Value.choices
    ]


def begin_reason(form: Form, offered: Iterable[Choice]) -> None:
    """Where a verdict was sent without a reason, put the suggested one into the form."""
    suggestion = next((one.suggestion for one in offered if one.is_chosen), "")
    if not suggestion or "reason" not in form.errors or str(form["reason"].value()).strip():
        return
    form.data = {name: form.data.get(name) for name in form.data} | {"reason": suggestion}
    form.add_error("reason", "This one is made of what is linked: change it, or send it as it is.")


def taken_back(review: Review, events: Sequence[Event], user: User) -> dict[str, str]:
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
