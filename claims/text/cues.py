"""Who said it, read from one sentence alone: source, cue and outlet, in PolNeAR's sense.

Three shapes carry nearly all of news: "Smith said (that) …", "…," said Smith (with or without
an apposition between), and "according to Smith". The source is kept as written; pronouns and
surnames are resolved over the article by `attribution`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.text import outlets
from claims.text.spans import CLOSERS, UPPER, Span, normalise_space, trim, words
from claims.text.vocabulary import (
    BARE_SOURCES,
    BETWEEN,
    DETERMINERS,
    NOT_A_CUE,
    PLURAL,
    PRONOUNS,
    ROLES,
    SAYING,
    SOMETIMES,
    TELLING,
    TITLES,
)


@dataclass(frozen=True, slots=True)
class Cue(Span):
    """Source and cue in one sentence; offsets are into that sentence.

    `start` to `end` spans source and cue together; `who` is where the source stands and `verb`
    where the cue does. `outlet` is the publication it was said to or carried by. `is_outlet` says
    that the source itself is a publication; `judges` that it thinks so rather than says so.
    """

    source: str
    cue: str
    who: Span
    verb: Span
    outlet: str = ""
    is_outlet: bool = False
    judges: bool = False


_LONGEST_FIRST = sorted({*SAYING, *SOMETIMES, *PLURAL}, key=len, reverse=True)
_VERB = re.compile(rf"(?<![\w’'-])(?P<verb>{'|'.join(_LONGEST_FIRST)})(?![\w’'-])")
# Dialogue tags, trusted only right after a quotation.
_TAG_VERB = (
    r"(?P<verb>begins|began|continues|continued|demanded|screamed|cried|whisper(?:s|ed)|shout(?:s|ed)"
    r"|sigh(?:s|ed)|nod(?:s|ded)|murmur(?:s|ed)|mutter(?:s|ed)|interrupt(?:s|ed)|sob(?:s|bed)|plead(?:s|ed)"
    r"|beg(?:s|ged)|laugh(?:s|ed)|shrug(?:s|ged)|stammer(?:s|ed)|exclaim(?:s|ed)|e?inquire[sd]|enquire[sd]"
    r"|retort(?:s|ed)|respond(?:s|ed)|repl(?:ies|ied)|answer(?:s|ed)|grumble[sd]|recount(?:s|ed))"
)
_TAG_ONLY = re.compile(rf" ?{_TAG_VERB}\b ")
_TAG_AFTER = re.compile(
    rf" (?P<source>(?:the|an?|one|another|[{UPPER}][\w’'-]+|he|she|they)(?: [\w’'-]+){{0,4}}?)"
    rf" {_TAG_VERB}(?=\s*(?:[.,;:—–]|$)| (?:and|into|as|with|to|from|after|before|in|on|at)\b)"
)
# "The institute sees this as an attempt": a judgement, and so a statement.
_JUDGES = re.compile(
    r"\b(?P<verb>sees?|saw|views?|viewed|regards?|regarded|considers?|considered)"
    r" (?=[^,.;:“”\"]{2,70}? (?:as|to be) (?:an?|the|\w+)\b)"
    r"|\b(?P<suspects>suspects?|suspected) (?=[^,.;:“”\"]{2,70}? of (?:having|\w+ing)\b)"
)
_ACCORDING = re.compile(
    r"\b(?P<cue>according to|as per|in the words of|in the view "
    r"of)\s+(?P<source>[^,;:()—–\n]{2,120})",
    re.IGNORECASE,
)
_SOURCE_ENDS = re.compile(
    r"[.!?][\"”’')]*$|[.!?] | (?:who|which|that|when|while|as|and said|and says|has|have|had|is|are"
    r"|was|were|will|would|said|says)(?= )|[”\"]?\s*$"
)
_NOT_SOURCES = re.compile(r"^(?:plan|schedule|custom|need|taste|size|age|law|tradition|how|what)\b")
_OWN = re.compile(r"^(?:their|his|her|its) (?:own )?\w+", re.IGNORECASE)
_AGENT = re.compile(r"\bby (?P<agent>(?:the|an?) [^,;:“”\"]{3,70}), according to ", re.IGNORECASE)
_CLAUSE = re.compile(
    r",(?!\d)|[;:“”\"()\[\]—–]|(?<=\s)-(?=\s)|[!?](?=\s)|\b(?:that|and|but|while|when|as|because|"
    r"which"
    r"|although|though|after|before|if|whom|who|where|since|so|than|whose|or)\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^(?:(?:on|in|at|by|from|during|last|this|earlier|yesterday|today|late|early) [^,]{2,40}? "
    r"(?=(?:the|a|an) |[A-Z][\w’'-]+ (?:[A-Z]|$)|(?:he|she|they)$))",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|will|would|can|could|may|might|must|should|do|does|did|not)\b"
)
_HAS = re.compile(r"\b(?:has|have|had)\b")
_ROLE = re.compile(rf"\b(?:{ROLES})s?\b", re.IGNORECASE)
_AFTER_INVERTED = re.compile(
    r" (?P<source>(?:the |an? )?[‘“\"'][^‘’“”\"',.]{2,60}[’”\"'](?: [\w-]+){0,4}?"
    r"|(?:(?:the|an?|one|his|her|their|another|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|"
    r"Sgt|Lt|Capt|Prof|Rev)\.? )?"
    r"(?:[\w’'‘“”-]+ ){0,6}?[\w’'‘“”-]+?)"
    r"(?=[,.;:—–(\"“]| \(| (?:in|on|at|of them|to|during|after|from|"
    r"before|when|who|as|with|by|about|while|and|through|via|outside|last|this|the)\b|\s*$)",
    re.DOTALL,
)
# "Putin announced" inside "was set up after Putin announced …" reports an event, not the claim.
_SUBORDINATE = re.compile(r"after|before|when|since|if|because", re.IGNORECASE)
_AS_MUCH_AS = re.compile(r"\bas \w+$", re.IGNORECASE)
_OPENS_QUOTE = re.compile(r"\s*[,:]\s*[“\"‘]")
# "Smith declined to comment but described …": the subject stands at the front.
_FRONT = re.compile(
    rf"^[-–•* ]*(?P<source>[^,;:“”\"()]{{2,80}}?)(?= (?:declined|refused|{'|'.join(SAYING)})\b)"
)
_FRONT_NAME = re.compile(
    rf"^[-–•* ]*(?P<source>[{UPPER}][\w’'-]+(?: [{UPPER}][\w’'-]+){{0,3}}) ?[(,]"
)
_PARENTHESIS = re.compile(r"\s*\([^()]{1,40}\)$")
_TIME_TAIL = re.compile(
    r" (?:(?:on|this|last|late|early|earlier|in) )?(?:week|month|year|night|morning|afternoon|"
    r"evening"
    r"|yesterday|today|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    r"(?: (?:morning|afternoon|evening|night))?(?: also)?$"
)
_FOLLOWS_NOUN_LIKE = re.compile(r"\s*(?:[,.:;—–“\"”]|that\b|$|in\b|on\b)")
_CAPITAL = re.compile(rf"^[“\"‘']?[{UPPER}]")
# "a deal said to be worth …", "confirmed cases", "reported by phone" report nothing.
_NO_REPORT = (" by ", " as ", " to be ", " to have ", " cases ", " deaths ", " infections ")
_COUNTED = re.compile(r" (?:[\w-]+ ){0,2}(?:cases|deaths|infections)\b")
# A sentence with more cues than this is a list or an attack, and its first ones will do.
_MOST = 6
_LONGEST_SOURCE = 12


def read(sentence: str, quoted: Sequence[tuple[int, int]] = ()) -> list[Cue]:
    """The cues of a sentence, strongest first: people and bodies before outlets.

    `quoted` are the stretches of `sentence` that stand inside quotation marks: a verb in there
    reports what somebody else reports and is left alone. Offsets are into `sentence`. The shapes
    follow the annotation of PolNeAR (source, cue, content). Never raises.
    """
    found = [
        *_verbs(sentence, quoted),
        *_according(sentence, quoted),
        *_judgements(sentence, quoted),
    ]
    return sorted(found, key=lambda cue: cue.is_outlet)


def _inside(at: int, quoted: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in quoted)


def _according(sentence: str, quoted: Sequence[tuple[int, int]]) -> Iterator[Cue]:
    for count, match in enumerate(_ACCORDING.finditer(sentence)):
        if count >= _MOST or _inside(match.start(), quoted):
            continue
        written = match["source"]
        stop = _SOURCE_ENDS.search(written)
        source = written[: stop.start()] if stop else written
        source = normalise_space(source.strip("“”\"‘’' ."))
        if not source or _NOT_SOURCES.match(source):
            continue
        if _OWN.match(source):
            agent = _AGENT.search(sentence)
            if agent is None:
                continue
            source = agent["agent"].rsplit(" by ", 1)[-1]
            who = Span(agent.end("agent") - len(source), agent.end("agent"))
            end = match.end()
        else:
            who = Span(match.start("source"), match.start("source") + len(written))
            if stop:
                who = Span(who.start, who.start + stop.start())
            who = trim(sentence, who.start, who.end, "“”\"‘’' .")
            end = who.end
        outlet = outlets.starting(source)
        alone = outlets.is_outlet(source)
        cue = Span(*match.span("cue"))
        name = outlet if alone else source
        yield Cue(cue.start, end, name, match["cue"], who, cue, outlet, alone)


def _judgements(sentence: str, quoted: Sequence[tuple[int, int]]) -> Iterator[Cue]:
    match = _JUDGES.search(sentence)
    if match is None or _inside(match.start(), quoted):
        return
    verb = Span(*match.span("verb" if match["verb"] else "suspects"))
    source = _direct(sentence[: verb.start].rstrip(), "said")
    if source is not None:
        yield replace(_cue(sentence, source, verb), judges=True)


def _verbs(sentence: str, quoted: Sequence[tuple[int, int]]) -> Iterator[Cue]:
    for count, match in enumerate(_VERB.finditer(sentence)):
        if count >= _MOST:
            return
        if _inside(match.start(), quoted):
            continue
        cue = _at_verb(sentence, match)
        if cue is not None:
            yield cue
    for start, end in quoted[:_MOST]:
        tag = _TAG_ONLY.match(sentence, end)
        if tag is not None and (source := _inverted(sentence, tag.end() - 1)) is not None:
            yield _cue(sentence, source, Span(*tag.span("verb")))
        after = _TAG_AFTER.match(sentence, end, min(len(sentence), end + 90))
        if (
            after is not None
            and _is_source(after["source"])
            and not _VERB.search(sentence, after.start("source"), after.end("verb"))
        ):
            yield _cue(sentence, Span(*after.span("source")), Span(*after.span("verb")))
        del start


def _at_verb(sentence: str, match: re.Match[str]) -> Cue | None:
    verb = Span(*match.span())
    before = sentence[: verb.start].rstrip()
    word = match["verb"]
    if sentence.startswith(_NO_REPORT, verb.end) or _COUNTED.match(sentence, verb.end):
        return None
    if before and before[-1] in CLOSERS + "?!" and word not in TELLING:
        # “…,” says Petro; but: the “Guardian” reports.
        source = _inverted(sentence, verb.end)
        if source is not None:
            return _cue(sentence, source, verb)
    if before.endswith(","):
        source = None if word in PLURAL else _appositive(before)
    else:
        source = _direct(before, word)
    if source is None and before.endswith(",") and word not in TELLING:
        source = _inverted(sentence, verb.end)
    if source is None and _OPENS_QUOTE.match(sentence, verb.end):
        front = _FRONT_NAME.match(before)
        source = Span(*front.span("source")) if front else None
    if source is None:
        return None
    name = sentence[source.start : source.end]
    if word in SOMETIMES and not (
        _FOLLOWS_NOUN_LIKE.match(sentence, verb.end) and _stands_alone(name)
    ):
        return None
    return _cue(sentence, source, verb)


def _cue(sentence: str, source: Span, verb: Span) -> Cue:
    name = normalise_space(sentence[source.start : source.end]).strip("“”\"‘’' ")
    cue = sentence[verb.start : verb.end]
    is_outlet = outlets.is_outlet(name)
    outlet = outlets.starting(name) if is_outlet else ""
    if cue in TELLING:
        outlet = outlet or outlets.starting(sentence[verb.end + 1 : verb.end + 80])
        if outlet and not is_outlet:
            told = sentence.find(outlet, verb.end)
            cue = normalise_space(sentence[verb.start : told + len(outlet)])
            verb = Span(verb.start, told + len(outlet))
    start, end = min(source.start, verb.start), max(source.end, verb.end)
    return Cue(start, end, outlet if is_outlet else name, cue, source, verb, outlet, is_outlet)


def subject_before(sentence: str, at: int) -> Span | None:
    """The noun phrase right before `at` that can be a verb's subject there; None if none."""
    before = sentence[:at].rstrip()
    if not before or before[-1] in CLOSERS + ".,;:?!":
        return None
    subject = _direct(before, "said")
    return None if subject is None or _HAS.search(before, subject.start) else subject


