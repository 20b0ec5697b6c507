"""What the database holds by itself, whatever the code above it does."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from claims.models import (
    Article,
    Attempt,
    Chain,
    Claim,
    Event,
    Evidence,
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

BEFORE_CALENDARS = datetime(1, 1, 2, tzinfo=UTC)

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


def change(model: type, field: str, value: Any, world: World) -> Any:
    return model._default_manager.update(**{field: value})


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
    "a wrong quote among right ones": (
        "open",
        lambda world: Claim.objects.bulk_create(
            Claim(
                article=world.article,
                start=start,
                end=start + 3,
                quote=world.article.text[start : start + 3] if start else "Not",
                wording="Anything.",
                created_at=timezone.now(),
            )
            for start in range(5)
        ),
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
    "a deadline before all calendars": (
        "open",
        lambda world: Article.objects.update(deadline=BEFORE_CALENDARS),
        "article_deadline_sensible",
    ),
    "a deadline of a claim after all calendars": (
        "open",
        lambda world: row(world).update(deadline=datetime(2101, 1, 1, tzinfo=UTC)),
        "review_deadline_sensible",
    ),
    "a reply due before all calendars": (
        "open",
        lambda world: Attempt.objects.update(reply_due=BEFORE_CALENDARS),
        "attempt_reply_due_sensible",
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
    "a source deleted": (
        "open",
        lambda world: Evidence.objects.filter(pk=world.spare.pk)._raw_delete("default"),
        "Cannot delete",
    ),
    **{
        f"another {field} of a source": (
            "open",
            partial(change, Evidence, field, value),
            "Cannot update",
        )
        for field, value in {
            "title": "Another",
            "kind": "secondary",
            "url": "https://other.example/",
            "sha256": "0" * 64,
            "file": "other.pdf",
            "passage": "Other words.",
        }.items()
    },
    "a link deleted": (
        "open",
        lambda world: EvidenceLink.objects.filter(pk=world.link.pk)._raw_delete("default"),
        "Cannot delete",
    ),
    "a link's stance changed": (
        "open",
        partial(change, EvidenceLink, "stance", "context"),
        "Cannot update",
    ),
    "a link moved to another source": (
        "open",
        lambda world: EvidenceLink.objects.update(evidence=world.spare),
        "Cannot update",
    ),
    "a link moved to another claim": (
        "open",
        lambda world: EvidenceLink.objects.update(review=world.other.review),
        "Cannot update",
    ),
    "an attempt deleted": (
        "open",
        lambda world: Attempt.objects.all()._raw_delete("default"),
        "Cannot delete",
    ),
    "an attempt's kind changed": (
        "open",
        partial(change, Attempt, "kind", "visit"),
        "Cannot update",
    ),
    "an attempt's words changed": (
        "open",
        partial(change, Attempt, "what", "Never rang."),
        "Cannot update",
    ),
    "an attempt given to somebody else": (
        "open",
        lambda world: Attempt.objects.update(by=world.checker),
        "Cannot update",
    ),
    "an attempt moved to another claim": (
        "open",
        lambda world: Attempt.objects.update(review=world.other.review),
        "Cannot update",
    ),
    "a review deleted": (
        "open",
        lambda world: row(world)._raw_delete("default"),
        "Cannot delete",
    ),
    "a policy that verifies nothing": (
        "open",
        lambda world: Policy.objects.update(primary_for_verified=0, secondary_for_verified=0),
        "policy_verifies_somehow",
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


def test_it_lets_go_what_may_change() -> None:
    world = World()

    assert EvidenceLink.objects.update(removed_at=timezone.now(), note="Elsewhere.") == 2
    assert Attempt.objects.update(removed_at=timezone.now()) == 1
    assert Evidence.objects.update(sensitive=True, publisher="Somebody") == 3
    assert row(world).update(deadline=datetime(2100, 12, 31, tzinfo=UTC)) == 1


def test_it_takes_the_claims_of_several_articles_at_once() -> None:
    articles = [make_article(f"Ünlü {n}. \U0001f600 Ends here.") for n in range(3)]

    Claim.objects.bulk_create(
        Claim(
            article=article,
            start=start,
            end=start + 4,
            quote=article.text[start : start + 4],
            wording="Anything.",
            created_at=timezone.now(),
        )
        for article in articles
        for start in (0, 5, 8)
    )

    assert Claim.objects.filter(article__in=articles).count() == 9
