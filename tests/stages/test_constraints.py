"""What the database holds by itself, whatever the code above it does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from claims.models import (
    Article,
    Chain,
    Claim,
    Event,
    EvidenceLink,
    Outlet,
    Policy,
    Review,
    Sentence,
    Verdict,
)
from tests.factories import make_article, make_evidence
from tests.stages.world import SECOND, World

pytestmark = pytest.mark.django_db

Break = Callable[[World], Any]


def row(world: World) -> Any:
    return Review.objects.filter(pk=world.review.pk)


def add(model: type, **fields: Any) -> Any:
    return model._default_manager.create(**fields)


def add_claim(world: World, **wrong: Any) -> Any:
    start = world.article.text.index("The bridge")
    right = {"start": start, "end": start + 10, "quote": "The bridge"}
    return add(
        Claim,
        article=world.article,
        wording="Anything.",
        created_at=timezone.now(),
        **right | wrong,
    )


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


# (state of the world, what breaks the rule, the rule's name in the error)
RULES: dict[str, tuple[str, Break, str]] = {
    "four eyes": (
        "settled",
        lambda world: row(world).update(signed_off_by=world.proposer),
        "review_signed_off_by_another",
    ),
    "four eyes, from the other side": (
        "settled",
        lambda world: row(world).update(proposed_by=world.signer),
        "review_signed_off_by_another",
    ),
    "four eyes, by SQL": (
        "settled",
        lambda world: sql("UPDATE claims_review SET signed_off_by_id = proposed_by_id"),
        "review_signed_off_by_another",
    ),
    "proposed without a verdict": (
        "open",
        lambda world: row(world).update(state="proposed", proposed_by=world.checker),
        "review_verdict_fits_state",
    ),
    "proposed by nobody": (
        "proposed",
        lambda world: row(world).update(proposed_by=None),
        "review_verdict_fits_state",
    ),
    "open with a verdict": (
        "proposed",
        lambda world: row(world).update(state="open"),
        "review_verdict_fits_state",
    ),
    "settled without a sign-off": (
        "proposed",
        lambda world: row(world).update(state="settled"),
        "review_settled_is_signed_off",
    ),
    "signed off and not settled": (
        "settled",
        lambda world: row(world).update(state="proposed"),
        "review_settled_is_signed_off",
    ),
    "held by somebody for ever": (
        "open",
        lambda world: row(world).update(held_by=world.checker),
        "review_lease_whole",
    ),
    "held by nobody": (
        "open",
        lambda world: row(world).update(held_until=timezone.now()),
        "review_lease_whole",
    ),
    "worth above one": (
        "open",
        lambda world: row(world).update(worth=1.01),
        "review_worth_0_to_1",
    ),
    "an unknown priority": (
        "open",
        lambda world: row(world).update(priority=3),
        "review_priority_known",
    ),
    "a verdict without a reason": (
        "open",
        lambda world: add(
            Verdict,
            review=world.review,
            verdict="verified",
            reason="",
            by=world.checker,
            at=timezone.now(),
        ),
        "verdict_has_reason",
    ),
    "a verdict changed": (
        "proposed",
        lambda world: Verdict.objects.update(verdict="contested"),
        "Cannot update",
    ),
    "a verdict deleted": (
        "proposed",
        lambda world: Verdict.objects.filter(review=world.review)._raw_delete("default"),
        "Cannot update or delete",
    ),
    "a quote that is not the text": (
        "open",
        lambda world: add_claim(world, quote="The bridges"),
        "the quote of a claim is its span",
    ),
    "a quote of another place": (
        "open",
        lambda world: add_claim(world, start=0, end=10),
        "the quote of a claim is its span",
    ),
    "an empty quote": (
        "open",
        lambda world: add_claim(world, end=world.article.text.index("The bridge"), quote=""),
        "the quote of a claim is its span",
    ),
    "a quote beyond the end": (
        "open",
        lambda world: add_claim(world, start=9999, end=10009, quote="anything"),
        "the quote of a claim is its span",
    ),
    "a quote changed": (
        "open",
        lambda world: Claim.objects.filter(pk=world.claim.pk).update(quote=SECOND),
        "the quote of a claim is its span",
    ),
    "a span moved": (
        "open",
        lambda world: Claim.objects.filter(pk=world.claim.pk).update(start=1),
        "the quote of a claim is its span",
    ),
    "a claim moved to another article": (
        "open",
        lambda world: Claim.objects.filter(pk=world.claim.pk).update(article=make_article()),
        "the quote of a claim is its span",
    ),
    "a span twice": (
        "open",
        lambda world: add_claim(
            world, start=world.claim.start, end=world.claim.end, quote=world.claim.quote
        ),
        "claim_once",
    ),
    "a claim deleted": (
        "open",
        lambda world: Claim.objects.filter(pk=world.claim.pk)._raw_delete("default"),
        "Cannot delete",
    ),
    "an article's text changed": (
        "open",
        lambda world: Article.objects.update(text="Other words."),
        "Cannot update",
    ),
    "an article's hash changed": (
        "open",
        lambda world: Article.objects.update(text_sha256="0" * 64),
        "Cannot update",
    ),
    "an article deleted": (
        "open",
        lambda world: Article.objects.all()._raw_delete("default"),
        "Cannot delete",
    ),
    "an article cleared by nobody": (
        "open",
        lambda world: Article.objects.update(state="cleared"),
        "article_cleared_by_somebody",
    ),
    "an article cleared by somebody and not cleared": (
        "open",
        lambda world: Article.objects.update(cleared_by=world.editor),
        "article_cleared_by_somebody",
    ),
    "a text twice": (
        "open",
        lambda world: add(
            Article,
            text="Other.",
            opening="Other.",
            text_sha256="1" * 64,
            fingerprint=world.article.fingerprint,
            received_at=timezone.now(),
        ),
        "article_text_once",
    ),
    "a sentence twice": (
        "open",
        lambda world: [
            add(Sentence, article=world.article, start=0, end=end, paragraph=0, kind="body")
            for end in (5, 6)
        ],
        "sentence_once",
    ),
    "an empty sentence": (
        "open",
        lambda world: add(
            Sentence, article=world.article, start=5, end=5, paragraph=0, kind="body"
        ),
        "sentence_not_empty",
    ),
    "an outlet in another case": (
        "open",
        lambda world: add(Outlet, name="THE DAILY TEST"),
        "outlet_name_once",
    ),
    "evidence nobody can look at": (
        "open",
        lambda world: make_evidence(url=""),
        "evidence_can_be_looked_at",
    ),
    "a source linked twice": (
        "open",
        lambda world: add(
            EvidenceLink,
            review=world.review,
            evidence=world.link.evidence,
            stance="context",
            by=world.checker,
            at=timezone.now(),
        ),
        "evidence_linked_once",
    ),
    "a second policy": ("open", lambda world: add(Policy, pk=2), "policy_is_one"),
    "a line of history changed": (
        "open",
        lambda world: Event.objects.update(reason="Never said."),
        "Cannot update or delete",
    ),
    "a line of history deleted": (
        "open",
        lambda world: Event.objects.all()._raw_delete("default"),
        "Cannot update or delete",
    ),
    "history emptied": (
        "open",
        lambda world: sql("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE claims_event"),
        "history is append-only",
    ),
    "the head of a history changed": (
        "open",
        lambda world: Chain.objects.update(head="0" * 64),
        "written by its events only",
    ),
    "the head of a history deleted": (
        "open",
        lambda world: Chain.objects.filter(pk=f"claim:{world.claim.pk}")._raw_delete("default"),
        "written by its events only",
    ),
    "the head of a history made up": (
        "open",
        lambda world: add(Chain, subject="claim:0", length=0, head="0" * 64),
        "written by its events only",
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_it_refuses(rule: str) -> None:
    state, attempt, name = RULES[rule]
    world = World(state)

    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        attempt(world)
