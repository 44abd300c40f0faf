"""One activity out of several that a person found to be the same, and where each field is from."""

from collections.abc import Mapping
from dataclasses import fields, replace

from tutela.registry.engine.record import Activity, Origin

FIELDS = tuple(
    field.name for field in fields(Activity) if field.name not in {"identifier", "origins"}
)
"""Fields a person chooses between, in order."""


def merged(members: Mapping[int, Activity], *, lead: int, chosen: Mapping[str, int]) -> Activity:
    """Return the lead with the chosen values of the others, each with its origin.

    A field the lead does not state, and nobody chose, is taken from the first member that states
    it, in the order of keys.

    Args:
        members: Activities by key, the lead among them.
        lead: Key of the record that stands for all.
        chosen: Key of the member whose value is shown, by field.
    """
    base = members[lead]
    origins = dict(base.origins)
    values = {}
    for name in FIELDS:
        source = _source(members, name, lead, chosen.get(name, 0))
        if source != lead:
            values[name] = getattr(members[source], name)
            origin = origin_of(members[source], name)
            if origin:
                origins[name] = origin
    return replace(base, origins=origins, **values)


def _source(members: Mapping[int, Activity], name: str, lead: int, wanted: int) -> int:
    if wanted in members:
        return wanted
    stated = [key for key in (lead, *sorted(members)) if stands(members[key], name)]
    return stated[0] if stated else lead


def stands(activity: Activity, name: str) -> bool:
    """Tell whether a field is stated."""
    return getattr(activity, name) not in (None, "", (), {})


def origin_of(activity: Activity, name: str) -> Origin | None:
    """Return where a field's value comes from."""
    return activity.origins.get(name) or activity.origins.get("")


def changed_fields(before: Activity, after: Activity) -> tuple[str, ...]:
    """Return the names of fields that differ, in order."""
    return tuple(name for name in FIELDS if getattr(before, name) != getattr(after, name))


def edited(before: Activity, after: Activity, *, origin: Origin) -> Activity:
    """Return an activity as a person left it: what was changed has that person's origin."""
    ours = dict.fromkeys(changed_fields(before, after), origin)
    return replace(
        after, identifier=before.identifier, origins={**before.origins, **ours}
    )


def read_again(before: Activity, fresh: Activity, *, source: str) -> Activity:
    """Return what a source says now, with the corrections that people made to it before."""
    kept = {
        name: origin for name, origin in before.origins.items()
        if name in FIELDS and origin.source != source
    }
    values = {name: getattr(before, name) for name in kept}
    return replace(fresh, origins={**fresh.origins, **kept}, **values)
