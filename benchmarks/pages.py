"""Load the pages of a demonstration: python -m benchmarks.pages [SECONDS [CONNECTIONS]].

Starts the site with invented people on SQLite, then on a throwaway PostgreSQL server under two
roles, signs in through one-time links, and asks for each page over 50 connections for 10 seconds.
Everything is on this machine's loopback address, in a temporary folder, and stops by itself.
"others" is the share of the machine that other work took meanwhile: the waits mean little when it
is not small, while the processor time a page holds either way. Processor time is read on Linux.
"""

import json
import os
import platform
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from benchmarks.load import Load, run_load

ROOT = Path(__file__).parent.parent
_TUTELA = [sys.executable, "-m", "tutela.command"]
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_VERSION = re.compile(rb'name="version"[^>]*value="(\d+)"')
_QUESTION = "/needs/{key}/question/{code}/"
WORKERS = 2
"""Processes that serve pages on PostgreSQL; SQLite allows one."""


def main(seconds: str = "10", connections: str = "50") -> None:
    """Print one table for each database."""
    print(f"{platform.python_implementation()} {platform.python_version()}, "
          f"{os.cpu_count()} processors, {connections} connections, {seconds} s a page")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        place.chmod(0o755)
        _measure("SQLite", place / "sqlite", {}, float(seconds), int(connections))
        if not shutil.which("runuser") and not shutil.which("initdb"):
            print("PostgreSQL is not installed here and is left out.")
            return
        with _postgresql(place / "server") as address:
            _measure("PostgreSQL", place / "postgresql", address, float(seconds),
                     int(connections))


def _measure(
    name: str, folder: Path, more: Mapping[str, str], seconds: float, connections: int
) -> None:
    site = Site(folder, more)
    site.prepare()
    with site.serving():
        print(f"\n{name}, {more.get('TUTELA_WORKERS', '1')} process(es)\n"
              f"{'page':<22}{'kB':>5}{'1/s':>7}{'p50 ms':>8}{'p95 ms':>8}{'p99 ms':>8}"
              f"{'errors':>8}{'site CPU ms':>13}{'database CPU ms':>17}{'others':>8}", flush=True)
        for page, person, path in site.pages():
            asked = Asking.page(site.port, person, path)
            _line(site, page, asked, seconds, connections)
        _line(site, "save a draft (POST)", Drafts.of(site, connections), seconds, connections)


def _line(site: "Site", name: str, asked: "Asking", seconds: float, connections: int) -> None:
    run_load(port=site.port, connections=connections, seconds=min(2.0, seconds), ask=asked.ask,
             hear=asked.hear)  # warm
    before, busy = site.processor_seconds(), _busy()
    load: Load = run_load(port=site.port, connections=connections, seconds=seconds,
                          ask=asked.ask, hear=asked.hear)
    ours, own, every = site.processor_seconds(), _busy()[0] - busy[0], _busy()[1] - busy[1]
    spent = [after - then for then, after in zip(before, ours, strict=True)]
    each = [f"{1000 * one / len(load.waits):.1f}" if load.waits else "?" for one in spent]
    others = max(0.0, every - own - sum(spent)) / load.seconds / (os.cpu_count() or 1)
    waits = [f"{1000 * load.percentile(share):.0f}" for share in (0.5, 0.95, 0.99)]
    print(f"{name:<22}{asked.size / 1000:>5.0f}{load.rate:>7.0f}{waits[0]:>8}{waits[1]:>8}"
          f"{waits[2]:>8}{load.errors + asked.wrong:>8}{each[0]:>13}{each[1]:>17}"
          f"{others:>8.0%}", flush=True)


@dataclass(slots=True)
class Person:
    """Somebody who is signed in."""

    opener: OpenerDirector
    cookies: CookieJar

    def get(self, address: str) -> str:
        """Return a page."""
        with self.opener.open(address) as answer:
            return str(answer.read().decode())

    @property
    def cookie(self) -> str:
        """Return the cookies as they stand in a request."""
        return "; ".join(f"{one.name}={one.value}" for one in self.cookies)


