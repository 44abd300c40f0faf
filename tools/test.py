"""Run every check and test; the last line counts them.

Usage: python tools/test.py [check]      check: lint, types and contracts only
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]


@dataclass(slots=True)
class Tally:
    """How many passed, failed and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, other: "Tally") -> None:
        """Add another tally to this one."""
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped


def environment() -> dict[str, str]:
    """Return the environment of a check: nothing of the user's Tutela, and two processes."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TUTELA_")}
    return {**kept, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def run_check(name: str, command: list[str]) -> Tally:
    """Run one check that holds or does not; print its words only when it does not."""
    start = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True,
                          check=False)
    holds = done.returncode == 0
    print(f"{'holds ' if holds else 'FAILED'}  {name}  ({time.monotonic() - start:.0f} s)",
          flush=True)
    if not holds:
        print(done.stdout, done.stderr, flush=True)
    return Tally(passed=1) if holds else Tally(failed=1)


def run_tests(name: str, command: list[str]) -> Tally:
    """Run pytest, show what it prints, and count from its own record."""
    print(f"\n{name}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder, "record.xml")
        code = subprocess.run([*command, f"--junitxml={record}"], cwd=ROOT, env=environment(),
                              check=False).returncode
        if not record.exists():
            return Tally(failed=1)
        suites = ET.parse(record).getroot().iter("testsuite")  # noqa: S314 - written by pytest
        total = Tally()
        for suite in suites:
            ran, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
            failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            total.add(Tally(passed=ran - skipped - failed, failed=failed, skipped=skipped))
    # Anything but "all passed" or "none collected" that left no failed test is a failure too.
    if code not in {0, 5} and not total.failed:
        total.failed = 1
    return total


def checks() -> Tally:
    """Run lint, types and contracts."""
    total = Tally()
    total.add(run_check("lint", [str(BIN / "ruff"), "check", "."]))
    total.add(run_check("types", [str(BIN / "mypy")]))
    total.add(run_check("contracts", [str(BIN / "lint-imports")]))
    return total


def documentation() -> Tally:
    """Build the documentation; a warning is a failure."""
    with tempfile.TemporaryDirectory() as folder:
        return run_check("documentation", [
            sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html",
            "-d", f"{folder}/trees", "docs", f"{folder}/html"])


def tests() -> Tally:
    """Run the tests on SQLite, and again those that touch the database on PostgreSQL."""
    total = run_tests("Tests on SQLite", [*PYTEST, "-n", "2", "--dist", "loadgroup"])
    postgresql = str(ROOT / "tools/postgresql")
    probe = subprocess.run([postgresql, "run", "true"], cwd=ROOT, capture_output=True,
                           text=True, check=False)
    if probe.returncode:
        print(f"\nTests on PostgreSQL are skipped: {probe.stderr.strip()}")
        total.skipped += 1
    else:
        total.add(run_tests("Tests on PostgreSQL", [
            postgresql, "run", *PYTEST, "-n", "2", "--dist", "loadgroup", "-m", "database"]))
    return total


def main() -> None:
    """Run what was asked for; the exit code says whether all passed."""
    total = checks()
    if sys.argv[1:] != ["check"]:
        total.add(documentation())
        total.add(tests())
    print(f"\n{total.passed} passed, {total.failed} failed, {total.skipped} skipped")
    sys.exit(1 if total.failed else 0)


if __name__ == "__main__":
    main()
