"""`manage.py verify_history` finds what somebody did to the tables behind the triggers' back."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims import extraction, reviewing, triage
from claims.models import Chain, Claim, Event, Review
from claims.verification import BrokenHistory, verify_history
from tests.factories import make_article, make_claim, make_user
from tests.stages.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    """A claim with five events, and another with two; their article has one."""
    article = make_article("The hotline has 10 operators. It was launched in May.")
    first = make_claim(article)
    second = make_claim(article, quote="It was launched in May.")
    editor = make_user("Editor")
    for one in (first, second):
        Event.objects.record(one, Event.Action.CLAIM_EXTRACTED, by=None, new={"start": one.start})
        triage.pin([one.review], by=editor)
    for parked in (True, False, True):
        triage.park([first.review], by=editor, parked=parked, reason="“Naïve”\n– \\ ' \U0001f600")
    return first


@contextmanager
def without_triggers() -> Iterator[None]:
    """As somebody with the owner's rights would work."""
    tables = ("claims_event", "claims_chain", "claims_review", "claims_verdict", "claims_claim")
    with connection.cursor() as cursor:
        # What waits for the end of the transaction keeps a table from being altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")


def tamper(sql: str, *values: object) -> None:
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount > 0


def broken() -> str:
    with pytest.raises(BrokenHistory) as caught:
        verify_history()
    return str(caught.value)


def test_a_whole_history_is_counted(claim: Claim) -> None:
    whole = verify_history()

    assert whole == (Event.objects.count(), Chain.objects.count())
    assert whole == (9, 4)


def test_the_command_says_so(claim: Claim) -> None:
    out = io.StringIO()
    call_command("verify_history", stdout=out)

    assert out.getvalue() == "9 events in 4 chains: whole.\n"


def test_the_founding_alone_is_whole() -> None:
    out = io.StringIO()
    call_command("verify_history", stdout=out)

    assert out.getvalue() == "1 event in 1 chain: whole.\n"


def test_the_command_ends_with_1_and_the_first_broken_link(claim: Claim) -> None:
    tamper("UPDATE claims_event SET reason = 'x' WHERE chain_id = %s", f"claim:{claim.pk}")

    with pytest.raises(CommandError) as caught:
        call_command("verify_history")

    assert caught.value.returncode == 1
    assert str(caught.value).startswith(f"The history is broken: claim:{claim.pk} #1 ")


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'Another reason'",
        "action = 'review.unparked'",
        "by_id = NULL",
        "at = at + interval '1 microsecond'",
        """old = '{"parked": 0}'""",
        """new = new || '{"more": true}'""",
    ],
)
def test_a_changed_field_is_found(claim: Claim, change: str) -> None:
    name = f"claim:{claim.pk}"
    tamper(f"UPDATE claims_event SET {change} WHERE chain_id = %s AND sequence = 3", name)

    assert broken() == f"{name} #3 ({_action(name, 3)}) was changed after it was recorded."


def test_a_changed_hash_is_found(claim: Claim) -> None:
    name = f"claim:{claim.pk}"
    tamper(
        "UPDATE claims_event SET hash = repeat('a', 64) WHERE chain_id = %s AND sequence = 3", name
    )

    assert broken().startswith(f"{name} #3 ")


def test_a_changed_event_with_its_own_hash_made_right_is_found(claim: Claim) -> None:
    """The next event still names the hash that was."""
    name = f"claim:{claim.pk}"
    tamper(
        """UPDATE claims_event event SET reason = 'x', hash = encode(sha256(convert_to(
            jsonb_build_array(chain_id, sequence, action, by_id,
                to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                old, new, 'x', previous)::text, 'UTF8')), 'hex')
        WHERE chain_id = %s AND sequence = 3""",
        name,
    )

    assert broken() == f"{name} #4 (review.unparked) does not follow from the event before it."


@pytest.mark.parametrize("gone", [1, 3])
def test_a_missing_event_is_found(claim: Claim, gone: int) -> None:
    name = f"claim:{claim.pk}"
    tamper("DELETE FROM claims_event WHERE chain_id = %s AND sequence = %s", name, gone)

    following = f"{name} #{gone + 1} ({_action(name, gone + 1)})"
    assert broken() == f"{name} #{gone} is missing: the next event there is is {following}."


def test_a_missing_end_is_found(claim: Claim) -> None:
    name = f"claim:{claim.pk}"
    tamper("DELETE FROM claims_event WHERE chain_id = %s AND sequence = 5", name)

    assert broken() == f"{name} ends with #4, but #5 was recorded: its end is gone."


