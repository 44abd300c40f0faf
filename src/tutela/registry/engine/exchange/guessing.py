"""Guess which column is which field, from its name in six languages and from its content."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Table

from tutela.foundation.language import CODES
from tutela.registry.engine.exchange.days import day, order_of
from tutela.registry.engine.exchange.mapping import WORDED, Mapping, fields
from tutela.registry.engine.exchange.states import is_known
from tutela.registry.engine.exchange.texts import UnreadableError, address
from tutela.registry.engine.exchange.words import column_name, column_names, key, value_names

_LANGUAGE = re.compile(r"(.+?)[\s_]*[(\[:_]\s*([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*[)\]]?\s*")
_SEPARATORS = (";", "|", "\n", "،", "、", "；", ",")
_LISTS = ("states", "topics", "audiences", "languages", "indicators")
_MOST, _SAMPLE = 0.8, 200
_TITLE_LENGTH = 12

type Rows = Sequence[Sequence[object]]


def guess_mapping(headers: Sequence[str], rows: Rows) -> Mapping:
    """Return the most likely mapping; a person confirms it before anything is kept.

    Args:
        headers: Names of the columns.
        rows: Some rows below them, cells in the order of the columns.
    """
    columns = _by_name(headers)
    if own := _written_by_us(headers):
        return own
    samples = {
        header: [row[at] for row in rows[:_SAMPLE] if at < len(row) and _said(row[at])]
        for at, header in enumerate(headers)
    }
    _by_content(columns, samples)
    dates = [value for header, field in columns.items() if field in {"starts", "ends"}
             for value in samples[header]]
    listed = [str(value) for header, field in columns.items() if field in _LISTS
              for value in samples[header]]
    return Mapping(
        columns={header: columns[header] for header in headers if header in columns},
        date_order=order_of(dates) if dates else "", separator=_separator(listed),
    )


def _written_by_us(headers: Sequence[str]) -> Mapping | None:
    """Return the mapping of a table that table_out wrote, in whatever language."""
    bare = {_LANGUAGE.fullmatch(header)[1] if _LANGUAGE.fullmatch(header) else header  # type: ignore[index] # matched just before
            for header in headers}
    for language in CODES:
        if bare == {column_name(field, language) for field in fields()}:
            columns = {header: field_of(header) for header in headers}
            return Mapping(columns=columns, date_order="iso", decimal=".")
    return None


def _said(value: object) -> bool:
    return value is not None and bool(str(value).strip())


def _by_name(headers: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for header in headers:
        field = field_of(header)
        if field and field not in found.values():
            found[header] = field
    return found


def field_of(header: str) -> str:
    """Return the field a column's name stands for in any of the six languages, "" for none.

    >>> field_of("Titre (fr)"), field_of("Дата начала"), field_of("Remarks")
    ('title:fr', 'starts', '')
    """
    if found := column_names().get(key(header)):
        return found
    match = _LANGUAGE.fullmatch(header.strip())
    base = column_names().get(key(match[1]), "") if match else ""
    return f"{base}:{match[2]}" if match and base in WORDED else ""


def _by_content(columns: dict[str, str], samples: Table[str, Sequence[object]]) -> None:
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("states", is_known), ("url", _is_address),
        ("audiences", lambda word: key(word) in value_names("audiences")),
        ("topics", lambda word: key(word) in value_names("topics")),
    )
    for header, values in samples.items():
        if header in columns or not values or not header.strip():
            continue
        for field, test in tests:
            if field not in columns.values() and _mostly(values, test):
                columns[header] = field
                break
    _guess_days(columns, samples)
    _guess_title(columns, samples)


def _mostly(values: Sequence[object], test: Callable[[str], bool]) -> bool:
    return sum(test(str(value)) for value in values) >= _MOST * len(values)


def _is_address(word: str) -> bool:
    try:
        return bool(address(word))
    except UnreadableError:
        return False


def _is_day(word: object) -> bool:
    try:
        return bool(day(word, order="day"))
    except UnreadableError:
        return False


def _guess_days(columns: dict[str, str], samples: Table[str, Sequence[object]]) -> None:
    if {"starts", "ends"} & set(columns.values()):
        return
    dated = [header for header, values in samples.items()
             if header not in columns and values and header.strip()
             and all(not isinstance(value, int | float) and _is_day(value) for value in values)]
    if dated and len(dated) <= 2:  # noqa: PLR2004 - a first and a last day; more cannot be told apart
        columns.update(zip(dated, ("starts", "ends"), strict=False))


def _guess_title(columns: dict[str, str], samples: Table[str, Sequence[object]]) -> None:
    if any(field.partition(":")[0] == "title" for field in columns.values()):
        return
    likely = {
        header: sum(len(str(value)) for value in values) / len(values)
        for header, values in samples.items()
        if header not in columns and values and header.strip()
        and len({str(value) for value in values}) >= _MOST * len(values)
    }
    wordy = {header: size for header, size in likely.items() if _TITLE_LENGTH <= size <= 200}  # noqa: PLR2004 - longer is a description
    if len(wordy) == 1:
        columns[next(iter(wordy))] = "title"


def _is_one(value: str) -> bool:
    name = key(value)
    return is_known(value) or any(name in value_names(kind) for kind in ("topics", "audiences"))


def _separator(values: Sequence[str]) -> str:
    counts = Counter({mark: sum(mark in value for value in values if not _is_one(value))
                      for mark in _SEPARATORS})
    mark, count = max(counts.items(), key=lambda pair: (pair[1], -_SEPARATORS.index(pair[0])))
    return mark if count else ";"
