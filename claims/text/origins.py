"""Origins: outlets, bodies and persons that reports go back to, whatever their names look like.

Origin   who it is: kind, name as shown, key
named    the origin that a claimant's description names, None for "a woman" or "reports"
key      equal for variants of one name: The Guardian, British “Guardian”, Guardian newspaper
same     what keys alone do not join: a surname and a full name, an acronym and its words
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from claims.text import bodies, folding, names, outlets
from claims.text.countries import COUNTRIES
from claims.text.spans import UPPER, normalise_space, words
from claims.text.vocabulary import OUTLETS, ROLES, TITLES

OUTLET, BODY, PERSON = "outlet", "body", "person"
# Longer is no name but a sentence.
_LONGEST = 300
_QUOTES = "“”„«»\"‘’'"
_PEOPLES = "|".join(map(re.escape, sorted(COUNTRIES, key=len, reverse=True)))
_GENERIC = (
    r"(?:(?:daily |weekly |online |state |public )?(?:newspaper|news agency|news site|magazine"
    r"|broadcaster|tabloid|website|news outlet|news channel|TV channel|channel|portal|agency"
    r"|journal))"
)
_DRESSED = re.compile(
    rf"^(?:[Tt]he |[Aa]n? )?(?:(?:{_PEOPLES})(?:[’']s)? )?(?:{_GENERIC} )?[{_QUOTES}]*"
    rf"(?P<name>[^“”„«»\"]+?)[{_QUOTES}]*(?:,? {_GENERIC})?(?:[’']s)?$"
)
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_ARTICLES = re.compile(r"^(?:the|der|die|das|le|la|el|il)\s+(?=\S)", re.IGNORECASE)
# Services of one house: the BBC's Russian one is still the BBC.
_SERVICE = re.compile(
    rf"(?P<house>{OUTLETS})(?: (?:News|TV|Radio|Online|Arabic|Persian|Turkish|Ukraine|Ukrainian"
    r"|Russian|Breakfast|World|World Service|Service|International|Radio \d))+",
    re.IGNORECASE,
)
HOST = re.compile(r"(?:https?://)?((?:[^\W_][\w-]{0,62}\.){1,6}[a-z]{2,12})(?:[/?#:]\S*)?$", re.I)
_SECOND_LEVEL = frozenset(words("co com org net gov ac edu"))
# Initials and web addresses that differ from the name.
_KNOWN_AS = {
    "ap": "associatedpress",
    "apnews": "associatedpress",
    "afp": "agencefrancepresse",
    "ft": "financialtimes",
    "dw": "deutschewelle",
    "nyt": "newyorktimes",
    "nytimes": "newyorktimes",
    "wsj": "wallstreetjournal",
    "wapo": "washingtonpost",
    "latimes": "losangelestimes",
    "rferl": "radiofreeeurope",
    "radiofreeeuroperadioliberty": "radiofreeeurope",
    "dailytelegraph": "telegraph",
    "huffingtonpost": "huffpost",
    "rian": "rianovosti",
    "ria": "rianovosti",
    "cbsnews": "cbs",
    "nbcnews": "nbc",
    "abcnews": "abc",
    "bbcnews": "bbc",
}
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
# Outlets by the shape of their names, beside those that `outlets` knows.
_WIRE = re.compile(
    rf"(?:[{UPPER}][\w’'-]* ){{1,4}}(?:(?:News|Press) (?:Agency|Service)|Newswire|Wire(?: Service)?"
    rf"|Broadcasting(?: Corporation| Service)?)|(?:Radio|Canal|Channel) [{UPPER}\d][\w-]*"
)
_CHANNEL = re.compile(
    rf"(?i:telegram|youtube|whatsapp|tiktok) (?:group|channel) [{_QUOTES}]?(?P<name>[^{_QUOTES}]+)"
)
# A role in small letters before a name: "Kremlin spokesman Dmitry Peskov".
_INTRODUCED = re.compile(rf"(?:^| )(?:{ROLES}|official) [{UPPER}]")
_CAPITAL = re.compile(rf"[{UPPER}]")
_PRONOUNS = frozenset(words("he she they it we i you who that this there nobody everyone someone"))
_SUFFIXES = frozenset(words("jr sr ii iii iv phd mp mep obe cbe"))


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
    if len(phrase) > _LONGEST:
        return None
    phrase = normalise_space(phrase).strip(".,;: ")
    channel = _CHANNEL.search(phrase)
    if channel:
        return _origin(OUTLET, channel["name"])
    outlet = _outlet(phrase)
    if outlet:
        return _origin(OUTLET, outlet)
    first = phrase.partition(" ")[0].lower()
    if first in _INDEFINITE:
        return _spoken_for(_SPEAKS_FOR.search(phrase) or _ITS_VOICE.fullmatch(phrase))
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
        return _same_person(one.key, other.key)
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


def _origin(kind: str, name: str) -> Origin | None:
    made = key(name, kind)
    return Origin(kind, name, made) if made else None


def _outlet(phrase: str) -> str:
    """The outlet's name in `phrase` without its dress, or ""."""
    host = HOST.match(phrase)
    if host:
        return _NAMES.get(_of_host(host[1].lower()), host[1].lower().removeprefix("www."))
    bare = _undressed(phrase)
    if outlets.is_outlet(bare) or _WIRE.fullmatch(bare):
        # "The Guardian" is its name, "the BBC" only how it is spoken of.
        the = "The " if phrase.startswith("The ") and not bare.isupper() else ""
        return the + bare
    return ""


