"""Claims as the text engine found them become claims of the desk, each with an open review."""

from collections.abc import Sequence
from dataclasses import asdict

from django.utils import timezone

from claims.models import Article, Claim, Event, Review, User, Weights
from claims.text import analysis


def store_claims(
    article: Article, found: Sequence[analysis.Claim], *, by: User | None
) -> list[Claim]:
    """Store what was found in `article`, open its reviews, and record one event a claim.

    `by` is who asked, None for the worker. Called inside the transaction that has locked the
    article, whose text is not read.
    """
    now = timezone.now()
    claims = Claim.objects.bulk_create(
        (
            Claim(
                article=article,
                start=claim.start,
                end=claim.end,
                quote=claim.text,
                wording=claim.wording,
                claimant=claim.claimant[:300],
                claimant_doubt=claim.claimant_doubt[:300],
                cue=claim.cue[:200],
                outlet=claim.outlet[:200],
                quoted=claim.quoted,
                hedges=[asdict(hedge) for hedge in claim.hedges],
                figures=[asdict(figure) for figure in claim.figures],
                created_at=now,
            )
            for claim in found
        ),
        batch_size=500,
    )
    # An admin may have changed them while the text was read.
    worths = Weights.kept().weigh((claim.reasons, claim.reader) for claim in found)
    Review.objects.bulk_create(
        (
            Review(
                claim=stored,
                worth=worth,
                band=band,
                reasons=[asdict(reason) for reason in claim.reasons],
                reader=claim.reader,
                model=claim.model,
                deadline=article.deadline,
            )
            for stored, claim, (worth, band) in zip(claims, found, worths, strict=True)
        ),
        batch_size=500,
    )
    Event.objects.record_changes(
        ((claim, {}, {"wording": claim.wording}) for claim in claims),
        Event.Action.CLAIM_EXTRACTED,
        by=by,
    )
    return claims
