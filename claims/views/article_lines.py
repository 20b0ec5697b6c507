"""What of an article is not on the desk: lines that were skipped, and lines without a claim."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from claims.models import Article, Sentence
from claims.text.spans import normalise_space

# Enough to know a line by, on a card.
_SHOWN = 300


@dataclass(frozen=True)
class Line:
    """A sentence and its words, on one line."""

    sentence: Sentence
    words: str

    @property
    def name(self) -> str:
        """Its first words, for the names of its buttons."""
        return self.words[:60]


@dataclass(frozen=True)
class Run:
    """Lines one after the other that are skipped for one reason."""

    reason: str
    lines: list[Line]


def skipped(article: Article, sentences: Iterable[Sentence]) -> list[Run]:
    """The skipped ones among `sentences`, which come in the order of the text."""
    runs = groupby(sentences, key=lambda sentence: sentence.why_skipped)
    return [
        Run(reason, [_line(article, sentence) for sentence in run])
        for reason, run in runs
        if reason
    ]


def between(article: Article, start: int, end: int) -> list[Sentence]:
    """The sentences that reach into the stretch, in order, with who passed them; one query."""
    return list(
        article.sentences.filter(start__lt=end, end__gt=start)
        .select_related("passed_by")
        .only(
            *("article_id", "start", "end", "paragraph", "kind", "reason"),
            *(f"passed_by__{name}" for name in ("username", "first_name", "last_name")),
        )
    )


def without_claim(
    article: Article, sentences: Iterable[Sentence], claims: Sequence[tuple[int, int]]
) -> list[Line]:
    """Those among `sentences` that are body and in no claim on the desk.

    `claims` are the (start, end) of those, in order.
    """
    starts = [start for start, _ in claims]
    reaches: list[int] = []
    for _, end in claims:
        reaches.append(max(end, reaches[-1] if reaches else 0))
    found = []
    for sentence in sentences:
        before = bisect_right(starts, sentence.end - 1)
        if not sentence.is_skipped and (not before or reaches[before - 1] <= sentence.start):
            found.append(_line(article, sentence))
    return found


def _line(article: Article, sentence: Sentence) -> Line:
    words = normalise_space(article.text[sentence.start : sentence.end][: 2 * _SHOWN])
    return Line(sentence, words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…")
