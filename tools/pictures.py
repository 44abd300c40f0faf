"""Draw the pictures of docs/images from the demonstration: a browser walks through the site.

Usage: python -m tools.pictures [NAME...]    from the top folder; without names, every picture

Needs Chromium and poppler's pdftoppm. The walks are those of docs/tutorial/first-assessment.md and
first-plan.md, so a picture that cannot be drawn shows a step there that no longer works.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.served import ROOT, Served, serve, verb

IMAGES = ROOT / "docs/images"
LARGEST = 200_000
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
          "--disable-background-networking", "--disable-component-update", "--disable-sync"]
_HEIGHT = 860


class Walker:
    """Goes through the site as one person after another and keeps what it sees."""

    def __init__(self, *, browser: Browser, site: Served, wanted: list[str]) -> None:
        self._browser, self._site, self._wanted = browser, site, wanted
        self._links = site.links()
        self._cookies: dict[str, Any] = {}

    @contextmanager
    def acting(self, role: str, *, language: str = "en") -> Iterator[Page]:
        """Open a window in which somebody of this role has signed in."""
        context = self._browser.new_context(
            base_url=self._site.address, viewport={"width": 1280, "height": _HEIGHT},
            reduced_motion="reduce", color_scheme="light", storage_state=self._cookies.get(role))
        context.add_cookies([{"name": "tutela-language", "value": language,
                              "url": self._site.address}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        if role not in self._cookies:  # a link signs in once
            page.goto(self._links[role])
            page.click("main form button[type=submit]")
            self._cookies[role] = context.storage_state()
        yield page
        context.close()

    def keep(self, page: Page, name: str, *, height: int = _HEIGHT) -> None:
        """Draw the first so many pixels of a page."""
        if self._wanted and name not in self._wanted:
            return
        page.wait_for_load_state("networkidle")
        page.set_viewport_size({"width": 1280, "height": height})
        file = IMAGES / f"{name}.png"
        page.screenshot(path=file)
        accept(file)


def accept(file: Path) -> None:
    """Say how large a picture is; refuse one that is too large for a page."""
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}  {size // 1000} kB")
    if size > LARGEST:
        raise SystemExit(f"{file} is larger than {LARGEST} bytes")


def finished(walker: Walker) -> None:
    """Draw the pages of Marevia's assessment."""
    with walker.acting("focal-point") as page:
        walker.keep(page, "dashboard")
        page.goto("/needs/1/question/A09/")
        walker.keep(page, "question", height=930)
        page.goto("/needs/1/result/")
        walker.keep(page, "result")
    with walker.acting("focal-point", language="ar") as page:
        page.goto("/")
        walker.keep(page, "dashboard-ar")


def first(walker: Walker) -> None:
    """Walk through a first assessment: open, invite, answer, settle, share, report."""
    with walker.acting("focal-point") as page:
        address = _open_and_invite(walker, page)
        _answer(page, f"{address}question/A09/", level=1)
    with walker.acting("respondent") as page:
        _answer(page, f"{address}question/A09/", level=3)
        page.goto(f"{address}question/A01/")
        walker.keep(page, "first-question")
    with walker.acting("focal-point") as page:
        _settle(walker, page, f"{address}question/A09/")
        _share_and_report(walker, page, address)


def _open_and_invite(walker: Walker, page: Page) -> str:
    page.goto("/needs/")
    page.get_by_role("link", name="Open an assessment").click()
    page.get_by_label("Title").fill("My first assessment")
    last = datetime.now(tz=UTC).date() + timedelta(days=120)
    page.get_by_label("Last day").fill(last.isoformat())
    walker.keep(page, "first-open")
    page.get_by_role("button", name="Open the assessment").click()
    address = page.url
    page.get_by_role("link", name="Invite and remind agencies").click()
    page.get_by_role("link", name="Invite an agency").click()
    page.get_by_label("Agency").select_option("Cyber unit of the national police")
    page.get_by_label("Identification of offences").check()
    walker.keep(page, "first-invite")
    page.get_by_role("button", name="Invite").click()
    return address


