"""Signs of check-worthiness in a claim's words: which reasons it gives, with the words that do.

What is check-worthy follows ClaimBuster and CheckThat! Task 1, read for news instead of debates:
figures and dated events, named bodies, legal rules and accusations before all else. How much each
sign counts is said in `checkworthiness`, and nowhere here.
"""

import re
from collections.abc import Iterator, Sequence

from claims.text.attribution import Attribution
from claims.text.countries import COUNTRIES
from claims.text.figures import Figure
from claims.text.hedges import Hedge
from claims.text.spans import UPPER
from claims.text.vocabulary import BODIES, DETERMINERS

# Of several figures the first of these speaks for the claim.
_TELLING = ("figure", "date", "rough figure", "month or year", "small figure", "span of time")

_BODY_TAIL = rf"(?:{BODIES})"
_BODY = re.compile(
    rf"(?:[{UPPER}][\w’'-]*|of|the|for|and) {_BODY_TAIL}\b|\b{_BODY_TAIL} (?:of|for) (?:the "
    rf")?[{UPPER}]"
    r"|\b(?!(?:OK|TV|AM|PM|SIM|POW|GPS|AI|DNA|PDF|SMS|URL|USB|CEO|ID|VIP|RSVP)\b)[A-Z]{2,6}\b(?!/)"
)
_BODY_LOWER = re.compile(
    rf"\b[{UPPER}][\w’'-]+ (?:government|ministry|army|authorities|parliament|police|navy|military"
    r"|armed forces|special forces|regime|intelligence|central bank|prosecutors?|court)\b"
    r"|\b(?:the government|parliament|the police|prosecutors|the army|the ministry|the court)\b"
)
_LEGAL = re.compile(
    r"\b(?:laws?|legal\w*|illegal\w*|unlawful\w*|prisons?|jail\w*|imprison\w*|court|judges?|"
    r"(?-i:ban(?:s|ned|ning)?)|treat(?:y|ies)|conventions?|constitution\w*|decrees?|legislation|"
    r"regulations?|convict\w*|indict\w*|arrest\w*|charged|lawsuits?|sued|citizenship|sanction\w*|"
    r"prosecut\w*|sentenced|acquitted|guilty|"
    r"(?:human|civil|voting|legal|property|workers[’']|minority) rights|"
    r"passports?|asylum|registered as|"
    r"permit(?:s|ted)?|licen[cs]e\w*|tax(?:es|ed)?)\b",
    re.IGNORECASE,
)
_DAMAGING = re.compile(
    r"\b(?:war crimes?|kill\w*|murder\w*|dead|died|deaths?|tortur\w*|abus\w*|rap(?:ed?|ing)|"
    r"fraud\w*|"
    r"corrupt\w*|brib\w*|st(?:ole|olen|eal\w*)|lied|lying|liar|accus\w*|propaganda|fake\w*|"
    r"scandal\w*|"
    r"attack\w*|bomb\w*|shell(?:ed|ing)|injur\w*|wounded|beat(?:en|ing)|abandon\w*|confiscat\w*|"
    r"cannon fodder|fled|collaps\w*|fail(?:ed|ure|ures)|annex\w*|occupation|occupied|invad\w*|"
    r"invasion|breaking|cover-?up|negligen\w*|discriminat\w*|harass\w*|threat\w*|victims?|crash\w*|"
    r"unsafe|toxic|poison\w*|contaminat\w*|leak(?:ed|ing)?|hack\w*|misled|mislead\w*|conceal\w*|"
    r"dictator\w*|terror\w*|massacre\w*|hostages?|aggress\w*|intercept\w*|ambush|punish\w*|"
    r"starv\w*|evict\w*|embezzl\w*|launder\w*|plagiari\w*|interference)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:run|created|owned|funded|financed|led|organi[sz]ed|operated|set up|founded|launched|"
    r"established|built|made|published|recorded|controlled|backed|signed|opened|finali[sz]ed|"
    r"introduced|released|moved) (?:by|in|on|to|after|as|because|an?|the|almost|nearly|under)\b"
    r"|\b(?:(?:is|are|was|were) (?:an? )?(?:integral |key )?part of (?=the |(?-i:[A-Z]))|"
    r"belongs? to|press officer|spokes(?:man|woman|person) (?:of|for)|went online|"
    r"was (?:born|founded|launched|created|opened|set up)|took office|represents?)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:most|largest|biggest|highest|lowest|smallest|fastest|oldest|youngest|first|only|never|"
    r"always|every|none|nobody|everything|record|best|worst|unprecedented|completely|everywhere|"
    r"busiest|deadliest|impossible)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:increas\w*|decreas\w*|rose|risen|rising|fell|fallen|falling|grew|grown|growing|"
    r"declin(?:e|es|ed|ing)\b(?! to)|"
    r"dropped|doubl\w*|tripl\w*|halved|spiked?|surg\w*|soar\w*|plung\w*|multiplied|worsen\w*|"
    r"improv\w*|weaken\w*|shrank|climbed|jumped|slump\w*)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because|due to|caus(?:ed|es|ing)|led to|as a result|in response to|thanks to|resulted?|"
    r"triggered)\b",
    re.IGNORECASE,
)
# "I Want to Live" is a name, and what stands in inner marks is somebody else's "I".
_FIRST = re.compile(r"(?<![‘'“\"])\bI\b(?! [A-Z])|\b(?:my|me|myself|mine)\b")
_INNER = re.compile(r"[‘“\"'](?=\w)[^‘’“”\"']{1,200}[’”\"']")
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_OPINION = re.compile(
    r"\b(?:in my (?:view|opinion)|I (?:think|believe|feel|guess)|hopefully|unfortunately|beautiful|"
    r"wonderful|terrible|important|interesting|charitable|remarkable|disgraceful|shameful|great|"
    r"banal|"
    r"amazing|sad|obvious(?:ly)?|clearly|should|ought to|deserves?|as if|gives? the impression)\b"
)
_CONDITIONAL = re.compile(r"^\W*(?:if|unless|whether|were|had)\b", re.IGNORECASE)
_POSSIBILITY = re.compile(r"\b(?:may|might|could|can)\b")
_COMMENT = re.compile(
    r"\b(?:reached out to|(?:has been |was |were )?(?:contacted|approached|asked)|did not"
    r" (?:immediately )?(?:respond|reply)|declined)\b.{0,80}\bcomment(?:s|ed|ing)?\b",
    re.IGNORECASE,
)
_ONLY_UNKNOWN = re.compile(
    r"^\W*(?:however|but|yet)?,? ?(?:this|that|these|those|the|it)\b", re.IGNORECASE
)
_COUNTRY = re.compile(r"\b[A-Z][A-Za-z.]+")
_SHORT = 6
_BARE = 9
_PATTERNS = (
    ("named body", (_BODY, _BODY_LOWER)),
    ("legal rule", (_LEGAL,)),
    ("damaging", (_DAMAGING,)),
    ("who stands behind it", (_BEHIND,)),
    ("superlative or absolute", (_SUPERLATIVE,)),
    ("change", (_CHANGE,)),
    ("cause", (_CAUSE,)),
)


