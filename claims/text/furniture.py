"""Page furniture: the sentences that are the page and not the article, each with its reason.

Copied articles carry browser notices, newsletter prompts, credits and teasers. A sentence is
judged by its own words, by its line, and by where the line stands: after "More stories" come
teasers, after "About the writer" an author box. What is skipped here keeps its reason, so that a
person can see it and bring it back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.text.sentences import SentenceSpan
from claims.text.spans import UPPER, normalise_space

BODY, FURNITURE, HEADING = "body", "furniture", "heading"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a sentence is: body, furniture or heading; the reason is "" for body."""

    kind: str
    reason: str = ""


_BODY = Kind(BODY)
# Judged on the whole line. Order matters: the first that matches gives the reason.
_LINE_RULES = [
    (re.compile(pattern, re.IGNORECASE), reason)
    for pattern, reason in (
        (r"^(?:older|unsupported|outdated) browser|\b(?:using an? |your )(?:older |outdated |"
         r"unsupported |current )?(?:version of your )?browser\b|enable javascript|"
         r"javascript (?:is|must be) (?:disabled|enabled)|supported version of (?:your|the) "
         r"browser",
         "browser notice"),
        (r"\b(?:we|this (?:web)?site) uses? cookies\b|^(?:accept|manage) (?:all )?cookies|"
         r"\bcookie (?:policy|settings|preferences)\b|^(?:privacy policy|terms (?:of|and) )",
         "cookie notice"),
        (r"^(?:please )?(?:sign up|subscribe)\b.{0,80}\b(?:newsletter|inbox|updates|alerts|free|"
         r"briefing|e-?mail|today|now|here|channel|podcast)|\b(?:direct|straight|delivered) to your"
         r" inbox\b|^get (?:the|our|your|all) .{0,60}\b(?:newsletter|inbox|briefing)\b|"
         r"^(?:our )?(?:free )?(?:daily |weekly )?newsletters?\b.{0,20}$",
         "newsletter prompt"),
        (r"^(?:please )?(?:log|sign) ?in\b|\bcreate an? (?:free )?account\b|"
         r"\bunlimited (?:free )?(?:digital )?access\b|^already (?:a|have an?) |"
         r"^(?:subscribe|register|join)(?: now| today| here| for free)?[.!]?$|"
         r"\bto (?:continue|keep) reading\b|^continue reading\b|"
         r"^this (?:article|content|story) is (?:only )?(?:available )?(?:to|for) subscribers",
         "log-in prompt"),
        (r"^(?:share|tweet|e-?mail|print|save|copy link|comments?|whatsapp|facebook|twitter|x|"
         r"linkedin|reddit|telegram)(?: (?:this|on|via|with|the|a|article|story|page|link|comment|"
         r"facebook|twitter|x|whatsapp|linkedin|now|article))*[.:!]?$|"
         r"^(?:follow|like|find|join) us (?:on|at)\b|^share this (?:article|story|page)",
         "sharing links"),
        (r"^(?:advertisement|sponsored|promoted|ad|paid content|story continues below)\b.{0,40}$|"
         r"^article continues (?:below|after)|^scroll (?:down )?to continue|^skip (?:to|ad)\b",
         "advertisement marker"),
        (r"\bvoice is ai-generated\b|^inconsistencies may occur|^listen to this (?:article|story)|"
         r"^(?:play|pause|watch|video|audio|gallery|in pictures)\s*[:|].{0,120}$|"
         r"^(?:your browser does not support|this video)\b",
         "audio or video notice"),
        (r"^(?:sources?|quellen?|references)\s?:", "list of sources"),
        (r"(?<!\w)©|\(c\) \d{4}|\ball rights reserved\b|\bcopyright\b.{0,40}\d{4}|"
         r"\b(?:getty images|shutterstock|istock|epa-efe|zuma press)\b|"
         r"/(?:afp|ap|reuters|epa|tass|dpa|pa|getty|xinhua)\b|"
         r"\((?:ap photo|photo(?:graph)?|image|picture|file photo|reuters|afp|pa)\b[^)]*\)?$|"
         r"^(?:photo(?:graph)?|picture|image|credit|caption|pic)s?(?: (?:credit|source|by|courtesy)"
         r")?\s?[:/]|^(?:photo(?:graph)?|picture|image|illustration) (?:by|courtesy|credit)\b|"
         r"\b(?:photo|photograph|picture|image)(?:: | by )[^.]{2,50}$|\bvia (?:getty|ap|reuters)\b",
         "photo credit or caption"),
        (r"^(?:see|read|watch|listen|click|tap|find|learn|more)\W+(?:also|more|here|now|next|on "
         r"(?:this|the))\b.{0,140}$|^(?:also|up) (?:read|next|in|on)\b.{0,140}$|"
         r"^(?:related|recommended|read)\s?:.{0,160}$|^related\b.{0,30}$",
         "teaser"),
        (r"^(?:reporting|additional reporting|edited|editing|compiled|translated|written) by\b|"
         r"\bcontributed (?:to this (?:report|article|story)|reporting)\b|"
         r"\bcan be reached (?:at|by|on|via)\b|^follow (?:him|her|them|@|\w+ on (?:twitter|x))|"
         r"^(?:e-?mail|contact|write to)\b.{0,80}@|^this article (?:was|first|originally|has "
         r"been)\b|"
         r"^(?:last )?(?:updated|published|posted|modified)\b[\s:].{0,80}$|^\d+ min(?:ute)?s? "
         r"read$",
         "author box or byline"),
        (r"^download (?:the|our) .{0,60}\bapp\b|^(?:get|buy) (?:the|our) .{0,60}\b(?:app|print"
         r" edition)\b|^(?:donate|support us|support our)\b",
         "promotion"),
    )
]  # fmt: skip
_TRACKING = re.compile(r"^(?:image ?beacon ?)+$|^\W*(?:pixel|tracking|utm_)\w*\W*$", re.IGNORECASE)
_TEASERS = re.compile(
    r"^(?:more|other|top|latest|related|recommended|most|trending|popular|further|some|suggested"
    r"|editor[’']?s?|don[’']t|you (?:may|might)|read|what to read|in case you|must|keep|more on)"
    r"[\w’' ]{0,30}\b(?:stories|reading|read|news|articles?|viewed|popular|picks|miss|like|next"
    r"|content|topics|links|coverage|posts|reads|from [\w’' ]{2,40}|on this (?:story|topic))[:.]?$"
    r"|^(?:read more|read also|see also|more on this story|related)\W*$"
    r"|^(?:more from|related|recommended|trending|read next|see also|related "
    r"topics)\b[^.]{0,40}:?$",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"^about the (?:writer|author|reporter|journalist|contributor)s?\b.{0,20}$", re.IGNORECASE
)
_BIOGRAPHY = re.compile(
    rf"^[{UPPER}][\w.’'-]+(?: [{UPPER}][\w.’'-]+){{1,3}} is (?:an?|the) [^.]{{0,80}}\b(?:reporter"
    r"|journalist|correspondent|staff writer|freelance writer|columnist|contributing|contributor"
    r"|editor)\b"
)
_BEAT = re.compile(
    r"\b(?:based in|covers?|covering|focus\w*|writes|reports on|joined|speciali[sz]\w+)\b"
)
_BYLINE = re.compile(
    rf"^(?:By|Words by|Story by|Von)\s+[{UPPER}][\w.’'-]+(?: [\w.’'-]+,?){{1,10}}$"
    r"|^[^.!?]{0,80}\blogo\b[^.!?]{0,80}$"
)
_DATELINE = re.compile(
    r"\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b|\b(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b \d{1,2},? \d{4}|\b\d{1,2}:\d{2}\b"
    r"|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December),? \d{4}\b"
)
_ENDS = re.compile(r"[.!?…:;,][\"”“'’»)\]]*$")
_DASH = re.compile(r"^[-–—•*]\s")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# A verb form that headings of this shape do not have and running text nearly always has.
_RUNNING = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|says|can|could|been|be)\b", re.IGNORECASE
)
# A teaser of an earlier line, cut short by the page.
_CUT_SHORT = re.compile(r"(?:\.\.\.|…)(?: ?read more)?$", re.IGNORECASE)
_BEGINNING = 60
# Beyond this share of the text, what follows a teaser header is teasers to the end.
_TAIL = 0.6
_LONGEST_HEADING = 25


