"""Every page, in both directions, wide and narrow, light and dark."""

import importlib
from pathlib import Path

import pytest

from tests.journeys.crawling import Crawled, crawl
from tests.journeys.living import live_in
from tests.journeys.living_registry import live_in_registry
from tests.journeys.visiting import visit

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
    "needs:reports-part", "registry:import-progress", "planning:documents-part",
    # Only while a plan is being solved, or waits for approval.
    "planning:run", "planning:run-part", "planning:decide",
    # Made when somebody asks for it.
    "planning:document-file",
    # The evidence of the demonstration has titles and dates, but no files.
    "needs:evidence-file",
    # Other systems and calendar programs ask for them with a key.
    "registry:feed", "registry:api-activities", "registry:api-activity", "registry:api-topics",
    "registry:api-audiences", "registry:api-materials",
}
"""Pages that no link of another page leads to, for the reason given; test_door looks at many."""
_NEEDS_PASSWORD = {
    # Invented people have no password, and these ask for it first: see test_door.
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
    live_in_registry(chromium, served, signed_in)
    return crawl(chromium, served, signed_in, more={"focal-point": more})


def test_every_link_leads_somewhere(crawled) -> None:
    assert crawled.broken == []


@pytest.mark.parametrize("name", _names())
def test_page(name, crawled, sheets, watch) -> None:
    assert name in crawled.pages, f"no link leads to {name} for any role"
    one = crawled.pages[name]
    if one.leads_on:  # to a page that has its own name, and answered
        return
    if one.kind != "text/html":
        assert one.attachment, f"{name} is neither a page nor a file to keep"
        return
    assert visit(watch, one.role, one.address, sheets) == {}
