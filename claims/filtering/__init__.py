"""Lists of claims: a query language, and what it makes of the desk's reviews.

A list has ONE representation, its query text: "state:open worth:must outlet:Newsweek". The page's
address, its CSV, a saved view, the claim pages opened from it and `manage.py export_claims` carry
that text, and `ClaimList` reads it everywhere the same way. What is wrong in it is a `Problem` with
its position in the text; the other terms still hold.

`language` knows the grammar and no Django; `fields` knows what may stand before a colon and
`meanings` what it means; `lists` puts them together; `places`, `facets` and `builtin` ask questions
of lists; `former` reads the query strings of before there was a language. Imports go that way.
"""

from claims.filtering.builtin import BUILT_IN, DEFAULT
from claims.filtering.former import is_former, translated
from claims.filtering.language import Problem, Query, Term, parse
from claims.filtering.lists import ClaimList, lengths_of
from claims.filtering.places import Place, place_in

__all__ = [
    "BUILT_IN",
    "DEFAULT",
    "ClaimList",
    "Place",
    "Problem",
    "Query",
    "Term",
    "is_former",
    "lengths_of",
    "parse",
    "place_in",
    "translated",
]