def classify(text: str, sentences: Sequence[SentenceSpan]) -> list[Kind]:
    """What each sentence is, in the order of `sentences` (as `sentences.split(text)` gives them).

    Furniture carries a reason a person can read ("newsletter prompt", "photo credit or
    caption", "list of sources"), a heading "headline" or "heading". Never raises.
    """
    lines = _lines(text, sentences)
    kinds: list[Kind] = []
    state = _Page(text, len(lines))
    for number, members in enumerate(lines):
        kinds.extend(state.judge(number, members))
    return kinds


def _lines(text: str, sentences: Sequence[SentenceSpan]) -> list[list[SentenceSpan]]:
    lines: list[list[SentenceSpan]] = []
    for sentence in sentences:
        if lines and lines[-1][0].paragraph == sentence.paragraph:
            lines[-1].append(sentence)
        else:
            lines.append([sentence])
    return lines


class _Page:
    """What has been seen further up the page while its lines are judged in order."""

    def __init__(self, text: str, count: int) -> None:
        self.text = text
        self.count = count
        self.seen: set[str] = set()
        self.headline_found = False
        self.section = ""

    def judge(self, number: int, members: list[SentenceSpan]) -> list[Kind]:
        line = normalise_space(self.text[members[0].start : members[-1].end])
        whole = self._whole_line(number, line, members)
        if whole is not None:
            return [whole] * len(members)
        self.headline_found = True
        return [self._sentence(line, sentence) for sentence in members]

    def _whole_line(self, number: int, line: str, members: list[SentenceSpan]) -> Kind | None:
        start = members[0].start
        repeated = self._is_repeated(line)
        self.seen.update((line.lower(), line[:_BEGINNING].lower()))
        if _TRACKING.search(line):
            return Kind(FURNITURE, "tracking leftover")
        if self.section == "author line":
            self.section = ""
            return Kind(FURNITURE, "author box")
        if _AUTHOR.match(line):
            # Further up the page the box is one paragraph, and the article goes on.
            self.section = "author box" if start >= _TAIL / 2 * len(self.text) else "author line"
            return Kind(FURNITURE, "author box")
        if len(line) < 80 and _TEASERS.match(line):
            late = start >= _TAIL * len(self.text)
            self.section = "teaser list" if late else "short teasers"
            return Kind(FURNITURE, "teaser list")
        if self.section == "short teasers" and (_ENDS.search(line) or len(line) > 120):
            self.section = ""
        if self.section:
            return Kind(FURNITURE, self.section.replace("short teasers", "teaser list"))
        if repeated:
            return Kind(FURNITURE, "repeated line")
        for pattern, reason in _LINE_RULES:
            if pattern.search(line) and self._rule_fits(reason, line, members):
                return Kind(FURNITURE, reason)
        if _is_byline(line):
            return Kind(FURNITURE, "byline")
        if _is_tagline(self.text, members):
            return Kind(FURNITURE, "author box")
        if start >= _TAIL * len(self.text) and _is_biography(line):
            return Kind(FURNITURE, "author box")
        return self._heading(number, line, members)

    def _is_repeated(self, line: str) -> bool:
        """The same line again, or its beginning cut short by "..."."""
        if len(line) <= 25:
            return False
        cut = _CUT_SHORT.search(line) is not None
        return (line[:_BEGINNING] if cut else line).lower() in self.seen

    def _rule_fits(self, reason: str, line: str, members: list[SentenceSpan]) -> bool:
        """Long running paragraphs are the article, whatever word they mention in passing."""
        if reason == "list of sources":
            return True
        limit = 600 if reason == "photo credit or caption" else 320
        return len(line) <= limit and len(members) <= 4

    def _heading(self, number: int, line: str, members: list[SentenceSpan]) -> Kind | None:
        words = _WORD.findall(line)
        if not words:
            return Kind(FURNITURE, "ornament")
        if self.count == 1 or len(words) > _LONGEST_HEADING or _DASH.match(line):
            return None
        first = not self.headline_found
        titled = len(members) == 1 and _is_title_case(words)
        finished = _ENDS.search(line) is not None
        if not finished and len(members) == 1:
            if first:
                self.headline_found = True
                return Kind(HEADING, "headline")
            if len(words) <= 12 and (titled or not _RUNNING.search(line) or len(words) <= 6):
                return Kind(HEADING, "heading")
        # A headline may end in a full stop; a sentence about bodies with long names has a verb.
        if titled and len(words) >= 4 and not (finished and _RUNNING.search(line)):
            self.headline_found = True
            return Kind(HEADING, "headline" if first else "heading")
        # “I will surrender” alone on its line: a heading in quotation marks.
        if line[0] in '“"‘' and line[-1] in '”"’' and len(words) <= 5 and line[-2].isalnum():
            return Kind(HEADING, "heading")
        return None

    def _sentence(self, line: str, sentence: SentenceSpan) -> Kind:
        own = normalise_space(self.text[sentence.start : sentence.end])
        if own == line:
            return _BODY
        for pattern, reason in _LINE_RULES:
            # Inside a paragraph only what is unmistakable by itself.
            if reason in _INLINE and len(own) < 200 and pattern.search(own):
                return Kind(FURNITURE, reason)
        return _BODY


