"""The content words of a claim, and how rare each is: in English, and within the topic.

A term is a stem (`stems`), or a number by its value: "ten" and "10" are "#10", "1.6 million" and
"1,600,000" are "#1600000". How rare a word is in English is read off the encoder's vocabulary,
which stands in the order of frequency (Zipf 1949), so that it needs no collection of our own.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.text import loading, numbers
from claims.text.spans import words
from claims.text.stems import stem

# A claim is shorter; what is much longer is cut here.
LONGEST = 4000
_WORD = r"(?P<word>[^\W_]+(?:['’][^\W_]+)*)"
_PLAIN = re.compile(rf"(?P<number>(?!))|{_WORD}")
_NUMBERED = re.compile(
    rf"(?<![\w.,])(?P<number>{numbers.NUMBER})(?:st|nd|rd|th)?|{_WORD}", re.IGNORECASE
)
# Most claims hold no number, and the search for one is slow.
_HINT = re.compile(rf"\d|\b(?:{'|'.join(numbers.SMALL)}|hundred|thousand|million|dozen)\b", re.I)
_APOSTROPHE = re.compile(r"['’]s?$|['’]")
_EMPTY = frozenset(
    words(
        "a about above after again all also although always am among an and another any are as at "
        "away be because been before being below between both but by can cannot could did do does "
        "doing done down during each either else ever every few for from further get gets getting "
        "got had has have having he her here hers herself him himself his how however i if in "
        "indeed instead into is it its itself just least less let like made make makes many may me "
        "might mine more most much must my myself near neither never no none nor not now of off "
        "often on once one only onto or other others our ours ourselves out over own per perhaps "
        "quite rather really same shall she should since so some such than that the their theirs "
        "them themselves then there therefore these they this those though through thus to too "
        "toward towards under until unto up upon us use used very via was we well were what "
        "whatever when where whether which while who whom whose why will with within without would "
        "yet you your yours yourself "
        "said say says saying told tell tells according dont didnt doesnt isnt arent wasnt werent "
        "wont wouldnt cant couldnt hasnt havent hadnt im ive ill id youre youve theyre theyve weve "
        "thats theres hes shes mr mrs ms dr"
    )
)
# A word that stands in no vocabulary of 30,000 is as rare as this.
_UNKNOWN_RANK = 60_000
_RAREST = math.log(_UNKNOWN_RANK)
# Small numbers and years are everywhere, and so are round ones.
_COUNTED_ON_FINGERS, _HUNDRED = 12, 100
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Term:
    """A content word: its stem or, of a number, "#" and its value; and the word as written."""

    stem: str
    word: str

    @property
    def is_number(self) -> bool:
        return self.stem.startswith("#")

    @property
    def is_capitalised(self) -> bool:
        return self.word[:1].isupper()


def find(text: str) -> tuple[Term, ...]:
    """The content words of `text` in their order, repeated ones repeatedly.

    Function words are left out, hyphenated words come apart, capitals and accents do not count.
    Takes any `str`, of which the first 4,000 characters count; time is linear.
    """
    return tuple(term for term, _, _ in _find(text[:LONGEST]))


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where in `text` each word of `find(text)` stands, from its first character to its last."""
    return tuple((start, end) for _, start, end in _find(text[:LONGEST]))


def stems(text: str) -> list[str]:
    """The stems of `find`, each once, in the order of their first appearance."""
    return [*dict.fromkeys(term.stem for term in find(text))]


def rarity(term: str) -> float:
    """How rare the stem or number `term` is in English, 0 (the) to 1 (in no vocabulary).

    The logarithm of its rank by frequency: what inverse document frequency measures, as far as
    Zipf's law holds.
    """
    if term.startswith("#"):
        return _rarity_of_number(term[1:])
    return math.log(_ranks().get(term, _UNKNOWN_RANK)) / _RAREST


def _find(text: str) -> Iterator[tuple[Term, int, int]]:
    for match in (_NUMBERED if _HINT.search(text) else _PLAIN).finditer(text):
        written = match.group()
        if match["number"]:
            value = numbers.value(match["number"])
            # "one of them", "no one": no number of anything.
            if value is not None and (value != 1 or match["number"][0].isdigit()):
                yield Term(f"#{value:.10g}", written), *match.span()
                continue
            written = match["number"]
        bare = _APOSTROPHE.sub("", written)
        folded = bare.lower()
        if folded in _EMPTY or (len(folded) == 1 and folded.isascii()):
            continue
        if found := stem(bare):
            yield Term(found, bare), *match.span()


def _rarity_of_number(written: str) -> float:
    value = float(written)
    if value <= _COUNTED_ON_FINGERS or value in _YEARS:
        return 0.6
    if value <= _HUNDRED or not value % _HUNDRED:
        return 0.8
    return 0.95


@cache
def _ranks() -> dict[str, int]:
    """Stem to the rank of the commonest word that has it, 1 for the commonest of all."""
    vocabulary = loading.tokenizer(loading.WEIGHTS, 2).get_vocab()
    ranks: dict[str, int] = {}
    words = sorted(vocabulary, key=lambda word: vocabulary[word])
    first = words.index("the")
    for rank, word in enumerate(words[first:], start=1):
        if word.isalpha():
            ranks.setdefault(stem(word), rank)
    return ranks
