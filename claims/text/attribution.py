"""Who said it, over the whole article.

`cues` reads one sentence. Here its sources are resolved (pronouns, surnames, "the spokesman"), a
speaker is carried through a quotation of several sentences and on to the next one, and a
claimant the article's own grammar points to wrongly is kept as written but marked as doubtful.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claims.text import asserting, outlets, relayed, resolving, speakers, tagged, unnamed
from claims.text.dialogue import Dialogue
from claims.text.furniture import BODY, Kind
from claims.text.names import People
from claims.text.nesting import Attributed
from claims.text.quotations import Quotation
from claims.text.reader import Reading
from claims.text.resolving import Resolver
from claims.text.sentences import SentenceSpan
from claims.text.spans import UPPER, normalise_space
from claims.text.speakers import Speakers
from claims.text.vocabulary import BARE_SOURCES, PRONOUNS


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


_BACKWARD = re.compile(
    r"^(?:This|That|So|Thus|It) (?:is|was)? ?(?:what|how|according|reported|written|stated|the)\b"
    r".{0,80}\b(?:writes?|wrote|reports?|reported|says?|said|according to|newspaper|stated)\b"
)
_LABEL = re.compile(
    rf"(?<![\w’'.-])(?P<name>[{UPPER}][\w.’'-]*(?: [{UPPER}][\w.’'-]*){{0,4}}):(?=\s)"
)
_ALONE = BARE_SOURCES | PRONOUNS | {"another"}
# "citing national security": an adjective is nobody.
_LOWER = re.compile(r"(?!it$)[a-z-]+(?<!s)")
# "A teacher with" two children: where the source was cut short.
_CUT = re.compile(r" (?:with|of|in|at|for|from|to|by|and|on)(?: (?:the|an?|two|three|his|her))?$")
_MARKS = re.compile('[“”"]')
_WORDS = re.compile(r"\w+")
_CIRCULATES = re.compile(r"\b(?:circulate|appear|spread)(?:s|d|ed)?\b[^.:“\"]{0,40}:? ?[“\"]")
_TALK_FOLLOWS = re.compile(r"(?<=:)\s*(?:[-–—] ?(?=[^\s\d])|[“\"«„])")
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
    readings: Sequence[Reading | None] = (),
) -> list[Attribution]:
    """An attribution for each sentence, in the order of `sentences` (empty for furniture).

    All describe `text`: its sentences, what each is, its quotations, its people, and what the
    reader made of each sentence (none: rules alone). Source, cue and content as in PolNeAR; the
    content is the sentence. Never raises.
    """
    read = {
        sentence.start: reading
        for sentence, reading in zip(sentences, readings, strict=False)
        if reading is not None
    }
    reader = _Reader(text, people, read)
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
        found.append(reader.read(index, sentence, inside, ahead))
        for number, name in reader.dialogue.filled():
            if not found[number].claimant:
                found[number] = replace(found[number], claimant=name)
        reader.attribute_backward(sentence, sentences, found)
    return found


# No quotation of more sentences has its tag at the end.
_FARTHEST = 60


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
        if last - index > _FARTHEST:
            return None
    if last == index or kinds[last].kind != BODY:
        return None
    begin = bisect_left(quotations, quotation.start, key=lambda each: each.start)
    return sentences[last], _overlapping(sentences[last], quotations, begin)


def _is_tag(
    own: Attribution, sentence: str, where: SentenceSpan, inside: Sequence[Quotation]
) -> bool:
    """Whether source and cue tag a turn: "asked Ann Lee", a label's colon, “…,” she says."""
    if own.span is None:
        return False
    if own.cue == ":" or sentence.startswith(own.cue.split(" ")[0], own.span[0]):
        return True
    at = where.start + own.span[0]
    return any(where.start <= mark.end <= at for mark in inside)