_INLINE = frozenset(
    ("browser notice", "newsletter prompt", "log-in prompt", "list of sources",
     "audio or video notice", "author box or byline")
)  # fmt: skip


def _is_biography(line: str) -> bool:
    """An author's box without its heading; a journalist in the news is not one."""
    return _BIOGRAPHY.match(line) is not None and _BEAT.search(line) is not None


def _is_byline(line: str) -> bool:
    if len(line) > 120:
        return False
    if _BYLINE.match(line):
        return True
    # A short line of names and a date, no verb, no full stop.
    return (
        _DATELINE.search(line) is not None
        and len(line.split()) <= 12
        and not _ENDS.search(line)
        and not _RUNNING.search(line)
    )


def _is_tagline(text: str, members: list[SentenceSpan]) -> bool:
    """ "Creator. Problem solver. Music evangelist.": an author's box, without verbs."""
    if len(members) < 3:
        return False
    pieces = [text[sentence.start : sentence.end] for sentence in members]
    return all(
        len(piece.split()) <= 4 and piece[-1] not in "?!" and not _VERBISH.search(piece)
        for piece in pieces
    )


_VERBISH = re.compile(
    r"\b(?:I|you|he|she|it|we|they|is|are|was|were|has|have|had|do|does|did|can|will|not|no|yes)\b"
    r"|n['’]t\b|\w{3}ed\b",
    re.IGNORECASE,
)


def _is_title_case(words: list[str]) -> bool:
    long_words = [word for word in words if len(word) > 3]
    if len(long_words) < 3:
        return False
    return sum(not word[0].islower() for word in long_words) / len(long_words) >= 0.75
