"""The whole site as people meet it: granian, hashed files, a fresh data folder, invented people."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_TUTELA = [sys.executable, "-m", "tutela.command"]
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running site.

    Attributes:
        address: Without a slash at the end.
        environment: What verbs need to act on the same data.
        log: What the site printed, letters included.
    """

    address: str
    environment: Mapping[str, str]
    log: Path

    def links(self) -> dict[str, str]:
        """Make a one-time sign-in link for each role."""
        printed = verb("site", "demonstration", "--json", env=self.environment)
        return {link["role"]: link["address"] for link in json.loads(printed)["links"]}


def verb(*arguments: str, env: Mapping[str, str]) -> str:
    """Run one verb of the command and return what it printed."""
    done = subprocess.run([*_TUTELA, *arguments], env=dict(env), cwd=ROOT, check=False,
                          capture_output=True, text=True)
    assert done.returncode == 0, f"{done.returncode}: {done.stdout}{done.stderr}"
    return done.stdout


@contextmanager
def serve(folder: Path) -> Iterator[Served]:
    """Set a site up in a folder and serve it while the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # By name: a browser makes passkeys for names, never for numbers.
    address = f"http://localhost:{port}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TUTELA_")}
    env = {
        **kept, "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "tutela.site.settings",
        "TUTELA_DATA_FOLDER": str(folder), "TUTELA_DEMONSTRATION": "yes",
        "TUTELA_ADDRESS": address, "TUTELA_LISTEN": f"127.0.0.1:{port}",
        "TUTELA_REQUIRE_SECOND_FACTOR": "yes",
    }
    verb("site", "migrate", env=env)
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([*_TUTELA, "site", "serve"], env=env, cwd=ROOT, stderr=log,
                                   stdout=log)
    try:
        _wait(f"{address}/health/live", process, folder / "log")
        yield Served(address=address, environment=env, log=folder / "log")
        assert process.poll() is None, f"the site ended by itself: {process.returncode}"
    finally:
        process.terminate()
        process.wait(timeout=_PATIENCE)


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the site does not answer: {log.read_text()}")


def hrefs(page: str) -> list[str]:
    """List the addresses that a page links to, within the site, without fragments."""
    found = re.findall(r'<a\b[^>]*?\shref="(/[^"#]*)', page)
    return [address.replace("&amp;", "&") for address in found]
