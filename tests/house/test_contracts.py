"""What may import what; pyproject.toml holds the contracts."""

import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT


def test_contracts_are_kept(tmp_path) -> None:
    command = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([command, "--cache-dir", tmp_path], cwd=ROOT, capture_output=True,
                          text=True, check=False, env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 kept, 0 broken" in done.stdout
