"""Ask for new scores: once when weights change, and by itself where a release has other numbers."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import rescoring, tasks
from claims.models import Weights
from tests.factories import make_claim, make_user

pytestmark = pytest.mark.django_db


def queued() -> list[str]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("task_name", flat=True))


def walk() -> None:
    while rescoring.rescore_some():
        pass


def test_a_change_queues_one_job_behind_one_lock() -> None:
    admin = make_user("Admin")

    assert tasks.change_weights({"figure": 0.5}, by=admin)
    assert not tasks.change_weights({"figure": 0.5}, by=admin)

    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.lock) == ("rescore", "rescore")


def test_a_refused_change_queues_nothing() -> None:
    with pytest.raises(ValueError, match="moonlight"):
        tasks.change_weights({"moonlight": 0.5}, by=make_user("Admin"))

    assert queued() == []


def test_it_asks_where_scores_are_old() -> None:
    make_claim()

    tasks.keep_scored(timestamp=0)

    assert queued() == ["rescore"]


def test_it_asks_for_nothing_where_they_are_new() -> None:
    make_claim()
    walk()

    tasks.keep_scored(timestamp=0)

    assert queued() == []


def test_it_leaves_what_failed_for_good_to_a_person() -> None:
    rescoring.note_failure(tasks.UNSCORED)

    tasks.keep_scored(timestamp=0)

    assert queued() == []
    assert Weights.current().error == tasks.UNSCORED
