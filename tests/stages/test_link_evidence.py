"""Evidence and attempts: what a verdict rests on."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from claims import reviewing, triage
from claims.models import Article, Attempt, Evidence, EvidenceLink, User
from tests.factories import NOON, make_evidence, make_user
from tests.stages.world import World, history, last_event

pytestmark = pytest.mark.django_db


def test_it_links_a_source_and_records_what_it_was() -> None:
    world = World()

    link = reviewing.link_evidence(
        world.review, world.spare, stance="refutes", by=world.checker, note="Page 4."
    )

    assert link in world.review.links.standing()
    event = last_event(world.claim)
    assert (event.action, event.by, event.reason) == (
        "review.evidence_linked",
        world.checker,
        "Page 4.",
    )
    assert event.new == {
        "link": link.pk,
        "stance": "refutes",
        "evidence": world.spare.pk,
        "title": world.spare.title,
        "url": world.spare.url,
        "sha256": "",
    }


@pytest.mark.parametrize("what", ["link", "attempt", "verdict", "take"])
def test_the_first_work_puts_the_article_in_check(what: str) -> None:
    world = World()
    Article.objects.update(state=Article.State.EXTRACTED)

    if what == "link":
        reviewing.link_evidence(world.review, world.spare, stance="context", by=world.checker)
    elif what == "attempt":
        reviewing.record_attempt(world.review, kind="visit", what="Went there.", by=world.checker)
    elif what == "verdict":
        reviewing.propose_verdict(
            world.review, verdict="verified", reason="So it is.", by=world.checker
        )
    else:
        triage.take_claim(world.review, by=world.checker)

    world.refresh()
    assert world.article.state == Article.State.IN_CHECK


def test_it_refuses_the_same_source_twice_until_it_is_taken_away() -> None:
    world = World()

    with pytest.raises(reviewing.EvidenceRefused, match="linked to the claim already"):
        reviewing.link_evidence(
            world.review, world.link.evidence, stance="context", by=world.checker
        )
    reviewing.remove_link(world.link, by=world.checker)
    again = reviewing.link_evidence(
        world.review, world.link.evidence, stance="context", by=world.checker
    )

    assert again != world.link


def test_one_source_serves_many_claims() -> None:
    world = World()

    reviewing.link_evidence(
        world.other.review, world.link.evidence, stance="context", by=world.checker
    )

    assert world.link.evidence.links.count() == 2


def test_it_knows_three_stances() -> None:
    world = World()

    with pytest.raises(reviewing.EvidenceRefused, match="supports the claim, refutes it, or is"):
        reviewing.link_evidence(world.review, world.spare, stance="likes", by=world.checker)

    assert not world.spare.links.exists()


@pytest.mark.parametrize(
    ("state", "word"), [("proposed", "awaiting sign-off"), ("settled", "settled")]
)
def test_it_leaves_alone_what_a_verdict_rests_on(state: str, word: str) -> None:
    world = World(state)

    with pytest.raises(reviewing.InvalidTransition, match=f"The claim is {word}: send the verdict"):
        reviewing.link_evidence(world.review, world.spare, stance="context", by=world.checker)
    with pytest.raises(reviewing.InvalidTransition):
        reviewing.remove_link(world.link, by=world.checker)
    with pytest.raises(reviewing.InvalidTransition):
        reviewing.record_attempt(world.review, kind="call", what="Rang.", by=world.checker)


def test_it_takes_a_link_away_once_and_keeps_it_in_history() -> None:
    world = World()

    reviewing.remove_link(world.link, by=world.checker, reason="Another hotline.")

    assert world.link not in world.review.links.standing()
    assert world.link in EvidenceLink.objects.all()
    event = last_event(world.claim)
    assert (event.action, event.by, event.reason) == (
        "review.evidence_removed",
        world.checker,
        "Another hotline.",
    )
    assert event.old["link"] == world.link.pk
    with pytest.raises(reviewing.EvidenceRefused, match="It is removed already"):
        reviewing.remove_link(world.link, by=world.editor)
    assert history(world.claim).count("review.evidence_removed") == 1


def test_it_stores_a_document_with_its_hash() -> None:
    checker = make_user()

    evidence = reviewing.store_evidence(
        title="Annual report",
        kind="primary",
        by=checker,
        file=ContentFile(b"%PDF-1.7", name="report.pdf"),
        accessed_on=NOON.date(),
    )

    evidence.refresh_from_db()
    assert evidence.sha256 == hashlib.sha256(b"%PDF-1.7").hexdigest()
    assert evidence.file_name == "report.pdf"
    assert evidence.file.read() == b"%PDF-1.7"
    evidence.file.delete(save=False)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ({"kind": "primary"}, "Give a web address, a document or a passage"),
        ({"kind": "primary", "passage": " "}, "Give a web address, a document or a passage"),
        ({"kind": "rumour", "url": "https://a.org"}, "primary or secondary"),
    ],
)
def test_it_refuses_what_nobody_can_look_at(source: dict[str, str], sentence: str) -> None:
    with pytest.raises(reviewing.EvidenceRefused, match=sentence):
        reviewing.store_evidence(title="Hearsay", by=make_user(), **source)

    assert not Evidence.objects.exists()


def test_a_source_that_cannot_be_linked_is_not_stored_either() -> None:
    world = World()
    before = Evidence.objects.count()

    with pytest.raises(reviewing.EvidenceRefused):
        reviewing.add_evidence(
            world.review,
            stance="likes",
            title="Briefing",
            kind="primary",
            url="https://a.org",
            by=world.checker,
        )

    assert Evidence.objects.count() == before


@pytest.mark.parametrize(
    "source",
    [
        {"passage": "As he said."},
        {"url": "https://a.org/"},
        {"url": "https://a.org/", "passage": "As he said."},
        {"file": ContentFile(b"%PDF-1.7", name="report.pdf")},
    ],
    ids=["passage", "address", "both", "document"],
)
def test_a_form_sent_twice_makes_one_source(source: dict[str, object]) -> None:
    world = World()
    link = reviewing.add_evidence(
        world.review, stance="supports", title="A", kind="secondary", by=world.checker, **source
    )

    with pytest.raises(reviewing.EvidenceRefused, match="linked already, as “A”"):
        reviewing.add_evidence(
            world.review, stance="refutes", title="B", kind="primary", by=world.checker, **source
        )

    assert not Evidence.objects.filter(title="B").exists()
    reviewing.remove_link(link, by=world.checker)
    again = reviewing.add_evidence(
        world.review, stance="supports", title="A", kind="secondary", by=world.checker, **source
    )
    assert again in world.review.links.standing()
    for one in (link, again):
        one.evidence.file.delete(save=False)


def test_another_passage_of_the_same_page_is_another_source() -> None:
    world = World()

    for passage in ("The first.", "The second."):
        reviewing.add_evidence(
            world.review,
            stance="supports",
            title="A",
            kind="secondary",
            url="https://a.org/",
            passage=passage,
            by=world.checker,
        )

    assert world.review.links.standing().count() == 4


def test_the_library_is_not_for_reporters() -> None:
    with pytest.raises(PermissionDenied):
        reviewing.store_evidence(
            title="Mine", kind="primary", url="https://a.org", by=make_user("Reporter")
        )


def test_it_records_an_attempt_with_its_deadline() -> None:
    world = World()

    attempt = reviewing.record_attempt(
        world.review, kind="reply", what="Asked the firm.", by=world.checker, reply_due=NOON
    )

    assert attempt in Attempt.objects.standing()
    event = last_event(world.claim)
    assert (event.action, event.by) == ("review.attempt_recorded", world.checker)
    assert event.new == {
        "attempt": attempt.pk,
        "kind": "reply",
        "what": "Asked the firm.",
        "reply_due": "2026-11-22T12:00:00+00:00",
    }


@pytest.mark.parametrize(
    ("kind", "what", "sentence"),
    [("call", " ", "Say what was tried"), ("seance", "Asked.", "Say what kind of attempt")],
)
def test_it_refuses_an_attempt_that_says_nothing(kind: str, what: str, sentence: str) -> None:
    world = World()

    with pytest.raises(reviewing.EvidenceRefused, match=sentence):
        reviewing.record_attempt(world.review, kind=kind, what=what, by=world.checker)

    assert history(world.claim).count("review.attempt_recorded") == 1


def test_the_same_attempt_counts_once() -> None:
    world = World()

    def record(by: User, what: str = "Rang twice.") -> Attempt:
        return reviewing.record_attempt(world.review, kind="call", what=what, by=by)

    first = record(world.checker)
    with pytest.raises(reviewing.EvidenceRefused, match="You recorded this attempt already"):
        record(world.checker)
    assert history(world.claim).count("review.attempt_recorded") == 2
    others = [record(world.editor), record(world.checker, "Rang again.")]
    reviewing.undo_last_step(world.review, by=world.checker)

    assert record(world.checker, "Rang again.") not in [first, *others]


@pytest.mark.parametrize("year", [1, 1999, 2101, 9999])
def test_it_refuses_a_reply_due_in_no_year_of_ours(year: int) -> None:
    world = World()

    with pytest.raises(reviewing.EvidenceRefused, match="between 2000 and 2100"):
        reviewing.record_attempt(
            world.review,
            kind="reply",
            what="Asked the firm.",
            by=world.checker,
            reply_due=NOON.replace(year=year),
        )

    assert world.review.attempts.count() == 1


def test_it_is_refused_while_somebody_else_holds_the_claim() -> None:
    world = World()
    world.hold(world.holder)

    with pytest.raises(PermissionDenied, match=f"{world.holder} is working on this claim"):
        reviewing.link_evidence(world.review, make_evidence(), stance="context", by=world.editor)
