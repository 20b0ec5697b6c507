"""Page furniture: the sentences that are the page and not the article, each with its reason.

Copied articles carry browser notices, newsletter prompts, credits and teasers. A sentence is
judged by its own words, by its line, and by where the line stands: after "More stories" come
teasers, after "About the writer" an author box. What the rules leave, the trained reader judges:
at the edges of the page it needs little to be believed, between paragraphs of the article much.
What is skipped here keeps its reason, so that a person can see it and bring it back.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from claims.text.boilerplate import LINE_RULES, TEASERS, TRACKING
from claims.text.sentences import SentenceSpan
from claims.text.spans import UPPER, normalise_space

BODY, FURNITURE, HEADING = "body", "furniture", "heading"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a sentence is: body, furniture or heading; the reason is "" for body."""

    kind: str
    reason: str = ""


class Reading(Protocol):
    """The log-odds of `claims.text.reader.Reading` that are used here."""

    @property
    def furniture(self) -> float: ...
    @property
    def claim(self) -> float: ...
    @property
    def must(self) -> float: ...


_BODY = Kind(BODY)
_AUTHOR = re.compile(
    r"^about the (?:writer|author|reporter|journalist|contributor)s?\b.{0,20}$", re.IGNORECASE
)
_BIOGRAPHY = re.compile(
    rf"^[{UPPER}][\w.’'-]+(?: [{UPPER}][\w.’'-]+){{1,3}} is (?:an?|the) [^.]{{0,80}}\b(?:reporter"
    r"|journalist|correspondent|staff writer|freelance writer|columnist|contributing|contributor"
    r"|editor|broadcaster)\b"
)
_WRITER = re.compile(
    rf"^[{UPPER}][\w.’'-]+(?: [{UPPER}][\w.’'-]+){{1,3}} (?:covers|writes about|reports on"
    r"|is an? [^.]{0,60}\b(?:regular|frequent|occasional) contributor\b)[^.]{0,80}\."
)
_BEAT = re.compile(
    r"\b(?:based in|covers?|covering|focus\w*|writes|reports on|joined|speciali[sz]\w+)\b"
)
_BYLINE = re.compile(
    rf"^(?:By|Words by|Story by|Von)\s+[{UPPER}][\w.’'-]+(?: [\w.’'-]+,?){{1,10}}$"
    r"|^[^.!?]{0,80}\blogo\b[^.!?]{0,80}$"
)
_DATELINE = re.compile(
    r"\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b|\b(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b \d{1,2},? \d{4}|\b\d{1,2}:\d{2}\b"
    r"|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December),? \d{4}\b"
)
_ENDS = re.compile(r"[.!?…:;,][\"”“'’»)\]]*$")
_DASH = re.compile(r"^[-–—•*]\s")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# A verb form that headings of this shape do not have and running text nearly always has.
_RUNNING = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|says|can|could|been|be)\b", re.IGNORECASE
)
# A teaser of an earlier line, cut short by the page.
_CUT_SHORT = re.compile(r"(?:\.\.\.|…)(?: ?read more)?$", re.IGNORECASE)
_BEGINNING = 60
# Beyond this share of the text, what follows a teaser header is teasers to the end.
_TAIL = 0.6
_LONGEST_HEADING = 25
# A line of so many characters is a paragraph; so many tell how an article ends its own.
_PARAGRAPH, _FEWEST_PARAGRAPHS = 150, 4
# Pages put sections, a headline and a line under it above the article, and no more.
_MOST_ABOVE, _MOST_IN_HEADLINE = 6, 4
_LONGEST_LIST = 2000
# How much the reader must be surer than even of a line between paragraphs of the article; how
# much more readily it is believed above the first of them, below the last, of a line without an
# end; how much less of a paragraph of several sentences, and of a sentence long enough to tell
# something that speaks to no reader.
_MIDDLE, _TOP, _BOTTOM, _UNFINISHED, _PER_SENTENCE, _TELLING = 1.0, 0.7, 1.3, 1.0, 0.5, 2.5
_TELLS = 10
_ADDRESSED = re.compile(
    r"\b(?:you|your|our|this (?:page|article|story|site|report|interview)|subscri\w+|readers?"
    r"|e-?mail|newsletter|copyright|website|reproduced)\b|[@©|]|https?:",
    re.IGNORECASE,
)
_CERTAIN, _SURE = 9.0, 2.0
_LONGEST_BIOGRAPHY = 160
_PICTURED = re.compile(r"\b(?:pictured|seen here|left|right|above|below)\b|\b\w+ing\b.{0,60} in ")
_PROMPT = re.compile(
    r"\b(?:us|our|your|you)\b.{0,60}\b(?:form|newsdesk|newsletters?|app|e-?mail|whatsapp|inbox|here|"
    r"account|comments?|responses|website|page|newsroom|reporters)\b",
    re.IGNORECASE,
)


