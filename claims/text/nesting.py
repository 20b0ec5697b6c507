"""What stands in somebody else's words, and so is theirs.

PolNeAR annotates in one voice: in "She said that he hopes to win" the hope is part of what she
said. A cue in another's content keeps its place here but loses most of its score.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.text.cues import Cue
from claims.text.reader import Tag
from claims.text.spans import CLOSERS, Span

CUE, ATTITUDE = "cue", "attitude"


@dataclass(frozen=True, slots=True)
class Attributed(Span):
    """A cue, `start` to `end`, and its source; offsets are into the sentence.

    kind: "cue" where somebody says or shows something, "attitude" where they think, want or feel
    it. score: 0 to 1, how far to trust cue and source together. subject: whom a relative pronoun
    as source stands for ("the trust, which says"). rule: what the rules read there, if they did.
    """

    kind: str
    source: Span | None
    score: float
    subject: Span | None = None
    rule: Cue | None = None


# What is left of the score of a cue without a source, and of one in another's words.
_NO_SOURCE, _NESTED = 0.75, 0.35
# The same where the other opens no clause ("praised Ann Lee, who said").
_BESIDE = 0.7
# A cue surer than this has content of its own.
_HOLDS = 0.5
_AFTER_TAG = re.compile(
    rf"\s*(?:$|[,.;:!?—–(“\"{CLOSERS}]|(?:on|in|at|during|last|this|yesterday|today|late|early|as|when|"
    r"after|before|from|to|by|via|while|with|through)\b)"
)
_SUBORDINATE = re.compile(
    r"[\W_]*(?:While|When|As|After|Before|Although|Though|If|Since|Because|Asked|In|With|Once|Until|"
    r"Like|Despite|Even)\b"
)
_CLAUSE_FOLLOWS = re.compile(
    r" (?:that|how|whether|why|what|he|she|they|it|we|I|you|his|her|their|its|there|a|an|the)\b"
    r"|,? ?[“\":]"
)
_STOP = re.compile(r"[:;](?=\s)")
_CONTENT_ENDS = re.compile(
    r";|[,—–] (?:and|but|while|whereas|though|although|yet)\b|\b(?:while|whereas)\b"
)
AND = re.compile(
    r"(?:\b(?:and|but|or|then|before|by|while|after|when)|,|–|—)\s+(?:(?:[a-z]+ly|also|then|later|"
    r"has|have|had|even|once|again|still) )*$"
)


def level(span: Span | Tag, quoted: Sequence[tuple[int, int]]) -> int:
    """Which quotation it begins in, -1 for none: a cue and its source stand in one voice."""
    return next((at for at, (start, end) in enumerate(quoted) if start <= span.start < end), -1)


def weighed(
    sentence: str, found: Sequence[Attributed], quoted: Sequence[tuple[int, int]]
) -> list[Attributed]:
    """Their scores, less where one has no source or lies in somebody else's words."""
    free = [each for each in found if level(each, quoted) < 0 and each.score >= _HOLDS]
    # "One soldier asked …, according to the BBC": the soldier's words came by an outlet.
    tags = [
        each for each in free if _is_tag(sentence, each) and not (each.rule and each.rule.is_outlet)
    ]
    open_: list[Attributed] = []
    weighed: list[Attributed] = []
    for each in found:
        kept = 1.0 if each.source is not None else _NO_SOURCE
        nested = 1.0
        if level(each, quoted) >= 0 or any(_follows(sentence, tag, each) for tag in tags):
            nested = _NESTED
        else:
            for outer in open_:
                if _holds(sentence, outer, each):
                    nested = min(nested, _NESTED if _opens_clause(sentence, outer) else _BESIDE)
        if nested == 1.0 and each in free and each not in tags:
            open_.append(each)
        weighed.append(replace(each, score=round(each.score * kept * nested, 4)))
    return weighed


def _follows(sentence: str, tag: Attributed, inner: Attributed) -> bool:
    """Whether `inner` stands before "…, he said" and so in its content."""
    if inner is tag or tag.source is None or inner.end > tag.start:
        return False
    # “…,” Lee said, according to a transcript: Lee's words all the same.
    if _STOP.search(sentence, inner.end, tag.start) or _is_tag(sentence, inner):
        return False
    return inner.end <= tag.start and (inner.source is None or inner.source.end <= tag.start)


def _holds(sentence: str, outer: Attributed, inner: Attributed) -> bool:
    """Whether `inner` lies in the content that follows `outer`."""
    if outer.end > inner.start:
        return False
    begin = inner.start
    if inner.source is not None and inner.source == outer.source:
        if AND.search(sentence, 0, inner.start):
            return False
    elif inner.source is not None:
        if inner.source.end <= outer.start:
            return False
        begin = min(begin, inner.source.start)
    if _CONTENT_ENDS.search(sentence, outer.end, max(begin, outer.end)):
        return False
    # "While the board said so, the minister noted …"
    lead = sentence[outer.end : begin].rstrip()
    return not (lead.endswith(",") and _SUBORDINATE.match(sentence))


def _opens_clause(sentence: str, outer: Attributed) -> bool:
    return outer.rule is not None or _CLAUSE_FOLLOWS.match(sentence, outer.end) is not None


def _is_tag(sentence: str, each: Attributed) -> bool:
    """Whether source and cue follow their content: “…,” he said."""
    if each.source is None or each.kind == ATTITUDE:
        return False
    first, last = min(each.start, each.source.start), max(each.end, each.source.end)
    if each.rule is not None:
        last = max(last, each.rule.end)
    lead = sentence[:first].rstrip()
    if not lead or lead[-1] not in "," + CLOSERS + "?!—–":
        return False
    return each.start < each.source.start or _AFTER_TAG.match(sentence, last) is not None
