"""A desk at work: the five seeds with their claims found, and something in every state.

It has a database of its own, filled once for all tests that only look.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.utils import timezone

from claims import clearance, discussing, reviewing, triage
from claims.admin.site import site
from claims.demo import DEMO_PEOPLE
from claims.extraction import drop_claim
from claims.models import (
    Article,
    Claim,
    EvidenceLink,
    Match,
    Review,
    SavedView,
    Sentence,
    Story,
    User,
)
from tests.browser.serving import environment
from tests.conftest import copy_database
from tests.factories import make_article, make_claim, make_evidence, make_user

REASON = "The ministry’s own report of 12 March gives the same figure, on page 4."


@dataclass
class Desk:
    """Who is there, with their session's key; and rows by what they show, for addresses."""

    address: str = ""
    database: str = ""
    sessions: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    def path(self, pattern: str) -> str:
        return pattern.format_map(self.rows)


@contextmanager
def desk_at_work(*, reuse: bool, keep: bool) -> Iterator[Desk]:
    """A desk filled for this run, or with `reuse` that of a run that kept it."""
    own = f"{connections['default'].settings_dict['NAME']}_desk"
    connections.close_all()
    noted = note_on(own) if reuse else None
    try:
        if noted:
            with working_on(own):
                take_again()
        yield noted or made(own)
    finally:
        connections.close_all()
        if not keep:
            with connections["default"]._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')


def made(own: str) -> Desk:
    pristine = f"{connections['default'].settings_dict['NAME']}_pristine"
    copy_database(pristine, own)
    with working_on(own):
        desk = fill(own)
        with connections["default"].cursor() as cursor:
            note = json.dumps({"schema": schema(), "desk": asdict(desk)})
            cursor.execute(f'COMMENT ON DATABASE "{own}" IS %s', [note])
    return desk


@contextmanager
def working_on(database: str) -> Iterator[None]:
    """Let this process work on another database of the server."""
    at = connections["default"].settings_dict
    test = at["NAME"]
    connections.close_all()
    at["NAME"] = database
    try:
        yield
    finally:
        connections.close_all()
        at["NAME"] = test


def take_again() -> None:
    """Claims held at the run before are held still."""
    held = Review.objects.exclude(held_by=None)
    held.update(held_until=timezone.now() + timedelta(minutes=20))


def note_on(database: str) -> Desk | None:
    """The desk that an earlier run left there; None where there is none, or an older schema."""
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [database],
        )
        found = cursor.fetchone()
    note = json.loads(found[0]) if found and found[0] else {}
    return Desk(**note["desk"]) if note.get("schema") == schema() else None


def schema() -> list[str]:
    return sorted(".".join(key) for key in MigrationLoader(None).disk_migrations)


