"""Whether two names or descriptions can mean one person or body.

"The ministry" can be the Ministry of Defence, "a spokesman" can be anybody, and an office can be
part of an army: only what shares no name, no initials and no country is told apart.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import Enum

from claims.text import gender, names
from claims.text.countries import COUNTRIES
from claims.text.spans import UPPER, words
from claims.text.tokens import root
from claims.text.vocabulary import BODIES, DETERMINERS, ROLES, TITLES

# Longer than this it is no name but a sentence.
_LONGEST = 200
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’\-][^\W_]+)*")
_CAPITAL = re.compile(rf"[{UPPER}]")
_ACRONYM = re.compile(rf"(?:[{UPPER}]\.?){{2,6}}s?")
_ROLE = re.compile(rf"(?:{ROLES})(?:s|es|men|women)?", re.IGNORECASE)
_BODY = frozenset(body.lower() for body in BODIES.split("|")) | frozenset(
    words(
        "army military troops soldiers forces fighters militia rebels insurgents airforce airline "
        "regiment brigade coastguard firefighters rescuers lawmakers mps senators archive museum "
        "charity firm company companies startup consortium operator contractor business "
        "municipality council councils embassy consulate cabinet presidency secretariat "
        "ministry ministries gang cartel union unions volunteers investors owners developers team "
        "command staff prosecutors judges residents villagers volunteers"
    )
)
# Who governs a country has every body of it.
_STATE = frozenset(words("government authorities state officials country cabinet kremlin ukraine"))
_LINKS = frozenset(words("of for the and in on at to a an"))
_NESTED = (frozenset({"Britain", "England", "Scotland", "Wales"}),)
# What public life is made of, by the nouns it goes by. Two of one row may be one body.
_ROWS = """
court: court courts tribunal judge judges jury
police: police detectives constabulary
army: army military troops soldiers forces fighters navy airforce regiment brigade
parliament: parliament assembly congress senate lawmakers mps senators
council: council councils municipality city town municipal mayor mayoress
office: ministry ministries department agency office bureau commission directorate administration
    authority service inspectorate regulator coastguard guard secretariat
state: state government authorities cabinet presidency
company: company companies firm corporation airline operator contractor startup consortium business
    shipowner landlord developer investors
union: union unions
church: church
club: club league federation
university: university college
"""
_ROW = {
    word: row.partition(":")[0]
    for row in _ROWS.strip().replace("\n    ", " ").splitlines()
    for word in words(row.partition(":")[2])
}
# The state has them all; an office may stand over an army, or be one of a council.
_MAY_BE_PART = (
    {"state", "office"}, {"state", "army"}, {"state", "police"}, {"state", "council"},
    {"state", "parliament"}, {"state", "court"}, {"office", "army"}, {"office", "police"},
    {"office", "council"}, {"state", "university"}, {"club", "company"}, {"club", "union"},
)  # fmt: skip
# There is one of them in a place, so that no name is needed to tell it from a named body.
_PLAIN = frozenset(words("court police army parliament council church university"))
# What offices are for, and those that armies and police are under.
_FIELDS = frozenset(
    words(
        "interior home defence defense war justice health education transport finance agriculture "
        "environment labour labor economy fisheries culture foreign trade energy civil"
    )
)
_OVER = {
    "army": frozenset(words("defence defense war")),
    "police": frozenset(words("interior home justice")),
}
_ALIKE = 0.72


class Kind(Enum):
    """What a name or description stands for."""

    PERSON = "person"
    BODY = "body"
    STATE = "state"
    DESCRIPTION = "description"


def differ(one: str, other: str) -> bool:
    """Whether `one` and `other` name two persons or bodies that cannot be one.

    True for two full names, for bodies of two countries, and for two named bodies without a word
    in common. False where one can be a spelling, a short form, a part or a description of the
    other, or speak for it. Symmetric; never raises.
    """
    kinds = kind(one), kind(other)
    one, other = _bare(one), _bare(other)
    if not one or not other or Kind.DESCRIPTION in kinds:
        return False
    lands = countries(one), countries(other)
    apart = all(lands) and not any(_nested(x, y) for x in lands[0] for y in lands[1])
    if Kind.PERSON not in kinds and apart:
        return True
    if _variants(one, other):
        return False
    if kinds == (Kind.PERSON, Kind.PERSON):
        return _two_people(one, other)
    if Kind.PERSON in kinds:
        return False
    first, second = _row(one), _row(other)
    if first and second:
        part = {first, second} in _MAY_BE_PART and not _of_another(one, other)
        return first != second and not part
    if kinds != (Kind.BODY, Kind.BODY):
        return False
    return all(_specific(name) or _row(name) in _PLAIN for name in (one, other))


def _of_another(one: str, other: str) -> bool:
    """ "the army" and "the interior ministry": an office that is for something else."""
    for body, office in ((one, other), (other, one)):
        fields = {part.lower() for part in _WORD.findall(office)} & _FIELDS
        if fields and _row(office) == "office" and _row(body) in ("army", "police"):
            return not fields & _OVER[_row(body)]
    return False


def _row(name: str) -> str:
    """What sort of public body the head noun makes of it, "" for none or several."""
    head = re.split(r" (?:of|for|in|at|from) |,", name, maxsplit=1)[0]
    rows = {_ROW[part.lower()] for part in _WORD.findall(head) if part.lower() in _ROW}
    if "company" in rows and "state" in rows:
        return ""
    return next(iter(rows)) if len(rows) == 1 else ""


def variants(one: str, other: str) -> bool:
    """Whether the two share a name, or one is made of the other's initials. Symmetric."""
    one, other = _bare(one), _bare(other)
    return bool(one and other) and _variants(one, other)


