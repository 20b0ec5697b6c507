"""Claimants the article's own grammar points to wrongly.

Copied and machine-translated articles lose paragraphs: "he said" then points at whoever was named
last. The claimant is kept as written and marked, with the reason, when somebody of another
country "says" in the first person what fits the country of the speakers before and after.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from claims.text.attribution import Attribution
from claims.text.countries import COUNTRIES
from claims.text.names import People
from claims.text.sentences import SentenceSpan

_WORD = re.compile(r"[A-Z][\w]*")
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
# An article is about its two most named countries.
_MAIN = 2
_REACH = 3


def mark(
    text: str,
    sentences: Sequence[SentenceSpan],
    attributions: Sequence[Attribution],
    people: People,
) -> list[Attribution]:
    """The attributions, `doubt` filled with a sentence for a person where the claimant misfits.

    `sentences` and `attributions` run in parallel over `text`.
    """
    home = _homes(text, people)
    named = [_countries(text[sentence.start : sentence.end]) for sentence in sentences]
    main = {
        land for land, _ in Counter(land for lands in named for land in lands).most_common(_MAIN)
    }
    turns = _turns(attributions)
    marked = list(attributions)
    for at in range(1, len(turns) - 1):
        speaker, members = turns[at]
        land = home.get(speaker, "")
        before = _nearest(turns[at - 1 :: -1], home)
        after = _nearest(turns[at + 1 :], home)
        if not land or land in main or before != after or home.get(before, land) == land:
            continue
        reason = ""
        for index in members:
            words = text[sentences[index].start : sentences[index].end]
            others = [other for other in named[index] if other in main]
            if (
                others
                and land not in named[index]
                and attributions[index].quoted
                and _WE.search(words)
            ):
                reason = (
                    f"{speaker} is introduced as from {land}, but this speaks of "
                    f"{' and '.join(sorted(set(others)))}; {before} speaks before and after"
                )
            if reason:
                marked[index] = replace(marked[index], doubt=reason)
    return marked


def _nearest(turns: Sequence[tuple[str, list[int]]], home: Mapping[str, str]) -> str:
    """The nearest speaker whose country is known; a few turns away at most."""
    return next((speaker for speaker, _ in turns[:_REACH] if speaker in home), "")


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


def _countries(words: str) -> list[str]:
    return [COUNTRIES[word] for word in _WORD.findall(words) if word in COUNTRIES]


def _homes(text: str, people: People) -> dict[str, str]:
    """Each person's country, from the words that introduce them."""
    homes: dict[str, str] = {}
    for start, name in people.mentions:
        full = people.full(name)
        if full in homes:
            continue
        before = re.split(r"[.,;:”\"]", text[max(0, start - 50) : start])[-1]
        after = text[start + len(name) : start + len(name) + 130]
        apposition = after.split(",")[1] if after.startswith(",") and after.count(",") > 1 else ""
        lands = _countries(before) or _countries(apposition)[-1:]
        if lands:
            homes[full] = lands[-1]
    return homes
