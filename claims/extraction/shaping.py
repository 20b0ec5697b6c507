"""The desk's half: claims added, reworded, split, merged, dropped and restored by people.

Claims are shaped while their review is open, so that no verdict ends up on other words than it
was found for. Nothing is deleted: what was split, merged or dropped stays, off the desk.
"""

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from claims import clearance, permissions
from claims.extraction import contents
from claims.extraction.contents import Contents
from claims.models import (
    Article,
    Attempt,
    Claim,
    Event,
    EvidenceLink,
    Review,
    Sentence,
    User,
    Weights,
)
from claims.text.reader import ReaderBroken

# Beyond these it is no claim any more but a chapter; and nobody means it.
MAX_SPAN = 5_000
MAX_WORDING = 20_000
MAX_PARTS = 20


class ShapingRefused(ValueError):
    """The claim cannot be shaped like this; says why."""


@transaction.atomic
def add_claim(article: Article, *, start: int, end: int, by: User, wording: str = "") -> Claim:
    """Make text[start:end] of `article` a claim, white space at its ends left out.

    `start` and `end` count characters of the article's text. A span that is a claim already
    gives that claim, back on the desk if it was dropped. Raises PermissionDenied, ShapingRefused.
    """
    permissions.require(permissions.can_shape(by))
    article = Article.objects.get(pk=article.pk)
    if article.is_extracting:
        raise ShapingRefused("Its claims are still being extracted: wait a moment.")
    start, end = _trimmed(article.text, start, end)
    known = _with_span(article, start, end)
    if known is None:
        _require_short(start, end)
        wording = _worded(wording)
        # Read before anything is locked, as a process loads the reader with its first words.
        try:
            holds = contents.read(article, start, end, wording=wording)
        except ReaderBroken as error:
            raise ShapingRefused(f"{error} Tell an admin.") from error
        _lock_spans(article)
        # Looked at again: somebody may have added it while we waited for the lock.
        known = _with_span(article, start, end)
        if known is None:
            claim = _insert(article, start, end, wording, by=by, holds=holds)
            _record_added(claim, by=by, article=article)
            return claim
        if known.review.state != Review.State.DROPPED:
            return known
        raise ShapingRefused(f"Somebody else has just added and dropped it, as {known.reference}.")
    if known.review.state == Review.State.DROPPED:
        return restore_claim(known, by=by)
    return known


@transaction.atomic
def reword_claim(claim: Claim, *, wording: str, by: User, reason: str = "") -> Claim:
    """Change the claim as worded for checking; its quote stays. Empty wording is refused."""
    claim = _open_claim(claim, by=by)
    wording = _worded(wording)
    if not wording:
        raise ShapingRefused("A claim needs words.")
    if wording == claim.wording:
        return claim
    was, claim.wording = claim.wording, wording
    claim.save(update_fields=["wording"])
    Event.objects.record(
        claim,
        Event.Action.CLAIM_REWORDED,
        by=by,
        old={"wording": was},
        new={"wording": wording},
        reason=reason,
    )
    return claim


@transaction.atomic
def split_claim(claim: Claim, *, parts: Sequence[str], by: User, reason: str = "") -> list[Claim]:
    """Split the claim into `parts`: its quote, cut in two or more pieces, nothing left out.

    White space does not count in the comparison. The parts keep the claimant, the urgency, the
    evidence and the attempts; the claim itself is dropped. Raises PermissionDenied,
    ShapingRefused.
    """
    claim = _open_claim(claim, by=by)
    spans = _spans_of(claim, parts)
    _lock_spans(claim.article)
    pieces = [_inherit([claim], start, end, "", by=by) for start, end in spans]
    _retire(claim, Event.Action.CLAIM_SPLIT, by=by, into=pieces, reason=reason)
    for piece in pieces:
        _record_added(piece, by=by, article=claim.article, from_claims=[claim])
    return pieces


