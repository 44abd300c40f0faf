"""Take files into the registry, find in it, write it out."""

import json
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tutela.foundation.errors import InputRefused
from tutela.foundation.language import CODES
from tutela.registry.command.files import AS, acting, line_of, read_files, said
from tutela.terminal import verb
from tutela.terminal.files import DAY, FILE, day_of, opened, write_file

if TYPE_CHECKING:
    from tutela.people.engine.viewer import Viewer
    from tutela.registry.engine.filters import Filters
    from tutela.registry.engine.record import Activity
    from tutela.registry.store.queries.desk import Imported

FORMS = ("iati", "csv", "xlsx", "ics", "jsonld", "json")
_PIECE = 1 << 20


@click.command("import")
@click.argument("files", type=FILE, nargs=-1, required=True)
@AS
@click.option("--source", default="", help="Name of the feed; the file's name if not given.")
@click.option("--check", is_flag=True, help="Only say what each file would change.")
@verb
def import_(*, files: tuple[Path, ...], address: str, source: str, check: bool) -> dict[str, Any]:
    """Take files into this installation's registry: all of them, or none when one is refused."""
    with acting(address) as viewer:
        from tutela.registry.store.operations.imports import discard_import, keep_import
        from tutela.registry.store.queries.desk import import_row

        checked = [_checked(viewer, file, source=source or file.stem) for file in files]
        refused = [problem for one in checked for problem in one.problems]
        for one in checked:
            if one.state == "pending":
                (discard_import if check or refused else keep_import)(viewer=viewer, key=one.key)
        if refused:
            raise InputRefused(refused)
        _finish([one.key for one in checked], viewer)
        rows = [_imported(import_row(viewer, one.key)) for one in checked]
    return {"files": rows, "text": "\n".join(line for row in rows for line in _import_lines(row))}


def _checked(viewer: "Viewer", file: Path, *, source: str) -> "Imported":
    """Read a file and say what it would change; a large one by a job, done at once."""
    from tutela.jobs.store.operations import drain
    from tutela.registry.store.operations.imports import check_import
    from tutela.registry.store.queries.desk import import_row

    with opened(file) as stream:
        key = check_import(viewer=viewer, file_name=file.name, source=source,
                           data=iter(partial(stream.read, _PIECE), b""))
    if import_row(viewer, key).state == "waiting":
        drain()
    return import_row(viewer, key)


def _finish(keys: list[int], viewer: "Viewer") -> None:
    """Take over large files, which a job does."""
    from tutela.jobs.store.operations import drain
    from tutela.registry.store.queries.desk import import_row

    if any(import_row(viewer, key).state == "keeping" for key in keys):
        drain()


def _imported(found: Any) -> dict[str, Any]:
    return {
        "file": found.file_name, "state": found.state, "new": found.new,
        "changed": found.changed, "unchanged": found.unchanged, "rejected": found.rejected,
        "refusals": [
            {"identifier": one.identifier, "title": one.title,
             "problems": [problem.as_json() for problem in one.problems]}
            for one in found.refusals
        ],
    }


def _import_lines(row: dict[str, Any]) -> list[str]:
    counts = (f"{row['new']} new, {row['changed']} changed, {row['unchanged']} as before, "
              f"{row['rejected']} rejected")
    lines = [f"{row['file']}: {row['state']}; {counts}"]
    faults = [fault for one in row["refusals"] for fault in one["problems"]]
    for fault in faults[:50]:
        place = ", ".join(f"{name} {value}" for name, value in fault["place"].items())
        lines.append(f"  {place}: {fault['text']}")
    return lines


def filters_of(**chosen: Any) -> "Filters":
    """Make filters of the options that several verbs share."""
    from tutela.registry.engine.filters import Filters

    return Filters(**{name: value for name, value in chosen.items() if value})


def _filtering(function: Any) -> Any:
    for name, words in (
        ("states", "Code of a State; may be repeated."),
        ("topics", "Code of a topic; may be repeated."),
        ("audiences", "Code of an audience; may be repeated."),
        ("levels", "Proficiency; may be repeated."),
        ("when", "past, running, coming or undated; may be repeated."),
    ):
        flag = name.removesuffix("s") if name.endswith("s") else name
        function = click.option(f"--{flag}", name, multiple=True, help=words)(function)
    return function


@click.command
@click.argument("words", nargs=-1)
@AS
@_filtering
@click.option("--page", default=1, show_default=True)
@verb
def find(*, words: tuple[str, ...], address: str, page: int, **chosen: Any) -> dict[str, Any]:
    """Find activities in this installation's registry by words and filters."""
    with acting(address) as viewer:
        from tutela.registry.store.queries.searching import search

        found = search(viewer, filters=filters_of(words=" ".join(words), **chosen),
                       today=day_of(None), page=page)
        rows = [line_of(line.activity, line.key) for line in found.lines]
    facets = {name: dict(counts) for name, counts in found.facets.items()}
    head = f"{found.total} activities, page {found.page} of {found.pages}"
    return {"total": found.total, "page": found.page, "pages": found.pages, "activities": rows,
            "facets": facets, "text": "\n".join([head, *map(said, rows)])}


@click.command
@click.argument("files", type=FILE, nargs=-1)
@AS
@_filtering
@click.option("--format", "form", type=click.Choice(FORMS), default="iati", show_default=True)
@click.option("--language", type=click.Choice(CODES), default="en", show_default=True)
@click.option("--publisher", default="Programme office", show_default=True,
              help="Who answers for an IATI file.")
@click.option("--as-of", type=DAY, help="Day written into the file; today if not given.")
@click.option("-o", "--output", type=FILE, required=True)
@verb
def export(
    *, files: tuple[Path, ...], address: str, form: str, language: str, publisher: str,
    as_of: datetime | None, output: Path, **chosen: Any,
) -> dict[str, Any]:
    """Write activities as IATI, a table, a calendar, JSON-LD or JSON: of files or the registry."""
    day = day_of(as_of)
    if files:
        activities = read_files(files, today=day)[0]
    else:
        with acting(address):
            from tutela.registry.store.queries.records import shared_activities

            activities = [one for _key, one in
                          shared_activities(filters=filters_of(**chosen), today=day)]
    write_file(output, _written(activities, form, language=language, day=day,
                                 publisher=publisher))
    return {"activities": len(activities), "file": str(output),
            "text": f"{len(activities)} activities: {output}"}


def _written(
    activities: "list[Activity]", form: str, *, language: str, day: date, publisher: str
) -> bytes:
    from datetime import UTC, time
    from io import BytesIO

    from tutela.registry.engine.exchange.api_json import activities_json
    from tutela.registry.engine.exchange.calendar_out import write_calendar
    from tutela.registry.engine.exchange.iati_writer import write_iati
    from tutela.registry.engine.exchange.linked_out import write_linked
    from tutela.registry.engine.exchange.table_out import write_csv, write_xlsx
    from tutela.registry.engine.record import Party, PartyRole

    stamp = datetime.combine(day, time(), UTC)
    if form == "csv":
        return b"".join(write_csv(activities, language=language))
    if form == "xlsx":
        return write_xlsx(activities, language=language)
    if form == "ics":
        return write_calendar(activities, name="Tutela", stamp=stamp, language=language)
    if form == "jsonld":
        return _json(write_linked(activities, language=language))
    if form == "json":
        return _json(activities_json(activities))
    stream = BytesIO()
    write_iati(activities, stream=stream, generated=stamp,
               publisher=Party(name=publisher, role=PartyRole.ACCOUNTABLE))
    return stream.getvalue()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str).encode() + b"\n"
