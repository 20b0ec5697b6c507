"""Find by words: claims, articles, evidence and stories, as far as the person may see them.

    words = words_of('hotline "nine operators"')     ["hotline", "nine operators"]
    claims(words, user).newest(5)                    the newest that hold all of them
    claims(words, user).listed()                     all of them, for pages by key

However large the desk, a search costs about the same. What holds common words is soon met among the
newest rows, which are read first, and no more of them than needed; what is rare there is looked up
in an index of words. The database cannot know beforehand which of the two is short: words that are
common apart may be rare together. A search that still takes too long is given up, and says so.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchQuery
from django.db import OperationalError, connection, transaction
from django.db.models import F, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from psycopg.errors import QueryCanceled

from claims.counting import COUNTED, capped
from claims.filtering.language import QUOTES
from claims.models import Article, ArticleWords, Claim, Evidence, Outlet, Review, Story, User
from claims.models.claims import reference_in

# Longer than anything a person types into a search box, and more words.
LONGEST = 200
WORDS = 12
# So many of the newest rows are read before an index of words is asked; of sources fewer, as each
# may hold pages of text. Words that this many of them hold are common.
_WALKED = 1500
_SOURCES_WALKED = 500
_COMMON = 12
# Of what is rare, no more than this is listed.
_LISTED = 10_000
# A word without three letters in a row is in no index.
_INDEXED = 3
_MILLISECONDS = 1000
# As phones and word processors write them.
_QUOTES = str.maketrans(dict.fromkeys(QUOTES, '"'))
_OUTLETS = 10


class Found(NamedTuple):
    """The newest that fit, and how many there are: COUNTED stands for "that many or more".

    `is_late` where the search was given up: what is here is then not all, or nothing.
    """

    keys: list[int]
    length: int
    is_late: bool = False

    @property
    def length_words(self) -> str:
        return capped(self.length)


def words_of(typed: str) -> list[str]:
    """What to look for: each word, and what stands in quotation marks as one; without doubles.

    Punctuation alone is no word; so the list may be empty.
    """
    # Marks of direction come with what is pasted; nobody means them.
    seen = "".join(c for c in typed[:LONGEST] if unicodedata.category(c) != "Cf")
    plain = seen.replace("\0", " ").translate(_QUOTES)
    pieces = re.findall(r'"([^"]*)"|([^\s"]+)', plain)
    words = (" ".join((phrase or word).split()) for phrase, word in pieces)
    return list(dict.fromkeys(word for word in words if re.search(r"\w", word)))[:WORDS]


def query_of(words: Sequence[str]) -> str:
    """The same words in the language of the queue, where "state:open" is no word."""
    return " ".join(word if re.fullmatch(r"\w[\w’'-]*", word) else f'"{word}"' for word in words)


@dataclass(frozen=True)
class Search:
    """Rows that hold all words. `recent` are the newest of their table, to be walked first."""

    rows: "QuerySet[Any]"
    fits: Q
    recent: "QuerySet[Any, Any]"
    words: Sequence[str]

    def newest(self, most: int, *, count: bool = False) -> Found:
        """At most so many, the newest first, and with `count` how many there are."""
        keys: list[int] = []
        try:
            with in_time():
                keys = self._among_recent(most + 1)
                if len(keys) <= most and self._is_indexed:
                    keys = list(self._by_words()[: most + 1])
                length = len(keys)
                if count and length > most:
                    length = len(self._fitting.order_by().values_list("pk")[:COUNTED])
        except TooLong:
            return Found(keys[:most], len(keys), is_late=True)
        return Found(keys[:most], length)

    def enough(self, most: int) -> list[int]:
        """At most so many: only recent ones where those are many. Raises TooLong."""
        keys = self._among_recent(most)
        if len(keys) < _COMMON and self._is_indexed:
            keys = list(self._by_words()[:most])
        return keys

    def listed(self) -> "QuerySet[Any]":
        """All of them, in no order; one query to decide how. Raises TooLong."""
        if not self._is_indexed or len(self._among_recent(_COMMON)) == _COMMON:
            return self._fitting
        return self.rows.filter(pk__in=self._by_words()[:_LISTED])

    @property
    def _fitting(self) -> "QuerySet[Any]":
        return self.rows.filter(self.fits)

    @property
    def _is_indexed(self) -> bool:
        return any(len(word) >= _INDEXED for word in self.words)

    def _among_recent(self, most: int) -> list[int]:
        # Where the recent ones begin: so the walk ends as soon as enough is met.
        begin = Coalesce(Subquery(self.recent), Value(0))
        recent = self._fitting.filter(pk__gt=begin).order_by("-pk")
        return list(recent.values_list("pk", flat=True)[:most])

    def _by_words(self) -> "QuerySet[Any, int]":
        # No index has this order: the rows are found by their words, never by walking them all.
        return self._fitting.order_by((F("pk") + Value(0)).desc()).values_list("pk", flat=True)


def _nth_newest(rows: "QuerySet[Any]", number: int) -> "QuerySet[Any, Any]":
    return rows.order_by("-pk").values("pk")[number : number + 1]


def claims(words: Sequence[str], user: User) -> Search:
    """Reviews of claims that hold all words in wording, quote or claimant; or "FC-12"."""
    fits = Q()
    for word in words:
        key = reference_in(word)
        fits &= (
            Q(pk=key)
            if key
            else Q(claim__wording__icontains=word)
            | Q(claim__quote__icontains=word)
            | Q(claim__claimant__icontains=word)
        )
    rows = Review.objects.visible_to(user).on_desk()
    return Search(rows, fits, _nth_newest(Claim.objects.all(), _WALKED), words)


def articles(words: Sequence[str], user: User) -> Search:
    """Articles with all words in headline, byline, text or outlet, or words that begin so."""
    named = Q()
    for word in words:
        named |= Q(name__icontains=word)
    outlets = list(Outlet.objects.filter(named).order_by("pk")[: _OUTLETS * len(words)])
    terms = []
    for word in words:
        quoted = word.replace("\\", " ").replace("'", "''")
        of = [f"outlet{one.pk}" for one in outlets if word.casefold() in one.name.casefold()]
        terms.append("(" + " | ".join([f"'{quoted}':*", *of]) + ")")
    fits = Q(words=SearchQuery(" & ".join(terms), search_type="raw", config="simple"))
    rows = ArticleWords.objects.all()
    if not user.has_perm("claims.see_every_article"):
        rows = rows.filter(article__in=Article.objects.visible_to(user))
    return Search(rows, fits, _nth_newest(ArticleWords.objects.all(), _WALKED), words)


def evidence(words: Sequence[str], user: User) -> Search:
    """Sources with all words in title, address, publisher or passage."""
    fits = Q()
    for word in words:
        fits &= (
            Q(title__icontains=word)
            | Q(url__icontains=word)
            | Q(publisher__icontains=word)
            | Q(passage__icontains=word)
        )
    recent = _nth_newest(Evidence.objects.all(), _SOURCES_WALKED)
    return Search(Evidence.objects.visible_to(user), fits, recent, words)


def stories(words: Sequence[str], user: User) -> Search:
    """Stories with all words in the title."""
    fits = Q()
    for word in words:
        fits &= Q(title__icontains=word)
    rows = Story.objects.visible_to(user).standing()
    return Search(rows, fits, _nth_newest(Story.objects.all(), _WALKED), words)


class TooLong(Exception):
    """The database took longer than a reader waits."""


@contextmanager
def in_time(milliseconds: int = _MILLISECONDS) -> Iterator[None]:
    """Give each query of the block up after a second, as TooLong."""
    is_nested = connection.in_atomic_block
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {milliseconds:d}")
            yield
            if is_nested:
                cursor.execute("SET LOCAL statement_timeout TO DEFAULT")
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooLong from error
        raise
