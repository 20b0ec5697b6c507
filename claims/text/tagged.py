"""Cues and sources of a sentence, joined from the reader's tags and the rules of `cues`.

The reader tags word by word; here its runs are joined to whole cues and noun phrases, each cue gets
its source, and what stands inside another's content is left out: as PolNeAR annotates, a reported
report is the outer speaker's.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.text import cues, nesting
from claims.text.cues import Cue
from claims.text.nesting import CUE, Attributed
from claims.text.reader import Reading, Tag
from claims.text.spans import CLOSERS, UPPER, Span, trim, words

SOURCE = "source"


# From this score on a cue names a claimant.
TRUSTED = 0.5
# A cue that only the rules see, and one they agree on with the reader.
_BY_RULE, _AGREED = 0.62, 0.5

_AUXILIARIES = frozenset(
    words(
        "appear appears appeared seem seems seemed "
        "has have had having is are was were be been being am do does did will would can could may "
        "might must should shall 's 've 'd 'll ’s ’ve ’d ’ll s ve d ll to by of on in at for with "
        "about as from into over that it not n't n’t never also then later already now just still "
        "there so out up the a an his her their its who which and or but"
    )
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BREAK = re.compile(r"[,;:.!?“”\"()\[\]—–]|\b(?:and|or|but|that|who|which|while)\b")
_MOST_BETWEEN = 3
_MOST_IN_GAP = 2
# Between the parts of one noun phrase.
_LINK = re.compile(
    r"\s*(?:['’]s?|of|of the|of a|of an|for|for the|at|at the|in|in the|from|from the|the|a|an|and"
    r"|and the|,|, an?|, the|\.|&|-)?\s*"
)
_DETERMINER = re.compile(
    r"(?:the|an?|one|some|several|two|three|other|another|his|her|their|its|this|these|those|our)\b",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?<![\w’'-])(?:the|an?|another|his|her|their|its|these|those|our) (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_LED = re.compile(r"(?:to|by|from|of|with|in|at) (?=\S)")
# What follows a determiner tagged alone: up to three words, the last before a verb or a comma.
_REST = re.compile(
    r"(?: [\w’'-]+){1,3}?(?=,| (?:of|for|has|have|had|is|was|were|said|says|will|would|who)\b)"
)
_PRONOUN = re.compile(
    r"(?<![\w’'-])(?P<who>he|she|they|it|we|you|I|who|which|that|everyone|nobody|no one|others|"
    r"many|some|people)"
    r"(?:['’](?:s|d|ve|ll|m|re))?(?: (?:has|have|had|also|then|later|once|again|repeatedly|already|"
    r"still|recently|previously|now|often|never|always|will|would|can|could|may|might|must|should|"
    r"did|do|does|not|is|are|was|were|been|be|being|just|simply|only|[a-z]+ly|n['’]t|"
    r"at first|in turn)){0,4}\s*$",
)
_RELATIVE = frozenset(words("who which that"))
_BEFORE_RELATIVE = re.compile(
    rf"(?:^|[\s“(])(?P<who>(?:the|an?|its|his|her|their) (?:[\w’'-]+ ){{0,3}}?[\w’'-]+"
    rf"|[{UPPER}][\w’'-]+(?: [{UPPER}][\w’'-]+){{0,3}}), $"
)
_OWN_PRONOUN = re.compile(r"(?P<who>I|we|he|she|they|it|you|We|He|She|They|It|You)\b\W+(?=\w)")
_PARTICIPLE = re.compile(r"\w+ing\b")
_TOWARDS = re.compile(
    r"(?:\baccording(?: to)?|\b(?:attribut|credit)\w+ to|\bby|\bof|\bfrom|\bcited|\bquoted"
    r"|\bquoting|\bciting)$",
    re.IGNORECASE,
)
_TURN = re.compile(
    rf"^[\s“\"‘-]*(?P<who>[{UPPER}][\w.’'-]*(?: (?:[{UPPER}][\w.’'-]*|of|the|and|de|van)){{0,4}})"
    r" ?(?P<cue>:)(?=\s)"
)
_NO_TURN = frozenset(
    words(
        "Editor's Editor’s Update Updated Correction Clarification Photo Photos Video Watch Read "
        "More Related Also Note Source Sources Credit Image Published Here This That What How Why "
        "These Those There Today Tomorrow Yesterday And But Question Answer Verdict Result First "
        "Second Third Live Breaking Exclusive Opinion Analysis Date Time Tickets Price Where When"
    )
)
_CLOSED = re.compile(rf"(?P<mark>[,{CLOSERS}?!—–])\s*$")
# Verbs that stand before their subject after a mere comma: "It is late, said Ann".
_FRONTED = re.compile(
    r"(?:said|says|added|adds|explained|explains|wrote|writes|announced|noted|argued|according to|"
    r"reported|reports)$"
)
_PASSIVE = re.compile(r"(?:ed|en|wn|id|ld)$")
_BE = re.compile(
    r"\b(?:is|are|was|were|been|be|being)(?: [a-z]+ly| also)? (?:said|believed|reported|"
    r"verified|confirmed|"
    r"alleged|understood|thought|known|considered|rumou?red|quoted|described|estimated|expected|labell?ed|"
    r"rated|named|dubbed|criticised|criticized|asked|told|accused|blamed|charged|deemed|called|cited|seen)\b"
)
_PREPOSITION = re.compile(
    r"\b(?:to|in|at|of|for|by|with|from|on|under|about|against|over|like|than)"
    r"(?: (?:the|a|an|his|her|their|its))?\s*$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"^(?P<cue>[―—–-])\s*(?P<who>[{UPPER}][\w.’'-]+(?: [{UPPER}][\w.’'-]+){{1,3}})(?=[,.]|\s*$)"
)


def read(
    sentence: str, reading: Reading | None, quoted: Sequence[tuple[int, int]] = ()
) -> list[Attributed]:
    """The cues of a sentence in the order of the text, with their sources.

    `reading` is the reader's of `sentence`, None where there is none: then the rules alone decide.
    `quoted` are the stretches of `sentence` inside quotation marks. Whoever needs fewer and surer
    ones takes those above a score. Never raises; time is linear in the number of tags, of which
    a reading has few.
    """
    rules = cues.read(sentence, quoted)
    tags = reading.tags if reading else ()
    sources = _noun_phrases(sentence, [tag for tag in tags if tag.kind == SOURCE])
    runs = _joined(sentence, [tag for tag in tags if tag.kind != SOURCE], sources)
    found: list[Attributed] = []
    taken: set[int] = set()
    for run in runs:
        rule = next((rule for rule in rules if _meet(rule.verb, run)), None)
        if rule is not None:
            if id(rule) in taken:
                continue
            taken.add(id(rule))
        outside = [
            source
            for source in sources
            if nesting.level(source, quoted) == nesting.level(run, quoted)
        ]
        found.append(_attributed(sentence, run, rule, outside, found))
    if turn := _turn(sentence, quoted):
        found.append(turn)
    for rule in rules:
        if id(rule) not in taken:
            found.append(_by_rule(rule, sources, bool(tags)))
    found.sort(key=lambda each: each.start)
    return nesting.weighed(sentence, found, quoted)


def _meet(one: Span | Tag, other: Span | Tag) -> bool:
    return one.start < other.end and other.start < one.end


def _noun_phrases(sentence: str, tags: Sequence[Tag]) -> list[Tag]:
    """Source tags, with neighbours joined that are parts of one noun phrase."""
    joined: list[Tag] = []
    for tag in tags:
        last = joined[-1] if joined else None
        if last and _LINK.fullmatch(sentence, last.end, tag.start):
            joined[-1] = replace(last, end=tag.end, score=max(last.score, tag.score))
        else:
            joined.append(tag)
    return [_grown(sentence, tag) for tag in joined]


def _grown(sentence: str, tag: Tag) -> Tag:
    """Grown to the determiner before it: "[product safety office]" with its "the"."""
    bare = trim(sentence, tag.start, tag.end, ",;:.–—")
    if bare.end > bare.start:
        tag = replace(tag, start=bare.start)
    if led := _LED.match(sentence, tag.start, tag.end):
        tag = replace(tag, start=led.end())
    before = sentence[max(0, tag.start - 60) : tag.start]
    lead = _DETERMINED.search(before)
    if lead is not None and not _DETERMINER.match(sentence, tag.start):
        return replace(tag, start=tag.start - len(before) + lead.start())
    if _DETERMINER.fullmatch(sentence, tag.start, tag.end):
        rest = _REST.match(sentence, tag.end)
        return replace(tag, end=rest.end()) if rest else tag
    return tag


def _joined(sentence: str, tags: Sequence[Tag], sources: Sequence[Tag]) -> list[Tag]:
    """Runs of one cue joined; those of nothing but auxiliaries are left out."""
    runs: list[Tag] = []
    for tag in tags:
        last = runs[-1] if runs else None
        if last and _one_cue(sentence, last, tag, sources):
            bare = _is_bare(sentence, last)
            runs[-1] = Tag(
                tag.kind if bare else last.kind,
                last.start,
                tag.end,
                tag.score if bare or tag.score > last.score else last.score,
            )
        else:
            runs.append(tag)
    return [
        run
        for run in runs
        if not _is_bare(sentence, run) and not sentence.startswith("without", run.start)
    ]


def _one_cue(sentence: str, last: Tag, tag: Tag, sources: Sequence[Tag]) -> bool:
    gap = sentence[last.end : tag.start]
    return (
        (last.kind == tag.kind or _is_bare(sentence, last) or _is_bare(sentence, tag))
        and not _BREAK.search(gap)
        and len(gap.split()) <= _MOST_BETWEEN
        and not any(last.end <= source.start < tag.start for source in sources)
    )


def _is_bare(sentence: str, tag: Tag) -> bool:
    return all(word.lower() in _AUXILIARIES for word in _WORD.findall(sentence, tag.start, tag.end))


def _attributed(
    sentence: str,
    run: Tag,
    rule: Cue | None,
    sources: Sequence[Tag],
    before: Sequence[Attributed],
) -> Attributed:
    score = run.score
    if rule is not None:
        score = max(score, TRUSTED) if rule.judges else 1 - (1 - score) * _AGREED
        who = rule.who
        # "The petitioner, a residents' forum, contended": the rules take the apposition.
        for tag in sources:
            apart = "," in sentence[tag.start : who.start]
            if apart and who.end <= tag.end and rule.source[:1].islower():
                who = Span(tag.start, tag.end)
        return Attributed(run.start, run.end, run.kind, who, score, rule=rule)
    start = run.start
    if (own := _OWN_PRONOUN.match(sentence, start, run.end)) is not None:
        return Attributed(own.end(), run.end, run.kind, Span(*own.span("who")), score)
    subject: Span | None = None
    source = _after(sentence, run, sources)
    if source is None and not _is_passive(sentence, run):
        source, subject = _before(sentence, run, sources, before)
        source = source or cues.subject_before(sentence, start)
    return Attributed(start, run.end, run.kind, source, score, subject)


def _is_passive(sentence: str, run: Tag) -> bool:
    """ "were said to have failed": the subject is whom it is said of."""
    return _BE.search(sentence, max(0, run.start - 12), run.end) is not None


def _after(sentence: str, run: Tag, sources: Sequence[Tag]) -> Span | None:
    """The source of an inverted cue (“…,” said Ann Lee) or after "according to", "by"."""
    nearest = next((source for source in sources if source.start >= run.end), None)
    if nearest is None:
        return None
    gap = sentence[run.end : nearest.start]
    if len(gap.split()) > _MOST_IN_GAP or _BREAK.search(gap):
        return None
    if _TOWARDS.search(sentence, run.start, run.end) or gap.strip() == "to":
        return Span(nearest.start, nearest.end)
    if gap.strip() == "by" and _PASSIVE.search(sentence, run.start, run.end):
        return Span(nearest.start, nearest.end)
    closed = _CLOSED.search(sentence[: run.start])
    if closed is None or _PARTICIPLE.match(sentence, run.start) or gap.strip() == "by":
        return None
    if closed["mark"] == "," and not _FRONTED.search(sentence, run.start, run.end):
        return None
    return Span(nearest.start, nearest.end)


def _before(
    sentence: str, run: Tag, sources: Sequence[Tag], earlier: Sequence[Attributed]
) -> tuple[Span | None, Span | None]:
    """The source on the subject's side; and whom it stands for if it is a relative pronoun."""
    head = sentence[max(0, run.start - 80) : run.start]
    left = [source for source in sources if source.end <= run.start]
    if (pronoun := _PRONOUN.search(head)) is not None:
        at = run.start - len(head) + pronoun.start("who")
        span = Span(at, at + len(pronoun["who"]))
        if pronoun["who"] not in _RELATIVE:
            return span, None
        far = next((source for source in reversed(left) if source.end <= at), None)
        if far is not None:
            return span, Span(far.start, far.end)
        if pronoun["who"] != "that":
            return span, _antecedent(sentence, at)
    nearest = left[-1] if left else None
    last = next((each for each in reversed(earlier) if each.source is not None), None)
    continues = nesting.AND.search(head) is not None
    adjoins = _adjoins(sentence, nearest, run)
    if last is not None and last.source is not None and continues and not adjoins:
        return last.source, last.subject
    if nearest is None:
        return None, None
    if not adjoins and (chunk := cues.subject_before(sentence, run.start)) is not None:
        return chunk, None
    subjects = [source for source in left if not _PREPOSITION.search(sentence, 0, source.start)]
    if continues and _PARTICIPLE.match(sentence, run.start) and subjects:
        nearest = subjects[0]
    elif subjects:
        nearest = subjects[-1]
    return Span(nearest.start, nearest.end), None


