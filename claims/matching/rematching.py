"""Match all articles anew, after a change of the thresholds or of what reads and compares them.

A walk goes over the articles in the order of their keys; each is matched and then ticked off, so
that a killed worker does one article twice at most, and whoever goes on, goes on there. A change
of a threshold, or a release with other weights, begins it anew from the first.

What people have confirmed and rejected stays as they left it.
"""

import hashlib
import json
from collections.abc import Callable

from claims.matching.finding import match_article
from claims.models import Article, Matching
from claims.text import embeddings, similarity


def digest(matching: Matching) -> str:
    """What matches depend on, besides the articles: thresholds and weights."""
    numbers = [
        matching.suggest_at,
        matching.join_at,
        embeddings.version(),
        similarity.WEIGHTS.read_text("utf-8"),
    ]
    return hashlib.sha256(json.dumps(numbers).encode()).hexdigest()


def is_due() -> bool:
    """Articles are left to match anew, and it is not given up."""
    matching = Matching.current()
    return not matching.error and (not matching.finished or matching.walk != digest(matching))


def rematch_some(most: int = 1, *, then: Callable[[int], object] = lambda article: None) -> bool:
    """Match the next `most` articles anew; whether anything is left to do.

    `then` is given the key of each of them before it is ticked off: what another stage does with
    it is not lost either. An article overtaken by a change or by another worker is left to do.
    Raises `loading.ReaderBroken` where the weights are missing or damaged.
    """
    return all(_step(then) for _ in range(most))


def note_failure(sentence: str) -> None:
    """Say on the page of matching what went wrong; empty takes the word back."""
    Matching.objects.update(error=sentence[:200])


def _step(then: Callable[[int], object]) -> bool:
    matching = Matching.current()
    if matching.walk != (now := digest(matching)):
        received = Article.State.RECEIVED
        matching.begin(now, total=Article.objects.exclude(state=received).count())
        return True
    if matching.finished:
        return False
    article = (
        Article.objects.exclude(state=Article.State.RECEIVED)
        .filter(pk__gt=matching.position)
        .order_by("pk")
        .values_list("pk", flat=True)
        .first()
    )
    if article is not None:
        match_article(article)
        then(article)
    came = Matching.objects.filter(version=matching.version, position=matching.position).update(
        position=article or matching.position,
        done=matching.done + 1 if article else matching.total,
        total=max(matching.total, matching.done + bool(article)),
        finished=article is None,
        error="",
    )
    return article is not None or not came