def test_two_events_in_each_others_place_are_found(claim: Claim) -> None:
    name = f"claim:{claim.pk}"
    tamper("UPDATE claims_event SET sequence = -sequence WHERE chain_id = %s", name)
    tamper(
        """UPDATE claims_event SET sequence = CASE -sequence WHEN 3 THEN 4 WHEN 4 THEN 3
            ELSE -sequence END WHERE chain_id = %s""",
        name,
    )

    assert broken() == f"{name} #3 (review.unparked) does not follow from the event before it."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("head = repeat('b', 64)", "ends with {name}, but its head says something else."),
        ("length = 4", "ends with {name}, but its head says something else."),
        ("length = 9", "ends with #5, but #9 was recorded: its end is gone."),
    ],
)
def test_a_changed_head_is_found(claim: Claim, change: str, sentence: str) -> None:
    name = f"claim:{claim.pk}"
    tamper(f"UPDATE claims_chain SET {change} WHERE subject = %s", name)

    assert broken() == f"{name} " + sentence.format(name=f"{name} #5 (review.parked)")


def test_a_chain_without_events_is_found(claim: Claim) -> None:
    name = f"claim:{claim.pk}"
    tamper("DELETE FROM claims_event WHERE chain_id = %s", name)

    assert broken() == f"{name} has a head but no events: they were deleted."


def test_events_without_a_chain_are_found(claim: Claim) -> None:
    name = f"claim:{claim.pk}"
    tamper("DELETE FROM claims_chain WHERE subject = %s", name)

    assert broken() == f"{name} has events but no head."
    # The tables are put right, so that the end of the test finds every link.
    tamper("DELETE FROM claims_event WHERE chain_id = %s", name)


@pytest.mark.parametrize("kind", ["claim", "article", "desk"])
def test_a_history_that_is_gone_altogether_is_found(claim: Claim, kind: str) -> None:
    names = {"claim": f"claim:{claim.pk}", "article": f"article:{claim.article_id}"}
    name = names.get(kind, kind)
    tamper("DELETE FROM claims_event WHERE chain_id = %s", name)
    tamper("DELETE FROM claims_chain WHERE subject = %s", name)

    assert broken() == f"{name} has no history at all: it was deleted."


@pytest.mark.parametrize("state", ["open", "proposed", "settled", "dropped"])
def test_a_claim_as_its_history_leaves_it_is_whole(state: str) -> None:
    recorded_world(state)

    verify_history()


@pytest.mark.parametrize(
    ("state", "change"),
    [
        ("dropped", "UPDATE claims_review SET state = 'open' WHERE state = 'dropped'"),
        ("open", "UPDATE claims_review SET state = 'dropped' WHERE claim_id = %(claim)s"),
        ("open", "UPDATE claims_claim SET wording = 'Another.' WHERE id = %(claim)s"),
        (
            "settled",
            """UPDATE claims_review SET state = 'proposed', signed_off_by_id = NULL,
                signed_off_at = NULL WHERE claim_id = %(claim)s""",
        ),
        (
            "settled",
            """UPDATE claims_review SET signed_off_by_id = %(other)s WHERE claim_id = %(claim)s""",
        ),
        (
            "proposed",
            """UPDATE claims_review SET state = 'settled', signed_off_by_id = %(other)s,
                signed_off_at = now() WHERE claim_id = %(claim)s""",
        ),
        (
            "settled",
            """UPDATE claims_review SET proposed_by_id = %(other)s WHERE claim_id = %(claim)s""",
        ),
        ("settled", "UPDATE claims_verdict SET verdict = 'contested'"),
        ("settled", "UPDATE claims_verdict SET reason = 'Never said.'"),
        ("settled", "UPDATE claims_verdict SET by_id = %(other)s"),
    ],
)
def test_a_claim_unlike_its_history_is_found(state: str, change: str) -> None:
    world = recorded_world(state)
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(change, {"claim": world.claim.pk, "other": world.admin.pk})
        assert cursor.rowcount == 1

    assert broken() == (
        f"claim:{world.claim.pk} is not as its history leaves it: the claim was changed."
    )


def test_a_step_undone_is_whole() -> None:
    world = recorded_world("open")
    extraction.reword_claim(world.claim, wording="Otherwise.", by=world.checker)
    reviewing.undo_last_step(world.review, by=world.checker)

    verify_history()
    world.refresh()
    assert world.claim.wording != "Otherwise."


def recorded_world(state: str) -> World:
    """A desk whose claims have a history from their beginning."""
    world = World(state)
    for claim in (world.claim, world.other):
        Event.objects.record(
            claim, Event.Action.CLAIM_EXTRACTED, by=None, new={"wording": claim.wording}
        )
    return world


def test_a_long_history_is_streamed(claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chains go on where one step of reading ends and the next begins."""
    monkeypatch.setattr("claims.verification._STEP", 3)
    for _ in range(20):
        Event.objects.record(claim, Event.Action.CLAIM_REWORDED, by=None)

    assert verify_history() == (29, 4)


def test_it_writes_nothing(claim: Claim, django_assert_max_num_queries: object) -> None:
    before = list(Review.objects.values())
    with django_assert_max_num_queries(7) as asked:  # type: ignore[operator]
        verify_history()

    for query in asked.captured_queries:
        assert query["sql"].lstrip().startswith(("SELECT", "SAVEPOINT", "RELEASE", "DECLARE"))
    assert list(Review.objects.values()) == before


def _action(chain: str, sequence: int) -> str:
    return Event.objects.get(chain=chain, sequence=sequence).action