class _Reader:
    """What the article has said so far, while its sentences are read in order."""

    def __init__(self, text: str, people: People, readings: Mapping[int, Reading]) -> None:
        self.text = text
        self.people = people
        self.readings = readings
        self.heard = Speakers(text, people)
        self.resolver = Resolver(text, people, readings, self.heard)
        self.dialogue = Dialogue(people)
        self._labels = Counter(match["name"] for match in _LABEL.finditer(text))
        self._named = {word for mention in people.seen for word in mention.name.casefold().split()}
        self.speaker = Attribution()
        self.paragraph = -1
        self.speaker_of: dict[int, Attribution] = {}
        self._quoted_to = 0
        # Where the paragraph begins, the sentence read last, and whether the speaker said it.
        self._begun = 0
        self._last: SentenceSpan | None = None
        self._last_said = False
        self._speakers: dict[str, str] = {}

    def read(
        self,
        index: int,
        sentence: SentenceSpan,
        inside: list[Quotation],
        ahead: tuple[SentenceSpan, list[Quotation]] | None,
    ) -> Attribution:
        """The attribution of the next sentence; remembers its speaker for those that follow."""
        same_paragraph = sentence.paragraph == self.paragraph
        if self._last is None or self._last.paragraph != sentence.paragraph:
            self._begun, self._last_said = sentence.start, False
        written = self._words(sentence)
        quoted = self._share_quoted(sentence, inside) >= _MOSTLY
        everybody = self._own(sentence, inside)
        own = everybody[0] if everybody else None
        if own is not None and relayed.is_anybody(own.claimant) and same_paragraph:
            own = self._account(own, written, sentence)
        if own is None and ahead is not None:
            later = self._own(*ahead)
            own = replace(later[0], span=None) if later else None
        # In a turn of dialogue only a tag names the speaker: "- Why? asked Ann Lee."
        tag = own is not None and own.span is not None and _is_tag(own, written, sentence, inside)
        spoken = self.dialogue.turn(
            written,
            sentence.paragraph,
            own.claimant if tag and own else "",
            index,
            label=tag and own is not None and own.cue == ":",
        )
        if self.dialogue.going and spoken and not tag:
            own = None
        carried = None
        if quoted and own is None:
            carried = self._carried(sentence, inside, same_paragraph)
        if own is None and carried is None and inside:
            carried = self._colon(sentence, inside)
        if own is None and spoken and (carried is None or carried.claimant != spoken):
            carried = Attribution(spoken)
        if not self.dialogue.going and inside and (quoted or inside[0].start <= sentence.start):
            self._hear(index, sentence, own or carried)
        if own is None and carried is None:
            carried = self._unsigned(written, sentence)
        result = own or carried or Attribution()
        outlet = result.outlet or outlets.via(written)
        result = replace(result, outlet=outlet, quoted=quoted or self.dialogue.going)
        self._remember(sentence, result, inside)
        self._last = sentence
        self._last_said = bool(result.claimant) and result.claimant == self.speaker.claimant
        self._announce(sentence, own)
        self._quoted_to = max([self._quoted_to, *(mark.end for mark in inside)])
        claimants = [each.claimant for each in everybody] or [result.claimant] * bool(
            result.claimant
        )
        self.heard.remember(sentence, claimants, inside, self.resolver.subject(sentence, inside))
        return result

    def attribute_backward(
        self,
        sentence: SentenceSpan,
        sentences: Sequence[SentenceSpan],
        found: list[Attribution],
    ) -> None:
        """ "This is what he writes in the Guardian": the sentences before it go back to it too."""
        outlet = found[-1].outlet
        if not outlet or not _BACKWARD.match(self._words(sentence)):
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

    def _cues(self, sentence: SentenceSpan, inside: Sequence[Quotation]) -> list[Attributed]:
        """Who says something in the sentence, outlets last."""
        stretches = [
            (
                max(q.start, sentence.start) - sentence.start,
                min(q.end, sentence.end) - sentence.start,
            )
            for q in inside
        ]
        written = self._words(sentence)
        found = tagged.read(written, self.readings.get(sentence.start), stretches)
        trusted = [
            each
            for each in found
            if each.score >= tagged.TRUSTED
            and asserting.asserts(written, each)
            and (written[each.start : each.end] != ":" or self._is_label(written, each))
        ]
        return sorted(trusted, key=lambda each: bool(each.rule and each.rule.is_outlet))

    def _is_label(self, written: str, each: Attributed) -> bool:
        """Whether a name before a colon is somebody's and no dateline."""
        name = written[each.source.start : each.source.end] if each.source else ""
        return (
            self._labels[name] > 1
            or unnamed.is_role(name)
            or all(word in self._named for word in name.casefold().split())
        )

    def _own(self, sentence: SentenceSpan, inside: Sequence[Quotation]) -> list[Attribution]:
        """What the sentence itself says, its sources resolved, the weightiest first."""
        resolved: list[Attribution] = []
        for each in self._cues(sentence, inside):
            made = self._made(each, sentence, inside, resolved)
            if made is not None:
                resolved.append(made)
        outlet = next((each.outlet for each in resolved if each.outlet), "")
        return [replace(each, outlet=each.outlet or outlet) for each in resolved]

    def _made(
        self,
        each: Attributed,
        sentence: SentenceSpan,
        inside: Sequence[Quotation],
        earlier: Sequence[Attribution],
    ) -> Attribution | None:
        written = self._words(sentence)
        if each.rule is not None and each.rule.is_outlet:
            rule = each.rule
            return Attribution(rule.source, rule.cue, rule.outlet, span=(rule.start, rule.end))
        where = each.subject or each.source
        if where is None:
            return None
        where = tagged.trimmed(written, where)
        source = normalise_space(written[where.start : where.end])
        if each.rule is not None and where == tagged.trimmed(written, each.rule.who):
            source = each.rule.source
        elif resolving.COMMON.match(source):
            source = source.split(",", 1)[0]
        if _LOWER.fullmatch(source) and source not in _ALONE:
            return None
        source = _CUT.sub("", source)
        if source.count("“") != source.count("”") or source.count('"') % 2:
            source = _MARKS.sub("", source)
        claimant = self.resolver.claimant(
            source,
            where,
            sentence,
            inside,
            [before.claimant for before in earlier],
            self.speaker.claimant,
        )
        if not claimant:
            return None
        if each.rule is not None:
            cue, outlet = each.rule.cue, each.rule.outlet
            span = (each.rule.start, each.rule.end)
        else:
            cue, outlet = normalise_space(written[each.start : each.end]), ""
            span = (min(where.start, each.start), max(where.end, each.end))
            if outlets.is_outlet(source):
                claimant = outlet = outlets.starting(source)
        return Attribution(claimant, cue, outlet, span=span)

    def _carried(
        self, sentence: SentenceSpan, inside: Sequence[Quotation], same_paragraph: bool
    ) -> Attribution | None:
        """The speaker of a quotation whose tag is elsewhere."""
        quotation = inside[0]
        known = self.speaker_of.get(quotation.start)
        if known is not None:
            return replace(known, span=None)
        if quotation.start >= sentence.start and not self.dialogue.going:
            other = self.dialogue.reply(
                self.text[self._quoted_to : quotation.start],
                sentence.paragraph,
                self._words(sentence),
            )
            if other is not None:
                self.speaker = Attribution(other)
                self.paragraph = sentence.paragraph
                self.speaker_of[quotation.start] = self.speaker
                return self.speaker
        whole = quotation.start <= sentence.start and sentence.end <= quotation.end
        if not (whole and same_paragraph) and len(
            _WORDS.findall(self.text, quotation.start, min(quotation.end, quotation.start + 200))
        ) < (_FEWEST_WORDS):
            return None
        # On to the next paragraph only where that opens with the quotation.
        follows = sentence.paragraph == self.paragraph + 1 and quotation.start <= sentence.start
        if self.speaker.claimant and (same_paragraph or follows):
            return replace(self.speaker, span=None)
        return None

    def _colon(self, sentence: SentenceSpan, inside: Sequence[Quotation]) -> Attribution | None:
        """ "A teacher sees it differently: “…”": no cue, but a subject and a colon."""
        lead = self.text[sentence.start : inside[0].start].rstrip()
        if not lead.endswith(":"):
            return None
        name = unnamed.announced(lead)
        return Attribution(name) if name else None

    def _account(self, own: Attribution, written: str, sentence: SentenceSpan) -> Attribution:
        """Whose account it is that nobody in particular speaks in: the one before, or theirs."""
        before = self.text[self._last.start : self._last.end] if self._last else ""
        if self.speaker.claimant and self._last_said and relayed.passes_on(written, before):
            return replace(self.speaker, span=None)
        return own

    def _unsigned(self, written: str, sentence: SentenceSpan) -> Attribution | None:
        """Reports that nobody signs, and what circulates in a channel."""
        found = relayed.unsigned(written)
        if found is not None:
            return Attribution(*found)
        if _CIRCULATES.search(written):
            name = relayed.channel(self.text[self._begun : sentence.end])
            return Attribution(name) if name else None
        return None

    def _announce(self, sentence: SentenceSpan, own: Attribution | None) -> None:
        """ "The clerk answers:" and a turn or a quotation after it."""
        if _TALK_FOLLOWS.match(self.text, sentence.end) is None:
            return
        name = own.claimant if own else unnamed.announced(self._words(sentence))
        self.dialogue.introduce(name, sentence.paragraph)
        if name and own is None:
            self.speaker = Attribution(name)
            self.paragraph = sentence.paragraph

    def _hear(self, index: int, sentence: SentenceSpan, said: Attribution | None) -> None:
        """Let the dialogue know of direct speech that no dash opens."""
        name = said.claimant if said else ""
        if not name or speakers.can_talk(name):
            self.dialogue.heard(name, sentence.paragraph, self._words(sentence), index)

    def _remember(
        self, sentence: SentenceSpan, result: Attribution, inside: Sequence[Quotation]
    ) -> None:
        if result.claimant and not resolving.GENERIC.match(result.claimant):
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
