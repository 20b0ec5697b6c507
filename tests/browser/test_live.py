"""An open page shows what others do, and leaves alone what its reader is at."""

import pytest
from playwright.sync_api import Page, Response, expect

from claims import discussing, reviewing, triage
from claims.models import Claim, Review, User
from tests.browser.conftest import SignIn
from tests.factories import make_attempt, make_claim, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Milliseconds until it must be seen.
SOON = 5_000


@pytest.fixture
def bob() -> User:
    return make_user("Editor", first_name="Bob", username="bob")


@pytest.fixture
def carol() -> User:
    return make_user("Checker", first_name="Carol", username="carol")


@pytest.fixture
def claim() -> Claim:
    return make_claim()


def is_answer(response: Response) -> bool:
    return response.request.headers.get("live") == "1"


def count_swaps(page: Page) -> None:
    page.evaluate(
        "window.swaps = []; document.addEventListener('live:swapped',"
        " (event) => swaps.push(...event.detail.regions))"
    )


def test_a_review_follows_what_others_do(
    sign_in: SignIn, bob: User, carol: User, claim: Claim
) -> None:
    review = claim.review
    make_attempt(review, by=bob)
    page = sign_in(carol)
    page.goto(claim.get_absolute_url())
    said = page.locator("[data-live-words]")

    triage.take_claim(review, by=bob)
    expect(said).to_have_text("Bob took the claim.", timeout=SOON)
    expect(page.get_by_text("Bob is working on this claim").first).to_be_visible()

    discussing.add_comment(review, text="Look at the minutes.", by=bob)
    expect(page.get_by_text("Look at the minutes.").first).to_be_visible(timeout=SOON)

    reviewing.propose_verdict(review, verdict="unverified", reason="Nobody answers.", by=bob)
    expect(said).to_have_text("Bob proposed unverified.", timeout=SOON)
    expect(page.get_by_text("Nobody answers.").first).to_be_visible()

    alice = make_user("Editor", first_name="Alice")
    reviewing.sign_off(Review.objects.get(), by=alice)
    expect(said).to_have_text("Alice signed off the verdict.", timeout=SOON)
    expect(page.get_by_text("signed off by Alice", exact=False).first).to_be_visible()


def test_typed_words_focus_and_caret_stay(
    sign_in: SignIn, bob: User, carol: User, claim: Claim
) -> None:
    page = sign_in(carol)
    page.goto(claim.get_absolute_url())
    reason = page.locator("form[data-takes-claim] textarea[name=reason]")
    reason.fill("The minutes say twelve.")
    reason.evaluate("field => field.setSelectionRange(4, 11)")
    scrolled = page.evaluate("scrollY")

    discussing.add_comment(claim.review, text="They say eleven.", by=bob)
    expect(page.get_by_text("They say eleven.").first).to_be_visible(timeout=SOON)
    assert reason.input_value() == "The minutes say twelve."
    assert reason.evaluate("field => field === document.activeElement")
    assert reason.evaluate("field => [field.selectionStart, field.selectionEnd]") == [4, 11]
    assert page.evaluate("scrollY") == scrolled

    # Somebody decides: what was typed stays to be read, beside what they decided.
    make_attempt(claim.review, by=bob)
    Review.objects.update(held_by=None, held_until=None)
    reviewing.propose_verdict(claim.review, verdict="unverified", reason="Settled.", by=bob)
    expect(page.get_by_text("Bob proposed unverified.").first).to_be_visible(timeout=SOON)
    assert reason.input_value() == "The minutes say twelve."
    assert reason.evaluate("field => field === document.activeElement")


def test_nothing_is_touched_while_nothing_changed(
    sign_in: SignIn, carol: User, claim: Claim
) -> None:
    page = sign_in(carol)
    page.goto(claim.get_absolute_url())
    count_swaps(page)
    for _ in range(2):
        with page.expect_response(is_answer) as answer:
            pass
        assert answer.value.status == 304
    assert page.evaluate("swaps") == []


def test_the_queue_follows_and_keeps_what_is_ticked(
    sign_in: SignIn, bob: User, carol: User, claim: Claim
) -> None:
    other = make_claim()
    page = sign_in(bob)
    page.goto("/queue/")
    tick = page.locator(f"input[name=claims][value='{other.pk}']")
    tick.check()
    triage.take_claim(claim.review, by=carol)
    row = page.locator("tr", has=page.locator(f"input[name=claims][value='{claim.pk}']"))
    expect(row.get_by_text("Carol").first).to_be_visible(timeout=SOON)
    expect(tick).to_be_checked()


def test_it_says_that_the_session_has_ended_and_stops(
    sign_in: SignIn, carol: User, claim: Claim
) -> None:
    page = sign_in(carol)
    page.goto(claim.get_absolute_url())
    reason = page.locator("form[data-takes-claim] textarea[name=reason]")
    reason.fill("Typed before.")
    page.context.clear_cookies()
    expect(page.locator("[data-live-words]")).to_contain_text("You are signed out", timeout=SOON)
    assert reason.input_value() == "Typed before."
    page.get_by_role("button", name="Close", exact=True).last.click()
    expect(page.locator("[data-live-words]")).to_be_empty()
