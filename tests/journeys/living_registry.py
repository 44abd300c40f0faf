"""Work in the registry that leaves something behind, so that its pages are there to look at."""

from collections.abc import Mapping

from playwright.sync_api import Browser, Page

from tests.journeys.served import Served

_TABLE = b"Reference,Course,Where\nlived-1,Evening lessons on phones,XMA\nlived-2,Other,Nowhere\n"


def live_in_registry(
    chromium: Browser, served: Served, signed_in: Mapping[str, dict[str, object]]
) -> None:
    """Import a table, suggest a correction, ask for a digest, and merge two records."""
    context = chromium.new_context(base_url=served.address, storage_state=signed_in["focal-point"])
    page = context.new_page()
    _import(page)
    _suggest(page)
    page.goto("/registry/watch/")
    page.get_by_role("button", name="Tell me").click()
    context.close()
    officer = chromium.new_context(
        base_url=served.address, storage_state=signed_in["programme-officer"]
    )
    _merge(officer.new_page())
    officer.close()


def _import(page: Page) -> None:
    for keep in (False, True):
        page.goto("/registry/imports/new/")
        page.set_input_files("#id_file", {
            "name": "lived.csv", "mimeType": "text/csv", "buffer": _TABLE,
        })
        page.get_by_role("button", name="Check the file").click()
        if not keep:  # the second is read with the columns that the first one chose
            page.locator("#id_column_2").select_option("states")
            page.get_by_role("button", name="Show what would change").click()
    page.get_by_role("button", name="Keep what is sound").click()


def _suggest(page: Page) -> None:
    page.goto("/registry/suggestions/new/")
    page.fill("#id_title_en", "Lessons that are missing")
    page.fill("#id_why", "They took place.")
    page.get_by_role("button", name="Send the suggestion").click()


def _merge(page: Page) -> None:
    page.goto("/registry/duplicates/")
    if page.locator("tbody a").count():
        page.locator("tbody a").last.click()
        page.fill("#why", "One course in two lists.")
        page.get_by_role("button", name="Same: merge").click()
