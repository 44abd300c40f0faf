"""A new person comes in: invited, with a password, a code generator and a passkey."""

import re
import time
from dataclasses import dataclass, field

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

PASSWORD = "seven quiet rivers"
_DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}


@dataclass(slots=True, kw_only=True)
class Newcomer:
    """What the person knows and has.

    Attributes:
        email: The address that was invited.
        secret: Of the code generator.
        codes: Recovery codes that were not used.
        keys: The passkeys on the device, as Chromium's debugger lists them.
    """

    email: str
    secret: str = ""
    codes: list[str] = field(default_factory=list)
    keys: list[dict[str, object]] = field(default_factory=list)

    def code(self, steps: int = 0) -> str:
        """Return the generator's code, or that of some steps of 30 seconds later."""
        return format_hotp_value(hotp_value(self.secret, int(time.time()) // 30 + steps))


def send(page: Page) -> None:
    """Press the first button of the page's first form."""
    page.locator("main form:not([hidden]) button[type=submit]").first.click()


def invite(page: Page, email: str) -> str:
    """Invite an address to look on, and return the link that was made."""
    page.goto("/people/invite/")
    page.fill("input[type=email]", email)
    page.locator("input[value=viewer]").check()
    send(page)
    said = page.locator(".notice").first.inner_text()
    found = re.search(r"http://\S+/people/invitation/\S+/", said)
    assert found, said
    return found[0]


def accept(page: Page, link: str) -> None:
    """Make the account of an invitation."""
    page.goto(link)
    page.fill("[name=name]", "Noa Belm")
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    send(page)


def give_password(page: Page, email: str, password: str = PASSWORD) -> None:
    """Fill the page of sign-in and send it."""
    page.goto("/account/sign-in/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    send(page)


def set_generator_up(page: Page, person: Newcomer) -> None:
    """Set a code generator up, and keep the recovery codes."""
    page.goto("/account/factors/generator/")
    person.secret = page.locator("main code").inner_text().replace(" ", "")
    if time.time() % 30 > 20:  # a code just before its end would be too old on arrival
        page.wait_for_timeout((30 - time.time() % 30) * 1000)
    page.fill("[name=code]", person.code(-1))  # so that the present one is still good
    send(page)
    page.locator("main li code").first.wait_for()
    person.codes = page.locator("main li code").all_inner_texts()


def plug_device_in(page: Page, person: Newcomer) -> tuple[object, str]:
    """Give the browser a device that holds passkeys; return what ``keys_of`` needs."""
    debugger = page.context.new_cdp_session(page)
    debugger.send("WebAuthn.enable")
    device = debugger.send("WebAuthn.addVirtualAuthenticator", {"options": _DEVICE})
    for key in person.keys:
        debugger.send("WebAuthn.addCredential", {**device, "credential": key})
    return debugger, device["authenticatorId"]


def add_passkey(page: Page, person: Newcomer) -> None:
    """Add a passkey through the page."""
    debugger, device = plug_device_in(page, person)
    page.goto("/account/factors/passkeys/add/")
    page.fill("[name=name]", "office laptop")
    send(page)
    page.wait_for_url("**/account/factors/")
    person.keys = debugger.send(  # type: ignore[attr-defined]
        "WebAuthn.getCredentials", {"authenticatorId": device}
    )["credentials"]
