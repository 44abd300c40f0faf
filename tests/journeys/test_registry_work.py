"""Working in the registry, as people do it: add, import, merge and undo, suggest and accept."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.served import Served, verb

_TABLE = (
    "Reference,Course,Where,When\n"
    "c-1,Digital forensics of phones in cases of child sexual exploitation,XMA,03/04/2031\n"
    "c-2,First steps in online investigations,Nowhere at all,05/06/2031\n"
)


@pytest.fixture(scope="module", autouse=True)
def _compared(served: Served) -> None:
    """Let the background compare the demonstration's records."""
    verb("jobs", "work", "--drain", env=served.environment)


def test_add_an_activity_that_looks_like_another(walk) -> None:
    page = walk("trainer")
    page.goto("/registry/add/")
    page.get_by_role("button", name="Check and save").click()
    page.locator(".error-summary").wait_for()
    assert page.locator(".error-summary li").all_inner_texts() == ["Title: Enter a title."]

    page.fill("#id_title_en", "Interviewing children: a course for first interviewers")
    page.locator("#id_title_en").blur()
    page.get_by_text("Suggested from title and description").first.wait_for()  # loads its model
    page.get_by_label("Interviewing children", exact=True).check()
    page.locator("#audience-police").check()
    page.locator("#id_proficiency").select_option("practitioner")
    page.locator("#id_state_0").select_option("XMA")
    page.fill("#id_party_0", "Meridian Police Academy")
    page.get_by_role("button", name="Check and save").click()
    expect(page.locator("h1")).to_have_text("This may already be in the registry")
    page.get_by_role("button", name="Go back and change it").click()
    assert page.locator("#id_party_0").input_value() == "Meridian Police Academy"
    page.get_by_role("button", name="Check and save").click()
    page.fill("#anyway_why", "It is held for another group.")
    page.get_by_role("button", name="Save it anyway").click()
    page.get_by_text("The activity is in the registry.").wait_for()
    assert page.complaints == []


def test_import_a_table_by_its_columns(walk, tmp_path: Path) -> None:
    file = tmp_path / "courses.csv"
    file.write_text(_TABLE)
    page = walk("trainer", scripts=False)
    page.goto("/registry/imports/new/")
    page.set_input_files("#id_file", file)
    page.fill("#id_source", "Course list of the harbour")
    page.get_by_role("button", name="Check the file").click()
    expect(page.locator("h1")).to_have_text("What the columns mean")
    expect(page.locator("#id_column_1")).to_have_value("title")
    page.locator("#id_column_2").select_option("states")
    page.locator("input[name=date_order][value=day]").check()
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator("p.lead").first).to_have_text(
        "New: 1. Changed: 0. The same as before: 0. Rejected: 1.")
    page.get_by_role("button", name="Keep what is sound").click()
    page.get_by_text("1 record was taken over.").wait_for()
    page.get_by_role("link", name="Confirm suggested topics").click()
    page.get_by_role("button", name="Confirm what is ticked").click()
    expect(page.locator("h1")).to_be_visible()


def test_merge_two_records_and_undo_it(walk) -> None:
    page = walk("programme-officer")
    page.goto("/registry/duplicates/")
    page.locator("tbody a").first.click()
    page.get_by_role("button", name="Same: merge").click()
    page.get_by_text("Say why, in a sentence.").wait_for()
    page.fill("#why", "One course in two lists.")
    page.get_by_role("button", name="Same: merge").click()
    page.goto("/registry/merged/")
    expect(page.get_by_text("One course in two lists.").first).to_be_visible()
    page.locator("tbody a", has_text="Undo").first.click()
    page.fill("#why", "They are two groups.")
    page.get_by_role("button", name="Undo the merge").click()
    page.get_by_text("The records are shown one by one again.").wait_for()
    expect(page.get_by_text("Undone on").first).to_be_visible()


def test_suggest_what_is_missing_and_accept_it(walk) -> None:
    viewer, officer = walk("viewer", width=320), walk("programme-officer")
    viewer.goto("/registry/suggestions/new/")
    viewer.fill("#id_title_en", "Evening lessons for guardians in Talun")
    viewer.fill("#id_why", "I took part in it.")
    viewer.get_by_role("button", name="Send the suggestion").click()
    viewer.get_by_text("Thank you. The suggestion waits for a decision.").wait_for()
    officer.goto("/registry/suggestions/")
    officer.get_by_role("link", name="Evening lessons for guardians in Talun").first.click()
    officer.get_by_role("button", name="Accept", exact=True).click()
    officer.get_by_text("Accepted. The registry shows it from now on.").wait_for()
    viewer.goto("/registry/suggestions/")
    expect(viewer.locator("#settled")).to_be_visible()
