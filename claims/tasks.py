"""Background work: what the worker does, and how a page or command asks for it.

The stages do not know each other: a task calls one, then the next.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import transaction
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Status

from claims import extraction, intake, matching, rescoring, sourcing, steering
from claims.models import Article, Claim, Review, User
from claims.text.reader import ReaderBroken

logger = logging.getLogger(__name__)

ATTEMPTS = 3
# After so many workers died over one job, it is the job.
LIVES = 5
UNSCORED = "Scoring the claims anew failed. Start it again, or look at what the worker logged."
UNMATCHED = "Matching failed. Match all articles anew, or look at what the worker logged."
# So many articles a job of the walk matches, before it lets those wait no longer that came in.
ARTICLES_A_JOB = 20
GIVEN_UP = "Finding the claims failed. Start it again, or tell an admin."
# Seconds without a heartbeat after which a worker counts as dead.
STALLED_AFTER = settings.WORKER_STALLED_AFTER


@transaction.atomic
def hand_in(**details: object) -> Article:
    """`intake.receive_article`, and its extraction deferred in the same transaction."""
    article = intake.receive_article(**details)  # type: ignore[arg-type]
    queue_extraction(article)
    return article


def queue_extraction(article: Article) -> None:
    """Ask the worker for the article's claims; asking twice does it once."""
    extract.configure(lock=f"article:{article.pk}").defer(article_id=article.pk)


@app.task(
    name="extract",
    # Procrastinate counts the attempts after the first.
    retry=RetryStrategy(max_attempts=ATTEMPTS - 1, exponential_wait=2),
    pass_context=True,
)
def extract(context: JobContext, *, article_id: int) -> None:
    """Find the claims of an article; what goes wrong is said on its page and tried again."""
    try:
        extraction.extract_claims(article_id)
    except Exception as error:
        again = context.job.attempts + 1 < ATTEMPTS
        told = "Finding the claims failed; it is tried again by itself." if again else GIVEN_UP
        # The one cause that an admin can mend, by putting the file back.
        why = f"{error} " if isinstance(error, ReaderBroken) else ""
        extraction.note_failure(article_id, why + told)
        raise
    queue_matching(article_id)


@contextmanager
def matches_follow(article_id: int) -> Iterator[None]:
    """What the block changes about an article or its claims, its matches follow: both, or neither.

    Around every step of a person that adds, rewords, splits, merges, drops or restores claims.
    """
    with transaction.atomic():
        yield
        queue_matching(article_id)


def queue_matching(article_id: int) -> None:
    """Ask the worker for the matches of an article's claims; asked twice it looks twice.

    One article at a time, as all of them write the same stories.
    """
    match.configure(lock="matching").defer(article_id=article_id)


@app.task(
    name="match",
    retry=RetryStrategy(max_attempts=ATTEMPTS - 1, exponential_wait=2),
    pass_context=True,
)
def match(context: JobContext, *, article_id: int) -> None:
    """Match an article's claims; its page does not wait for it, and failure is told to admins."""
    try:
        matching.match_article(article_id)
        sourcing.read_citations(article_id)
    except Exception:
        if context.job.attempts + 1 >= ATTEMPTS:
            matching.note_failure(UNMATCHED)
        raise


@transaction.atomic
def change_matching(
    *, suggest_at: float, join_at: float, by: User, seen: Mapping[str, float] | None = None
) -> bool:
    """`steering.change_matching`, and the new matches deferred in the same transaction."""
    changed = steering.change_matching(suggest_at=suggest_at, join_at=join_at, by=by, seen=seen)
    if changed:
        queue_rematching()
    return changed


def queue_rematching() -> None:
    """Ask the worker to match all articles anew where that is due; asking twice does it once."""
    matching.note_failure("")
    _rematch_on()


def _rematch_on() -> None:
    # A savepoint, as the refusal of a second job would end the transaction.
    with suppress(AlreadyEnqueued), transaction.atomic():
        rematch.configure(lock="matching", queueing_lock="rematch").defer()


