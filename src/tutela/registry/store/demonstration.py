"""The demonstration's registry: some sixty invented activities, materials and experts."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

from tutela.foundation.clock import Clock
from tutela.people.engine.viewer import Viewer
from tutela.people.store import queries as people
from tutela.registry.engine.record import (
    Activity,
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
from tutela.registry.store.models import Record
from tutela.registry.store.operations.records import register_many
from tutela.registry.store.operations.resources import add_expert, add_material
from tutela.storage.wall import acting_for

_OWNERS = {
    "programme": "programme-officer", "partner": "partner", "trainer": "trainer",
    "focal-point": "focal-point", "other-focal-point": "other-focal-point",
}
"""Person of the demonstration who registers, by the word in the data."""
_SOON = timedelta(days=120)


def load(
    *, accounts: Mapping[str, int], organisations: Mapping[str, int], clock: Clock
) -> None:
    """Register the invented activities, materials and experts, unless some are there.

    Args:
        accounts: Keys of the demonstration's people, by name.
        organisations: Keys of its organisations, by name.
        clock: Tells the time; activities lie around it.
    """
    programme = organisations["programme"]
    with acting_for(programme):
        if Record.objects.filter(curator_id=programme).exists():
            return
    text = files("tutela.registry").joinpath("data/demonstration.toml").read_text("utf-8")
    table = tomllib.loads(text)
    viewers = {word: _viewer(accounts[person]) for word, person in _OWNERS.items()}
    today = clock.now().date()
    owned: dict[str, list[tuple[str, Activity]]] = {}
    for number, row in enumerate(table["activities"], start=1):
        made = row.get("source", ""), _activity(row, number, today=today)
        owned.setdefault(row["owner"], []).append(made)
    for word, activities in owned.items():
        with acting_for(viewers[word].organisation):
            register_many(viewer=viewers[word], activities=activities, clock=clock)
    viewer = viewers["programme"]
    with acting_for(viewer.organisation):
        for number, row in enumerate(table["materials"], start=1):
            parts = {name: tuple(row[name]) for name in ("topics", "audiences", "languages")}
            material = Material(identifier=f"material-{number}", **{**row, **parts})
            add_material(viewer=viewer, material=material, clock=clock)
        for row in table["experts"]:
            add_expert(viewer=viewer, expert=_expert(row, today=today), clock=clock)


def _viewer(account: int) -> Viewer:
    return people.viewer_for(account, people.current_memberships(account)[0].key)


def _activity(row: Mapping[str, Any], number: int, *, today: date) -> Activity:
    starts, ends = _days(row, today)
    year = str(starts.year if starts else today.year)
    source = row.get("source", "")
    read = today - timedelta(days=3)
    return Activity(
        identifier=row.get("key", f"activity-{number}"),
        titles={code: text.replace("{year}", year) for code, text in row["titles"].items()},
        summaries={next(iter(row["titles"])): row["summary"]} if "summary" in row else {},
        sort=Sort(row["sort"]), parent=row.get("parent", ""),
        parties=(Party(name=row["provider"], role=PartyRole.PROVIDER),),
        sites=tuple(
            Site(state=code, town=row.get("town", "") if at == 0 else "")
            for at, code in enumerate(row["states"])
        ),
        topics=tuple(sorted(row["topics"])), audiences=tuple(sorted(row["audiences"])),
        languages=tuple(sorted(row.get("languages", ()))),
        proficiency=Proficiency(row["level"]) if "level" in row else None,
        presence=Presence(row["presence"]) if "presence" in row else None,
        starts=starts, ends=ends, seats=row.get("seats"), attendance=row.get("attendance"),
        budget=Decimal(row["budget"]) if "budget" in row else None,
        currency=row.get("currency", ""), evaluation=row.get("evaluation", ""),
        status=Status(row["status"]) if "status" in row else _status(starts, ends, today),
        origins={"": Origin(source=source, read=read)} if source else {},
    )


def _days(row: Mapping[str, Any], today: date) -> tuple[date | None, date | None]:
    """Return the first day, the first Monday of a month seen from today's, and the last day."""
    if "month" not in row:
        return None, None
    year, month = divmod(today.year * 12 + today.month - 1 + row["month"], 12)
    first = date(year, month + 1, 1)
    starts = first + timedelta(days=-first.weekday() % 7)
    return starts, starts + timedelta(days=row["days"] - 1)


def _status(starts: date | None, ends: date | None, today: date) -> Status | None:
    if starts is None or ends is None:
        return None
    if ends < today:
        return Status.FINISHED
    if starts <= today:
        return Status.RUNNING
    return Status.OPEN if starts - today <= _SOON else Status.PLANNED


def _expert(row: Mapping[str, Any], *, today: date) -> Expert:
    return Expert(
        name=row["name"], topics=tuple(row["topics"]), audiences=tuple(row["audiences"]),
        languages=tuple(row["languages"]), states=tuple(row["states"]),
        consented=today - timedelta(days=90) if row["consented"] else None,
        available_from=today, available_until=today + timedelta(days=365),
        visibility=row["visibility"],
    )
