"""The focal point's decisions as JSON, inside an answer set or in a file of their own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tutela.foundation.errors import InputRefused
from tutela.needs.engine.answers import Settlement
from tutela.needs.engine.forms.entries import NOTE_LIMIT, read_date, read_text, shown
from tutela.needs.engine.forms.jsontext import load_json
from tutela.needs.engine.forms.plaintext import decode
from tutela.needs.engine.forms.reading import Ledger
from tutela.needs.engine.forms.records import Record, json_record
from tutela.needs.engine.instrument import LEVELS, Instrument

SCHEMA = "tutela.settlements/1"


def settlements_from_object(
    table: Mapping[str, Any], *, ledger: Ledger, today: date, instrument: Instrument
) -> dict[str, Settlement]:
    """Read settlements by indicator code, from an answer set or a file of their own."""
    settlements = {}
    for code, item in table.items():
        place = ledger.place(sheet="settlements", field=shown(code))
        if code not in instrument.indicators:
            ledger.error("indicator.unknown", place, indicator=shown(code))
            continue
        if not isinstance(item, dict):
            ledger.error("json.shape", place, expected="object")
            continue
        read = _settlement(code, json_record(item, row=0, ledger=ledger, sheet="settlements"),
                           ledger=ledger, today=today)
        if read:
            settlements[code] = read
    return settlements


def read_settlements(
    data: bytes, *, name: str, today: date, instrument: Instrument
) -> dict[str, Settlement]:
    """Read a file of settlements: {"schema": "tutela.settlements/1", "settlements": {...}}.

    Raises:
        InputRefused: Anything is wrong; with every problem.
    """
    ledger = Ledger(file=name)
    text = decode(data, ledger=ledger)
    value = load_json(text, ledger=ledger) if text is not None else None
    settlements: dict[str, Settlement] = {}
    if not ledger.errors:
        table = value.get("settlements") if isinstance(value, dict) else None
        if not isinstance(value, dict) or value.get("schema") != SCHEMA:
            found = shown(value.get("schema")) if isinstance(value, dict) else ""
            ledger.error("json.schema", found=found, expected=SCHEMA)
        elif not isinstance(table, dict):
            ledger.error("json.shape", ledger.place(field="settlements"), expected="object")
        else:
            settlements = settlements_from_object(table, ledger=ledger, today=today,
                                                  instrument=instrument)
    if ledger.errors:
        raise InputRefused(ledger.errors)
    return settlements


def _settlement(code: str, record: Record, *, ledger: Ledger, today: date) -> Settlement | None:
    faults = len(ledger.errors)
    place = ledger.place(sheet="settlements", field=code)
    level = record.entry("level").raw
    if level is not None and (isinstance(level, bool) or level not in LEVELS):
        ledger.error("level.unknown", place, value=shown(level))
    reason = read_text(record.entry("reason"), ledger=ledger, limit=NOTE_LIMIT)
    if not reason:
        ledger.error("settlement.reason", place)
    settled = read_date(record.entry("settled"), ledger=ledger, today=today)
    if settled is None and record.entry("settled").blank:
        ledger.error("date.unreadable", place, value="")
    if len(ledger.errors) > faults or settled is None:
        return None
    return Settlement(indicator=code, level=int(level) if level is not None else None,
                      reason=reason, settled=settled)
