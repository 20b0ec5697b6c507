"""Where an article stands: extracted, in check, cleared for publication, held.

    EXTRACTED --begin_check--> IN_CHECK --clear_article--> CLEARED
                                  ^  \\--hold_article--> HELD --clear_article--> CLEARED
                                  +------- lift_hold -----+                       |
                                  +------- withdraw_clearance --------------------+

The stages that change claims and verdicts call `begin_check` and `withdraw_clearance`, so that
a clearance never outlives what it rests on.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from claims import permissions
from claims.models import Article, Event, Review, User, Verdict


class NotClearable(ValueError):
    """The article cannot be cleared yet; says what is missing."""


@dataclass(frozen=True)
class Obstacles:
    """What stands between an article and its clearance."""

    unfinished: bool
    open_must_check: int
    contested: int

    def sentence(self, *, note: str = "") -> str:
        """What is missing, given the editor's `note` on contested claims; empty when nothing is."""
        if self.unfinished:
            return "Its claims are still being extracted."
        if self.open_must_check:
            return f"{_counted(self.open_must_check, 'must-check claim')} not settled yet."
        if self.contested and not note.strip():
            return f"{_counted(self.contested, 'claim')} contested: say in a note why it may run."
        return ""


def _counted(number: int, noun: str) -> str:
    return f"1 {noun} is" if number == 1 else f"{number} {noun}s are"


def obstacles(article: Article) -> Obstacles:
    """What stands between `article` and its clearance, in two queries."""
    reviews = Review.objects.filter(claim__article=article)
    unsettled = [Review.State.OPEN, Review.State.PROPOSED]
    return Obstacles(
        unfinished=article.is_extracting,
        open_must_check=reviews.filter(band=Review.Band.MUST, state__in=unsettled).count(),
        contested=reviews.filter(
            state=Review.State.SETTLED, verdict__verdict=Verdict.Value.CONTESTED
        ).count(),
    )


@transaction.atomic
def clear_article(article: Article, *, by: User, note: str = "") -> Article:
    """Say that the article may be published, with the editor's note on what is contested.

    Raises PermissionDenied, or NotClearable where a must-check claim is unsettled, where one is
    contested without a note, or where the article is cleared already.
    """
    permissions.require(permissions.can_clear(by))
    article = _locked(article.pk)
    if article.state == Article.State.CLEARED:
        raise NotClearable(f"{article.cleared_by} has cleared it already.")
    if missing := obstacles(article).sentence(note=note):
        raise NotClearable(missing)
    was = article.state
    article.state = Article.State.CLEARED
    article.cleared_by, article.cleared_at = by, timezone.now()
    article.save(update_fields=["state", "cleared_by", "cleared_at"])
    Event.objects.record(
        article,
        Event.Action.ARTICLE_CLEARED,
        by=by,
        old={"state": was},
        new={"state": article.state},
        reason=note,
    )
    return article


@transaction.atomic
def hold_article(article: Article, *, by: User, reason: str) -> Article:
    """Stop an article from running, with a reason. Raises PermissionDenied or NotClearable."""
    permissions.require(permissions.can_clear(by))
    if not reason.strip():
        raise NotClearable("Say why the article is held.")
    article = _locked(article.pk)
    if article.is_extracting:
        raise NotClearable("Its claims are still being extracted: wait a moment.")
    if article.state == Article.State.HELD:
        raise NotClearable("It is held already.")
    _leave(article, Article.State.HELD, Event.Action.ARTICLE_HELD, by=by, reason=reason)
    return article


@transaction.atomic
def lift_hold(article: Article, *, by: User, reason: str = "") -> Article:
    """Put a held article back in check. Raises PermissionDenied, or NotClearable if not held."""
    permissions.require(permissions.can_clear(by))
    article = _locked(article.pk)
    if article.state != Article.State.HELD:
        raise NotClearable("It is not held.")
    _leave(article, Article.State.IN_CHECK, Event.Action.ARTICLE_RELEASED, by=by, reason=reason)
    return article


def withdraw_clearance(article_id: int, *, by: User | None, reason: str) -> bool:
    """Un-clear the article because of `reason`; False where it was not cleared.

    Called inside the transaction of the change that it follows from, after that change: then
    whoever clears the article meanwhile either sees the change or is undone by it.
    """
    article = _locked(article_id)
    if article.state != Article.State.CLEARED:
        return False
    _leave(article, Article.State.IN_CHECK, Event.Action.ARTICLE_UNCLEARED, by=by, reason=reason)
    return True


def begin_check(article_id: int) -> None:
    """The first work on a claim puts its article in check."""
    Article.objects.filter(pk=article_id, state=Article.State.EXTRACTED).update(
        state=Article.State.IN_CHECK
    )


def _locked(article_id: int) -> Article:
    """The article as it is now without its text, locked until the transaction ends.

    Whoever locks reviews too has locked them before (see `claims.reviewing.steps.locked`).
    """
    return Article.objects.select_for_update(no_key=True).defer("text").get(pk=article_id)


def _leave(
    article: Article, to: str, action: Event.Action, *, by: User | None, reason: str
) -> None:
    was = article.state
    article.state = to
    article.cleared_by = article.cleared_at = None
    article.save(update_fields=["state", "cleared_by", "cleared_at"])
    Event.objects.record(
        article, action, by=by, old={"state": was}, new={"state": to}, reason=reason
    )
