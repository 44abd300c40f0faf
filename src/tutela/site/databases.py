"""Django's DATABASES from two options: SQLite in the data folder, or a PostgreSQL address."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tutela.foundation.errors import Misconfigured

SQLITE, POSTGRESQL = "tutela.storage.sqlite", "tutela.storage.postgresql"


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

    >>> postgresql("postgresql://site:x%40y@db:5433/tutela", option="TUTELA_DATABASE")["PORT"]
    '5433'
    """
    parts = urlsplit(address)
    name = parts.path.removeprefix("/")
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        raise Misconfigured(option=option, reason="write postgresql://user@host:port/name")
    return {
        "ENGINE": POSTGRESQL,
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
