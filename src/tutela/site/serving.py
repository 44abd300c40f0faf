"""Serve the site with granian: gathers static files, then answers until told to stop."""

import hashlib
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from tutela.foundation.errors import Misconfigured
from tutela.site.logs import logging_settings

_log = logging.getLogger("tutela.site.serving")
_STAMP = ".collected"


def gather_static_files() -> None:
    """Collect and compress static files into the data folder, when any has changed."""
    root = Path(settings.STATIC_ROOT)
    stamp, digest = root / _STAMP, _digest_of_sources()
    if stamp.exists() and stamp.read_text("ascii") == digest:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=root.exists())
    stamp.write_text(digest, "ascii")


def _digest_of_sources() -> str:
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            size, changed = storage.size(name), storage.get_modified_time(name)
            found.update(f"{name} {size} {changed.isoformat()}\n".encode())
    return found.hexdigest()


def where_to_listen(options: Mapping[str, Any]) -> tuple[str, int]:
    """Return network address and port.

    Raises:
        Misconfigured: Not written as address:port.
    """
    address, _, port = options["listen"].rpartition(":")
    if not address or not port.isdecimal():
        raise Misconfigured(option="TUTELA_LISTEN", reason="write address:port")
    return address.strip("[]"), int(port)


def processes(options: Mapping[str, Any]) -> int:
    """Return how many processes serve pages.

    Raises:
        Misconfigured: More than one with SQLite, which has one writer, in one process.
    """
    if options["workers"] < 1 or options["threads"] < 1:
        raise Misconfigured(option="TUTELA_WORKERS", reason="at least one process and one thread")
    if options["workers"] > 1 and not options["database"]:
        raise Misconfigured(option="TUTELA_WORKERS",
                            reason="SQLite allows 1; more need PostgreSQL")
    return int(options["workers"])


def serve(options: Mapping[str, Any]) -> None:
    """Answer until SIGINT or SIGTERM; requests that run are finished first."""
    address, port = where_to_listen(options)
    gather_static_files()
    _log.info("serving", extra={"address": f"{address}:{port}"})
    Granian(
        "tutela.site.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes(options),
        blocking_threads=options["threads"],
        websockets=False,
        log_access=False,
        log_level=LogLevels.error,
        log_dictconfig=logging_settings(options["log_level"]),
        respawn_failed_workers=True,
        workers_kill_timeout=30,
    ).serve()

