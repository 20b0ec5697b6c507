"""What speaks for and against two claims being about the same fact, in numbers.

Inside one story the cosine of two vectors mostly sees the topic. So it is taken against what the
other pairs of the same two articles have, and words and figures are weighed by how rarely these
two articles say them. Nothing else is looked at: what two claims are to each other is a function
of their two articles, whatever came before or stands beside them.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import product

import numpy as np

from claims.text import aligning, alignment, origins, overlaps, periods, terms
from claims.text.amounts import Agreement
from claims.text.figures import Figure
from claims.text.sides import Side

FEATURES = (
    "cosine",
    "cosine above the articles' mean",
    "cosine above the others', the lower",
    "cosine above the others', the higher",
    "cosine among all",
    "cosine above the next, the lower",
    "cosine above the next, the higher",
    "words",
    "words of the shorter",
    "words shared",
    "rarest word",
    "words with context",
    "phrases",
    "letters",
    "both above the next, the lower",
    "both above the next, the higher",
    "neighbours",
    "words aligned",
    "words aligned, the higher",
    "words aligned, the lower",
    "words nearer than elsewhere",
    "words nearer than elsewhere, on average",
    "words nearer than elsewhere, the higher",
    "most telling word",
    "second most telling word",
    "third most telling word",
    "same figure",
    "figures within bounds",
    "figures of one thing",
    "figures that agree",
    "figures that differ",
    "dates of one event",
    "same date",
    "same claimant",
    "other claimant",
    "length of the shorter",
    "lengths",
)
# Two figures of one thing further apart than this are of two things.
_FARTHEST = 5.0
# Rounded to each other.
_NEAR = 1.12
_SMALL = 12
# What even the commonest word of English counts when it is aligned.
_COMMON = 0.3
# Articles of few claims say little of what is usual: so many claims are added to each, of the mean
# cosine and spread that claims of one topic have.
_UNSEEN, _USUAL, _SPREAD = 6, 0.15, 0.12
# What a claim without rivals stands out from: the cosine of a likely one, and that with its words.
_RIVAL, _RIVAL_IN_BOTH = 0.45, 0.65


def measure(one: Side, other: Side) -> np.ndarray:
    """FEATURES of each pair of claims: (claims of one, claims of other, features).

    `measure(other, one)` is the same with its first two axes swapped, but for the last bits.
    """
    cosine = (one.vectors @ other.vectors.T).astype(np.float64)
    words = overlaps.measure(one.stems, other.stems, _rare)
    both = cosine + words.cosine
    lengths = [np.log1p([len(each) for each in side.stems]) for side in (one, other)]
    shorter = np.minimum(lengths[0][:, None], lengths[1][None, :])
    longer = np.maximum(lengths[0][:, None], lengths[1][None, :])
    same_claimant, other_claimant = _claimants(one, other)
    rows, columns = _usual(cosine, 1), _usual(cosine, 0)
    within, of_one_thing = _figures(one, other)
    return np.stack(
        [
            cosine,
            cosine - (rows + columns) / 2,
            *_standing_out(cosine),
            (cosine - _usual(cosine, None)) / _spread(cosine, None),
            *_margins(cosine, _RIVAL),
            words.cosine,
            words.short,
            np.sqrt(words.total),
            words.top,
            overlaps.measure(one.with_context, other.with_context, _rare).cosine,
            np.sqrt(overlaps.measure(one.phrases, other.phrases, _once).total),
            overlaps.measure(one.grams, other.grams, _scarce).cosine,
            *_margins(both, _RIVAL_IN_BOTH),
            _neighbours(both),
            *alignment.measure(one.in_context, other.in_context, _weights(one, other)),
            _shared(one.values, other.values, scarce=True),
            within,
            of_one_thing,
            *_aligned(one, other),
            _shared(one.dates, other.dates, scarce=False),
            same_claimant,
            other_claimant,
            shorter,
            shorter - longer,
        ],
        axis=-1,
    )


def _rare(term: str, scarcity: float) -> float:
    return terms.rarity(term) ** 2 * scarcity


def _scarce(term: str, scarcity: float) -> float:
    return scarcity


def _weights(one: Side, other: Side) -> dict[str, float]:
    """How much aligning each stem tells: by how few claims of the two articles hold it."""
    held = [frozenset(words.stems) for side in (one, other) for words in side.in_context]
    counted = Counter(stem for stems in held for stem in stems)
    most = np.log(len(held) + 1)
    return {
        stem: float(np.log((len(held) + 1) / claims) / most) * (_COMMON + terms.rarity(stem))
        for stem, claims in counted.items()
    }


def _once(term: str, scarcity: float) -> float:
    return scarcity**4


def _standing_out(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """In standard deviations, how far each is above its row's mean and its column's: the lower of
    the two, and the higher.
    """
    scores = [(matrix - _usual(matrix, axis)) / _spread(matrix, axis) for axis in (0, 1)]
    return np.minimum(*scores), np.maximum(*scores)


def _usual(matrix: np.ndarray, axis: int | None) -> np.ndarray:
    """The mean along `axis`, of all where it is None."""
    count = matrix.size if axis is None else matrix.shape[axis]
    return (matrix.sum(axis, keepdims=True) + _UNSEEN * _USUAL) / (count + _UNSEEN)


def _spread(matrix: np.ndarray, axis: int | None) -> np.ndarray:
    """The standard deviation along `axis`."""
    count = matrix.size if axis is None else matrix.shape[axis]
    squares = ((matrix - _usual(matrix, axis)) ** 2).sum(axis, keepdims=True)
    return np.sqrt((squares + _UNSEEN * _SPREAD**2) / (count + _UNSEEN))


def _margins(matrix: np.ndarray, rival: float) -> tuple[np.ndarray, np.ndarray]:
    """How far each is above the best other of its row, and of its column: the lower, the higher."""
    rows, columns = _margin(matrix, rival), _margin(matrix.T, rival).T
    return np.minimum(rows, columns), np.maximum(rows, columns)


def _margin(matrix: np.ndarray, rival: float) -> np.ndarray:
    if matrix.shape[1] < 2:
        return matrix - rival
    ordered = np.sort(matrix, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    return matrix - np.where(matrix == best, second, best)


def _neighbours(matrix: np.ndarray) -> np.ndarray:
    """How alike the claims before are, or those after: copied passages run on."""
    found = np.zeros_like(matrix)
    found[1:, 1:] = matrix[:-1, :-1]
    found[:-1, :-1] = np.maximum(found[:-1, :-1], matrix[1:, 1:])
    return found


def _shared(
    one: Sequence[dict[str, float]], other: Sequence[dict[str, float]], *, scarce: bool
) -> np.ndarray:
    """The worth of the rarest number or date that two claims share."""
    counted = Counter(key for held in (*one, *other) for key in held)
    claims = len(one) + len(other)
    found = np.zeros((len(one), len(other)))
    for (row, held), (column, beside) in product(_some(one), _some(other)):
        found[row, column] = max(
            (
                held[key] * (overlaps.scarcity(counted[key], claims) if scarce else 1.0)
                for key in held.keys() & beside.keys()
            ),
            default=0.0,
        )
    return found


def _some(held: Sequence[dict[str, float]]) -> list[tuple[int, dict[str, float]]]:
    return [(at, each) for at, each in enumerate(held) if each]


def _figures(one: Side, other: Side) -> tuple[np.ndarray, np.ndarray]:
    """Where two figures can be one because of their bounds; where they count one kind of thing."""
    within, of_one_thing = np.zeros((2, len(one.reports), len(other.reports)))
    counted = [
        [(at, each) for at, each in enumerate(side.figures) if each] for side in (one, other)
    ]
    for (row, held), (column, beside) in product(*counted):
        for figure, partner in product(held, beside):
            if figure.kind == partner.kind != "date":
                within[row, column] = max(within[row, column], are_within(figure, partner))
                of_one_thing[row, column] = max(of_one_thing[row, column], _alike(figure, partner))
    return within, of_one_thing


def _aligned(one: Side, other: Side) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where two figures are surely of one thing, and agree; where they do not; where two dates are
    of one event.
    """
    agree, differ, dated = np.zeros((3, len(one.reports), len(other.reports)))
    for (row, held), (column, beside) in product(
        enumerate(one.quantities), enumerate(other.quantities)
    ):
        if held.quantities and beside.quantities:
            for kin in aligning.align(held, beside):
                (agree if kin.agreement >= Agreement.COMPATIBLE else differ)[row, column] = 1
        if held.dated and beside.dated:
            dated[row, column] = bool(periods.align(held.dated, beside.dated))
    return agree, differ, dated


