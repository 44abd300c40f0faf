"""Workers that are killed lose nothing and do nothing twice."""

from pathlib import Path
from typing import Any

import pytest

from tests.apart import run_apart

JOBS, KILLS = 60, 8


def kill_workers(address: str, folder: Path) -> dict[str, Any]:
    return run_apart("tests.jobs.killing", JOBS, KILLS, 1, address=address, folder=folder)


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
