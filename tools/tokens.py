"""Copy the dark values of tokens.css to the block for ``data-bs-theme="auto"``.

Usage: python tools/tokens.py [--check]
"""

import re
import sys
from pathlib import Path

SHEET = Path(__file__).parent.parent / "src/tutela/site/static/site/tokens.css"
_DARK = re.compile(r'^\[data-bs-theme="dark"\] \{\n(.*?)^\}\n', re.DOTALL | re.MULTILINE)
_AUTO = re.compile(
    r"(/\* begin: made by tools/tokens.py \*/\n).*?(/\* end: made by tools/tokens.py \*/\n)",
    re.DOTALL)


def made(sheet: str) -> str:
    """Return the sheet with the block for "auto" made from the one for "dark"."""
    dark = _DARK.search(sheet)
    if dark is None or _AUTO.search(sheet) is None:
        raise SystemExit("tokens.css has lost its dark block or the marks around the made one")
    body = "".join(f"  {line}\n" if line else "\n" for line in dark[1].splitlines())
    block = f'@media (prefers-color-scheme: dark) {{\n  [data-bs-theme="auto"] {{\n{body}  }}\n}}\n'
    return _AUTO.sub(lambda match: match[1] + block + match[2], sheet)


def main() -> None:
    """Write the sheet, or with --check fail when it would change."""
    sheet = SHEET.read_text("utf-8")
    new = made(sheet)
    if "--check" in sys.argv:
        sys.exit(0 if new == sheet else "tokens.css is out of date: run python tools/tokens.py")
    SHEET.write_text(new, "utf-8")


if __name__ == "__main__":
    main()
