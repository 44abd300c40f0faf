"""Do 500 jobs with two workers that are killed 25 times, on SQLite and on PostgreSQL.

Run as ``python -m benchmarks.kill_jobs [JOBS KILLS]`` from the top folder.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main(jobs: str = "500", kills: str = "25") -> None:
    """Print one line a database."""
    for name, before in (("SQLite", []), ("PostgreSQL", ["tools/postgresql", "run"])):
        with tempfile.TemporaryDirectory() as folder:
            found = subprocess.run(
                [*before, sys.executable, "-m", "tests.jobs.killing", jobs, kills, "3"],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": f"src{os.pathsep}.", "TUTELA_DATABASE": "",
                     "TUTELA_DATA_FOLDER": folder},
                capture_output=True,
                text=True,
                check=False,
            )
        if found.returncode:
            sys.exit(found.stderr)
        result = json.loads(found.stdout)
        print(
            f"{name}: {jobs} jobs, {result['killed']} kills, {result['died']} workers died, "
            f"{result['attempts']} attempts; lost {len(result['lost'])}, "
            f"doubled {len(result['doubled'])}, bad journal entries {result['bad_entries']}; "
            f"{result['seconds']:.0f} s"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