def found(
    content: str, figures: Sequence[Figure], hedges: Sequence[Hedge], attribution: Attribution
) -> Iterator[tuple[str, str]]:
    """The reasons in a claim as names and the words that give them, each name once.

    `content` is the claim's wording; figures, hedges and attribution are the claim's own. The
    words are "" where no single word does it.
    """
    yield from _raising(content, figures, hedges, attribution)
    yield from _lowering(content, figures, hedges, attribution)


def _raising(
    content: str, figures: Sequence[Figure], hedges: Sequence[Hedge], attribution: Attribution
) -> Iterator[tuple[str, str]]:
    telling = [figure for figure in figures if _figure_reason(figure)]
    best = min(telling, key=lambda figure: _TELLING.index(_figure_reason(figure)), default=None)
    if best is not None:
        yield _figure_reason(best), best.text
        if len(telling) > 1:
            others = ", ".join(figure.text for figure in telling if figure is not best)
            yield "further figures", others
    for reason, patterns in _PATTERNS:
        for pattern in patterns:
            if match := pattern.search(content):
                yield reason, match.group().strip()
                break
    words = (word.rstrip(".") for word in _COUNTRY.findall(content))
    land = next((word for word in words if word in COUNTRIES), "")
    if land:
        yield "country", land
    if hedges:
        yield "hedged", hedges[0].text
    if attribution.outlet:
        yield "second-hand", attribution.outlet
    first = attribution.claimant.partition(" ")[0]
    if first[:1].isupper() and first.lower() not in DETERMINERS:
        yield "named claimant", attribution.claimant


def _lowering(
    content: str, figures: Sequence[Figure], hedges: Sequence[Hedge], attribution: Attribution
) -> Iterator[tuple[str, str]]:
    if not figures and (match := _COMMENT.search(content)):
        yield "request for comment", match.group()
    # A dated event or a figure keeps its worth, whoever's "I" stands beside it.
    if attribution.quoted and not any(
        _figure_reason(figure) in ("date", "figure") for figure in figures
    ):
        if match := _FIRST.search(_INNER.sub(" ", content)):
            yield "first person", match.group()
        elif match := _WE.search(content):
            yield "we", match.group()
    if attribution.quoted and not attribution.claimant:
        yield "unnamed speaker", ""
    if match := _CONDITIONAL.match(content):
        yield "conditional", match.group().strip()
    if figures:
        return
    opinion = _OPINION.search(content)
    if opinion and not any(opinion.group() in hedge.text for hedge in hedges):
        yield "opinion", opinion.group()
    if match := _POSSIBILITY.search(content):
        yield "possibility", match.group()
    words = len(content.split())
    if words < _SHORT:
        yield "very short", ""
    if hedges and _ONLY_UNKNOWN.match(content) and words < _BARE:
        yield "says only that nothing is known", hedges[0].text


def _figure_reason(figure: Figure) -> str:
    """The reason a figure gives; "" for one that tells nothing, as "on Tuesday" or an age."""
    if figure.kind == "date":
        if (
            len(figure.date) >= 7
            and figure.date.count("-") >= 2
            and not figure.date.startswith("--")
        ):
            written_out = not figure.completed or any(letter.isdigit() for letter in figure.text)
            return "date" if written_out else ""
        if figure.date.startswith("--") and len(figure.date) == 7:
            return "date"
        return "month or year" if figure.date or figure.low else ""
    if figure.kind in ("duration", "age", "time", "ordinal"):
        return "span of time" if figure.kind != "age" or figure.qualifier == "between" else ""
    if figure.kind == "count" and not any(letter.isdigit() for letter in figure.text):
        if figure.low is not None and figure.high is not None and figure.low < figure.high:
            return "rough figure"
        bound = figure.high if figure.high is not None else figure.low
        return "small figure" if bound is not None and bound < 20 else "figure"
    return "figure"
