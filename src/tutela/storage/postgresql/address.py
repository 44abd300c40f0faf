"""Read the address of a PostgreSQL database."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tutela.foundation.errors import Misconfigured


def database_settings(address: str, *, option: str = "database") -> dict[str, Any]:
    """Turn an address into an entry of Django's DATABASES.

    Args:
        address: ``postgresql://user:password@host:port/name?option=value``. A folder with a
            socket is given as ``?host=/folder``, or as host with each slash written %2F.
        option: The option that holds it, for the error.

    Raises:
        Misconfigured: Not such an address, or it names no database.

    >>> found = database_settings("postgresql://ana:p%40ss@db:5433/tutela?sslmode=verify-full")
    >>> [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    ['ana', 'p@ss', 'db', '5433', 'tutela']
    >>> found["OPTIONS"]
    {'sslmode': 'verify-full'}
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as fault:
        raise Misconfigured(option=option, reason="the port is not a number") from fault
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        raise Misconfigured(
            option=option, reason="write postgresql://user@host:port/name, or leave it empty"
        )
    options = dict(parse_qsl(parts.query))
    host = parts.hostname or ""
    if "%2f" in host.lower():
        host = unquote(parts.netloc.rpartition("@")[2].partition(":")[0])
    return {
        "ENGINE": "tutela.storage.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", host),
        "PORT": options.pop("port", str(port or "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
