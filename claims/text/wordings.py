"""Two wordings of one thing, word by word: which words they have in common, in one order.

The longest common subsequence (Needleman and Wunsch 1970, without a price for gaps), weighted so
that content counts before "the" and runs of common words before scattered ones.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.text import families, folding, numbers, terms
from claims.text.spans import Span, words

# Words compared of each side; a quotation of 2,000 characters has fewer.
MOST = 400

_WORD = r"[^\W_]+?(?=n[’']t\b)|n[’']t\b|can(?=not\b)|[’'](?:s|ve|re|ll|d|m)\b|[^\W_]+"
_PLAIN = re.compile(rf"(?P<number>(?!))|{_WORD}", re.IGNORECASE)
_NUMBERED = re.compile(rf"(?<![\w.,])(?P<number>{numbers.NUMBER})(?!\w)|{_WORD}", re.IGNORECASE)
_HINT = re.compile(rf"\d|\b(?:{'|'.join(numbers.SMALL)}|hundred|thousand|million|dozen)\b", re.I)
_SHORT_FORMS = {
    "ve": "have",
    "re": "are",
    "ll": "will",
    "d": "would",
    "m": "am",
    "s": "is",
    "ca": "can",
    "wo": "will",
}
_SPELLINGS = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"iz(?=[eai])", "is"),
        (r"our(?=$|s$|ed$|ing$)", "or"),
        (r"(?<=[tb])re(?=s?$)", "er"),
        (r"ll", "l"),
    )
]
_RESPELT = 5
_NEGATIONS = frozenset(words("not no never none nobody nothing neither nor without nowhere"))


@dataclass(frozen=True, slots=True)
class Word(Span):
    """A word of a text. Equal `form`: the same word, number or short form; equal `kin`: near it.

    content: not one of the words that hold a sentence together. number, negation: what it is.
    """

    form: str
    kin: str
    content: bool

    @property
    def number(self) -> bool:
        return self.form.startswith("#")

    @property
    def negation(self) -> bool:
        return self.form in _NEGATIONS


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words that stand for one another, by their places in the two lists.

    equal: the same word; otherwise akin ("begins", "began") or two numbers.
    """

    a: int
    b: int
    equal: bool


def read(text: str, most: int = MOST) -> list[Word]:
    """The first `most` words of `text`, as offsets into it.

    "ten" and "10" have one form, "we’ve" is two words, "don't" a verb and a negation, and
    "mobilised" is spelt as "mobilized". Takes any `str`; time is linear in `text`.
    """
    found: list[Word] = []
    for word in _read(text):
        found.append(word)
        if len(found) == most:
            break
    return found


def align(a: Sequence[Word], b: Sequence[Word]) -> list[Pair]:
    """The words of `a` and `b` that stand for one another, in order.

    Time is the product of both lengths, so neither should be much over `MOST`. Symmetric: with
    `a` and `b` exchanged, so are the places in every pair.
    """
    mirrored = [word.form for word in b] < [word.form for word in a]
    one, other = (b, a) if mirrored else (a, b)
    pairs = _common(one, other)
    return [Pair(pair.b, pair.a, pair.equal) for pair in pairs] if mirrored else pairs


def solid(a: Sequence[Word], b: Sequence[Word], pairs: Sequence[Pair]) -> list[Pair]:
    """`pairs` without a "the" that stands alone between stretches of other words on both sides."""
    found: list[Pair] = []
    for at, pair in enumerate(pairs):
        before = pairs[at - 1] if at else Pair(-1, -1, True)
        after = pairs[at + 1] if at + 1 < len(pairs) else Pair(len(a), len(b), True)
        gaps = (
            min(pair.a - before.a, pair.b - before.b) - 1,
            min(after.a - pair.a, after.b - pair.b) - 1,
        )
        small = pair.equal and not a[pair.a].content and not a[pair.a].negation
        if not (small and min(gaps) >= _STRETCH):
            found.append(pair)
    return found


# Two stretches of so many words keep apart what one small word between them has in common.
_STRETCH = 2


def share(a: Sequence[Word], b: Sequence[Word], pairs: Sequence[Pair]) -> float:
    """The share of both wordings that `pairs` finds in common, content counted twice, 0 to 1."""
    every = sum(weight(word) for word in (*a, *b))
    common = sum(
        (weight(a[pair.a]) + weight(b[pair.b])) * (1.0 if pair.equal else _AKIN) for pair in pairs
    )
    return common / every if every else 0.0


def weight(word: Word) -> int:
    return 2 if word.content else 1


# Words that are only akin are half in common.
_AKIN = 0.5


def _read(text: str) -> Iterator[Word]:
    for match in (_NUMBERED if _HINT.search(text) else _PLAIN).finditer(text):
        written = match.group()
        value = numbers.value(match["number"]) if match["number"] else None
        # "one of them", "no one" count nothing.
        if value is not None and (value != 1 or written[0].isdigit()):
            form = f"#{value:.10g}"
            yield Word(match.start(), match.end(), form, form, True)
            continue
        form, kin, content = _known(written)
        if form:
            yield Word(match.start(), match.end(), form, kin, content)


@lru_cache(maxsize=65_536)
def _known(written: str) -> tuple[str, str, bool]:
    """Form, kin, and whether it is a content word."""
    letters = folding.plain(written).replace("’", "'")
    if letters == "n't":
        return "not", "not", False
    letters = letters.strip("'")
    letters = _SHORT_FORMS.get(letters, letters)
    content = bool(terms.find(letters))
    kin = families.kin(letters) if content else letters
    if content and len(letters) >= _RESPELT:
        for pattern, plain in _SPELLINGS:
            letters = pattern.sub(plain, letters)
    return letters, kin or letters, content


_SAME, _SAME_SMALL, _KIN, _BOTH_NUMBERS = 12, 6, 8, 4
_RUN = 2


def _worth(a: Word, b: Word) -> int:
    if a.form == b.form:
        return _SAME if a.content else _SAME_SMALL
    if a.content and a.kin == b.kin:
        return _KIN
    return _BOTH_NUMBERS if a.number and b.number else 0


def _common(a: Sequence[Word], b: Sequence[Word]) -> list[Pair]:
    best = [[0] * (len(b) + 1)]
    worths: list[list[int]] = []
    for i, word in enumerate(a):
        above = best[-1]
        row, worth = [0] * (len(b) + 1), [0] * len(b)
        for j, other in enumerate(b):
            gained = _worth(word, other)
            if gained and i and j and a[i - 1].form == b[j - 1].form:
                gained += _RUN
            worth[j] = gained
            kept = above[j + 1] if above[j + 1] >= row[j] else row[j]
            met = above[j] + gained
            row[j + 1] = met if gained and met >= kept else kept
        best.append(row)
        worths.append(worth)
    return _traced(a, b, best, worths)


def _traced(
    a: Sequence[Word], b: Sequence[Word], best: Sequence[Sequence[int]], worths: Sequence[list[int]]
) -> list[Pair]:
    pairs: list[Pair] = []
    i, j = len(a), len(b)
    while i and j:
        gained = worths[i - 1][j - 1]
        if gained and best[i][j] == best[i - 1][j - 1] + gained:
            i, j = i - 1, j - 1
            pairs.append(Pair(i, j, a[i].form == b[j].form))
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]
