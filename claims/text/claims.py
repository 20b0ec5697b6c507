"""The claims of one sentence: their stretches, and their wording for checking."""

import re
from dataclasses import dataclass
from itertools import islice

from claims.text.figures import Figure
from claims.text.spans import CLOSERS, Span, normalise_space, trim
from claims.text.vocabulary import SAYING

# Where one sentence may state two facts side by side.
_JOINT = re.compile(
    r"(?:,|;) (?:and|but|while|whereas) (?=(?:the|a|an|its|his|her|their|another|more|about|nearly"
    r"|some|it|he|she|they|there|[A-Z0-9])\b)|; "
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|does|did|rose|fell|said|won|lost|grew|"
    r"became|began|came|went|made|took|left|ran|cost|costs|killed|reached|opened|[a-z]{3,}ed)\b"
)
# "It was set up in May and has taken 300 calls": one subject, two facts.
_SHARED = re.compile(
    r",? and (?:(?:has|have|had|is|was|were|are|will|would)(?: since| now| already| also)?"
    r"|(?:since|now|already|later|then|also)(?: has| have| is| are| was| were)?|[a-z]{3,}ed"
    r"|employs|serves|runs|costs|covers|houses|attracts|receives|takes|gets|handles|holds|supplies"
    r"|produces|treats|carries|reaches|includes) ",
)
_SUBJECT = re.compile(
    r"(?P<subject>(?:[^\W_][\w’'.-]*|[“\"‘][^“”\"‘’]{1,50}[”\"’])"
    r"(?: (?:[\w’'.-]+|[“\"‘][^“”\"‘’]{1,50}[”\"’])){0,9}?) "
    r"(?P<verb>(?:is|are|was|were|has|have|had|will|would|opened|began|started|launched|rose|fell|grew"
    r"|won|lost|made|took|killed|cost|runs|ran)\b)"
)
# "who was born in 1950 and has lived", "said it was", "if": whose verb it is cannot be seen.
_ENTANGLED = re.compile(
    r"\b(?:who|which|that|whose|where|when|if|because|while|as|whether|between|both|"
    rf"{'|'.join(SAYING)})\b"
)
_FEWEST_WORDS = 4
# A sentence that joins more than this is a list.
_MOST_JOINTS = 8
_LONGEST_APPOSITION = 8
_DOUBLE = re.compile('[“”„«»"]')
_AFTER_TAIL = re.compile(
    r"[\s.,”\"]*(?:(?:in|on|at|to|during|after|from|by|via) [^,;:“”\"]{2,60}|according to "
    r"[^,;:]{2,60})?"
    r"[\s.”\"]*$"
)
_INTRODUCED = re.compile(r"\s*[:,]\s*(?=[“\"‘])")
_THAT = re.compile(r"(?: (?:in|on|at|during|through) [^,;:“”\"]{2,60}?)? that (?=\S)")


@dataclass(frozen=True, slots=True)
class Stretch(Span):
    """A claim in its sentence; `subject` are the words it shares with the claim before it."""

    subject: str = ""


def stretches(quote: str, figures: tuple[Figure, ...], quoted: bool) -> list[Stretch]:
    """The claims in a sentence as offsets into `quote`: one, or two where the split is clean.

    Clean means: both halves have a verb and a figure of their own, and neither stands in
    quotation marks; where they share their subject, it is plain which words that is. `figures`
    have offsets into `quote`.
    """
    if len(figures) < 2 or quoted:
        return [Stretch(0, len(quote))]
    for joint in islice(_JOINT.finditer(quote), _MOST_JOINTS):
        left, right = _before(quote, joint), Stretch(joint.end(), len(quote))
        if all(_can_stand(quote, half, figures) for half in (left, right)):
            return [left, right]
    for joint in islice(_SHARED.finditer(quote), _MOST_JOINTS):
        left = _before(quote, joint)
        begin = joint.start() + joint.group().index("and ") + 4
        subject = _SUBJECT.match(quote, 0, left.end)
        if subject is None or _ENTANGLED.search(quote, 0, left.end):
            continue
        right = Stretch(begin, len(quote), subject["subject"])
        whole = len(quote[begin:].split()) >= _FEWEST_WORDS - 1 and _can_stand(quote, left, figures)
        if whole and _differ(left, right, figures):
            return [left, right]
    return [Stretch(0, len(quote))]


