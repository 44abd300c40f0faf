"""The sources that the house's rules are counted on."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CODE = ROOT / "src/tutela"


def modules() -> list[Path]:
    """Return every Python file of the package but migrations."""
    return sorted(path for path in CODE.rglob("*.py") if "migrations" not in path.parts)


def length(path: Path) -> int:
    """Count the lines of a file."""
    return len(path.read_text("utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Return each function with its number of lines, its decorators and docstring included."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def kept() -> list[Path]:
    """Return the files under version control, or, without it, all that would be."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        names = [name for name in listed.stdout.decode().split("\0") if name]
        return [ROOT / name for name in names if (ROOT / name).is_file()]
    left_out = {".venv", "var", "__pycache__", "_build", ".git"}
    return [path for path in ROOT.rglob("*")
            if path.is_file() and not left_out & set(path.relative_to(ROOT).parts)]
