"""Outlets by name, whatever it is dressed in: The Guardian, British “Guardian”, theguardian.com."""

import re

from claims.text import folding, outlets
from claims.text.countries import COUNTRIES
from claims.text.spans import UPPER, normalise_space, words
from claims.text.vocabulary import OUTLETS

QUOTES = "“”„«»\"‘’'"
_PEOPLES = "|".join(map(re.escape, sorted(COUNTRIES, key=len, reverse=True)))
_SORT = (
    r"(?:(?:daily |weekly |online |state |public )?(?:newspaper|news agency|news site|news portal"
    r"|magazine|broadcaster|tabloid|news outlet|news channel|TV channel|TV station|radio station"
    r"|daily|weekly))"
)
_DRESS = rf"^(?:[Tt]he |[Aa]n? )?(?:(?:{_PEOPLES})(?:[’']s)? )?"
_DRESSED = re.compile(
    rf"{_DRESS}(?:(?:{_SORT}|website|channel|portal|agency|journal) )?[{QUOTES}]*"
    rf"(?P<name>[^“”„«»\"]+?)[{QUOTES}]*(?:,? (?:{_SORT}|website|channel|portal))?(?:[’']s)?$"
)
# What is called a newspaper is one, known or not: the newspaper “Harbour Echo”, BPS news agency.
_CALLED = re.compile(
    rf"{_DRESS}(?:{_SORT} (?:[“„«\"‘'](?P<quoted>[^“”„«»\"]{{2,60}})[“”»\"’']"
    rf"|(?P<plain>(?:[{UPPER}][\w’'-]*(?: |$)){{1,5}})$)"
    rf"|(?P<before>[{UPPER}][\w’'-]*(?: [{UPPER}][\w’'-]*){{0,4}}) {_SORT}$)"
)
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_ARTICLES = re.compile(r"^(?:the|der|die|das|le|la|el|il)\s+(?=\S)", re.IGNORECASE)
# Services of one house: the BBC's Russian one is still the BBC.
_SERVICE = re.compile(
    rf"(?P<house>{OUTLETS})(?: (?:News|TV|Radio|Online|Arabic|Persian|Turkish|Ukraine|Ukrainian"
    r"|Russian|Breakfast|World|World Service|Service|International|Radio \d))+",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://)?((?:[^\W_][\w-]{0,62}\.){1,6}[a-z]{2,12})(?:[/?#:]\S*)?$", re.I)
# Whose names begin with the article.
_THE = frozenset(
    (
        *words("Guardian Telegraph Independent Times Sun Economist Observer Atlantic Lancet"),
        "Kyiv Independent",
        "New Yorker",
        "New York Times",
        "Sunday Times",
        "Wall Street Journal",
        "Washington Post",
        "Daily Telegraph",
    )
)
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
# Outlets by the shape of their names, beside those that `outlets` knows.
_WIRE = re.compile(
    rf"(?:[{UPPER}][\w’'-]* ){{1,4}}(?:(?:News|Press) (?:Agency|Service)|Newswire|Wire(?: Service)?"
    rf"|Broadcasting(?: Corporation| Service)?)|(?:Radio|Canal|Channel) [{UPPER}\d][\w-]*"
)


def shown(phrase: str) -> str:
    """The outlet that `phrase` names, without its dress; "" when it names none.

    Whose name has an article is given it ("The Guardian"); a web address is shown as its outlet
    where that is known.
    """
    host = _HOST.match(phrase)
    if host:
        name = _NAMES.get(_of_host(host[1].lower()))
        return _with_article(name) if name else host[1].lower().removeprefix("www.")
    called = _CALLED.match(phrase)
    if called and called["quoted"]:
        return called["quoted"].strip()
    bare = _undressed(phrase)
    if called or outlets.is_outlet(bare) or _WIRE.fullmatch(bare):
        # "The Harbour Echo" is its name, "the BBC" only how it is spoken of.
        titled = phrase.startswith("The ") and not bare.isupper()
        return f"The {bare}" if titled else _with_article(bare)
    return ""


def _with_article(name: str) -> str:
    """ "Guardian" as it stands on the front page."""
    return f"The {name}" if name in _THE else name


def key(name: str) -> str:
    """The letters of the name without dress, article, spaces and accents; of a host its name.

    What is known by initials has the key of its full name ("AP"), services that of their house
    ("BBC Russian"). Applied again it may shorten a key once more.
    """
    host = _HOST.match(name.strip())
    if host:
        return _of_host(host[1].lower())
    bare = _undressed(normalise_space(name)) or name
    service = _SERVICE.fullmatch(bare)
    return _squeezed(_ARTICLES.sub("", service["house"] if service else bare))


def _undressed(phrase: str) -> str:
    """Without article, quotation marks, nation and sort: British “Guardian” as Guardian."""
    bare = _ARTICLE.sub("", phrase).strip(QUOTES + " ")
    if _squeeze(bare) in _LISTED:
        return bare
    match = _DRESSED.match(phrase)
    return _ARTICLE.sub("", match["name"]).strip() if match else bare


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