def are_within(one: Figure, other: Figure) -> bool:
    """Whether two different figures of one kind can both be right: bounds that meet, or rounding.

    "more than 6,500" and "6,543", "1.2 million" and "1,204,311". Small numbers never: too many
    bounds hold them.
    """
    values = [figure.high if figure.low is None else figure.low for figure in (one, other)]
    if values[0] is None or values[1] is None:
        return False
    less, more = sorted((values[0], values[1]))
    if less <= 0 or less == more or more <= _SMALL:
        return False
    lowest, highest = [], []
    for figure in (one, other):
        lowest.append(-np.inf if figure.low is None else figure.low)
        highest.append(np.inf if figure.high is None else figure.high)
    meet = max(lowest) <= min(highest) and more < _FARTHEST * less
    return bool(meet or more < _NEAR * less)


def _alike(one: Figure, other: Figure) -> bool:
    if not one.unit or not other.unit:
        return False
    # "surrender requests" and "such requests".
    return one.unit.split()[-1] == other.unit.split()[-1]


def _claimants(one: Side, other: Side) -> tuple[np.ndarray, np.ndarray]:
    """Where both name their claimant: whether it is one and the same, and whether it is not."""
    same, differ = np.zeros((2, len(one.reports), len(other.reports)))
    known: dict[tuple[str, str], bool] = {}
    for (row, told), (column, beside) in product(enumerate(one.reports), enumerate(other.reports)):
        if told.claimant and beside.claimant:
            names = told.claimant, beside.claimant
            if names not in known:
                known[names] = are_one(*names)
            (same if known[names] else differ)[row, column] = 1
    return same, differ


def are_one(name: str, other: str) -> bool:
    """Whether two claimants are one: "Mr Matvienko", "Vitaliy Matviyenko"."""
    ordered = sorted((name, other))
    return name == other or origins.same(ordered[0], ordered[1])
