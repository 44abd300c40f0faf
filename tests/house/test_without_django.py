"""What computes works where the framework, the database and the network are not to be had."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import CODE, ROOT

_BLOCK = """
import sys
class Away:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "allauth", "sqlcipher3", "psycopg"}:
            raise ImportError(f"{name} is away")
sys.meta_path.insert(0, Away())
"""
_SAMPLES = ROOT / "examples/marevia"


def _without(code: str, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _BLOCK + code, *(str(word) for word in words)], cwd=ROOT, text=True,
        capture_output=True, check=False, env={"PYTHONPATH": str(ROOT / "src")},
    )


def _tutela(*words: object) -> dict[str, object]:
    done = _without("from tutela.command import main; main()", *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_block_blocks() -> None:
    done = _without("import django")
    assert "django is away" in done.stderr


def test_every_engine_can_be_imported() -> None:
    names = [
        ".".join(path.relative_to(CODE.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted(CODE.rglob("*.py"))
        if {"engine", "foundation", "documents"} & set(path.relative_to(CODE).parts)
    ]
    assert len(names) > 100
    done = _without(f"import importlib\nfor name in {names!r}: importlib.import_module(name)")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("alone") / "answers.json"
    _tutela("needs", "import", _SAMPLES / "kobo-justice.xlsx", "-o", file, "--state", "XMA",
            "--state-name", "fr=Marevia", "--title", "2026", "--today", "2026-11-23")
    return file


def test_forms_are_written_and_checked(tmp_path) -> None:
    form = tmp_path / "form.xlsx"
    made = _tutela("needs", "template", "--format", "workbook", "--domains", "F", "-o", form,
                   "--today", "2026-11-23")
    assert made["questions"] == 7
    found = _tutela("needs", "check", _SAMPLES / "kobo-justice.xlsx", "--today", "2026-11-23")
    assert [row["answers"] for row in found["files"]] == [32]


@pytest.mark.parametrize("words", [
    ["score", "--as-of", "2026-11-23"],
    ["report", "--as-of", "2026-11-23", "--format", "docx"],
], ids=["score", "report"])
def test_answers_are_scored_and_reported(answers, tmp_path, words) -> None:
    verb, *options = words
    place = ["-o", tmp_path / "out"] if verb == "report" else []
    assert _tutela("needs", verb, answers, *options, *place)