def _direct(before: str, verb: str) -> Span | None:
    """The subject right before the verb: "On Tuesday the ministry also" gives "the ministry"."""
    end = len(before)
    # "Paul Ryan (R-Wis.) said", "Trump this week also said": what stands between is no source.
    for between in (_PARENTHESIS, _TIME_TAIL):
        if match := between.search(before, max(0, end - 50), end):
            end = match.start()
    while True:
        last = before[:end].rstrip().rsplit(maxsplit=1)[-1:] if end else []
        if last and last[0].lower() in BETWEEN:
            end = len(before[:end].rstrip()) - len(last[0])
            continue
        break
    if last and last[0].lower().strip('“”"') in NOT_A_CUE:
        return None
    base = max(0, end - 160)
    stretch = before[base:end].rstrip()
    # the “Guardian” reports: the marks around the name are no boundary.
    closing = len(stretch.rstrip("”\"’'"))
    reach = closing
    if closing < len(stretch):
        reach = max(stretch.rfind("“", 0, closing), stretch.rfind('"', 0, closing), 0)
    start, boundary = 0, ""
    for match in _CLAUSE.finditer(stretch, 0, reach):
        start, boundary = match.end(), match.group().lower()
    if start == 0 and base > 0:
        return None
    chunk = stretch[start:]
    if not chunk.strip() and boundary in ("and", "but"):
        front = _FRONT.match(before)
        return Span(*front.span("source")) if front and _is_source(front["source"]) else None
    if _SUBORDINATE.fullmatch(boundary):
        return None
    if boundary == "as" and _AS_MUCH_AS.search(stretch[: start - 2].rstrip()):
        return None
    lead = _LEAD_IN.match(chunk.lstrip())
    if lead:
        start += len(chunk) - len(chunk.lstrip()) + lead.end()
    span = trim(before, base + start, base + len(stretch), "-•*")
    span = _inside_marks(before, span)
    return span if _is_source(before[span.start : span.end], verb) else None


