"""Activities as Tutela's own JSON: what its interface gives and takes, without loss.

The shape is data/activity.schema.json. What is empty is left out: empty means not stated.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, BinaryIO

from tutela.foundation.errors import InputRefused, Place
from tutela.people.engine.states import is_state
from tutela.registry.engine.exchange import amounts, days, texts
from tutela.registry.engine.exchange.drafting import Draft, Keys
from tutela.registry.engine.exchange.faults import fault, refusal
from tutela.registry.engine.exchange.jsontext import LARGEST, listed, load
from tutela.registry.engine.exchange.reading import Feed, Read, Rejected
from tutela.registry.engine.exchange.source_bytes import Progress, measured
from tutela.registry.engine.record import (
    Activity,
    CostBand,
    Origin,
    Party,
    PartyRole,
    Presence,
    Proficiency,
    Site,
    Sort,
    Status,
)
from tutela.registry.engine.vocabulary import vocabulary

FORMAT = "tutela-activities/1"


def activity_json(activity: Activity) -> dict[str, Any]:
    """Return plain values; activity_from_json gives the equal activity back."""
    told: dict[str, Any] = {
        name: _plain(getattr(activity, name)) for name in Activity.__slots__
    }
    told["parties"] = [_fields(party) for party in activity.parties]
    told["sites"] = [_fields(site) for site in activity.sites]
    told["origins"] = {name: _fields(origin) for name, origin in activity.origins.items()}
    kept = {"identifier", "titles", "sort"}
    return {name: value for name, value in told.items()
            if name in kept or value not in (None, "", [], {})}


def activities_json(activities: Iterable[Activity]) -> dict[str, Any]:
    """Return a document that read_own reads."""
    return {"format": FORMAT, "activities": [activity_json(one) for one in activities]}


def _fields(part: Party | Site | Origin) -> dict[str, Any]:
    pairs = {name: _plain(getattr(part, name)) for name in part.__slots__}
    return {name: value for name, value in pairs.items() if value not in {None, ""}}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def activity_from_json(value: object, *, place: Place | None = None) -> Activity:
    """Return the activity that plain values tell.

    Raises:
        InputRefused: With every problem and the name of its field.
    """
    feed = Feed(source="", read=date.min)
    read = _read(value, feed=feed, place=place or Place())
    if isinstance(read, Activity):
        return read
    raise InputRefused(read.problems if isinstance(read, Rejected) else ())


def read_own(
    stream: BinaryIO, *, feed: Feed, progress: Progress | None = None
) -> Iterator[Read]:
    """Yield the activities of a document of Tutela's own JSON, or their refusals.

    Raises:
        InputRefused: Damaged JSON, or another document.
    """
    with measured(stream, file=feed.file, limit=LARGEST, progress=progress) as source:
        value = load(source.read(), place=Place(file=feed.file))
    records = value.get("activities") if isinstance(value, dict) else None
    if not isinstance(records, list) or value.get("format") != FORMAT:
        raise refusal("json.shape", Place(file=feed.file))
    keys = Keys()
    for at, record in enumerate(records):
        place = Place(file=feed.file, field=f"activities[{at}]")
        yield keys.once(_read(record, feed=feed, place=place), place=place)


def _read(value: object, *, feed: Feed, place: Place) -> Read:
    if not isinstance(value, dict):
        return Rejected(identifier="", title="", problems=(fault("json.record", place),))
    draft = Draft(feed=feed, place=place)
    for name in value.keys() - set(Activity.__slots__):
        draft.problem("mapping.field", place=draft.at(texts.shown(name)),
                      value=texts.shown(name))
    found = Activity(
        titles=_worded(value, "titles", draft), summaries=_worded(value, "summaries", draft),
        identifier=draft.words(value.get("identifier"), field="identifier"),
        parent=draft.words(value.get("parent"), field="parent"),
        evaluation=draft.words(value.get("evaluation"), field="evaluation"),
        contact=draft.words(value.get("contact"), field="contact"),
        proficiency=draft.take(value.get("proficiency"), _member(Proficiency),
                               field="proficiency"),
        presence=draft.take(value.get("presence"), _member(Presence), field="presence"),
        cost_band=draft.take(value.get("cost_band"), _member(CostBand), field="cost_band"),
        status=draft.take(value.get("status"), _member(Status), field="status"),
        sort=draft.take(value.get("sort"), _member(Sort), field="sort") or Sort.OTHER,
        related=_list(value, "related", texts.text, draft),
        topics=_list(value, "topics", _known(vocabulary().topics), draft),
        indicators=_list(value, "indicators", texts.indicator, draft),
        audiences=_list(value, "audiences", _known(vocabulary().audiences), draft),
        languages=_list(value, "languages", texts.language_code, draft),
        parties=tuple(_party(part, draft) for part in _parts(value, "parties", draft)),
        sites=tuple(_site(part, draft) for part in _parts(value, "sites", draft)),
        starts=draft.take(value.get("starts"), days.day, field="starts"),
        ends=draft.take(value.get("ends"), days.day, field="ends"),
        seats=draft.take(value.get("seats"), amounts.whole, field="seats"),
        attendance=draft.take(value.get("attendance"), amounts.whole, field="attendance"),
        budget=draft.take(value.get("budget"), lambda raw: amounts.number(raw, decimal="."),
                          field="budget"),
        currency=draft.take(value.get("currency"), texts.currency, field="currency") or "",
        url=draft.take(value.get("url"), texts.address, field="url") or "",
        origins=_origins(value.get("origins"), draft),
    )
    read = draft.close(found, title_place=draft.at("titles"))
    if isinstance(read, Activity) and feed.source:
        return replace(read, origins=draft.origins(place.text()))
    return read


def _member[Kind: StrEnum](kind: type[Kind]) -> Callable[[object], Kind]:
    def read(raw: object) -> Kind:
        if raw not in list(kind):
            raise texts.UnreadableError(
                "code.unknown", value=texts.shown(raw), close=", ".join(kind))
        return kind(str(raw))

    return read


def _known(codes: Iterable[str]) -> Callable[[object], str]:
    def read(raw: object) -> str:
        if raw not in list(codes):
            raise texts.UnreadableError(
                "code.unknown", value=texts.shown(raw), close=", ".join(codes))
        return str(raw)

    return read


def _list(value: dict[str, Any], name: str, reader: Any, draft: Draft) -> tuple[str, ...]:
    return draft.each(listed(value.get(name)), reader, field=name)


def _worded(value: dict[str, Any], name: str, draft: Draft) -> dict[str, str]:
    told = value.get(name, {})
    if not isinstance(told, dict):
        draft.problem("json.record", place=draft.at(name))
        return {}
    words = {code: draft.words(text, field=f"{name}.{texts.shown(code)}")
             for code, text in told.items()}
    for code in told:
        draft.language(code, field=f"{name}.{texts.shown(code)}")
    return {code: text for code, text in words.items() if text}


def _parts(value: dict[str, Any], name: str, draft: Draft) -> list[dict[str, Any]]:
    found = []
    for at, part in enumerate(listed(value.get(name))):
        if isinstance(part, dict):
            found.append({"": f"{name}[{at}]", **part})
        else:
            draft.problem("json.record", place=draft.at(f"{name}[{at}]"))
    return found


def _party(part: dict[str, Any], draft: Draft) -> Party:
    path = part[""]
    role = draft.take(part.get("role", PartyRole.IMPLEMENTING.value), _member(PartyRole),
                      field=f"{path}.role")
    name = draft.words(part.get("name"), field=f"{path}.name")
    if not name:
        draft.problem("title.missing", place=draft.at(f"{path}.name"))
    return Party(name=name, role=role or PartyRole.IMPLEMENTING,
                 identifier=draft.words(part.get("identifier"), field=f"{path}.identifier"))


def _site(part: dict[str, Any], draft: Draft) -> Site:
    path = part[""]
    return Site(
        state=draft.take(part.get("state"), _code, field=f"{path}.state") or "",
        town=draft.words(part.get("town"), field=f"{path}.town"),
        latitude=draft.take(part.get("latitude"), lambda raw: amounts.degrees(raw, limit=90),
                            field=f"{path}.latitude"),
        longitude=draft.take(part.get("longitude"), lambda raw: amounts.degrees(raw, limit=180),
                             field=f"{path}.longitude"),
    )


def _code(raw: object) -> str:
    if not isinstance(raw, str) or not is_state(raw):
        raise texts.UnreadableError("state.unknown", value=texts.shown(raw))
    return raw


def _origins(value: object, draft: Draft) -> dict[str, Origin]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        draft.problem("json.record", place=draft.at("origins"))
        return {}
    found = {}
    for name, part in value.items():
        path = f"origins.{texts.shown(name)}"
        told = part if isinstance(part, dict) else {}
        read = draft.take(told.get("read"), days.day, field=f"{path}.read")
        if read is None:
            draft.problem("date.unreadable", place=draft.at(f"{path}.read"), value="")
            continue
        found[str(name)] = Origin(
            source=draft.words(told.get("source"), field=f"{path}.source"), read=read,
            address=draft.words(told.get("address"), field=f"{path}.address"))
    return found
