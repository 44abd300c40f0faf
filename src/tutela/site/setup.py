"""Set up an installation: tables, checks, options."""

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.core import checks as django_checks
from django.core.management import call_command
from django.db import ProgrammingError, connections
from django.db.migrations.exceptions import MigrationSchemaMissing
from django.db.migrations.executor import MigrationExecutor

from tutela.foundation.errors import Misconfigured
from tutela.foundation.options import OPTIONS, load_options
from tutela.site import readiness, serving
from tutela.site.backing_up import require_sqlite
from tutela.storage.sqlite import upkeep

_NOT_PERMITTED = "42501"  # PostgreSQL's code for insufficient privilege


def migrate() -> list[str]:
    """Run what migrations wait, as the role that owns the tables; return their names.

    Raises:
        Misconfigured: The role in use may not make or change tables.
    """
    Path(settings.DATA_FOLDER).mkdir(parents=True, exist_ok=True)
    alias = "owner" if "owner" in settings.DATABASES else "default"
    try:
        executor = MigrationExecutor(connections[alias])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    except (ProgrammingError, MigrationSchemaMissing) as fault:
        if not _is_refusal(fault):
            raise
        role = settings.DATABASES[alias].get("USER", "")
        raise Misconfigured(option="TUTELA_DATABASE_OWNER", reason=(
            f"the role {role} may not make or change tables. Set this option to the address "
            "with the role that owns them, for this verb only, then repeat"
        )) from fault
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _is_refusal(fault: BaseException | None) -> bool:
    """Tell whether the database said, at the root of a fault, that the role may not do this."""
    while fault is not None:
        if getattr(fault, "sqlstate", "") == _NOT_PERMITTED:
            return True
        fault = fault.__cause__ or fault.__context__
    return False


def rekey(*, new: str) -> None:
    """Give the SQLite database another passphrase; "" removes the encryption.

    Raises:
        Misconfigured: The data is in PostgreSQL, there is none yet, or a passphrase does not do.
        InUse: The site or the worker runs.
    """
    require_sqlite(settings.OPTIONS["database"])
    database = Path(settings.DATABASES["default"]["NAME"])
    if not database.exists():
        raise Misconfigured(option="TUTELA_DATA_FOLDER", reason="it holds no database yet")
    upkeep.rekey(database=database, old=settings.OPTIONS["database_key"], new=new)


def check() -> dict[str, str]:
    """Look at configuration and readiness; return what was looked at and how it stands.

    Raises:
        Misconfigured: Something does not hold.
    """
    serving.where_to_listen(settings.OPTIONS)
    serving.processes(settings.OPTIONS)
    https = settings.OPTIONS["address"].startswith("https://")
    found = django_checks.run_checks(include_deployment_checks=https)
    lines = {"configuration": "holds" if not found else "; ".join(str(one) for one in found)}
    lines |= {one.name: one.words or "holds" for one in readiness.checks()}
    wrong = {name: words for name, words in lines.items() if words != "holds"}
    if wrong:
        name, words = next(iter(wrong.items()))
        raise Misconfigured(option=name, reason=words)
    return lines


def options_shown(environ: Mapping[str, str]) -> dict[str, str]:
    """Return every option's value as text, a secret as "set" or "not set"."""
    ini = Path(environ.get("TUTELA_INI", "tutela.ini"))
    values = load_options(environ, ini)
    shown = {}
    for option in OPTIONS:
        value = values[option.name]
        if option.secret:
            shown[option.name] = "set" if value else "not set"
        else:
            shown[option.name] = ",".join(value) if isinstance(value, tuple) else str(value)
    return shown
