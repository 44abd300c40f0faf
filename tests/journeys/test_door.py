"""Coming in: an invitation, the second step, a passkey, a forgotten password; and its pages."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.coming_in import (
    PASSWORD,
    Newcomer,
    accept,
    add_passkey,
    give_password,
    invite,
    plug_device_in,
    send,
    set_generator_up,
)
from tests.journeys.looking import axe, overflow
from tests.journeys.visiting import visit

_OF_A_NEWCOMER = (
    "/account/password/", "/account/again/", "/account/again/code/", "/account/again/passkey/",
    "/account/factors/", "/account/factors/generator/remove/",
    "/account/factors/recovery-codes/", "/account/factors/recovery-codes/new/",
    "/account/factors/passkeys/", "/account/factors/passkeys/add/",
    "/account/factors/passkeys/1/rename/", "/account/factors/passkeys/1/remove/",
    "/account/sign-out/",
)
_OF_NOBODY = {
    "/account/inactive/": 200, "/account/password/forgotten/sent/": 200,
    "/account/password/forgotten/done/": 200, "/account/password/forgotten/1-not-a-key/": 200,
    "/people/invitation/not-a-token/": 404, "/people/link/not-a-token/": 200,
}


@pytest.fixture(scope="module")
def newcomer(chromium, served, signed_in) -> Newcomer:
    """Somebody who was invited, set everything up and is signed in as the role "newcomer"."""
    person = Newcomer(email="noa@marevia.example")
    context = chromium.new_context(base_url=served.address, storage_state=signed_in["focal-point"])
    link = invite(context.new_page(), person.email)
    context.close()

    context = chromium.new_context(base_url=served.address)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    accept(page, link)
    assert page.locator(".notice").inner_text().strip().startswith("Your account is ready.")
    give_password(page, person.email)
    # Nothing else is open before the second factor is there.
    expect(page).to_have_url(f"{served.address}/account/factors/")
    page.goto("/needs/")
    expect(page).to_have_url(f"{served.address}/account/factors/")
    set_generator_up(page, person)
    assert len(person.codes) == 10
    add_passkey(page, person)
    assert len(person.keys) == 1
    page.goto("/needs/")
    expect(page).to_have_url(f"{served.address}/needs/")
    signed_in["newcomer"] = dict(context.storage_state())
    assert complaints == []
    context.close()
    return person


def test_an_invitation_is_used_once(newcomer, walk, served) -> None:
    page = walk()
    give_password(page, newcomer.email)
    expect(page).to_have_url(f"{served.address}/account/sign-in/second-step/")
    page.fill("[name=code]", "000000")
    send(page)
    expect(page.locator(".error-summary")).to_have_count(1)
    assert page.evaluate("document.activeElement.className").startswith("error-summary")
    page.locator(".error-summary a").click()
    assert page.evaluate("document.activeElement.name") == "code"
    assert page.title().startswith("To correct: Second step")
    assert axe(page) == []
    assert overflow(page) == []
    page.fill("[name=code]", newcomer.code())
    send(page)
    expect(page).to_have_url(f"{served.address}/")


def test_a_recovery_code_opens_once(newcomer, walk, served) -> None:
    code = newcomer.codes.pop()
    ends = []
    for _ in range(2):
        page = walk()
        give_password(page, newcomer.email)
        page.fill("[name=code]", code)
        send(page)
        ends.append(page.url.removeprefix(served.address))
    assert ends == ["/", "/account/sign-in/second-step/"]


def test_a_passkey_signs_in_by_itself_and_as_second_step(newcomer, walk, served) -> None:
    page = walk()
    debugger, device = plug_device_in(page, newcomer)
    page.goto("/account/sign-in/")
    page.locator("form[data-passkey] button").click()
    page.wait_for_url(f"{served.address}/")
    page.goto("/account/sign-out/")
    send(page)
    give_password(page, newcomer.email)
    page.locator("form[data-passkey] button").click()
    page.wait_for_url(f"{served.address}/")
    assert page.complaints == []
    newcomer.keys = debugger.send(
        "WebAuthn.getCredentials", {"authenticatorId": device}
    )["credentials"]


def test_a_device_that_does_not_know_its_person_is_told(newcomer, walk) -> None:
    page = walk()
    page.goto("/account/sign-in/")
    debugger, device = plug_device_in(page, newcomer)
    debugger.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.locator("form[data-passkey] button").click()
    page.locator("[data-passkey-trouble]").wait_for(state="visible")
    assert page.url.endswith("/account/sign-in/")


@pytest.mark.parametrize("address", _OF_A_NEWCOMER)
def test_page_of_somebody_with_a_password(address, newcomer, walk, watch, sheets) -> None:
    if "/1/" in address:
        page = walk("newcomer")
        page.goto("/account/factors/passkeys/")
        what = address.split("/1/")[1]
        address = page.get_attribute(f"main a[href$='{what}']", "href")
    assert visit(watch, "newcomer", address, sheets) == {}


def test_page_of_setting_a_generator_up(newcomer, walk, watch, sheets) -> None:
    """Remove the generator, look, and leave the person with the passkey alone."""
    page = walk("newcomer")
    page.goto("/account/factors/generator/remove/")
    send(page)
    assert visit(watch, "newcomer", "/account/factors/generator/", sheets) == {}


@pytest.mark.parametrize("address", _OF_NOBODY)
def test_page_of_somebody_unknown(address, watch, sheets) -> None:
    assert visit(watch, "", address, sheets, status=_OF_NOBODY[address]) == {}


def test_page_of_an_invitation(walk, watch, sheets) -> None:
    link = invite(walk("focal-point"), "mara@marevia.example")
    assert visit(watch, "", link, sheets) == {}
    page = walk(width=320, theme="dark")
    page.goto(link)
    send(page)
    expect(page.locator(".error-summary a")).to_have_count(3)
    assert axe(page) == []
    assert overflow(page) == []


def test_a_forgotten_password(newcomer, walk, served) -> None:
    page = walk(language="ar")
    page.goto("/account/password/forgotten/")
    page.fill("[name=email]", newcomer.email)
    send(page)
    assert page.url.endswith("/sent/")
    letter = served.log.read_text("utf-8").rpartition(f"To: {newcomer.email}\n")[2]
    # In the language of the person, whatever the language of the page was.
    assert letter.startswith("Subject: A new password for Tutela\n")
    link = re.search(r"http://\S+/account/password/forgotten/\S+", letter)[0]
    page = walk()
    page.goto(link)
    assert axe(page) == []
    page.fill("[name=password1]", "eight loud mountains")
    page.fill("[name=password2]", "eight loud mountains")
    send(page)
    assert page.url.endswith("/done/")
    give_password(page, newcomer.email, PASSWORD)
    expect(page.locator(".error-summary")).to_have_count(1)
    page.goto(link)
    assert page.locator("h1").inner_text() == "This link no longer works"