def _antecedent(sentence: str, at: int) -> Span | None:
    """The noun phrase right before a relative pronoun: "the trust" in "by the trust, which"."""
    match = _BEFORE_RELATIVE.search(sentence[max(0, at - 60) : at])
    if match is None:
        return None
    shift = max(0, at - 60)
    return Span(match.start("who") + shift, match.end("who") + shift)


def _adjoins(sentence: str, source: Tag | None, run: Tag) -> bool:
    """Whether only auxiliaries and adverbs stand between source and cue."""
    if source is None:
        return False
    gap = sentence[source.end : run.start]
    return not _BREAK.search(gap) and len(gap.split()) <= _MOST_BETWEEN


def _by_rule(rule: Cue, sources: Sequence[Tag], read: bool) -> Attributed:
    known = any(_meet(rule.who, source) for source in sources)
    score = _BY_RULE if known or not read else _BY_RULE * 0.7
    return Attributed(rule.verb.start, rule.verb.end, CUE, rule.who, score, rule=rule)


def _turn(sentence: str, quoted: Sequence[tuple[int, int]]) -> Attributed | None:
    """ "WALLACE: Why?" and "Pence: No deal": the colon is the cue."""
    match = _TURN.match(sentence) or _SIGNED.match(sentence)
    if match is None or any(start <= match.start("cue") < end for start, end in quoted):
        return None
    if match["who"].split()[0] in _NO_TURN or not match["who"][1:2]:
        return None
    return Attributed(*match.span("cue"), CUE, Span(*match.span("who")), 0.7)


def trimmed(sentence: str, span: Span) -> Span:
    """A source without the marks and blanks at its ends."""
    return trim(sentence, span.start, span.end, ",.;:“”\"‘’'-–—")
