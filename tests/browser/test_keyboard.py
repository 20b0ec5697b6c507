"""The main job again, without a mouse: only keys are pressed and text is typed."""

import pytest
from playwright.sync_api import Locator, Page, expect

from claims.models import Review
from tests.browser.conftest import SignIn
from tests.browser.test_journey import TEXT, check, rows_of, wait_for_claims
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until `target` has the focus."""
    for _ in range(120):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {target}")


def follow(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def write(page: Page, label: str, text: str) -> None:
    tab_to(page, page.get_by_label(label).locator("visible=true").last)
    # Over what stands there: a reason begins with what the evidence says.
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def choose(page: Page, label: str) -> None:
    """Reach the group's first radio button by Tab, then the arrow keys."""
    target = page.get_by_label(label, exact=True)
    name = target.get_attribute("name")
    for _ in range(120):
        focused = page.evaluate("document.activeElement.name")
        if focused == name:
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(4):
        if target.is_checked():
            return
        page.keyboard.press("ArrowDown")
    assert target.is_checked()


def link_evidence(page: Page, title: str, stance: str) -> None:
    page.keyboard.press("e")
    expect(page.get_by_role("textbox", name="Title")).to_have_value("")
    tab_to(page, page.get_by_role("textbox", name="Title"))
    page.keyboard.insert_text(title)
    write(page, "Web address", f"https://example.org/{title.replace(' ', '-')}")
    choose(page, stance)
    choose(page, "Primary")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".evidence", has_text=title)).to_be_visible()


def clear(page: Page) -> None:
    follow(page, page.get_by_role("link", name="Articles").first)
    follow(page, page.get_by_role("link", name="Libraries close").first)
    follow(page, page.locator("summary", has_text="Clear for publication"))
    write(page, "Note", "Both figures are in the text.")
    follow(page, page.get_by_role("button", name="Clear the article"))
    expect(page.get_by_text("Cleared", exact=True).first).to_be_visible()
    follow(page, page.get_by_role("link", name="Annotated copy"))
    expect(page.get_by_role("button", name="Print it")).to_be_visible()


def test_it_is_done_by_keyboard_alone(sign_in: SignIn, worker: None) -> None:
    reporter, checker, editor = make_user("Reporter"), make_user("Checker"), make_user("Editor")

    page = sign_in(reporter)
    tab_to(page, page.get_by_role("link", name="Hand in an article").first)
    page.keyboard.press("Enter")
    write(page, "Headline", "Libraries close")
    write(page, "Outlet", "The Morning Post")
    tab_to(page, page.locator("textarea[name=text]"))
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Control+Enter")
    wait_for_claims(page)

    page = sign_in(checker)
    page.keyboard.press("n")
    expect(page.get_by_text("held by you", exact=False).first).to_be_visible()
    link_evidence(page, "Council minutes", "Supports")
    link_evidence(page, "Library register", "Refutes")
    page.keyboard.press("c")
    write(page, "Reason", "The minutes say 12, the register 11.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("proposed contested").first).to_be_visible()

    page = sign_in(editor)
    tab_to(page, page.get_by_role("link", name="Queue").first)
    page.keyboard.press("Enter")
    awaiting = page.get_by_role("link", name="Awaiting my sign-off")
    follow(page, awaiting)
    expect(page.locator("#queue-title")).to_have_text("Awaiting my sign-off")
    expect(page.locator(".claim-table a.quoted")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign off", exact=True)).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Signed off.").first).to_be_visible()
    assert Review.objects.filter(state=Review.State.SETTLED).count() == 1

    clear(page)
    page.goto("/queue/?q=state:settled")
    tab_to(page, page.get_by_role("link", name="CSV of"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    check(rows_of(download.value.path()), checker, editor)
