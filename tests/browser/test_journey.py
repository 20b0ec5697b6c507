"""The main job, from an article handed in to its clearance, its CSV and its annotated copy."""

import csv
import io
import re
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from claims.models import Article, User
from tests.browser.conftest import DESKTOP, PHONE, SignIn
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = """The city council has closed 12 of its 40 libraries since May 2024, the mayor said.

“Readers will forgive us,” Mayor Ana Silva told Radio Norte.

Sign up to our newsletter for free.
"""
MUST_CHECK = "12 of its 40 libraries"


def hand_in(page: Page) -> None:
    page.get_by_role("link", name="Hand in an article").first.click()
    page.get_by_label("Headline").fill("Libraries close")
    page.get_by_label("Outlet").fill("The Morning Post")
    page.get_by_label("Text", exact=False).last.fill(TEXT)
    page.get_by_role("button", name="Hand it in").click()


def wait_for_claims(page: Page) -> None:
    """With JavaScript the page brings itself up to date; without, one looks again."""
    page.wait_for_url(re.compile(r"/articles/\d+/"))
    mark = page.locator(".article-text .mark").first
    if page.locator("html.js").count():
        expect(mark).to_be_visible(timeout=120_000)
    for _ in range(240):
        with suppress(AssertionError):
            expect(mark).to_be_visible(timeout=500)
            break
        with page.expect_navigation():
            page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("newsletter", exact=False).first).to_be_visible()


def link_evidence(page: Page, title: str, stance: str) -> None:
    page.locator("summary", has_text="Link evidence").click()
    page.get_by_role("textbox", name="Title").fill(title)
    page.get_by_label("Web address").fill(f"https://example.org/{title.replace(' ', '-')}")
    page.get_by_label(stance, exact=True).check()
    page.get_by_label("Primary", exact=True).check()
    page.get_by_role("button", name="Link evidence", exact=True).click()
    expect(page.locator(".evidence", has_text=title)).to_be_visible()


def propose_contested(page: Page) -> str:
    """Take the next claim and propose; the claim's wording."""
    page.get_by_role("button", name="Take the next one").first.click()
    expect(page.get_by_text("held by you", exact=False).first).to_be_visible()
    link_evidence(page, "Council minutes", "Supports")
    link_evidence(page, "Library register", "Refutes")
    page.locator("label.choice-contested").click()
    page.get_by_label("Reason").first.fill("The minutes say 12, the register 11.")
    page.get_by_role("button", name="Propose", exact=True).click()
    expect(page.get_by_text("Awaiting sign-off").first).to_be_visible()
    return page.url


def clear(page: Page) -> None:
    """Say why the contested claim may run, and clear the article."""
    page.get_by_role("link", name="Articles").first.click()
    page.get_by_role("link", name="Libraries close").first.click()
    page.locator("summary", has_text="Clear for publication").click()
    page.get_by_role("button", name="Clear the article").click()
    page.get_by_label("Note").fill("Both figures are in the text.")
    page.get_by_role("button", name="Clear the article").click()
    expect(page.get_by_text("Cleared", exact=True).first).to_be_visible()


def read_the_copy(page: Page, editor: User) -> None:
    """The annotated copy has the note of the claim, as it comes out on paper."""
    page.get_by_role("link", name="Annotated copy").click()
    page.emulate_media(media="print")
    note = page.locator(".note", has_text="The minutes say 12, the register 11.")
    expect(note).to_be_visible()
    expect(note).to_contain_text("Refutes: Library register")
    expect(note).to_contain_text(f"second reader {editor.initials}")
    page.emulate_media(media="screen")


def sign_off(page: Page) -> None:
    page.goto("/queue/")
    awaiting = page.get_by_role("link", name="Awaiting my sign-off")
    if not awaiting.is_visible():
        page.locator("summary", has_text="Filters").click()
    awaiting.click()
    expect(page.locator("#queue-title")).to_have_text("Awaiting my sign-off")
    page.locator(".claim-table a.quoted").first.click()
    page.get_by_role("button", name="Sign off", exact=True).click()
    expect(page.get_by_text("Contested").first).to_be_visible()
    expect(page.get_by_text("Signed off.").first).to_be_visible()


def rows_of(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def download_settled(page: Page) -> list[dict[str, str]]:
    page.goto("/queue/?q=state:settled")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV of").click()
    return rows_of(download.value.path())


def check(rows: list[dict[str, str]], checker: User, editor: User) -> None:
    assert len(rows) == 1
    (row,) = rows
    assert MUST_CHECK in row["claim"]
    assert row["article"] == "Libraries close"
    assert row["outlet"] == "The Morning Post"
    assert row["state"] == "settled"
    assert row["verdict"] == "contested"
    assert row["reason"] == "The minutes say 12, the register 11."
    assert row["proposed_by"] == checker.name
    assert row["signed_off_by"] == editor.name
    assert (row["supporting"], row["refuting"], row["context"]) == ("1", "1", "0")
    call_command("verify_history")


@pytest.mark.parametrize(
    ("viewport", "scripts"),
    [(DESKTOP, True), (PHONE, True), (DESKTOP, False)],
    ids=["desktop", "phone", "without-javascript"],
)
def test_it_goes_from_an_article_handed_in_to_one_cleared(
    sign_in: SignIn, worker: None, viewport: dict[str, int], scripts: bool
) -> None:
    reporter, checker, editor = make_user("Reporter"), make_user("Checker"), make_user("Editor")
    options = {"viewport": viewport, "java_script_enabled": scripts}

    page = sign_in(reporter, **options)
    hand_in(page)
    wait_for_claims(page)

    propose_contested(sign_in(checker, **options))

    page = sign_in(editor, **options)
    sign_off(page)
    clear(page)
    read_the_copy(page, editor)
    assert Article.objects.get().state == Article.State.CLEARED
    check(download_settled(page), checker, editor)
