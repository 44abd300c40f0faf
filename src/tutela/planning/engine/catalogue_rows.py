"""One activity type as a row of plain values: read with every fault named, and written.

A row is what a table of a TOML file, a row of the database and a form have in common: lists,
mappings, whole numbers and text under the names of ActivityType's fields.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, replace
from typing import Any

from tutela.foundation.errors import N_, Place, Problem
from tutela.foundation.language import CODES
from tutela.planning.engine.catalogue import ActivityType, Effect
from tutela.registry.engine.record import Presence, Proficiency, Sort

PARAGRAPHS = range(1, 42)
LEVELS = 4
_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST_CODE, _LONGEST_BASIS = 40, 300
_RANGES: Mapping[str, tuple[int, int]] = {
    "days": (1, 250),
    "seats": (0, 100_000),
    "trainer_days": (0, 1_000),
    "fixed_cost": (0, 100_000_000),
    "state_cost": (0, 100_000_000),
    "most_states": (1, 250),
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "proficiency": tuple(Proficiency),
    "sort": tuple(Sort),
    "presence": tuple(Presence),
}
FIELDS = tuple(item.name for item in fields(ActivityType) if item.name != "code")
NEEDED = tuple(
    item.name
    for item in fields(ActivityType)
    if item.name != "code" and item.default is MISSING
)
"""Fields that a new type must state."""


class _Fault(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.template)


def place_of(code: str, field: str = "", *, file: str = "") -> Place:
    """Return the place of a type, or of one of its fields, as a person finds it in the file."""
    return Place(file=file, field=f"types.{code}.{field}" if field else f"types.{code}")


def row_of(kind: ActivityType) -> dict[str, Any]:
    """Return an activity type as a row, every field stated."""
    row: dict[str, Any] = {
        name: list(value) if isinstance(value := getattr(kind, name), tuple) else value
        for name in FIELDS
    }
    row["effects"] = {
        code: {"levels": effect.levels, "ceiling": effect.ceiling, "basis": effect.basis}
        for code, effect in kind.effects.items()
    }
    return row


def read_row(
    code: str, row: Mapping[str, Any], *, file: str = ""
) -> tuple[ActivityType | None, tuple[Problem, ...]]:
    """Read an activity type from a row; None with the problems when it has any."""
    problems = _code_problems(code, file)
    for name in NEEDED:
        if name not in row:
            text = N_("The field {field} is missing. Add it.")
            problems.append(_problem("missing", text, place_of(code, name, file=file), field=name))
    values: dict[str, Any] = {}
    for name, value in row.items():
        try:
            values[name] = _value(name, value, place_of(code, name, file=file))
        except _Fault as fault:
            problems.append(fault.problem)
    if problems:
        return None, tuple(problems)
    return ActivityType(code=code, **values), ()


def _problem(code: str, template: str, place: Place, **params: object) -> Problem:
    return Problem(
        code=f"planning.catalogue-{code}", template=template, place=place, params=params
    )


def _code_problems(code: str, file: str) -> list[Problem]:
    if _CODE.fullmatch(code) and len(code) <= _LONGEST_CODE:
        return []
    text = N_("The code of a type is small letters and digits with hyphens, at most {longest} "
              "characters. Choose another code.")
    return [_problem("code", text, place_of(code, file=file), longest=_LONGEST_CODE)]


def _value(name: str, value: object, place: Place) -> object:
    if name in _RANGES:
        least, most = _RANGES[name]
        return _whole(value, place, least=least, most=most)
    if name in _CHOICES:
        return _chosen(value, place, _CHOICES[name])
    if name in _READERS:
        return _READERS[name](value, place)
    text = N_("There is no such field. The fields are: {fields}.")
    raise _Fault(_problem("field", text, place, fields=", ".join(FIELDS)))


def _whole(value: object, place: Place, *, least: int, most: int) -> int:
    # True is an int in Python, and nobody means 1 by it.
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
        return value
    text = N_("A whole number from {least} to {most} is needed here.")
    raise _Fault(_problem("number", text, place, least=least, most=most))


def _chosen(value: object, place: Place, choices: tuple[str, ...]) -> str:
    if isinstance(value, str) and value in choices:
        return str(value)
    text = N_("One of these words is needed here: {choices}.")
    raise _Fault(_problem("choice", text, place, choices=", ".join(choices)))


def _codes(value: object, place: Place) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(x, str) and x for x in value):
        text = N_("A list of codes is needed here.")
        raise _Fault(_problem("codes", text, place))
    if len(set(value)) < len(value):
        text = N_("A code stands here twice. Keep it once.")
        raise _Fault(_problem("twice", text, place))
    return tuple(value)


def _some_codes(value: object, place: Place) -> tuple[str, ...]:
    if found := _codes(value, place):
        return found
    text = N_("At least one code is needed here.")
    raise _Fault(_problem("no-code", text, place))


def _languages(value: object, place: Place) -> tuple[str, ...]:
    found = _some_codes(value, place)
    if all(code in CODES for code in found):
        return tuple(sorted(found))
    text = N_("Only these languages can stand here: {choices}.")
    raise _Fault(_problem("language", text, place, choices=", ".join(CODES)))


def _paragraphs(value: object, place: Place) -> tuple[int, ...]:
    numbers = value if isinstance(value, list | tuple) else ()
    if numbers and all(type(number) is int and number in PARAGRAPHS for number in numbers):
        return tuple(sorted(set(numbers)))
    text = N_("A list of paragraphs of the document is needed here, from {least} to {most}.")
    least, most = PARAGRAPHS[0], PARAGRAPHS[-1]
    raise _Fault(_problem("paragraph", text, place, least=least, most=most))


def _effects(value: object, place: Place) -> dict[str, Effect]:
    if not isinstance(value, Mapping) or not value:
        text = N_("An activity needs at least one indicator that it raises. Add an effect.")
        raise _Fault(_problem("no-effect", text, place))
    return {
        str(code): _effect(effect, replace(place, field=f"{place.field}.{code}"))
        for code, effect in value.items()
    }


def _effect(value: object, place: Place) -> Effect:
    row: Mapping[Any, Any] = value if isinstance(value, Mapping) else {"levels": value}
    levels, ceiling = row.get("levels"), row.get("ceiling", LEVELS)
    basis = row.get("basis", "judgement")
    if isinstance(levels, bool) or not isinstance(levels, int | float) or not 0 < levels <= LEVELS:
        text = N_("The levels by which an activity raises an indicator are above 0 and at most "
                  "{most}.")
        raise _Fault(_problem("levels", text, place, most=LEVELS))
    if type(ceiling) is not int or not 1 <= ceiling <= LEVELS:
        text = N_("The ceiling of an effect is a whole level from 1 to {most}.")
        raise _Fault(_problem("ceiling", text, place, most=LEVELS))
    if not isinstance(basis, str) or not basis.strip() or len(basis) > _LONGEST_BASIS:
        text = N_("Say what the effect rests on: the word judgement, or the source in at most "
                  "{longest} characters.")
        raise _Fault(_problem("basis", text, place, longest=_LONGEST_BASIS))
    if extra := sorted(set(map(str, row)) - {"levels", "ceiling", "basis"}):
        text = N_("An effect has levels, ceiling and basis, and no {field}.")
        raise _Fault(_problem("effect-field", text, place, field=", ".join(extra)))
    return Effect(levels=float(levels), ceiling=ceiling, basis=basis)


_READERS: Mapping[str, Callable[[object, Place], object]] = {
    "topics": _some_codes,
    "audiences": _some_codes,
    "requires": _codes,
    "languages": _languages,
    "paragraphs": _paragraphs,
    "effects": _effects,
}