@dataclass(slots=True)
class Asking:
    """Asks for one page again and again; counts answers that are not what was asked for."""

    head: str
    wrong: int = 0
    size: int = 0

    @classmethod
    def page(cls, port: int, person: Person, path: str) -> "Asking":
        """Ask for a page as a person."""
        return cls(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
                   f"Cookie: {person.cookie}\r\n\r\n")

    def ask(self, _number: int) -> bytes:
        """Return the next request."""
        return self.head.encode()

    def hear(self, _number: int, body: bytes) -> None:
        """Take the size of an answer."""
        self.size = len(body)


@dataclass(slots=True)
class Drafts(Asking):
    """Saves drafts as the page does while somebody writes; each connection at its own question."""

    token: str = ""
    codes: list[str] = field(default_factory=list)
    versions: list[int] = field(default_factory=list)
    turn: int = 0

    @classmethod
    def of(cls, site: "Site", connections: int) -> "Drafts":
        """Open as many questions as there are connections."""
        person, base = site.people["focal-point"], site.address
        codes = site.codes()[:connections]
        pages = [person.get(base + _QUESTION.format(key=site.key, code=code)) for code in codes]
        versions = [int(found[1]) if (found := _VERSION.search(page.encode())) else 0
                    for page in pages]
        token = next(found[1] for page in pages if (found := _TOKEN.search(page)))
        head = (f"POST {_QUESTION.format(key=site.key, code='{code}')}draft/ HTTP/1.1\r\n"
                f"Host: 127.0.0.1:{site.port}\r\nOrigin: {base}\r\nCookie: {person.cookie}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}"
                "\r\n\r\n{body}")
        return cls(head, token=token, codes=codes, versions=versions)

    def ask(self, number: int) -> bytes:
        """Return the next draft of a connection: other words each time, so that each is kept."""
        self.turn += 1
        place = number % len(self.codes)
        body = urlencode({
            "csrfmiddlewaretoken": self.token, "level": "2", "version": self.versions[place],
            "note": f"Draft {self.turn} of the order that names the unit.",
        })
        return self.head.format(code=self.codes[place], length=len(body), body=body).encode()

    def hear(self, number: int, body: bytes) -> None:
        """Remember the version that was saved."""
        found = _VERSION.search(body)
        self.size = len(body)
        if found is None:
            self.wrong += 1
        else:
            self.versions[number % len(self.codes)] = int(found[1])


