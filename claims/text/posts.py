"""What a post on social media says, without what is only its dress: links, handles, tags, emoji."""

import re
import unicodedata

_LINK = re.compile(r"(?:https?://|www\.|\bpic\.twitter\.com/|\bt\.co/)\S*", re.IGNORECASE)
_GLUED_LINK = re.compile(r"(?<=\S)(?:https?://|pic\.twitter\.com/)\S*", re.IGNORECASE)
# "— Bill Murray (@BiIIMurray) March 23, 2014": who posted it and when.
_SIGNED = re.compile(
    r"\s*[—–-]{1,2}\s*(?P<name>[^—]{0,80}?)\(@\w{1,20}\)\s*(?:[A-Z][a-z]+ \d{1,2}, \d{4})?\s*$"
)
# "me@example.org" is no handle.
_TAG = re.compile(r"(?:#|(?<![\w.])@)(?P<name>\w{1,100})")
# Where a run of letters without blanks changes its word: "DefundTheCBC", "Burns4WI".
_SEAM = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])|_"
)
_SYMBOLS = ("So", "Sk", "Cs", "Co", "Cn")


def plain(post: str) -> str:
    """The words of a post: tags and handles come apart, links, emoji and the signature go.

    What is left has single blanks; it is empty when the post is a link alone. Time is linear.
    """
    return _words(_SIGNED.sub("", post))


def author(post: str) -> str:
    """The name a quoted post is signed with, "" where there is none."""
    match = _SIGNED.search(post)
    return _words(match["name"]) if match else ""


def _words(text: str) -> str:
    text = _LINK.sub(" ", _GLUED_LINK.sub(" ", text))
    text = _TAG.sub(lambda match: f" {_SEAM.sub(' ', match['name'])} ", text)
    kept = (" " if unicodedata.category(letter) in _SYMBOLS else letter for letter in text)
    return " ".join("".join(kept).replace("\ufe0f", "").replace("\u200d", "").split())
