"""Activities, materials and experts as JSON, for the column ``body``; unset fields are left out.

What others send is read by ``engine.exchange.api_json``, which doubts everything and drops what it
cannot read. What stands here was checked before, must come back exactly, by the thousand, and has
no floats, so that its digest is the same on every machine.
"""

from collections.abc import Callable, Mapping
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

_ALWAYS = ("identifier", "titles", "name", "role", "state", "source", "read")
"""Fields without which nothing can be made again, also when they are empty."""
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
    return {
        name: value for name, value in pairs
        if name in _ALWAYS or value not in (None, "", [], {})
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Party | Site | Origin):
        return _json(value)
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, date | Decimal | float) else value


def _parts(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _part(name, value) for name, value in body.items()}


def _part(name: str, value: Any) -> Any:
    if name in _LISTS:
        return tuple(value)
    if name in _DAYS:
        return date.fromisoformat(value)
    if name in _KINDS:
        return _KINDS[name](value) if name != "sort" or value in list(Sort) else value
    reader = _READERS.get(name)
    return reader(value) if reader else value


def _site(one: Mapping[str, Any]) -> Site:
    degrees = {name: float(one[name]) for name in ("latitude", "longitude") if name in one}
    return Site(state=one.get("state", ""), town=one.get("town", ""), **degrees)


def _party(one: Mapping[str, Any]) -> Party:
    return Party(**{**one, "role": PartyRole(one["role"])})


def _origin(one: Mapping[str, Any]) -> Origin:
    return Origin(**{**one, "read": date.fromisoformat(one["read"])})


_READERS: dict[str, Callable[[Any], Any]] = {
    "budget": Decimal,
    "parties": lambda rows: tuple(map(_party, rows)),
    "sites": lambda rows: tuple(map(_site, rows)),
    "origins": lambda rows: {name: _origin(one) for name, one in rows.items()},
}
