"""Write activities as CSV and XLSX that our own reader reads back without loss."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from tutela.documents.workbook import workbook_bytes
from tutela.foundation.errors import Place
from tutela.foundation.language import language as language_of
from tutela.people.engine.states import state_name
from tutela.registry.engine.exchange.cells import guarded, joined
from tutela.registry.engine.exchange.faults import refusal
from tutela.registry.engine.exchange.mapping import WORDED, fields
from tutela.registry.engine.exchange.row import ROLES
from tutela.registry.engine.exchange.words import column_name, table
from tutela.registry.engine.record import Activity, PartyRole, Site

_LONGEST_CELL = 32_767
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WIDTHS = {"title": 48, "summary": 60, "states": 28, "provider": 28, "topics": 30, "url": 30}
_PIECE = 1 << 16

type Value = str | int | date | Decimal | None


def write_csv(activities: Sequence[Activity], *, language: str) -> Iterator[bytes]:
    """Yield a CSV in pieces: UTF-8 without a mark, commas, a row of headings in a language.

    Organisations stand by role; within a role, and everywhere else, order is kept. Origins are not
    written: to a reader, this file is the origin.

    Args:
        activities: What to write, in this order.
        language: One of the six, of headings and words.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    columns = columns_of(activities)
    writer.writerow([guarded(heading(column, language)) for column in columns])
    for activity in activities:
        writer.writerow([_as_text(_value(activity, column, language)) for column in columns])
        if stream.tell() > _PIECE:
            yield stream.getvalue().encode()
            stream.seek(0)
            stream.truncate()
    yield stream.getvalue().encode()


def write_xlsx(activities: Sequence[Activity], *, language: str) -> bytes:
    """Return a workbook of one sheet: headings stay in sight, Arabic runs from the right.

    Equal content has equal bytes.

    Raises:
        InputRefused: A text is longer than a cell of a workbook may be.
    """
    columns = columns_of(activities)
    # All values first: a workbook that was begun cannot be left without a complaint of its writer.
    rows = [[_writable(_value(activity, column, language), column) for column in columns]
            for activity in activities]
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(column_name("title", language)[:31])
    sheet.freeze_panes = "A2"
    sheet.sheet_view.rightToLeft = language_of(language).rtl
    for number, column in enumerate(columns, start=1):
        width = _WIDTHS.get(column.partition(":")[0], 16)
        sheet.column_dimensions[get_column_letter(number)].width = width
    headings = [_cell(sheet, heading(column, language)) for column in columns]
    for cell in headings:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.append(headings)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    return workbook_bytes(workbook)


def columns_of(activities: Iterable[Activity]) -> list[str]:
    """Return the fields that are written: all of them, titles and summaries per language."""
    found: dict[str, dict[str, None]] = {name: {} for name in WORDED}
    for activity in activities:
        found["title"] |= dict.fromkeys(activity.titles)
        found["summary"] |= dict.fromkeys(activity.summaries)
    columns = []
    for field in fields():
        languages = sorted(found.get(field, {})) or ["und"]
        columns += [field if code == "und" else f"{field}:{code}" for code in languages] \
            if field in WORDED else [field]
    return columns


def heading(column: str, language: str) -> str:
    """Return the name of a column.

    >>> heading("title:fr", "es")
    'Título (fr)'
    """
    field, _, code = column.partition(":")
    name = column_name(field, language)
    return f"{name} ({code})" if code else name


def _writable(value: Value, column: str) -> Value:
    """Return a value as a workbook holds it: exact, and never a formula.

    Raises:
        InputRefused: The text is too long.
    """
    if isinstance(value, Decimal) and Decimal(repr(float(value))) != value:
        value = format(value, "f")
    if not isinstance(value, str):
        return value
    text = guarded(_UNWRITABLE.sub("", value))
    if len(text) > _LONGEST_CELL:
        raise refusal("text.long", Place(column=column), length=len(text), limit=_LONGEST_CELL)
    return text


def _cell(sheet: Any, value: Value) -> Any:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=value)
        # Said outright, because "#N/A" as a title is a text and not an error.
        cell.data_type = "s"
        return cell
    cell = WriteOnlyCell(sheet)
    cell.value = float(value) if isinstance(value, Decimal) else value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _as_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    text = _UNWRITABLE.sub("", text)
    return text if _NUMBER.fullmatch(text) else guarded(text)


def _value(activity: Activity, column: str, language: str) -> Value:
    field, _, code = column.partition(":")
    if field in WORDED:
        return (activity.titles if field == "title" else activity.summaries).get(code or "und")
    if field.removesuffix("_id") in ROLES:
        return _parties(activity, ROLES[field.removesuffix("_id")], keys=field.endswith("_id"))
    if field in {"states", "town", "latitude", "longitude"}:
        return _sites(activity.sites, field, language)
    value = getattr(activity, field)
    if field in {"sort", "proficiency", "presence", "status", "cost_band"}:
        return str(table(language)["values"][field][value][0]) if value else ""
    if isinstance(value, tuple):
        return joined(value)
    found: Value = value
    return found


def _parties(activity: Activity, role: PartyRole, *, keys: bool) -> str:
    those = [party for party in activity.parties if party.role is role]
    if keys and not any(party.identifier for party in those):
        return ""
    return joined(party.identifier if keys else party.name for party in those)


def _sites(sites: Sequence[Site], field: str, language: str) -> str:
    words = [_site(site, field, language) for site in sites]
    return joined(words) if any(words) else ""


def _site(site: Site, field: str, language: str) -> str:
    if field == "states":
        name = state_name(site.state, language)
        return name if name == site.state else f"{name} ({site.state})"
    if field == "town":
        return site.town
    angle = site.latitude if field == "latitude" else site.longitude
    return "" if angle is None else format(Decimal(repr(angle)), "f")
