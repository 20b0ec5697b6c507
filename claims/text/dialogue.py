"""Whose turn it is where people talk: turns set with dashes, transcripts, and quotations that
follow each other without a word between.

"– Why? – Because.", "LEE: Because.", “Why?” asks the clerk. “I paid.” “Not here.” Two people hold
an exchange; a new turn that names nobody belongs to the other one. Where nobody is named at all,
the turn after a question answers: the person the article names most.
"""

import re
from collections import Counter

from claims.text.names import People
from claims.text.vocabulary import DETERMINERS

_TURN = re.compile(r"^\s*[-–—] ?(?=[^\s\d])")
_LABEL = re.compile(r"^\s*(?P<who>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}):(?=\s)")
# Between two quotations of two people; else a tag or narration stands there.
_NOTHING = re.compile(r"\s*")
_DASH = re.compile(r"[\s.]*[-–—]\s*")
_HEAD = re.compile(r"['’]s\b|,| (?:from|in|of|with|behind|at|on|who|next) ")
_WORD = re.compile(r"\w+")
_ASKED = re.compile(r"\?(?:[”\"’'»]|\s*$)")
# Among the first so many names, and so large a share of all.
_EARLY, _SHARE = 3, 0.4
_QUESTION = re.compile(r"\?[”\"’'»]*\s*$")
# Before the first turn that somebody names, so many sentences may wait for a name.
_MOST_WAITING = 12


