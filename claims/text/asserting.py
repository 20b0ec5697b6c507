"""Which cues tell of an assertion, and which of an act done with words, or of silence.

"The court ordered the recall", "she declined to comment" and "he admitted two counts" are what the
article itself reports; "the court found that …" is the court's.
"""

import re

from claims.text.nesting import ATTITUDE, Attributed

# Attitudes that desks take for statements: "The bank expects inflation to fall"; wishes and plans
# are none.
_JUDGES = re.compile(
    r"\b(?:expect|reckon|doubt|fear|forecast|estimate|believe|think|thought|predict|suspect|consider"
    r"|regard|assume|presume|assess|judge|deem|view)(?:s|ed)?\b"
    r"|\b(?:is|are|was|were|remains?) (?:convinced|certain|sure|confident)\b"
)
_SILENT = re.compile(
    r"\b(?:not|never|declin\w+|refus\w+|no comment|without)\b|n['’]t\b", re.IGNORECASE
)
# "could not be independently verified": nobody says anything.
_UNVERIFIED = re.compile(r"\b(?:not|n[’']t|never|yet to) be(?:en)? (?:\w+ly )?$")
_DENIES = re.compile(r"\bden(?:y|ies|ied|ying)\b")
# Done with words rather than said: assertions only with a clause or a quotation behind them, or
# with their content before them.
_ACTS = re.compile(
    r"\b(?:vot|order|apologi[sz]|agree|admit|declare|reject|demand|propose|found|rul(?=ed)|post|submit"
    r"|offer|gave|give|let|allow|refuse|sign|ask|approv|decid|promis|pledg|urg|call(?=\w* on)"
    r"|correct|ignor|warn|told|tell|show|suggest|indicat|made|make|sent|resign|announc|launch|speak|spoke|reach)"
)
_AFTER_CONTENT = re.compile(
    r"\b(?:announc|promis|pledg|told|tell|show|suggest|indicat|warn|demand|ask|found|rul(?=ed)|admit)"
)
_CLAUSE = re.compile(
    r"(?: of| about)\b|[^.;]{0,60}?(?:\b(?:that|how|why|whether|if|he|she|it|they|we|I|there|is|are"
    r"|was|were|had|has|have|would|will|could|may|might|must|should)\b|[“\"‘:])"
)
_CONTENT_BEFORE = re.compile(r"[,”\"’'?!]\s*$")
# "Your son must inform the council" is an instruction, and "the line answers 200 calls" an act.
_INSTRUCTS = re.compile(r"(?:must|shall|should|needs? to|ha(?:s|ve) to)\b")
_RESPONDS = re.compile(r"(?:respond|react|answer|repl(?:y|ie))(?:s|ed|d|ing)?(?: [a-z]+){0,2}$")
_QUOTED_BEFORE = re.compile(r"[”\"’'?!],?\s*$")
_RESPONSE = re.compile(
    r"(?: (?:on|in) \w+)? that\b|,? (?:by )?saying\b|[^.;]{0,80}?[:“\"‘]|\s*[.,]?\s*$"
)
# Words do this without a speaker.
_HAPPENS = re.compile(r"\b(?:circulat|appear|spread|emerg|surfac|aris|aros)\w*$")
# "following reports that": a noun.
_ASKED = re.compile(r"ask(?:s|ed)?$")
_REPORTS = re.compile(r"\b(?:reports|rumou?rs|claims)$")
_BEFORE_NOUN = re.compile(
    r"\b(?:following|amid|despite|after|of|on|by|from|there \w+)\s+$", re.IGNORECASE
)
_NOBODY = re.compile(r"(?:there|no ?one|nobody|none|neither)\b", re.IGNORECASE)
# "54%", "Officially": no noun.
_NO_NOUN = re.compile(r"[\d.,]+%?|officially", re.IGNORECASE)
# Papers and numbers show things by themselves.
_DATA = re.compile(r"\b(?:records?|figures|data|documents?|statistics|filings?|polls?|surveys?)\b")
_NUMBER = re.compile(r"\d[\d,.]*\s?(?:%|per ?cent)")


def asserts(sentence: str, each: Attributed) -> bool:
    """Whether a cue of `sentence` makes its source a claimant."""
    # The reader may run on into the content: "said nobody had warned".
    verb = each.rule.verb if each.rule is not None else each
    cue = sentence[verb.start : verb.end]
    if each.kind == ATTITUDE and each.rule is None and not _JUDGES.search(cue):
        return False
    if each.source is None or _NUMBER.match(sentence, each.source.start):
        return False
    if _SILENT.search(sentence, max(0, each.start - 12), each.end) is not None:
        return _DENIES.search(cue) is not None
    if _UNVERIFIED.search(sentence, 0, verb.start):
        return False
    if _INSTRUCTS.match(cue) or _HAPPENS.search(cue) or _NOBODY.match(sentence, each.source.start):
        return False
    noun = _REPORTS.search(cue)
    if noun and _BEFORE_NOUN.search(sentence, 0, verb.start + noun.start()):
        return False
    before = sentence[: min(each.start, each.source.start)]
    if _NO_NOUN.fullmatch(sentence[each.source.start : each.source.end].strip()):
        return False
    if _ASKED.search(cue) and sentence.startswith(" not to ", verb.end):
        return False
    if _RESPONDS.search(cue):
        return _QUOTED_BEFORE.search(before) is not None or _is_answer(sentence, each)
    if _ACTS.search(cue) is None or _CLAUSE.match(sentence, each.end):
        return True
    tag = _CONTENT_BEFORE.search(before) and _AFTER_CONTENT.search(cue)
    if tag and not sentence.startswith(" to ", each.end):
        return True
    return _DATA.search(sentence, each.source.start, each.source.end) is not None


def _is_answer(sentence: str, each: Attributed) -> bool:
    """Whether words follow "answers", rather than a thing: "the line answers 200 calls"."""
    return _RESPONSE.match(sentence, each.end) is not None
