"""The slots of a claim that can be read without a parser: words, clauses, negation, modality.

A clause is what lies between punctuation or a conjunction and the next. Only what stands in a
clause that asserts something (no condition, no question, no hedge) counts as asserted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.text import denials
from claims.text.figures import Figure
from claims.text.reports import Report
from claims.text.spans import UPPER, Span
from claims.text.tokens import (
    CONDITION,
    CONTRACTED,
    MODES,
    NEGATING,
    OPENERS,
    STOP,
    Clause,
    Word,
    root,
)

# A claim is a sentence or less; of a longer one only so much is read.
_READ = 2_000
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’\-][^\W_]+)*|[^\w\s]")
_WORD = re.compile(r"\w")
_CUTS = frozenset(";:()[]—–?!")
_CAPITAL = re.compile(rf"[{UPPER}]")
_MODE_REACH = 4
_SENTENCE_ENDS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Slots:
    """A claim read: its words and clauses, and which words are denied, by index.

    denied: index of the denied word to the index where the denial begins. unclear: words whose
    standing cannot be told ("not only", "not yet", what a hedge leaves open).
    """

    report: Report
    words: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    denied: dict[int, int]
    unclear: frozenset[int]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of what is read of the claim."""
        end = self.report.start + _READ
        return tuple(figure for figure in self.report.figures if figure.start < end)

    def content(self, first: int = 0, last: int | None = None) -> frozenset[str]:
        """The stems of the content words from `first` up to `last`, indices of words."""
        return frozenset(word.stem for word in self.words[first:last] if word.content)

    def clause(self, at: int) -> frozenset[str]:
        """The content of the clause that word `at` stands in."""
        clause = self.clauses[self.words[at].clause]
        return self.content(clause.first, clause.last)

    def asserts(self, at: int) -> bool:
        """Whether word `at` stands where something is asserted, and it is plain what."""
        return self.clauses[self.words[at].clause].asserts and at not in self.unclear

    def mode(self, at: int) -> str:
        """What the modal before word `at` makes of it: will, may, able, must, to, or ""."""
        if at in self.denied and (negator := self.words[self.denied[at]].low) in NEGATING:
            return MODES.get(negator, "")
        clause = self.clauses[self.words[at].clause]
        for near in range(at - 1, max(clause.first, at - _MODE_REACH) - 1, -1):
            word = self.words[near]
            if word.low == "to" and near > clause.first:
                return MODES.get(self.words[near - 1].low, "to")
            if mode := MODES.get(word.low):
                return mode
            if word.content and not word.low.endswith("ly"):
                break
        return ""

    def mode_near(self, at: int) -> str:
        """What any modal in the clause of word `at` makes of it, as `mode` does."""
        clause = self.clauses[self.words[at].clause]
        modes = (MODES.get(word.low, "") for word in self.words[clause.first : clause.last])
        return next((mode for mode in modes if mode not in ("", "to")), "")

    def adjoins(self, at: int) -> bool:
        """Whether nothing but a blank or a quotation mark parts word `at` from the one before."""
        start, end = self.words[at - 1].end, self.words[at].start
        gap = self.report.text[start - self.report.start : end - self.report.start]
        return not gap.strip(" “”\"'‘’\n\t\xa0")

    def phrase(self, first: int, last: int) -> str:
        """The words `first` up to `last`, as they stand in the article, on one line."""
        start, end = self.words[first].start, self.words[last - 1].end
        shift = self.report.start
        return " ".join(self.report.text[start - shift : end - shift].split())

    def span(self, first: int, last: int) -> Span:
        """Where the words `first` up to `last` stand in the article."""
        return Span(self.words[first].start, self.words[last - 1].end)


# A claim is compared with many others.
@lru_cache(maxsize=4_096)
def read(report: Report) -> Slots:
    """The slots of a claim. Reads its first 2,000 characters; offsets are into the article.

    Never raises, whatever the text.
    """
    text = report.text[:_READ]
    tokens = list(_TOKEN.finditer(text))
    asked = _questions(text, tokens)
    attributed = {root(word) for word in f"{report.claimant} {report.outlet}".split()}
    found: list[Word] = []
    clauses: list[Clause] = []
    first, opener, asserts = 0, "", True
    begins = True

    def close() -> None:
        nonlocal first
        if len(found) > first:
            clauses.append(Clause(first, len(found), opener, asserts))
            first = len(found)

    for at, token in enumerate(tokens):
        written = token.group()
        if not _WORD.search(written):
            if written in _CUTS or (written in _SENTENCE_ENDS and at + 1 < len(tokens)):
                close()
                opener, asserts = "", at + 1 not in asked
            begins = begins or written in _SENTENCE_ENDS or written in ":“"
            continue
        low = written.lower().replace("’", "'")
        if low in OPENERS and not (low == "that" and _determines(found, first)):
            close()
            opener, asserts = low, low not in CONDITION and at not in asked
        elif not found:
            asserts = at not in asked
        common = root(written)
        content = (
            low not in STOP
            and not CONTRACTED.search(low)
            and not low.isdigit()
            and common not in attributed
        )
        found.append(
            Word(
                token.start() + report.start, token.end() + report.start, written, low, common,
                len(clauses), content,
                bool(_CAPITAL.match(written)) and not begins and low not in STOP,
            )
        )  # fmt: skip
        begins = False
    close()
    denied, unclear = denials.find(found, clauses)
    return Slots(
        report, tuple(found), tuple(clauses), denied, frozenset(unclear | _hedged(report, found))
    )


def _determines(found: Sequence[Word], first: int) -> bool:
    """ "that" after a preposition or at the beginning points at something: "for that reason"."""
    return len(found) == first or found[-1].low in ("of", "in", "at", "for", "from", "by", "to")


def _questions(text: str, tokens: Sequence[re.Match[str]]) -> set[int]:
    """The tokens of sentences that end in a question mark."""
    asked: set[int] = set()
    begin = 0
    for at, token in enumerate(tokens):
        if token.group() in _SENTENCE_ENDS:
            if token.group() == "?":
                asked.update(range(begin, at + 1))
            begin = at + 1
    return asked


def _hedged(report: Report, found: Sequence[Word]) -> set[int]:
    reaches = [hedge.reach for hedge in report.hedges if hedge.start < report.start + _READ]
    return {
        at
        for at, word in enumerate(found)
        if any(reach.start <= word.start < reach.end for reach in reaches)
    }
