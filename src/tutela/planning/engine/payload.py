"""Problems and solutions as JSON: the same bytes for the same content, and back again."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.planning.engine import problem as model
from tutela.planning.engine.catalogue import ActivityType, Effect
from tutela.planning.engine.solution import Clash, Closed, Delivery, Solution

SCHEMA = "tutela.problem/1"
_NOT_READ = N_(
    "This is not a planning problem that can be read: {reason}. Export it again, or correct it "
    "after docs/reference/file-formats.md."
)


def plain(value: Any) -> Any:
    """Turn a dataclass, or what it holds, into what JSON knows; sets become sorted lists.

    >>> plain(model.Pin(type="t", rule="in", state="XMA"))["state"]
    'XMA'
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def dumped(value: Any) -> bytes:
    """Return JSON in UTF-8 with sorted keys, so that equal content has equal bytes."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def problem_to_plain(problem: model.Problem) -> dict[str, Any]:
    """Return a problem as JSON values."""
    return {"schema": SCHEMA, **plain(problem)}


def problem_from_plain(value: Any, *, name: str = "") -> model.Problem:
    """Read what ``problem_to_plain`` wrote.

    Raises:
        InputRefused: Something is missing or of another kind.
    """
    try:
        return _problem(value)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as fault:
        reason = f"{type(fault).__name__}: {fault}"
        raise InputRefused([
            Problem(code="planning.problem", template=_NOT_READ, place=Place(file=name),
                    params={"reason": reason[:200]})
        ]) from fault


def _problem(row: Any) -> model.Problem:
    if row["schema"] != SCHEMA:
        raise ValueError(f"schema is not {SCHEMA}")
    year, quarter = row["first_quarter"]
    return model.Problem(
        title=str(row["title"]), currency=str(row["currency"]),
        first_quarter=(int(year), int(quarter)), quarters=int(row["quarters"]),
        types={code: activity_type(item) for code, item in row["types"].items()},
        states={code: planned_state(item) for code, item in row["states"].items()},
        needs=tuple(model.Need(**item) for item in row["needs"]),
        funds=tuple(fund(item) for item in row["funds"]),
        trainer_days={code: int(days) for code, days in row["trainer_days"].items()},
        covered=tuple(model.Covered(**item) for item in row.get("covered", ())),
        pins=tuple(model.Pin(**item) for item in row.get("pins", ())),
        floors={code: int(least) for code, least in row.get("floors", {}).items()},
        regions=dict(row.get("regions", {})), gap=float(row.get("gap", 0.005)),
    )


def activity_type(row: Mapping[str, Any]) -> ActivityType:
    """Read one activity type."""
    lists = ("topics", "audiences", "paragraphs", "requires", "languages")
    values = {**row, **{name: tuple(row[name]) for name in lists if name in row}}
    values["effects"] = {code: Effect(**item) for code, item in row["effects"].items()}
    return ActivityType(**values)


def planned_state(row: Mapping[str, Any]) -> model.PlannedState:
    """Read one State; null requests mean whatever serves it."""
    asked = row.get("requests")
    return model.PlannedState(
        **{**row, "requests": None if asked is None else frozenset(asked)}
    )


def fund(row: Mapping[str, Any]) -> model.Fund:
    """Read one fund."""
    sets = {name: frozenset(row.get(name, ())) for name in ("states", "regions", "types", "areas")}
    return model.Fund(**{**row, **sets, "by_quarter": tuple(row.get("by_quarter", ()))})


def solution_to_plain(solution: Solution) -> dict[str, Any]:
    """Return a solution as JSON values."""
    value: dict[str, Any] = plain(solution)
    return value


def solution_from_plain(row: Mapping[str, Any]) -> Solution:
    """Read what ``solution_to_plain`` wrote."""
    return Solution(**{
        **row,
        "deliveries": tuple(
            Delivery(**{**item, "states": tuple(item["states"])}) for item in row["deliveries"]
        ),
        "closed": tuple(Closed(**item) for item in row["closed"]),
        "clashes": tuple(Clash(**item) for item in row["clashes"]),
    })
