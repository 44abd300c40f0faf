"""What the verbs read and write: whole files or nothing."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutela.foundation.clock import SystemClock
from tutela.foundation.errors import N_, InputRefused, NotFound
from tutela.terminal import progress

if TYPE_CHECKING:
    from tutela.documents.blocks import Document
    from tutela.needs.engine.answers import AnswerSet
    from tutela.needs.engine.forms.peers_json import Peer
    from tutela.needs.engine.forms.reading import Reading
    from tutela.needs.engine.result import Result

FILE = click.Path(path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])


class NoSuchFile(NotFound):
    """A file cannot be read or written."""

    code = "needs.file"
    template = N_("The file {file} cannot be used: {reason}.")


def day_of(given: datetime | None) -> date:
    """Return the day that was given, else the machine's."""
    return (given or SystemClock().now()).date()


def scored(file: Path, *, as_of: date) -> "Result":
    """Read an answer set and score it."""
    from tutela.needs.engine.instrument import current_instrument
    from tutela.needs.engine.scoring import score as score_answers

    return score_answers(instrument=current_instrument(),
                         answers=read_answers(file, today=max(as_of, day_of(None))), as_of=as_of)


def read_answers(file: Path, *, today: date) -> "AnswerSet":
    """Read one file of answers, or refuse it."""
    readings = read_files([file], today=today)
    refuse_if_wrong(readings)
    return readings[0].answers


def read_files(files: Sequence[Path], *, today: date) -> list["Reading"]:
    """Read files of answers in any form, in the order given."""
    from tutela.needs.engine.forms.intake import read_any

    readings = []
    with progress("Reading", len(files)) as advance:
        for file in files:
            readings.append(read_any(file.name, read_bytes(file), today=today))
            advance()
    return readings


def read_bytes(file: Path) -> bytes:
    """Return a file's bytes, or as many as it takes to refuse it."""
    from tutela.needs.engine.forms.archive import LARGEST_FILE

    try:
        with file.open("rb") as stream:
            # One byte more is enough to refuse the file, however large it is.
            return stream.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise NoSuchFile(file=str(file), reason=fault.strerror or "unreadable") from fault


def refuse_if_wrong(readings: Sequence["Reading"]) -> None:
    """Refuse all files when anything keeps one of them out."""
    if problems := [problem for reading in readings for problem in reading.errors]:
        raise InputRefused(problems)


def write_file(file: Path, data: bytes) -> None:
    """Write all of a file or nothing: a reader never sees half of it."""
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(file)
    except OSError as fault:
        raise NoSuchFile(file=str(file), reason=fault.strerror or "unwritable") from fault


def read_others(files: Sequence[Path], *, day: date) -> tuple[list["Result"], list["Peer"]]:
    """Return earlier results of the State, and what peers disclose."""
    from tutela.needs.engine.forms.peers_json import SCHEMA, peers_from_json
    from tutela.needs.engine.instrument import current_instrument

    earlier: list[Result] = []
    peers: list[Peer] = []
    for file in files:
        data = read_bytes(file)
        if f'"{SCHEMA}"'.encode() in data:
            peers += peers_from_json(data, name=file.name, instrument=current_instrument())
        else:
            earlier.append(scored(file, as_of=day))
    return earlier, peers


def rendered(document: "Document", form: str) -> bytes:
    """Return a document as "pdf", "docx" or "html"."""
    if form == "pdf":
        from tutela.documents import pdf

        return pdf.render(document)
    if form == "docx":
        from tutela.documents import docx

        return docx.render(document)
    from tutela.documents import html

    return html.render(document).encode()