def classify(
    text: str, sentences: Sequence[SentenceSpan], readings: Sequence[Reading | None] = ()
) -> list[Kind]:
    """What each sentence is, in the order of `sentences` (as `sentences.split(text)` gives them).

    Furniture carries a reason a person can read ("newsletter prompt", "photo credit or
    caption", "list of sources"), a heading "headline" or "heading". `readings` run in parallel
    to `sentences`; without them the rules judge alone. Never raises.
    """
    lines = _lines(text, sentences)
    state = _Page(text, len(lines), stopped=_has_stops(text, lines))
    kinds = [state.judge(number, members) for number, members in enumerate(lines)]
    _read_above_byline(lines, kinds)
    if readings:
        waiting = iter(readings)
        read = [[next(waiting) for _ in members] for members in lines]
        _read_page(text, lines, kinds, read)
    return [kind for members in kinds for kind in members]


def _read_above_byline(lines: Sequence[Sequence[SentenceSpan]], kinds: list[list[Kind]]) -> None:
    """What stands above the byline is the headline, though it end in a full stop."""
    byline = Kind(FURNITURE, "byline")
    at = next((at for at, members in enumerate(kinds[:_MOST_ABOVE]) if byline in members), 0)
    for above in range(at):
        if len(lines[above]) <= _MOST_IN_HEADLINE and _BODY in kinds[above]:
            kinds[above] = [Kind(HEADING, "headline")] * len(lines[above])


def _read_page(
    text: str,
    lines: Sequence[Sequence[SentenceSpan]],
    kinds: list[list[Kind]],
    readings: Sequence[Sequence[Reading | None]],
) -> None:
    """Skip what the reader takes for the page, from both edges inwards, then in between."""
    body = [at for at, members in enumerate(kinds) if _BODY in members]
    edges: set[int] = set()

    def is_page(at: int, bonus: float) -> bool:
        line = normalise_space(text[lines[at][0].start : lines[at][-1].end])
        return _looks_like_page(line, readings[at]) + bonus > 0

    for inwards, bonus in ((body, _TOP), (body[::-1], _BOTTOM)):
        for at in inwards:
            if at in edges or not is_page(at, bonus):
                break
            edges.add(at)
    if len(edges) == len(body):
        # An article is somewhere in it; the rules alone have said what is not.
        return
    for at in body:
        if at in edges or is_page(at, 0.0):
            line = normalise_space(text[lines[at][0].start : lines[at][-1].end])
            kinds[at] = [_page_reason(line) if kind == _BODY else kind for kind in kinds[at]]


def _looks_like_page(line: str, readings: Iterable[Reading | None]) -> float:
    """Log-odds, above 0 where a line is more likely the page, wherever it stands."""
    read = [reading for reading in readings if reading is not None]
    if not read:
        return -_CERTAIN
    # A line in which one sentence is surely the article is the article.
    if any(reading.furniture < -_SURE and reading.claim > _SURE for reading in read):
        return -_CERTAIN
    mean = sum(reading.furniture for reading in read) / len(read)
    weight = mean - _MIDDLE - _PER_SENTENCE * max(0, len(read) - 2)
    if not _ENDS.search(line):
        weight += _UNFINISHED
    elif len(line.split()) >= _TELLS and not _ADDRESSED.search(line):
        weight -= _TELLING
    # A line with a fact in it that a desk must check is the article until the page is certain.
    weight -= max(0.0, *(reading.must for reading in read))
    return weight - max(0.0, sum(reading.claim for reading in read) / len(read)) / 2


