"""The main tasks of the registry, as people do them: search, filter, compare, read, take away."""

import re

from icalendar import Calendar
from playwright.sync_api import expect


def _count(page) -> int:
    return int(re.search(r"\d+", page.locator("#count").inner_text())[0])


def test_search_and_filter_without_leaving_the_page(walk) -> None:
    page = walk("focal-point")
    page.goto("/registry/")
    everything = _count(page)
    page.fill("#q", "interview")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".tag-remove")).to_have_count(1)
    assert 0 < _count(page) < everything
    found = _count(page)
    page.locator(".facets form.when-wide").get_by_label("Republic of Marevia").check()
    expect(page.locator(".tag-remove")).to_have_count(2)
    assert 0 < _count(page) <= found
    assert "state=XMA" in page.url
    page.locator(".tag-remove", has_text="interview").click()
    expect(page.locator(".tag-remove")).to_have_count(1)
    assert page.complaints == []


def test_be_warned_compare_and_read_without_scripts(walk) -> None:
    page = walk("focal-point", scripts=False, width=320)
    page.goto("/registry/")
    page.fill("#q", "interviewing children")
    page.get_by_role("button", name="Search").press("Enter")
    page.get_by_text("Filters: 1 chosen").click()
    page.locator(".narrow-menu form").get_by_label("Republic of Marevia").check()
    page.locator(".narrow-menu form").get_by_role("button", name="Apply filters").press("Enter")
    warning = page.locator("aside.notice-warn")
    assert warning.locator("h2").inner_text() == "Before you plan this for Republic of Marevia"
    warning.get_by_role("link", name="Compare side by side").click()
    assert re.match(r"\d+ activit(y|ies) already do", page.locator("h1").inner_text())
    page.locator("tbody th a").first.click()
    title = "Interviewing children: a course for first interviewers"
    assert page.locator("h1").inner_text() == title
    expect(page.locator(".facts .src").first).to_contain_text("Source:")
    with page.expect_download() as kept:
        page.get_by_role("link", name="Add to calendar").click()
    events = Calendar.from_ical(kept.value.path().read_bytes()).events
    assert [str(event["summary"]) for event in events] == [title]


def test_go_from_the_calendar_to_a_state_and_its_gaps(walk) -> None:
    page = walk("trainer")
    page.goto("/registry/calendar/")
    page.locator("#narrow-state").select_option("XMA")
    page.get_by_role("button", name="Show").click()
    assert "state=XMA" in page.url
    page.goto("/registry/map/")
    page.locator("table").get_by_role("link", name="Republic of Marevia").first.click()
    page.locator("section[aria-labelledby=open] summary").click()
    gap = page.locator("section[aria-labelledby=open] li a").first
    topic = gap.inner_text()
    gap.click()
    said = page.locator("h1").inner_text()
    assert said == f"Nothing on “{topic}” is known in Republic of Marevia"
    assert page.complaints == []
