"""Who said it, over the whole article.

`cues` reads one sentence. Here its sources are resolved (pronouns, surnames, "the spokesman"), a
speaker is carried through a quotation of several sentences and on to the next one, and a
claimant the article's own grammar points to wrongly is kept as written but marked as doubtful.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.text import cues, outlets
from claims.text.furniture import BODY, Kind
from claims.text.names import People
from claims.text.quotations import Quotation
from claims.text.sentences import SentenceSpan
from claims.text.spans import normalise_space
from claims.text.vocabulary import PRONOUNS, ROLES


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have asserted a sentence.

    `claimant` is the fullest name the article has for them, "" when nobody is named; `cue` the
    words that say so ("said", "according to", "told the BBC"); `outlet` the publication it goes
    back to; `span` where source and cue stand in the sentence, None when carried from another.
    `quoted` is True when most of the sentence is direct speech. `doubt` is filled by `doubts`.
    """

    claimant: str = ""
    cue: str = ""
    outlet: str = ""
    quoted: bool = False
    span: tuple[int, int] | None = None
    doubt: str = ""


_DEFINITE = re.compile(
    rf"^(?:the|that|this) (?:[\w’'-]+ ){{0,3}}?(?P<role>{ROLES})$", re.IGNORECASE
)
_BACKWARD = re.compile(
    r"^(?:This|That|So|Thus|It) (?:is|was)? ?(?:what|how|according|reported|written|stated|the)\b"
    r".{0,80}\b(?:writes?|wrote|reports?|reported|says?|said|according to|newspaper|stated)\b"
)
_DIALOGUE = re.compile(r"^\s*[-–—] ?\S")
# "Others say": nobody a later "he" or quotation could belong to.
_GENERIC = re.compile(r"^(?:others?|some|many|most|people|reports?|other reports)\b", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
# A sentence is direct speech when this share of its words stands in quotation marks.
_MOSTLY = 0.5
# Shorter quotations are names and scare quotes: they carry no speaker.
_FEWEST_WORDS = 4


def attribute(
    text: str,
    sentences: Sequence[SentenceSpan],
    kinds: Sequence[Kind],
    quotations: Sequence[Quotation],
    people: People,
) -> list[Attribution]:
    """An attribution for each sentence, in the order of `sentences` (empty for furniture).

    All four describe `text`: its sentences, what each is, its quotations and its people. Source,
    cue and content as in PolNeAR; the content is the sentence. Never raises.
    """
    reader = _Reader(text, people)
    found: list[Attribution] = []
    first = 0
    for index, (sentence, kind) in enumerate(zip(sentences, kinds, strict=True)):
        while first < len(quotations) and quotations[first].end <= sentence.start:
            first += 1
        if kind.kind != BODY:
            found.append(Attribution())
            continue
        inside = _overlapping(sentence, quotations, first)
        ahead = _next_tag_reader(reader, sentences, kinds, quotations, index, inside)
        found.append(reader.read(sentence, inside, ahead))
        reader.attribute_backward(sentence, sentences, found)
    return found


def _overlapping(
    sentence: SentenceSpan, quotations: Sequence[Quotation], first: int
) -> list[Quotation]:
    inside: list[Quotation] = []
    for at in range(first, len(quotations)):
        if quotations[at].start >= sentence.end:
            break
        inside.append(quotations[at])
    return inside


def _next_tag_reader(
    reader: "_Reader",
    sentences: Sequence[SentenceSpan],
    kinds: Sequence[Kind],
    quotations: Sequence[Quotation],
    index: int,
    inside: Sequence[Quotation],
) -> tuple[SentenceSpan, list[Quotation]] | None:
    """The sentence in which the quotation running out of this one ends: its tag is there."""
    if not inside or inside[-1].end <= sentences[index].end:
        return None
    quotation = inside[-1]
    if quotation.start in reader.speaker_of:
        return None
    last = index
    while last + 1 < len(sentences) and sentences[last + 1].start < quotation.end:
        last += 1
    if last == index or kinds[last].kind != BODY:
        return None
    begin = max(0, quotations.index(quotation, max(0, _near(quotations, quotation))))
    return sentences[last], _overlapping(sentences[last], quotations, begin)


def _near(quotations: Sequence[Quotation], quotation: Quotation) -> int:
    low, high = 0, len(quotations)
    while low < high:
        middle = (low + high) // 2
        if quotations[middle].start < quotation.start:
            low = middle + 1
        else:
            high = middle
    return low


class _Reader:
    """What the article has said so far, while its sentences are read in order."""

    def __init__(self, text: str, people: People) -> None:
        self.text = text
        self.people = people
        self.speaker = Attribution()
        self.paragraph = -1
        self.speaker_of: dict[int, Attribution] = {}
        self.last_person = ""
        self._mention = 0
        self._dialogue = -1
        self._speakers: dict[str, str] = {}

    def read(
        self,
        sentence: SentenceSpan,
        inside: list[Quotation],
        ahead: tuple[SentenceSpan, list[Quotation]] | None,
    ) -> Attribution:
        """The attribution of the next sentence; remembers its speaker for those that follow."""
        same_paragraph = sentence.paragraph == self.paragraph
        quoted = self._share_quoted(sentence, inside) >= _MOSTLY
        own = self._own(sentence, inside)
        if own is None and ahead is not None:
            own = self._own(*ahead)
            own = replace(own, span=None) if own else None
        carried = self._carried(sentence, inside, same_paragraph) if quoted else None
        result = own or carried or Attribution()
        outlet = result.outlet or outlets.via(self._words(sentence))
        result = replace(result, outlet=outlet, quoted=quoted or self._is_dialogue(sentence))
        self._remember(sentence, result, inside)
        return result

    def attribute_backward(
        self,
        sentence: SentenceSpan,
        sentences: Sequence[SentenceSpan],
        found: list[Attribution],
    ) -> None:
        """ "This is what he writes in the Guardian": the sentences before it go back to it too."""
        words = self._words(sentence)
        outlet = found[-1].outlet
        if not outlet or not _BACKWARD.match(words):
            return
        for index in range(len(found) - 2, max(-1, len(found) - 8), -1):
            if sentences[index].paragraph != sentence.paragraph:
                return
            if not found[index].outlet:
                found[index] = replace(found[index], outlet=outlet)

    def _words(self, sentence: SentenceSpan) -> str:
        return self.text[sentence.start : sentence.end]

    def _share_quoted(self, sentence: SentenceSpan, inside: Sequence[Quotation]) -> float:
        length = sentence.end - sentence.start
        covered = sum(
            min(quotation.end, sentence.end) - max(quotation.start, sentence.start)
            for quotation in inside
        )
        return covered / length if length else 0.0

    def _is_dialogue(self, sentence: SentenceSpan) -> bool:
        if _DIALOGUE.match(self._words(sentence)):
            self._dialogue = sentence.paragraph
        return sentence.paragraph == self._dialogue

    def _own(self, sentence: SentenceSpan, inside: Sequence[Quotation]) -> Attribution | None:
        """What the sentence itself says, its source resolved."""
        stretches = [
            (
                max(q.start, sentence.start) - sentence.start,
                min(q.end, sentence.end) - sentence.start,
            )
            for q in inside
        ]
        read = cues.read(self._words(sentence), stretches)
        resolved = [
            Attribution(claimant, cue.cue, cue.outlet, span=(cue.start, cue.end))
            for cue in read
            if (claimant := self._resolve(cue, sentence))
        ]
        if not resolved:
            return None
        outlet = next((each.outlet for each in resolved if each.outlet), "")
        return replace(resolved[0], outlet=outlet)

    def _resolve(self, cue: cues.Cue, sentence: SentenceSpan) -> str:
        source = cue.source
        if cue.is_outlet:
            return source
        if source.lower() in PRONOUNS:
            if source.lower() == "they":
                return ""
            return self.speaker.claimant or self._mentioned_before(sentence.start)
        definite = _DEFINITE.match(source)
        if definite:
            return self.people.with_role(definite["role"]) or source
        return self.people.full(normalise_space(source))

    def _mentioned_before(self, offset: int) -> str:
        mentions = self.people.mentions
        while self._mention < len(mentions) and mentions[self._mention][0] < offset:
            self.last_person = mentions[self._mention][1]
            self._mention += 1
        return self.people.full(self.last_person) if self.last_person else ""

    def _carried(
        self, sentence: SentenceSpan, inside: Sequence[Quotation], same_paragraph: bool
    ) -> Attribution | None:
        """The speaker of a quotation whose tag is elsewhere."""
        quotation = inside[0]
        known = self.speaker_of.get(quotation.start)
        if known is not None:
            return replace(known, span=None)
        if len(
            _WORDS.findall(self.text, quotation.start, min(quotation.end, quotation.start + 200))
        ) < (_FEWEST_WORDS):
            return None
        # On to the next paragraph only where that opens with the quotation.
        follows = sentence.paragraph == self.paragraph + 1 and quotation.start <= sentence.start
        if self.speaker.claimant and (same_paragraph or follows):
            return replace(self.speaker, span=None)
        return None

    def _remember(
        self, sentence: SentenceSpan, result: Attribution, inside: Sequence[Quotation]
    ) -> None:
        if result.claimant and not _GENERIC.match(result.claimant):
            self.speaker = replace(result, span=None)
            self._speakers[result.claimant.rsplit(" ", 1)[-1]] = result.claimant
            for quotation in inside:
                if quotation.end - quotation.start > 20:
                    self.speaker_of.setdefault(quotation.start, self.speaker)
        elif not result.claimant and not result.quoted:
            self._notice_subject(sentence)
        # A quotation a paragraph further on still belongs to the last speaker; two on, no more.
        if result.claimant or sentence.paragraph == self.paragraph:
            self.paragraph = sentence.paragraph

    def _notice_subject(self, sentence: SentenceSpan) -> None:
        """ "For her part, Olga helps. “People need help.”": the quotation will be Olga's."""
        for word in _WORDS.findall(
            self.text, sentence.start, min(sentence.end, sentence.start + 60)
        ):
            name = self._speakers.get(word)
            if name and name != self.speaker.claimant:
                self.speaker = Attribution(name)
                self.paragraph = sentence.paragraph
                return
