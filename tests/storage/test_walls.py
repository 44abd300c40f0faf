import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from tutela.storage.tables import stored_models, unwalled_models
from tutela.storage.unwalled import UNWALLED
from tutela.storage.walls import wall_of, wall_statements

ROOT = Path(__file__).parents[2]
MOMENTS_A_NAIVE_BACKEND_LEAKS = {
    "after rollback",
    "after rollback, nobody",
    "after autocommit switch",
    "after reset by hand",
    "after an error",
    "threads",
}


def run_battery(address: str, mode: str) -> dict[str, dict[str, bool]]:
    found = subprocess.run(
        [sys.executable, "-m", "tests.storage.battery", address, mode],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


def got_through(found: dict[str, dict[str, bool]]) -> list[str]:
    return [f"{where}: {name}" for where, names in found.items() for name in names if names[name]]


@pytest.mark.postgresql
def test_no_attack_gets_through_the_walls(fresh_database: str) -> None:
    found = run_battery(fresh_database, "walls")
    assert {where: len(names) for where, names in found.items()} == {
        "nobody": 68,
        "A attacks B": 68,
        "sharing": 5,
        "moments": 12,
    }
    assert got_through(found) == []


@pytest.mark.postgresql
def test_every_attack_gets_through_without_walls(fresh_database: str) -> None:
    found = run_battery(fresh_database, "plain")
    held = [name for names in found.values() for name in names if not names[name]]
    assert held == []


@pytest.mark.postgresql
def test_a_backend_that_forgets_rollbacks_leaks(fresh_database: str) -> None:
    found = run_battery(fresh_database, "naive")["moments"]
    assert {name for name in found if found[name]} == MOMENTS_A_NAIVE_BACKEND_LEAKS


def test_every_table_has_a_wall_or_a_reason() -> None:
    without = {model._meta.label for model in unwalled_models()}
    assert sorted(without - set(UNWALLED)) == []


def test_no_walled_table_is_excused() -> None:
    models = [model for config in apps.get_app_configs() for model in stored_models(config)]
    walled = {model._meta.label for model in models if wall_of(model)}
    assert walled & set(UNWALLED) == set()


def test_every_excuse_says_why() -> None:
    assert [label for label, reason in UNWALLED.items() if len(reason.split()) < 3] == []


def test_statements_of_a_shared_read() -> None:
    head = apps.get_model("journal", "Head")
    me = "(SELECT nullif(current_setting('tutela.organisation', true), '')::bigint)"
    mine = f'"journal_head"."organisation" = {me}'
    assert list(wall_statements(head))[-4:] == [
        f'CREATE POLICY tutela_select ON "journal_head" FOR SELECT USING (({mine}) OR (true))',
        f'CREATE POLICY tutela_insert ON "journal_head" FOR INSERT WITH CHECK ((({mine})))',
        (
            f'CREATE POLICY tutela_update ON "journal_head" FOR UPDATE USING (({mine})) '
            f"WITH CHECK ((({mine})))"
        ),
        f'CREATE POLICY tutela_delete ON "journal_head" FOR DELETE USING (({mine}))',
    ]


def test_a_table_without_a_wall_has_no_statements() -> None:
    with pytest.raises(ValueError, match="has no wall"):
        list(wall_statements(apps.get_model("people", "Account")))
