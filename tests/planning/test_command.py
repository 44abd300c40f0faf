"""From a set-up to a plan and its documents, as an officer types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tutela.command import main

ROOT = Path(__file__).parents[2]
PEERS = ROOT / "examples/peers/peers.json"
SETUP = """
title = "A small plan"
currency = "USD"
first_quarter = [2027, 1]
quarters = 3
[trainer_days]
en = 40
fr = 20
[[funds]]
code = "trust"
name = "Trust fund"
amount = {amount}
[states.XNA]
region = "inner"
language = "en"
[states.XNB]
region = "inner"
language = "fr"
{more}
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["planning", *map(str, arguments)])


def answer(*arguments: object) -> dict:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def prepared(folder: Path, *extra: object, amount: int = 150_000, more: str = "") -> Path:
    setup, problem = folder / "setup.toml", folder / f"problem-{amount}.json"
    setup.write_text(SETUP.format(amount=amount, more=more), "utf-8")
    answer("prepare", setup, "--needs", PEERS, "--as-of", "2026-11-24", "-o", problem, *extra)
    return problem


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plan")
    made = folder / "plan.json"
    said = answer("solve", prepared(folder), "-o", made)
    assert said["feasible"]
    assert 0 < said["cost"] <= 150_000
    assert said["gap"] <= 0.005
    return made


def test_equal_problems_have_equal_plans(plan: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.json"
    answer("solve", prepared(tmp_path), "-o", again)
    assert again.read_bytes() == plan.read_bytes()


def test_what_others_deliver_is_left_to_them(plan: Path, tmp_path: Path) -> None:
    first = json.loads(plan.read_bytes())["solution"]["deliveries"][0]
    kind = json.loads(plan.read_bytes())["problem"]["types"][first["type"]]
    table = tmp_path / "others.csv"
    table.write_text(
        "identifier,title,provider,state,topics,audiences,level,starts,ends,status\n"
        f"7,Their course,Harbour,{first['states'][0]},{kind['topics'][0]},"
        f"{kind['audiences'][0]},trainer,2026-10-01,2027-06-30,running\n", "utf-8")
    problem = prepared(tmp_path, "--registry", table)
    covered = json.loads(problem.read_bytes())["covered"]
    assert first["type"] in {item["type"] for item in covered}
    made = tmp_path / "plan.json"
    answer("solve", problem, "-o", made)
    pairs = {(state, item["type"]) for item in json.loads(made.read_bytes())["solution"][
        "deliveries"] for state in item["states"]}
    assert (first["states"][0], first["type"]) not in pairs


def test_clashing_rules_are_named(tmp_path: Path) -> None:
    problem = prepared(tmp_path, amount=10, more="[floors]\ninner = 3")
    said = answer("solve", problem, "-o", tmp_path / "none.json")
    assert not said["feasible"]
    assert {"budget", "floor"} <= {clash["rule"] for clash in said["clashes"]}
    refused = run("document", tmp_path / "none.json", "-o", tmp_path / "docs")
    assert refused.exit_code == 3
    assert not (tmp_path / "docs").exists()


def test_the_documents_are_written(plan: Path, tmp_path: Path) -> None:
    said = answer("document", plan, "--language", "ru", "--format", "docx", "--format", "xlsx",
                  "--issued", "2026-11-24", "-o", tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["brief-trust-ru.pdf", "project-document-ru.docx", "work-plan-ru.xlsx"]
    assert len(said["files"]) == 3


@pytest.mark.parametrize(("text", "code"), [
    ("{", 3), ("{}", 3), ("[]", 3), ('{"schema": "tutela.plan/1"}', 3),
    ('{"schema": "tutela.problem/1", "title": 1}', 3),
])
def test_what_is_no_problem_is_refused(text: str, code: int, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, "utf-8")
    assert run("solve", file, "-o", tmp_path / "y.json").exit_code == code
    assert not (tmp_path / "y.json").exists()


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    result = run("solve", tmp_path / "nowhere.json")
    assert (result.exit_code, "nowhere.json" in result.stderr) == (4, True)


def test_a_state_learns_why_and_what_it_would_take(plan: Path) -> None:
    rows = answer("explain", plan, "--state", "XNA")["activities"]
    chosen = {row["type"] for row in rows if row["chosen"]}
    found = json.loads(plan.read_bytes())["solution"]["deliveries"]
    assert chosen == {item["type"] for item in found if "XNA" in item["states"]}
    left_out = next(row for row in rows if row["reason"] == "budget")
    assert left_out["wants"][0]["amount"] > 0
    one = answer("explain", plan, "--state", "XNA", "--type", left_out["type"])
    assert (one["chosen"], one["possible"]) == (False, True)
    assert one["leaves"]


def test_an_unknown_state_is_said_plainly(plan: Path) -> None:
    result = run("explain", plan, "--state", "XZZ")
    assert (result.exit_code, "XZZ" in result.stderr) == (4, True)


def test_two_plans_are_compared(plan: Path, tmp_path: Path) -> None:
    richer = tmp_path / "richer.json"
    answer("solve", prepared(tmp_path, amount=300_000), "-o", richer)
    more, same = answer("compare", plan, richer), answer("compare", plan, plan)
    assert more["value"] > 0 < more["money"]["trust"]
    assert more["added"]
    assert (same["value"], same["added"], same["removed"], same["moved"]) == (0, [], [], [])
