"""Every page of the desk and every state worth looking at: by whom, where, and how one gets there.

A path's names are rows of the desk at work (tests/browser/desk.py). Folds, menus and dialogs need
no line of their own: each page is looked at with all of them open, too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from claims.admin.site import site


@dataclass(frozen=True)
class Screen:
    name: str
    who: str
    path: str
    reach: Callable[[Page], None] | None = None
    status: int = 200


def press(name: str) -> Callable[[Page], None]:
    """Press the button of that name; the page that comes is the one to look at."""

    def reach(page: Page) -> None:
        with page.expect_navigation():
            page.get_by_role("button", name=name, exact=True).first.click()

    return reach


def without_its_rules(page: Page) -> None:
    """Let the server find what is missing, where the browser would have said so first."""
    page.evaluate("for (const form of document.forms) form.noValidate = true")


def send(button: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        without_its_rules(page)
        press(button)(page)

    return reach


def check_first(page: Page) -> None:
    page.locator("[data-check-form] input[type=checkbox][name=claims], .cell-check input").nth(
        1
    ).check()


SCREENS = [
    # the desk, for each role
    *(
        Screen(f"desk-{who}", who, "/")
        for who in ("nobody", "rita", "carol", "carlos", "bob", "alice", "ada")
    ),
    # the queue
    Screen("queue", "carol", "/queue/"),
    Screen("queue-editor", "alice", "/queue/"),
    Screen("queue-query", "carol", "/queue/?q=state:open+worth:must"),
    Screen("queue-none", "carol", "/queue/?q=zeppelin"),
    Screen("queue-error", "carol", "/queue/?q=state:open+wurth:must"),
    Screen("queue-bulk", "alice", "/queue/", check_first),
    Screen("queue-view", "carol", "/queue/views/{view}/"),
    # articles
    Screen("articles", "carol", "/articles/"),
    Screen("articles-reporter", "rita", "/articles/"),
    Screen("article", "carol", "/articles/{article}/"),
    Screen("article-editor", "alice", "/articles/{article}/"),
    Screen("article-reporter", "rita", "/articles/{article}/"),
    Screen("article-copy", "carol", "/articles/{article}/?print=1"),
    Screen("article-waiting", "rita", "/articles/{waiting}/"),
    Screen("article-failed", "rita", "/articles/{failed}/"),
    Screen("article-held", "alice", "/articles/{held_article}/"),
    Screen("article-cleared", "alice", "/articles/{cleared}/"),
    Screen("article-details", "rita", "/articles/{article}/details/"),
    Screen("hand-in", "rita", "/articles/new/"),
    Screen("hand-in-errors", "rita", "/articles/new/", send("Hand it in Ctrl ⏎")),
    Screen("skip", "carol", "/articles/{article}/lines/{line}/skip/"),
    # the review
    Screen("review", "carol", "/claims/{fresh}/"),
    Screen("review-in-list", "carol", "/claims/{fresh}/?list=state:open"),
    Screen("review-mine", "carol", "/claims/{ready}/"),
    Screen("review-held", "carol", "/claims/{held}/"),
    Screen("review-proposed", "alice", "/claims/{proposed}/"),
    Screen("review-proposer", "carlos", "/claims/{proposed}/"),
    Screen("review-settled", "alice", "/claims/{settled}/"),
    Screen("review-contested", "carol", "/claims/{contested}/"),
    Screen("review-dropped", "alice", "/claims/{dropped}/"),
    Screen("review-discrepant", "carol", "/claims/{discrepant}/"),
    Screen("review-reporter", "rita", "/claims/{proposed}/"),
    Screen("review-editor", "alice", "/claims/{ready}/"),
    Screen("review-admin", "ada", "/claims/{settled}/"),
    Screen("review-errors", "carol", "/claims/{ready}/", send("Propose")),
    Screen("why", "carol", "/claims/{fresh}/why/"),
    Screen("alike", "carol", "/claims/{discrepant}/alike/"),
    Screen("reword", "carol", "/claims/{fresh}/reword/"),
    Screen("split", "carol", "/claims/{fresh}/split/"),
    Screen("merge", "carol", "/claims/{fresh}/merge/"),
    Screen("drop", "carol", "/claims/{fresh}/drop/"),
    # evidence, search, stories
    Screen("evidence-library", "carol", "/evidence/"),
    Screen("evidence-found", "carol", "/evidence/?q=ministry"),
    Screen("evidence-none", "carol", "/evidence/?q=zeppelin"),
    Screen("evidence", "carol", "/evidence/{evidence}/"),
    Screen("evidence-document", "carol", "/evidence/{document}/"),
    Screen("search", "carol", "/search/?q=russia"),
    Screen("search-reporter", "rita", "/search/?q=russia"),
    Screen("search-none", "carol", "/search/?q=zeppelin"),
    Screen("search-empty", "carol", "/search/"),
    Screen("stories", "carol", "/stories/"),
    Screen("story", "carol", "/stories/{story}/"),
    Screen("story-editor", "alice", "/stories/{story}/"),
    # the account
    Screen("sign-in", "", "/accounts/login/"),
    Screen("sign-in-errors", "", "/accounts/login/", send("Sign in")),
    Screen("sign-up", "", "/accounts/signup/"),
    Screen("sign-out", "carol", "/accounts/logout/"),
    Screen("reset", "", "/accounts/password/reset/"),
    Screen("reset-sent", "", "/accounts/password/reset/done/"),
    Screen("reset-bad-key", "", "/accounts/password/reset/key/1-a/"),
    Screen("reset-done", "", "/accounts/password/reset/key/done/"),
    Screen("inactive", "", "/accounts/inactive/"),
    Screen("password", "carol", "/accounts/password/change/"),
    Screen("email", "carol", "/accounts/email/"),
    Screen("confirm-email", "", "/accounts/confirm-email/abc/"),
    Screen("time-zone", "carol", "/account/time-zone/"),
    Screen("two-steps", "carol", "/accounts/2fa/"),
    Screen("passkeys", "carol", "/accounts/2fa/webauthn/"),
    Screen("sign-in-again", "carol", "/accounts/2fa/totp/activate/"),
    # refusals
    Screen("refused", "rita", "/queue/", status=403),
    Screen("not-there", "carol", "/claims/999999999/", status=404),
    # the admin site
    Screen("admin", "ada", "/admin/"),
    *(
        Screen(f"admin-{model}{ending}", "ada", f"/admin/{app}/{model}/{path}")
        for app, model in sorted((m._meta.app_label, m._meta.model_name) for m in site._registry)
        for ending, path in (("s", ""), ("", f"{{admin_{model}}}/change/"))
    ),
]
