"""What was found, with the words it was found by.

{% load found %}
{{ claim.wording|highlight:words }}      the text with a <mark> round each of the words
{{ source.passage|around:words }}        the part of a long text where the first of them stands
"""

import re
from collections.abc import Sequence

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_REACH = 70
_SHOWN = 200


def _pattern(words: str | Sequence[str]) -> "re.Pattern[str] | None":
    if isinstance(words, str):
        words = re.findall(r"\w[^\s\"]*", words)
    if not words:
        return None
    # The longest first: of "pass" and "passport" the text shows the whole word.
    longest = sorted(map(str, words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)), re.IGNORECASE)


@register.filter
def highlight(text: str, words: str | Sequence[str]) -> SafeString:
    """`text`, escaped, with each of `words` marked in whatever case it stands."""
    pattern = _pattern(words)
    if pattern is None:
        return escape(text)
    pieces, end = [], 0
    for hit in pattern.finditer(text):
        pieces += [escape(text[end : hit.start()]), format_html("<mark>{}</mark>", hit[0])]
        end = hit.end()
    return mark_safe("".join([*pieces, escape(text[end:])]))  # noqa: S308  (each piece is escaped)


@register.filter
def around(text: str, words: str | Sequence[str]) -> str:
    """About 200 characters of `text` round the first of `words`, else its beginning."""
    text = " ".join(text.split())
    pattern = _pattern(words)
    hit = pattern.search(text) if pattern else None
    start = hit.start() - _REACH if hit and hit.end() > _SHOWN - _REACH else 0
    piece = text[start : start + _SHOWN]
    if start:
        piece = f"… {piece.partition(' ')[2] or piece}"
    if start + _SHOWN < len(text):
        piece = f"{piece.rpartition(' ')[0] or piece} …"
    return piece
