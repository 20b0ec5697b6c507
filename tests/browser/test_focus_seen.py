"""What the keys reach is never wholly hidden behind a bar or card that stays in view.

WCAG 2.2, 2.4.11: the verdict, the bar of the selected claims and the margin all stay in view.
"""

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.conftest import Open
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LAPTOP: ViewportSize = {"width": 1360, "height": 760}
PHONE: ViewportSize = {"width": 390, "height": 844}

# Of five points of the focused element, how many are its own; nothing once the focus left the page.
SEEN = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const own = (at) => at && (one.contains(at) || at.contains(one)
    || [...(one.labels ?? [])].some((label) => label.contains(at)));
  const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8], [0.5, 0.05], [0.5, 0.95]];
  const seen = [...one.getClientRects()].some((box) => points.some(([x, y]) =>
    own(document.elementFromPoint(box.left + x * box.width, box.top + y * box.height))));
  return { seen, words: `${one.tagName} ${one.textContent.trim().slice(0, 40)}` };
}"""


def hidden(page: Page, key: str, times: int) -> list[str]:
    """Press `key`, and name each element that has the focus and is not seen at all."""
    found = []
    for _ in range(times):
        page.keyboard.press(key)
        focused = page.evaluate(SEEN)
        # The margin goes along with the page a few frames later.
        for _ in range(20):
            if not focused or focused["seen"]:
                break
            page.evaluate("new Promise((drawn) => requestAnimationFrame(drawn))")
            focused = page.evaluate(SEEN)
        if not focused:
            break
        if not focused["seen"]:
            found.append(focused["words"])
    return found


def ticked(page: Page) -> None:
    for box in page.locator("tbody [data-check]").all()[:2]:
        box.check()
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize(
    ("who", "path", "viewport"),
    [
        ("alice", "/queue/", LAPTOP),
        ("alice", "/queue/", PHONE),
        ("carol", "/claims/{fresh}/", LAPTOP),
        ("carol", "/articles/{article}/", LAPTOP),
    ],
    ids=["bulk", "bulk-phone", "review", "article"],
)
def test_what_has_the_focus_is_seen(
    desk: Desk, open_context: Open, who: str, path: str, key: str, viewport: ViewportSize
) -> None:
    context = open_context(
        desk.address, session=desk.sessions[who], viewport=viewport, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(desk.path(path))
    if path == "/queue/":
        ticked(page)
    assert hidden(page, key, 70) == []