@transaction.atomic
def merge_claims(
    claims: Sequence[Claim], *, by: User, wording: str = "", reason: str = ""
) -> Claim:
    """Make one claim of two or more of one article: from where the first starts to the last's end.

    Where that is the span of one of them, that one stays. Evidence and attempts of all go along.
    Raises PermissionDenied, ShapingRefused.
    """
    permissions.require(permissions.can_shape(by))
    claims = list({claim.pk: claim for claim in claims}.values())
    if len(claims) < 2:
        raise ShapingRefused("Choose another claim to merge with.")
    claims = [_open_claim(claim, by=by) for claim in sorted(claims, key=lambda claim: claim.pk)]
    if len({claim.article_id for claim in claims}) > 1:
        raise ShapingRefused("Only claims of one article can be merged.")
    claims.sort(key=lambda claim: claim.start)
    article = claims[0].article
    start, end = claims[0].start, max(claim.end for claim in claims)
    wording = _worded(wording)
    _lock_spans(article)
    merged = next((claim for claim in claims if (claim.start, claim.end) == (start, end)), None)
    if merged is None:
        wording = wording or " ".join(claim.wording for claim in claims)
        merged = _inherit(claims, start, end, wording, by=by)
        _record_added(merged, by=by, article=article, from_claims=claims)
    else:
        others = [claim for claim in claims if claim != merged]
        _absorb(others, merged, wording or merged.wording, by=by, reason=reason)
    for claim in claims:
        if claim != merged:
            _retire(claim, Event.Action.CLAIM_MERGED, by=by, into=[merged], reason=reason)
    return merged


@transaction.atomic
def drop_claim(claim: Claim, *, by: User, reason: str) -> Claim:
    """Take a claim off the desk, with a reason. Raises PermissionDenied, ShapingRefused.

    Its sentences count as passed by that person: they were looked at.
    """
    permissions.require(permissions.can_shape(by))
    if not reason.strip():
        raise ShapingRefused("Say why the claim is dropped.")
    claim = _open_claim(claim, by=by)
    _retire(claim, Event.Action.CLAIM_DROPPED, by=by, into=[], reason=reason.strip())
    Sentence.objects.filter(
        article=claim.article_id,
        start__lt=claim.end,
        end__gt=claim.start,
        kind=Sentence.Kind.BODY,
        passed_by=None,
    ).update(passed_by=by)
    return claim


@transaction.atomic
def restore_claim(claim: Claim, *, by: User, reason: str = "") -> Claim:
    """Put a dropped claim back on the desk.

    Raises PermissionDenied, or ShapingRefused where its words are on the desk already: in itself,
    or in the claims it was split or merged into.
    """
    permissions.require(permissions.can_shape(by))
    moved = Review.objects.filter(pk=claim.pk, state=Review.State.DROPPED).update(
        state=Review.State.OPEN
    )
    if not moved:
        raise ShapingRefused("It is on the desk already.")
    _lock_spans(claim.article)
    if pieces := _on_desk_instead(claim):
        names = " and ".join(f"FC-{piece.pk}" for piece in pieces)
        raise ShapingRefused(f"Its words are on the desk already. Drop {names} first.")
    Event.objects.record(
        claim,
        Event.Action.CLAIM_RESTORED,
        by=by,
        old={"state": Review.State.DROPPED},
        new={"state": Review.State.OPEN},
        reason=reason,
    )
    clearance.withdraw_clearance(claim.article_id, by=by, reason="A claim was restored.")
    claim.refresh_from_db()
    return claim


def _open_claim(claim: Claim, *, by: User) -> Claim:
    """The claim as it is now, its review locked; raises where it may not be shaped by `by`.

    The article comes without its text, which is read where it is asked for.
    """
    permissions.require(permissions.can_shape(by))
    review = (
        Review.objects.select_for_update(of=("self",), no_key=True)
        .select_related("claim__article")
        .defer("claim__article__text")
        .get(pk=claim.pk)
    )
    permissions.require(permissions.can_work_on(by, review))
    if review.state != Review.State.OPEN:
        raise ShapingRefused(
            "It is dropped: restore it first."
            if review.state == Review.State.DROPPED
            else "It has a verdict: send that back first, then change the claim."
        )
    return review.claim


