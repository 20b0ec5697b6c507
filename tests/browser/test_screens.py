"""Every screen by WCAG 2.2 A and AA: light and dark, wide and at 390 px, all that opens open.

PICTURES=DIR keeps each of them in light, dark, on a phone and on paper, for people to look at.
"""

import os
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.conftest import DESKTOP, PHONE, Open
from tests.browser.desk import Desk
from tests.browser.screens import SCREENS, Screen
from tests.test_urls import TABLE

# The desk is made beside the test database, which is there for tests that say they need it.
pytestmark = [pytest.mark.browser, pytest.mark.django_db]

# What GET brings from these is no page: lines for a spreadsheet, a document, a part of a page.
NO_PAGES = {
    "article_csv",
    "article_progress",
    "evidence_file",
    "evidence_find",
    "evidence_known",
    "queue_completions",
    "queue_csv",
    "search_suggest",
}

OPEN_FOLDS = """
for (const fold of document.querySelectorAll("details:not([open])")) fold.open = true;
"""
CLOSE_FOLDS = """
for (const fold of document.querySelectorAll("details[open]")) fold.open = false;
"""
DIALOGS = """
Array.from(document.querySelectorAll("dialog[id]:not([open])"), (dialog) => dialog.id)
"""
STYLE_ANEW = """
() => {
  const root = document.documentElement;
  root.style.display = "none";
  root.getBoundingClientRect();
  root.style.display = "";
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_it_looks_at_every_page() -> None:
    paths = (screen.path.format_map(defaultdict(lambda: 1)) for screen in SCREENS)
    seen = {resolve(urlsplit(path).path).url_name for path in paths}
    pages = {name for name, (_, methods) in TABLE.items() if "GET" in methods} - NO_PAGES
    assert pages <= seen


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_everybody_can_use_it(desk: Desk, open_context: Open, screen: Screen) -> None:
    context = open_context(desk.address, session=desk.sessions.get(screen.who, ""))
    page = context.new_page()
    response = page.goto(desk.path(screen.path))
    assert response is not None
    assert response.status == screen.status
    if screen.reach:
        screen.reach(page)
    keep(page, screen)
    axe.load(page)

    found = axe.violations(page)
    page.evaluate(OPEN_FOLDS)
    if page.locator("details").count():
        found += axe.violations(page, "details")
    look_like(page, color_scheme="dark")
    found += axe.violations(page, rules=axe.COLOURS)
    for dialog in page.evaluate(DIALOGS):
        page.evaluate("id => document.getElementById(id).showModal()", dialog)
        found += axe.violations(page, f"#{dialog}")
        page.evaluate("id => document.getElementById(id).close()", dialog)
    page.evaluate(CLOSE_FOLDS)
    page.set_viewport_size(PHONE)
    look_like(page, color_scheme="light")
    found += axe.violations(page, rules=axe.ROOM)

    assert not found, "\n".join(found)
    assert page.evaluate(OVERFLOW) <= 0, "It is wider than a phone."


def look_like(page: Page, **media: Any) -> None:
    """Change the medium; Chromium keeps some inherited colours, until all is styled anew."""
    page.emulate_media(**media)
    page.evaluate(STYLE_ANEW)


def keep(page: Page, screen: Screen) -> None:
    folder = os.environ.get("PICTURES")
    if not folder:
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    ways = {
        "light": (DESKTOP, {}),
        "dark": (DESKTOP, {"color_scheme": "dark"}),
        "phone": (PHONE, {"color_scheme": "light"}),
        "print": (DESKTOP, {"media": "print"}),
    }
    for way, (size, media) in ways.items():
        page.set_viewport_size(size)
        look_like(page, **media)
        page.screenshot(path=f"{folder}/{screen.name}-{way}.png", full_page=True)
    page.set_viewport_size(DESKTOP)
    look_like(page, media="screen")