def _page_reason(line: str) -> Kind:
    if line.endswith(")") or (not _ENDS.search(line) and _PICTURED.search(line)):
        return Kind(FURNITURE, "photo credit or caption")
    if line.endswith("?") or _PROMPT.search(line):
        return Kind(FURNITURE, "call to readers")
    if not _ENDS.search(line):
        return Kind(FURNITURE, "teaser")
    return Kind(FURNITURE, "reads like part of the page")


def _lines(text: str, sentences: Sequence[SentenceSpan]) -> list[list[SentenceSpan]]:
    lines: list[list[SentenceSpan]] = []
    for sentence in sentences:
        if lines and lines[-1][0].paragraph == sentence.paragraph:
            lines[-1].append(sentence)
        else:
            lines.append([sentence])
    return lines


class _Page:
    """What has been seen further up the page while its lines are judged in order."""

    def __init__(self, text: str, count: int, *, stopped: bool) -> None:
        self.text = text
        self.count = count
        self.stopped = stopped
        self.seen: set[str] = set()
        self.begun = False
        self.headings = 0
        self.section = ""

    def judge(self, number: int, members: list[SentenceSpan]) -> list[Kind]:
        line = normalise_space(self.text[members[0].start : members[-1].end])
        whole = self._whole_line(number, line, members)
        if whole is not None:
            return [whole] * len(members)
        self.begun = True
        return [self._sentence(line, sentence) for sentence in members]

    def _whole_line(self, number: int, line: str, members: list[SentenceSpan]) -> Kind | None:
        start = members[0].start
        repeated = self._is_repeated(line)
        self.seen.update((line.lower(), line[:_BEGINNING].lower()))
        if TRACKING.search(line):
            return Kind(FURNITURE, "tracking leftover")
        if self.section == "author line":
            self.section = ""
            return Kind(FURNITURE, "author box")
        if _AUTHOR.match(line):
            # Further up the page the box is one paragraph, and the article goes on.
            self.section = "author box" if start >= _TAIL / 2 * len(self.text) else "author line"
            return Kind(FURNITURE, "author box")
        if len(line) < 80 and TEASERS.match(line):
            late = start >= _TAIL * len(self.text)
            self.section = "teaser list" if late else "short teasers"
            return Kind(FURNITURE, "teaser list")
        if self.section == "short teasers" and (_ENDS.search(line) or len(line) > 120):
            self.section = ""
        if self.section:
            return Kind(FURNITURE, self.section.replace("short teasers", "teaser list"))
        if repeated:
            return Kind(FURNITURE, "repeated line")
        for pattern, reason in LINE_RULES:
            if self._rule_fits(reason, line, members) and pattern.search(line):
                return Kind(FURNITURE, reason)
        if _is_byline(line):
            return Kind(FURNITURE, "byline")
        if _is_tagline(self.text, members):
            return Kind(FURNITURE, "author box")
        if start >= _TAIL * len(self.text) and _is_biography(line):
            return Kind(FURNITURE, "author box")
        return self._heading(number, line, members)

    def _is_repeated(self, line: str) -> bool:
        """The same line again, or its beginning cut short by "..."."""
        if len(line) <= 25:
            return False
        cut = _CUT_SHORT.search(line) is not None
        return (line[:_BEGINNING] if cut else line).lower() in self.seen

    def _rule_fits(self, reason: str, line: str, members: list[SentenceSpan]) -> bool:
        """Long running paragraphs are the article, whatever word they mention in passing."""
        if reason == "list of sources":
            return len(line) <= _LONGEST_LIST
        limit = 600 if reason == "photo credit or caption" else 320
        return len(line) <= limit and len(members) <= 4

    def _heading(self, number: int, line: str, members: list[SentenceSpan]) -> Kind | None:
        words = _WORD.findall(line)
        if not words:
            return Kind(FURNITURE, "ornament")
        if self.count == 1 or len(words) > _LONGEST_HEADING or _DASH.match(line):
            return None
        titled = len(members) == 1 and _is_title_case(words)
        finished = _ENDS.search(line) is not None
        above = not self.begun and self.headings < _MOST_ABOVE
        exclaims = line[-1] in "?!" and not self.headings
        if above and len(members) <= _MOST_IN_HEADLINE and (not finished or exclaims):
            return self._headed()
        short = len(words) <= 6 or (len(words) <= 12 and (titled or not _RUNNING.search(line)))
        if short and not finished and len(members) == 1:
            return self._headed()
        # A headline may end in a full stop; a sentence about bodies with long names has a verb.
        if titled and len(words) >= 4 and not (finished and _RUNNING.search(line)):
            return self._headed()
        # Two sentences, the last without its stop, where every paragraph has one: under a picture.
        if len(members) > 1 and not finished and self.stopped:
            return Kind(FURNITURE, "photo credit or caption")
        # “I will surrender” alone on its line: a heading in quotation marks.
        if line[0] in '“"‘' and line[-1] in '”"’' and len(words) <= 5 and line[-2].isalnum():
            return Kind(HEADING, "heading")
        return None

    def _headed(self) -> Kind:
        self.headings += 1
        return Kind(HEADING, "headline" if self.headings == 1 and not self.begun else "heading")

    def _sentence(self, line: str, sentence: SentenceSpan) -> Kind:
        own = normalise_space(self.text[sentence.start : sentence.end])
        if own == line:
            return _BODY
        for pattern, reason in LINE_RULES:
            # Inside a paragraph only what is unmistakable by itself.
            if reason in _INLINE and len(own) < 200 and pattern.search(own):
                return Kind(FURNITURE, reason)
        return _BODY


