"""Triggers that refuse to change or remove rows of models marked ``append_only``."""

from collections.abc import Iterator

from django.db import models

_MESSAGE = "rows of this table are only ever added"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION tutela_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{_MESSAGE}'; END $$
"""


def append_only_statements(model: type[models.Model], vendor: str) -> Iterator[str]:
    """Yield the statements for one table; running them again changes nothing.

    Args:
        model: A model with a class attribute ``append_only = True``.
        vendor: "postgresql" or "sqlite".
    """
    table = model._meta.db_table
    if vendor == "postgresql":
        yield _FUNCTION
        for name, event in (("row", "UPDATE OR DELETE"), ("table", "TRUNCATE")):
            level = "ROW" if name == "row" else "STATEMENT"
            yield (
                f'CREATE OR REPLACE TRIGGER tutela_append_only_{name} BEFORE {event} ON "{table}" '
                f"FOR EACH {level} EXECUTE FUNCTION tutela_append_only()"
            )
        return
    for event in ("UPDATE", "DELETE"):
        yield (
            f'CREATE TRIGGER IF NOT EXISTS "tutela_append_only_{event.lower()}_{table}" '
            f'BEFORE {event} ON "{table}" BEGIN SELECT RAISE(ABORT, \'{_MESSAGE}\'); END'
        )
