"""The set-up of a plan as a TOML file: what an officer decides, before needs and registry join.

Every key is named after a field of ``Draft`` or of the problem; docs/reference/file-formats.md.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.foundation.language import CODES
from tutela.people.engine.states import is_state
from tutela.planning.engine.draft import Draft, draft_from_plain
from tutela.planning.engine.problem import Fund, Pin, PlannedState

LARGEST = 2_000_000
"""Bytes."""
_HEAD = ("title", "currency", "first_quarter", "quarters")
_RULES = ("in", "out", "at")
_LONGEST_PLAN = 40

_NOT_TOML = N_("This is not a TOML file that can be read: {reason}. Correct it and try again.")
_TOO_LARGE = N_("The file is larger than a set-up can be. Give the set-up of one plan.")
_MISSING = N_("“{name}” is missing. Add it; docs/reference/file-formats.md shows an example.")
_UNKNOWN = N_("“{name}” is not a key of a set-up. Correct its spelling or leave it out.")
_WRONG = N_("The value of “{name}” is not of the right kind: {expected}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What the file holds.

    Attributes:
        title: Of the plan.
        currency: ISO 4217.
        first_quarter: Year and quarter.
        quarters: How many.
        draft: The decisions.
    """

    title: str
    currency: str
    first_quarter: tuple[int, int]
    quarters: int
    draft: Draft


def read_setup(data: bytes, *, name: str = "") -> Setup:
    """Read a set-up.

    Raises:
        InputRefused: The file is damaged, or some keys are wrong; each is named.
    """
    table = _table(data, name)
    if problems := list(_problems(table, name)):
        raise InputRefused(problems)
    year, quarter = table["first_quarter"]
    states = {code: {"code": code, "name": row.get("name", ""), **row}
              for code, row in table["states"].items()}
    rest = {key: value for key, value in table.items() if key not in (*_HEAD, "states")}
    try:
        draft = draft_from_plain({**rest, "states": states})
    except (TypeError, ValueError, KeyError, AttributeError) as fault:
        raise InputRefused([_wrong(name, "funds, pins", str(fault)[:200])]) from fault
    return Setup(title=table["title"], currency=table["currency"], first_quarter=(year, quarter),
                 quarters=table["quarters"], draft=draft)


def _table(data: bytes, name: str) -> dict[str, Any]:
    place = Place(file=name)
    if len(data) > LARGEST:
        raise InputRefused([Problem(code="planning.setup-large", template=_TOO_LARGE, place=place)])
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise InputRefused([Problem(
            code="planning.setup", template=_NOT_TOML, place=place,
            params={"reason": str(fault).splitlines()[0][:200]},
        )]) from fault


def _problems(table: Mapping[str, Any], name: str) -> Iterator[Problem]:
    known = {*_HEAD, *(item.name for item in fields(Draft))}
    yield from (_said(name, "planning.setup-key", _UNKNOWN, key) for key in table
                if key not in known)
    for key in (*_HEAD, "states", "funds", "trainer_days"):
        if key not in table:
            yield _said(name, "planning.setup-missing", _MISSING, key)
    checks: dict[str, tuple[Callable[[Any], bool], str]] = {
        "title": (lambda x: isinstance(x, str) and 0 < len(x) <= 200, "a text of 1 to 200 signs"),  # noqa: PLR2004 - said beside
        "currency": (_is_currency, "three capital letters, such as USD"),
        "first_quarter": (_is_quarter, "[year, quarter], such as [2027, 1]"),
        "quarters": (lambda x: _whole(x) and 1 <= x <= _LONGEST_PLAN, "a whole number, 1 to 40"),
        "months": (lambda x: _whole(x) and 0 <= x <= 120, "months, 0 to 120"),  # noqa: PLR2004
        "gap": (lambda x: isinstance(x, float) and 0 <= x < 1, "a share from 0 to 1"),
    }
    for key, (holds, expected) in checks.items():
        if key in table and not holds(table[key]):
            yield _wrong(name, key, expected)
    yield from _parts(table, name)


def _parts(table: Mapping[str, Any], name: str) -> Iterator[Problem]:
    for key in ("states", "regions", "trainer_days", "floors"):
        if not isinstance(table.get(key, {}), dict):
            yield _wrong(name, key, "a table")
            return
    for code, row in table.get("states", {}).items():
        yield from _state(name, code, row)
    for language, days in table.get("trainer_days", {}).items():
        if language not in CODES or not _whole(days) or days < 0:
            yield _wrong(name, f"trainer_days.{language}", "days a quarter, by language")
    for key, kind in (("funds", Fund), ("pins", Pin)):
        yield from _rows(name, key, table.get(key, []), kind)


def _state(name: str, code: str, row: Any) -> Iterator[Problem]:
    if not is_state(code):
        yield _wrong(name, f"states.{code}", "the code of a State, three letters")
    elif not isinstance(row, dict) or not {"region", "language"} <= set(row):
        yield _wrong(name, f"states.{code}", "a table with region and language")
    else:
        yield from _keys(name, f"states.{code}", row, PlannedState)
        if row["language"] not in CODES:
            yield _wrong(name, f"states.{code}.language", ", ".join(CODES))


def _rows(name: str, key: str, rows: Any, kind: type) -> Iterator[Problem]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield _wrong(name, key, f"a list of tables, written [[{key}]]")
        return
    for number, row in enumerate(rows, 1):
        yield from _keys(name, f"{key}.{number}", row, kind)
        if key == "pins" and row.get("rule") not in _RULES:
            yield _wrong(name, f"pins.{number}.rule", ", ".join(_RULES))


def _keys(name: str, where: str, row: Mapping[str, Any], kind: type) -> Iterator[Problem]:
    known = {item.name for item in fields(kind)}
    for key in row:
        if key not in known:
            yield _said(name, "planning.setup-key", _UNKNOWN, f"{where}.{key}")
    amount = row.get("amount", 0)
    if not _whole(amount) or amount < 0:
        yield _wrong(name, f"{where}.amount", "whole units of the currency, 0 or more")


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_currency(value: object) -> bool:
    return isinstance(value, str) and len(value) == 3 and value.isascii() and value.isupper()  # noqa: PLR2004


def _is_quarter(value: object) -> bool:
    if not isinstance(value, list) or len(value) != 2 or not all(map(_whole, value)):  # noqa: PLR2004
        return False
    year, quarter = value
    return bool(2000 <= year <= 2200 and 1 <= quarter <= 4)  # noqa: PLR2004


def _wrong(name: str, key: str, expected: str) -> Problem:
    return Problem(code="planning.setup-value", template=_WRONG, place=Place(file=name, field=key),
                   params={"name": key, "expected": expected})


def _said(name: str, code: str, template: str, key: str) -> Problem:
    return Problem(code=code, template=template, place=Place(file=name, field=key),
                   params={"name": key})