@dataclass(slots=True)
class Site:
    """A demonstration that is served on a free port."""

    folder: Path
    more: Mapping[str, str]
    port: int = 0
    people: dict[str, Person] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Return where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def key(self) -> str:
        """Return the key of the assessment in the demonstration."""
        return self._found(r"/needs/(\d+)/", "/needs/")[0]

    def codes(self) -> list[str]:
        """Return the codes of questions that one agency or the focal point answers alone."""
        every = [self._found(rf"/needs/{self.key}/question/(\w+)/",
                             f"/needs/{self.key}/domain/{letter}/") for letter in "ABCDEFG"]
        listed = list(dict.fromkeys(code for found in every for code in found))
        return [code for code in listed if 'name="version"' in self.people["focal-point"].get(
            self.address + _QUESTION.format(key=self.key, code=code))]

    def pages(self) -> list[tuple[str, Person, str]]:
        """Return what is measured: words, who asks, path."""
        focal, agency = self.people["focal-point"], self.people["respondent"]
        part = re.findall(rf"/needs/{self.key}/question/(\w+)/", agency.get(f"{self.address}/"))
        return [
            ("list", focal, "/needs/"),
            ("dashboard", focal, f"/needs/{self.key}/"),
            ("domain (list)", focal, f"/needs/{self.key}/domain/A/"),
            ("form, focal point", focal, _QUESTION.format(key=self.key, code=self.codes()[0])),
            ("form, agency", agency, _QUESTION.format(key=self.key, code=part[0])),
            ("result", focal, f"/needs/{self.key}/result/"),
            ("shared, programme", self.people["programme-officer"], "/needs/shared/"),
        ]

    def _found(self, pattern: str, path: str) -> list[str]:
        return re.findall(pattern, self.people["focal-point"].get(self.address + path))

    def prepare(self) -> None:
        """Make tables, load invented people, choose a port."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._tutela("site", "migrate")

    def _environment(self) -> dict[str, str]:
        mine = {name: value for name, value in os.environ.items() if name[:7] != "TUTELA_"}
        return {**mine, "PYTHONPATH": str(ROOT / "src"), "TUTELA_DATA_FOLDER": str(self.folder),
                "TUTELA_DEMONSTRATION": "yes", "TUTELA_ADDRESS": self.address,
                "TUTELA_LISTEN": f"127.0.0.1:{self.port}", **self.more}

    def _tutela(self, *verb: str) -> str:
        done = subprocess.run([*_TUTELA, *verb], env=self._environment(), text=True,
                              stdout=subprocess.PIPE, check=True)
        return done.stdout

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve until the end of the block, with one person of each role signed in."""
        links = json.loads(self._tutela("site", "demonstration", "--json"))["links"]
        with (self.folder / "site.log").open("wb") as log:
            self.process = subprocess.Popen(
                [*_TUTELA, "site", "serve"], env=self._environment(), stdout=log, stderr=log)
        try:
            self._wait()
            self.people = {link["role"]: sign_in(link["address"]) for link in links}
            yield
        finally:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)

    def _wait(self) -> None:
        for _ in range(150):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise SystemExit((self.folder / "site.log").read_text("utf-8"))

    def processor_seconds(self) -> tuple[float, float]:
        """Return processor time so far of the site and of the database server (Linux)."""
        site = self.process.pid if self.process else 0
        server = self.folder.parent / "server/data/postmaster.pid"
        database = int(server.read_text().split()[0]) if server.exists() else 0
        return _spent(site), _spent(database) if "TUTELA_DATABASE" in self.more else 0.0


def sign_in(link: str) -> Person:
    """Use a one-time link."""
    cookies = CookieJar()
    person = Person(build_opener(HTTPCookieProcessor(cookies)), cookies)
    token = _TOKEN.search(person.get(link))
    body = urlencode({"csrfmiddlewaretoken": token[1] if token else ""}).encode()
    person.opener.open(link, body).close()
    return person


def _busy() -> tuple[float, float]:
    """Return processor time so far of this process and of the whole machine (Linux)."""
    mine = time.process_time()
    ticks = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    idle = int(ticks[3]) + int(ticks[4])
    return mine, (sum(map(int, ticks[:8])) - idle) / os.sysconf("SC_CLK_TCK")


def _spent(process: int) -> float:
    """Return the processor time, seconds, of a process and all below it, dead ones counted."""
    below: dict[int, list[int]] = {}
    ticks: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        below.setdefault(int(fields[1]), []).append(int(folder.name))
        ticks[int(folder.name)] = sum(map(int, fields[11:15]))
    total, waiting = 0, [process]
    while waiting:
        one = waiting.pop()
        total += ticks.get(one, 0)
        waiting += below.get(one, [])
    return total / os.sysconf("SC_CLK_TCK")


@contextmanager
def _postgresql(folder: Path) -> Iterator[dict[str, str]]:
    """Start a server that waits for the disk as in use; yield the options of the two roles."""
    tool = str(ROOT / "tools/postgresql")
    done = subprocess.run([tool, "start", str(folder), "--durable"], text=True, check=True,
                          stdout=subprocess.PIPE)
    owner = done.stdout.strip()
    try:
        yield {"TUTELA_DATABASE": owner.replace("tutela@", "tutela_app@", 1),
               "TUTELA_DATABASE_OWNER": owner, "TUTELA_WORKERS": str(WORKERS)}
    finally:
        subprocess.run([tool, "stop", str(folder)], check=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
