"""A real Chromium against the real server, with a real worker beside it.

$CHROMIUM names the browser, else it is found on the PATH. Where there is none the tests are
skipped, visibly; in CI they fail instead.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from claims.models import User
from tests.browser.desk import Desk, desk_at_work
from tests.browser.serving import beside, collect_static_files, serving
from tests.browser.watching import Watch

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
    collect_static_files()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(chromium: Browser, django_db_setup: None) -> Iterator[str]:
    """The address of the desk on the test database."""
    with serving(settings.DATABASES["default"]["NAME"]) as address:
        yield address


@pytest.fixture(scope="session")
def desk(
    chromium: Browser,
    django_db_setup: None,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Desk]:
    """The desk at work, served; for tests that look and change nothing."""
    reuse = django_db_keepdb and not django_db_createdb
    with (
        django_db_blocker.unblock(),
        desk_at_work(reuse=reuse, keep=django_db_keepdb) as desk,
        serving(desk.database) as desk.address,
    ):
        yield desk


@pytest.fixture
def worker(transactional_db: None) -> Iterator[None]:
    """The worker, really running, on the test database."""
    with beside(settings.DATABASES["default"]["NAME"], "manage.py", "procrastinate", "worker"):
        yield


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Whatever a page complains about, and whatever answers with 500, fails the test in the end."""
    watch = Watch()
    yield watch
    assert not watch.complaints, "\n".join(watch.complaints)


Open = Callable[..., BrowserContext]


@pytest.fixture
def open_context(chromium: Browser, watch: Watch) -> Iterator[Open]:
    """`open_context(address)` is a browser of its own, with nothing in its cache."""
    contexts: list[BrowserContext] = []

    def open_one(address: str, *, session: str = "", **options: object) -> BrowserContext:
        context = chromium.new_context(
            **{  # type: ignore[arg-type]
                "viewport": DESKTOP,
                "base_url": address,
                "accept_downloads": True,
                "reduced_motion": "reduce",
                **options,
            }
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        watch.over(context)
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        return context

    yield open_one
    watch.is_over = True
    for context in contexts:
        # A page says goodbye to its claim when it closes; the database may be gone by then.
        context.set_offline(True)
        context.close()


SignIn = Callable[..., Page]


@pytest.fixture
def sign_in(open_context: Open, server: str, transactional_db: None) -> SignIn:
    """`sign_in(user)` opens a page of their own, signed in through the form."""

    def open_page(user: User, **options: object) -> Page:
        page = open_context(server, **options).new_page()
        page.goto("/accounts/login/")
        page.get_by_label("Username or email").fill(user.username)
        page.get_by_label("Password").fill("secret")
        page.get_by_label("Password").press("Enter")
        page.wait_for_url(f"{server}/")
        return page

    return open_page


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """`picture(page, name)` keeps a screenshot in the folder PICTURES, for people to look at."""
    folder = os.environ.get("PICTURES")

    def take(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    return take
