import pytest
from django.apps import apps
from django.db import connection, connections

from tutela.journal.store.models import Head
from tutela.storage.tables import protect_tables, stored_models
from tutela.storage.wall import acting_for
from tutela.storage.walls import wall_of

# The tables belong to another role than the one that serves the site.
OWNER = "owner" if "owner" in connections else "default"
OWNED = ["default", OWNER]
needs_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="run with tools/postgresql run"
)


def walled_tables() -> set[str]:
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relrowsecurity AND c.relforcerowsecurity "
            "AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) = 4"
        )
        return {name for (name,) in cursor.fetchall()}


@needs_postgresql
@pytest.mark.django_db(databases=OWNED)
def test_every_model_with_a_wall_has_one_in_the_database_and_can_be_read() -> None:
    models = [m for config in apps.get_app_configs() for m in stored_models(config) if wall_of(m)]
    assert {model._meta.db_table for model in models} == walled_tables()
    with acting_for(1):  # conditions of two tables that look into each other fail here
        assert [list(model._base_manager.all()[:1]) for model in models] == [[]] * len(models)


@needs_postgresql
@pytest.mark.django_db(databases=OWNED)
def test_a_wall_that_is_taken_from_a_model_is_taken_from_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journal = apps.get_app_config("journal")
    monkeypatch.setattr(Head, "wall", None)
    protect_tables(app_config=journal, using=OWNER)
    assert "journal_head" not in walled_tables()
    monkeypatch.undo()
    protect_tables(app_config=journal, using=OWNER)
    protect_tables(app_config=journal, using=OWNER)
    assert "journal_head" in walled_tables()


@pytest.mark.django_db(databases=OWNED)
def test_protecting_twice_changes_nothing() -> None:
    journal = apps.get_app_config("journal")
    protect_tables(app_config=journal, using=OWNER)
    protect_tables(app_config=journal, using=OWNER)
    with connections[OWNER].cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' "
                "AND name LIKE 'tutela_append_only%'"
            )
        else:
            cursor.execute(
                "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'tutela_append_only%'"
            )
        kept = sum(getattr(model, "append_only", False) for model in apps.get_models())
        assert cursor.fetchall() == [(2 * kept,)]
