"""Ask for matches: with every change of an article's claims, and by itself after a release."""

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import matching, tasks
from claims.extraction import ShapingRefused, drop_claim
from claims.models import Article, Claim, Match, Matching
from tests.factories import make_article, make_user
from tests.matching.world import RETOLD, TOLD, report
from tests.stages.world import THIRD, World

pytestmark = pytest.mark.django_db


def queued() -> list[tuple[str, dict[str, int]]]:
    jobs = ProcrastinateJob.objects.order_by("id")
    return list(jobs.values_list("task_name", "args"))


def walk() -> None:
    while matching.rematch_some():
        pass


class Context:
    """What procrastinate tells a task of its job."""

    class job:  # noqa: N801
        attempts = 0


def test_what_was_extracted_is_matched_next() -> None:
    article = make_article(TOLD, state=Article.State.RECEIVED)

    tasks.extract.func(Context, article_id=article.pk)

    assert queued() == [("match", {"article_id": article.pk})]
    assert ProcrastinateJob.objects.get().lock == "matching"


def test_the_job_matches() -> None:
    one, other = report(TOLD), report(RETOLD)

    for article in (one, other):
        tasks.match.func(Context, article_id=article.pk)

    assert Match.objects.count() == 1


def test_a_failure_is_told_once_it_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for attempts, told in ((0, ""), (tasks.ATTEMPTS - 1, tasks.UNMATCHED)):
        monkeypatch.setattr(Context.job, "attempts", attempts)
        with pytest.raises(Article.DoesNotExist):
            tasks.match.func(Context, article_id=10**9)
        assert Matching.current().error == told


POSTS = {
    "claim_reword": {"wording": "Ten people answer it.", "reason": ""},
    "claim_split": {"parts": "The hotline has 10 operators\nand it opened in May.", "reason": ""},
    "claim_drop": {"reason": "Opinion."},
    "claim_undo": {},
}


@pytest.mark.parametrize("step", POSTS)
def test_every_change_of_a_claim_is_followed(client: Client, step: str) -> None:
    world = World()
    if step == "claim_undo":
        drop_claim(world.claim, by=world.checker, reason="Opinion.")
    client.force_login(world.checker)

    response = client.post(reverse(step, args=[world.claim.pk]), POSTS[step])

    assert response.status_code == 302
    assert queued() == [("match", {"article_id": world.article.pk})]


def test_a_merge_and_a_return_are_followed(client: Client) -> None:
    world = World()
    client.force_login(world.editor)

    client.post(reverse("claim_merge", args=[world.claim.pk]), {"other": world.other.pk})
    dropped = Claim.objects.get(pk=world.claim.pk)
    merged = Claim.objects.exclude(pk__in=[world.claim.pk, world.other.pk]).get()
    drop_claim(merged, by=world.editor, reason="Two things.")
    client.post(reverse("claim_restore", args=[dropped.pk]))

    assert queued() == [("match", {"article_id": world.article.pk})] * 2


def test_lines_brought_back_skipped_and_added_are_followed(client: Client) -> None:
    world = World()
    client.force_login(world.editor)
    article, line, other = world.article, world.furniture, world.unchecked

    client.post(reverse("sentence_bring_back", args=[article.pk, line.pk]))
    client.post(reverse("sentence_skip", args=[article.pk, other.pk]), {"reason": "A foot."})
    client.post(reverse("claim_add", args=[article.pk]), {"quote": THIRD[4:20]})
    client.post(
        reverse("article_details", args=[article.pk]),
        {"headline": "Another", "language": "en", "published_on": "2024-05-03"},
    )

    assert queued() == [("match", {"article_id": article.pk})] * 4


def test_a_refused_change_is_not() -> None:
    world = World()

    with (
        pytest.raises(ShapingRefused),
        tasks.matches_follow(world.article.pk),
    ):
        drop_claim(world.claim, by=world.checker, reason=" ")

    assert queued() == []


def test_it_asks_by_itself_where_that_is_due_and_once() -> None:
    for _ in range(2):
        tasks.keep_matched(timestamp=0)

    assert queued() == [("rematch", {})]


def test_it_asks_for_nothing_where_all_is_matched() -> None:
    walk()

    tasks.keep_matched(timestamp=0)

    assert queued() == []


def test_it_leaves_what_failed_for_good_to_a_person() -> None:
    matching.note_failure(tasks.UNMATCHED)
    tasks.keep_matched(timestamp=0)
    assert queued() == []

    tasks.queue_rematching()

    assert queued() == [("rematch", {})]
    assert Matching.current().error == ""


def test_a_change_of_the_thresholds_queues_the_walk() -> None:
    admin = make_user("Admin")
    walk()

    assert tasks.change_matching(suggest_at=0.4, join_at=0.6, by=admin)
    assert not tasks.change_matching(suggest_at=0.4, join_at=0.6, by=admin)

    assert queued() == [("rematch", {})]


def test_a_job_of_the_walk_asks_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    report(TOLD)
    monkeypatch.setattr(tasks, "ARTICLES_A_JOB", 1)

    tasks.rematch.func(Context)
    assert queued() == [("rematch", {})]

    monkeypatch.setattr(tasks, "ARTICLES_A_JOB", 20)
    tasks.rematch.func(Context)
    assert Matching.current().finished
