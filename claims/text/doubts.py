"""Claimants the article's own grammar points to wrongly.

Copied and machine-translated articles lose paragraphs: "he said" then points at whoever was named
last. The claimant is kept as written and marked, with the reason, when somebody "says" in the
first person what fits those who speak before and after: of another country, or of another trade
("our officers" from a doctor between two turns of the police).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from claims.text.attribution import Attribution
from claims.text.countries import COUNTRIES
from claims.text.names import People
from claims.text.sentences import SentenceSpan
from claims.text.spans import words

_NAME = re.compile(r"[A-Z][\w]*")
_WE = re.compile(r"\b(?:we|our|ours|us)\b", re.IGNORECASE)
_OUR = re.compile(r"\b[Oo]ur (?:own )?(?P<what>(?:[a-z-]+ ){0,2}?[a-z-]{4,})\b")
_WORK = re.compile(
    r"\b[Ww]e(?:[’']ve)? (?:(?:have|had|are|were|already|still|also|now|first|then|soon) )*"
    r"(?:start(?:ed)? |began |begin |keep |kept )?(?:get|got|receiv|take|took|taking|answer|handl"
    r"|open|launch|run|ran|set up|operat|treat|train|check|search|rescu|deliver|collect)\w*"
    r"(?P<what>(?: [\w-]+){1,4})"
)
# Words for one trade's work: a helpline is where calls come in.
_SAME = {
    stem: name
    for name, stems in {
        "call": "call hotline helpline switchboard caller",
        "patient": "patient hospital clinic doctor nurse ward surgeon medical",
        "fire": "fire firefighter brigade blaze",
        "school": "school pupil student teacher head-teacher class",
        "ship": "ship ferry boat vessel port crew passenger",
    }.items()
    for stem in words(stems)
}
_APPOSITION = re.compile(r",(?P<what>[^,.;:“”\"\n]{3,100})[,.;:]")
_WORD = re.compile(r"[A-Za-z][a-z-]{3,}")
# What introduces somebody and says nothing of their trade.
_ANYBODYS = frozenset(
    words(
        "spokesman spokeswoman spokesperson head chief leader director president minister deputy "
        "official officials representative chairman chairwoman former senior interior foreign "
        "state national local also have been with from that this their said says told which while "
        "country countries government people"
    )
)
# An article is about its two most named countries.
_MAIN = 2
_REACH = 3


@dataclass(frozen=True, slots=True)
class _Introduced:
    """What the words around a person's first mention say: a country, and what they deal with."""

    country: str
    trade: frozenset[str]


def mark(
    text: str,
    sentences: Sequence[SentenceSpan],
    attributions: Sequence[Attribution],
    people: People,
) -> list[Attribution]:
    """The attributions, `doubt` filled with a sentence for a person where the claimant misfits.

    `sentences` and `attributions` run in parallel over `text`.
    """
    known = _introductions(text, people)
    named = [_countries(text[sentence.start : sentence.end]) for sentence in sentences]
    counted = Counter(land for lands in named for land in lands)
    main = {land for land, _ in counted.most_common(_MAIN)}
    turns = _turns(attributions)
    marked = list(attributions)
    for at in range(1, len(turns) - 1):
        speaker, members = turns[at]
        own = known.get(speaker)
        before = _nearest(turns[at - 1 :: -1][:_REACH], known)
        after = _nearest(turns[at + 1 : at + 1 + _REACH], known)
        if own is None or not before or not after or speaker in (before, after):
            continue
        around = f"{before} speaks" if before == after else f"{before} and {after} speak"
        reason = ""
        for index in members:
            said = text[sentences[index].start : sentences[index].end]
            if not reason and attributions[index].quoted:
                between = own, known[before], known[after]
                reason = (
                    _foreign(*between, said, named[index], main)
                    or _of_another_trade(*between, said, before == after)
                    or _of_anothers_work(*between, said, named[index], before)
                )
            # What follows in the same turn is as doubtful.
            if reason:
                marked[index] = replace(
                    marked[index], doubt=f"{speaker} {reason}; {around} before and after"
                )
    return marked


