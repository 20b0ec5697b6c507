"""Fifty claims of one list in a row, by keys: proposed by one, signed off by another."""

import re

import pytest
from playwright.sync_api import Page, expect

from claims.models import Article, Claim, Review
from tests.browser.conftest import SignIn
from tests.factories import make_article, make_attempt, make_claim, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIFTY = 50
# Typed from another list, they would be lost.
HERE = "document.hasFocus() && ['BODY', 'MAIN'].includes(document.activeElement.tagName)"


def make_list() -> list[Claim]:
    sentences = [f"Ward {number} has {number + 3} beds." for number in range(1, FIFTY + 2)]
    article = make_article(" ".join(sentences), state=Article.State.IN_CHECK)
    checker = make_user("Checker")
    claims = [make_claim(article, quote=sentence) for sentence in sentences]
    for claim in claims:
        make_attempt(claim.review, by=checker)
    return claims


def place(page: Page) -> str:
    return page.locator(".crumbs [aria-current]").inner_text()


def go_on(page: Page, *keys: str) -> None:
    with page.expect_navigation(wait_until="domcontentloaded"):
        for key in keys:
            page.keyboard.press(key)


def test_the_place_in_the_list_is_never_lost(sign_in: SignIn) -> None:
    claims = make_list()
    checker, editor = make_user("Checker"), make_user("Editor")

    # A list in which the claims stay when they are proposed.
    page = sign_in(checker)
    page.goto(f"/queue/?q=article:{claims[0].article_id}")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    seen = []
    for number in range(1, FIFTY + 1):
        expect(page.locator(".crumbs [aria-current]")).to_have_text(f"{number} of {FIFTY + 1}")
        assert page.evaluate(HERE)
        seen.append(page.url.partition("/claims/")[2].partition("/")[0])
        go_on(page, "u", "Control+Enter")
    assert len(set(seen)) == FIFTY
    assert Review.objects.filter(state="proposed").count() == FIFTY

    # And one that they leave when they are signed off.
    page = sign_in(editor)
    page.goto("/queue/?q=state:proposed")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    for number in range(FIFTY, 0, -1):
        expect(page.locator(".crumbs [aria-current]")).to_have_text(f"1 of {number}")
        assert page.evaluate(HERE)
        go_on(page, "Control+Enter")
    assert re.search(r"/queue/\?q=state", page.url)
    assert Review.objects.filter(state="settled").count() == FIFTY
