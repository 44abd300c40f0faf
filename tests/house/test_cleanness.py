"""Nothing of one machine or one registry in the repository."""

import re

from tests.house.sources import ROOT, kept

_HOMES = re.compile(r"(?<![\w/.-])/(?:home|Users|root)/[\w.-]+/")
_REGISTRIES = re.compile(
    r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|jsdelivr|unpkg|cdnjs|googleapis|gstatic)[\w.-]*")
_TEXT = {".py", ".md", ".toml", ".txt", ".in", ".html", ".css", ".js", ".sh", ".cfg", ".yml",
         ".yaml", ".json", ".po", ""}
_HERE = "tests/house/test_cleanness.py"


def _lines(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in kept():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix not in _TEXT or name == _HERE or path.name.endswith(".min.js"):
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{name}:{number}")
    return found


def test_no_path_of_a_machine() -> None:
    assert _lines(_HOMES) == []


def test_no_address_of_a_registry_or_of_a_network_of_copies() -> None:
    assert _lines(_REGISTRIES) == []


def test_pins_hold_digests_and_no_address() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text("utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        pins = re.findall(r"^[a-z0-9].*==[^ ]+", text, re.MULTILINE | re.IGNORECASE)
        assert pins
        assert text.count("==") == len(pins)
