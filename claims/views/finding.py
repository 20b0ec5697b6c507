"""Find by words: claims, articles, evidence and stories, as far as the person may see them.

    words = words_of('hotline "nine operators"')     ["hotline", "nine operators"]
    found = claims(words, user, most=5)              the newest that hold all of them

However large the desk, a search costs about the same. What holds common words is among the newest
rows, so those are read first; words that are rare there are looked up in an index. A search that
still takes too long is given up, and says so: see `Found.is_late`.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchQuery
from django.db import OperationalError, connection, transaction
from django.db.models import F, Q, QuerySet, Value
from psycopg.errors import QueryCanceled

from claims.models import Article, ArticleWords, Claim, Evidence, Outlet, Review, Story, User
from claims.models.claims import reference_in

# Longer than anything a person types into a search box, and more words.
LONGEST = 200
WORDS = 12
# Lengths are said up to here: "999+".
COUNTED = 1000
# So many of the newest rows are read before an index is asked.
_WALKED = 5000
# A word without three letters in a row is in no index.
_INDEXED = 3
_MILLISECONDS = 1000
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
        return f"{COUNTED - 1}+" if self.length >= COUNTED else str(self.length)


def words_of(typed: str) -> list[str]:
    """What to look for: each word, and what stands in quotation marks as one; without doubles.

    Punctuation alone is no word; so the list may be empty.
    """
    pieces = re.findall(r'"([^"]*)"|([^\s"]+)', typed.replace("\0", " ")[:LONGEST])
    words = (" ".join((phrase or word).split()) for phrase, word in pieces)
    return list(dict.fromkeys(word for word in words if re.search(r"\w", word)))[:WORDS]


def query_of(words: Sequence[str]) -> str:
    """The same words in the language of the queue, where "state:open" is no word."""
    return " ".join(f'"{word}"' if re.search(r"[^\w’'-]", word) else word for word in words)


def claims(words: Sequence[str], user: User, *, most: int, count: bool = False) -> Found:
    """Reviews of claims that hold all words in wording, quote or claimant; or "FC-12"."""
    rows = Review.objects.visible_to(user).on_desk()
    recent = Claim.objects.order_by("-pk").values("pk")[:_WALKED]
    return _found(rows, claims_fit(words), recent, words, most, count)


def claims_fit(words: Sequence[str]) -> Q:
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
    return fits


def articles(words: Sequence[str], user: User, *, most: int, count: bool = False) -> Found:
    """Articles with all words in headline, byline, text or outlet, or words that begin so."""
    rows = article_rows(user)
    recent = ArticleWords.objects.order_by("-pk").values("pk")[: _WALKED // 5]
    return _found(rows, articles_fit(words), recent, words, most, count)


def article_rows(user: User) -> "QuerySet[ArticleWords]":
    rows = ArticleWords.objects.all()
    if user.has_perm("claims.see_every_article"):
        return rows
    return rows.filter(article__in=Article.objects.visible_to(user))


def articles_fit(words: Sequence[str]) -> Q:
    named = Q()
    for word in words:
        named |= Q(name__icontains=word)
    outlets = list(Outlet.objects.filter(named).order_by("pk")[: _OUTLETS * len(words)])
    terms = []
    for word in words:
        quoted = word.replace("\\", " ").replace("'", "''")
        of = [f"outlet{one.pk}" for one in outlets if word.casefold() in one.name.casefold()]
        terms.append("(" + " | ".join([f"'{quoted}':*", *of]) + ")")
    return Q(words=SearchQuery(" & ".join(terms), search_type="raw", config="simple"))


def evidence(words: Sequence[str], user: User, *, most: int, count: bool = False) -> Found:
    """Sources with all words in title, address, publisher or passage."""
    rows = Evidence.objects.visible_to(user)
    recent = Evidence.objects.order_by("-pk").values("pk")[:_WALKED]
    return _found(rows, evidence_fits(words), recent, words, most, count)


def evidence_fits(words: Sequence[str]) -> Q:
    fits = Q()
    for word in words:
        fits &= (
            Q(title__icontains=word)
            | Q(url__icontains=word)
            | Q(publisher__icontains=word)
            | Q(passage__icontains=word)
        )
    return fits


def stories(words: Sequence[str], user: User, *, most: int, count: bool = False) -> Found:
    """Stories with all words in the title."""
    rows = Story.objects.visible_to(user).standing()
    recent = Story.objects.order_by("-pk").values("pk")[:_WALKED]
    return _found(rows, stories_fit(words), recent, words, most, count)


def stories_fit(words: Sequence[str]) -> Q:
    fits = Q()
    for word in words:
        fits &= Q(title__icontains=word)
    return fits


def _found(
    rows: "QuerySet[Any]",
    fits: Q,
    recent: "QuerySet[Any, Any]",
    words: Sequence[str],
    most: int,
    count: bool,
) -> Found:
    keys: list[int] = []
    try:
        with in_time():
            fitting = rows.filter(fits)
            keys = _keys(fitting.filter(pk__in=recent).order_by("-pk"), most)
            if len(keys) <= most and any(len(word) >= _INDEXED for word in words):
                # An order that no index has: whatever looks rare is found by its words, and never
                # by walking all rows in the hope of meeting it.
                keys = _keys(fitting.order_by((F("pk") + Value(0)).desc()), most)
            length = len(keys)
            if count and length > most:
                length = len(fitting.order_by().values_list("pk")[:COUNTED])
    except TooLong:
        return Found(keys[:most], len(keys), is_late=True)
    return Found(keys[:most], length)


def _keys(rows: "QuerySet[Any]", most: int) -> list[int]:
    """One more than asked for, to know whether there is more."""
    return list(rows.values_list("pk", flat=True)[: most + 1])


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
