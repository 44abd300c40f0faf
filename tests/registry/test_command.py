"""The verbs of the registry that work on files, and one way through the database."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.reach import world as worlds
from tutela.command import main

ROOT = Path(__file__).parents[2]
OPEN = ROOT / "examples/registry/open-activities.csv"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["registry", *map(str, arguments)])


def answer(*arguments: object) -> dict:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.mark.parametrize("form", ["iati", "csv", "xlsx", "json", "jsonld"])
def test_what_is_written_is_read_again_and_is_the_same(form: str, tmp_path: Path) -> None:
    made = tmp_path / f"out.{form}"
    assert answer("export", OPEN, "--format", form, "-o", made)["activities"] == 46
    found = answer("duplicates", "--between", OPEN, made)["pairs"]
    assert [pair["left"].split(" [")[0] == pair["right"].split(" [")[0] for pair in found] == (
        [True] * 46)


def test_two_courses_of_different_years_are_no_duplicates() -> None:
    said = answer("duplicates", OPEN)["pairs"]
    assert not any("[2011]" in pair["left"] + pair["right"] for pair in said)


def test_overlaps_say_what_would_be_added(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text(
        "identifier,title,state,topics,audiences,level,starts,ends\n"
        "1,Interviews,XMA,child-interviews,police,practitioner,2027-02-03,2027-02-07\n", "utf-8")
    asked = ("overlaps", table, "--state", "XMA", "--topic", "child-interviews", "--level",
             "practitioner", "--from", "2027-05-01", "--to", "2027-05-05")
    found = answer(*asked, "--audience", "police", "--audience", "judge")
    assert [row["key"] for row in found["serving"]] == ["1"]
    assert found["adds"]["audiences"] == ["judge"]


def test_a_missing_file_is_said_plainly() -> None:
    result = run("duplicates", "nowhere.csv")
    assert (result.exit_code, "nowhere.csv" in result.stderr) == (4, True)


@pytest.mark.database
@pytest.mark.django_db
def test_the_registry_takes_a_file_once_and_finds_what_is_in_it() -> None:
    worlds.build()
    who = ("--as", "programme-officer@demonstration.example")
    checked = answer("import", OPEN, "--check", *who)["files"][0]
    assert (checked["state"], checked["new"]) == ("discarded", 46)
    first = answer("import", OPEN, *who)["files"][0]
    again = answer("import", OPEN, *who)["files"][0]
    assert (first["state"], first["new"], first["rejected"]) == ("kept", 46, 0)
    assert (again["new"], again["unchanged"]) == (0, 46)
    found = answer("find", "medicina", "forense", "--state", "HND", *who)
    assert found["total"] == 2


@pytest.mark.database
@pytest.mark.django_db
def test_nobody_is_nobody() -> None:
    result = run("find", "--as", "nobody@demonstration.example")
    assert (result.exit_code, "nobody@demonstration.example" in result.stderr) == (4, True)


@pytest.mark.database
@pytest.mark.django_db
def test_a_damaged_file_keeps_the_others_out(tmp_path: Path) -> None:
    worlds.build()
    who = ("--as", "programme-officer@demonstration.example")
    damaged = tmp_path / "damaged.xml"
    damaged.write_bytes(b"<iati-activities version='2.03'><iati-activity>")
    result = run("import", OPEN, damaged, *who)
    assert (result.exit_code, "damaged.xml" in result.stderr) == (3, True)
    assert answer("find", *who)["total"] == 0
