"""A real worker: what is handed in is found, matched and joined, and a kill loses nothing."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import tasks
from claims.models import Match, Matching, Membership
from tests.crash.workers import Start, locked, waits_for_lock
from tests.factories import make_user
from tests.matching.world import DENIED, RETOLD, TOLD, match_all, report
from tests.setup.processes import until
from tests.stages.crowd import broken_links

pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]


def no_jobs_left() -> bool:
    return not ProcrastinateJob.objects.filter(task_name__in=["extract", "match"]).exists()


def test_it_matches_what_is_handed_in(start_worker: Start) -> None:
    start_worker()
    for sentence in (TOLD, RETOLD, DENIED):
        tasks.hand_in(text=f"{sentence}\n\nThe minister resigned on Monday.", by=None)

    until(lambda: Match.objects.filter(relation="discrepancy").exists(), "matched")
    until(no_jobs_left, "no jobs left")

    assert Match.objects.count() >= 3
    assert Membership.objects.count() >= 3
    assert Matching.current().error == ""
    assert broken_links() == []


def test_a_kill_while_it_matches_loses_nothing_and_doubles_nothing(
    start_worker: Start, test_database_url: str
) -> None:
    one, other = report(TOLD), report(DENIED)
    match_all(one)
    tasks.queue_matching(other.pk)
    # Its last lines: the history of the discrepancy.
    with locked(test_database_url, "LOCK TABLE claims_event IN SHARE ROW EXCLUSIVE MODE"):
        worker = start_worker()
        until(waits_for_lock, "in the middle of the job")
        worker.kill()
        worker.wait()
    assert not Match.objects.exists()

    start_worker()
    until(lambda: Match.objects.exists(), "matched by the second worker")
    until(no_jobs_left, "no jobs left")

    assert (Match.objects.count(), Membership.objects.count()) == (1, 2)
    assert broken_links() == []


def test_it_walks_over_all_articles_by_itself(start_worker: Start) -> None:
    for sentence in (TOLD, RETOLD):
        report(sentence)
    tasks.change_matching(suggest_at=0.4, join_at=0.6, by=make_user("Admin"))

    start_worker()

    until(lambda: Matching.current().finished, "walked to the end")
    assert Match.objects.count() == 1
