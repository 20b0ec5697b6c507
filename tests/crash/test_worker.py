"""A real worker: what is left when it is killed, fails, or is started beside another."""

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import tasks
from claims.models import Article, Claim, Event, Review, Weights
from claims.text.checkworthiness import score
from tests.crash.workers import Start, locked, waits_for_lock
from tests.factories import make_claim, make_user
from tests.setup.processes import until
from tests.stages.crowd import broken_links
from tests.stages.world import history

pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]

TEXT = "\n\n".join(
    f"The ministry had {n * 100} employees in {1990 + n}, its spokesman said." for n in range(1, 9)
)


def is_extracted(article: Article) -> bool:
    article.refresh_from_db()
    return article.state == Article.State.EXTRACTED


def assert_extracted_once(article: Article) -> None:
    assert article.claims.count() == len(TEXT.split("\n\n"))
    covered = "".join(article.text[one.start : one.end] for one in article.sentences.all())
    assert "".join(covered.split()) == "".join(article.text.split())
    assert history(article) == ["article.received", "article.extracted"]
    for claim in article.claims.all():
        assert history(claim) == ["claim.extracted"]
        assert claim.review.state == "open"
    assert (article.progress_error, article.progress_done) == ("", article.progress_total)
    assert broken_links() == []


def test_it_finds_the_claims_of_what_is_handed_in(start_worker: Start) -> None:
    start_worker()
    articles = [tasks.hand_in(text=f"{TEXT}\n\n{n}.", by=None) for n in range(3)]
    for article in articles:
        until(lambda article=article: is_extracted(article), "extracted")

    assert {article.claims.count() for article in articles} == {8}
    # What is done leaves no job behind.
    until(lambda: not ProcrastinateJob.objects.filter(task_name="extract").exists(), "no jobs left")


@pytest.mark.parametrize(
    "statement",
    [
        # Its first word of progress; and its last lines of history, when all else is written.
        "SELECT 1 FROM claims_article FOR UPDATE",
        "LOCK TABLE claims_event IN SHARE ROW EXCLUSIVE MODE",
    ],
    ids=["while it reads", "while it writes"],
)
def test_a_kill_loses_nothing_and_doubles_nothing(
    start_worker: Start, test_database_url: str, statement: str
) -> None:
    article = tasks.hand_in(text=TEXT, by=None)
    with locked(test_database_url, statement):
        worker = start_worker()
        until(waits_for_lock, "in the middle of the job")
        worker.kill()
        worker.wait()

    article.refresh_from_db()
    assert article.state == Article.State.RECEIVED
    assert not article.claims.exists()
    assert not article.sentences.exists()

    start_worker()
    until(lambda: is_extracted(article), "extracted by the second worker")
    assert_extracted_once(article)


def test_a_second_worker_takes_over_from_a_killed_one(
    start_worker: Start, test_database_url: str
) -> None:
    article = tasks.hand_in(text=TEXT, by=None)
    with locked(test_database_url, "SELECT 1 FROM claims_article FOR UPDATE"):
        first = start_worker()
        until(waits_for_lock, "in the middle of the job")
        start_worker()
        first.kill()
        first.wait()

    until(lambda: is_extracted(article), "extracted by the worker beside it")
    assert_extracted_once(article)


