"""Bodies by name: ministries, offices, institutes, governments; their variants under one key."""

import re

from claims.text import folding
from claims.text.countries import COUNTRIES
from claims.text.spans import UPPER, normalise_space, words
from claims.text.vocabulary import BODIES

_HEAD = re.compile(
    rf"\b(?:{BODIES}|Staff|Ministries|Authorities|Rights|International|Watch|Institution|Council"
    r"|Kremlin|Pentagon|White House|Downing Street|Bundestag|Bundeswehr|Duma|Rada|Staff|Squad|Unit"
    r"|Registry|Guild|Brigade|Ombudsman|Observatory|Programme|Program|Network|Alliance|Coalition|Campaign|Command|Division"
    r"|Chamber|Embassy|Consulate|Cabinet|Secretariat|Museum|Airways|Railways|Partners|Systems"
    r"|Technologies|Holdings|Industries|Pharmaceuticals|Motors|Energy|Media|Research|Survey)\b"
)
_LOWER_HEAD = (
    "ministry|department|agency|bureau|commission|committee|council|court|parliament|directorate"
    "|authority|authorities|administration|office|institute|university|government|police|army|navy"
    "|military|headquarters|inspectorate|tribunal|coast guard|security service|fire service"
    "|rescue service|weather service|brigade|federation|association|air force|armed forces"
    "|general staff"
)
_LOWER = re.compile(
    rf"(?:the |The )?(?P<of>(?:[^\W_][\w’'&-]*\s){{1,5}})(?:{_LOWER_HEAD})"
    r"(?: (?:of|for|in) (?:the )?[\w’' -]{3,60})?$"
)
_LOWER_FIRST = re.compile(rf"(?:{_LOWER_HEAD}) (?:of|for) (?:the )?[\w’' -]{{3,60}}")
# Bodies of which a story has one.
_ALONE = re.compile(
    rf"(?i:(?:the )?(?:government|police|parliament|kremlin))(?: in [{UPPER}][\w’'-]*)?"
)
_VAGUE = frozenset(
    words(
        "the local new whole same this that national own various other several some head home main "
        "post regional high higher its his her their our my a an one many all public relevant "
        "responsible competent occupation office and or in at"
    )
)
_OWNER = re.compile(r"([^\W_]+)[’']s ")
_ACRONYM = re.compile(rf"[{UPPER}][{UPPER}\d&-]{{1,6}}s?|[{UPPER}][a-z]{{1,2}}[{UPPER}]")
_GROUP = re.compile(
    r"\b(?:group|organisation|organization|company|firm|charity|think[- ]tank|watchdog|NGO"
    r"|pollster|manufacturer|operator|union|party|regulator|foundation|institute|agency)"
    rf" [“\"‘']?(?P<name>(?:[{UPPER}][\w&’'.-]*(?: (?:of|for|the|and|de))* ?){{1,8}})[”\"’']?$"
)
_CAPTIVES = re.compile(r"\bprisoners?[\s-]+of[\s-]+war\b|\bpows?\b", re.IGNORECASE)
_STATES = re.compile(r"\b(united) (states|kingdom|nations)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    words("of the for and in on to at a an by s de la du et der die und renowned affair")
)
# One body in two translations or two ways of spelling.
_ALIKE = {
    "defense": "defence",
    "center": "centre",
    "labor": "labour",
    "program": "programme",
    "internal": "interior",
    "administration": "office",
    "bureau": "office",
    "authority": "office",
    "authorities": "government",
    "government": "government",
    "unitedkingdom": "britain",
    "coordinating": "coordination",
}
# Capitals that stand for their governments, though not as a part of a longer name.
_CAPITALS = frozenset(words("Kyiv Moscow Kremlin Washington Beijing Tehran"))
_COUNTRY = {word.lower(): name for word, name in COUNTRIES.items() if word not in _CAPITALS}
_PLACES = frozenset(name.lower().replace(" ", "") for name in COUNTRIES.values())
_PARENTHESIS = re.compile(r"\s*\([^()]{0,60}\)")


