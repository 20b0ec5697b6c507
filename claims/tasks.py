"""Background work: what the worker does, and how a page or command asks for it.

The stages do not know each other: a task calls one, then the next.
"""

import logging

from django.db import transaction
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from claims import extraction, intake
from claims.models import Article

logger = logging.getLogger(__name__)

ATTEMPTS = 3
# Seconds without a heartbeat after which a worker counts as dead; it beats every ten.
STALLED_AFTER = 30


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
    retry=RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=2),
    pass_context=True,
)
def extract(context: JobContext, *, article_id: int) -> None:
    """Find the claims of an article; what goes wrong is said on its page and tried again."""
    try:
        extraction.extract_claims(article_id)
    except Exception:
        again = context.job.attempts + 1 < ATTEMPTS
        extraction.note_failure(
            article_id,
            "Finding the claims failed; it is tried again by itself."
            if again
            else "Finding the claims failed. Start it again, or tell an admin.",
        )
        raise


@app.periodic(cron="* * * * *")
@app.task(name="rescue", queueing_lock="rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Give jobs of workers that died back to the living."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        logger.warning("Job %s lost its worker: it is tried again.", job.id)
        await manager.retry_job(job)
