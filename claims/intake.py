"""Take an article in: its text as received, once.

Raises and changes nothing where the text cannot be kept as it is; the sentence says why.
"""

import hashlib
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils import timezone

from claims import permissions
from claims.models import Article, Event, Outlet, Review, User
from claims.models.articles import is_sensible


class TextRefused(ValueError):
    """The text cannot be stored as received; says what is wrong with it."""


class AlreadyReceived(ValueError):
    """The same text came in before, as `article`."""

    def __init__(self, article: Article) -> None:
        super().__init__("This text was handed in before.")
        self.article = article


def check_text(text: str) -> None:
    """Raise TextRefused, saying where and what, when `text` cannot be stored as received."""
    if not text.strip():
        raise TextRefused("There is no text: paste the article.")
    if len(text) > Article.MAX_LENGTH:
        raise TextRefused(
            f"The text has {len(text):,} characters; {Article.MAX_LENGTH:,} are the most."
        )
    _refuse_damaged(text, "text")


def _refuse_damaged(text: str, name: str) -> None:
    for position, character in enumerate(text) if not _is_clean(text) else ():
        if character == "\0":
            what = "is a NUL byte"
        elif "\ud800" <= character <= "\udfff":
            what = f"is half a character (U+{ord(character):04X})"
        else:
            continue
        raise TextRefused(f"Character {position + 1:,} of the {name} {what}: it was damaged.")


def _refuse_odd(deadline: datetime | None) -> None:
    if not is_sensible(deadline):
        raise TextRefused("Give a deadline in a year between 2000 and 2100.")


def _is_clean(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


@transaction.atomic
def receive_article(
    *,
    text: str,
    by: User | None,
    headline: str = "",
    outlet: str = "",
    byline: str = "",
    url: str = "",
    published_on: date | None = None,
    language: str = "en",
    deadline: datetime | None = None,
    doubts: str = "",
) -> Article:
    """Store a new article in state received, by `by` (None: loaded by a command).

    `text` is kept character by character; every offset of sentences and claims counts into it.
    `outlet` is a name, or empty; an outlet is made where none has that name in any case.

    Raises PermissionDenied, TextRefused, or AlreadyReceived with the article that has the same
    words whatever their white space, also when both came in at the same moment.
    """
    if by is not None:
        permissions.require(permissions.can_hand_in(by))
    check_text(text)
    for name, value in (
        ("headline", headline),
        ("outlet's name", outlet),
        ("byline", byline),
        ("address", url),
        ("doubts", doubts),
    ):
        _refuse_damaged(value, name)
    _refuse_odd(deadline)
    fingerprint = Article.fingerprint_of(text)
    _refuse_second(fingerprint)
    try:
        with transaction.atomic():
            article = Article.objects.create(
                headline=headline,
                byline=byline,
                outlet=_outlet_named(outlet),
                url=url,
                published_on=published_on,
                language=language,
                deadline=deadline,
                doubts=doubts,
                text=text,
                opening=Article.opening_of(text),
                text_sha256=hashlib.sha256(text.encode()).hexdigest(),
                fingerprint=fingerprint,
                submitted_by=by,
                received_at=timezone.now(),
            )
    except IntegrityError:
        _refuse_second(fingerprint)
        raise
    Event.objects.record(
        article,
        Event.Action.ARTICLE_RECEIVED,
        by=by,
        new={"headline": headline, "sha256": article.text_sha256},
    )
    return article


def _refuse_second(fingerprint: str) -> None:
    first = Article.objects.without_text().filter(fingerprint=fingerprint).first()
    if first is not None:
        raise AlreadyReceived(first)


def _outlet_named(name: str) -> Outlet | None:
    name = " ".join(name.split())
    if not name:
        return None
    # Compared as the constraint compares: `iexact` folds some letters differently.
    same = Outlet.objects.alias(lowered=Lower("name")).filter(lowered=Lower(Value(name)))
    if (found := same.first()) is not None:
        return found
    try:
        with transaction.atomic():
            return Outlet.objects.create(name=name)
    except IntegrityError:
        return same.get()


DETAILS = ("headline", "byline", "url", "published_on", "deadline", "doubts")


@transaction.atomic
def change_details(article: Article, *, by: User, outlet: str, **details: object) -> Article:
    """Change what is known about an article: `DETAILS` and its outlet's name, never its text.

    A new deadline reaches its claims where they had the old one. Raises PermissionDenied,
    TextRefused where a value is damaged.
    """
    permissions.require(permissions.can_change_article(by, article))
    for name, value in {**details, "outlet's name": outlet}.items():
        if isinstance(value, str):
            _refuse_damaged(value, name)
        if isinstance(value, datetime):
            _refuse_odd(value)
    if "deadline" in details:
        # Reviews before their article: the order in which every stage locks.
        claims = Review.objects.filter(claim__article=article).order_by("pk")
        list(claims.select_for_update(of=("self",), no_key=True).only("pk"))
    article = (
        Article.objects.without_text()
        .select_for_update(of=("self",), no_key=True)
        .get(pk=article.pk)
    )
    old: dict[str, str] = {}
    new: dict[str, str] = {}
    was_due = article.deadline
    for name, value in {**details, "outlet": _outlet_named(outlet)}.items():
        if name not in (*DETAILS, "outlet"):
            raise ValueError(f"{name} is no detail of an article.")
        if getattr(article, name) != value:
            old[name], new[name] = str(getattr(article, name) or ""), str(value or "")
            setattr(article, name, value)
    if new:
        article.save(update_fields=list(new))
        Event.objects.record(article, Event.Action.ARTICLE_CHANGED, by=by, old=old, new=new)
    if "deadline" in new:
        Review.objects.filter(claim__article=article, deadline=was_due).update(
            deadline=article.deadline
        )
    return article
