"""The language of lists: what a query text says, term by term, each with its place in the text.

    state:open verdict:verified,contested -outlet:"The Telegraph" worth:>0.8 "exact words" hotline

Terms stand side by side and all must hold. A term is a word, a phrase in quotation marks, or
`field:value`; commas mean "or" within a field; a minus before a term means "not". A value may begin
with <, <=, > or >=. Nothing here knows which fields there are.

`parse` never raises: what it cannot read is a `Problem` that says where and why. Positions are
offsets into the text as it was given.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

LONGEST = 1000
MOST_TERMS = 30
MOST_WORDS = 12
MOST_VALUES = 20

# Whatever begins a quotation, any of them ends it: phones and word processors choose for us.
QUOTES = '"“”„‟«»＂'
_COLONS = ":："
_COMMAS = ",،，"
_MINUS = "-−"
_OPERATORS = {"≤": "<=", "≥": ">=", "<=": "<=", ">=": ">=", "=<": "<=", "=>": ">=", "<": "<"}
_OPERATORS |= {">": ">", "＜": "<", "＞": ">", "=": ""}
_OPERATOR = re.compile("|".join(sorted(map(re.escape, _OPERATORS), key=len, reverse=True)))
_FIELD = re.compile(rf"([^\W\d_](?:[^\W_]|[-_](?=[^\W_]))*)[{_COLONS}]")
# Marks of direction and joints without width come with pasted words; nobody means them.
_UNSEEN = dict.fromkeys(
    [
        *(0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)


@dataclass(frozen=True)
class Problem:
    """A sentence about text[start:end]; `instead` is what may be meant there, to be written so."""

    message: str
    start: int
    end: int
    instead: str = ""

    @property
    def position(self) -> str:
        return f"at character {self.start + 1}"


@dataclass(frozen=True)
class Value:
    """One value of a term, without its operator and its quotation marks."""

    text: str
    start: int
    end: int
    operator: str = ""
    is_quoted: bool = False

    @property
    def key(self) -> str:
        """The value to compare by: case and the difference of - and _ do not count."""
        return self.text.casefold().replace("_", "-")

    def __str__(self) -> str:
        return self.operator + (quoted(self.text) if self.is_quoted else plain(self.text))


@dataclass(frozen=True)
class Term:
    """One condition; `field` is "" for words. `written` is how it stands in the text."""

    field: str
    values: tuple[Value, ...]
    start: int
    end: int
    is_negated: bool = False
    written: str = dataclasses.field(default="", compare=False)

    def __str__(self) -> str:
        if self.written:
            return self.written
        before = "-" if self.is_negated else ""
        return before + (f"{self.field}:" if self.field else "") + ",".join(map(str, self.values))

    def with_values(self, values: Iterable[Value]) -> "Term":
        return replace(self, values=tuple(values), written="")


@dataclass(frozen=True)
class Query:
    """What a text says: its terms in their order, and what could not be read."""

    text: str
    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, name: str) -> list[Term]:
        return [term for term in self.terms if term.field == name]

    def without(self, *terms: Term) -> str:
        """The text of the other terms, as they were written."""
        return write(term for term in self.terms if term not in terms)


def parse(text: str) -> Query:
    """The terms of `text` and its problems. Never raises, whatever the text holds."""
    return _Reader(text).read()


def write(terms: Iterable[Term]) -> str:
    return " ".join(map(str, terms))


def quoted(words: str) -> str:
    """The words between quotation marks, as one value or phrase."""
    return '"' + "".join(" " if mark in QUOTES else mark for mark in words) + '"'


def plain(words: str) -> str:
    """The words as one value: with quotation marks where it could be read another way."""
    is_plain = bool(words) and words[0] not in QUOTES and not _OPERATOR.match(words)
    is_one = not re.search(rf"[\s{_COLONS}{_COMMAS}]", words)
    return words if is_plain and is_one else quoted(words)


class _Reader:
    """One walk over the text, character by character, forwards only."""

    def __init__(self, text: str) -> None:
        self.given = text
        self.text = text[:LONGEST]
        self.at = 0
        self.terms: list[Term] = []
        self.problems: list[Problem] = []

    def read(self) -> Query:
        if len(self.given) > LONGEST:
            self._problem(
                f"A query has {LONGEST} characters at most: the rest was left out.",
                LONGEST,
                len(self.given),
            )
        self._drop_what_cannot_be_stored()
        while self._skip_space():
            term = self._term()
            if term is not None and self._is_room_for(term):
                self.terms.append(term)
        problems = sorted(self.problems, key=lambda problem: (problem.start, problem.end))
        return Query(self.given, tuple(self.terms), tuple(problems))

    # --- terms -------------------------------------------------------------------------------

    def _term(self) -> Term | None:
        start = self.at
        is_negated = self.text[start] in _MINUS and self.text[start + 1 : start + 2].strip() != ""
        if is_negated:
            self.at += 1
        if self._is_at(QUOTES):
            return self._made("", [self._quotation()], start, is_negated)
        named = _FIELD.match(self.text, self.at)
        # An address of the web is no field.
        if named is None or self.text.startswith("//", named.end()):
            return self._word(start, is_negated)
        name, self.at = named[1], named.end()
        known = len(self.problems)
        values = self._values()
        if not values and len(self.problems) == known:
            self._problem(f"“{name}:” needs a value straight after the colon.", start, self.at)
        if not values:
            return None
        return self._made(name.casefold().replace("_", "-"), values, start, is_negated)

    def _word(self, start: int, is_negated: bool) -> Term | None:
        begin = self.at
        while self.at < len(self.text) and not self._is_space():
            self.at += 1
        word = self.text[begin : self.at]
        match word:
            case "AND" if self.terms:
                return None
            case "OR" if self.terms:
                message = "“OR” is not needed: values of one field are joined by commas, as in"
                message += (
                    " verdict:verified,contested. To search for the word, write it in quotes."
                )
            case "NOT":
                message = "For “not”, write a minus straight before the term, as in -outlet:Wire."
            case _ if not clean(word):
                return None
            case _:
                return self._made("", [self._value(word, begin)], start, is_negated)
        self._problem(message, begin, self.at)
        return None

    def _values(self) -> list[Value]:
        values = []
        while self.at < len(self.text) and not self._is_space():
            if self._is_at(_COMMAS):
                self.at += 1
                continue
            begin, operator = self.at, ""
            if found := _OPERATOR.match(self.text, self.at):
                operator, self.at = _OPERATORS[found[0]], found.end()
            value = self._quotation() if self._is_at(QUOTES) else self._unquoted()
            if clean(value.text):
                values.append(replace(value, operator=operator, start=begin))
            elif operator:
                self._problem(f"“{operator}” needs a value after it.", begin, self.at)
        if len(values) > MOST_VALUES:
            message = f"A term has {MOST_VALUES} values at most: the others were left out."
            self._problem(message, values[MOST_VALUES].start, values[-1].end)
        return values[:MOST_VALUES]

    def _unquoted(self) -> Value:
        begin = self.at
        while self.at < len(self.text) and not self._is_space() and not self._is_at(_COMMAS):
            self.at += 1
        return self._value(self.text[begin : self.at], begin)

    def _quotation(self) -> Value:
        begin = self.at
        self.at += 1
        while self.at < len(self.text) and not self._is_at(QUOTES):
            self.at += 1
        words = self.text[begin + 1 : self.at]
        if self.at == len(self.text):
            self._problem('This quotation is not closed: write " at its end.', begin, self.at)
        self.at = min(self.at + 1, len(self.text))
        return Value(clean(words), begin, self.at, is_quoted=True)

    def _value(self, words: str, begin: int) -> Value:
        return Value(clean(words), begin, self.at)

    def _made(self, name: str, values: list[Value], start: int, is_negated: bool) -> Term | None:
        if not any(value.text for value in values):
            return None
        return Term(name, tuple(values), start, self.at, is_negated, self.text[start : self.at])

    # --- characters ----------------------------------------------------------------------------

    def _skip_space(self) -> bool:
        while self.at < len(self.text) and self._is_space():
            self.at += 1
        return self.at < len(self.text)

    def _is_space(self) -> bool:
        return self.text[self.at].isspace()

    def _is_at(self, characters: str) -> bool:
        return self.at < len(self.text) and self.text[self.at] in characters

    def _drop_what_cannot_be_stored(self) -> None:
        """Control characters and broken bytes: a space stands for each, so that places stay."""
        broken = [
            place
            for place, character in enumerate(self.text)
            if unicodedata.category(character) in ("Cc", "Cs") and not character.isspace()
        ]
        if not broken:
            return
        self._problem(
            "This character cannot be searched for: it was left out.", broken[0], broken[0] + 1
        )
        kept = list(self.text)
        for place in broken:
            kept[place] = " "
        self.text = "".join(kept)

    # --- limits and problems ---------------------------------------------------------------------

    def _is_room_for(self, term: Term) -> bool:
        words = sum(not one.field for one in self.terms)
        if not term.field and words >= MOST_WORDS:
            message = f"A query has {MOST_WORDS} words at most: this one was left out."
        elif len(self.terms) >= MOST_TERMS:
            message = f"A query has {MOST_TERMS} terms at most: this one was left out."
        else:
            return True
        if not any(problem.message == message for problem in self.problems):
            self._problem(message, term.start, term.end)
        return False

    def _problem(self, message: str, start: int, end: int) -> None:
        self.problems.append(Problem(message, start, end))


def clean(words: str) -> str:
    """The words as the desk stores words: composed, with single spaces, nothing unseen."""
    return " ".join(unicodedata.normalize("NFC", words.translate(_UNSEEN)).split())