_INLINE = frozenset(
    ("browser notice", "newsletter prompt", "log-in prompt", "list of sources",
     "audio or video notice", "author box or byline")
)  # fmt: skip


def _has_stops(text: str, lines: Sequence[Sequence[SentenceSpan]]) -> bool:
    """Whether the article's paragraphs end in full stops, so that a line without one stands out."""
    ends = [
        _ENDS.search(text[members[0].start : members[-1].end]) is not None
        for members in lines
        if members[-1].end - members[0].start > _PARAGRAPH
    ]
    return len(ends) >= _FEWEST_PARAGRAPHS and sum(ends) >= 0.9 * len(ends)


def _is_biography(line: str) -> bool:
    """An author's box without its heading; a journalist in the news is not one."""
    if len(line) < _LONGEST_BIOGRAPHY and _WRITER.match(line):
        return True
    return _BIOGRAPHY.match(line) is not None and _BEAT.search(line) is not None


def _is_byline(line: str) -> bool:
    if len(line) > 120:
        return False
    if _BYLINE.match(line):
        return True
    # A short line of names and a date, no verb, no full stop.
    return (
        _DATELINE.search(line) is not None
        and len(line.split()) <= 12
        and not _ENDS.search(line)
        and not _RUNNING.search(line)
    )


def _is_tagline(text: str, members: list[SentenceSpan]) -> bool:
    """ "Creator. Problem solver. Music evangelist.": an author's box, without verbs."""
    if len(members) < 3:
        return False
    pieces = [text[sentence.start : sentence.end] for sentence in members]
    return all(
        len(piece.split()) <= 4 and piece[-1] not in "?!" and not _VERBISH.search(piece)
        for piece in pieces
    )


_VERBISH = re.compile(
    r"\b(?:I|you|he|she|it|we|they|is|are|was|were|has|have|had|do|does|did|can|will|not|no|yes)\b"
    r"|n['’]t\b|\w{3}ed\b",
    re.IGNORECASE,
)


def _is_title_case(words: list[str]) -> bool:
    long_words = [word for word in words if len(word) > 3]
    if len(long_words) < 3:
        return False
    return sum(not word[0].islower() for word in long_words) / len(long_words) >= 0.75
