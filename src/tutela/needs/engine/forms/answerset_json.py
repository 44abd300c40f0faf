"""Answer sets as canonical JSON: what one verb writes and the next one reads.

The schema is data/answers.schema.json; equal sets have equal bytes.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tutela.foundation.country import countries
from tutela.foundation.digest import canonical_json
from tutela.foundation.language import CODES
from tutela.needs.engine.answers import Answer, AnswerSet, Evidence
from tutela.needs.engine.forms.entries import (
    NAME_LIMIT,
    Entry,
    read_text,
    shown,
)
from tutela.needs.engine.forms.reading import Ledger, Reading
from tutela.needs.engine.forms.records import json_record
from tutela.needs.engine.forms.settlements_json import settlements_from_object
from tutela.needs.engine.forms.stated import read_stated
from tutela.needs.engine.instrument import LEVELS, Instrument

SCHEMA = "tutela.answers/1"
_FORM = "answers-json"
_NEEDED: Mapping[str, type] = {
    "instrument_version": int, "country": str, "country_names": dict, "title": str,
    "agencies": list, "answers": list, "settlements": dict, "targets": dict,
}


def answers_to_json(answers: AnswerSet) -> bytes:
    """Return canonical JSON; answers are ordered by indicator, then agency."""
    return canonical_json(answers_to_object(answers)) + b"\n"


def answers_to_object(answers: AnswerSet) -> dict[str, Any]:
    """Return the JSON-ready mapping of an answer set."""
    ordered = sorted(answers.answers, key=lambda answer: (answer.indicator, answer.agency))
    return {
        "schema": SCHEMA,
        "instrument_version": answers.instrument_version,
        "country": answers.country,
        "country_names": dict(answers.country_names),
        "title": answers.title,
        "agencies": [{"key": key, "name": name} for key, name in answers.agencies.items()],
        "answers": [_answer(answer) for answer in ordered],
        "settlements": {
            code: {"level": item.level, "reason": item.reason,
                   "settled": item.settled.isoformat()}
            for code, item in answers.settlements.items()
        },
        "targets": dict(answers.targets),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "indicator": answer.indicator, "agency": answer.agency, "state": str(answer.state),
        "level": answer.level, "answered": answer.answered.isoformat(), "note": answer.note,
        "evidence": [_evidence(piece) for piece in answer.evidence],
    }


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {"level": piece.level, "title": piece.title, "dated": piece.dated.isoformat(),
            "reference": piece.reference, "note": piece.note}


def answers_from_object(
    value: Any, *, ledger: Ledger, today: date, instrument: Instrument
) -> Reading:
    """Read the JSON-ready mapping of an answer set, whoever wrote it."""
    if not _shape(value, ledger=ledger, instrument=instrument):
        return ledger.refuse(form=_FORM, version=instrument.version)
    agencies = _agencies(value["agencies"], ledger=ledger)
    answers: dict[tuple[str, str], Answer] = {}
    for row, item in enumerate(value["answers"], start=1):
        answer = _one(item, row=row, agencies=agencies, ledger=ledger, today=today,
                      instrument=instrument)
        if answer is None:
            continue
        key = answer.indicator, answer.agency
        if key in answers:
            ledger.error("indicator.duplicate", ledger.place(row=row, field="answers"),
                         indicator=answer.indicator, agency=answer.agency)
        answers[key] = answer
    return ledger.close(form=_FORM, answers=AnswerSet(
        country=value["country"], title=value["title"],
        country_names=_names(value["country_names"], ledger=ledger),
        instrument_version=instrument.version, agencies=agencies, answers=tuple(answers.values()),
        settlements=settlements_from_object(value["settlements"], ledger=ledger, today=today,
                                            instrument=instrument),
        targets=_targets(value["targets"], ledger=ledger, instrument=instrument),
    ))


def is_state_code(code: str) -> bool:
    """Return whether three letters name a State, or an invented one (XAA..XXZ).

    >>> is_state_code("KEN"), is_state_code("XMA"), is_state_code("Kenya")
    (True, True, False)
    """
    invented = len(code) == 3 and code.isascii() and code.isupper() and "XAA" <= code <= "XXZ"  # noqa: PLR2004 - three letters
    return code in countries() or (invented and code.isalpha())


def _shape(value: Any, *, ledger: Ledger, instrument: Instrument) -> bool:
    if not isinstance(value, dict):
        ledger.error("json.shape", expected="object")
        return False
    if value.get("schema") != SCHEMA:
        ledger.error("json.schema", ledger.place(field="schema"),
                     found=shown(value.get("schema")), expected=SCHEMA)
        return False
    for name, kind in _NEEDED.items():
        if not isinstance(value.get(name), kind) or isinstance(value.get(name), bool):
            expected = {int: "number", str: "text", dict: "object", list: "list"}[kind]
            ledger.error("json.shape", ledger.place(field=name), expected=expected)
    if ledger.errors:
        return False
    if value["instrument_version"] != instrument.version:
        ledger.error("version.wrong", ledger.place(field="instrument_version"),
                     found=value["instrument_version"], expected=instrument.version)
    if value["country"] and not is_state_code(value["country"]):
        ledger.error("country.unknown", ledger.place(field="country"),
                     value=shown(value["country"]))
    read_text(Entry(raw=value["title"], place=ledger.place(field="title")), ledger=ledger,
              limit=NAME_LIMIT)
    return not ledger.errors


def _agencies(rows: list[Any], *, ledger: Ledger) -> dict[str, str]:
    agencies: dict[str, str] = {}
    for row, item in enumerate(rows, start=1):
        place = ledger.place(row=row, field="agencies")
        if not isinstance(item, dict) or not isinstance(item.get("key"), str):
            ledger.error("json.shape", place, expected="object")
            continue
        record = json_record(item, row=row, ledger=ledger, sheet="agencies")
        name = read_text(record.entry("name"), ledger=ledger, limit=NAME_LIMIT)
        key = read_text(record.entry("key"), ledger=ledger, limit=NAME_LIMIT)
        if not name or not key or key in agencies:
            ledger.error("agency.missing", place)
        agencies[key] = name
    return agencies


def _one(
    item: Any, *, row: int, agencies: Mapping[str, str], ledger: Ledger, today: date,
    instrument: Instrument,
) -> Answer | None:
    place = ledger.place(row=row, field="answers")
    evidence = item.get("evidence") if isinstance(item, dict) else None
    if not isinstance(evidence, list) or not all(isinstance(piece, dict) for piece in evidence):
        ledger.error("json.shape", place, expected="object")
        return None
    record = json_record({name: item[name] for name in item if name != "evidence"}, row=row,
                         ledger=ledger, sheet="answers")
    pieces = [json_record(piece, row=row, ledger=ledger, sheet="answers") for piece in evidence]
    for piece in pieces:
        if piece.entry("level").blank or piece.entry("title").blank:
            code = "evidence.level" if piece.entry("level").blank else "evidence.no-title"
            ledger.error(code, place, value="")
    return read_stated(record, evidence=pieces, agencies=agencies, today=today, ledger=ledger,
                       instrument=instrument)


def _names(table: Mapping[str, Any], *, ledger: Ledger) -> dict[str, str]:
    names = {}
    for code, name in table.items():
        place = ledger.place(field="country_names")
        if code not in CODES or not isinstance(name, str):
            ledger.error("json.shape", place, expected="text")
            continue
        names[code] = read_text(Entry(raw=name, place=place), ledger=ledger, limit=NAME_LIMIT)
    return names


def _targets(
    table: Mapping[str, Any], *, ledger: Ledger, instrument: Instrument
) -> dict[str, int]:
    targets = {}
    for code, level in table.items():
        place = ledger.place(sheet="targets", field=shown(code))
        if code not in instrument.indicators:
            ledger.error("indicator.unknown", place, indicator=shown(code))
        elif isinstance(level, bool) or not isinstance(level, int) or level not in LEVELS[1:]:
            ledger.error("level.unknown", place, value=shown(level))
        else:
            targets[code] = level
    return targets
