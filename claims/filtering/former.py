"""The query strings that lists had before they had a language: "state=open&band=must&q=hotline".

Old bookmarks, and programs that call `export_claims`, still hold them.
"""

from urllib.parse import parse_qs

from claims.filtering.language import QUOTES, plain, quoted
from claims.models import Outlet, User
from claims.models.claims import number_in

# What else an address may hold, that never said which claims.
_OTHER = {"page", "list"}
_NAMES = {
    *("q", "state", "verdict", "band", "assignee", "due", "parked", "discrepant", "outlet"),
    *("article", "order"),
}
_PARTS = {
    ("state", "for_me"): "state:mine-to-sign",
    ("assignee", "held"): "held:me",
    ("due", "day"): "due:<1d",
    ("parked", "no"): "-is:parked",
    ("parked", "yes"): "is:parked",
    ("discrepant", "yes"): "has:discrepancy",
    ("order", "urgency"): "",
}
_FIELDS = {"band": "worth", "assignee": "assigned"}


def is_former(text: str) -> bool:
    """Whether it is a query string of filters, and no text of the language."""
    values = _read(text)
    return bool(values) and values.keys() <= _NAMES | _OTHER and bool(values.keys() & _NAMES)


def translated(text: str) -> str:
    """The text of the language that asks for the same claims; any other text comes back as it is.

    A value that meant nothing before means nothing now, and says so.
    """
    if not is_former(text):
        return text
    values = _read(text)
    parts = [
        _part(name, [value for value in given if value])
        for name, given in values.items()
        if name not in _OTHER | {"q"}
    ]
    words = [_word(word) for value in values.get("q", []) for word in value.split()]
    return " ".join(part for part in [*parts, *words] if part)


def _read(text: str) -> dict[str, list[str]]:
    if "=" not in text:
        return {}
    try:
        return parse_qs(text.strip().removeprefix("?"), keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return {}


def _part(name: str, values: list[str]) -> str:
    if not values:
        return ""
    if (known := _PARTS.get((name, values[-1]))) is not None:
        return known
    if name in ("outlet", "assignee"):
        values = [_named(name, values[-1])]
    return f"{_FIELDS.get(name, name)}:{','.join(plain(value) for value in values)}"


def _named(name: str, key: str) -> str:
    """The name of the outlet or person with that number; what is no number names itself."""
    number = number_in(key)
    if number is None:
        return key
    if name == "outlet":
        found = Outlet.objects.filter(pk=number).values_list("name", flat=True).first()
    else:
        found = User.objects.filter(pk=number).values_list("username", flat=True).first()
    return found or key


def _word(word: str) -> str:
    """A word as such, whatever it would mean in the language."""
    is_word = not set(word) & set(QUOTES) and ":" not in word and word[0] not in "-−"
    return word if is_word and word not in ("OR", "NOT", "AND") else quoted(word)
