"""What the verbs read and write: answers, results of others, documents."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tutela.foundation.errors import InputRefused
from tutela.terminal import progress
from tutela.terminal.files import day_of, read_up_to

if TYPE_CHECKING:
    from tutela.documents.blocks import Document
    from tutela.needs.engine.answers import AnswerSet
    from tutela.needs.engine.forms.peers_json import Peer
    from tutela.needs.engine.forms.reading import Reading
    from tutela.needs.engine.result import Result


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

    return read_up_to(file, LARGEST_FILE)


def refuse_if_wrong(readings: Sequence["Reading"]) -> None:
    """Refuse all files when anything keeps one of them out."""
    if problems := [problem for reading in readings for problem in reading.errors]:
        raise InputRefused(problems)


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
