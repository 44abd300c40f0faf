"""Whatever is done to the journal's tables behind the programme's back is found and named."""

from pathlib import Path
from typing import Any

import pytest

from tests.apart import run_apart

EXPECTED = {
    "untouched": "good",
    "changed actor": "2 changed",
    "changed reason": "1 changed",
    "changed detail": "4 changed",
    "broken detail": "4 changed",
    "changed time": "3 changed",
    "changed digest": "3 changed",
    "changed signature": "5 wrong-signature",
    "removed": "3 removed",
    "removed first": "1 removed",
    "removed and renumbered": "3 changed",
    "swapped numbers": "2 reordered",
    "inserted copy": "2 inserted",
    "appended by hand": "6 changed",
    "cut short": "4 truncated",
    "cut short with its head": "4 truncated",
    "emptied": "1 truncated",
    "head changed": "5 replaced",
    "after undoing": "good",
}


def tamper(address: str, folder: Path) -> dict[str, Any]:
    return run_apart("tests.journal.tampering", address=address, folder=folder)


def check(found: dict[str, Any]) -> None:
    assert found.pop("refused") == {"update": True, "delete": True}
    assert found.pop("threads") == [[], [52, 48], ["None", "None"]]
    assert found.pop("rolled back") == [0, 0]
    assert found == EXPECTED


def test_on_sqlite(tmp_path: Path) -> None:
    check(tamper("", tmp_path))


@pytest.mark.postgresql
def test_on_postgresql(fresh_database: str, tmp_path: Path) -> None:
    check(tamper(fresh_database, tmp_path))
