"""What measuring asks of the language work beside a whole analysis: a score, and cues.

Everything else goes through `claims.text.analysis.analyse`, as the product does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.text import reader, tagged
from claims.text.spans import Span

# What a label of 1 can mean, and so which score of a sentence answers it.
CHECKWORTHY, VERIFIABLE, FACTUAL = "checkworthy", "verifiable", "factual"
MEANINGS = (CHECKWORTHY, VERIFIABLE, FACTUAL)
# The heads of the reader that answer it. What debates taught of facts and what our own speeches
# did are two halves of what PoliClaim calls verifiable.
_HEADS = {
    CHECKWORTHY: (CHECKWORTHY,),
    VERIFIABLE: (CHECKWORTHY, VERIFIABLE),
    FACTUAL: (FACTUAL,),
}


@dataclass(frozen=True, slots=True)
class FoundCue:
    """A cue in a sentence, with its source; offsets are into the sentence.

    `score` is the engine's own confidence, None where it decides by rules alone.
    """

    cue: Span
    source: Span | None
    score: float | None = None


def load() -> None:
    """Load whatever the engine loads once, so that memory and time can be told apart from it."""
    reader.read(["It rained."])


def log_odds(sentences: Sequence[str], meaning: str) -> list[float]:
    """How strongly each sentence, read alone, is what `meaning` says: the mean of its heads."""
    heads = _HEADS[meaning]
    return [
        sum(getattr(reading, head) for head in heads) / len(heads)
        for reading in reader.read(sentences)
    ]


def threshold(meaning: str) -> float:
    """The log-odds at or above which the product says yes."""
    heads = _HEADS[meaning]
    return sum(reader.thresholds()[head] for head in heads) / len(heads)


def find_cues(sentence: str, quoted: Sequence[tuple[int, int]]) -> list[FoundCue]:
    """The cues of a sentence whose stretches `quoted` stand in quotation marks."""
    (reading,) = reader.read([sentence])
    return [
        FoundCue(Span(each.start, each.end), each.source, each.score)
        for each in tagged.read(sentence, reading, quoted)
        if each.score >= tagged.TRUSTED
    ]
