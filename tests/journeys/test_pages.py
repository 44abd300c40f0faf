"""Every page, in both directions, wide and narrow, light and dark."""

import importlib
from pathlib import Path

import pytest

from tests.journeys.crawling import Crawled, crawl
from tests.journeys.living import live_in
from tests.journeys.looking import (
    NARROW,
    axe,
    boxes,
    not_mirrored,
    overflow,
    settle,
    turn_around,
)

_REACH = Path(__file__).parent.parent / "reach"
_NOT_LINKED = {
    # For whoever watches the service, and for machines.
    "health-live", "health-ready", "robots",
    # They change something and lead elsewhere.
    "language", "account_logout",
    # Only a message, or a step of signing in that other tests take, leads there.
    "people:invitation", "people:link", "people:no-place", "account_inactive",
    "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_set_password", "account_reauthenticate",
    "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "mfa_login_webauthn",
    # Leads on to the next question, for somebody who has one left.
    "needs:continue",
    # A part of a page that a script asks for again.
    "needs:reports-part",
    # The evidence of the demonstration has titles and dates, but no files.
    "needs:evidence-file",
}
"""Pages that no link of another page leads to, for the reason given."""
_NEEDS_PASSWORD = {
    # Invented people have no password, and these ask for it first.
    "account_change_password", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_add_webauthn",
    "mfa_list_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn",
}


def _names() -> list[str]:
    modules = sorted(file.stem for file in _REACH.glob("*.py"))
    entries = [
        entry for name in modules if name not in {"__init__", "entry", "world"}
        for entry in importlib.import_module(f"tests.reach.{name}").ENTRIES
    ]
    return sorted({entry.name for entry in entries if entry.method == "GET"}
                  - _NOT_LINKED - _NEEDS_PASSWORD)


@pytest.fixture(scope="session")
def crawled(chromium, served, signed_in) -> Crawled:
    more = live_in(chromium, served, signed_in["focal-point"])
    return crawl(chromium, served, signed_in, more={"focal-point": more})


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


def test_every_link_leads_somewhere(crawled) -> None:
    assert crawled.broken == []


@pytest.mark.parametrize("name", _names())
def test_page(name, crawled, sheets, walk) -> None:
    assert name in crawled.pages, f"no link leads to {name} for any role"
    one = crawled.pages[name]
    if one.leads_on:  # to a page that has its own name, and answered
        return
    if one.kind != "text/html":
        assert one.attachment, f"{name} is neither a page nor a file to keep"
        return
    faults: dict[str, list[str]] = {}

    page = walk(one.role)
    page.goto(one.address)
    settle(page)
    wide, wide_width = boxes(page)
    faults["axe, English, wide, light"] = axe(page)
    page.set_viewport_size(NARROW)
    narrow, narrow_width = boxes(page)
    faults["leaves the screen, English"] = overflow(page)
    page.emulate_media(color_scheme="dark")
    faults["axe, English, narrow, dark"] = axe(page)

    turned = walk(one.role)
    turn_around(turned, sheets)
    turned.goto(one.address)
    settle(turned)
    faults["not mirrored, wide"] = not_mirrored(wide, boxes(turned)[0], wide_width)
    turned.set_viewport_size(NARROW)
    faults["not mirrored, narrow"] = not_mirrored(narrow, boxes(turned)[0], narrow_width)

    arabic = walk(one.role, language="ar", theme="dark")
    arabic.goto(one.address)
    settle(arabic)
    assert arabic.get_attribute("html", "dir") == "rtl"
    faults["leaves the screen, Arabic, wide"] = overflow(arabic)
    arabic.set_viewport_size(NARROW)
    faults["leaves the screen, Arabic, narrow"] = overflow(arabic)
    faults["axe, Arabic, narrow, dark"] = axe(arabic)

    faults["browser"] = page.complaints + arabic.complaints
    assert {what: found for what, found in faults.items() if found} == {}
