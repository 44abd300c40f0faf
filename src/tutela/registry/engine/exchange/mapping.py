"""Which column of a table is which field, as a person confirmed it; kept and found again."""

from collections.abc import Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Any, Self

from tutela.foundation.digest import digest_of
from tutela.foundation.errors import Place
from tutela.registry.engine.exchange.faults import refusal
from tutela.registry.engine.exchange.words import key, table

DATE_ORDERS = ("", "day", "month", "iso")
ENCODINGS = ("", "utf-8", "utf-16", "windows-1252", "windows-1251", "windows-1256", "gb18030")
WORDED = ("title", "summary")
"""Fields that exist once per language: "title:fr"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How a table is read.

    Attributes:
        columns: Field by the column's name as the file has it; a field is one of FIELDS, and
            "title:fr" or "summary:fr" for a language. What is missing is left out.
        constants: Value by field, for what holds for every row and stands in no column.
        date_order: "day" or "month" first, "iso", or "" when nothing shows it.
        separator: What stands between several values in a cell.
        decimal: Mark of decimals, "" when it is seen from each number.
        language: Of titles and summaries without a language of their own; "und" is unknown.
        encoding: Of a CSV that is not Unicode, "" for Unicode.
        sheet: Of a workbook, "" for the first that holds a table.
    """

    columns: Table[str, str]
    constants: Table[str, str] = field(default_factory=dict)
    date_order: str = ""
    separator: str = ";"
    decimal: str = ""
    language: str = "und"
    encoding: str = ""
    sheet: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain values that from_json takes back."""
        return {
            "columns": dict(self.columns), "constants": dict(self.constants),
            "date_order": self.date_order, "separator": self.separator, "decimal": self.decimal,
            "language": self.language, "encoding": self.encoding, "sheet": self.sheet,
        }

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Return a saved mapping.

        Raises:
            InputRefused: It is damaged or names a field that records do not have.
        """
        if not isinstance(value, dict) or not isinstance(value.get("columns"), dict):
            raise refusal("mapping.damaged", Place(field="columns"))
        known = cls(columns={}).to_json()
        for name, part in value.items():
            shape = known.get(name)
            fits = isinstance(part, dict) and _worded(part) if isinstance(shape, dict) else (
                isinstance(part, str))
            if shape is None or not fits:
                raise refusal("mapping.damaged", Place(field=str(name)))
        found = cls(**value)
        if found.date_order not in DATE_ORDERS or found.encoding not in ENCODINGS:
            raise refusal("mapping.damaged", Place(field="date_order"))
        for target in (*found.columns.values(), *found.constants):
            if not is_field(target):
                raise refusal("mapping.field", Place(field="columns"), value=target[:60])
        return found


def _worded(part: dict[object, object]) -> bool:
    return all(isinstance(word, str) for pair in part.items() for word in pair)


def fields() -> tuple[str, ...]:
    """Return every field a column can stand for, in the order of a written table."""
    return tuple(table("en")["columns"])


def is_field(name: str) -> bool:
    """Return whether a name is a field, with or without a language.

    >>> is_field("title:zh"), is_field("starts"), is_field("starts:fr")
    (True, True, False)
    """
    base, mark, language = name.partition(":")
    return base in fields() and (not mark or (base in WORDED and bool(language)))


def fingerprint(headers: Iterable[str]) -> str:
    """Return the key under which a mapping is kept for all tables with the same columns.

    Order, case and accents do not count, so that the same export of next year is known again.

    >>> fingerprint(["Título", "Fecha"]) == fingerprint(["fecha", "titulo "])
    True
    """
    return digest_of(sorted({key(header) for header in headers if header.strip()}))
