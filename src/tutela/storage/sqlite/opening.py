"""Open a database file, encrypted or not, with the settings that make it durable."""

import os
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from tutela.foundation.errors import N_, Misconfigured

SHORTEST_PASSPHRASE = 20
_PLAIN_HEADER = b"SQLite format 3\x00"
# sqlite3_limit is not in this driver; these are SQLite's own lower defaults.
_LIMITS = {2: 2000, 9: 32766}

PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA legacy_alter_table = OFF",
    "PRAGMA journal_mode = WAL",
    # NORMAL lost acknowledged commits in half of the simulated power cuts, FULL lost none.
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    # Sorting must not write clear text beside an encrypted file.
    "PRAGMA temp_store = MEMORY",
)


class ShortPassphrase(Misconfigured):
    """The passphrase can be guessed."""

    code = "storage.short-passphrase"
    template = N_(
        "The option database_key holds {length} characters. Choose a passphrase of at least "
        "{least} characters, and keep a copy in a safe place."
    )


class WrongPassphrase(Misconfigured):
    """The passphrase does not open the file."""

    code = "storage.wrong-passphrase"
    template = N_(
        "The passphrase in the option database_key does not open {file}. Set the passphrase "
        "the file was made with; without it the data cannot be read."
    )


class MissingPassphrase(Misconfigured):
    """The file is encrypted and no passphrase is set."""

    code = "storage.missing-passphrase"
    template = N_(
        "The database {file} is encrypted, or damaged, and no passphrase is set. Set the "
        "option database_key to the passphrase it was made with."
    )


class NotEncrypted(Misconfigured):
    """A passphrase is set, but the file is not encrypted."""

    code = "storage.not-encrypted"
    template = N_(
        "The option database_key is set, but the database {file} is not encrypted. Remove the "
        "option to go on without encryption, or encrypt the file first."
    )


class Connection(dbapi2.Connection):  # type: ignore[misc] # the driver has no types
    """A connection that answers the one question of Django's that the driver does not."""

    def getlimit(self, category: int) -> int:
        """Return how many columns (2) or variables (9) a statement may have."""
        return _LIMITS[category]


def open_connection(*, database: str | Path, passphrase: str = "", **params: Any) -> Connection:
    """Open a database and unlock it before anything else is said to it.

    Args:
        database: Path or ``file:`` address, or ``:memory:``.
        passphrase: Empty for a file in the clear.
        **params: Passed to the driver.

    Raises:
        Misconfigured: The passphrase is short, missing, superfluous or wrong.
    """
    name = str(database)
    in_memory = ":memory:" in name or "mode=memory" in name
    if passphrase and not in_memory:
        check_passphrase(passphrase)
    if not in_memory:
        path = Path(name.removeprefix("file:").partition("?")[0])
        _compare_with_header(path, passphrase)
        _make_private(path)
    connection: Connection = dbapi2.connect(name, factory=Connection, **params)
    try:
        if passphrase and not in_memory:
            connection.execute(f"PRAGMA key = {quoted(passphrase)}")
            _try_passphrase(connection, name)
        for pragma in PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase of fewer than 20 characters.

    Raises:
        ShortPassphrase: It is too short.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise ShortPassphrase(length=len(passphrase), least=SHORTEST_PASSPHRASE)


def quoted(text: str) -> str:
    """Quote text for a statement that takes no parameters.

    >>> quoted("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def _compare_with_header(path: Path, passphrase: str) -> None:
    try:
        with path.open("rb") as stream:
            header = stream.read(len(_PLAIN_HEADER))
    except FileNotFoundError:
        return
    if not header:
        return
    if passphrase and header == _PLAIN_HEADER:
        raise NotEncrypted(file=path.name)
    if not passphrase and header != _PLAIN_HEADER:
        raise MissingPassphrase(file=path.name)


def _make_private(path: Path) -> None:
    """Make a missing file readable by its owner only; the log beside it takes over its rights."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def _try_passphrase(connection: Connection, name: str) -> None:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError as fault:
        if "not a database" in str(fault):
            raise WrongPassphrase(file=Path(name).name) from fault
        raise