def _inside_marks(before: str, span: Span) -> Span:
    """ "'' he" after a quotation closed by two apostrophes is "he"."""
    start = span.start
    while (
        start < span.end and before[start] in "'’”\"" and before[start + 1 : start + 2] in "'’”\" "
    ):
        start += 1
    return trim(before, start, span.end, "'’”") if start > span.start else span


_CLAUSE_OPENERS = frozenset(words("that how why whether what when where if because"))
_CONTRACTION = re.compile(r"(?<=[A-Za-z])['’](?:m|re|ve|d|ll|s)$")
_SUBJECTS = frozenset(words("he she they it we i you"))


def _is_source(name: str, verb: str = "said") -> bool:
    words = name.split()
    if not words or len(words) > _LONGEST_SOURCE:
        return False
    first = _CONTRACTION.sub("", words[0].strip("“\"‘'"))
    last = words[-1].lower()
    if len(words) > 1 and last in _SUBJECTS:
        return False
    plural = last.endswith("s") or last in BARE_SOURCES
    if last.endswith(("'s", "’s")):
        return False
    if verb in PLURAL and not (plural or last in ("they", "others")):
        return False
    if first.lower() in PRONOUNS:
        return len(words) == 1
    if first.lower() in ("it", "there", "i", "we", "you", "what", "how", "who", "this", "that"):
        return len(words) > 1 and first.lower() in ("this", "that")
    if _FINITE.search(name):
        return False
    if first.lower() in DETERMINERS:
        return len(words) > 1 or last in BARE_SOURCES or last == "another"
    if first.lower() in _PREPOSITIONS or not first or first[0].isdigit():
        return False
    if any(word.lower().strip(",") in BARE_SOURCES for word in words):
        return True
    return bool(_CAPITAL.match(words[-1]) or _CAPITAL.match(first) or _ROLE.search(name))


