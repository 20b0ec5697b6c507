"""Why two claims look as if they were about the same fact, in words for a desk."""

from collections.abc import Iterator, Sequence
from itertools import product

from claims.text import features, overlaps, terms
from claims.text.figures import Figure
from claims.text.sides import Side

_MOST_WORDS = 4
# A shared word that is this common, or in that many of the claims, tells nothing.
_TELLING = 0.12
# So much of the words of both, or so high a cosine, is nearly the same sentence.
_SAME_SENTENCE, _SAME_MEANING = 0.75, 0.9
_NEAR = "near in meaning"


def find(one: Side, row: int, other: Side, column: int) -> tuple[str, ...]:
    """What speaks for claim `row` of `one` and claim `column` of `other` being about one fact.

    The strongest first; "near in meaning" where nothing else does. The same from either side, but
    that words are given as the first article in the order of their texts has them.
    """
    if (other.reports[column].text, other.reports[column].start) < (
        one.reports[row].text,
        one.reports[row].start,
    ):
        one, row, other, column = other, column, one, row
    return tuple(_find(one, row, other, column)) or (_NEAR,)


def _find(one: Side, row: int, other: Side, column: int) -> Iterator[str]:
    stems = one.stems[row], other.stems[column]
    shared = stems[0] & stems[1]
    cosine = float(one.vectors[row] @ other.vectors[column])
    if 2 * len(shared) >= _SAME_SENTENCE * sum(map(len, stems)) > 0 or cosine > _SAME_MEANING:
        yield "nearly the same sentence"
    yield from _figures(one.figures[row], other.figures[column])
    claimants = one.reports[row].claimant, other.reports[column].claimant
    if all(claimants) and features.are_one(*claimants):
        yield f"same claimant: {max(claimants, key=lambda name: (len(name), name))}"
    worth = {
        stem: terms.rarity(stem) ** 2
        * overlaps.scarcity(
            sum(stem in held for held in (*one.stems, *other.stems)),
            len(one.stems) + len(other.stems),
        )
        for stem in shared
    }
    telling = sorted(
        (stem for stem in worth if worth[stem] >= _TELLING), key=lambda stem: -worth[stem]
    )
    written = {term.stem: term.word for term in reversed(one.words[row])}
    if telling:
        chosen = [written[stem] for stem in telling[:_MOST_WORDS]]
        yield f"same words: {', '.join(chosen)}"


def _figures(held: Sequence[Figure], beside: Sequence[Figure]) -> Iterator[str]:
    said: set[str] = set()
    for figure, partner in product(held, beside):
        reason = _of(figure, partner)
        if reason and reason not in said:
            said.add(reason)
            yield reason


def _of(figure: Figure, partner: Figure) -> str:
    if "date" in (figure.kind, partner.kind):
        dates = figure.date, partner.date
        if figure.kind == partner.kind and all(dates) and _is_same_day(*dates):
            return f"same date: {figure.text}"
        return ""
    if (figure.low, figure.high) == (partner.low, partner.high):
        return f"same figure: {figure.text}"
    if features.are_within(figure, partner) and figure.kind == partner.kind:
        return f"comparable figures: {figure.text}, {partner.text}"
    return ""


def _is_same_day(date: str, other: str) -> bool:
    """Whether one is the other as far as both are written; a year alone tells too little."""
    bare = "--" in (date[:2], other[:2])
    if bare:
        date, other = date[-5:].strip("-"), other[-5:].strip("-")
    return date == other and (bare or len(date) > len("2022"))
