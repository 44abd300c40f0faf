"""Django's DATABASES from two options: SQLite in the data folder, or a PostgreSQL address."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tutela.foundation.errors import Misconfigured
from tutela.storage.postgresql.address import database_settings

SQLITE = "tutela.storage.sqlite"


def databases(options: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the alias "default", and "owner" when another role owns the tables.

    Raises:
        Misconfigured: The address is not one of PostgreSQL, or an option does not go with it.
    """
    if not options["database"]:
        if options["database_owner"]:
            raise Misconfigured(option="TUTELA_DATABASE_OWNER", reason="it needs TUTELA_DATABASE")
        return {"default": sqlite(Path(options["data_folder"]), options["database_key"])}
    if options["database_key"]:
        raise Misconfigured(option="TUTELA_DATABASE_KEY", reason="it is for SQLite only")
    found = {"default": postgresql(options["database"], option="TUTELA_DATABASE")}
    if options["database_owner"]:
        found["owner"] = postgresql(options["database_owner"], option="TUTELA_DATABASE_OWNER")
        # The owner's alias is the same database: tests must not make a second one.
        found["owner"]["TEST"] = {"MIRROR": "default"}
    return found


def sqlite(folder: Path, passphrase: str = "") -> dict[str, Any]:
    """Return the settings of a SQLite file in a folder."""
    return {
        "ENGINE": SQLITE,
        "NAME": folder.absolute() / "tutela.sqlite3",
        # Opening costs a key derivation, so a thread keeps its connection.
        "CONN_MAX_AGE": None,
        "OPTIONS": {"passphrase": passphrase},
    }


def postgresql(address: str, *, option: str) -> dict[str, Any]:
    """Return the settings of a PostgreSQL address.

    Raises:
        Misconfigured: It is not such an address.

    >>> postgresql("postgresql://site:x%40y@db:5433/tutela", option="TUTELA_DATABASE")["PORT"]
    '5433'
    """
    return database_settings(address, option=option)
