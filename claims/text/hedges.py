"""Hedges: words by which the article itself leaves open whether something is so.

Lexical hedges as in the CoNLL-2010 shared task, narrowed to those that tell a desk the writer has
not stood it up. Plain modals ("may", "could") are no hedges here: news is full of them and they
say what is possible, not how well it is known.
"""

import re
from dataclasses import dataclass

from claims.text.spans import Span

_BE = r"(?:is|are|was|were|be|been|being)"
_SURE = r"(?:verified|confirmed|corroborated|substantiated|authenticated|checked|established)"
_HEDGE = re.compile(
    "|".join(
        (
            # One word, always.
            r"\b(?:allegedly|reportedly|supposedly|purportedly|apparently|seemingly|ostensibly"
            r"|presumably|rumou?red|unconfirmed|unverified|unsubstantiated|uncorroborated"
            r"|alleged|purported|supposed(?= [a-z])(?! to)|conceivably|possibly|probably|"
            r"perhaps)\b",
            # Hearsay in the passive.
            rf"\b{_BE} (?:also |widely |still |now )?(?:said|reported|believed|thought|understood"
            r"|rumou?red|alleged|claimed|suspected|feared|estimated) to (?:have|be|number)\b",
            r"\b(?:said|believed|thought|understood|reported|suspected|alleged) to (?:have|be)\b",
            # "cannot be independently verified", "could not confirm".
            r"\b(?:can(?:not| ?not|['’]t)|could(?: not|n['’]t)|(?:has|have|had) (?:not|n['’]t)"
            rf"|(?:has|have|had)n['’]t|not yet|yet to) (?:yet )?(?:be|been|immediately be)?"
            rf" ?(?:yet )?(?:independently |immediately |fully |officially )*{_SURE}",
            r"\b(?:can(?:not|['’]t)|could(?: not|n['’]t)|(?:was|were)(?: not|n['’]t) able to|"
            r"unable to)"
            r" (?:independently |immediately )*(?:verify|confirm|corroborate|establish)\b",
            # What is known of it.
            r"\b(?:it (?:is|was|remains) (?:still )?(?:unclear|unknown|not (?:yet )?(?:clear|"
            r"known))"
            r"|remains? (?:unclear|unknown|unconfirmed)|(?:is|are) (?:still )?unclear)\b",
            r"\b(?:amid|according to|(?:other|some|several|there (?:are|were)|conflicting|media)) "
            r"(?:unconfirmed |unverified |local |media |press )*(?:reports|rumou?rs|claims|"
            r"allegations)(?: (?:that|indicate|suggest|say|of))?\b",
            r"\b(?:appears?|appeared|seems?|seemed) to (?:have|be)\b",
            r"\b(?:may|might|could) (?:well |also |already )?have (?:been )?[a-z]+(?:ed|en|wn)\b",
            r"\bif (?:true|confirmed|proven|in fact)\b",
            r"\bclaim(?:s|ed)? to (?:have|be)\b|\bso-called\b(?= (?:evidence|proof))",
            # German "soll": hearsay rendered as "should" in translated news.
            r"\bshould (?:not |also |already )*(?:be (?:accessible|reachable|available|located|"
            r"hidden"
            r"|involved|active|in use)|have (?:been|already|died|fled|taken|happened))\b",
        )
    ),
    re.IGNORECASE,
)
_SHOULD = re.compile("should", re.IGNORECASE)
# "You should be available", "we believe this should have been done": advice, not hearsay.
_ADVICE = re.compile(
    r"\b(?:we|you|must|ought|everyone|voters|government|minister|he said|she said)\b"
)


@dataclass(frozen=True, slots=True)
class Hedge(Span):
    """The words that hedge; offsets into the article's text."""

    text: str


def find(quote: str, offset: int = 0, *, quoted: bool = False) -> tuple[Hedge, ...]:
    """The hedges in `quote`, in order.

    `quote` is the claim as it stands in the article, `offset` where it begins there. `quoted`
    says that it is somebody's direct speech, where "should" is advice and never hearsay.
    """
    advice = quoted or _ADVICE.search(quote) is not None
    return tuple(
        Hedge(match.start() + offset, match.end() + offset, match.group())
        for match in _HEDGE.finditer(quote)
        if not (advice and _SHOULD.match(match.group()))
    )
