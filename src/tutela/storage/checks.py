"""Refuse to serve under a database role that row-level security does not bind."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connection
from django.db.utils import Error as DatabaseError

_ROLE = "SELECT rolsuper, rolbypassrls, rolname FROM pg_roles WHERE rolname = current_user"


def check_role(**_: Any) -> Sequence[CheckMessage]:
    """Return an error when the site's role passes through walls."""
    if connection.vendor != "postgresql":
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute(_ROLE)
            superuser, bypasses, name = cursor.fetchone()
    except DatabaseError as fault:
        reason = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        return [
            Error(
                f"The database cannot be asked for its role: {reason}",
                hint="Check that the server runs and that the option database is right.",
                id="storage.E002",
            )
        ]
    if not superuser and not bypasses:
        return []
    return [
        Error(
            f'The database role "{name}" is not bound by row-level security, so one '
            "organisation could see the data of another.",
            hint=f'Run: ALTER ROLE "{name}" NOSUPERUSER NOBYPASSRLS; or name another role in the '
            "option database.",
            id="storage.E001",
        )
    ]