def _before(quote: str, joint: re.Match[str]) -> Stretch:
    return Stretch(0, len(quote[: joint.start()].rstrip()))


def _differ(left: Span, right: Span, figures: tuple[Figure, ...]) -> bool:
    """Whether both halves have figures, and of different things: a date here, a count there."""
    kinds = [
        {figure.kind for figure in figures if half.start <= figure.start and figure.end <= half.end}
        for half in (left, right)
    ]
    return all(kinds) and not kinds[0] & kinds[1]


def _can_stand(quote: str, half: Span, figures: tuple[Figure, ...]) -> bool:
    words = quote[half.start : half.end]
    return (
        len(words.split()) >= _FEWEST_WORDS
        and _FINITE.search(words) is not None
        and any(half.start <= figure.start and figure.end <= half.end for figure in figures)
        and len(_DOUBLE.findall(words)) % 2 == 0
    )


def wording(quote: str, cue: tuple[int, int] | None, subject: str = "") -> str:
    """The claim as worded for checking.

    `quote` is the claim as it stands in the article; `cue` the offsets into it of source and cue,
    or None; `subject` what stands before it in its sentence and belongs to it, too. Attribution
    ("…, Smith said.", "According to Smith, …", "Smith said that …") and the quotation marks around
    the whole are dropped where that leaves a sentence; else the quote comes back with its white
    space normalised.
    """
    content = quote
    if cue is not None:
        content = _without_cue(quote, *cue)
    if subject:
        content = f"{subject} {content}"
    bare = _without_marks(normalise_space(content))
    if len(bare.split()) < 2:
        bare = _without_marks(normalise_space(quote))
    if bare != normalise_space(quote) or bare[:1].islower():
        bare = bare[:1].upper() + bare[1:]
    if bare and (bare[-1].isalnum() or bare[-1] in ")%"):
        bare += "."
    return bare or normalise_space(quote)


def _without_cue(quote: str, start: int, end: int) -> str:
    head = quote[:start].rstrip()
    tail = quote[end:]
    closed = max((head.rfind(mark) for mark in '”"»'), default=-1)
    # “…,” said Ms Okafor, the council's engineer: all that follows the quotation is its tag.
    if closed > 0 and head[0] in '“"«' and not _DOUBLE.search(quote, closed + 1):
        between = head[closed + 1 :].strip(" ,")
        if len(between.split()) <= _LONGEST_APPOSITION:
            return head[: closed + 1]
    if head and (head[-1] in ",?!" or head[-1] in CLOSERS) and _AFTER_TAIL.match(tail):
        return head.rstrip(", ")
    if start <= 1 or not head.strip('-–•"“ '):
        if tail.startswith(","):
            return tail[1:]
        if match := _THAT.match(tail):
            return tail[match.end() :]
        if match := _INTRODUCED.match(tail):
            return tail[match.end() :]
    return quote


def _without_marks(content: str) -> str:
    """Without quotation marks around the whole, and without a dialogue's dash."""
    span = trim(content, 0, len(content), "-–—•*")
    if span.end < len(content):
        span = Span(span.start, len(content))
    bare = content[span.start : span.end]
    inner = len(_DOUBLE.findall(bare[1:-1])) if len(bare) > 2 else 0
    if inner % 2 == 0 and len(bare) > 2:
        if bare[0] in '“"„«' and (bare[-1] in '”"»' or inner == 0):
            bare = bare[1:]
        if bare[-1] in '”"»' and len(_DOUBLE.findall(bare[:-1])) % 2 == 0:
            bare = bare[:-1]
    return bare.strip(" ,")
