"""Qualifiers of a number: about, nearly, more than, at least, less than, up to."""

import re

NAMES = {
    "more than": "more than|well over|just over|over|above|exceeding|in excess of|upwards of"
    "|greater than|>",
    "at least": "at least|no fewer than|no less than|not less than|a minimum of",
    "less than": "less than|fewer than|under|below|<",
    "up to": "up to|as many as|as much as|no more than|not more than|at most|a maximum of|within",
    "nearly": "nearly|almost|close to|just under|just short of",
    "about": "about|around|approximately|approx\\.|roughly|some|an estimated|estimated|circa|"
    "shortly (?:after|before)|just (?:after|before)|~",
}
_QUALIFIER = re.compile(
    r"(?:(?<=^)|(?<![^\W_]))(?:"
    + "|".join(f"(?P<{name.replace(' ', '_')}>{words})" for name, words in NAMES.items())
    + r") ?$",
    re.IGNORECASE,
)
# "talking about three meals": no estimate.
_TALK = re.compile(
    r"\b(?:talk\w*|sp[eo]ak\w*|spoke|ask\w*|sa(?:y|id)|know\w*|think\w*|worr\w+|learn\w*|tell|told"
    r"|writ\w+|wrote|complain\w*|concern\w*|questions?|information|something|hear\w*) about $"
)


def before(quote: str, at: int) -> tuple[int, str]:
    """Where the figure whose number stands at `at` begins with its qualifier, and the latter's "
    "name.

    The name is "exactly" where there is none.
    """
    window = max(0, at - 20)
    match = _QUALIFIER.search(quote[window:at])
    if match is None or match.lastgroup is None or _TALK.search(quote[max(0, at - 40) : at]):
        return at, "exactly"
    return window + match.start(), match.lastgroup.replace("_", " ")


def bounds(qualifier: str, low: float, high: float) -> tuple[float | None, float | None]:
    """What is left of the bounds: "more than" has no upper one, "up to" no lower one."""
    if qualifier in ("more than", "at least"):
        return low, None
    if qualifier in ("less than", "up to"):
        return None, high
    return low, high
