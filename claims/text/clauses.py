"""Which words of a claim belong to which of its figures."""

import re
from collections.abc import Sequence

from claims.text.figures import Figure
from claims.text.reports import Report

# Words further away than this say nothing of a figure.
_REACH = 200
_BREAK = re.compile(
    r"[;:]|[,–—(]|\b(?:and|but|while|whereas|with|including|plus|then|to|of (?:them|whom|which))\b"
)
_SENTENCE_END = re.compile(r"[.!?]['”’\")]*\s+(?=[\W_]*[^\W\d_])")


def spot(report: Report, figure: Figure) -> tuple[int, int]:
    """Where `figure` stands in the report's own text, as start and end."""
    start = min(max(0, figure.start - report.start), len(report.text))
    return start, min(max(start, figure.end - report.start), len(report.text))


def clause(report: Report, figures: Sequence[Figure], at: int) -> tuple[int, int]:
    """The stretch of the report's own text whose words belong to `figures[at]`.

    It lies within the figure's sentence and reaches to where the clause of the figure before ends
    and that of the next one begins. `figures` are in order; others are ignored.
    """
    start, end = spot(report, figures[at])
    left, right = max(0, start - _REACH), min(len(report.text), end + _REACH)
    if at:
        left = max(left, _border(report, figures[at - 1], start, spot(report, figures[at - 1])[1]))
    if at + 1 < len(figures):
        after = spot(report, figures[at + 1])[0]
        right = min(right, _border(report, figures[at], after, max(end, after)))
    for stop in _SENTENCE_END.finditer(report.text, left, right):
        if stop.end() <= start:
            left = max(left, stop.end())
        elif stop.start() >= end:
            right = min(right, stop.start())
            break
    return _within_quotation(report.text, min(left, start), start, end, max(right, end))


def _within_quotation(text: str, left: int, start: int, end: int, right: int) -> tuple[int, int]:
    """The stretch cut to the quotation that the figure stands in, if any begins or ends in it."""
    opens, closes = text.rfind("“", left, start), text.find("”", end, right)
    if opens >= 0 and "”" not in text[opens:start]:
        left = opens
    if closes >= 0 and "“" not in text[end:closes]:
        right = closes
    return left, right


def ends_between(report: Report, first: Figure, second: Figure) -> bool:
    """Whether the two stand too far apart, or in two sentences."""
    end, start = spot(report, first)[1], spot(report, second)[0]
    return start - end > _REACH or _SENTENCE_END.search(report.text, end, start) is not None


def _border(report: Report, first: Figure, start: int, border: int) -> int:
    """Where the clause of the figure after `first` begins, whose number stands at `start`.

    `border` where nothing parts the two: what stands between them then belongs to both.
    """
    end = spot(report, first)[1]
    # Only the last break counts, and none far away is it.
    for found in _BREAK.finditer(report.text, max(end, start - _REACH), max(end, start)):
        border = found.start()
    return border
