"""Words that nobody signs, and words that a speaker passes on for others.

"amid reports that …" is what reports say. "Some people ring and say: …" inside what a helper tells
is the helper's account; texts that circulate in a channel are the channel's.
"""

import re

_UNSIGNED = re.compile(
    r"\b(?P<cue>(?:[Aa]mid|[Ff]ollowing|[Dd]espite|[Aa]fter|[Tt]here (?:are|were|ha(?:ve|d) been))"
    r" (?P<who>(?:[a-z-]+ ){0,2}?(?:reports|rumou?rs))) (?:that|of) (?=\w)"
)
# Others who are no one in particular; "he who knocks".
_ANYBODY = re.compile(
    r"(?:(?:still |yet )?others?|some|many|most|several|a few|people|callers|someone|somebody"
    r"|those|he who|she who|whoever|anyone|everyone)\b",
    re.IGNORECASE,
)
_COMES = re.compile(
    r"\b(?:call|ring|phone|come|write|text|arrive|turn up|contact us|ask|knock|get in touch)s?\b"
    r"[^.;:“\"]{0,40}\b(?:and|to) (?:say|ask|tell|explain|complain|report|claim)s?\b",
    re.IGNORECASE,
)
_OF_THEMSELVES = re.compile(r"[“\"‘'][^”\"]{0,40}?\b(?:I|I['’]m|I['’]ve|my|me)\b")
_PRESENT = re.compile(r"\b(?:say|ask|tell|want|explain|complain|report|claim|call|ring)s?\b")
_CHAINED = re.compile(
    r"(?:^|[“\"‘'])\s*(?:some|many|most|a few|several)\b(?: [\w’'-]+){0,3}", re.IGNORECASE
)
_CHANNEL = re.compile(
    r"\b(?:the|The|a|A|its|Its) (?P<who>(?:[A-Z]\w+ )?(?:channel|group|page|account|website|site|"
    r"newsletter|blog|forum|bot)"
    r"(?: (?:[“\"][^”\"]{2,40}[”\"]|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}))?)"
)


def unsigned(sentence: str) -> tuple[str, str] | None:
    """The reports or rumours a sentence rests on, and the words that say so; None without any."""
    match = _UNSIGNED.search(sentence)
    if match is None:
        return None
    return match["who"], match["cue"]


def is_anybody(name: str) -> bool:
    """Whether a claimant is nobody in particular: "Others", "some callers", "he who knocks"."""
    return _ANYBODY.match(name) is not None


def passes_on(sentence: str, before: str) -> bool:
    """Whether a sentence in which nobody in particular speaks continues the account `before` it.

    It does where it tells of such people's habit ("Some ring and say"), quotes them in the first
    person, or goes on from the "some" of the sentence before; else "others" may be the article's.
    """
    if _COMES.search(sentence):
        return True
    if not _PRESENT.search(sentence):
        return False
    return (
        _OF_THEMSELVES.search(sentence) is not None
        or _CHAINED.search(before) is not None
        or sentence.lower().startswith(("he who", "she who", "whoever", "those who"))
    )


def channel(paragraph: str) -> str:
    """The channel, group or page that a paragraph has named last, or ""."""
    named = [match["who"] for match in _CHANNEL.finditer(paragraph)]
    return named[-1] if named else ""
