"""Origins: outlets, bodies and persons that reports go back to, whatever their names look like.

Origin   who it is: kind, name as shown, key
named    the origin that a claimant's description names, None for "a woman" or "reports"
key      equal for variants of one name: The Guardian, British “Guardian”, Guardian newspaper
same     what keys alone do not join: a surname and a full name, an acronym and its words
settle   the origins of one story, each to the one that it is
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.text import bodies, mastheads, persons
from claims.text.countries import COUNTRIES
from claims.text.mastheads import QUOTES
from claims.text.spans import UPPER, normalise_space, words
from claims.text.vocabulary import ROLES

OUTLET, BODY, PERSON = "outlet", "body", "person"
# Longer is no name but a sentence.
_LONGEST = 300
# Who begins like this is one of many, or somebody's.
_INDEFINITE = frozenset(
    words(
        "a an one some another other others several many most two three four five six seven eight "
        "nine ten both all few each every any no his her their its our my your this these those "
        "dozens hundreds thousands reports sources officials people"
    )
)
_SPEAKS_FOR = re.compile(
    rf"\b(?:{ROLES}|official|officials|spokespeople|source|sources|statement|report|press release"
    r"|letter|study|figures|data|aide|member|press service|press office|website|homepage)s?"
    r" (?:for|of|from|at|by|in|with|to) (?P<body>(?:the )?[^,;]{2,120})",
    re.IGNORECASE,
)
_ITS_VOICE = re.compile(
    r"(?:an? )?(?P<body>.{2,120}?)(?:[’']s)? (?:spokes(?:man|woman|person|people)|press (?:service"
    r"|office)|officials?|statement|report|figures|data|website)$"
)
_CHANNEL = re.compile(
    r"(?i:telegram|youtube|whatsapp|tiktok) (?:group|channel)"
    rf" [{QUOTES}]?(?P<name>[^{QUOTES}]+)"
)
# A role in small letters before a name: "Kremlin spokesman Dmitry Peskov".
_INTRODUCED = re.compile(rf"(?:^| )(?:{ROLES}|official) [{UPPER}]")
_CAPITAL = re.compile(rf"[{UPPER}]")
_KEYS = {PERSON: persons.key, OUTLET: mastheads.key, BODY: bodies.key}
# Each step shortens a key or replaces it by a listed one.
_MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class Origin:
    """Who it is: kind ("outlet", "body" or "person"), the name as shown, and its key."""

    kind: str
    name: str
    key: str


def named(phrase: str) -> Origin | None:
    """The origin that `phrase` names, as "Andriy Yusov, representative of the Directorate" does.

    A spokesperson without a name is the body spoken for. None for who cannot be named: "a woman",
    "One soldier", "officials", "reports". Takes any `str`; what is longer than 300 characters
    names nobody.
    """
    return _named(phrase) if len(phrase) <= _LONGEST else None


@lru_cache(maxsize=4_096)
def _named(phrase: str) -> Origin | None:
    phrase = normalise_space(phrase).strip(".,;: ")
    channel = _CHANNEL.search(phrase)
    if channel:
        return _origin(OUTLET, channel["name"])
    outlet = mastheads.shown(phrase)
    if outlet:
        return _origin(OUTLET, outlet)
    first = phrase.partition(" ")[0].lower()
    if first in _INDEFINITE or (persons.are_many(first) and " " in phrase):
        spoken = _spoken_for(_SPEAKS_FOR.search(phrase) or _ITS_VOICE.fullmatch(phrase))
        return spoken or _origin(PERSON, persons.after_noun(phrase))
    if not _CAPITAL.search(phrase.removeprefix("The ")) and not bodies.is_body(phrase):
        return _spoken_for(_SPEAKS_FOR.search(phrase))
    return _person_or_body(phrase)


def kind(name: str) -> str:
    """ "outlet", "body" or "person"; "" for nobody that can be named."""
    origin = named(name)
    return origin.kind if origin else ""


def key(name: str, kind: str) -> str:
    """The key of an origin of this kind, at most 300 characters; "" for a name without letters.

    Two names with one key are one origin. The key of a key is that key.
    """
    made = _KEYS[kind](name[:_LONGEST]) if kind in _KEYS else ""
    for _ in range(_MOST_STEPS):
        again = _KEYS[kind](made) if made else ""
        if again == made:
            break
        made = again
    return made[:_LONGEST].strip()


def same(a: str, b: str) -> bool:
    """Whether two names can be one origin's, where both stand in one story.

    Wider than equal keys: "Matvienko" is "Vitaly Matvienko", "ISW" the Institute for the Study of
    War, "the Ministry of Defence" that of Ukraine. First initials must agree where both have one,
    and countries likewise. Symmetric; not transitive, as two people share a surname.
    """
    one, other = named(a), named(b)
    if one is None or other is None:
        return False
    if (one.kind, one.key) == (other.kind, other.key):
        return True
    if one.kind == other.kind == PERSON:
        return persons.same(one.key, other.key)
    if OUTLET in (one.kind, other.kind):
        return False
    return bodies.same(one.name, other.name)


def best(variants: Iterable[str]) -> str:
    """The fullest of the names of one origin, without its dress; "" of none.

    Most words first, then the most often used, then the shortest: the order does not matter.
    """
    shown = Counter(origin.name if (origin := named(name)) else name for name in variants)
    return min(
        shown,
        key=lambda name: (-len(name.replace("-", " ").split()), -shown[name], len(name), name),
        default="",
    )


def settle(found: Iterable[Origin]) -> dict[Origin, Origin]:
    """Each of the origins of one story to the one that it is, the fullest named of its variants.

    Joins what `same` joins, and initials that one article takes for an outlet and another for a
    body, but only where that is no matter of choice: "Smith" stays alone where the story has two
    of them. The order does not matter.
    """
    every = sorted(set(found), key=lambda one: (one.kind, one.key, one.name))
    settled: dict[Origin, Origin] = {}
    for origin in every:
        like = [other for other in every if _alike(origin, other)]
        if all(_alike(one, other) for one in like for other in like):
            settled[origin] = min(like, key=_fullness)
        else:
            own = [other for other in like if _is_key(origin, other)]
            settled[origin] = min(own, key=_fullness)
    return settled


def _is_key(one: Origin, other: Origin) -> bool:
    return (one.kind, one.key) == (other.kind, other.key)


def _alike(one: Origin, other: Origin) -> bool:
    if one.kind != other.kind:
        return PERSON not in (one.kind, other.kind) and one.name == other.name
    return _is_key(one, other) or same(one.name, other.name)


def _fullness(origin: Origin) -> tuple[int, int, int, str]:
    # An outlet before a body of the same name.
    return -len(origin.name.split()), -len(origin.name), _KINDS.index(origin.kind), origin.name


_KINDS: Sequence[str] = (OUTLET, BODY, PERSON)


def _origin(kind: str, name: str) -> Origin | None:
    made = key(name, kind)
    return Origin(kind, name, made) if made else None


def _spoken_for(match: re.Match[str] | None) -> Origin | None:
    """The body that somebody without a name speaks for."""
    if match is None:
        return None
    body = match["body"].strip()
    if not bodies.is_body(body) or body in COUNTRIES:
        return None
    return _origin(BODY, bodies.shown(body))


def _person_or_body(phrase: str) -> Origin | None:
    head = re.split(r",| \(|;| – | — ", phrase, maxsplit=1)[0].strip(f"{QUOTES} ")
    person = persons.shown(head) if _INTRODUCED.search(head) else ""
    if not person:
        spoken = _spoken_for(_ITS_VOICE.fullmatch(head))
        if spoken or bodies.is_body(head):
            return spoken or _origin(BODY, bodies.shown(head))
        person = persons.shown(head)
    return _origin(PERSON, person) if person else _spoken_for(_SPEAKS_FOR.search(phrase))
