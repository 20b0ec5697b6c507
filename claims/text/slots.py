"""The slots of a claim that can be read without a parser: words, clauses, negation, modality.

A clause is what lies between punctuation or a conjunction and the next. Negation has a focus, the
first content word after the negator, as in the annotation of *SEM 2012; only what stands in a
clause that asserts something (no condition, no question, no purpose) counts as asserted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.text.countries import COUNTRIES
from claims.text.reports import Report
from claims.text.spans import UPPER, Span, words
from claims.text.stems import stem
from claims.text.vocabulary import BETWEEN, SAYING, SOMETIMES

# A claim is a sentence or less; of a longer one only so much is read.
_READ = 2_000
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’\-][^\W_]+)*|[^\w\s]")
_WORD = re.compile(r"\w")

CONDITION = frozenset(words("if unless whether provided"))
RELATIVE = frozenset(words("who which that where whose whom"))
_OPENERS = (
    CONDITION | RELATIVE
    | frozenset(words("after before when while until till because although though whereas but"))
    | frozenset(words("since once despite how why"))
)  # fmt: skip
_CUTS = frozenset(";:()[]—–?!")
_PRONOUNS = frozenset(
    words(
        "i you he she it we they him her them us me his its their our my your this these those "
        "who which that there here one ones himself herself itself themselves"
    )
)
_BE = frozenset(words("be is are was were been being am has have had having do does did ’s 's"))
_NT = re.compile(r"n['’]t$")
NEGATORS = frozenset(words("not never cannot without"))
_FEW = frozenset(words("no none nobody nothing neither nor no-one"))
# Not, or not wholly, a denial: "not only", "not yet", "not all", "no more than".
_NOT_DENIED = frozenset(
    words(
        "only just simply merely necessarily all every everyone everybody always much many more "
        "less fewer until if because so as too that quite very exactly entirely fully completely "
        "yet alone least surprisingly unusual uncommon doubt matter wonder comment later earlier "
        "enough both either immediately clear even far long"
    )
)
# Cue verbs that are no act of their own: whoever rejects a plan does more than speak of it.
_SPOKEN = frozenset(SAYING) - frozenset(
    words(
        "rejected dismissed demanded proposed promised pledged ruled defended condemned found "
        "showed"
    )
)
# What negates the word after it.
_LEXICAL = words("impossible unable fail fails failed failing refuse refuses refused refusing")
_TOLD = _SPOKEN | frozenset(words("say think know believe claim mean"))
_OBJECTS = frozenset(words("it them him her us me here there"))
_DENIES = frozenset(words("deny denies denied denying"))
_MODES = {
    "will": "will", "would": "will", "shall": "will", "won't": "will", "wouldn't": "will",
    "going": "will", "may": "may", "might": "may", "perhaps": "may", "possibly": "may",
    "probably": "may", "likely": "may", "maybe": "may", "can": "able", "could": "able",
    "cannot": "able", "can't": "able", "couldn't": "able", "able": "able", "unable": "able",
    "possible": "able", "impossible": "able", "must": "must", "should": "must", "ought": "must",
    "mustn't": "must", "shouldn't": "must", "to": "to",
}  # fmt: skip
_STOP = (
    _PRONOUNS | _BE | NEGATORS | _FEW | _OPENERS | frozenset(_MODES) | BETWEEN
    | _SPOKEN
    | frozenset(SOMETIMES)
    | frozenset(
        words(
            "a an the and or of in on at by for from with to into as than so then also just very "
            "all any some each every both few many more most other another such own same about "
            "over under up down out off through during between against within without across via "
            "per not only even still yet already ever too now there well back however meanwhile "
            "what new say said says told according reportedly allegedly apparently according "
            "monday tuesday wednesday thursday friday saturday sunday january february march "
            "april june july august september october november december today yesterday tomorrow "
            "week month year day morning evening afternoon night weeks months years days last next "
            "ago earlier later previously recently far case cases while like because thing things "
            "partly partially completely entirely fully totally wholly sometimes occasionally "
            "always"
        )
    )
)  # fmt: skip
_POSSESSIVE = re.compile(r"['’]s?$")
_CAPITAL = re.compile(rf"[{UPPER}]")
_MODE_REACH = 4
_SENTENCE_ENDS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Word(Span):
    """A word of a claim; offsets are into the article's text.

    low: in small letters, with straight apostrophes. stem: as in `root`. clause: index into
    `Slots.clauses`. content: whether it says something of its own. name: whether a capital inside
    its sentence makes a name of it.
    """

    text: str
    low: str
    stem: str
    clause: int
    content: bool
    name: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """The words from `first` up to `last`, an index too many; `opener` is the conjunction or "".

    `asserts` is False for conditions and questions.
    """

    first: int
    last: int
    opener: str
    asserts: bool


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
        if at in self.denied and (negator := self.words[self.denied[at]].low) in _LEXICAL:
            return _MODES.get(negator, "")
        clause = self.clauses[self.words[at].clause]
        for near in range(at - 1, max(clause.first, at - _MODE_REACH) - 1, -1):
            word = self.words[near]
            if word.low == "to" and near > clause.first:
                return _MODES.get(self.words[near - 1].low, "to")
            if mode := _MODES.get(word.low):
                return mode
            if word.content and not word.low.endswith("ly"):
                break
        return ""

    def mode_near(self, at: int) -> str:
        """What any modal in the clause of word `at` makes of it, as `mode` does."""
        clause = self.clauses[self.words[at].clause]
        modes = (_MODES.get(word.low, "") for word in self.words[clause.first : clause.last])
        return next((mode for mode in modes if mode not in ("", "to")), "")

    def phrase(self, first: int, last: int) -> str:
        """The words `first` up to `last`, as they stand in the article, on one line."""
        start, end = self.words[first].start, self.words[last - 1].end
        shift = self.report.start
        return " ".join(self.report.text[start - shift : end - shift].split())

    def span(self, first: int, last: int) -> Span:
        """Where the words `first` up to `last` stand in the article."""
        return Span(self.words[first].start, self.words[last - 1].end)


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
        if low in _OPENERS and not (low == "that" and _determines(found, first)):
            close()
            opener, asserts = low, low not in CONDITION and at not in asked
        elif not found:
            asserts = at not in asked
        common = root(written)
        content = (
            low not in _STOP
            and not _NT.search(low)
            and not low.isdigit()
            and common not in attributed
        )
        found.append(
            Word(
                token.start() + report.start, token.end() + report.start, written, low, common,
                len(clauses), content,
                bool(_CAPITAL.match(written)) and not begins and low not in _STOP,
            )
        )  # fmt: skip
        begins = False
    close()
    denied, unclear = _denials(found, clauses)
    return Slots(
        report, tuple(found), tuple(clauses), denied, frozenset(unclear | _hedged(report, found))
    )


def root(word: str) -> str:
    """The stem of a word as it stands in a text: a country's for all that is called after it.

    "Russians", "Russia's" and "Moscow" are "russia"; other words as in `stems.stem`.
    """
    bare = _POSSESSIVE.sub("", word) or word
    return (COUNTRIES.get(bare) or stem(bare)).lower()


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
    reaches = [hedge.reach for hedge in report.hedges]
    return {
        at
        for at, word in enumerate(found)
        if any(reach.start <= word.start < reach.end for reach in reaches)
    }


def _denials(found: Sequence[Word], clauses: Sequence[Clause]) -> tuple[dict[int, int], set[int]]:
    denied: dict[int, int] = {}
    unclear: set[int] = set()
    for number, clause in enumerate(clauses):
        at = clause.first
        while at < clause.last:
            low = found[at].low
            after = range(at + 1, clause.last)
            negates = low in NEGATORS or _NT.search(low) is not None or low in _FEW
            following = found[at + 1].low if after else ""
            if low == "no" and following == "longer":
                negates, after = True, range(at + 2, clause.last)
            elif negates and any(found[near].low in _TOLD for near in after[:3]):
                # "never said that he had lost": whether he had is left open.
                told = number + 1 < len(clauses) and clauses[number + 1].opener in ("that", "")
                end = clauses[number + 1].last if told else clause.last
                unclear.update(range(at, end))
                break
            elif negates and (following in _NOT_DENIED or _weakens(found, after)):
                # Nobody can tell from here what is left of it.
                unclear.update(range(at, clause.last))
                break
            if negates:
                counts = low == "no" and following not in ("longer", "one")
                focus = _noun(found, after) if counts else _verb(found, after)
                if (
                    low in _FEW
                    and number + 1 < len(clauses)
                    and clauses[number + 1].opener in (RELATIVE)
                ):
                    # "nothing that could have changed it": it is denied there, too.
                    unclear.update(range(clauses[number + 1].first, clauses[number + 1].last))
                if focus is not None:
                    denied.setdefault(focus, at)
                    if _waits(clauses, number):
                        unclear.add(focus)
            elif found[at].low in _LEXICAL and following in ("to", "for"):
                focus = _verb(found, range(at + 2, clause.last))
                if focus is not None:
                    _flip(denied, focus, at)
                    unclear.add(at)
            elif found[at].low in _DENIES:
                end = clause.last
                if number + 1 < len(clauses) and clauses[number + 1].opener == "that":
                    end = clauses[number + 1].last
                for denies in range(at + 1, end):
                    _flip(denied, denies, at)
                break
            at += 1
    return denied, unclear


def _flip(denied: dict[int, int], at: int, since: int) -> None:
    """Deny what stands, and let stand what was denied: "did not fail to"."""
    if denied.pop(at, None) is None:
        denied[at] = since


def _weakens(found: Sequence[Word], after: range) -> bool:
    """ "not as high as", "nobody has yet been": it is so in another measure, or may be soon."""
    near = [found[at].low for at in after[:6]]
    weak = bool({"than", "enough", "yet"} & set(near[:4])) or near.count("as") > 1
    return weak or ("so", "far") in pairwise(near)


def _waits(clauses: Sequence[Clause], number: int) -> bool:
    """ "did not open until May", "did not leave because": it did after all, or may have."""
    follows = clauses[number + 1].opener if number + 1 < len(clauses) else ""
    return follows in ("until", "till", "unless", "because", "before", "but")


def _verb(found: Sequence[Word], after: range) -> int | None:
    """The first content word: what is said not to be so."""
    for at in after[:8]:
        word = found[at]
        if word.low in _OBJECTS:
            return None
        if word.content and not (word.low.endswith("ly") and at + 1 in after):
            # "did not have a valid licence" denies the licence.
            has = found[at - 1].low in ("a", "an", "any") and found[at - 2].stem == "have"
            return _noun(found, range(at, after.stop)) if has else at
    return None


def _noun(found: Sequence[Word], after: range) -> int | None:
    """The head of "no new cases": the last of the content words in a row."""
    head = None
    for at in after[:4]:
        if not found[at].content and found[at].low not in ("new", "other", "such"):
            break
        if head is not None and found[at].low.endswith("ed"):
            break
        head = at if found[at].content else head
    return head
