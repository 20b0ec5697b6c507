"""The machine's half: an article's text becomes sentences, claims and open reviews.

    RECEIVED --extract_claims--> EXTRACTED

The result is written in one transaction at the end. A worker killed before that leaves the
article as received; one killed after it has nothing left to do.
"""

from collections.abc import Callable

from django.db import transaction

from claims.extraction.storing import store_claims
from claims.models import Article, Event, Sentence
from claims.text import analysis


def extract_claims(article_id: int) -> int:
    """Analyse the article and store what was found; the number of claims.

    0 when another worker was faster, or it was done before. Progress is written while it works,
    outside the transaction, as sentences done of sentences in all. Raises Article.DoesNotExist.
    """
    article = Article.objects.get(pk=article_id)
    if not article.is_extracting:
        return 0
    found = analysis.analyse(
        article.text, published=article.published_on, progress=_progress_of(article)
    )
    return _store(article_id, found)


def note_failure(article_id: int, sentence: str) -> None:
    """Say on the article's page why its extraction stopped; empty takes the word back."""
    Article.objects.filter(pk=article_id, state=Article.State.RECEIVED).update(
        progress_error=sentence
    )


def _progress_of(article: Article) -> Callable[[int, int], None]:
    """A callback that writes at most a hundred times an article."""
    written = -1

    def progress(done: int, total: int) -> None:
        nonlocal written
        percent = 100 * done // max(total, 1)
        if percent != written:
            written = percent
            # A slow second worker must not set back what the first has finished.
            Article.objects.filter(pk=article.pk, state=Article.State.RECEIVED).update(
                progress_done=done, progress_total=total, progress_error=""
            )

    return progress


@transaction.atomic
def _store(article_id: int, found: analysis.Analysis) -> int:
    article = Article.objects.select_for_update(no_key=True).defer("text").get(pk=article_id)
    if not article.is_extracting:
        return 0
    Sentence.objects.bulk_create(
        (
            Sentence(
                article=article,
                start=sentence.start,
                end=sentence.end,
                paragraph=sentence.paragraph,
                kind=sentence.kind,
                reason=sentence.reason[:200],
            )
            for sentence in found.sentences
        ),
        batch_size=1000,
    )
    claims = store_claims(article, found.claims, by=None)
    article.state = Article.State.EXTRACTED
    article.progress_done = article.progress_total = len(found.sentences)
    article.progress_error = ""
    article.save(update_fields=["state", "progress_done", "progress_total", "progress_error"])
    Event.objects.record(
        article, Event.Action.ARTICLE_EXTRACTED, by=None, new={"claims": len(claims)}
    )
    return len(claims)
