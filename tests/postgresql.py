"""A throwaway PostgreSQL server for the tests that need one; they are skipped where none is.

Import the fixtures in a conftest, from ``tests.postgresql``: fresh_database, postgresql_server.
"""

import atexit
import itertools
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import psycopg
import pytest

_TOOL = Path(__file__).parent.parent / "tools" / "postgresql"
_numbers = itertools.count(1)


@cache
def _start(*options: str) -> str:
    """Start one server a session; return the folder of its socket, or "" and the reason."""
    outer = Path(tempfile.mkdtemp(prefix="tutela-pg."))
    outer.chmod(0o755)  # the server runs under another user when the tests run as root
    folder = outer / "server"
    started = subprocess.run(
        [_TOOL, "start", folder, *options], capture_output=True, text=True, check=False
    )
    if started.returncode:
        shutil.rmtree(outer, ignore_errors=True)
        return f"!{started.stderr.strip()}"
    atexit.register(shutil.rmtree, outer, ignore_errors=True)
    atexit.register(subprocess.run, [_TOOL, "stop", folder], check=False)
    return str(folder)


def _server(*options: str) -> str:
    folder = _start(*options)
    if folder.startswith("!"):
        pytest.skip(f"PostgreSQL is needed: {folder[1:]}")
    return folder


def _make_database(folder: str) -> str:
    name = f"tutela_{next(_numbers)}"
    with psycopg.connect(f"host={folder} user=postgres dbname=postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} OWNER tutela")
    return f"postgresql://tutela@/{name}?host={folder}"


@pytest.fixture(scope="session")
def postgresql_server() -> str:
    """The folder of the socket of a server that does not wait for the disk."""
    return _server()


@pytest.fixture
def fresh_database(postgresql_server: str) -> str:
    """The address of an empty database."""
    return _make_database(postgresql_server)


@pytest.fixture
def durable_database() -> str:
    """The address of an empty database on a server that waits for the disk."""
    return _make_database(_server("--durable"))
