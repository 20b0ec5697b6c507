"""How fast the analysis is, and how much memory it keeps.

Seconds are the processor's, of all threads together: what one core needs, however busy the
machine is.
"""

import itertools
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from claims.evaluation.results import Line
from claims.text.analysis import analyse

_WORDS = 1000
_TIMES = 3
_STATUS = Path("/proc/self/status")


def measure(split: str, texts: Sequence[str]) -> Iterator[Line]:
    """Sentences a second over the articles, and seconds for a thousand words of them."""
    done = 0
    started = time.process_time()
    for text in texts:
        done += len(analyse(text).sentences)
    seconds = time.process_time() - started
    if seconds and done:
        yield Line(split, "sentences_per_second", done / seconds, done)
    article = thousand_words(texts)
    taken = []
    for _ in range(_TIMES):
        started = time.process_time()
        analyse(article)
        taken.append(time.process_time() - started)
    yield Line(split, "seconds_per_1000_words", sorted(taken)[_TIMES // 2], _TIMES)


def thousand_words(texts: Sequence[str]) -> str:
    """The articles' first thousand words, their lines kept; from the start again if need be."""
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    taken: list[str] = []
    left = _WORDS
    for line in itertools.cycle(lines):
        words = line.split()[:left]
        taken.append(" ".join(words))
        left -= len(words)
        if left <= 0:
            break
    return "\n\n".join(taken)


def resident_megabytes() -> float | None:
    """What the process holds in memory now; None where the system does not say."""
    try:
        status = _STATUS.read_text("ascii", "replace")
    except OSError:
        return None
    for line in status.splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return None
