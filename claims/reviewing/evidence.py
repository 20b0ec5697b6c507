"""Sources consulted and attempts made: what a verdict rests on."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims import clearance, permissions
from claims.models import Attempt, Claim, Event, Evidence, EvidenceLink, Match, Review, User
from claims.models.articles import is_sensible
from claims.reviewing.steps import InvalidTransition, locked


class EvidenceRefused(ValueError):
    """The evidence cannot be stored or linked; says why."""


def store_evidence(
    *,
    title: str,
    kind: str,
    by: User,
    url: str = "",
    file: "File[bytes] | None" = None,
    passage: str = "",
    locator: str = "",
    publisher: str = "",
    accessed_on: date | None = None,
    sensitive: bool = False,
) -> Evidence:
    """Put a source in the library: a page, an uploaded document (hashed with SHA-256) or a passage.

    The caller has checked the file's size and type. Raises PermissionDenied, EvidenceRefused.
    """
    permissions.require(permissions.can_check(by))
    if kind not in Evidence.Kind.values:
        raise EvidenceRefused("Say whether the source is primary or secondary.")
    if not (url or file or passage.strip()):
        raise EvidenceRefused("Give a web address, a document or a passage.")
    evidence = Evidence(
        title=title,
        kind=kind,
        url=url,
        passage=passage,
        locator=locator,
        publisher=publisher,
        accessed_on=accessed_on,
        sensitive=sensitive,
        added_by=by,
        added_at=timezone.now(),
    )
    if file is not None:
        evidence.sha256 = _sha256(file)
        evidence.file_name = (file.name or "document")[-255:]
        # The name on our disk is ours: it says nothing and cannot be guessed.
        evidence.file.save(secrets.token_hex(16), file, save=False)
    evidence.save()
    return evidence


def _sha256(file: "File[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


@transaction.atomic
def add_evidence(
    review: Review, *, stance: str, by: User, note: str = "", **source: Any
) -> EvidenceLink:
    """Put a new `source` in the library and link it to the claim: both, or neither.

    `source` is what `store_evidence` takes. Raises what it and `link_evidence` raise; a form sent
    twice is EvidenceRefused the second time.
    """
    review = _open(review, by=by)
    _refuse_same(review, **source)
    return link_evidence(review, store_evidence(by=by, **source), stance=stance, by=by, note=note)


def _refuse_same(
    review: Review,
    *,
    url: str = "",
    passage: str = "",
    file: "File[bytes] | None" = None,
    **others: Any,
) -> None:
    """Refuse a source that is linked under another number: it would count as a second one."""
    same = EvidenceLink.objects.standing().filter(
        review=review,
        evidence__url=url,
        evidence__passage=passage,
        evidence__sha256=_sha256(file) if file else "",
    )
    if (link := same.select_related("evidence").first()) is not None:
        raise EvidenceRefused(f"This source is linked already, as “{link.evidence.title}”.")


@transaction.atomic
def link_evidence(
    review: Review, evidence: Evidence, *, stance: str, by: User, note: str = ""
) -> EvidenceLink:
    """Say what `evidence` means for the claim: supports, refutes, context.

    Raises PermissionDenied, InvalidTransition once a verdict is proposed, EvidenceRefused when
    the claim has this evidence already.
    """
    review = _open(review, by=by)
    if stance not in EvidenceLink.Stance.values:
        raise EvidenceRefused("Say whether it supports the claim, refutes it, or is context.")
    try:
        with transaction.atomic():
            link = EvidenceLink.objects.create(
                review=review,
                evidence=evidence,
                stance=stance,
                note=note,
                by=by,
                at=timezone.now(),
            )
    except IntegrityError as error:
        raise EvidenceRefused("This evidence is linked to the claim already.") from error
    _record_linked(review, [link], by=by, reason=note)
    clearance.begin_check(review.claim.article_id)
    return link


@transaction.atomic
def take_over_evidence(review: Review, source: Claim, *, by: User) -> list[EvidenceLink]:
    """Link the evidence of `source`, a settled claim that matches, to this one too; what is new.

    Each source keeps its stance and note; what was linked here already stays as it is. The verdict
    is not taken over: it is this claim's reader who finds one. Raises PermissionDenied,
    InvalidTransition where this claim is not open, EvidenceRefused where the two do not match,
    where `source` is not settled, or where there is nothing to take.
    """
    review = _open(review, by=by)
    ends = sorted((review.pk, source.pk))
    if not Match.objects.standing().filter(a=ends[0], b=ends[1]).exists():
        raise EvidenceRefused(f"{source.reference} does not match this claim.")
    if not Review.objects.filter(pk=source.pk, state=Review.State.SETTLED).exists():
        raise EvidenceRefused(f"{source.reference} is not settled: look at it on its own page.")
    links = EvidenceLink.objects.standing().filter(review=source.pk).select_related("evidence")
    copies = links.copied_to(review.pk, by=by, at=timezone.now())
    if not copies:
        raise EvidenceRefused(
            f"All the evidence of {source.reference} is here already."
            if links
            else f"{source.reference} has no evidence."
        )
    EvidenceLink.objects.bulk_create(copies)
    _record_linked(review, copies, by=by, reason=f"taken over from {source.reference}")
    clearance.begin_check(review.claim.article_id)
    return copies


def _record_linked(review: Review, links: Sequence[EvidenceLink], *, by: User, reason: str) -> None:
    Event.objects.record_changes(
        (
            (
                review,
                {},
                {
                    "link": link.pk,
                    "stance": link.stance,
                    "evidence": link.evidence_id,
                    "title": link.evidence.title,
                    "url": link.evidence.url,
                    "sha256": link.evidence.sha256,
                },
            )
            for link in links
        ),
        Event.Action.EVIDENCE_LINKED,
        by=by,
        reason=reason,
    )


@transaction.atomic
def remove_link(link: EvidenceLink, *, by: User, reason: str = "") -> None:
    """Take evidence away from a claim; it stays in the library and in the history."""
    review = _open(link.review, by=by)
    removed = EvidenceLink.objects.filter(pk=link.pk, removed_at=None).update(
        removed_at=timezone.now()
    )
    if not removed:
        raise EvidenceRefused("It is removed already.")
    Event.objects.record(
        review,
        Event.Action.EVIDENCE_REMOVED,
        by=by,
        old={"link": link.pk, "stance": link.stance, "title": link.evidence.title},
        reason=reason,
    )


@transaction.atomic
def record_attempt(
    review: Review, *, kind: str, what: str, by: User, reply_due: datetime | None = None
) -> Attempt:
    """Record what was tried: a call, a search, a right of reply with its deadline.

    Raises PermissionDenied, InvalidTransition once a verdict is proposed, EvidenceRefused where
    it says nothing, or nothing that this person has not recorded already.
    """
    review = _open(review, by=by)
    if kind not in Attempt.Kind.values:
        raise EvidenceRefused("Say what kind of attempt it was.")
    if not what.strip():
        raise EvidenceRefused("Say what was tried, and what came of it.")
    if not is_sensible(reply_due):
        raise EvidenceRefused("Ask for the reply in a year between 2000 and 2100.")
    if Attempt.objects.standing().filter(review=review, kind=kind, what=what, by=by).exists():
        raise EvidenceRefused("You recorded this attempt already: say what another one brought.")
    attempt = Attempt.objects.create(
        review=review, kind=kind, what=what, by=by, at=timezone.now(), reply_due=reply_due
    )
    Event.objects.record(
        review,
        Event.Action.ATTEMPT_RECORDED,
        by=by,
        new={
            "attempt": attempt.pk,
            "kind": kind,
            "what": what,
            "reply_due": reply_due.isoformat() if reply_due else "",
        },
    )
    clearance.begin_check(review.claim.article_id)
    return attempt


def _open(review: Review, *, by: User) -> Review:
    permissions.require(permissions.can_check(by))
    review = locked(review)
    permissions.require(permissions.can_work_on(by, review))
    if review.state != Review.State.OPEN:
        raise InvalidTransition(
            f"The claim is {review.get_state_display().lower()}: send the verdict back first."
        )
    return review
