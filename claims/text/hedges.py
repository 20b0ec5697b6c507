"""Hedges: words by which the article itself leaves open whether something is so, and their reach.

Lexical hedges as in the CoNLL-2010 shared task, narrowed to those that tell a desk the writer has
not stood it up. The trained reader adds the ones that only their sentence shows: "may" of what is
possible and not of what is allowed, "should" for hearsay. Cue verbs ("alleged that"), qualifiers
of a number, plans and ability ("can be used") are no hedges.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from claims.text.spans import CLOSERS, Span, trim
from claims.text.vocabulary import SAYING

_BE = r"(?:is|are|was|were|be|been|being|[’']s|[’']re)"
_SURE = (
    r"(?:verified|confirmed|corroborated|substantiated|authenticated|checked|established|proven"
    r"|proved)"
)
_HEARD = r"(?:said|reported|believed|thought|understood|rumou?red|alleged|claimed|suspected|feared)"
_DATA = (
    r"(?:study|studies|trial|paper|research|evidence|data|figures|polls?|surveys?|analys[ie]s"
    r"|findings|images|imagery|video|footage|photographs?|tests?|records|estimates|results|signs"
    r"|indications|documents)"
)
_HEDGE = re.compile(
    "|".join(
        (
            # One word, always.
            r"\b(?:allegedly|reportedly|supposedly|purportedly|apparently|seemingly|ostensibly"
            r"|presumably|rumou?red|unconfirmed|unverified|unsubstantiated|uncorroborated"
            r"|purported|supposed(?= [a-z])(?! to)|conceivably|possibly|probably|perhaps|maybe"
            r"|potentially|unofficially|arguably|rumou?rs)\b",
            # "the alleged thousands"; "a report that alleged fraud" is a cue.
            r"(?:(?<=\bthe )|(?<=\ban )|(?<=\bhis )|(?<=\bher )|(?<=\bits )|(?<=\btheir )|"
            r"(?<=\bof )"
            r"|(?<=\bfor )|(?<=\bover )|(?<=\bwith )|(?<=\bany )|(?<=\bother )|(?<=[’']s )|(?<=^))"
            r"alleged\b(?! that| in )",
            # "likely", but no odds: "twice as likely", "more likely to die".
            r"(?:(?:almost|nearly) certain(?:ly)?|(?<!more )(?<!less )(?<!as )(?<!times "
            r")(?<!equally )"
            r"\b(?:most |very |highly |quite )?(?:un)?likely)\b(?! to be found)",
            # Hearsay in the passive.
            rf"\b{_BE} (?:also |widely |still |now |generally |variously ){{0,3}}(?:{_HEARD}|"
            rf"estimated) "
            rf"to(?: (?:have|be))?\b",
            r"\b(?:said|believed|thought|understood|reported|suspected|alleged) to (?:have|be)\b",
            rf"\bit (?:is|was|has been) (?:also |widely |now )?{_HEARD}\b(?! to\b)",
            # "cannot be independently verified", "could not confirm".
            r"\b(?:can(?:not| ?not|['’]t)|could(?: not|n['’]t)|(?:has|have|had) (?:not|n['’]t|"
            r"never)"
            rf"|(?:has|have|had)n['’]t|(?:was|were) (?:not|never)|not yet|yet to|never) (?:yet )?"
            rf"(?:be|been|immediately be)? ?(?:yet )?(?:independently |immediately |fully |"
            rf"officially "
            rf"|publicly |conclusively ){{0,3}}{_SURE}\b",
            rf"\bneither [^.,;]{{2,40}} (?:can|could) be (?:independently )?{_SURE}\b",
            r"\b(?:can(?:not|['’]t)|could(?: not|n['’]t)|(?:was|were|been|is|are)(?: not|n['’]t) "
            r"able to"
            r"|not (?:yet )?been able to|unable to|not possible to|(?:hard|difficult|impossible) "
            r"to)"
            r" (?:independently |immediately ){0,3}(?:verify|confirm|corroborate|establish|"
            r"substantiate)\b",
            # What is known of it.
            r"\b(?:it )?(?:is|was|are|were|remains?|remained) (?:still |as yet |largely |"
            r"immediately ){0,3}(?:unclear"
            r"|unknown|unconfirmed|unproven|not (?:yet |immediately |entirely ){0,3}(?:clear|known|"
            r"certain)"
            r"|doubtful|uncertain|in doubt|open to (?:question|doubt))\b",
            r"\b(?:no one|nobody) (?:yet )?knows\b|\bcalled [\w ]{2,30} doubtful\b",
            r"\b(?:amid|according to|(?:other|some|several|there (?:are|were)|conflicting|media)) "
            r"(?:unconfirmed |unverified |local |media |press ){0,3}(?:reports|rumou?rs|claims|"
            r"allegations)(?: (?:that|indicate|suggest|say|of))?\b",
            # How it looks.
            r"\b(?:appears?|appeared) to(?: (?:have|be))?\b(?! (?:applause|cheers|held))|\bit "
            r"(?:would )?appears? that\b",
            r"\b(?:seems?|seemed)(?: to(?: (?:have|be))?| that)?\b",
            rf"\b{_DATA}\b[^.;“”\"]{{0,80}}? (?P<data>suggest(?:s|ed)?(?: that)?|point(?:s|ed)? "
            rf"to)\b",
            r"(?<=, )suggesting(?: that)?\b",
            # Epistemic modals; "may" and "could" of other kinds are left to the reader.
            r"\bmight\b(?! as well)",
            r"\b(?:may|could) (?:well |also |already |even |still |yet |not ){0,3}have (?:been "
            r")?[a-z]+\b",
            r"\b(?:may|could) (?:well|even|yet|equally)\b",
            r"\bmay (?:be|not be|never|already|soon|become|one day|also be)\b(?! (?:fined|jailed"
            r"|punished|used|sent|asked|required|obliged|brought|called|paid|appealed|made|held|"
            r"given"
            r"|sentenced|imposed|entered|refused|granted|withdrawn|extended|reached|found))",
            r"\bcould (?:become|soon|lead to|mean|amount to|date from|face|equally|potentially)\b",
            r"\bif (?:(?:it is |this is |that is |they are )?(?:true|confirmed|proven|correct|"
            r"accurate)"
            r"|in fact|(?:the|this|that|these|those|it|they|he|she) [^.,;]{0,40}?"
            r"\b(?:is|are|was|were) in fact|(?:one|you) believes?"
            r"|I (?:remember|recall)[^,.;]{0,30})\b",
            r"\bif the [\w ]{3,30} (?:is|are|was|were) (?:right|true|correct|accurate|to be "
            r"believed)\b",
            r"\bI(?:[’']m| am) told\b|\bI (?:suspect|guess|suppose|presume|assume)\b|\bI[’']d "
            r"bet\b",
            r"\bin theory\b|\b(?:claim(?:s|ed)?|purport(?:s|ed)?|profess(?:es|ed)?) to (?:have|"
            r"be)\b"
            r"|\bso-called\b(?= (?:evidence|proof))|\bmatching (?:the|that|this|his|her) "
            r"description\b",
            # German "soll": hearsay rendered as "should" in translated news.
            r"\bshould (?:not |also |already ){0,3}(?:be (?:accessible|reachable|available|located|"
            r"hidden|involved|active|in use)|have (?:been|already|died|fled|taken|happened))\b",
        )
    ),
    re.IGNORECASE,
)
_SHOULD = re.compile("should", re.IGNORECASE)
# "You should be available", "we believe this should have been done": advice, not hearsay.
_ADVICE = re.compile(
    r"\b(?:we|you|must|ought|everyone|voters|government|minister|he said|she said)\b"
)
# What the reader may take for a hedge when it is fairly sure; anything else it must know.
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|should|appear\w*|seem\w*|look(?:s|ed)? (?:like|as)|suggest(?:s|ed|ing)?"
    r"|likely|unlikely|(?:believed|thought|understood|said|feared|claim(?:s|ed)?) to|unclear|"
    r"unknown"
    r"|(?:un)?certain|maybe|possibl[ey]|possibility|probabl[ey]|potential\w*|apparent\w*|"
    r"reported(?:ly)?"
    r"|allegedly|purport\w*|suppos\w+|presum\w+|suspect(?:s|ed)?|unconfirmed|unverified|"
    r"unofficial\w*"
    r"|perhaps|indicat(?:es|ed|ing)|speculat\w+|point(?:s|ed|ing)? to|in theory|hearsay|estimated"
    r"|as far as|(?:it|is|are|was) (?:believed|thought|understood|said))\b"
    r"|\b(?:not|never|neither|nor|cannot|unable|yet|if|hard|difficult)\b.{0,60}\b(?:verif\w+|"
    r"confirm\w*"
    r"|corroborat\w+|establish\w*|know[ns]?|clear|prov(?:en|ed)|true|right|correct)\b|"
    r"n[’']t\b.{0,60}"
    r"\b(?:verif\w+|confirm\w*|corroborat\w+|establish\w*|know[ns]?|clear|prov(?:en|ed))\b",
    re.IGNORECASE,
)
_CUE = re.compile(r"alleged (?:that|in|on|at)\b|rumou?r that\b", re.IGNORECASE)
# "twice as likely", "more likely to die": odds, and no doubt about them.
_ODDS = re.compile(r"\b(?:more|less|as|times|equally) (?:un)?likely$", re.IGNORECASE)
# Ability, permission, and what did not happen.
_ABLE = re.compile(
    r"\bcould(?: not\b|n[’']t\b| (?:only|hardly|barely|scarcely|no longer|hear|see|feel|find|"
    r"smell|read"
    r"|be (?:seen|heard|told|found|felt)|afford|remember|reach)\b)|\bwould not\b|\bif (?:the|"
    r"needed)\b",
    re.IGNORECASE,
)
# What is possible, said aside and not asserted: "people who might be drafted", "however odd it may
# seem", "they were told they could go to prison", "and maybe even".
_MODAL = re.compile(r"(?:may|might|could|maybe|potentially|seems?)\b", re.IGNORECASE)
_WE = r"(?:I|you|he|she|it|we|they)"
_ASIDE = re.compile(
    r"(?:\bwho\b(?! said)[^,;.“”\"]{0,80}|(?<!,) (?:which|that) (?:also )?"
    r"|\b(?:as \w+ as|however \w+) [^,;.]{0,50}"
    r"|\b(?:told|asked|knows?|knew|suspect(?:s|ed)?|learn(?:s|ed|t)?) (?:\w+ )?"
    rf"(?:(?:that|if|whether|how|what|where) )?{_WE} (?:also )?"
    rf"|\b(?:if|how|what|where|whether) {_WE} )$",
    re.IGNORECASE,
)
_MAYBE_EVEN = re.compile(r"maybe even\b", re.IGNORECASE)
_ASIDE_REACH = 120
_FAIRLY, _CERTAINLY = 0.6, 0.985
_ODDS_REACH = 20

# A clause ends here; a name's full stop is no end, since sentences come one at a time.
_CLAUSE = re.compile(
    r"[;:()]| [–—-] |,? (?:but|although|though|while|whereas)\b|,? and (?=(?:it|he|she|they|we|"
    r"there)\b)"
    r"|, and (?=(?:the|a|an|his|her|its|their|this|that)\b)|, (?=which\b|who\b|where\b|said\b|"
    r"says\b"
    r"|according to [^,]+$|[A-Z][\w’'-]+ (?:[A-Z][\w’'-]+ )?(?:said|says|told|added)\b)"
)
# What follows these is a clause of its own.
_SAYS = re.compile(rf"\b(?:{'|'.join(SAYING)})(?: that)? ")
_THAT = re.compile(r"[ ,]*(?:that|whether|how|why|when|where|what|who)\b", re.IGNORECASE)
# These hedge the words they stand before, and not the clause.
_BEFORE_NOUN = re.compile(
    r"(?:alleged|purported|supposed|rumou?red|unconfirmed|unverified|unsubstantiated"
    r"|uncorroborated|so-called)$",
    re.IGNORECASE,
)
_NOUN_ENDS = re.compile(
    r"[,.;:!?()“”\"]| (?:of|in|on|at|to|by|for|from|with|and|or|who|which|that|is|are|was|were|has"
    r"|have|had|will|would|said|says)\b"
)


class Tag(Protocol):
    """A stretch that the reader takes for a hedge, with offsets and a score from 0 to 1."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def score(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Hedge(Span):
    """The words that hedge; offsets into the article's text.

    `reach` is the stretch of the claim that they leave open: the clause they stand in, or after
    "alleged" and the like the words these describe.
    """

    text: str
    reach: Span


