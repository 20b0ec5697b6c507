"""What a first visit to each screen costs: bytes, and what moves while it is read.

    .venv/bin/python -m pytest tests/browser/test_budgets.py

prints the table, with the server's time beside that of a view that says hello. Time is told, not
asserted: `manage.py bench` measures speed.
"""

import statistics
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings
from playwright.sync_api import BrowserContext, Page
from pytest_django.plugin import DjangoDbBlocker

from claims.management.commands import bench
from tests.browser.conftest import DESKTOP, PHONE, Open
from tests.browser.desk import Desk, working_on
from tests.browser.screens import SCREENS, Screen

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ALL = 250_000
STYLES_AND_SCRIPTS = 120_000
SHIFT = 0.02
TIMES = 9

NAMES = [
    "sign-in",
    "desk-carol",
    "desk-alice",
    "queue",
    "queue-editor",
    "articles",
    "article",
    "review",
    "review-mine",
    "review-proposed",
    "evidence-library",
    "evidence",
    "search",
    "stories",
    "story",
    "hand-in",
    "admin",
    "admin-reviews",
]
MEASURED = [screen for screen in SCREENS if screen.name in NAMES]

SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    if (!shift.hadRecentInput) window.shifts.push({
      value: shift.value,
      what: shift.sources.map((source) => source.node?.parentElement?.outerHTML.slice(0, 120)),
    });
  }
}).observe({type: "layout-shift", buffered: true});
"""


@dataclass
class Visit:
    """Bytes by the kind of what came, headers and all; and what moved."""

    sizes: Counter[str]
    shifts: list[dict[str, Any]]

    @property
    def shift(self) -> float:
        return sum(shift["value"] for shift in self.shifts)

    @property
    def styles_and_scripts(self) -> int:
        return self.sizes["Stylesheet"] + self.sizes["Script"]


def visit(context: BrowserContext, path: str) -> Visit:
    context.add_init_script(SHIFTS)
    page = context.new_page()
    sizes = weigh(page)
    page.goto(path, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => null)")
    shifts = page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => done(window.shifts)))"
    )
    page.close()
    return Visit(sizes, shifts)


def weigh(page: Page) -> Counter[str]:
    """Counts what comes over the wire, as long as the page is open."""
    kinds: dict[str, str] = {}
    sizes: Counter[str] = Counter()
    wire = page.context.new_cdp_session(page)

    def arrive(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def finish(event: dict[str, Any]) -> None:
        sizes[kinds.get(event["requestId"], "Other")] += int(event["encodedDataLength"])

    wire.on("Network.responseReceived", arrive)
    wire.on("Network.loadingFinished", finish)
    wire.send("Network.enable")
    return sizes


def answering(client: Client, path: str) -> Callable[[], None]:
    def ask() -> None:
        assert client.get(path, secure=True).status_code == 200

    return ask


@pytest.fixture(scope="module")
def milliseconds(desk: Desk, django_db_blocker: DjangoDbBlocker) -> dict[str, float]:
    """The server's time for each screen, by its name, and for `hello`."""
    taken = {}
    with (
        django_db_blocker.unblock(),
        working_on(desk.database),
        override_settings(ROOT_URLCONF=bench.__name__),
    ):
        for screen in [Screen("hello", "carol", "/hello/"), *MEASURED]:
            client = Client()
            if screen.who:
                client.cookies[settings.SESSION_COOKIE_NAME] = desk.sessions[screen.who]
            seconds = bench.times(answering(client, desk.path(screen.path)), TIMES)
            taken[screen.name] = statistics.median(seconds) * 1000
    return taken


def test_a_first_visit_is_light_and_nothing_moves(
    desk: Desk,
    milliseconds: dict[str, float],
    open_context: Open,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert len(MEASURED) == len(NAMES)
    lines = [
        f"{'screen':18} {'kB':>5} {'css+js':>6} {'moved':>6} {'phone':>6} {'ms':>6} {'hellos':>6}"
    ]
    broken = []
    for screen in MEASURED:
        visits = {}
        for size in (DESKTOP, PHONE):
            session = desk.sessions.get(screen.who, "")
            context = open_context(desk.address, session=session, viewport=size)
            visits[size["width"]] = visit(context, desk.path(screen.path))
        wide, narrow = visits.values()
        total, taken = wide.sizes.total(), milliseconds[screen.name]
        hellos = taken / milliseconds["hello"]
        lines.append(
            f"{screen.name:18} {total / 1000:6.0f} {wide.styles_and_scripts / 1000:6.0f}"
            f" {wide.shift:6.3f} {narrow.shift:6.3f} {taken:6.1f} {hellos:6.1f}"
        )
        if total >= ALL or wide.styles_and_scripts >= STYLES_AND_SCRIPTS:
            broken.append(f"{screen.name} weighs too much: {dict(wide.sizes)}")
        broken += [
            f"{screen.name} moves by {one.shift:.3f}: {one.shifts}"
            for one in (wide, narrow)
            if one.shift > SHIFT
        ]
    with capsys.disabled():
        print("", f"hello takes {milliseconds['hello']:.1f} ms", *lines, sep="\n")
    assert not broken, "\n".join(broken)
