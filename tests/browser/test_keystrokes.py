"""How many keys it takes to settle a claim, counted where they are pressed."""

import pytest
from playwright.sync_api import expect

from claims.models import Review
from tests.browser.conftest import SignIn
from tests.factories import make_claim, make_evidence, make_link, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COUNT = """
addEventListener("keydown", () => {
  sessionStorage.setItem("pressed", Number(sessionStorage.getItem("pressed")) + 1);
}, {capture: true});
"""
PRESSED = "Number(sessionStorage.getItem('pressed'))"


def test_six_keys_or_fewer_settle_a_claim_whose_evidence_is_in_the_library(
    sign_in: SignIn,
) -> None:
    checker, editor = make_user("Checker"), make_user("Editor")
    other = make_claim()
    make_link(other.review, by=checker, title="The council’s register")
    make_evidence(by=checker, title="Minutes of the meeting")
    claim = make_claim(other.article, quote="It was launched in May.")

    page = sign_in(checker)
    page.context.add_init_script(COUNT)
    page.goto(claim.get_absolute_url())
    page.keyboard.press("e")
    expect(page.locator("[data-number='1']")).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("1")
    expect(page.locator(".evidence", has_text="The council’s register")).to_be_visible()
    page.keyboard.press("v")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    checking = page.evaluate(PRESSED)
    review = Review.objects.get(pk=claim.pk)
    assert (review.state, review.verdict.verdict) == ("proposed", "verified")
    assert "register" in review.verdict.reason

    page = sign_in(editor)
    page.context.add_init_script(COUNT)
    page.goto(claim.get_absolute_url())
    with page.expect_navigation():
        page.keyboard.press("s")
    signing = page.evaluate(PRESSED)
    assert Review.objects.get(pk=claim.pk).state == "settled"

    assert checking + signing <= 6
