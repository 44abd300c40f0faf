"""Run a module in a process of its own, on a database and a data folder of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def run_apart(module: str, *arguments: object, address: str, folder: Path) -> dict[str, Any]:
    """Run ``python -m module`` and return the JSON that it printed.

    ``address`` is the option ``database``; "" stands for SQLite in the folder.
    """
    found = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
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
