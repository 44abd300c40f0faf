"""Django's DATABASES from the options: SQLite in the data folder, or a PostgreSQL address."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tutela.foundation.errors import Misconfigured
from tutela.storage.postgresql.address import database_settings


def databases(options: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the alias "default", and "owner" when another role owns the tables.

    Raises:
        Misconfigured: The address is not one of PostgreSQL, or options do not go together.
    """
    if not options["database"]:
        if options["database_owner"]:
            raise Misconfigured(option="TUTELA_DATABASE_OWNER", reason="it needs TUTELA_DATABASE")
        return {"default": _sqlite(Path(options["data_folder"]), options["database_key"])}
    if options["database_key"]:
        raise Misconfigured(option="TUTELA_DATABASE_KEY", reason="it is for SQLite only")
    found = {"default": database_settings(options["database"])}
    if options["database_owner"]:
        # The same database under another role: tests must not make a second one.
        found["owner"] = {**database_settings(options["database_owner"]),
                          "TEST": {"MIRROR": "default"}}
    return found


def _sqlite(folder: Path, passphrase: str) -> dict[str, Any]:
    return {
        "ENGINE": "tutela.storage.sqlite",
        "NAME": folder.absolute() / "tutela.sqlite3",
        # Opening costs a key derivation, so a thread keeps its connection.
        "CONN_MAX_AGE": None,
        "OPTIONS": {"passphrase": passphrase},
    }
