"""Work that leaves something behind, so that the pages which show it are there to look at."""

from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.journeys.served import ROOT, Served, verb

_EXAMPLE = ROOT / "examples/marevia/kobo-justice.xlsx"


def live_in(chromium: Browser, served: Served, state: dict[str, object]) -> list[str]:
    """Work as the focal point; return pages that only the work itself leads to."""
    context = chromium.new_context(base_url=served.address, storage_state=state)
    page = context.new_page()
    _invite(page)
    found = []
    page.goto("/needs/")
    assessment = page.locator("table th a").first.get_attribute("href") or ""
    _ask_for_a_report(page, assessment)
    found.append(_check_a_file(page, assessment, _EXAMPLE))
    context.close()
    verb("jobs", "work", "--drain", env=served.environment)
    return [address.removeprefix(served.address) for address in found]


def _send(page: Page) -> None:
    page.locator("main form button[type=submit]").last.click()
    assert page.locator(".error-summary").count() == 0, page.locator(".error-summary").inner_text()


def _invite(page: Page) -> None:
    page.goto("/people/invite/")
    page.fill("input[type=email]", "guest@demonstration.example")
    page.locator("input[type=radio]").last.check()
    _send(page)


def _ask_for_a_report(page: Page, assessment: str) -> None:
    page.goto(f"{assessment}reports/")
    _send(page)


def _check_a_file(page: Page, assessment: str, file: Path) -> str:
    page.goto(f"{assessment}import/")
    page.set_input_files("input[type=file]", file)
    _send(page)
    return page.url
