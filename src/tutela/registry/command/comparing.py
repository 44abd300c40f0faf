"""Which records may be the same, and what already serves what is planned."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tutela.registry.command.files import AS, acting, line_of, read_files, said
from tutela.terminal import verb
from tutela.terminal.files import DAY, FILE, day_of

if TYPE_CHECKING:
    from tutela.registry.engine.record import Activity

LEVELS = ("awareness", "practitioner", "advanced", "trainer")


@click.command
@click.argument("files", type=FILE, nargs=-1)
@AS
@click.option("--between", is_flag=True,
              help="Compare the first file with the others, each record with one at most.")
@verb
def duplicates(*, files: tuple[Path, ...], address: str, between: bool) -> dict[str, Any]:
    """List pairs of records that may be the same activity, with the reasons; merges nothing."""
    rows = _of_files(files, between=between) if files else _of_registry(address)
    text = [f"{len(rows)} pairs may be the same activity. A person decides."]
    for row in rows:
        text += [f"{row['probability']:6.1%}  {row['left']}  =?  {row['right']}",
                 *(f"          {why}" for why in row["why"])]
    return {"pairs": rows, "text": "\n".join(text)}


def _of_files(files: tuple[Path, ...], *, between: bool) -> list[dict[str, Any]]:
    from tutela.registry.engine.matching.finding import duplicates_between, duplicates_within
    from tutela.registry.engine.matching.signature import signatures

    today = day_of(None)
    read = [read_files([file], today=today)[0] for file in files]
    marks = [signatures(batch) for batch in read]
    titles = {(mark.source, mark.record): one.title()
              for batch, own in zip(read, marks, strict=True)
              for one, mark in zip(batch, own, strict=True)}
    if between and len(marks) > 1:
        rest = [mark for own in marks[1:] for mark in own]
        pairs = duplicates_between(marks[0], rest)
    else:
        pairs = duplicates_within([mark for own in marks for mark in own])
    return [
        {"left": f"{titles[pair.left]} [{pair.left[1]}]",
         "right": f"{titles[pair.right]} [{pair.right[1]}]",
         "probability": pair.probability, "weight": pair.weight,
         "why": [_why(reason) for reason in pair.reasons]}
        for pair in pairs
    ]


def _why(reason: Any) -> str:
    return f"{reason.weight:+5.1f} bits  {reason.field}: {reason.left} / {reason.right}"


def _of_registry(address: str) -> list[dict[str, Any]]:
    with acting(address) as viewer:
        from tutela.registry.store.queries.desk import candidates

        return [
            {"left": f"{pair.left.activity.title()} [{pair.left.key}]",
             "right": f"{pair.right.activity.title()} [{pair.right.key}]",
             "probability": pair.score,
             "why": [f"{x['weight']:+5.1f} bits  {x['field']}: {x['left']} / {x['right']}"
                     for x in pair.reasons]}
            for pair in candidates(viewer)
        ]


@click.command
@click.argument("files", type=FILE, nargs=-1)
@AS
@click.option("--state", "states", multiple=True, required=True, help="Code; may be repeated.")
@click.option("--topic", "topics", multiple=True, required=True, help="Code; may be repeated.")
@click.option("--audience", "audiences", multiple=True, required=True,
              help="Code; may be repeated.")
@click.option("--level", type=click.Choice(LEVELS), required=True)
@click.option("--from", "starts", type=DAY, help="First day; today if not given.")
@click.option("--to", "ends", type=DAY, help="Last day.")
@click.option("--months", default=18, show_default=True, help="How near in time counts.")
@verb
def overlaps(
    *, files: tuple[Path, ...], address: str, months: int, starts: datetime | None,
    ends: datetime | None, **planned: Any,
) -> dict[str, Any]:
    """Say who serves a need already before anything is planned, and what would still be added."""
    from tutela.registry.engine.overlap import overlaps as find_overlaps

    today = day_of(None)
    wanted = _wanted(starts=starts, ends=ends, **planned)
    found = find_overlaps(wanted, _existing(files, address, wanted), today=today, months=months)
    whole = [line_of(one.activity) for one in found.serving]
    partly = [{**line_of(one.activity), "differs": [str(why) for why in one.reasons]}
              for one in found.partly]
    adds = {name: list(getattr(found.adds, name)) for name in ("states", "topics", "audiences")}
    text = [f"{len(whole)} activities serve the same already:", *map(said, whole),
            f"{len(partly)} more are near:", *map(said, partly),
            "Yours would add: " + ("; ".join(
                f"{name} {', '.join(values)}" for name, values in adds.items() if values)
                or "nothing new")]
    return {"serving": whole, "near": partly, "adds": adds, "text": "\n".join(text)}


def _wanted(
    *, states: tuple[str, ...], topics: tuple[str, ...], audiences: tuple[str, ...],
    level: str, starts: datetime | None, ends: datetime | None,
) -> "Activity":
    from tutela.registry.engine.record import Activity, Proficiency, Site

    return Activity(
        identifier="planned", titles={}, sites=tuple(Site(state=code) for code in states),
        topics=tuple(sorted(topics)), audiences=tuple(sorted(audiences)),
        proficiency=Proficiency(level),
        starts=starts.date() if starts else None, ends=ends.date() if ends else None,
    )


def _existing(files: tuple[Path, ...], address: str, wanted: "Activity") -> "list[Activity]":
    if files:
        return read_files(files, today=day_of(None))[0]
    with acting(address):
        from tutela.registry.engine.filters import Filters
        from tutela.registry.store.queries.records import shared_activities

        filters = Filters(states=wanted.states, topics=wanted.topics)
        return [one for _key, one in shared_activities(filters=filters, today=day_of(None))]