def test_a_failure_is_told_and_tried_again(start_worker: Start) -> None:
    """The database takes no reviews: sentences and claims, written before them, must not stay."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_review ADD CONSTRAINT no_room CHECK (false) NOT VALID")
    article = tasks.hand_in(text=TEXT, by=None)
    start_worker()

    def told() -> str:
        article.refresh_from_db()
        return article.progress_error

    until(told, "the first failure")
    assert told() == "Finding the claims failed; it is tried again by itself."
    assert article.state == Article.State.RECEIVED
    assert not article.claims.exists()
    assert not article.sentences.exists()

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_review DROP CONSTRAINT no_room")
    until(lambda: is_extracted(article), "extracted at the next attempt")
    assert_extracted_once(article)


def test_it_gives_up_after_some_attempts_and_can_be_asked_again(start_worker: Start) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_review ADD CONSTRAINT no_room CHECK (false) NOT VALID")
    article = tasks.hand_in(text=TEXT, by=None)
    start_worker()

    until(lambda: ProcrastinateJob.objects.filter(status="failed").exists(), "given up")
    article.refresh_from_db()
    assert article.progress_error == tasks.GIVEN_UP
    job = ProcrastinateJob.objects.get(task_name="extract")
    assert job.procrastinateevent_set.filter(type="started").count() == tasks.ATTEMPTS

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_review DROP CONSTRAINT no_room")
    tasks.queue_extraction(article)
    tasks.queue_extraction(article)
    until(lambda: is_extracted(article), "extracted when asked again")
    assert_extracted_once(article)


def test_it_gives_up_a_job_that_costs_one_worker_after_the_other(start_worker: Start) -> None:
    article = tasks.hand_in(text=TEXT, by=None)
    with connection.cursor() as cursor:
        # As it stands when the last of them died over it.
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s", [tasks.LIVES - 1]
        )
    start_worker()

    until(lambda: ProcrastinateJob.objects.filter(status="failed").exists(), "given up")
    until(
        lambda: Article.objects.filter(progress_error=tasks.GIVEN_UP).exists(), "told on the page"
    )
    assert not Claim.objects.exists()
    assert history(article) == ["article.received"]


def test_a_kill_while_it_scores_anew_loses_nothing(
    start_worker: Start, test_database_url: str
) -> None:
    claims = [make_claim(worth=0.01, band="minor") for _ in range(3)]
    tasks.change_weights({"figure": 1.0}, by=make_user("Admin"))
    tasks.queue_rescoring()
    # It says how far it came when all else is written.
    with locked(test_database_url, "SELECT 1 FROM claims_weights FOR UPDATE"):
        worker = start_worker()
        until(waits_for_lock, "in the middle of the job")
        worker.kill()
        worker.wait()

    assert set(Review.objects.values_list("worth", flat=True)) == {0.01}

    start_worker()
    until(lambda: not Weights.current().is_due, "scored by the second worker")
    review = Review.objects.get(pk=claims[0].pk)
    assert set(Review.objects.values_list("worth", flat=True)) == {review.worth}
    assert review.worth == score(review.why, None, Weights.current().present)
    assert (Weights.current().done, Weights.current().total) == (3, 3)
    assert history(claims[0]) == []
    until(lambda: not ProcrastinateJob.objects.filter(task_name="rescore").exists(), "no jobs left")


def test_a_failure_to_score_anew_is_told_and_can_be_asked_again(start_worker: Start) -> None:
    make_claim(worth=0.01, band="minor")
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE claims_review ADD CONSTRAINT stuck CHECK (worth = 0.01) NOT VALID"
        )
    tasks.change_weights({"figure": 1.0}, by=make_user("Admin"))
    start_worker()

    until(lambda: ProcrastinateJob.objects.filter(status="failed").exists(), "given up")
    assert Weights.current().error == tasks.UNSCORED
    # Nobody tries for ever what has failed for good.
    tasks.keep_scored(timestamp=0)
    assert not ProcrastinateJob.objects.filter(task_name="rescore", status="todo").exists()

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_review DROP CONSTRAINT stuck")
    tasks.queue_rescoring()
    until(lambda: not Weights.current().is_due, "scored when asked again")
    assert Weights.current().error == ""
    assert Review.objects.get().worth > 0.01


def test_it_keeps_few_connections(start_worker: Start) -> None:
    start_worker()
    articles = [tasks.hand_in(text=f"{TEXT}\n\n{n}.", by=None) for n in range(8)]
    for article in articles:
        until(lambda article=article: is_extracted(article), "extracted")

    def states() -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT state, count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND application_name = 'factcheck-worker' GROUP BY state"
            )
            return dict(cursor.fetchall())

    # Its own pool of at most four with the listener, and Django's of two.
    assert sum(states().values()) <= 7
    # A transaction may be under way at any moment, but none stays.
    until(lambda: "idle in transaction" not in states(), "no transaction left open")
    assert Event.objects.filter(action="article.extracted").count() == 8