def is_body(phrase: str) -> bool:
    """Whether `phrase` names a body, in capitals or plainly ("the defence ministry")."""
    phrase = normalise_space(_PARENTHESIS.sub("", phrase[: folding.LONGEST])).strip("“”\"‘’' .,")
    bare = re.sub(r"^[Tt]he ", "", phrase)
    if not bare or _ALONE.fullmatch(bare):
        return bool(bare)
    if bare in COUNTRIES:
        # A capital or a land stands for its government; a people does not.
        return bare in _GOVERNMENTS
    if _CAPTIVES.fullmatch(bare):
        return False
    if _ACRONYM.fullmatch(bare) or _GROUP.search(bare) or _LOWER_FIRST.fullmatch(bare):
        return True
    last = bare.rsplit(" ", 1)[-1].strip("“”\"‘’'")
    if _HEAD.search(bare) and (last[:1].isupper() or not last[:1].isalpha() or "of " in bare):
        return True
    match = _LOWER.fullmatch(bare)
    owner = _OWNER.search(bare)
    if match is None or (owner and owner[1] not in COUNTRIES):
        return False
    return any(word.lower() not in _VAGUE for word in match["of"].split())


_GOVERNMENTS = frozenset(COUNTRIES.values()) | _CAPITALS | frozenset(words("US UK U.S."))


def shown(phrase: str) -> str:
    """A body's name as it is shown: no article, no praise, no quotation marks, no acronym after."""
    name = normalise_space(_PARENTHESIS.sub("", phrase[: folding.LONGEST])).strip("“”\"‘’' .,")
    name = re.sub(r"^[Tt]he ", "", name)
    group = _GROUP.search(name)
    if group:
        return group["name"].strip()
    parts = name.split()
    at = next((n for n, part in enumerate(parts) if part.lstrip("“\"‘'")[:1].isupper()), 0)
    return " ".join(parts[at:]).replace("“", "").replace("”", "").replace('"', "")


def key(name: str) -> str:
    """The words that tell a body from others, sorted: "Defense Ministry" as "defence ministry".

    Countries are named as in `COUNTRIES`, prisoners of war abbreviated.
    """
    return " ".join(sorted(_words_of(name)))


def same(a: str, b: str) -> bool:
    """Whether two names can be one body's: one lacks the country, or is the other's initials."""
    one, other = _words_of(a), _words_of(b)
    if not one or not other:
        return False
    if _initials_of(a, b) or _initials_of(b, a):
        return True
    if (one & _PLACES) and (other & _PLACES) and (one & _PLACES) != (other & _PLACES):
        return False
    core, others = one - _PLACES, other - _PLACES
    if not core or not others:
        return core == others or {"government"} == core | others
    if core == others:
        return True
    # "the Main Intelligence Directorate of the Ministry of Defence" is that directorate.
    return _own_part(a) == others or _own_part(b) == core


def _own_part(name: str) -> set[str]:
    """The words of a body that is part of another, without those of the other; else no word."""
    part, _, whole = shown(name).partition(" of the ")
    own = _content(part) - _PLACES
    return own if _HEAD.search(whole) and _HEAD.search(part) and len(own) > 2 else set()


def _initials_of(short: str, long: str) -> bool:
    letters = re.sub(r"[.\s]|^[Tt]he ", "", short.strip("“”\"‘’' "))
    if not 2 <= len(letters) <= 7 or not _ACRONYM.fullmatch(letters):
        return False
    parts = [part for part in _WORD.findall(shown(long)) if part]
    if len(parts) < 2:
        return False
    every = "".join(part[0] for part in parts).upper()
    big = "".join(part[0] for part in parts if part.lower() not in _SMALL).upper()
    return letters.upper() in (every, big)


def _words_of(name: str) -> set[str]:
    bare = shown(name)
    return _content(COUNTRIES[bare] if bare in _CAPITALS else bare)


def _content(name: str) -> set[str]:
    name = _STATES.sub(r"\1\2", _CAPTIVES.sub(" pow ", name))
    found = {_normal(word) for word in _WORD.findall(name)}
    return {word for word in found if word and word not in _SMALL} or found - {""}


def _normal(word: str) -> str:
    made = _once(word)
    while (again := _once(made)) != made:
        made = again
    return made


def _once(word: str) -> str:
    letters = folding.plain(word)
    country = _COUNTRY.get(letters)
    if country:
        return folding.plain(country).replace(" ", "")
    if letters in _ALIKE:
        return _ALIKE[letters]
    if len(letters) > _LONG_ENOUGH and letters.endswith("ies"):
        letters = letters[:-3] + "y"
    elif len(letters) > _LONG_ENOUGH and letters.endswith("s") and letters[-2] not in "sui":
        letters = letters[:-1]
    return re.sub(r"iz(?=ation)", "is", letters)


_LONG_ENOUGH = 3
