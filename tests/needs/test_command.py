"""The verbs, from forms to report, without a database or Django."""

import json

import pytest
from click.testing import CliRunner

from examples.marevia import make
from examples.peers import make as peers
from tests.needs.engine.forms.files import filled
from tutela.needs.command import group

FILES = [str(make.HERE / name) for name in (
    "kobo-police-prosecution.json", "kobo-justice.xlsx", "workbook-child-fr.xlsx",
    "workbook-academy-ar.xlsx")]
DAY = ["--as-of", "2026-11-23"]


def run(*words):
    return CliRunner().invoke(group, [str(word) for word in words])


def run_json(*words):
    outcome = run(*words, "--json")
    assert outcome.exit_code == 0, outcome.output
    return json.loads(outcome.stdout)


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    place = tmp_path_factory.mktemp("needs") / "answers.json"
    found = run_json("import", *FILES, "-o", place, "--state", "XMA", "--state-name",
                     "fr=Marevia", "--title", "2026", "--today", "2026-11-23",
                     "--settlements", make.HERE / "settlements.json")
    assert found["changes"] == {"added": 195, "changed": 0, "unchanged": 0, "older": 0}
    assert found["conflicts"] == ["A09", "B07", "D16", "F02"]
    return place


@pytest.mark.parametrize("form", ["xlsform", "workbook", "docx", "pdf"])
def test_template_writes_a_form(form, tmp_path):
    place = tmp_path / "form"
    found = run_json("template", "--format", form, "--domains", "f", "-o", place, "--language",
                     "ru", "--today", "2026-11-23")
    assert found["questions"] == 7
    assert place.read_bytes()[:2] == (b"%P" if form == "pdf" else b"PK")


def test_template_refuses_what_does_not_exist(tmp_path):
    assert run("template", "--domains", "X").exit_code == 2
    assert run("template", "--respondents", "wizard").exit_code == 2
    nothing = run("template", "--domains", "F", "--respondents", "health", "-o", tmp_path / "x")
    assert nothing.exit_code == 4
    assert list(tmp_path.iterdir()) == []


def test_check_counts_and_says_what_is_wrong(tmp_path):
    found = run_json("check", *FILES, "--today", "2026-11-23")
    assert [row["answers"] for row in found["files"]] == [110, 32, 24, 29]
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(filled(lambda book: book.worksheets[1].__setitem__("D6", "=1")))
    refused = run("check", *FILES, bad, "--today", "2026-11-23", "--json")
    assert refused.exit_code == 3
    (problem,) = json.loads(refused.stdout)["error"]["problems"]
    assert (problem["code"], problem["place"]["row"]) == ("cell.formula", 6)


def test_import_writes_nothing_when_one_file_is_bad(tmp_path):
    bad, place = tmp_path / "bad.csv", tmp_path / "answers.json"
    bad.write_bytes(b"no")
    assert run("import", *FILES, bad, "-o", place).exit_code == 3
    assert not place.exists()


def test_import_into_an_answer_set_and_as_csv(answers, tmp_path):
    place = tmp_path / "answers.csv"
    found = run_json("import", FILES[2], "--into", answers, "-o", place, "--today", "2026-11-23")
    assert found["changes"] == {"added": 0, "changed": 0, "unchanged": 24, "older": 0}
    assert run_json("check", place, "--today", "2026-11-23")["files"][0]["answers"] == 195


def test_score_prints_areas_and_priorities(answers):
    found = run_json("score", answers, *DAY)
    assert [row["area"] for row in found["areas"]] == ["all", *"ABCDEFG"]
    assert found["areas"][0]["asked"] == 114
    assert run("score", answers, *DAY).stdout.startswith("area  level  interval")


def test_compare_with_itself_and_with_peers(answers):
    found = run_json("compare", answers, "--with", answers, "--with", peers.HERE / "peers.json",
                     "--region", peers.REGION, *DAY)
    assert {row["direction"] for row in found["changes"]} == {"same"}
    assert [(row["group"], row["states"]) for row in found["groups"]] == [
        ("Africa", 14), ("Eastern Africa", 14)]


def test_report_in_every_language_and_form(answers, tmp_path):
    found = run_json("report", answers, "--language", "all", "--format", "json", "-o", tmp_path,
                     "--with", peers.HERE / "peers.json", "--region", peers.REGION, *DAY)
    assert len(found["files"]) == 6
    reports = [json.loads((tmp_path / f"needs-XMA-{code}.json").read_text("utf-8"))
               for code in ("ar", "zh")]
    assert [report["language"] for report in reports] == ["ar", "zh"]
    made = run_json("report", answers, "--format", "html", "--format", "docx", "--format", "pdf",
                    "-o", tmp_path, *DAY)
    assert [name[-4:] for name in made["files"]] == ["html", "docx", ".pdf"]


def test_report_keeps_what_is_not_disclosed(answers, tmp_path):
    plan = tmp_path / "plan.toml"
    plan.write_text('default = "programme"\n[exceptions]\nA12 = "private"\n')
    run_json("report", answers, "--format", "json", "-o", tmp_path, "--audience", "programme",
             "--disclosure", plan, *DAY)
    report = json.loads((tmp_path / "needs-XMA-en.json").read_text("utf-8"))
    assert report["withheld"] == 1
    assert "A12" not in [row["code"] for row in report["indicators"]]


def test_a_missing_file_is_not_found(tmp_path):
    assert run("score", tmp_path / "none.json").exit_code == 4
