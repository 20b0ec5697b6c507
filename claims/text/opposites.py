"""Words that cannot both be true of one thing at one time, as pairs of poles.

Only pairs whose two sides shut each other out are here ("open" and "closed"), and none that are a
matter of degree on a scale nobody names ("large" and "small").
"""

from dataclasses import dataclass

from claims.text.spans import words
from claims.text.tokens import root

# A name; the words of one pole; "|"; the words of the other. "~" where whoever denies one pole
# asserts the other: what is not dead is alive, but what has not risen need not have fallen.
_TABLE = """
level: rise increase grow climb jump surge soar swell spike accelerate
    | fall drop decline decrease shrink plunge slump tumble slide dwindle slow
approval: accept approve adopt ratify pass endorse | reject veto defeat
leave ~: allow permit authorise legal lawful legalise | ban forbid forbidden prohibit outlaw illegal
    unlawful
support: support back favour | oppose
opening ~: open | close shut shutter lock
going: continue ongoing persist | end stop halt cease suspend suspension
life ~: alive survive survivor living | die dead death killed
guilt ~: guilty convict conviction | acquit acquittal innocent exonerate
outcome: win winner victory profit | lose loser loss
truth ~: true genuine authentic | false fake untrue bogus forged
safety ~: safe safely | unsafe dangerous
success ~: succeed successful successfully success | fail failure unsuccessful
access ~: accessible reachable available | inaccessible unreachable unavailable
change: improve improvement | worsen deteriorate deterioration
strength: strengthen stronger | weaken weaker
reward: grant award | deny refuse
notice: warn inform notify alert |
bond ~: compulsory mandatory obligatory required | optional voluntary
length ~: permanent permanently indefinitely | temporary temporarily
openness ~: public publicly | private privately secret secretly
side: left | right
sex: man boy male father son husband | woman girl female mother daughter wife
north: north northern | south southern
east: east eastern | west western
place ~: inside indoors | outside outdoors
rank: largest biggest | smallest
height: highest | lowest
age: oldest | youngest
extreme: most | least
share: majority | minority
intent ~: deliberate deliberately intentional intentionally | accidental accidentally accident
kind ~: peaceful peacefully | violent violently violence riot riots rioting
"""
# What can be done with a thing that is accessible; only where it says whether it can.
_REACHING = frozenset(
    root(word) for word in words("reach access call contact dial visit use open enter ring phone")
)


@dataclass(frozen=True, slots=True)
class Pole:
    """One side of a pair. `of` names the pair; `side` is 1 or -1; `whole`: no third is left."""

    of: str
    side: int
    whole: bool


def _read(table: str) -> dict[str, Pole]:
    poles: dict[str, Pole] = {}
    for row in table.strip().replace("\n    ", " ").splitlines():
        name, _, both = row.partition(":")
        for side, listed in zip((1, -1), both.split("|"), strict=True):
            pole = Pole(name.removesuffix(" ~"), side, name.endswith("~"))
            for word in words(listed):
                poles.setdefault(word, pole)
    return poles


_POLES = _read(_TABLE)
# Attributes, of which the noun beside them must be the same, as against what is done or is so.
ATTRIBUTES = frozenset(
    words("side sex north east place rank height age order extreme openness share")
)
_ROOTS = {root(word): pole for word, pole in reversed(_POLES.items()) if pole.of not in ATTRIBUTES}


def pole(word: str, stem: str, mode: str) -> Pole | None:
    """The pole that a word stands for, or None.

    `word` is in small letters, `stem` its `tokens.root`; `mode` is as in `Slots.mode`: what can be
    reached or called is accessible.
    """
    if mode == "able" and stem in _REACHING:
        return _POLES["accessible"]
    return _POLES.get(word) or _ROOTS.get(stem)
