"""What others just did to what is on the screen, in a sentence each: said once, when it happens.

The page of a claim or an article goes by the length of its history (`claims.views.versions`), so
what is new to an open page are the events beyond the length it was at.
"""

from claims import permissions
from claims.models import Event
from claims.models.claims import number_in
from claims.views.guards import SignedInRequest

# What one is told of at once; the history has the rest.
TOLD = 3

_Action = Event.Action
SAID = {
    _Action.REVIEW_TAKEN: "{who} took the claim.",
    _Action.REVIEW_RELEASED: "{who} put the claim back.",
    _Action.EVIDENCE_LINKED: "{who} linked evidence.",
    _Action.COMMENT_ADDED: "{who} commented.",
    _Action.VERDICT_PROPOSED: "{who} proposed {verdict}.",
    _Action.VERDICT_SIGNED_OFF: "{who} signed off the verdict.",
    _Action.VERDICT_SENT_BACK: "{who} sent the claim back.",
    _Action.REVIEW_REOPENED: "{who} opened the claim again.",
    _Action.STEP_UNDONE: "{who} undid a step.",
    _Action.CLAIM_REWORDED: "{who} reworded the claim.",
    _Action.CLAIM_DROPPED: "{who} dropped the claim.",
    _Action.ARTICLE_EXTRACTED: "The claims of the article are found.",
    _Action.ARTICLE_CLEARED: "{who} cleared the article.",
    _Action.ARTICLE_UNCLEARED: "The article is no longer cleared.",
    _Action.ARTICLE_HELD: "{who} held the article.",
    _Action.ARTICLE_RELEASED: "{who} lifted the hold.",
}
# What the reporter who handed the article in is not told of.
_OF_THE_DESK = (_Action.EVIDENCE_LINKED, _Action.COMMENT_ADDED)


def of_claim(request: SignedInRequest, was: str, *, pk: int) -> list[str]:
    return _news(request, f"claim:{pk}", was)


def of_article(request: SignedInRequest, was: str, *, pk: int) -> list[str]:
    return _news(request, f"article:{pk}", was)


def _news(request: SignedInRequest, subject: str, was: str) -> list[str]:
    """Since the version `was`, which begins with the length of the history; oldest first."""
    length = number_in(was.partition("-")[0])
    if length is None:
        return []
    events = (
        Event.objects.filter(chain=subject, sequence__gt=length, action__in=SAID)
        .exclude(by=request.user)
        .select_related("by")
        .order_by("-sequence")
    )
    if not permissions.can_check(request.user):
        events = events.exclude(action__in=_OF_THE_DESK)
    return [_sentence(event) for event in reversed(events[:TOLD])]


def _sentence(event: Event) -> str:
    verdict = event.new.get("verdict", "a verdict")
    return SAID[Event.Action(event.action)].format(who=event.who, verdict=verdict)