def find(
    quote: str, offset: int = 0, *, quoted: bool = False, read: Sequence[Tag] = ()
) -> tuple[Hedge, ...]:
    """The hedges in `quote`, in order, never overlapping.

    `quote` is the claim as it stands in the article, `offset` where it begins there. `quoted`
    says that it is somebody's direct speech, where "should" is advice and never hearsay. `read`
    are the reader's hedges, with offsets into `quote`.
    """
    found = list(_lexical(quote, quoted))
    for span in _read(quote, read):
        if not any(span.start < other.end and other.start < span.end for other in found):
            found.append(span)
    found = [span for span in found if not _is_aside(quote, span)]
    found.sort(key=lambda span: span.start)
    return tuple(
        Hedge(
            span.start + offset,
            span.end + offset,
            quote[span.start : span.end],
            Span(reach.start + offset, reach.end + offset),
        )
        for span, reach in zip(found, _reaches(quote, found), strict=True)
    )


def _lexical(quote: str, quoted: bool) -> Iterator[Span]:
    advice = quoted or _ADVICE.search(quote) is not None
    for match in _HEDGE.finditer(quote):
        if advice and _SHOULD.match(match.group()):
            continue
        # "The study of 300 men suggests": the verb hedges, not its subject.
        yield Span(*match.span("data" if match["data"] else 0))


