"""Small files, small functions, names that explain."""

from statistics import median

import pytest

from tests.house.sources import CODE, ROOT, functions, length, modules

_NAMES_THAT_EXPLAIN_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc"}


def test_half_of_the_files_have_at_most_120_lines() -> None:
    assert median(length(path) for path in modules()) <= 120


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(CODE).as_posix())
def test_file(path) -> None:
    assert length(path) <= 500
    assert {name: lines for name, lines in functions(path) if lines > 45} == {}


@pytest.mark.parametrize("ending", ["css", "js", "html"])
def test_sheets_scripts_and_templates_can_be_read(ending) -> None:
    files = [path for path in CODE.rglob(f"*.{ending}") if "vendor" not in path.parts]
    assert files
    assert [path.relative_to(ROOT) for path in files if length(path) > 500] == []


def test_names_explain() -> None:
    found = [path.relative_to(ROOT).as_posix() for path in CODE.rglob("*")
             if path.stem in _NAMES_THAT_EXPLAIN_NOTHING]
    assert found == []