def fill(database: str) -> Desk:
    call_command("seed", verbosity=0)
    subprocess.run(
        [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"],
        cwd=settings.BASE_DIR,
        env=environment(database),
        check=True,
        capture_output=True,
    )
    desk = Desk(database=database)
    people = {person.username: User.objects.get(username=person.username) for person in DEMO_PEOPLE}
    people["nobody"] = make_user("", username="nobody")
    desk.rows |= articles(people) | claims(people)
    desk.rows["view"] = view(people)
    for model in site._registry:
        if (row := model._default_manager.order_by("pk").first()) is not None:
            desk.rows[f"admin_{model._meta.model_name}"] = row.pk
    for name, user in people.items():
        client = Client()
        client.force_login(user)
        desk.sessions[name] = client.cookies["sessionid"].value
    return desk


def articles(people: dict[str, User]) -> dict[str, int]:
    """Articles in the states that the seeds are not in."""
    rita, alice = people["rita"], people["alice"]
    waiting = make_article(by=rita, state=Article.State.RECEIVED, headline="Just handed in")
    failed = make_article(by=rita, state=Article.State.RECEIVED, headline="Nothing found")
    Article.objects.filter(pk=failed.pk).update(
        progress_error="Finding the claims failed. Start it again, or tell an admin."
    )
    held = make_article(by=rita, headline="The lawyer asks")
    make_claim(held)
    clearance.hold_article(held, by=alice, reason="The lawyer reads it first.")
    cleared = make_article(by=rita, headline="Ready for print", state=Article.State.IN_CHECK)
    settle(make_claim(cleared).review, people)
    clearance.clear_article(cleared, by=alice)
    return {
        "waiting": waiting.pk,
        "failed": failed.pk,
        "held_article": held.pk,
        "cleared": cleared.pk,
    }


def claims(people: dict[str, User]) -> dict[str, int]:
    """Claims of the seeds in every state, and what is worked with beside them."""
    carol, carlos, alice = people["carol"], people["carlos"], people["alice"]
    discrepancy = Match.objects.discrepant().select_related("a").first()
    assert discrepancy is not None
    article = discrepancy.a.article
    # A desk that has been at work hands the first article in by somebody.
    Article.objects.filter(pk=article.pk).update(submitted_by=people["rita"])
    reviews = list(
        Review.objects.filter(claim__article=article, state=Review.State.OPEN)
        .exclude(pk=discrepancy.a_id)
        .order_by("-worth")[:9]
    )
    fresh, ready, held, proposed, verified, contested, unverified, dropped, mine = reviews

    for review in (ready, discrepancy.a.review):
        work_on(review, carol)
    document = make_evidence(
        by=carol, title="Minutes, scanned", url="", file="scan", file_name="minutes.pdf"
    )
    triage.take_claim(ready, by=carol)
    triage.take_claim(held, by=carlos)
    triage.assign([mine], to=carol, by=alice)
    Review.objects.filter(pk=mine.pk).update(deadline=timezone.now() + timedelta(hours=2))
    work_on(proposed, carlos)
    reviewing.propose_verdict(proposed, verdict="verified", reason=REASON, by=carlos)
    settle(verified, people)
    settle(contested, people, verdict="contested")
    settle(unverified, people, verdict="unverified")
    drop_claim(Claim.objects.get(pk=dropped.pk), by=alice, reason="An opinion.")
    discussing.add_comment(ready, text="@carol who **counted** them?", by=alice)
    discussing.add_comment(proposed, text="Their [report](https://example.org/r).", by=carlos)
    link = EvidenceLink.objects.filter(review=ready)[0]
    line = Sentence.objects.filter(article=article, kind=Sentence.Kind.BODY)[0]
    return {
        "article": article.pk,
        "fresh": fresh.pk,
        "ready": ready.pk,
        "held": held.pk,
        "proposed": proposed.pk,
        "settled": verified.pk,
        "contested": contested.pk,
        "dropped": dropped.pk,
        "discrepant": discrepancy.a_id,
        "story": Story.objects.filter(discrepant=True).order_by("-claims")[0].pk,
        "evidence": link.evidence_id,
        "document": document.pk,
        "line": line.pk,
    }


def work_on(review: Review, user: User) -> EvidenceLink:
    """Evidence on both sides and an attempt, so that any verdict may be proposed; one link."""
    for stance, title in (("supports", "Ministry report"), ("refutes", "Union’s own count")):
        evidence = reviewing.store_evidence(
            by=user,
            title=f"{title}, {review.claim.reference}",
            kind="primary",
            publisher="The ministry",
            url=f"https://example.org/{stance}/{review.pk}",
            passage="In all, 10 operators answered the line in March.",
        )
        link = reviewing.link_evidence(review, evidence, stance=stance, by=user, note="Page 4.")
    reviewing.record_attempt(review, kind="call", what="Rang the press office twice.", by=user)
    return link


def settle(review: Review, people: dict[str, User], verdict: str = "verified") -> None:
    work_on(review, people["carlos"])
    reviewing.propose_verdict(review, verdict=verdict, reason=REASON, by=people["carlos"])
    reviewing.sign_off(review, by=people["alice"])


def view(people: dict[str, User]) -> int:
    """A view of Carol's own, beside one that an editor shares."""
    now = timezone.now()
    SavedView.objects.create(
        owner=people["alice"], name="Must check", query="worth:must", is_shared=True, created_at=now
    )
    own = {"name": "My deadlines", "query": "assigned:me due:<1d"}
    return SavedView.objects.create(owner=people["carol"], created_at=now, **own).pk
