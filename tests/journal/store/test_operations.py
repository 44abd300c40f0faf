import importlib.util
import json
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.test import override_settings

from tutela.command import main
from tutela.foundation.clock import FixedClock
from tutela.foundation.errors import InputRefused
from tutela.journal.store import headfile, keys, operations, queries
from tutela.journal.store.models import AppendOnly, Entry
from tutela.storage.wall import acting_for

CLOCK = FixedClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path) -> Any:
    with override_settings(JOURNAL_KEY=tmp_path / "journal-key.pem"), acting_for(3):
        yield


def write(count: int = 3) -> None:
    for n in range(count):
        operations.record(
            organisation=3, actor="account:1", action=f"thing.done{n % 2}", subject=f"thing:{n}",
            detail={"word": "x", "𝒳": 1, "ﬀ": 2}, clock=CLOCK,
        )


@pytest.mark.django_db
def test_an_entry_is_kept_as_given() -> None:
    assert operations.record(
        organisation=3, actor="account:1", action="thing.read", subject="thing:5",
        detail={"b": 1, "a": [True, None]}, reason="a request", clock=CLOCK,
    ) == 1
    row = Entry.objects.get()
    assert (row.at, row.actor, row.action, row.subject, row.detail, row.reason) == (
        CLOCK.now(), "account:1", "thing.read", "thing:5", '{"a":[true,null],"b":1}', "a request",
    )
    assert queries.first_bad_entry(organisation=3) is None


@pytest.mark.django_db
def test_entries_are_filtered() -> None:
    write(4)
    sequences = lambda **choice: [  # noqa: E731 - said four times below
        e.sequence for e in queries.entries(organisation=3, **choice)
    ]
    assert sequences() == [4, 3, 2, 1]
    assert sequences(action="thing.done1") == [4, 2]
    assert sequences(action="thing.") == [4, 3, 2, 1]
    assert sequences(until=CLOCK.now()) == []
    assert sequences(since=CLOCK.now()) == [4, 3, 2, 1]
    assert queries.actions(organisation=3) == ["thing.done0", "thing.done1"]


@pytest.mark.django_db
def test_python_refuses_to_change_or_remove() -> None:
    write(1)
    row = Entry.objects.get()
    for attempt in (
        row.save, row.delete, Entry.objects.all().delete, lambda: Entry.objects.update(actor="x")
    ):
        with pytest.raises(AppendOnly):
            attempt()


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_sensitive_read_needs_a_reason(reason: str) -> None:
    with pytest.raises(InputRefused) as refused:
        operations.record_read(
            organisation=3, actor="account:1", action="x.read", subject="x:1", reason=reason
        )
    assert [problem.code for problem in refused.value.problems] == ["journal.no-reason"]
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_effect_whose_entry_is_refused_cannot_be_kept() -> None:
    with transaction.atomic():
        operations.record(organisation=3, actor="a", action="effect", subject="c")
        with pytest.raises(TypeError):
            operations.record(
                organisation=3, actor="a", action="b", subject="c", detail={"share": 0.1}
            )
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_heads_are_noted_after_the_commit() -> None:
    write(2)
    noted = list(headfile.noted())
    assert [head.sequence for head in noted] == [1, 2]
    assert noted[-1] == queries.head(organisation=3)
    assert headfile.head_file().stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db(transaction=True)
def test_a_line_cut_off_by_a_power_cut_is_left_out() -> None:
    write(1)
    with headfile.head_file().open("a") as stream:
        stream.write('[3, 2, "ab\n[9')
    assert [head.sequence for head in headfile.noted()] == [1]


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = keys.private_key()
    assert keys.private_key() == first
    assert (tmp_path / "journal-key.pem").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["journal-key.pem"]


def test_a_spoilt_key_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "journal-key.pem").write_text("not a key")
    with pytest.raises(keys.UnreadableKey, match="cannot be read as an Ed25519 key"):
        keys.private_key()
    assert (tmp_path / "journal-key.pem").read_text() == "not a key"


def run(*arguments: str) -> tuple[int, Any]:
    result = CliRunner().invoke(main, ["journal", *arguments, "--json"])
    return result.exit_code, json.loads(result.stdout)


@pytest.mark.django_db
def test_the_verb_verifies() -> None:
    write(2)
    digest = queries.head(organisation=3).digest
    assert run("verify", "--head", digest.upper()) == (
        0, {"chains": [{"organisation": 3, "entries": 2}]}
    )
    code, said = run("verify", "--organisation", "3", "--head", "f" * 64)
    assert (code, said["error"]["code"]) == (7, "journal.unknown-head")


@pytest.mark.django_db(transaction=True)
def test_the_verb_names_the_first_bad_entry() -> None:
    write(2)
    headfile.note(queries.head(organisation=3))
    with headfile.head_file().open("a") as stream:
        stream.write(json.dumps([3, 4, "f" * 64]) + "\n")
    code, said = run("verify")
    assert (code, said["error"]["code"]) == (7, "journal.truncated")
    assert "entry 3 and what followed is missing" in said["error"]["text"]


def independent() -> ModuleType:
    path = ROOT / "docs" / "how-to" / "verify_journal.py"
    spec = importlib.util.spec_from_file_location("verify_journal", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.django_db
def test_a_stranger_can_verify_an_export(tmp_path: Path) -> None:
    write(4)
    file = tmp_path / "journal.jsonl"
    assert run("export", "--organisation", "3", "--to", str(file))[0] == 0
    verifier = independent()
    digest = queries.head(organisation=3).digest
    assert verifier.first_fault(file, digest) is None
    assert verifier.first_fault(file, "f" * 64) == "the noted digest is not in the journal"
    lines = file.read_text("utf-8").splitlines()
    for tampered, said in (
        ([*lines[:2], *lines[3:]], "entry 2 is not in its place"),
        ([*lines[:2], lines[2].replace("account:1", "account:2"), *lines[3:]],
         "entry 2 was changed"),
        (lines[:-1], "the journal was cut short after entry 3"),
    ):
        file.write_text("\n".join(tampered) + "\n", "utf-8")
        assert verifier.first_fault(file) == said


@pytest.mark.django_db(transaction=True)
def test_emptying_every_table_on_purpose_works_and_keeps_the_protection() -> None:
    from django.core.management import call_command
    from django.db import DatabaseError, connection

    write(1)
    call_command("flush", interactive=False, verbosity=0)
    assert Entry.objects.count() == 0
    write(1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_entry")
    assert Entry.objects.count() == 1
