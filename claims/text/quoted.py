"""The same quotation in several articles, also where it was translated there and back."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from claims.text import wordings
from claims.text.passages import Passage
from claims.text.spans import Span
from claims.text.wordings import Word


@dataclass(frozen=True, slots=True)
class Quote(Span):
    """A quotation as one article gives it: its number among the articles, and its words.

    start and end are offsets into the article; text is the quoted words alone, without who said
    it in between.
    """

    article: int
    text: str


@dataclass(frozen=True, slots=True)
class Twice:
    """One quotation in two articles; similarity is the share of words in common, 0 to 1."""

    a: Quote
    b: Quote
    similarity: float


# So many content words in common make two passages worth a look; a passage has its best partners.
_FEWEST_COMMON, _MOST_PARTNERS = 2, 8
# A word in more passages than this says nothing of any two.
_MOST_PASSAGES = 60
# Of an article's passages so many are looked at, and so many pairs of passages compared in all.
_MOST_OF_ARTICLE, _MOST_COMPARED = 300, 1_000
# A sentence belongs to the other quotation when so much of it stands there.
_HELD = 0.35
# Two wordings are one quotation from so much in common, and with as many content words of their
# own in common that stand in few other passages: the less alike, the more.
_ALIKE = ((0.55, 0), (0.47, 1), (0.40, 2))
_FEWEST_SHARED, _FEWEST_CONTENT = 5, 2


@dataclass(frozen=True, slots=True)
class _Held:
    """A passage of an article, and the words of each of its sentences."""

    article: int
    text: str
    passage: Passage
    words: tuple[list[Word], ...]

    def of(self, first: int, last: int) -> list[Word]:
        found = [word for words in self.words[first:last] for word in words]
        return found[: wordings.MOST]


def pairs(articles: Iterable[tuple[str, Sequence[Passage]]]) -> tuple[Twice, ...]:
    """The quotations that two of `articles` have in common, each text with its passages.

    What is paired is the part of each passage that the other has too, whole sentences of it. In
    the order of the articles and their texts; every pair of articles once. Passages are compared
    with the few that share most words, so that time grows with their number and not its square.
    """
    held = [
        _Held(
            number,
            text,
            passage,
            tuple(wordings.read(text[span.start : span.end]) for span in passage.sentences),
        )
        for number, (text, passages) in enumerate(articles)
        for passage in passages[:_MOST_OF_ARTICLE]
    ]
    where = _places(held)
    # A word that stands once in each article is the quotation's; one in more is the topic's.
    few = 1 + max((passage.article for passage in held), default=0)
    rare = frozenset(kin for kin, places in where.items() if len(places) <= few)
    found = [
        twice
        for one, other in _partners(held, where)
        if (twice := _compare(held[one], held[other], rare)) is not None
    ]
    return tuple(sorted(found, key=lambda t: (t.a.article, t.a.start, t.b.article, t.b.start)))


def _places(held: Sequence[_Held]) -> dict[str, list[int]]:
    """Each content word to the passages it stands in."""
    where: dict[str, list[int]] = defaultdict(list)
    for at, passage in enumerate(held):
        for kin in {word.kin for words in passage.words for word in words if word.content}:
            where[kin].append(at)
    return where


def _partners(
    held: Sequence[_Held], where: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Pairs of passages of different articles that share content words, by their places."""
    shared: Counter[tuple[int, int]] = Counter()
    for places in where.values():
        if len(places) <= _MOST_PASSAGES:
            shared.update(
                pair
                for pair in combinations(places, 2)
                if held[pair[0]].article != held[pair[1]].article
            )
    best: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for (one, other), common in shared.items():
        if common >= _FEWEST_COMMON:
            best[one].append((-common, one, other))
            best[other].append((-common, one, other))
    chosen = {
        (one, other)
        for listed in best.values()
        for _, one, other in sorted(listed)[:_MOST_PARTNERS]
    }
    yield from sorted(chosen, key=lambda pair: (-shared[pair], pair))[:_MOST_COMPARED]


def _compare(one: _Held, other: _Held, rare: frozenset[str]) -> Twice | None:
    first, second = _window(one, other), _window(other, one)
    if first is None or second is None:
        return None
    a, b = one.of(*first), other.of(*second)
    common = wordings.align(a, b)
    similarity = wordings.share(a, b, common)
    shared = [a[pair.a] for pair in common if pair.equal]
    content = [word for word in shared if word.content]
    own = sum(word.kin in rare for word in content)
    alike = any(similarity >= least and own >= needed for least, needed in _ALIKE)
    if not alike or len(shared) < _FEWEST_SHARED or len(content) < _FEWEST_CONTENT:
        return None
    return Twice(_quote(one, *first), _quote(other, *second), similarity)


def _window(one: _Held, other: _Held) -> tuple[int, int] | None:
    """From the first to the last sentence of `one` that mostly stands in `other` too."""
    whole = other.of(0, len(other.words))
    inside = [
        at for at, words in enumerate(one.words) if words and _share_in(words, whole) >= _HELD
    ]
    return (inside[0], inside[-1] + 1) if inside else None


def _share_in(words: Sequence[Word], whole: Sequence[Word]) -> float:
    """How much of `words` stands in `whole` in the same order, content counted twice."""
    common = wordings.align(words, whole)
    weights = [2 if word.content else 1 for word in words]
    return sum(weights[pair.a] for pair in common) / sum(weights)


def _quote(held: _Held, first: int, last: int) -> Quote:
    spans = held.passage.sentences[first:last]
    text = " ".join(held.text[span.start : span.end] for span in spans)
    return Quote(spans[0].start, spans[-1].end, held.article, text)
