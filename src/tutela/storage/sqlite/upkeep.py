"""Copy, encrypt, decrypt and re-key a database file."""

import os
from pathlib import Path

from django.db import connections
from sqlcipher3 import dbapi2

from tutela.foundation.errors import N_, Conflict
from tutela.storage.sqlite.opening import (
    Connection,
    check_passphrase,
    open_connection,
    quoted,
)


class FileExists(Conflict):
    """The file to be written is there already."""

    code = "storage.file-exists"
    template = N_("The file {file} exists already and was left alone. Choose another name.")


class InUse(Conflict):
    """Another process has the database open."""

    code = "storage.in-use"
    template = N_("The database {file} is in use. Stop the site and the worker, then repeat.")


def backup(*, target: Path, using: str = "default") -> None:
    """Copy the database while it is in use; an encrypted one stays encrypted with its passphrase.

    Args:
        target: A file that does not exist yet.
        using: Alias of the database.

    Raises:
        FileExists: The target exists.
    """
    _refuse_existing(target)
    connection = connections[using]
    connection.ensure_connection()
    # Straight to the driver: the copy reads, so it does not queue with the writers.
    connection.connection.execute(f"VACUUM INTO {quoted(str(target))}")
    target.chmod(0o600)
    _sync(target)


def rekey(*, database: Path, old: str, new: str) -> None:
    """Change the passphrase of an encrypted file. Nothing else may have it open.

    Args:
        database: The file.
        old: The passphrase it has, "" when it is in the clear.
        new: The passphrase it gets, "" to leave it in the clear.

    Raises:
        Misconfigured: A passphrase is short or wrong.
        InUse: Another process has the file open.
    """
    if new:
        check_passphrase(new)
    draft = database.with_name(f"{database.name}.new")
    draft.unlink(missing_ok=True)
    connection = open_connection(database=database, passphrase=old, isolation_level=None)
    try:
        _close_log(connection, database)
        connection.execute(f"ATTACH DATABASE {quoted(str(draft))} AS draft KEY {quoted(new)}")
        connection.execute("SELECT sqlcipher_export('draft')").fetchall()
        connection.execute("DETACH DATABASE draft")
    finally:
        connection.close()
    draft.chmod(0o600)
    _sync(draft)
    # A rename is whole or not at all; a crash before it leaves the old file as it was.
    draft.replace(database)
    for leftover in ("-wal", "-shm"):
        database.with_name(database.name + leftover).unlink(missing_ok=True)


def _close_log(connection: Connection, database: Path) -> None:
    """Write the log into the file and end it, which SQLite does for the only user alone."""
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    except dbapi2.OperationalError as fault:
        raise InUse(file=database.name) from fault


def _refuse_existing(target: Path) -> None:
    if target.exists():
        raise FileExists(file=target.name)


def _sync(path: Path) -> None:
    for place in (path, path.parent):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