_PREPOSITIONS = frozenset(
    words(
        "in on at by for with from to of about into over after before during under if as then but "
        "and "
        "or because so just even only not more less"
    )
)


def _stands_alone(name: str) -> bool:
    """Whether a noun-like verb after this can be a verb: "Petro claims", not "insurance claims"."""
    words = name.split()
    return (
        bool(_CAPITAL.match(words[-1]))
        or words[-1][-1] in CLOSERS
        or (
            len(words) > 1
            and (words[0].lower() in ("the", "a", "an") and _ROLE.search(words[-1]) is not None)
        )
        or words[0].lower() in PRONOUNS
    )


def _appositive(before: str) -> Span | None:
    """ "Vitaliy Matvienko, the project’s spokesman," gives the name before the apposition."""
    window = max(0, len(before) - 260)
    commas = [at for at in range(window, len(before)) if before[at] == ","]
    edge = 0
    for mark in ("“", "”", '"', ";"):
        edge = max(edge, before.rfind(mark, 0, len(before) - 1) + 1)
    # The nearest chunk that is a name, at most three commas back.
    for back in range(2, 6):
        if len(commas) < back - 1:
            break
        begin = commas[-back] + 1 if len(commas) >= back else edge
        span = trim(before, max(begin, edge), commas[-back + 1])
        name = before[span.start : span.end]
        if _is_name(name):
            return span
        if begin <= edge:
            break
    begin = max(commas[-2] + 1 if len(commas) > 1 else edge, edge)
    span = trim(before, begin, len(before) - 1)
    if begin > edge and _ASIDE.match(before, span.start):
        # "The family, which owns a quarter, said": the noun phrase before the aside.
        begin = max(commas[-3] + 1 if len(commas) > 2 else edge, edge)
        subject = trim(before, begin, commas[-2])
        name = before[subject.start : subject.end]
        if begin == edge and _is_source(name) and not _LEAD_IN.match(name + " he"):
            return subject
    return span if _is_source(before[span.start : span.end]) else None


