"""Whether a sentence asserts anything that a checker could look up.

Questions, greetings, instructions, bare feelings and fragments do not; a quotation's content does.
Follows ClaimBuster's line between factual and non-factual sentences, except that a factual
sentence of little weight is a claim here: it is ranked low, not dropped. Rules name the reason;
how sure the trained reader is that something is asserted decides what a rule alone cannot.
"""

import re

from claims.text.spans import normalise_space

_QUESTION = re.compile(r"\?[\"”’'»)\]\s]*$")
_QUESTION_TAGGED = re.compile(
    r"\?[\"”’']?,? ?(?:[\w’'.]+ ){0,5}?(?:asks?|asked|asking|wonders?|wondered|repl(?:y|ies|ied))\b"
)
# "The aim remains unclear: to win, or to talk?" asserts something before it asks.
_TOLD_FIRST = re.compile(
    r"^(?!\W*(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would"
    r"|should|has|have|had|so|and|but)\b)(?!.{0,200}\b(?:ask\w*|question\w*|"
    r"wonder\w*)\b)[^?:]{25,200}: ",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\W*(?:hello|hi|hey|good (?:morning|evening|afternoon|night)|thanks?|thank you|welcome|"
    r"congratulations|bye|goodbye|cheers|sorry|(?:but )?god forbid|(?:yes|no|ok(?:ay)?|"
    r"well|oh"
    r"|dear \w+)(?=,))\b[^.]{0,60}\.?\W*$",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^\W*(?:(?:please|then|or|and|so|yes|no|now|just|but|first|never|always|if not|or if "
    r"not)\b,? )*"
    r"(?:(?:do not|don[’']t|let[’']s|let us|make sure|be sure|please|beware)\b"
    r"|(?:go|address|fill|send|call|ask|save|get|come|take|give|stop|wait|look|listen|read|watch|"
    r"see|"
    r"click|tell|remember|imagine|consider|think|try|keep|turn|use|visit|contact|write|join|avoid|"
    r"check|follow|seek|choose|leave|help|support|vote|donate|put|bring|buy|enter|find|learn|meet|"
    r"note|open|pick|press|run|show|sign|speak|stay|surrender|throw|trust|subscribe|share)"
    r" (?:to|the|an?|your|yourself|our|us|me|him|her|them|it|in|on|up|out|at|now|here|this|that|my|"
    r"for|asylum|viber|about|away|back|if|what|how|with|from|into)\b)",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"^\W*(?:when|if|before|after|once) you\b[^,]{0,90}, (?:please |then |just )?(?:call|go|send|"
    r"fill|"
    r"ask|tell|write|leave|drop|raise|contact|take|do|don[’']t)\b",
    re.IGNORECASE,
)
_FEELING = re.compile(
    r"^\W*(?:(?:but|and|so|then|also|still|maybe|perhaps)\b,? )*I(?:[’']m| am)? (?:just |really |"
    r"only "
    r"|so |very |especially |too |also )*(?:love|hate|like|hope|wish|feel|understand|want|would "
    r"like|"
    r"need|miss|fear|think so|agree|doubt|wonder|cannot wait|can[’']t|happy|sad|proud|sorry|afraid|"
    r"glad|grateful|excited|angry|tired|worried|ready)\b"
)
_MOOD = re.compile(
    r"^\W*(?:(?:but|and|so|then|now|there)\b,? )*(?:I|we|it)(?:[’'](?:m|re|s)| am| are| is| was"
    r"| were| felt| feel| feels)(?: (?:all|just|so|very|really|quite|completely|absolutely|truly"
    r"|not|never|utterly|too|a bit|still|both)){0,3} (?:sick|frightened|scared|terrified|broken"
    r"|heartbroken|devastated|delighted|thrilled|overjoyed|relieved|furious|livid|gutted|numb"
    r"|shocked|stunned|appalled|disgusted|horrified|patient|confident|determined|hopeful|excited"
    r"|optimistic|ashamed|disappointed|saddened|humbled|honou?red|grateful|speechless|happy|sad"
    r"|in (?:bits|tears|shock)|proud|sorry|afraid|glad|angry|tired|worried|ready|lonely|bitter"
    r"|alone|lost|wonderful|awful|terrible|horrible|lovely|beautiful|amazing|fantastic|incredible"
    r"|brilliant|magical|enough|unbelievable|a (?:dream|nightmare|disgrace|shame|joy|pleasure))\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"^\W*(?:I[’']ll|I will|I[’']d|I would|I won[’']t|maybe I|let me)\b", re.IGNORECASE
)
_POINTER = re.compile(
    r"^\W*(?:this|that|so|here|thus)(?: is|[’']s| are)? (?:what|how|where you|the way)\b.{0,60}"
    r"\b(?:writes?|reports?|says?|put it|told|wrote)\b|^\W*then to \w+",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(r":\s*$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|"
    r"should|shall|cannot)\b|[’'](?:s|re|ve|ll|d|m)\b|n[’']t\b"
    r"|\b(?:I|you|he|she|it|we|they|who|which|that) \w+|\b\w{2,}(?:ed|es|en|ew|aw|ote|old|aid|"
    r"ought)\b"
    r"|\b\w{3,}s (?:the|a|an|to|on|in|by|that|for|from|with|as)\b"
    r"|\b(?:rose|fell|won|lost|led|met|ran|began|came|went|made|took|left|held|kept|sent|built|"
    r"hit|cut|"
    r"set|put|shot|spent|paid|sold|bought|became|gave|found|saw|stood|sat|told|die|need|want|say|"
    r"live|"
    r"ring|call|help|work|remain|include|face|seek|hope|plan|watch|move|cost|owe|own)s?\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_FEWEST_WORDS = 3
_FRAGMENT = 7


# Log-odds of the reader that something is asserted. A rule is overruled from `_OVERRULED` on, an
# instruction, which rules know well, from `_NO_INSTRUCTION`. Where no rule speaks, what is short or
# has an "I" or "you" in it goes below `_PLAIN`, what is attributed, long or has a figure later, and
# a long sentence about others, which nearly always tells something, hardly ever.
_OVERRULED, _NO_INSTRUCTION = 1.6, 0.8
_PLAIN, _ATTRIBUTED, _LONG, _FIGURE, _TELLING = 0.3, -0.7, -1.0, -1.5, -4.0
_PERSONAL = re.compile(
    r"\b(?:I|we|you|your|my|our|us|me|let|please)\b|[’'](?:ve|re|m|d)\b|[!?]", re.IGNORECASE
)
_QUOTED = re.compile(r"[“\"][^”\"]{1,80}[”\"]")
_SHORT = 12
_TELLS = 9
_TAG_AT_END = 60


def why_not(
    content: str,
    quote: str,
    *,
    has_figure: bool = False,
    claim: float | None = None,
    must: float | None = None,
) -> str:
    """Why a sentence asserts nothing checkable, in words; "" when it does.

    `content` is the claim's wording (attribution dropped), `quote` the sentence as it stands.
    `has_figure` saves sentences that state a figure from the rules for fragments and feelings.
    `claim` and `must` are the reader's log-odds that it asserts something checkable, and that a
    desk must check it; without them the rules decide.
    """
    line = normalise_space(content)
    words = _WORDS.findall(line)
    if not any(word[0].isalpha() for word in words):
        return "no words"
    tagged = _QUESTION_TAGGED.search(quote)
    asks = _QUESTION.search(quote) or (tagged and len(quote) - tagged.end() < _TAG_AT_END)
    if asks and not _TOLD_FIRST.match(line):
        return "question"
    sure = claim if claim is not None else -_OVERRULED
    if must is not None and must > 0:
        sure = max(sure, _OVERRULED)
    if (_IMPERATIVE.match(line) or _ADVICE.match(line)) and sure < _NO_INSTRUCTION:
        return "instruction"
    if sure >= _OVERRULED:
        return ""
    if reason := _by_rule(line, words, has_figure=has_figure):
        return reason
    if claim is None:
        return ""
    return "nothing in it to check" if sure < _least(line, words, quote, has_figure) else ""


def _least(line: str, words: list[str], quote: str, has_figure: bool) -> float:
    """How sure the reader must be, going by the sentence's shape."""
    personal = _PERSONAL.search(_QUOTED.sub("", line))
    if len(words) >= _TELLS and not personal:
        return _TELLING
    if has_figure:
        return _FIGURE
    if len(words) >= _TELLS or (not personal and len(words) >= _TELLS // 2):
        return _LONG
    attributed = len(line) < len(normalise_space(quote)) - _SHORT
    return _ATTRIBUTED if attributed else _PLAIN


def _by_rule(line: str, words: list[str], *, has_figure: bool) -> str:
    if _GREETING.match(line) and not has_figure:
        return "greeting or filler"
    if _POINTER.match(line):
        return "points to its source only"
    if has_figure:
        return ""
    if _FEELING.match(line) or (len(words) <= _SHORT and _MOOD.match(line)):
        return "feeling or wish"
    if _PROMISE.match(line):
        return "intention"
    if _INTRODUCTION.search(line) and len(words) <= 20:
        return "introduces what follows"
    if len(words) < _FEWEST_WORDS:
        return "fragment"
    if len(words) <= _FRAGMENT and not _FINITE.search(line):
        return "fragment"
    return ""