@app.task(
    name="rematch",
    retry=RetryStrategy(max_attempts=ATTEMPTS - 1, exponential_wait=2),
    pass_context=True,
)
def rematch(context: JobContext) -> None:
    """Match some articles anew, from where the last job came to, and ask for the rest."""
    try:
        left = matching.rematch_some(ARTICLES_A_JOB, then=sourcing.read_citations)
    except Exception:
        again = context.job.attempts + 1 < ATTEMPTS
        matching.note_failure(
            "Matching failed; it is tried again by itself." if again else UNMATCHED
        )
        raise
    if left:
        _rematch_on()


@app.periodic(cron="* * * * *")
@app.task(name="keep_matched", queueing_lock="keep_matched")
def keep_matched(timestamp: int) -> None:
    """Match all anew after a release with other weights, every minute if due."""
    if matching.is_due():
        _rematch_on()


@transaction.atomic
def change_weights(
    weights: Mapping[str, float], *, by: User, seen: Mapping[str, float] | None = None
) -> bool:
    """`steering.save_weights`, and the new scores deferred in the same transaction."""
    changed = steering.save_weights(weights, by=by, seen=seen)
    if changed:
        queue_rescoring()
    return changed


def queue_rescoring() -> None:
    """Ask the worker to score the claims anew where that is due; asking twice does it once."""
    rescoring.note_failure("")
    rescore.configure(lock="rescore").defer()


@app.task(
    name="rescore",
    retry=RetryStrategy(max_attempts=ATTEMPTS - 1, exponential_wait=2),
    pass_context=True,
)
def rescore(context: JobContext) -> None:
    """Score the claims anew, from where the last worker came to; failure is told and retried."""
    try:
        while rescoring.rescore_some():
            pass
    except Exception:
        again = context.job.attempts + 1 < ATTEMPTS
        rescoring.note_failure(
            "Scoring the claims anew failed; it is tried again by itself." if again else UNSCORED
        )
        raise


@app.periodic(cron="* * * * *")
@app.task(name="keep_scored", queueing_lock="keep_scored")
def keep_scored(timestamp: int) -> None:
    """Score the claims anew after a release that weighs them otherwise, every minute if due."""
    if rescoring.is_due():
        queue_rescoring()


def catch_up(say: Callable[[str], object]) -> None:
    """Do here and now what the worker has not come to: find claims, match them; `say` tells what.

    Beside a worker it does harm to nothing: what both do is done once.
    """
    received = Article.objects.without_text().filter(state=Article.State.RECEIVED).order_by("pk")
    for article in received:
        say(f"Finding the claims of “{article}”.")
        extraction.extract_claims(article.pk)
    if matching.is_due():
        say("Matching all articles.")
        while matching.rematch_some(then=sourcing.read_citations):
            pass
    for article in Article.objects.without_text().filter(pk__in=_unmatched()).order_by("pk"):
        say(f"Matching “{article}”.")
        matching.match_article(article.pk)
        sourcing.read_citations(article.pk)


def _unmatched() -> set[int]:
    """The articles that wait for a worker to match them, or never had one."""
    waiting = ProcrastinateJob.objects.filter(task_name="match", status__in=["todo", "doing"])
    unseen = Claim.objects.filter(embedding=None).exclude(review__state=Review.State.DROPPED)
    return {
        *(args["article_id"] for args in waiting.values_list("args", flat=True)),
        *unseen.values_list("article_id", flat=True).distinct(),
    }


@app.periodic(cron="* * * * * */2")
@app.task(name="rescue", queueing_lock="rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Give jobs of workers that died back to the living, every two seconds."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        try:
            if job.attempts + 1 >= LIVES:
                logger.error("Job %s (%s) has cost %s workers.", job.id, job.task_name, LIVES)
                await manager.finish_job(job, Status.FAILED, delete_job=False)
                if isinstance(article_id := job.task_kwargs.get("article_id"), int):
                    await sync_to_async(extraction.note_failure)(article_id, GIVEN_UP)
                if job.task_name == "rescore":
                    await sync_to_async(rescoring.note_failure)(UNSCORED)
                if job.task_name in ("match", "rematch"):
                    await sync_to_async(matching.note_failure)(UNMATCHED)
            else:
                logger.warning("Job %s (%s) lost its worker.", job.id, job.task_name)
                await manager.retry_job(job)
        except ConnectorException:
            # Another worker's rescue was faster, or the job came to its end after all.
            logger.info("Job %s needs no rescue any more.", job.id)