_ASIDE = re.compile(
    r"(?:an?|the|one|who|which|whose|now|then|also|however|meanwhile|himself|herself|in|at|on|by|with|"
    r"from|after|when|while|once|as|\w+ing|\w+ed|\d+)\b"
)
_LINKS = re.compile(r"^[a-z].* (?:for|of|at|in|from|to|with) ")


def _is_name(chunk: str) -> bool:
    words = chunk.split()
    if not 1 <= len(words) <= 6 or words[0].lower() in _PREPOSITIONS:
        return False
    capitals = sum(bool(_CAPITAL.match(word)) for word in words)
    if words[0].lower() in ("the", "a", "an"):
        return False
    return (
        capitals == len(words)
        or (capitals >= 2 and not _LINKS.search(chunk))
        or (capitals == 1 and words[0].strip(".") in TITLES)
    )


def _inverted(sentence: str, at: int) -> Span | None:
    match = _AFTER_INVERTED.match(sentence, at, min(len(sentence), at + 140))
    if match is None:
        return None
    name = match["source"]
    first = name.split()[0].lower() if name.split() else ""
    if not _is_source(name) and first not in ("the", "a", "an", "one", "another"):
        return None
    if first in _CLAUSE_OPENERS or _FINITE.search(name) or _HAS.search(name):
        return None
    return Span(*match.span("source"))
