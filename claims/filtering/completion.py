"""What may be meant by a term that somebody is just typing."""

from typing import NamedTuple

from claims.filtering.conditions import Asking
from claims.filtering.fields import FIELDS, Field, field_named
from claims.filtering.language import QUOTES, clean, plain
from claims.filtering.offers import Offer

SHOWN = 10


class Suggestion(NamedTuple):
    """A way to go on: what is written, what it means, the whole text and the cursor's place."""

    written: str
    meaning: str
    text: str
    caret: int


def complete(text: str, caret: int, asking: Asking) -> list[Suggestion]:
    """Ways to finish the term that ends at the caret: fields, or values of its field."""
    caret = max(0, min(caret, len(text)))
    start = _term_start(text, caret)
    typed = text[start:caret]
    minus = typed[:1] if typed[:1] in ("-", "−") else ""
    name, colon, rest = typed.removeprefix(minus).partition(":")
    if not colon:
        begun = clean(name).casefold()
        return [
            _put(text, start, caret, f"{minus}{field.name}:", field.takes, ends=False)
            for field in _fields_like(begun)
        ][:SHOWN]
    field = field_named(name.casefold())
    if field is None:
        return []
    before, comma, last = rest.rpartition(",")
    kept = f"{minus}{field.name}:{before}{comma}"
    begun = clean("".join(one for one in last if one not in QUOTES))
    return [
        _put(text, start, caret, kept + plain(offer.text), offer.label, ends=True)
        for offer in _values_like(field, begun, asking)
    ][:SHOWN]


def _term_start(text: str, caret: int) -> int:
    """Where the term at the caret begins: after the last space that no quotation holds."""
    start, is_open = 0, False
    for place, character in enumerate(text[:caret]):
        if character in QUOTES:
            is_open = not is_open
        elif character.isspace() and not is_open:
            start = place + 1
    return start


def _fields_like(begun: str) -> list[Field]:
    fields = list(FIELDS.values())
    return [field for field in fields if field.name.startswith(begun)] or [
        field for field in fields if begun and any(also.startswith(begun) for also in field.also)
    ]


def _values_like(field: Field, begun: str, asking: Asking) -> list[Offer]:
    key = begun.casefold()
    choices = [
        Offer(choice.key, choice.label)
        for choice in field.choices
        if choice.key.startswith(key)
        or choice.label.casefold().startswith(key)
        or any(also.startswith(key) for also in choice.also if key)
    ]
    if field.offer is None:
        return choices
    return choices + field.offer(begun, asking)


def _put(
    text: str, start: int, caret: int, written: str, meaning: str, *, ends: bool
) -> Suggestion:
    """The text with the typed part replaced; a whole term is followed by a space."""
    after = text[caret:]
    space = " " if ends and not after[:1].isspace() else ""
    whole = text[:start] + written + space + after
    place = start + len(written) + (1 if ends else 0)
    return Suggestion(written, meaning, whole, place)
