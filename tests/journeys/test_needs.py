"""The main tasks of needs, as people do them: answer, settle, import, report, course."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.served import ROOT, Served, verb

_MAREVIA = ROOT / "examples/marevia"


def _assessment(page) -> str:
    page.goto("/needs/")
    return page.locator("table th a", has_text="Needs assessment").last.get_attribute("href")


def _open_question(page) -> None:
    """Go to a question that the agency has not answered."""
    page.goto("/")
    page.locator(".steps li", has_text="Answer the next question").locator("a").click()
    page.wait_for_url("**/question/**")


def test_answer_with_autosave_and_evidence(walk, tmp_path: Path) -> None:
    page = walk("respondent")
    _open_question(page)
    address = page.url
    with page.expect_response(re.compile("/draft/$")) as saved:
        page.locator("#level-2").check()
    assert saved.value.status == 200
    page.get_by_text("Draft saved at").wait_for()
    with page.expect_response(re.compile("/draft/$")):
        page.fill("#note", "Nine posts in two")
        page.locator("#note").press_sequentially(" towns.", delay=5)
    page.goto(address)  # without ever pressing the button
    assert page.locator("#level-2").is_checked()
    assert page.locator("#note").input_value() == "Nine posts in two towns."

    file = tmp_path / "roster.txt"
    file.write_text("Roster of the unit.\n")
    page.get_by_role("link", name="Add evidence").click()
    page.get_by_role("button", name="Add the evidence").click()
    page.locator(".error-summary").wait_for()
    assert page.locator(".error-summary li").all_inner_texts() == [
        "Level it supports: Choose the level that the evidence supports.",
        "What it is: Enter what the evidence is.",
        "Date of the document: Enter the date of the document.",
    ]
    page.locator("#id_level").select_option("1")
    page.fill("#id_title", "Roster of the unit")
    page.fill("#id_dated", "2026-05-01")
    page.set_input_files("#id_file", file)
    page.get_by_role("button", name="Add the evidence").click()
    with page.expect_download() as kept:
        page.get_by_role("link", name="Roster of the unit").click()
    assert kept.value.path().read_text() == "Roster of the unit.\n"


def test_answer_without_scripts(walk) -> None:
    page = walk("respondent", scripts=False, width=320)
    page.goto(f"{_assessment(page)}question/B16/")  # the police never answered it
    address = page.url
    # By key: the page may still move under a pointer while its fonts arrive.
    page.get_by_role("button", name="Save").press("Enter")
    assert page.locator(".error-summary").inner_text().split("\n")[-1] == (
        "Choose a level, or unknown."
    )
    page.locator("#level-1").check()
    page.fill("#note", "By hand.")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page).not_to_have_url(address)  # on to the question that follows
    page.goto(address)
    assert (page.locator("#level-1").is_checked(), page.locator("#note").input_value()) == (
        True, "By hand.",
    )


def test_settle_a_disagreement(walk) -> None:
    page = walk("focal-point")
    page.goto("/")
    step = page.locator(".steps li").first
    before = int(re.search(r"\d+", step.locator("h3").inner_text())[0])
    step.locator("a").click()
    page.get_by_role("button", name="Settle").click()
    page.locator(".error-summary").wait_for()
    assert page.locator(".error-summary li").all_inner_texts() == [
        "Choose the level that stands for your State.", "Give a reason. The agencies see it.",
    ]
    page.locator("#level-1").check()
    page.fill("#note", "The order was checked with both offices.")
    page.get_by_role("button", name="Settle").click()
    page.get_by_role("heading", name="Settled at level 1").wait_for()
    page.goto("/")
    assert page.locator(".steps li h3").first.inner_text() in {
        f"Settle {before - 1} disagreements", "Settle one disagreement",
    }


def test_import_with_problems_and_then_good(walk, tmp_path: Path) -> None:
    page = walk("focal-point")
    found = _assessment(page)
    export = json.loads((_MAREVIA / "kobo-police-prosecution.json").read_text())
    prosecutor = export["results"][1]
    question = next(name for name in prosecutor if name.endswith("_level"))
    file = tmp_path / "export.json"
    file.write_text(json.dumps({**export, "results": [{**prosecutor, question: "9"}]}))
    page.goto(f"{found}import/")
    page.set_input_files("#id_file", file)
    page.get_by_role("button", name="Check the file").click()
    assert page.locator("h1").inner_text() == "1 problem keeps this file out"
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_role("button", name="Take all answers over")).to_have_count(0)

    page.get_by_role("link", name="Upload another file").click()
    other = "1" if prosecutor[question] != "1" else "2"
    file.write_text(json.dumps({**export, "results": [{**prosecutor, question: other}]}))
    page.set_input_files("#id_file", file)
    page.get_by_role("button", name="Check the file").click()
    page.locator("select[name=agency-0]").select_option(label="Office of the prosecutor")
    page.get_by_role("button", name="Take all answers over").click()
    assert page.locator(".notice").first.inner_text() == "1 answer was taken over."
    assert page.complaints == []


@pytest.mark.parametrize(("name", "content", "words"), [
    ("notes.txt", b"\xff\xfeA\x00", "file"),
    ("empty.xlsx", b"", "empty"),
    ("answers.csv", "indicator;level\nA01;\xe9".encode("latin-1"), "UTF-8"),
])
def test_a_file_that_cannot_be_read_says_why(walk, tmp_path: Path, name, content, words) -> None:
    page = walk("focal-point")
    page.goto(f"{_assessment(page)}import/")
    file = tmp_path / name
    file.write_bytes(content)
    page.set_input_files("#id_file", file)
    page.get_by_role("button", name="Check the file").click()
    assert words in page.locator("main").inner_text()
    expect(page.get_by_role("button", name="Take all answers over")).to_have_count(0)


def test_a_report_is_made_while_the_page_waits(walk, served: Served) -> None:
    page = walk("focal-point")
    page.goto(f"{_assessment(page)}reports/")
    page.locator("#id_format").select_option("html")
    page.get_by_role("button", name="Make the report").click()
    page.get_by_text("being made").first.wait_for()
    verb("jobs", "work", "--drain", env=served.environment)
    with page.expect_download() as kept:  # the page asks again by itself
        page.get_by_role("link", name="Download English HTML").first.click()
    report = kept.value.path().read_text()
    assert 'lang="en"' in report
    assert "Republic of Marevia" in report


def test_answer_the_needs_of_a_course_on_a_phone(walk) -> None:
    page = walk("trainee", width=320)
    page.goto("/")
    page.get_by_role("link", name="Go to your courses").click()
    page.locator("table th a").first.click()
    for group in page.locator("section[aria-labelledby=skills] .panel").all():
        group.locator("input[type=radio]").nth(1).check()
    page.get_by_role("button", name="Keep my answers").click()
    assert page.locator(".notice").first.inner_text() == (
        "Thank you. Your answers are complete."
    )
    trainer = walk("trainer")
    trainer.goto("/needs/courses/")
    trainer.locator("table th a").first.click()
    assert trainer.locator(".lead").inner_text().startswith("1 trainee answered.")


def test_change_the_part_of_an_agency_keeps_its_questions(walk) -> None:
    page = walk("focal-point")
    page.goto(f"{_assessment(page)}agencies/")
    row = page.locator("tbody tr", has_text="Child protection service")
    before = row.locator("td.n").inner_text()
    row.get_by_role("link", name="Change part").click()
    page.get_by_role("button", name="Save").click()
    assert row.locator("td.n").inner_text() == before
    assert page.complaints == []  # the tick of a check box is found, too


def test_the_programme_opens_evidence_for_a_reason(walk) -> None:
    page = walk("programme-officer")
    page.goto("/needs/verify/")
    page.locator("table th a").first.click()
    expect(page.get_by_role("heading", name="Evidence", exact=True)).to_have_count(0)
    page.fill("textarea", "To compare it with the roster.")
    page.get_by_role("button", name="Open the evidence").click()
    expect(page.get_by_role("heading", name="Evidence", exact=True)).to_have_count(1)
    page.fill("textarea", "The order is in force.")
    page.get_by_role("button", name="Verify this answer").click()
    assert page.locator(".notice").first.inner_text() == (
        "The answer is verified. The State sees your reason."
    )