def _foreign(
    own: _Introduced,
    before: _Introduced,
    after: _Introduced,
    said: str,
    named: Sequence[str],
    main: set[str],
) -> str:
    """Why the country does not fit, or ""."""
    land = own.country
    if not land or land in main or land in named or not _WE.search(said):
        return ""
    if not before.country or before.country != after.country or before.country == land:
        return ""
    others = sorted({other for other in named if other in main})
    if not others:
        return ""
    return f"is introduced as from {land}, but this speaks of {' and '.join(others)}"


def _of_another_trade(
    own: _Introduced, before: _Introduced, after: _Introduced, said: str, same: bool
) -> str:
    """Why the subject does not fit, or ""; only where one person speaks on both sides."""
    if not same:
        return ""
    for match in _OUR.finditer(said):
        what = {_stem(word) for word in _WORD.findall(match["what"])}
        if what & before.trade & after.trade and not what & own.trade:
            return f"speaks of “our {match['what']}”, but is introduced with nothing of the kind"
    return ""


def _of_anothers_work(
    own: _Introduced,
    before: _Introduced,
    after: _Introduced,
    said: str,
    named: Sequence[str],
    who: str,
) -> str:
    """Why what "we" do does not fit an official of another country, or "".

    "We started getting calls" between two turns of a helpline's head: the work is theirs.
    """
    if not own.country or own.country in named or own.country == before.country:
        return ""
    work = _WORK.search(said)
    if work is None:
        return ""
    what = _kinds({_stem(word) for word in _WORD.findall(work["what"])})
    if what & _kinds(before.trade) & _kinds(after.trade) and not what & _kinds(own.trade):
        return f"is introduced as from {own.country}, but “{work.group().strip()}” fits {who}"
    return ""


def _kinds(stems: Set[str]) -> set[str]:
    """Stems, with those of one kind under one name."""
    return {_SAME.get(stem, stem) for stem in stems}


def _nearest(turns: Sequence[tuple[str, list[int]]], known: Mapping[str, _Introduced]) -> str:
    """The nearest speaker who is introduced; "" when none is."""
    return next((speaker for speaker, _ in turns if speaker in known), "")


def _turns(attributions: Sequence[Attribution]) -> list[tuple[str, list[int]]]:
    """Speakers in order, each with the indices of the sentences they hold the floor for."""
    turns: list[tuple[str, list[int]]] = []
    for index, attribution in enumerate(attributions):
        if not attribution.claimant:
            continue
        if turns and turns[-1][0] == attribution.claimant:
            turns[-1][1].append(index)
        else:
            turns.append((attribution.claimant, [index]))
    return turns


def _countries(written: str) -> list[str]:
    return [COUNTRIES[word] for word in _NAME.findall(written) if word in COUNTRIES]


def _introductions(text: str, people: People) -> dict[str, _Introduced]:
    """Each person's country and trade, from the words that introduce them first."""
    known: dict[str, _Introduced] = {}
    for start, name in people.mentions:
        full = people.full(name)
        if full in known:
            continue
        before = re.split(r"[.,;:”\"\n]", text[max(0, start - 50) : start])[-1]
        after = text[start + len(name) : start + len(name) + 130]
        aside = _APPOSITION.match(after)
        apposition = aside["what"] if aside else ""
        lands = _countries(before) or _countries(apposition)[-1:]
        trade = {_stem(word) for word in _WORD.findall(f"{before} {apposition}")}
        if lands or trade:
            known[full] = _Introduced(
                lands[-1] if lands else "", frozenset(trade - _ANYBODYS - _STEMMED)
            )
    return known


def _stem(word: str) -> str:
    plain = word.lower()
    return plain.removesuffix("s") if not plain.endswith("ss") else plain


_STEMMED = frozenset(_stem(word) for word in _ANYBODYS)
