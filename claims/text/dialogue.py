"""Turns of dialogue set with dashes, and of transcripts: "– Why? – Because." and "LEE: Because."

Where nobody is named in a turn, the one after a question answers: whoever answered before, else the
person the article names most. The asker has the turn after an answer only if it stands in the same
exchange.
"""

import re
from collections import Counter

from claims.text.names import People

_TURN = re.compile(r"^\s*[-–—] ?(?=[^\s\d])")
_LABEL = re.compile(r"^\s*(?P<who>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}):(?=\s)")
# Among the first so many names, and so large a share of all.
_EARLY, _SHARE = 3, 0.4
_QUESTION = re.compile(r"\?[”\"’']?\s*$")


class Dialogue:
    """Who has the floor, sentence by sentence; `going` while it is dialogue."""

    def __init__(self, people: People) -> None:
        self.going = False
        self._named = Counter(mention.name for mention in people.seen)
        self._total = len(people.seen)
        self._most = self._named.most_common(2)
        self._early = {mention.name for mention in people.seen[:_EARLY]}
        self._paragraph = -1
        self._asked = False
        self._asker = ""
        self._answerer = ""
        self._floor = ""
        self._labelled = False

    def turn(self, sentence: str, paragraph: int, named: str) -> str:
        """Whose turn the sentence belongs to, "" for nobody known or where it is no dialogue.

        `named` is who the sentence itself says is speaking, "" for nobody.
        """
        if paragraph != self._paragraph:
            self.going = False
        label = _LABEL.match(sentence)
        if _TURN.match(sentence) or label:
            self._begin(bool(label), named)
        elif not self.going:
            return ""
        self._paragraph, self.going = paragraph, True
        if named:
            self._floor = named
            if self._asked and not self._labelled:
                self._asker = named
        question = _QUESTION.search(sentence) is not None or (bool(named) and "?" in sentence)
        if question and not self._asked:
            self._asked = True
            if not self._labelled:
                self._floor = named or self._asker
                self._asker = self._floor or self._asker
        return self._floor

    def _begin(self, labelled: bool, named: str) -> None:
        self._labelled = labelled
        if labelled:
            self._floor, self._asked = named, False
        elif self._asked:
            # A question waits: this turn answers it.
            self._asked = False
            self._answerer = named or self._answerer or self._most_named()
            self._floor = self._answerer
        elif self._floor and self._floor == self._answerer:
            self._floor = self._asker
        elif self._answerer:
            self._floor = self._answerer

    def _most_named(self) -> str:
        """The person an interview or a trial is about: named early, and more than all others."""
        all_others = self._total - self._named[self._asker]
        for name, times in self._most:
            if name != self._asker:
                main = name in self._early and times > 1 and times >= _SHARE * all_others
                return name if main else ""
        return ""