def _worded(wording: str) -> str:
    """`wording` on one line; refused where it is no wording any more."""
    if len(wording) > MAX_WORDING:
        raise ShapingRefused(
            f"The wording has {len(wording):,} characters; {MAX_WORDING:,} are the most."
        )
    return " ".join(wording.split())


def _on_desk_instead(claim: Claim) -> list[Review]:
    """What stands on the desk in place of `claim`: what it was last split or merged into."""
    retired = Event.objects.of(claim).filter(new__has_key="into").last()
    names = retired.new["into"] if retired else []
    keys = [int(name.removeprefix("FC-")) for name in names]
    return list(Review.objects.on_desk().filter(pk__in=keys).order_by("pk"))


def _lock_spans(article: Article) -> None:
    """Let nobody else add claims to the article until the transaction ends.

    Called after locking reviews, never before: see `claims.reviewing.steps.locked`.
    """
    article.refresh_from_db(
        fields=["deadline"], from_queryset=Article.objects.select_for_update(no_key=True)
    )


def _with_span(article: Article, start: int, end: int) -> Claim | None:
    return (
        Claim.objects.filter(article=article, start=start, end=end).select_related("review").first()
    )


def _require_short(start: int, end: int) -> None:
    if end - start > MAX_SPAN:
        raise ShapingRefused(
            f"That is {end - start:,} characters of the article; {MAX_SPAN:,} are the most."
        )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    if not 0 <= start < end <= len(text):
        raise ShapingRefused("The selection lies outside the article.")
    quote = text[start:end]
    start += len(quote) - len(quote.lstrip())
    end -= len(quote) - len(quote.rstrip())
    if start >= end:
        raise ShapingRefused("Select some words.")
    return start, end


def _spans_of(claim: Claim, parts: Sequence[str]) -> list[tuple[int, int]]:
    """Where each part lies in the article's text; characters that are not white space count."""
    kept = ["".join(part.split()) for part in parts]
    kept = [part for part in kept if part]
    if len(kept) > MAX_PARTS:
        raise ShapingRefused(f"These are {len(kept):,} parts; {MAX_PARTS} are the most.")
    if len(kept) < 2:
        raise ShapingRefused("Put a line break where the claim falls apart.")
    positions = [
        claim.start + offset
        for offset, character in enumerate(claim.quote)
        if not character.isspace()
    ]
    if "".join(kept) != "".join(claim.quote.split()):
        raise ShapingRefused(
            "The parts must be the claim's quote, word for word, nothing left out."
        )
    spans, done = [], 0
    for part in kept:
        spans.append((positions[done], positions[done + len(part) - 1] + 1))
        done += len(part)
    return spans


def _inherit(claims: Sequence[Claim], start: int, end: int, wording: str, *, by: User) -> Claim:
    """A new claim made of `claims`: what they hold of its span, and the work on them."""
    holds = contents.inherited(claims, start, end)
    claim = _insert(claims[0].article, start, end, wording, by=by, holds=holds, like=claims)
    _hand_down(claims, claim, by=by)
    return claim