def _read(quote: str, tags: Iterable[Tag]) -> Iterator[Span]:
    for tag in tags:
        span = trim(quote, max(0, tag.start), min(tag.end, len(quote)), ",.;:" + CLOSERS)
        words = quote[span.start : span.end]
        if not words:
            continue
        # A few words more, so that "could" is seen with its "not".
        if _ABLE.match(quote, span.start) or _CUE.match(quote, span.start):
            continue
        if _ODDS.search(quote, max(0, span.end - _ODDS_REACH), span.end):
            continue
        enough = _FAIRLY if _POSSIBLE.search(words) else _CERTAINLY
        if tag.score >= enough:
            yield span


def _is_aside(quote: str, span: Span) -> bool:
    if not _MODAL.match(quote, span.start):
        return False
    before = max(0, span.start - _ASIDE_REACH)
    return bool(_MAYBE_EVEN.match(quote, span.start) or _ASIDE.search(quote, before, span.start))


def _reaches(quote: str, spans: Iterable[Span]) -> Iterator[Span]:
    """For each hedge, in order, what it weakens; offsets into `quote`."""
    edges = [match.span() for match in _CLAUSE.finditer(quote)]
    says = [match.end() for match in _SAYS.finditer(quote)]
    at = 0
    for span in spans:
        if _BEFORE_NOUN.search(quote[span.start : span.end]):
            stop = _NOUN_ENDS.search(quote, span.end)
            yield _within(quote, span.end, stop.start() if stop else len(quote), span)
            continue
        while at < len(edges) and edges[at][1] <= span.start:
            at += 1
        said = bisect_right(says, span.start)
        start = max(edges[at - 1][1] if at else 0, says[said - 1] if said else 0)
        end = next((edge[0] for edge in edges[at:] if edge[0] >= span.end), len(quote))
        # "It is understood that she fell": what follows is left open.
        if follows := _THAT.match(quote, span.end):
            start = follows.end()
        yield _within(quote, start, end, span)


def _within(quote: str, start: int, end: int, hedge: Span) -> Span:
    reach = trim(quote, start, end, ",.;:!?–—-" + CLOSERS + "“‘")
    return reach if reach.start < reach.end else hedge
