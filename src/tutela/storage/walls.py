"""The statements that put row-level security on PostgreSQL tables, made from the models.

A model says whose its rows are with a class attribute ``wall``. The rows of a link table that
Django makes for a many-to-many field are seen and written by those who see both ends.
"""

from collections.abc import Iterator

from django.db import models

from tutela.storage.wall import Wall

# The inner SELECT is computed once a statement, not once a row.
ME = "(SELECT nullif(current_setting('tutela.organisation', true), '')::bigint)"
_COMMANDS = ("select", "insert", "update", "delete")


def wall_of(model: type[models.Model]) -> Wall | None:
    """Return a model's wall; link tables between walled models get one of their own."""
    wall = getattr(model, "wall", None)
    if isinstance(wall, Wall):
        return wall
    if model._meta.auto_created and _walled_links(model):
        return Wall(columns=())
    return None


def wall_statements(model: type[models.Model]) -> Iterator[str]:
    """Yield the statements that wall one table; running them again changes nothing.

    Args:
        model: A model for which ``wall_of`` gives a wall.

    Raises:
        ValueError: The model has no wall.
    """
    wall = wall_of(model)
    if wall is None:
        raise ValueError(f"{model._meta.label} has no wall")
    table = _quoted(model._meta.db_table)
    links = [_link_holds(model, field) for field in _walled_links(model)]
    seers = [_is_mine(model, name) for name in (*wall.columns, *wall.writers)]
    writers = [_is_mine(model, name) for name in wall.writers or wall.columns]
    seen = _any_of([*seers, *_condition(wall)]) or _all_of(links)
    written = _any_of(writers) or _all_of(links)
    kept = _all_of([written, *links] if writers else links)
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    for command in _COMMANDS:
        yield f"DROP POLICY IF EXISTS tutela_{command} ON {table}"
    yield f"CREATE POLICY tutela_select ON {table} FOR SELECT USING ({seen})"
    yield f"CREATE POLICY tutela_insert ON {table} FOR INSERT WITH CHECK ({kept})"
    yield (
        f"CREATE POLICY tutela_update ON {table} FOR UPDATE "
        f"USING ({written}) WITH CHECK ({kept})"
    )
    yield f"CREATE POLICY tutela_delete ON {table} FOR DELETE USING ({written})"


def unwall_statements(model: type[models.Model]) -> Iterator[str]:
    """Yield the statements that take a wall away, for a table that no longer has one."""
    table = _quoted(model._meta.db_table)
    for command in _COMMANDS:
        yield f"DROP POLICY IF EXISTS tutela_{command} ON {table}"
    yield f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"


def _walled_links(model: type[models.Model]) -> list["models.ForeignKey[models.Model]"]:
    found = []
    for field in model._meta.local_fields:
        target = field.related_model
        if isinstance(field, models.ForeignKey) and isinstance(
            getattr(target, "wall", None), Wall
        ):
            found.append(field)
    return found


def _is_mine(model: type[models.Model], name: str) -> str:
    """Compare a column, named by field or by column, with the organisation acted for."""
    columns = {field.name: field.column for field in model._meta.local_fields}
    return f"{_quoted(model._meta.db_table)}.{_quoted(columns.get(name, name))} = {ME}"


def _condition(wall: Wall) -> list[str]:
    return [wall.condition.replace("{me}", ME)] if wall.condition else []


def _link_holds(
    model: type[models.Model], field: "models.ForeignKey[models.Model]"
) -> str:
    """Demand that the row a key points to is seen: its own wall answers inside the subquery."""
    target = field.target_field.model._meta.db_table
    here = f"{_quoted(model._meta.db_table)}.{_quoted(field.column)}"
    there = f"linked.{_quoted(field.target_field.column)}"
    # Names of tables and columns of our own models, quoted.
    exists = f"EXISTS (SELECT 1 FROM {_quoted(target)} linked WHERE {there} = {here})"  # noqa: S608 - see above
    return f"({here} IS NULL OR {exists})" if field.null else exists


def _any_of(conditions: list[str]) -> str:
    return " OR ".join(f"({condition})" for condition in conditions)


def _all_of(conditions: list[str]) -> str:
    return " AND ".join(f"({condition})" for condition in conditions)


def _quoted(name: str | None) -> str:
    if not name:
        raise ValueError("a column without a name")
    return '"' + name.replace('"', '""') + '"'
