from pathlib import Path
from typing import Any

import pytest

from tests.apart import run_apart

EXPECTED = {
    "result": ["READY", "SUCCESSFUL", 9, 1, True],
    "failure": [[], "FAILED", 5, ["builtins.RuntimeError"], [5, 10, 20, 40, 0], False],
    "refusal": [[], "FAILED", 1],
    "overtaken": [True, [1], 2, "SUCCESSFUL", True],
    "late": ["SUCCESSFUL", [], False],
    "heartbeat": [[False], 1, "SUCCESSFUL", 3],
    "rollback": {"READY": 0, "RUNNING": 0, "SUCCESSFUL": 0, "FAILED": 0},
    "order": [5, [2, 5, 1, 3, 4]],
    "deferred": False,
    "missing": ["FAILED", "builtins.ImportError"],
    "silent": ["FAILED", 6, True, []],
    "retry": [["not found", "again"], "FAILED"],
    "organisations": [[7, [7]], [8, [8]]],
}


def do(address: str, folder: Path) -> dict[str, Any]:
    return run_apart("tests.jobs.doing", address=address, folder=folder)


def test_on_sqlite(tmp_path: Path) -> None:
    assert do("", tmp_path) == EXPECTED


@pytest.mark.postgresql
def test_on_postgresql(fresh_database: str, tmp_path: Path) -> None:
    assert do(fresh_database, tmp_path) == EXPECTED
