"""Activities, materials and experts as JSON, for the column ``body``; unset fields are left out."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from tutela.registry.engine.record import (
    Activity,
    CostBand,
    Expert,
    Material,
    Origin,
    Party,
    PartyRole,
    Presence,
    Proficiency,
    Site,
    Sort,
    Status,
)

_DAYS = ("starts", "ends", "available_from", "available_until", "consented")
_KINDS: dict[str, type[Enum]] = {
    "sort": Sort, "proficiency": Proficiency, "presence": Presence, "status": Status,
    "cost_band": CostBand,
}
_LISTS = ("related", "topics", "indicators", "audiences", "languages", "states")


def activity_json(activity: Activity) -> dict[str, Any]:
    """Return an activity as JSON without floats."""
    return _json(activity)


def activity_from_json(body: Mapping[str, Any]) -> Activity:
    """Return the activity of a body."""
    return Activity(**_parts(body))


def material_json(material: Material) -> dict[str, Any]:
    """Return a material as JSON."""
    return _json(material)


def material_from_json(body: Mapping[str, Any]) -> Material:
    """Return the material of a body."""
    # Its sort is a plain word, unlike an activity's.
    return Material(**{**_parts(body), **{k: body[k] for k in ("sort",) if k in body}})


def expert_json(expert: Expert) -> dict[str, Any]:
    """Return an expert as JSON."""
    return _json(expert)


def expert_from_json(body: Mapping[str, Any]) -> Expert:
    """Return the expert of a body."""
    return Expert(**_parts(body))


def _json(thing: Any) -> dict[str, Any]:
    pairs = ((field.name, _plain(getattr(thing, field.name))) for field in fields(thing))
    return {name: value for name, value in pairs if value not in (None, "", [], {})}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | float):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Party | Site | Origin):
        return _json(value)
    return value


def _parts(body: Mapping[str, Any]) -> dict[str, Any]:
    parts = dict(body)
    for name in _LISTS:
        if name in parts:
            parts[name] = tuple(parts[name])
    for name in _DAYS:
        if name in parts:
            parts[name] = date.fromisoformat(parts[name])
    for name, kind in _KINDS.items():
        if name in parts and (name != "sort" or parts[name] in list(Sort)):
            parts[name] = kind(parts[name])
    if "budget" in parts:
        parts["budget"] = Decimal(parts["budget"])
    if "parties" in parts:
        parts["parties"] = tuple(
            Party(**{**one, "role": PartyRole(one["role"])}) for one in parts["parties"]
        )
    if "sites" in parts:
        parts["sites"] = tuple(_site(one) for one in parts["sites"])
    if "origins" in parts:
        parts["origins"] = {
            name: Origin(**{**one, "read": date.fromisoformat(one["read"])})
            for name, one in parts["origins"].items()
        }
    return parts


def _site(one: Mapping[str, Any]) -> Site:
    degrees = {name: float(one[name]) for name in ("latitude", "longitude") if name in one}
    return Site(state=one.get("state", ""), town=one.get("town", ""), **degrees)
