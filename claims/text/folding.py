"""One form for the spellings of a name: "Matvienko" and "Matviyenko", "Zelensky" and "Selenskyj".

After the romanisations that news mixes (BGN/PCGN, ISO 9, the German and the French press): they
disagree on i, y and j, on soft signs, on the hushing sounds and on double letters.
"""

import re
import unicodedata
from functools import lru_cache

# No name is longer.
LONGEST = 200
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe"}
)
# In order: the longer spelling of a sound first.
_SOUNDS = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"tsch|tch|tsh|ch|cz", "c"),
        (r"dzh|dsch|dj", "z"),
        (r"schtsch|sch|sh|sz|zh|zs", "s"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"ks", "x"),
        (r"tz|ts|z", "s"),
        (r"ou", "u"),
        (r"ck", "k"),
        (r"w", "v"),
        (r"^[yji]e", "e"),
    )
]
_UNSTABLE = re.compile(r"[yij]")
_DOUBLED = re.compile(r"(.)\1+")
_SIGN = re.compile(r"[\W_]+")
# A short name is told from another by the letters that longer ones can do without.
_FEWEST_LETTERS = 6


def plain(written: str) -> str:
    """`written` in small letters without accents; at most its first 200 characters."""
    parts = unicodedata.normalize("NFKD", written[:LONGEST].casefold().translate(_LETTERS))
    return "".join(part for part in parts if not unicodedata.combining(part))


def fold(name: str) -> str:
    """The form under which spellings of one word of a name meet.

    Any `str` gives a string without white space and signs; folding twice is folding once.
    """
    return _folded(name[:LONGEST])


@lru_cache(maxsize=16_384)
def _folded(name: str) -> str:
    letters = _SIGN.sub("", plain(name))
    while (folded := _once(letters)) != letters:
        letters = folded
    return letters


def _once(letters: str) -> str:
    for pattern, sound in _SOUNDS:
        letters = pattern.sub(sound, letters)
    if len(letters) >= _FEWEST_LETTERS:
        head, tail = letters[:1], letters[1:]
        letters = _UNSTABLE.sub("i", head) + _UNSTABLE.sub("", tail)
    else:
        letters = _UNSTABLE.sub("i", letters)
    return _DOUBLED.sub(r"\1", plain(letters))
