"""Near-copies: two reports so alike in their words that they go back to one text.

Wire copy without a credit, and quotations that were translated there and back. What is measured
is the share of words in one order, as in detecting reused newspaper text (Clough and others,
METER, 2002), over the best stretch and not the whole: outlets frame a copied passage in their own
words. Two independent sentences about one simple fact share its figures and names, so these alone
make no copy, and short reports never are one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.text import wordings
from claims.text.reports import Report
from claims.text.spans import Span
from claims.text.wordings import Pair, Word

# So many content words must stand in the copied stretch of each, and so many in common be neither
# figures nor names.
_FEWEST_CONTENT, _FEWEST_PLAIN = 8, 4
# The share of words in common from which it is a copy: a reporter's words are free, so two who
# choose the same had one text; translators of one quotation choose theirs anew.
_COPIED, _COPIED_QUOTED = 0.75, 0.6
# One run of so many words at least is the same, word by word.
_LONGEST_RUN = 4
# What a word that is not in common takes from a stretch.
_PRICE = 0.6


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports of which one is a near-copy of the other, or both of a third.

    share: the share of words in common in the copied stretch, 0 to 1. a, b: the stretches that
    are the same word by word, in order, as offsets into the two articles. why: one sentence.
    """

    share: float
    a: tuple[Span, ...]
    b: tuple[Span, ...]
    why: str


def compare(a: Report, b: Report) -> Copy | None:
    """The near-copy that `a` and `b` are, or None.

    Numbers in words and digits, short forms and spellings count as the same word. Symmetric. Of a
    report longer than 400 words the first 400 count; time is the product of both lengths. Never
    raises.
    """
    one, other = wordings.read(a.text), wordings.read(b.text)
    if min(_contents(one), _contents(other)) < _FEWEST_CONTENT:
        return None
    pairs = _best(one, other, wordings.solid(one, other, wordings.align(one, other)))
    if not pairs:
        return None
    ours = one[pairs[0].a : pairs[-1].a + 1]
    theirs = other[pairs[0].b : pairs[-1].b + 1]
    if min(_contents(ours), _contents(theirs)) < _FEWEST_CONTENT:
        return None
    equal = [pair for pair in pairs if pair.equal]
    plain = sum(
        _is_plain(one, pair.a, a.text) and _is_plain(other, pair.b, b.text) for pair in equal
    )
    runs = list(_runs(equal))
    if plain < _FEWEST_PLAIN or max(map(len, runs), default=0) < _LONGEST_RUN:
        return None
    moved = [Pair(pair.a - pairs[0].a, pair.b - pairs[0].b, pair.equal) for pair in pairs]
    share = wordings.share(ours, theirs, moved)
    if share < (_COPIED_QUOTED if a.quoted and b.quoted else _COPIED):
        return None
    return Copy(
        share,
        tuple(Span(a.start + one[run[0].a].start, a.start + one[run[-1].a].end) for run in runs),
        tuple(
            Span(b.start + other[run[0].b].start, b.start + other[run[-1].b].end) for run in runs
        ),
        f"{len(equal)} of {min(len(ours), len(theirs))} words stand in the same order.",
    )


def _contents(words: Sequence[Word]) -> int:
    return sum(word.content for word in words)


def _is_plain(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether it is a content word, and neither a figure nor a name."""
    word = words[at]
    return word.content and not word.number and (at == 0 or not text[word.start].isupper())


def _best(a: Sequence[Word], b: Sequence[Word], pairs: Sequence[Pair]) -> Sequence[Pair]:
    """The pairs of the stretch that has most in common and least else (Kadane's maximum)."""
    best, most = (0, 0), 0.0
    begun, gained = 0, 0.0
    last: Pair | None = None
    for at, pair in enumerate(pairs):
        if last is not None:
            between = (*a[last.a + 1 : pair.a], *b[last.b + 1 : pair.b])
            gained -= _PRICE * sum(map(wordings.weight, between))
        if gained <= 0:
            begun, gained = at, 0.0
        gained += wordings.weight(a[pair.a]) + wordings.weight(b[pair.b])
        if gained > most:
            best, most = (begun, at + 1), gained
        last = pair
    return pairs[slice(*best)]


def _runs(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Pairs that follow one another without a word between, together."""
    run: list[Pair] = []
    for pair in pairs:
        if run and (pair.a, pair.b) != (run[-1].a + 1, run[-1].b + 1):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run
