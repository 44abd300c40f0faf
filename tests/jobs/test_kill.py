"""Workers that are killed lose nothing and do nothing twice."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
JOBS, KILLS = 60, 8


def kill_workers(address: str, folder: Path) -> dict[str, Any]:
    found = subprocess.run(
        [sys.executable, "-m", "tests.jobs.killing", str(JOBS), str(KILLS), "1"],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "TUTELA_DATABASE": address,
            "TUTELA_DATA_FOLDER": str(folder),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


def check(found: dict[str, Any]) -> None:
    assert found["states"] == {"READY": 0, "RUNNING": 0, "SUCCESSFUL": JOBS, "FAILED": 0}
    assert found["lost"] == []
    assert found["doubled"] == []
    assert found["journal"] == JOBS
    assert found["bad_entries"] == ["None", "None"]
    # Every tenth job killed its worker after it had written: these were done again, at least.
    assert found["died"] >= JOBS // 10
    assert found["attempts"] >= JOBS + JOBS // 10


def test_on_sqlite(tmp_path: Path) -> None:
    check(kill_workers("", tmp_path))


def test_on_encrypted_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTELA_DATABASE_KEY", "a passphrase for killing workers")
    check(kill_workers("", tmp_path))


@pytest.mark.postgresql
def test_on_postgresql(fresh_database: str, tmp_path: Path) -> None:
    check(kill_workers(fresh_database, tmp_path))
