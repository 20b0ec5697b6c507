"""Match claims of different articles about the same fact, and join them to stories.

    claims of an article ──index──▶ Embedding ──candidates──▶ other articles
                                                                  │ pairing: how alike, what differs
        Story ◀──restory── standing matches ◀──people decide── Match, suggested
                                  │
                          Review.discrepant, priority

Split by what is done: `candidates` searches, `indexing` makes findable, `reading` brings claims
to the text engine, `pairing` asks it, `finding` writes matches; `components` and `stories` follow
them, `discrepancies` tells; `deciding` and `editing` are what people do, `rematching` the walk
over all articles after a change, `searching` what people look for by hand. Public is `__all__`.
Whoever writes matches or stories locks the row of `Matching` first, then reviews in the order of
their keys.
"""

from claims.matching.deciding import (
    MatchRefused,
    SomeoneWasFaster,
    confirm_match,
    join_claims,
    reject_match,
)
from claims.matching.editing import name_story, split_story
from claims.matching.finding import match_article
from claims.matching.rematching import is_due, note_failure, rematch_some
from claims.matching.searching import Alike, alike

__all__ = [
    "Alike",
    "MatchRefused",
    "SomeoneWasFaster",
    "alike",
    "confirm_match",
    "is_due",
    "join_claims",
    "match_article",
    "name_story",
    "note_failure",
    "reject_match",
    "rematch_some",
    "split_story",
]
