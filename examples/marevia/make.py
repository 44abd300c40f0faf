"""Make the files that five agencies of Marevia would send.

``python -m examples.marevia.make`` writes them. Everything comes from answers.toml; the same text
gives the same bytes.
"""

import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from tutela.documents.workbook import workbook_bytes
from tutela.needs.engine.answers import Answer, AnswerState, Evidence
from tutela.needs.engine.forms import workbook_layout as at
from tutela.needs.engine.forms.selection import agency_key, choose
from tutela.needs.engine.forms.workbook import Addressee, answer_choices, write_workbook
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.engine.instrument import words as words_in

HERE = Path(__file__).parent
KOBO_SLOTS = 2
_INSTRUMENT = current_instrument()


def source() -> dict[str, Any]:
    """Return answers.toml."""
    return tomllib.loads(HERE.joinpath("answers.toml").read_text("utf-8"))


def agencies(table: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the agencies by their short name."""
    return {key: value for key, value in table.items() if key not in {"state", "titles"}}


def answers_of(agency: Mapping[str, Any], titles: Mapping[str, Any]) -> Iterator[Answer]:
    """Yield an agency's answers as they should come out of its file."""
    key, day = agency_key(agency["name"]), date.fromisoformat(agency["answered"])
    words = {"unknown": AnswerState.UNKNOWN, "na": AnswerState.NOT_APPLICABLE}
    for code, line in agency["answers"].items():
        said, *months = line.split()
        evidence = tuple(
            _evidence(code, level, month, titles[agency["language"]])
            for level, month in enumerate(months, start=1)
        )
        if agency["form"] != "workbook":
            evidence = evidence[-KOBO_SLOTS:]
        level = None if said in words else int(said)
        state = words.get(said, AnswerState.EVIDENCED if evidence else AnswerState.ASSERTED)
        yield Answer(indicator=code, agency=key, state=state, level=level, answered=day,
                     note=agency["notes"].get(code, ""), evidence=evidence)


def _evidence(code: str, level: int, month: str, titles: Mapping[str, list[str]]) -> Evidence:
    kind = _INSTRUMENT.indicators[code].kind
    # A day and a number that differ from line to line, yet are the same each time.
    number = sum(map(ord, f"{code}{level}{month}"))
    return Evidence(level=level, title=titles[kind][level > KOBO_SLOTS],
                    dated=date.fromisoformat(f"{month}-{number % 28 + 1:02}"),
                    reference=f"MV-{kind}-{month[:4]}-{number:04}")


def submission(number: int, agency: Mapping[str, Any], titles: Mapping[str, Any]) -> dict[str, str]:
    """Return an agency's answers as KoboToolbox would export them: text by path."""
    day = agency["answered"]
    row = {
        "_id": str(70410 + number), "formhub/uuid": f"0c0ffee{number:025x}",
        "start": f"{day}T09:12:41.000+01:00", "end": f"{day}T11:40:07.000+01:00", "today": day,
        "instrument_version": str(_INSTRUMENT.version), "who/agency": agency["name"],
        "who/agency_kind": agency["kind"], "who/respondent": agency["respondent"],
    }
    for answer in answers_of(agency, titles):
        code = answer.indicator
        stem = f"{code[0]}/{code}/{code}"
        given = {AnswerState.UNKNOWN: "unknown", AnswerState.NOT_APPLICABLE: "not_applicable"}
        row[f"{stem}_level"] = given.get(answer.state, str(answer.level))
        if answer.note:
            row[f"{stem}_note"] = answer.note
        for slot, piece in enumerate(answer.evidence, start=1):
            row |= {f"{stem}_e{slot}_title": piece.title, f"{stem}_e{slot}_ref": piece.reference,
                    f"{stem}_e{slot}_date": piece.dated.isoformat(),
                    f"{stem}_e{slot}_level": str(piece.level)}
    return row | {
        "__version__": f"v{_INSTRUMENT.version}", "_uuid": f"5eed{number:028x}",
        "_submission_time": f"{day}T11:40:31", "_status": "submitted_via_web",
    }


def kobo_json(rows: list[dict[str, str]]) -> bytes:
    """Return submissions in the shape of KoboToolbox's API, version 2."""
    page = {"count": len(rows), "next": None, "previous": None, "results": rows}
    return json.dumps(page, ensure_ascii=False, indent=1).encode() + b"\n"


def kobo_xlsx(rows: list[dict[str, str]]) -> bytes:
    """Return submissions as an XLSX export: XML values and headers, a column a question."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Tutela needs"
    columns = list(dict.fromkeys(name for row in rows for name in row))
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(name) for name in columns])
    return workbook_bytes(book)


def filled_workbook(
    agency: Mapping[str, Any], titles: Mapping[str, Any], *, state: str = ""
) -> bytes:
    """Return the workbook in the agency's language, filled in."""
    language = agency["language"]
    data = write_workbook(instrument=_INSTRUMENT, indicators=choose(_INSTRUMENT),
                          language=language, addressee=Addressee(country="XMA", state=state))
    book = load_workbook(io.BytesIO(data))
    cover, words = book.worksheets[0], words_in(language)
    cover.cell(at.AGENCY_ROW, at.FIELD_COLUMN).value = agency["name"]
    cover.cell(at.KIND_ROW, at.FIELD_COLUMN).value = words.respondents[agency["kind"]]
    cover.cell(at.RESPONDENT_ROW, at.FIELD_COLUMN).value = agency["respondent"]
    cover.cell(at.DATE_ROW, at.FIELD_COLUMN).value = date.fromisoformat(agency["answered"])
    rows = {sheet.cell(row, at.CODE).value: (sheet, row)
            for sheet in book.worksheets[1:] if sheet.sheet_state == "visible"
            for row in range(at.FIRST_ROW, sheet.max_row + 1)}
    for answer in answers_of(agency, titles):
        sheet, row = rows[answer.indicator]
        choices = answer_choices(words, answer.indicator)
        index = {AnswerState.UNKNOWN: 5, AnswerState.NOT_APPLICABLE: 6}.get(
            answer.state, answer.level)
        sheet.cell(row, at.ANSWER).value = choices[index or 0]
        if answer.note:
            sheet.cell(row + at.NOTE_OFFSET, at.ANSWER).value = answer.note
        for piece in answer.evidence:
            line = row + at.LEVELS_OFFSET + piece.level
            sheet.cell(line, at.ANSWER).value = piece.title
            sheet.cell(line, at.DATE).value = piece.dated
            sheet.cell(line, at.REFERENCE).value = piece.reference
    return workbook_bytes(book)


def settlements() -> bytes:
    """Return the focal point's decisions."""
    value = {"schema": "tutela.settlements/1", "settlements": {
        "A03": {"level": 2, "settled": "2026-11-10", "reason":
                "The joint act of 2023 names the members of each agency, but the task force has "
                "neither procedures nor a budget of its own. Agreed by all on 10 November."},
        "D01": {"level": 2, "settled": "2026-11-10", "reason":
                "The protocol is signed and used by the police. It is not yet applied in the four "
                "regions without a child protection office."},
    }}
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def outputs() -> dict[str, bytes]:
    """Return every file by its name."""
    table = source()
    titles, every = table["titles"], agencies(table)
    names = table["state"]["names"]
    by_form: dict[str, list[dict[str, str]]] = {"kobo-json": [], "kobo-xlsx": []}
    files = {}
    for number, (short, agency) in enumerate(every.items(), start=1):
        if agency["form"] == "workbook":
            language = agency["language"]
            files[f"workbook-{short}-{language}.xlsx"] = filled_workbook(
                agency, titles, state=names[language])
        else:
            by_form[agency["form"]].append(submission(number, agency, titles))
    files["kobo-police-prosecution.json"] = kobo_json(by_form["kobo-json"])
    files["kobo-justice.xlsx"] = kobo_xlsx(by_form["kobo-xlsx"])
    files["settlements.json"] = settlements()
    return files


def main() -> None:
    """Write every file beside this one."""
    for name, data in outputs().items():
        HERE.joinpath(name).write_bytes(data)
        print(f"{name}: {len(data)} bytes")


if __name__ == "__main__":
    main()
