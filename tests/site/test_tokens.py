"""The design's tokens: dark is typed once; every pair of colours can be read."""

import re

import pytest

from tools import tokens

_TEXT = [(ink, ground) for ink in ("ink", "ink-2", "ink-3", "link", "accent-ink", "bad")
         for ground in ("paper", "surface", "sunken")]
_TEXT += [
    ("on-primary", "primary"), ("on-primary", "primary-hover"), ("ink", "primary-soft"),
    ("ink-2", "primary-soft"), ("primary", "primary-soft"), ("link", "primary-soft"),
    ("link", "warn-soft"), ("warn", "warn-soft"), ("bad", "bad-soft"), ("good", "good-soft"),
    ("ink", "warn-soft"), ("ink", "bad-soft"), ("bar-ink", "bar"), ("bar-ink-2", "bar"),
    ("on-data-2", "data-2"), ("surface", "data-3"), ("surface", "data-4"), ("ink", "data-0"),
    ("ink", "data-1"),
]
_GRAPHIC = [
    ("line-strong", "surface"), ("line-strong", "paper"), ("focus-ink", "surface"),
    ("focus-ink", "paper"), ("accent", "surface"), ("data-mark", "surface"),
    ("data-3", "surface"), ("data-unknown", "surface"), ("good", "surface"),
    ("primary", "surface"), ("data-4", "surface"),
]


def _colours(theme: str) -> dict[str, str]:
    start = {"light": r':root, \[data-bs-theme="light"\]', "dark": r'\n\[data-bs-theme="dark"\]'}
    block = re.search(start[theme] + r" \{(.*?)\n\}", tokens.SHEET.read_text("utf-8"), re.DOTALL)
    assert block
    return dict(re.findall(r"--t-([\w-]+):\s*(#[0-9a-f]{6})", block[1]))


def _light(colour: str) -> float:
    parts = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_dark_for_auto_is_made_from_dark() -> None:
    sheet = tokens.SHEET.read_text("utf-8")
    assert tokens.made(sheet) == sheet, "run: python tools/tokens.py"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(_TEXT, 4.5), (_GRAPHIC, 3.0)],
                         ids=["text", "graphic"])
def test_contrast(theme, pairs, least) -> None:
    colours = _colours(theme)
    weak = [(one, other) for one, other in pairs
            if _contrast(colours[one], colours[other]) < least]
    assert weak == []


def test_colours_are_written_in_tokens_alone() -> None:
    coloured = re.compile(r"(?<![\w-])#[0-9a-fA-F]{3,8}\b")
    found = [
        f"{path.name}: {line.strip()}" for path in (tokens.SHEET.parent / "theme").glob("*.css")
        if path.name != "print.css"  # paper is white
        for line in path.read_text("utf-8").splitlines() if coloured.search(line)
    ]
    assert found == []


def test_no_physical_side_is_written() -> None:
    physical = re.compile(r"\b(margin|padding|border)-(left|right)\b|^\s*(left|right):|"
                          r"text-align:\s*(left|right)|float:\s*(left|right)")
    found = [
        f"{path.name}: {line.strip()}" for path in (tokens.SHEET.parent / "theme").glob("*.css")
        for line in path.read_text("utf-8").splitlines() if physical.search(line)
    ]
    assert found == []
