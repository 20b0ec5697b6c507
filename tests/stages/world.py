"""A small desk in a known state, for tests that put every person before every step."""

import itertools
import json
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import timezone

from claims import reviewing
from claims.extraction import drop_claim
from claims.models import Article, Claim, Event, EvidenceLink, Review, Sentence, User
from tests.factories import (
    make_article,
    make_claim,
    make_comment,
    make_evidence,
    make_sentence,
    make_users,
)

TEXT = (
    "The hotline has 10 operators and it opened in May. "
    "The minister resigned on Monday. "
    "The bridge is 40 metres long."
)
_number = itertools.count(1)
FIRST, SECOND, THIRD = (f"{sentence.strip('.')}." for sentence in TEXT.split(". "))


PEOPLE = {
    "nobody": "",
    "reporter": "Reporter",
    "checker": "Checker",
    "editor": "Editor",
    "admin": "Admin",
    "proposer": "Editor",
    "signer": "Editor",
    "held": "Editor",
    "holder": "Checker",
}


class World:
    """An article in check with two claims; the first is brought to `state` by the real steps.

    The first has a primary source on each side and an attempt, so that the policy allows any
    verdict; the third sentence is skipped, the last is no claim. `proposer` has done all the
    work, also where nothing is proposed yet, and `signer` what comes after it.
    """

    def __init__(self, state: str = Review.State.OPEN, *, verdict: str = "verified") -> None:
        # `held` stands before a claim that `holder` has.
        for person, user in zip(PEOPLE, make_users(*PEOPLE.values()), strict=True):
            setattr(self, person, user)

        self.article = make_article(
            f"{TEXT} Article {next(_number)} ends here.",
            by=self.reporter,
            state=Article.State.IN_CHECK,
        )
        self.claim = make_claim(self.article, quote=FIRST)
        self.other = make_claim(self.article, quote=SECOND, band=Review.Band.CHECK, worth=0.5)
        self.review = self.claim.review
        for stance in ("supports", "refutes"):
            self.link = reviewing.link_evidence(
                self.review, make_evidence(by=self.proposer), stance=stance, by=self.proposer
            )
        reviewing.record_attempt(self.review, kind="call", what="Rang twice.", by=self.proposer)
        start = self.article.text.index(THIRD)
        end = start + len(THIRD)
        self.furniture = make_sentence(self.article, start, end, kind=Sentence.Kind.FURNITURE)
        self.unchecked = make_sentence(self.article, end + 1, len(self.article.text))
        # In the library, and linked to nothing.
        self.spare = make_evidence(by=self.proposer)
        # Said by the proposer, of the editor.
        self.comment = make_comment(self.review, by=self.proposer, asks=self.editor)
        self._bring_to(state, verdict)
        self.refresh()

    def _bring_to(self, state: str, verdict: str) -> None:
        if state == Review.State.DROPPED:
            drop_claim(self.claim, by=self.signer, reason="Not checkable.")
        if state in (Review.State.PROPOSED, Review.State.SETTLED):
            reviewing.propose_verdict(
                self.review, verdict=verdict, reason="Read the briefing.", by=self.proposer
            )
        if state == Review.State.SETTLED:
            reviewing.sign_off(self.review, by=self.signer)

    def refresh(self) -> None:
        self.article = Article.objects.get(pk=self.article.pk)
        self.claim = Claim.objects.get(pk=self.claim.pk)
        self.other = Claim.objects.get(pk=self.other.pk)
        self.review = Review.objects.get(pk=self.claim.pk)
        self.link = EvidenceLink.objects.get(pk=self.link.pk)
        self.furniture = Sentence.objects.get(pk=self.furniture.pk)
        self.unchecked = Sentence.objects.get(pk=self.unchecked.pk)

    def hold(self, by: User) -> None:
        """Somebody takes the claim, without an event."""
        Review.objects.filter(pk=self.claim.pk).update(
            held_by=by, held_until=timezone.now() + timedelta(minutes=20)
        )
        self.refresh()


def rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of the desk, by model: what must be as before when a step is refused.

    Asked in one go, as the table of transitions asks very often.
    """
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        return {name: json.loads(found) for name, found in cursor}


ROWS = " UNION ALL ".join(
    f"SELECT '{model.__name__}', coalesce(json_agg(one ORDER BY one.{model._meta.pk.column}), '[]')"
    f"::text FROM {model._meta.db_table} one"
    for model in apps.get_app_config("claims").get_models()
    if model is not User
)


def last_event(subject: Article | Claim | Review) -> Event:
    """The newest line of its history."""
    return Event.objects.of(subject).last()


def history(subject: Article | Claim | Review) -> list[str]:
    return list(Event.objects.of(subject).values_list("action", flat=True))
