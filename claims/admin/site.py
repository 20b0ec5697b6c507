"""The admin site itself: who may enter, by which door, and what stands in it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from claims import permissions
from claims.admin.articles import ArticleAdmin, ClaimAdmin, SentenceAdmin
from claims.admin.discussion import CommentAdmin, MentionAdmin, SavedViewAdmin
from claims.admin.evidence import AttemptAdmin, EvidenceAdmin, EvidenceLinkAdmin, VerdictAdmin
from claims.admin.history import ChainAdmin, EventAdmin
from claims.admin.matches import CitationAdmin, MatchAdmin, OriginAdmin, StoryAdmin
from claims.admin.matching import MatchingAdmin
from claims.admin.outlets import OutletAdmin
from claims.admin.people import GroupAdmin, PersonAdmin
from claims.admin.policy import PolicyAdmin
from claims.admin.queue import QueueAdmin
from claims.admin.weights import WeightsAdmin
from claims.models import (
    Article,
    Attempt,
    Chain,
    Citation,
    Claim,
    Comment,
    Event,
    Evidence,
    EvidenceLink,
    Match,
    Matching,
    Mention,
    Origin,
    Outlet,
    Policy,
    Review,
    SavedView,
    Sentence,
    Story,
    User,
    Verdict,
    Weights,
)


class DeskAdminSite(AdminSite):
    """Admins enter, by the desk's own sign-in with its second factor and its rate limits."""

    site_header = "Factcheck administration"
    site_title = "Factcheck administration"
    index_title = "The desk"
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and bool(permissions.can_administer(request.user))

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """To the desk's sign-in; who is signed in and may not enter is told so."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            permissions.require(permissions.can_administer(request.user))
        return redirect_to_login(request.GET.get("next") or "/admin/")

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_logout")

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """Every page of the site; no address of one holds a NUL, which no row can hold either."""

        @wraps(view)
        def without_nul(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            asked = (part for key, values in request.GET.lists() for part in (key, *values))
            if any("\0" in part for part in (request.path_info, *asked)):
                raise Http404("There is a NUL byte in the address.")
            return view(request, *args, **kwargs)

        return super().admin_view(without_nul, cacheable)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Django's list, the queue on top."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: (model["name"] != "Queue", model["name"]))
        return apps


site = DeskAdminSite()
for model, admin in (
    (Review, QueueAdmin),
    (Article, ArticleAdmin),
    (Sentence, SentenceAdmin),
    (Claim, ClaimAdmin),
    (Verdict, VerdictAdmin),
    (Evidence, EvidenceAdmin),
    (EvidenceLink, EvidenceLinkAdmin),
    (Attempt, AttemptAdmin),
    (Comment, CommentAdmin),
    (Mention, MentionAdmin),
    (SavedView, SavedViewAdmin),
    (Event, EventAdmin),
    (Chain, ChainAdmin),
    (Match, MatchAdmin),
    (Story, StoryAdmin),
    (Origin, OriginAdmin),
    (Citation, CitationAdmin),
    (Outlet, OutletAdmin),
    (User, PersonAdmin),
    (Group, GroupAdmin),
    (Policy, PolicyAdmin),
    (Weights, WeightsAdmin),
    (Matching, MatchingAdmin),
):
    site.register(model, admin)
