"""The clock of the browser is the clock of the pages, from the first one after the sign-in."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_it_follows_the_browser_until_another_is_chosen(sign_in: SignIn) -> None:
    page = sign_in(make_user("Editor"), timezone_id="Asia/Tokyo")
    expect(page.get_by_role("link", name="Tokyo time (UTC+9)")).to_be_visible()
    page.get_by_role("link", name="Tokyo time (UTC+9)").click()
    page.get_by_label("Time zone").fill("kathmandu")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Times are shown in Kathmandu time from now on.")).to_be_visible()
    expect(page.get_by_role("link", name="Kathmandu time (UTC+5:45)")).to_be_visible()
    page.goto("/articles/new/")
    expect(page.get_by_text("In Kathmandu time.")).to_be_visible()