def _answer(page: Page, address: str, *, level: int) -> None:
    page.goto(address)
    page.locator(f"#level-{level}").check()
    page.get_by_role("button", name="Save", exact=False).first.click()


def _settle(walker: Walker, page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#level-1").check()
    page.get_by_label("Reason for your decision").fill(
        "The police have a protocol of their own; the other agencies have not adopted it.")
    walker.keep(page, "first-settle", height=1240)
    page.get_by_role("button", name="Settle").click()
    page.get_by_text("Settled at level 1").wait_for()


def _share_and_report(walker: Walker, page: Page, address: str) -> None:
    page.goto(f"{address}sharing/")
    page.get_by_label("Who sees Identification of offences").select_option("The programme")
    page.get_by_role("button", name="Keep this choice").click()
    walker.keep(page, "first-share")
    page.get_by_role("button", name="Publish").click()
    page.goto(f"{address}reports/")
    walker.keep(page, "first-report")
    page.get_by_role("button", name="Make the report").click()


def registry(walker: Walker) -> None:
    """Search the registry for what serves a need already."""
    with walker.acting("programme-officer") as page:
        page.goto("/registry/?state=XMA&topic=child-interviews&audience=police")
        walker.keep(page, "registry", height=1000)


def plan(walker: Walker, site: Served) -> None:
    """Walk through a plan: read it, ask why, decide by hand, solve, compare."""
    with walker.acting("programme-officer") as page:
        page.goto("/planning/1/version/2/")
        walker.keep(page, "plan", height=1000)
        page.get_by_label("State", exact=True).select_option(label="Republic of Faloria")
        page.get_by_role("button", name="Show", exact=True).click()
        page.set_viewport_size({"width": 1280, "height": 620})
        page.get_by_role("heading", name="Why not my State?").evaluate(
            "one => window.scrollTo(0, one.offsetTop - 24)")
        walker.keep(page, "plan-why", height=620)
        page.locator(".why a[href$='/child-interview/']").click()
        page.get_by_label("Where").select_option(label="Republic of Faloria")
        page.get_by_label("It must be in the plan").check()
        page.get_by_role("button", name="Keep the decision").click()
        page.get_by_label("What changed").fill("Interviews in Faloria")
        page.get_by_label("Stay close to the newest version").check()
        page.get_by_role("button", name="Solve the plan").click()
        verb("jobs", "work", "--drain", env=site.environment)
        page.goto("/planning/1/compare/?first=2&second=3")
        walker.keep(page, "plan-compare")


def report(site: Served, folder: Path) -> None:
    """Draw a page of the report on Marevia."""
    answers = folder / "answers.json"
    files = [str(ROOT / "examples/marevia" / name) for name in (
        "kobo-police-prosecution.json", "kobo-justice.xlsx", "workbook-child-fr.xlsx",
        "workbook-academy-ar.xlsx")]
    verb("needs", "import", *files, "--state", "XMA", "--state-name", "en=Republic of Marevia",
         "--settlements", str(ROOT / "examples/marevia/settlements.json"), "-o", str(answers),
         env=site.environment)
    verb("needs", "report", str(answers), "-o", str(folder), env=site.environment)
    pdf = next(folder.glob("*.pdf"))
    subprocess.run(["pdftoppm", "-png", "-r", "72", "-f", "3", "-l", "3", "-singlefile", pdf,
                    IMAGES / "report"], check=True)
    accept(IMAGES / "report.png")


def main() -> None:
    """Draw the pictures named, or all."""
    wanted, program = sys.argv[1:], shutil.which("chromium")
    if program is None:
        raise SystemExit("Chromium is not installed")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as site:
        if not wanted or "report" in wanted:
            report(site, Path(folder))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
            walker = Walker(browser=browser, site=site, wanted=wanted)
            finished(walker)
            first(walker)
            registry(walker)
            plan(walker, site)
            browser.close()


if __name__ == "__main__":
    main()
