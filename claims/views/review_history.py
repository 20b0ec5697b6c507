"""The history of a claim as a person reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.models import Event

# The desk's alone: these may name a source that is sensitive, or what articles of others say.
_OF_THE_DESK = (
    Event.Action.EVIDENCE_LINKED,
    Event.Action.EVIDENCE_REMOVED,
    Event.Action.COMMENT_ADDED,
    Event.Action.COMMENT_RESOLVED,
    Event.Action.COMMENT_REOPENED,
    Event.Action.MATCH_CONFIRMED,
    Event.Action.MATCH_REJECTED,
    Event.Action.DISCREPANCY_FOUND,
)


@dataclass(frozen=True)
class HistoryLine:
    verb: str
    detail: str
    reason: str
    by: str
    at: datetime
    hash: str

    @classmethod
    def of(cls, event: Event, *, for_desk: bool) -> "HistoryLine":
        hidden = not for_desk and event.action in _OF_THE_DESK
        # Factcheck raises a claim for what another article says.
        unsaid = hidden or (not for_desk and _is_raised(event))
        return cls(
            verb=event.get_action_display(),
            detail="" if hidden else _detail(event),
            reason="" if unsaid else event.reason,
            by=event.who,
            at=event.at,
            hash=event.hash,
        )


def lines(events: Iterable[Event], *, for_desk: bool) -> list[HistoryLine]:
    return [HistoryLine.of(event, for_desk=for_desk) for event in events]


def _is_raised(event: Event) -> bool:
    return event.action == Event.Action.REVIEW_PRIORITISED and event.by_id is None


def _detail(event: Event) -> str:
    old, new = event.old, event.new
    match event.action:
        case Event.Action.VERDICT_PROPOSED:
            aside = new.get("override")
            return new.get("verdict", "") + (f"; policy set aside: {aside}" if aside else "")
        case Event.Action.EVIDENCE_LINKED:
            return f"{new.get('stance', '')}, {new.get('title', '')}"
        case Event.Action.EVIDENCE_REMOVED:
            return str(old.get("title", ""))
        case (
            Event.Action.COMMENT_ADDED
            | Event.Action.COMMENT_RESOLVED
            | Event.Action.COMMENT_REOPENED
        ):
            return " ".join(str(new.get("text", "")).split())
        case Event.Action.ATTEMPT_RECORDED:
            return str(new.get("what", ""))
        case Event.Action.REVIEW_ASSIGNED:
            return str(new.get("assignee") or "back to everybody")
        case Event.Action.REVIEW_PRIORITISED:
            return f"{old.get('priority')} → {new.get('priority')}"
        case Event.Action.CLAIM_REWORDED:
            return str(new.get("wording", ""))
        case Event.Action.CLAIM_SPLIT | Event.Action.CLAIM_MERGED:
            return _origin(new) if "from" in new else f"into {', '.join(new.get('into', []))}"
        case Event.Action.CLAIM_ADDED:
            return _origin(new)
        case (
            Event.Action.MATCH_CONFIRMED
            | Event.Action.MATCH_REJECTED
            | Event.Action.DISCREPANCY_FOUND
        ):
            return f"with {new['with']}" if "with" in new else ""
        case Event.Action.STEP_UNDONE:
            return _label(old.get("action"))
    return ""


def _origin(new: Mapping[str, Any]) -> str:
    """Which claims it was made of, where it was."""
    names = new.get("from", [])
    if len(names) == 1 and "start" in new:
        return f"split from {names[0]}"
    return f"merged from {' and '.join(names)}" if names else ""


def _label(action: object) -> str:
    return dict(Event.Action.choices).get(str(action), "").lower()
