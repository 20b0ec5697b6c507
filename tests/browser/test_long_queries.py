"""A query longer than anybody types: a sentence says what was left out."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.factories import make_claim, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_it_answers_a_long_text_in_any_letters_with_a_sentence(sign_in: SignIn) -> None:
    make_claim()
    page = sign_in(make_user("Checker"))
    page.goto("/queue/?q=")
    page.keyboard.press("f")
    page.keyboard.insert_text("\u0639" * 3000)
    page.keyboard.press("Enter")
    expect(page.locator("#queue-errors")).to_contain_text("1000 characters at most")
    # The address as it stands, when it is sent to somebody.
    page.reload()
    expect(page.locator("#queue-errors")).to_contain_text("1000 characters at most")
