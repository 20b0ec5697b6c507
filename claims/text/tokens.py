"""The words and clauses of a claim, and the words that carry no content of their own."""

import re
from dataclasses import dataclass

from claims.text.countries import COUNTRIES
from claims.text.spans import Span, words
from claims.text.stems import stem
from claims.text.vocabulary import BETWEEN, SAYING, SOMETIMES

CONDITION = frozenset(words("if unless whether provided"))
RELATIVE = frozenset(words("who which that where whose whom"))
OPENERS = (
    CONDITION | RELATIVE
    | frozenset(words("after before when while until till because although though whereas but"))
    | frozenset(words("since once despite how why"))
)  # fmt: skip
PRONOUNS = frozenset(
    words(
        "i you he she it we they him her them us me his its their our my your this these those "
        "who which that there here one ones himself herself itself themselves"
    )
)
BE = frozenset(words("be is are was were been being am has have had having do does did ’s 's"))
CONTRACTED = re.compile(r"n['’]t$")
NEGATORS = frozenset(words("not never cannot without"))
FEW = frozenset(words("no none nobody nothing neither nor no-one"))
# Cue verbs that are no act of their own: whoever rejects a plan does more than speak of it.
SPOKEN = frozenset(SAYING) - frozenset(
    words(
        "rejected dismissed demanded proposed promised pledged ruled defended condemned found "
        "showed"
    )
)
# What negates the word after it.
NEGATING = words("impossible unable fail fails failed failing refuse refuses refused refusing")
MODES = {
    "will": "will", "would": "will", "shall": "will", "won't": "will", "wouldn't": "will",
    "going": "will", "may": "may", "might": "may", "perhaps": "may", "possibly": "may",
    "probably": "may", "likely": "may", "maybe": "may", "can": "able", "could": "able",
    "cannot": "able", "can't": "able", "couldn't": "able", "able": "able", "unable": "able",
    "possible": "able", "impossible": "able", "must": "must", "should": "must", "ought": "must",
    "mustn't": "must", "shouldn't": "must", "to": "to",
}  # fmt: skip
STOP = (
    PRONOUNS | BE | NEGATORS | FEW | OPENERS | frozenset(MODES) | BETWEEN
    | SPOKEN
    | frozenset(SOMETIMES)
    | frozenset(
        words(
            "a an the and or of in on at by for from with to into as than so then also just very "
            "all any some each every both few many more most other another such own same about "
            "over under up down out off through during between against within without across via "
            "per not only even still yet already ever too now there well back however meanwhile "
            "what new say said says told according reportedly allegedly apparently according "
            "monday tuesday wednesday thursday friday saturday sunday january february march "
            "april june july august september october november december today yesterday tomorrow "
            "week month year day morning evening afternoon night weeks months years days last next "
            "ago earlier later previously recently far case cases while like because thing things "
            "partly partially completely entirely fully totally wholly sometimes occasionally "
            "always"
        )
    )
)  # fmt: skip
# Beside those that `stems` knows.
_IRREGULAR = {
    form: verb
    for verb, forms in {
        "blow": "blew blown", "break": "broke broken", "choose": "chose chosen", "keep": "kept",
        "draw": "drew drawn", "drive": "drove driven", "forbid": "forbade forbidden", "lead": "led",
        "meet": "met", "sink": "sank sunk", "steal": "stole stolen", "shrink": "shrank shrunk",
        "throw": "threw thrown", "withdraw": "withdrew withdrawn", "wear": "wore worn",
        "speak": "spoke spoken", "become": "became", "run": "ran", "teach": "taught",
        "catch": "caught", "bring": "brought",
    }.items()
    for form in words(forms)
}  # fmt: skip
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Word(Span):
    """A word of a claim; offsets are into the article's text.

    low: in small letters, with straight apostrophes. stem: as in `root`. clause: index into
    `Slots.clauses`. content: whether it says something of its own. name: whether a capital inside
    its sentence makes a name of it.
    """

    text: str
    low: str
    stem: str
    clause: int
    content: bool
    name: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """The words from `first` up to `last`, an index too many; `opener` is the conjunction or "".

    `asserts` is False for conditions and questions.
    """

    first: int
    last: int
    opener: str
    asserts: bool


def root(word: str) -> str:
    """The stem of a word as it stands in a text: a country's for all that is called after it.

    "Russians", "Russia's" and "Moscow" are "russia"; other words as in `stems.stem`.
    """
    bare = _POSSESSIVE.sub("", word) or word
    return (COUNTRIES.get(bare) or stem(_IRREGULAR.get(bare.lower(), bare))).lower()
