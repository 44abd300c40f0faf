"""What people do on every page: choose a language, open the menu, go on without scripts."""

import pytest
from playwright.sync_api import expect


def test_language_is_kept_and_leads_back(walk) -> None:
    page = walk()
    page.goto("/help/")
    page.locator("summary", has_text="English").click()
    page.locator(".menu-list a[lang=fr]").click()
    assert page.url.endswith("/help/")
    assert page.get_attribute("html", "lang") == "fr"
    page.goto("/accessibility/")
    assert page.get_attribute("html", "lang") == "fr"


def test_menu_opens_on_a_narrow_screen_without_scripts(walk) -> None:
    page = walk("focal-point", width=320, scripts=False)
    page.goto("/")
    people = page.locator(".narrow-menu a", has_text="People")
    assert not people.is_visible()
    page.locator(".narrow-menu summary").click()
    people.click()
    assert page.url.endswith("/people/")


def test_menu_closes_on_escape(walk) -> None:
    page = walk()
    page.goto("/help/")
    page.locator("summary", has_text="English").click()
    page.keyboard.press("Escape")
    assert page.locator("details.menu").first.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_first_stop_of_the_keyboard_skips_to_the_content(walk) -> None:
    page = walk()
    page.goto("/help/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize(("language", "font"), [("zh-hans", "Noto Sans SC Variable"),
                                                ("ar", "Rubik Variable")])
def test_letters_come_from_our_own_fonts(walk, language, font) -> None:
    page = walk(language=language)
    page.goto("/help/")
    page.evaluate("document.fonts.ready.then(() => true)")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded')"
                           ".map(f => f.family)")
    assert font in {name.strip('"') for name in loaded}
    assert page.complaints == []


def test_somebody_unknown_is_led_to_the_door(walk) -> None:
    page = walk()
    page.goto("/")
    expect(page.locator("input[type=password]")).to_have_count(1)


def test_a_page_that_is_not_there_says_what_to_do(walk) -> None:
    page = walk("focal-point")
    answer = page.goto("/needs/no-such-page/")
    assert answer.status == 404
    page.get_by_role("link", name="Go to the overview").click()
    assert page.locator("nav a[aria-current=page]").first.inner_text() == "Overview"
