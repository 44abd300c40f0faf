"""A browser, a served site, and somebody signed in for each role."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.looking import WIDE
from tests.journeys.served import Served, serve

_FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]
Walk = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)
            # One site and one browser for all: they run in one worker.
            item.add_marker(pytest.mark.xdist_group("journeys"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed, so no page was looked at")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site with its demonstration."""
    # Playwright's loop runs in this thread; Django asks the operating system, not the loop.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with serve(tmp_path_factory.mktemp("site")) as site:
        yield site
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def signed_in(chromium: Browser, served: Served) -> dict[str, dict[str, object]]:
    """The cookies of somebody of each role, who came in through a one-time link."""
    states = {}
    for role, link in served.links().items():
        context = chromium.new_context()
        page = context.new_page()
        page.goto(link)
        if page.locator("main form button[type=submit]").count():
            page.locator("main form button[type=submit]").first.click()
        assert page.url.rstrip("/") == served.address, f"the link for {role} led to {page.url}"
        states[role] = dict(context.storage_state())
        context.close()
    return states


@pytest.fixture(scope="session")
def sheets(chromium, served) -> tuple[str, str]:
    """The addresses of Bootstrap for left to right and for right to left."""
    found = []
    for language in ("en", "ar"):
        context = chromium.new_context(base_url=served.address)
        context.add_cookies([{"name": "tutela-language", "value": language,
                              "url": served.address}])
        page = context.new_page()
        page.goto("/help/")
        found.append(page.get_attribute("link[href*=bootstrap]", "href"))
        context.close()
    return found[0], found[1]


@pytest.fixture
def walk(
    chromium: Browser, served: Served, signed_in: dict[str, dict[str, object]]
) -> Iterator[Walk]:
    """Open pages: ``walk("focal-point", language="ar", theme="dark", width=320)``.

    What the browser complains about is kept in ``page.complaints``; a complaint about the
    Content-Security-Policy is one.
    """
    contexts: list[BrowserContext] = []

    def opened(role: str = "", *, language: str = "en", theme: str = "light", width: int = 1280,
               scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=served.address, color_scheme=theme, java_script_enabled=scripts,
            viewport={"width": width, "height": 900}, reduced_motion="reduce",
            storage_state=signed_in[role] if role else None,
        )
        contexts.append(context)
        context.add_cookies([{"name": "tutela-language", "value": language,
                              "url": served.address}])
        return _listened(context.new_page())

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def watch(
    chromium: Browser, served: Served, signed_in: dict[str, dict[str, object]]
) -> Iterator[Walk]:
    """Open pages to look at, not to work in: ``watch("focal-point", language="ar")``.

    Pages of one role and language share cookies and fetched files, so that looking is quick.
    """
    contexts: dict[tuple[str, str], BrowserContext] = {}

    def opened(role: str = "", *, language: str = "en") -> Page:
        if (role, language) not in contexts:
            context = contexts[role, language] = chromium.new_context(
                base_url=served.address, viewport=WIDE, reduced_motion="reduce",
                storage_state=signed_in[role] if role else None,
            )
            context.add_cookies([{"name": "tutela-language", "value": language,
                                  "url": served.address}])
        return _listened(contexts[role, language].new_page())

    yield opened
    for context in contexts.values():
        context.close()


def _listened(page: Page) -> Page:
    """Keep what the browser complains about."""
    page.complaints = []  # type: ignore[attr-defined]
    say = page.complaints.append  # type: ignore[attr-defined]
    page.on("console", lambda said: say(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: say(str(fault)))
    # What was still on its way when the reader went on is no fault of the page.
    page.on("requestfailed", lambda lost: say(f"lost {lost.url}")
            if lost.failure != "net::ERR_ABORTED" else None)
    return page