class Dialogue:
    """Who has the floor, sentence by sentence; `going` while it is dialogue set with dashes."""

    def __init__(self, people: People) -> None:
        self.going = False
        named = Counter(mention.name for mention in people.seen)
        self._named = named
        self._total = len(people.seen)
        self._most = named.most_common(2)
        self._early = {mention.name for mention in people.seen[:_EARLY]}
        # The two who talk, which of them has the floor, and who asked first.
        self._names = ["", ""]
        self._slot = 1
        self._asker = -1
        self._label = ""
        self._labelled = False
        # Shown to be talk, by a question or a tag, in paragraphs that follow each other.
        self._open = False
        self._asks = False
        self._by_dash = False
        self._changes = 0
        self._returns = False
        self._paragraph = -9
        self._introduced: str | None = None
        self._waiting: list[tuple[int, int]] = []
        self._known: list[tuple[int, str]] = []

    def turn(
        self, sentence: str, paragraph: int, named: str, index: int = -1, *, label: bool = False
    ) -> str:
        """Whose turn the sentence belongs to, "" for nobody known or where it is no dialogue.

        `named` is who the sentence itself says is speaking, "" for nobody; `label` that it says so
        as a transcript does; `index` the sentence's number, for `filled`.
        """
        question = _QUESTION.search(sentence) is not None or (bool(named) and "?" in sentence)
        if paragraph != self._paragraph:
            self.going = False
        if label or _LABEL.match(sentence):
            self._labelled, self._label = True, named
        elif _TURN.match(sentence):
            self._begin(paragraph, question or bool(named), question)
        elif not self.going:
            return ""
        self._paragraph, self.going = paragraph, True
        if self._labelled:
            self._label = named or self._label
            return self._label
        if named:
            self._take(named, turned=True)
        self._ask(question)
        if not self._open:
            return ""
        if self._by_dash and not self._names[self._slot] and self._asker == 1 - self._slot:
            self._take(self._most_named(), turned=True)
        return self._floor(index)

    def reply(self, gap: str, paragraph: int, sentence: str) -> str | None:
        """Who has the untagged quotation that begins after `gap`; None where it is no new turn.

        `gap` is what stands between the quotation before and this one, which opens `sentence`.
        """
        if paragraph > self._paragraph + 1 or self.going or self._labelled:
            return None
        if not any(_is_unnamed(name) for name in self._names):
            return None
        same = paragraph == self._paragraph
        dashed = _DASH.fullmatch(gap) is not None
        if dashed or (same and _NOTHING.fullmatch(gap)):
            if not (self._changes or self._asks or _ASKED.search(sentence)):
                return None
        elif (
            same
            or gap.rpartition("\n")[2].strip()
            or not self._changes
            or not (self._open or self._returns)
        ):
            return None
        self._slot = 1 - self._slot
        return self._names[self._slot]

    def heard(self, name: str, paragraph: int, sentence: str, index: int = -1) -> None:
        """Take in a sentence of direct speech that no dash opens, and who says it."""
        if paragraph > self._paragraph + 1:
            self._forget()
        self._labelled = self.going = self._by_dash = False
        self._paragraph = paragraph
        if name:
            if not _is_unnamed(name):
                self._waiting.clear()
            self._take(name, turned=False)
        else:
            self._floor(index)
        self._ask(_ASKED.search(sentence) is not None)

    def introduce(self, name: str, paragraph: int) -> None:
        """The sentence before announces the next turn: "The clerk answers:"; "" for the same."""
        if paragraph > self._paragraph + 1:
            self._forget()
        if name or self.going:
            self._introduced = name
            self._paragraph = paragraph

    def filled(self) -> list[tuple[int, str]]:
        """Sentences whose speaker was told only after them, by number; each is told once."""
        known, self._known = self._known, []
        return known

    def _begin(self, paragraph: int, shown: bool, question: bool) -> None:
        fresh = paragraph > self._paragraph + 1
        self._labelled = False
        if fresh:
            self._open, self._changes, self._returns = False, 0, False
            self._by_dash = True
            self._waiting.clear()
        if self._introduced is not None:
            name, self._introduced = self._introduced, None
            if name and not _same(name, self._names[self._slot]):
                self._slot = 1 - self._slot
            self._take(name, turned=True)
            self._open = True
        elif fresh and question and self._asker >= 0:
            self._slot = self._asker
        else:
            self._slot = 1 - self._slot
        self._open = self._open or shown

    def _forget(self) -> None:
        """Other people talk now."""
        self._names, self._slot, self._asker = ["", ""], 1, -1
        self._open = self._asks = self._returns = False
        self._changes = 0
        self._introduced = None
        self._waiting.clear()

    def _take(self, name: str, *, turned: bool) -> None:
        """`name` has the floor; `turned` says that the turn was passed on already."""
        if not name:
            return
        here, there = self._names[self._slot], self._names[1 - self._slot]
        if _same(name, here):
            name = here
        elif _same(name, there):
            name, self._slot, self._returns = there, 1 - self._slot, True
            self._changes += 1
        elif here and not turned:
            self._slot = 1 - self._slot
            if there:
                # A third one: what the other two showed holds no more.
                self._open, self._returns = self._asks, False
            self._changes = 1
        else:
            self._changes += bool(there)
        self._names[self._slot] = name
        waiting = [index for index, slot in self._waiting if slot == self._slot]
        self._known.extend((index, name) for index in waiting)
        self._waiting = [each for each in self._waiting if each[1] != self._slot]

    def _ask(self, question: bool) -> None:
        self._asks = question
        if question:
            self._open = True
            if self._asker < 0:
                self._asker = self._slot

    def _floor(self, index: int) -> str:
        name = self._names[self._slot]
        if not name and index >= 0 and len(self._waiting) < _MOST_WAITING:
            self._waiting.append((index, self._slot))
        return name

    def _most_named(self) -> str:
        """The person an interview or a trial is about: named early, and more than all others."""
        asker = self._names[1 - self._slot]
        all_others = self._total - self._named[asker]
        for name, times in self._most:
            if name != asker:
                main = name in self._early and times > 1 and times >= _SHARE * all_others
                return name if main else ""
        return ""


def _same(one: str, other: str) -> bool:
    """Whether two names can be one person's in one talk: "a young man", later "the man"."""
    if one == other or not one or not other:
        return bool(one) and one == other
    if not (_is_unnamed(one) and _is_unnamed(other)):
        return False
    few, many = sorted((_nouns(one), _nouns(other)), key=len)
    return bool(few) and few <= many


def _nouns(name: str) -> frozenset[str]:
    head = _HEAD.split(name.casefold())[0]
    return frozenset(_WORD.findall(head)) - DETERMINERS


def _is_unnamed(name: str) -> bool:
    """Whether somebody goes by no name: "the operator", "one of the soldiers"."""
    return bool(name) and (name[0].islower() or name.split()[0] in ("A", "An", "The", "One"))
