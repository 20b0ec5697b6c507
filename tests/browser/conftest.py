"""A real Chromium against the real server, with a real worker beside it.

$CHROMIUM names the browser, else it is found on the PATH. Where there is none the tests are
skipped, visibly; in CI they fail instead.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from claims.models import User

# Playwright's own event loop runs in this thread; the tests read the database between two clicks.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = {"width": 1360, "height": 960}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        if os.environ.get("CI"):
            pytest.fail("There is no Chromium: set CHROMIUM to its path.")
        pytest.skip("There is no Chromium: set CHROMIUM to its path.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def worker(transactional_db: None, test_database_url: str) -> Iterator[None]:
    """The worker, really running, on the test database."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "procrastinate", "worker"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": test_database_url, "DATABASE_POOL": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield
    process.kill()
    process.wait()


SignIn = Callable[..., Page]


@pytest.fixture
def sign_in(chromium: Browser, live_server: object, client: object) -> Iterator[SignIn]:
    """`sign_in(user)` opens a page of their own, signed in through the form.

    Whatever the page writes to its console as an error, and whatever answers with 500, fails the
    test in the end.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(user: User, *, viewport: dict[str, int] = DESKTOP, **options: object) -> Page:
        context = chromium.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            base_url=str(live_server),
            accept_downloads=True,
            reduced_motion="reduce",
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()

        def listen(message: ConsoleMessage) -> None:
            # A form refused with its reasons is an answer, not a fault of the page.
            refused = "status of 409" in message.text or "status of 422" in message.text
            if message.type == "error" and not refused:
                complaints.append(f"{page.url}: {message.text}")

        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.goto("/accounts/login/")
        page.get_by_label("Username or email").fill(user.username)
        page.get_by_label("Password").fill("secret")
        page.get_by_label("Password").press("Enter")
        page.wait_for_url(f"{live_server}/")
        return page

    yield open_page
    for context in contexts:
        # A page says goodbye to its claim when it closes; the database may be gone by then.
        context.set_offline(True)
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """`picture(page, name)` keeps a screenshot where PICTURES says, for people to look at."""
    folder = os.environ.get("PICTURES")

    def take(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    return take
