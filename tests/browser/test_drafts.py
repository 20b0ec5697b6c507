"""What is typed on a claim's page: kept across reload and sign-in, for its writer alone."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Review, Verdict
from tests.browser.conftest import SignIn
from tests.factories import make_claim, make_link, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "Read the register myself: it gives ten operators."
REASON = "#verdict-reason"


@pytest.fixture
def review(transactional_db: None) -> Review:
    review = make_claim().review
    make_link(review, title="Register")
    return review


def begin(page: Page, review: Review) -> None:
    page.goto(review.get_absolute_url())
    page.keyboard.press("v")
    page.locator(REASON).fill(WORDS)
    page.locator("#comment-text").fill("Who counted?")


def test_it_comes_back_after_a_reload_and_ends_with_the_verdict(
    sign_in: SignIn, review: Review
) -> None:
    page = sign_in(make_user("Checker"))
    begin(page, review)
    page.reload()
    expect(page.locator(REASON)).to_have_value(WORDS)
    expect(page.get_by_role("radio", name="Verified", exact=False).first).to_be_checked()
    expect(page.get_by_text("What you typed here").first).to_be_visible()

    page.get_by_role("button", name="Propose", exact=True).click()
    expect(page.get_by_text("Awaiting sign-off").first).to_be_visible()
    assert Verdict.objects.get().reason == WORDS
    kept = page.evaluate("Object.keys(localStorage).filter((name) => name.includes('draft'))")
    # The comment was not sent: it waits.
    assert [name.split(":")[-1].split("-")[0] for name in kept] == ["comment"]


def test_it_comes_back_when_the_session_ended_on_the_way(sign_in: SignIn, review: Review) -> None:
    user = make_user("Checker")
    page = sign_in(user)
    begin(page, review)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Propose", exact=True).click()
    expect(page.get_by_text("Your session has ended").first).to_be_visible()
    if not page.url.split("?")[0].endswith("/accounts/login/"):
        page.get_by_role("link", name="Sign in and carry on").click()
    page.get_by_label("Username or email").fill(user.username)
    page.get_by_label("Password").fill("secret")
    page.get_by_label("Password").press("Enter")
    page.wait_for_url(f"**{review.get_absolute_url()}*")
    expect(page.locator(REASON)).to_have_value(WORDS)
    assert Verdict.objects.count() == 0


def test_it_is_nobody_elses_in_the_same_browser(sign_in: SignIn, review: Review) -> None:
    page = sign_in(make_user("Checker"))
    begin(page, review)
    page.get_by_role("button", name="Put back").click()
    expect(page.get_by_text("anybody can take the claim now")).to_be_visible()
    other = make_user("Checker")
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_label("Username or email").fill(other.username)
    page.get_by_label("Password").fill("secret")
    page.get_by_label("Password").press("Enter")
    page.wait_for_url("**/")
    page.goto(review.get_absolute_url())
    expect(page.locator(REASON)).to_have_value("")
    expect(page.get_by_text(WORDS)).to_have_count(0)


@pytest.mark.parametrize(
    "store",
    [
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }})",
        "Storage.prototype.setItem = () => { throw new Error('full'); }",
    ],
)
def test_a_browser_that_keeps_nothing_works_all_the_same(
    sign_in: SignIn, review: Review, store: str
) -> None:
    page = sign_in(make_user("Checker"))
    page.context.add_init_script(store)
    begin(page, review)
    page.locator(REASON).press("Control+Enter")
    expect(page.get_by_text("proposed verified").first).to_be_visible()
    assert Verdict.objects.get().reason == WORDS


def test_the_reason_begins_with_the_evidence_and_never_takes_words_away(
    sign_in: SignIn, review: Review
) -> None:
    page = sign_in(make_user("Checker"))
    page.goto(review.get_absolute_url())
    page.keyboard.press("c")
    expect(page.locator(REASON)).to_have_value("")
    expect(page.locator("[data-gate-now]")).to_contain_text("Would be refused")
    page.keyboard.press("v")
    expect(page.locator(REASON)).to_have_value("Supported by “Register” (example.org, primary).")
    expect(page.locator("[data-gate-now]")).to_contain_text("Met.")
    page.locator(REASON).fill(WORDS)
    page.locator(REASON).press("Escape")
    page.keyboard.press("u")
    page.keyboard.press("v")
    expect(page.locator(REASON)).to_have_value(WORDS)