def kind(name: str) -> Kind:
    """What `name` stands for, by its words: a body's noun, capitals, a country."""
    parts = _WORD.findall(name[:_LONGEST])
    low = [part.lower() for part in parts]
    lands = [part for part in parts if part in COUNTRIES]
    plain = [word for word, part in zip(low, parts, strict=True)
             if part not in COUNTRIES and word not in _LINKS]  # fmt: skip
    if lands and (not plain or set(plain) <= _STATE):
        return Kind.STATE
    if any(is_body(word) or word.rstrip("s") in _BODY for word in low):
        return Kind.BODY
    capitals = [part for part in parts if _CAPITAL.match(part) and part not in COUNTRIES]
    if len(capitals) == 1 and _ACRONYM.fullmatch(capitals[0]):
        return Kind.BODY
    if capitals and low[0] == "the" and capitals[0] == parts[1]:
        # People go without an article: "the Red Cross".
        return Kind.BODY
    if capitals and not any(_ROLE.fullmatch(word) for word in low):
        return Kind.PERSON
    return Kind.DESCRIPTION


def is_body(word: str) -> bool:
    """Whether `word`, in small letters, is a noun that bodies go by: "company", "ministry"."""
    return word in _BODY or word in _ROW


def countries(name: str) -> frozenset[str]:
    """The countries that stand in `name`, by themselves or as an adjective."""
    return frozenset(
        COUNTRIES[part] for part in _WORD.findall(name[:_LONGEST]) if part in COUNTRIES
    )


def _bare(name: str) -> str:
    """Without determiners, titles and roles in front."""
    name = names.without_titles(" ".join(name[:_LONGEST].split()))
    parts = name.split()
    while parts and (parts[0].lower() in DETERMINERS or parts[0].strip(".") in TITLES - {"Press"}):
        if len(parts) == 1:
            break
        parts = parts[1:]
    return " ".join(parts)


def _nested(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _NESTED)


def _variants(one: str, other: str) -> bool:
    left, right = _keys(one), _keys(other)
    if one == other or left & right:
        return True
    if _initials(one) & set(_WORD.findall(other.replace(".", ""))):
        return True
    if _initials(other) & set(_WORD.findall(one.replace(".", ""))):
        return True
    return any(_spelt_alike(x, y) for x in left for y in right)


def _keys(name: str) -> set[str]:
    """The stems that tell: no links, and no countries, since two bodies of one country differ."""
    return {
        root(part)
        for part in _WORD.findall(name)
        if part.lower() not in _LINKS and part not in COUNTRIES and len(part) > 1
    }


def _initials(name: str) -> set[str]:
    capitals = [part[0] for part in _WORD.findall(name) if _CAPITAL.match(part)]
    return {"".join(capitals[at:]) for at in range(len(capitals) - 1)} | {
        "".join(capitals[:end]) for end in range(2, len(capitals) + 1)
    }


def _spelt_alike(one: str, other: str) -> bool:
    """ "Matvienko", "Matvijenko": names from another script are spelt in many ways."""
    if one[:1] != other[:1] or min(len(one), len(other)) < 4:
        return False
    first, second = sorted((one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE


def _two_people(one: str, other: str) -> bool:
    """A first name alone may be anybody's of that surname."""
    left, right = one.split(), other.split()
    if len(left) == 1 and len(right) == 1:
        return _first(left) == _first(right)
    if len(left) == 1 or len(right) == 1:
        return not _first(left if len(left) == 1 else right)
    return True


def _first(parts: Sequence[str]) -> bool:
    return gender.of(parts[0]) != gender.UNKNOWN


def _specific(name: str) -> bool:
    """Whether it is a certain body: named, or of a certain country."""
    parts = _WORD.findall(name)
    return any(_CAPITAL.match(part) for part in parts)
