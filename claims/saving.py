"""Keep lists of the queue under a name, for oneself or for the desk.

Apart from triage, because no claim changes: a view is a bookmark, so nothing of it stands in the
history. Whether its query can be read is not asked here either; a list that has become wrong says
so when it is opened.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from claims import permissions
from claims.models import SavedView, User

# More than these nobody finds anything in.
MOST = 50


class NotSaved(ValueError):
    """The name is taken, or there are too many; says which."""


def save_view(name: str, query: str, *, by: User, is_shared: bool = False) -> SavedView:
    """Keep a list under a name. Raises PermissionDenied, or NotSaved."""
    permissions.require(permissions.can_check(by))
    if SavedView.objects.filter(owner=by).count() >= MOST:
        raise NotSaved(f"You have {MOST} views already: delete one first.")
    view = SavedView(owner=by, created_at=timezone.now(), query=query)
    _save(view, name, is_shared)
    return view


def change_view(view: SavedView, *, name: str, is_shared: bool, by: User) -> None:
    """Rename a view, share it with the desk or take it back. PermissionDenied, or NotSaved."""
    permissions.require(permissions.can_change_view(by, view))
    _save(view, name, is_shared)


def delete_view(view: SavedView, *, by: User) -> None:
    """Forget a view; the claims in it are not touched. Raises PermissionDenied."""
    permissions.require(permissions.can_change_view(by, view))
    view.delete()


def _save(view: SavedView, name: str, is_shared: bool) -> None:
    view.name, view.is_shared = name, is_shared
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise NotSaved(
            f"There is a view called “{name}” already: choose another name, or delete that one."
        ) from error
