"""People's word on matches: confirmed, rejected, joined by hand.

    SUGGESTED --confirm_match--> CONFIRMED     none, REJECTED --join_claims--> CONFIRMED
    SUGGESTED --reject_match---> REJECTED
              (and from each of the two to the other, as one thinks better of it)

Every step asks who, moves the match if it still is as the person saw it, records it in the history
of both claims, and brings stories and discrepancies up to date; or raises and changes nothing.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from claims import permissions
from claims.matching import discrepancies, indexing, pairing, reading, stories
from claims.models import Claim, Event, Match, Matching, Review, User
from claims.text import embeddings

State = Match.State
_DONE = {
    State.CONFIRMED: Event.Action.MATCH_CONFIRMED,
    State.REJECTED: Event.Action.MATCH_REJECTED,
}


class MatchRefused(ValueError):
    """The match or story cannot be changed like this; says why."""


class SomeoneWasFaster(MatchRefused):
    """Between the page and the press somebody decided; says who, and what."""


@transaction.atomic
def confirm_match(match: Match, *, by: User, reason: str = "", seen: str = "") -> Match:
    """Say that both claims are about the same fact: they share a story, whatever their likeness.

    `seen` is the state the person saw, by default that of the instance; another one by now is
    SomeoneWasFaster. Raises PermissionDenied, MatchRefused where it is confirmed already, gone,
    or one of its claims is off the desk.
    """
    return _decide(match, State.CONFIRMED, by=by, seen=seen, reason=reason)


@transaction.atomic
def reject_match(match: Match, *, by: User, reason: str = "", seen: str = "") -> Match:
    """Say that they are not: the pair leaves its story and is never suggested again.

    `seen` and what is raised are as in `confirm_match`; claims off the desk may be parted.
    """
    return _decide(match, State.REJECTED, by=by, seen=seen, reason=reason)


def join_claims(a: Claim, b: Claim, *, by: User, reason: str = "") -> Match:
    """Match two claims that Factcheck has not, or that were rejected: confirmed from the start.

    How alike they are and how they compare is read as for any match. Raises PermissionDenied,
    or MatchRefused for claims of one article, off the desk, or joined already;
    `loading.ReaderBroken` where the weights are missing or damaged.
    """
    permissions.require(permissions.can_match(by))
    a, b = sorted((a, b), key=lambda claim: claim.pk)
    if a.article_id == b.article_id:
        raise MatchRefused("Both stand in one article: a match joins claims of different ones.")
    _require_on_desk(a.pk, b.pk)
    # Read before anything is locked: it takes longer than all the rest.
    pair = _read(a, b)
    with transaction.atomic():
        Matching.locked()
        _require_on_desk(a.pk, b.pk)
        match = Match.objects.filter(a=a, b=b).select_related("by").first()
        if match is not None and match.state == State.CONFIRMED:
            raise MatchRefused(f"They are joined already: {_whose(match, by)} confirmed it.")
        _lock_reviews(a.pk, b.pk)
        was = match.state if match else ""
        match = match or Match(a=a, b=b)
        for field, value in pair.described.items():
            setattr(match, field, value)
        _stamp(match, State.CONFIRMED, by)
        match.save()
        _record(match, was, by=by, reason=reason)
        _follow([match], new=[match])
    return match


def reject_all(matches: Sequence[Match], *, by: User, reason: str) -> None:
    """Reject `matches` that stand: the step of others, which hold the row of `Matching`."""
    _lock_reviews(*(key for match in matches for key in (match.a_id, match.b_id)))
    for match in sorted(matches, key=lambda match: (match.a_id, match.b_id)):
        was = match.state
        _stamp(match, State.REJECTED, by)
        match.save(update_fields=["state", "by", "at"])
        _record(match, was, by=by, reason=reason)
    _follow(matches)


def _decide(match: Match, to: str, *, by: User, seen: str, reason: str = "") -> Match:
    permissions.require(permissions.can_match(by))
    Matching.locked()
    now = Match.objects.filter(pk=match.pk).select_related("by").first()
    if now is None:
        raise MatchRefused("This suggestion is gone: its claims were changed meanwhile.")
    if now.state != (seen or match.state):
        raise SomeoneWasFaster(
            f"Someone else was faster. {now.by} {now.get_state_display().lower()} the match"
            " meanwhile."
            if now.by_id != by.pk
            else f"You {now.get_state_display().lower()} the match already."
        )
    if now.state == to:
        raise MatchRefused(f"{_whose(now, by)} {now.get_state_display().lower()} it already.")
    if to == State.CONFIRMED:
        _require_on_desk(now.a_id, now.b_id)
    _lock_reviews(now.a_id, now.b_id)
    was = now.state
    _stamp(now, to, by)
    now.save(update_fields=["state", "by", "at"])
    _record(now, was, by=by, reason=reason)
    _follow([now], new=[now] if was == State.REJECTED else [])
    match.state, match.by, match.at = now.state, now.by, now.at
    return match


def _stamp(match: Match, to: str, by: User) -> None:
    match.state, match.by, match.at = to, by, timezone.now()


def _lock_reviews(*claims: int) -> None:
    """In the order of their keys, as everywhere, before anything is written of their history."""
    reviews = Review.objects.filter(pk__in=claims).order_by("pk")
    list(reviews.select_for_update(of=("self",), no_key=True).only("pk"))


def _require_on_desk(*claims: int) -> None:
    dropped = Review.objects.filter(pk__in=claims, state=Review.State.DROPPED).order_by("pk")
    if (review := dropped.first()) is not None:
        raise MatchRefused(f"FC-{review.pk} is dropped: restore it first.")


def _read(a: Claim, b: Claim) -> pairing.Pair:
    """How the two compare, among the claims of their articles."""
    wanted = {a.pk, b.pk}
    for article in (a.article_id, b.article_id):
        indexing.index_article(article)
    found = reading.sides(
        [a.article_id, b.article_id],
        model=embeddings.version(),
        asked=wanted,
        most=reading.MOST_CLAIMS,
    )
    sides = list(found)
    if not wanted <= {claim for side in sides for claim in side.claims}:
        raise MatchRefused("One of the claims has just been changed: try again.")
    one, other = sides
    return pairing.pair(one, other, (a.pk, b.pk))


def _whose(match: Match, by: User) -> str:
    return "You" if match.by_id == by.pk else str(match.by)


def _record(match: Match, was: str, *, by: User, reason: str) -> None:
    """In the history of both claims, the smaller key first: their reviews are locked by then."""
    for one, other in ((match.a_id, match.b_id), (match.b_id, match.a_id)):
        Event.objects.record(
            Review(pk=one),
            _DONE[State(match.state)],
            by=by,
            old={"decision": was},
            new={"decision": match.state, "match": match.pk, "with": f"FC-{other}"},
            reason=reason.strip(),
        )


def _follow(matches: Sequence[Match], *, new: Sequence[Match] = ()) -> None:
    claims = {key for match in matches for key in (match.a_id, match.b_id)}
    discrepancies.keep_true(claims, new=new)
    stories.restory(claims)
