"""Look at one page in every way: both directions, wide and narrow, light and dark."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.looking import (
    NARROW,
    WIDE,
    axe,
    boxes,
    not_mirrored,
    overflow,
    settle,
    turn_around,
)


def visit(
    watch: Callable[..., Page], role: str, address: str, sheets: tuple[str, str], *,
    status: int = 200,
) -> dict[str, list[str]]:
    """Return the faults of a page by the way it was looked at; {} for a good one.

    Args:
        watch: The fixture.
        role: Who looks; "" is nobody known.
        address: Of the page.
        sheets: The style sheets of the two directions.
        status: What the page answers; the browser's complaint about it is none.
    """
    faults: dict[str, list[str]] = {}

    page = watch(role)
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == status, f"{address} answers {answer.status}"
    settle(page)
    wide, wide_width = boxes(page)
    faults["axe, English, wide, light"] = axe(page)
    page.set_viewport_size(NARROW)
    narrow, narrow_width = boxes(page)
    faults["leaves the screen, English"] = overflow(page)
    page.emulate_media(color_scheme="dark")
    faults["axe, English, narrow, dark"] = axe(page)
    turn_around(page, sheets)
    faults["not mirrored, narrow"] = not_mirrored(narrow, boxes(page)[0], narrow_width)
    page.set_viewport_size(WIDE)
    faults["not mirrored, wide"] = not_mirrored(wide, boxes(page)[0], wide_width)
    page.close()

    arabic = watch(role, language="ar")
    arabic.emulate_media(color_scheme="dark")
    arabic.goto(address)
    settle(arabic)
    assert arabic.get_attribute("html", "dir") == "rtl"
    faults["leaves the screen, Arabic, wide"] = overflow(arabic)
    faults["axe, Arabic, wide, dark"] = axe(arabic)
    arabic.set_viewport_size(NARROW)
    arabic.emulate_media(color_scheme="light")
    faults["leaves the screen, Arabic, narrow"] = overflow(arabic)
    faults["axe, Arabic, narrow, light"] = axe(arabic)
    arabic.close()

    expected = f"status of {status}"
    faults["browser"] = [said for said in page.complaints + arabic.complaints
                         if status == 200 or expected not in said]
    return {what: found for what, found in faults.items() if found}
