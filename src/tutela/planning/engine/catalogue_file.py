"""The catalogue as a TOML file, and the programme body's edits of it.

A file of edits looks like the catalogue and names only what differs; database rows hold the
same, one mapping a type. ``false`` in place of a type takes it out.

    [types.child-interview]
    state_cost = 14000
    effects = { D02 = { levels = 1.0, ceiling = 2, basis = "Evaluation of 2027" } }
"""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.planning.engine.catalogue import ActivityType, Catalogue
from tutela.planning.engine.catalogue_check import Known, check_catalogue, known_codes
from tutela.planning.engine.catalogue_rows import FIELDS, place_of, read_row, row_of

LARGEST = 2_000_000
"""Bytes; the catalogue that comes with the programme has about 60 000."""

type Edits = Mapping[str, Mapping[str, Any] | bool]

WORDS = "words"
"""Field of an edit that holds words by language; catalogue_words reads it."""


class CatalogueRefused(InputRefused):
    """A catalogue, or edits of it, cannot be used."""

    code = "planning.catalogue-refused"
    template = N_("The catalogue of activity types has faults. Nothing was changed.")


def catalogue_from_toml(data: bytes, *, file: str = "", known: Known | None = None) -> Catalogue:
    """Read a whole catalogue.

    Raises:
        CatalogueRefused: It has faults; each is named with its type and field.
    """
    table = _table(data, file)
    version = table.get("version")
    problems = [] if type(version) is int and version > 0 else [_no_version(file)]
    rows = _rows(table, file)
    types: dict[str, ActivityType] = {}
    for code, row in rows.items():
        kind, faults = read_row(code, row if isinstance(row, Mapping) else {}, file=file)
        problems += faults
        if kind:
            types[code] = kind
    if problems:
        raise CatalogueRefused(problems)
    return _checked(Catalogue(version=table["version"], types=types), known, file)


def edits_from_toml(data: bytes, *, file: str = "") -> Edits:
    """Read edits, for merge; values are checked there.

    Raises:
        CatalogueRefused: It is not TOML, is too large, or has no table of types.
    """
    return _rows(_table(data, file), file)


def merge(
    catalogue: Catalogue, edits: Edits, *, file: str = "", known: Known | None = None
) -> Catalogue:
    """Return the catalogue with the programme body's edits.

    A field that an edit names takes the place of the old one as a whole; ``effects`` too. A code
    that is new adds a type, which must state every field without a default. ``False`` removes.

    Raises:
        CatalogueRefused: An edit has faults; each is named with its type and field.
    """
    types = dict(catalogue.types)
    problems: list[Problem] = []
    for code, edit in edits.items():
        if edit is False:
            if types.pop(code, None) is None:
                problems.append(_nothing_to_remove(code, file))
            continue
        if not isinstance(edit, Mapping):
            problems.append(_no_table(place_of(code, file=file)))
            continue
        before = row_of(types[code]) if code in types else {}
        changed = {name: value for name, value in edit.items() if name != WORDS}
        kind, faults = read_row(code, {**before, **changed}, file=file)
        problems += faults
        if kind:
            types[code] = kind
    if problems:
        raise CatalogueRefused(problems)
    return _checked(Catalogue(version=catalogue.version, types=types), known, file)


def catalogue_to_toml(catalogue: Catalogue) -> bytes:
    """Write a whole catalogue; reading it gives the same again, and equal ones have equal bytes."""
    lines = [f"version = {catalogue.version}"]
    for code, kind in catalogue.types.items():
        row = row_of(kind)
        lines += ["", f"[types.{code}]"]
        lines += [f"{name} = {_toml(row[name])}" for name in FIELDS if name != "effects"]
        lines += ["", f"[types.{code}.effects]"]
        lines += [f"{indicator} = {_toml(effect)}" for indicator, effect in row["effects"].items()]
    return ("\n".join(lines) + "\n").encode()


def edits_to_toml(edits: Edits) -> bytes:
    """Write edits; reading them gives the same again, and equal ones have equal bytes."""
    gone = [f"{code} = false" for code, edit in sorted(edits.items()) if edit is False]
    lines = ["[types]", *gone]
    for code, edit in sorted(edits.items()):
        if isinstance(edit, Mapping):
            lines += ["", f"[types.{code}]"]
            lines += [f"{name} = {_toml(edit[name])}" for name in sorted(edit)]
    return ("\n".join(lines) + "\n").encode()


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{name} = {_toml(item)}" for name, item in sorted(value.items()))
        return f"{{ {pairs} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    # JSON text is TOML text, but for the one control character that JSON lets stand.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _table(data: bytes, file: str) -> dict[str, Any]:
    if len(data) > LARGEST:
        text = N_("The file is larger than {most} bytes. A catalogue is smaller; check the file.")
        raise CatalogueRefused([_fault("size", text, file, most=LARGEST)])
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        text = N_("The file is not UTF-8 text. Save it as UTF-8.")
        raise CatalogueRefused([_fault("encoding", text, file)]) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        text = N_("The file is not TOML: {reason}. Correct it there.")
        raise CatalogueRefused([_fault("toml", text, file, reason=str(error))]) from None


def _rows(table: Mapping[str, Any], file: str) -> dict[str, Any]:
    rows = table.get("types")
    if isinstance(rows, dict) and rows:
        return rows
    raise CatalogueRefused([_no_table(Place(file=file, field="types"))])


def _checked(catalogue: Catalogue, known: Known | None, file: str) -> Catalogue:
    known = known or known_codes()
    problems = check_catalogue(
        catalogue,
        indicators=known.indicators,
        topics=known.topics,
        audiences=known.audiences,
        file=file,
    )
    if problems:
        raise CatalogueRefused(problems)
    return catalogue


def _fault(code: str, template: str, file: str, **params: object) -> Problem:
    return Problem(
        code=f"planning.catalogue-{code}", template=template, place=Place(file=file), params=params
    )


def _no_version(file: str) -> Problem:
    return Problem(
        code="planning.catalogue-version",
        template=N_("The version is missing. Write a line such as: version = 1"),
        place=Place(file=file, field="version"),
    )


def _no_table(place: Place) -> Problem:
    return Problem(
        code="planning.catalogue-table",
        template=N_("A table of fields is needed here, such as [types.child-interview]."),
        place=place,
    )


def _nothing_to_remove(code: str, file: str) -> Problem:
    return Problem(
        code="planning.catalogue-remove",
        template=N_("There is no type {type} to take out. Leave this line out."),
        place=place_of(code, file=file),
        params={"type": code},
    )