def _undressed(phrase: str) -> str:
    """Without article, quotation marks, nation and sort: British “Guardian” as Guardian."""
    bare = _ARTICLE.sub("", phrase).strip(_QUOTES + " ")
    if _squeeze(bare) in _LISTED:
        return bare
    match = _DRESSED.match(phrase)
    return _ARTICLE.sub("", match["name"]).strip() if match else bare


def _spoken_for(match: re.Match[str] | None) -> Origin | None:
    """The body that somebody without a name speaks for."""
    if match is None:
        return None
    body = match["body"].strip()
    if not bodies.is_body(body) or body in COUNTRIES:
        return None
    return _origin(BODY, bodies.shown(body))


def _person_or_body(phrase: str) -> Origin | None:
    head = re.split(r",| \(|;| – | — ", phrase, maxsplit=1)[0].strip(f"{_QUOTES} ")
    person = _person(head) if _INTRODUCED.search(head) else ""
    if not person:
        spoken = _spoken_for(_ITS_VOICE.fullmatch(head))
        if spoken or bodies.is_body(head):
            return spoken or _origin(BODY, bodies.shown(head))
        person = _person(head)
    return _origin(PERSON, person) if person else _spoken_for(_SPEAKS_FOR.search(phrase))


def _person(head: str) -> str:
    """A person's name without titles and roles, or ""."""
    bare = names.without_titles(head.removeprefix("The ").removeprefix("the "))
    parts = bare.split()
    if not parts or len(parts) > _MOST_IN_PERSON:
        return ""
    lower = [part for part in parts if not _CAPITAL.match(part.lstrip(_QUOTES))]
    if any(part not in _PARTICLES for part in lower) or parts[-1] in lower:
        return ""
    if all(part.strip(".") in TITLES or part in COUNTRIES for part in parts):
        return ""
    return "" if parts[0].lower() in _PRONOUNS else bare


_MOST_IN_PERSON = 5
_PARTICLES = frozenset(words("de da van von der den al bin el del la di ibn ben ter ten du dos"))


def _person_key(name: str) -> str:
    parts = [part for part in names.without_titles(name).replace(".", ". ").split() if part]
    parts = [part for part in parts if folding.plain(part).strip(".") not in _SUFFIXES] or parts
    folded = [made for part in parts if (made := folding.fold(part))]
    return " ".join((folded[0], folded[-1]) if len(folded) > 1 else folded)


def _outlet_key(name: str) -> str:
    host = HOST.match(name.strip())
    if host:
        return _of_host(host[1].lower())
    bare = _undressed(normalise_space(name)) or name
    service = _SERVICE.fullmatch(bare)
    return _squeezed(_ARTICLES.sub("", service["house"] if service else bare))


def _of_host(host: str) -> str:
    labels = host.split(".")
    at = -3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else -2
    return _squeezed(labels[at])


def _squeeze(name: str) -> str:
    return "".join(letter for letter in folding.plain(name) if letter.isalnum())


def _squeezed(name: str) -> str:
    letters = _squeeze(name)
    without = letters.removeprefix("the")
    if without in _LISTED or without in _KNOWN_AS:
        letters = without
    letters = _LISTED.get(letters, letters)
    return _KNOWN_AS.get(letters, letters)


# Each listed outlet, as in its web address, to its key: "lemonde" and "monde" to "monde".
_LISTED = {_squeeze(name): _squeeze(_ARTICLES.sub("", name)) for name in OUTLETS.split("|")}
# Each key to the outlet's fullest name: what a web address is shown as.
_NAMES = {
    _squeezed(name): name for name in sorted(OUTLETS.split("|"), key=lambda name: (len(name), name))
}
_KEYS = {PERSON: _person_key, OUTLET: _outlet_key, BODY: bodies.key}
# Each step shortens a key or replaces it by a listed one.
_MOST_STEPS = 20


def _same_person(a: str, b: str) -> bool:
    one, other = a.split(), b.split()
    if not _same_spelling(one[-1], other[-1]):
        # "Olga" is "Olga Petrova" as well.
        return min(len(one), len(other)) == 1 and one[0] == other[0]
    if len(one) == 1 or len(other) == 1:
        return True
    first, second = one[0], other[0]
    if first[0] != second[0]:
        return False
    shorter = min(len(first), len(second))
    return shorter == 1 or _distance(first, second) <= max(1, shorter // 3)


def _same_spelling(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= _LONG and one[0] == other[0] and _distance(one, other) <= 1


# Surnames of so many letters may differ in one.
_LONG = 6


def _distance(one: str, other: str) -> int:
    """Letters to change, add or leave out; as far as 4."""
    if abs(len(one) - len(other)) > _FARTHEST:
        return _FARTHEST + 1
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        last, row[0] = row[0], at
        for to, wanted in enumerate(other, start=1):
            last, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, last + (letter != wanted))
    return row[-1]


_FARTHEST = 3
