"""A second look at the pairs that may be about one fact: what their figures and words come to.

Reports that clash, or tell of one count at two times, have little in common but what they are
about; their words alone seldom show it. Comparing takes longer than all other features together,
so only pairs are looked at that are worth it.
"""

import numpy as np

from claims.text import comparing, disagreeing
from claims.text.sides import Side

LOOKS = ("changed over time", "words that disagree")
# The log-odds from which on a pair is worth it, and how many pairs of two articles at most.
_WORTH_IT = -4.0
_MOST = 400


def measure(one: Side, other: Side, log_odds: np.ndarray) -> np.ndarray:
    """LOOKS of each pair of claims: (claims of one, claims of other, looks), 0 where not looked at.

    `log_odds` says how likely each pair is so far; the likeliest are looked at. The other way round
    the result is the same with its first two axes swapped. Never raises on any text.
    """
    found = np.zeros((*log_odds.shape, len(LOOKS)))
    order = np.argsort(-log_odds, axis=None, kind="stable")[:_MOST]
    for row, column in zip(*np.unravel_index(order, log_odds.shape), strict=True):
        if log_odds[row, column] <= _WORTH_IT:
            break
        a, b = one.reports[row], other.reports[column]
        found[row, column] = (
            comparing.compare(a, b).relation == comparing.CHANGED,
            disagreeing.compare(a, b) is not None,
        )
    return found