def _insert(
    article: Article,
    start: int,
    end: int,
    wording: str,
    *,
    by: User,
    holds: Contents,
    like: Sequence[Claim] = (),
) -> Claim:
    """A new claim with its review, as attributed and as urgent as the claims it comes from."""
    if known := _with_span(article, start, end):
        raise ShapingRefused(
            f"{known.reference} has the span “{known.quote}” already: restore it, or merge with it."
        )
    _require_short(start, end)
    quote = article.text[start:end]
    wording = _worded(wording or quote)
    first = like[0] if like else Claim()
    claim = Claim.objects.create(
        article=article,
        start=start,
        end=end,
        quote=quote,
        wording=wording,
        claimant=first.claimant,
        claimant_doubt=first.claimant_doubt,
        cue=first.cue,
        outlet=first.outlet,
        quoted=first.quoted,
        hedges=holds.hedges,
        figures=holds.figures,
        added_by=by,
        created_at=timezone.now(),
    )
    reviews = [claim.review for claim in like]
    [(worth, band)] = Weights.kept().weigh([(holds.reasons, holds.reader)])
    Review.objects.create(
        claim=claim,
        worth=worth,
        band=band,
        reasons=[asdict(reason) for reason in holds.reasons],
        reader=holds.reader,
        model=holds.model,
        priority=max((review.priority for review in reviews), default=0),
        pinned=any(review.pinned for review in reviews),
        assignee_id=next((one.assignee_id for one in reviews if one.assignee_id), None),
        deadline=min(
            (review.deadline for review in reviews if review.deadline), default=article.deadline
        ),
    )
    return claim


def _hand_down(sources: Sequence[Claim], target: Claim, *, by: User) -> None:
    """The work on a claim is work on what it became."""
    _copy_links(sources, target, by=by)
    _copy_attempts(sources, target)


def _copy_attempts(sources: Sequence[Claim], target: Claim) -> None:
    """Who tried what and when stays as it was; each attempt counts once."""
    standing = Attempt.objects.standing()
    seen = {(one.kind, one.what, one.by_id, one.at) for one in standing.filter(review=target.pk)}
    copies: list[Attempt] = []
    for one in standing.filter(review__in=[claim.pk for claim in sources]):
        if (key := (one.kind, one.what, one.by_id, one.at)) not in seen:
            seen.add(key)
            copies.append(
                Attempt(
                    review_id=target.pk,
                    kind=one.kind,
                    what=one.what,
                    reply_due=one.reply_due,
                    by_id=one.by_id,
                    at=one.at,
                )
            )
    Attempt.objects.bulk_create(copies)


def _copy_links(sources: Sequence[Claim], target: Claim, *, by: User) -> None:
    """Evidence found for a claim is evidence for what it became."""
    links = EvidenceLink.objects.standing().filter(review__in=[claim.pk for claim in sources])
    copies = links.select_related("evidence").copied_to(target.pk, by=by, at=timezone.now())
    EvidenceLink.objects.bulk_create(copies)


def _absorb(claims: Sequence[Claim], merged: Claim, wording: str, *, by: User, reason: str) -> None:
    """Let `merged` stand for `claims` too: the work on them, and the new wording."""
    _hand_down(claims, merged, by=by)
    was, merged.wording = merged.wording, wording
    merged.save(update_fields=["wording"])
    Event.objects.record(
        merged,
        Event.Action.CLAIM_MERGED,
        by=by,
        old={"wording": was},
        new={"wording": wording, "from": [claim.reference for claim in claims]},
        reason=reason,
    )


def _record_added(
    claim: Claim, *, by: User, article: Article, from_claims: Sequence[Claim] = ()
) -> None:
    new: dict[str, object] = {"start": claim.start, "end": claim.end, "wording": claim.wording}
    if from_claims:
        new["from"] = [source.reference for source in from_claims]
    Event.objects.record(claim, Event.Action.CLAIM_ADDED, by=by, new=new)
    clearance.withdraw_clearance(article.pk, by=by, reason="A claim was added.")


def _retire(
    claim: Claim, action: Event.Action, *, by: User, into: Sequence[Claim], reason: str
) -> None:
    """Take an open claim off the desk, and free it."""
    moved = Review.objects.filter(pk=claim.pk, state=Review.State.OPEN).update(
        state=Review.State.DROPPED, held_by=None, held_until=None
    )
    if not moved:
        raise ShapingRefused("Somebody else has just changed this claim.")
    Event.objects.record(
        claim,
        action,
        by=by,
        old={"state": Review.State.OPEN},
        new={"state": Review.State.DROPPED, "into": [piece.reference for piece in into]},
        reason=reason,
    )
