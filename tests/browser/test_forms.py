"""Forms in a hurry: a new source by keys, a date left half typed, a key pressed twice."""

import pytest
from playwright.sync_api import Page, Route, expect

from claims.models import Attempt, Review
from tests.browser.conftest import SignIn
from tests.factories import make_claim, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(sign_in: SignIn) -> Page:
    page = sign_in(make_user("Checker"))
    page.goto(make_claim().review.get_absolute_url())
    return page


def test_two_keys_begin_a_new_source_and_a_refusal_speaks_of_its_document_once(page: Page) -> None:
    page.keyboard.press("e")
    page.locator("#find").press("Escape")
    page.keyboard.press("n")
    title = page.locator("#evidence-title")
    expect(title).to_be_focused()
    page.keyboard.type("Minutes of the council")
    page.locator("#evidence-file").set_input_files(
        {"name": "minutes.txt", "mimeType": "text/plain", "buffer": b"Ten operators."}
    )
    title.press("Control+Enter")

    expect(page.get_by_text("Say what the source says of the claim.")).to_be_visible()
    expect(title).to_have_value("Minutes of the council")
    expect(page.get_by_text("the document must be chosen again")).to_be_visible()
    expect(page.get_by_text("What you typed here")).to_have_count(0)

    # Elsewhere nobody has said so yet, so the draft does; once, in its own form.
    page.goto(Review.objects.get().get_absolute_url())
    page.keyboard.press("e")
    expect(page.get_by_text("The document could not be kept: choose it again.")).to_have_count(1)


def test_a_deadline_that_is_half_typed_is_not_sent_as_none(page: Page) -> None:
    page.keyboard.press("t")
    page.locator("#attempt-what").fill("Asked for their reply.")
    due = page.locator("#attempt-reply_due")
    due.press("0")
    due.press("5")
    due.press("Control+Enter")

    expect(due).to_be_focused()
    assert due.evaluate("field => field.validity.badInput")
    assert not Attempt.objects.exists()

    due.fill("2031-05-06T18:30")
    due.press("Control+Enter")
    expect(page.get_by_text("Attempt recorded.")).to_be_visible()
    assert Attempt.objects.get().reply_due is not None


def test_keys_pressed_twice_send_a_form_once(page: Page) -> None:
    page.keyboard.press("t")
    page.locator("#attempt-what").fill("Rang the press office.")
    # The answer takes its time: the keys are pressed again before it comes.
    on_their_way: list[Route] = []
    page.route("**/attempts/add/", lambda route: on_their_way.append(route))
    with page.expect_request("**/attempts/add/"):
        page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    for route in on_their_way:
        route.continue_()
    expect(page.get_by_text("Attempt recorded.")).to_be_visible()
    assert len(on_their_way) == 1
