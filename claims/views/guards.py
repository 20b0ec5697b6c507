"""Who may open a view, said above it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase

from claims import permissions
from claims.models import User

P = ParamSpec("P")


class SignedInRequest(HttpRequest):
    """A request behind the sign-in: its user is a person."""

    user: User
    # The page's version, where it follows the desk: set by `claims.views.live`.
    live: object


View = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]


def allowed(answer: Callable[[User], permissions.Answer]) -> Callable[[View[P]], View[P]]:
    """Refuse the view, with the answer's reason, to people whom `answer` denies.

    @allowed(permissions.can_check)
    def take_next(request): …
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(
            request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            permissions.require(answer(request.user))
            return view(request, *args, **kwargs)

        return guarded

    return decorate
