"""One event or course of schema.org into an activity; what an event lacks its course tells."""

from collections.abc import Mapping
from typing import Any

from tutela.foundation.errors import Place
from tutela.registry.engine.exchange import days, loosely, texts
from tutela.registry.engine.exchange.amounts import degrees, number, whole
from tutela.registry.engine.exchange.drafting import Draft
from tutela.registry.engine.exchange.linked_nodes import Node, bare, linked, types, worded, words
from tutela.registry.engine.exchange.reading import Feed, Read
from tutela.registry.engine.exchange.states import state
from tutela.registry.engine.record import (
    Activity,
    CostBand,
    Party,
    PartyRole,
    Presence,
    Proficiency,
    Site,
    Sort,
    Status,
)

_STATUS = {"EventCancelled": Status.CANCELLED, "EventPostponed": Status.SUSPENDED}
_MODES = {
    "OnlineEventAttendanceMode": Presence.ONLINE, "OfflineEventAttendanceMode": Presence.ONSITE,
    "MixedEventAttendanceMode": Presence.HYBRID,
}
_ROLES = {"provider": PartyRole.PROVIDER, "organizer": PartyRole.PROVIDER,
          "funder": PartyRole.FUNDING, "sponsor": PartyRole.FUNDING}


class _Told:
    """The properties of an event, else those of its course."""

    def __init__(self, node: Node, course: Node | None, known: Mapping[str, Node]) -> None:
        self.nodes = [node, *([course] if course else [])]
        self.known = known

    def all(self, name: str) -> list[Any]:
        for node in self.nodes:
            if found := linked(node, name, self.known):
                return found
        return []

    def one(self, name: str) -> Any:
        return next(iter(self.all(name)), None)

    def words(self, *names: str) -> list[str]:
        return [piece.strip() for name in names for word in words(self.all(name))
                for piece in word.split(",")]


def activity_of(
    node: Node, course: Node | None, known: Mapping[str, Node], *, feed: Feed, place: Place
) -> Read:
    """Return the activity, or every reason why it cannot be taken."""
    draft, told = Draft(feed=feed, place=place), _Told(node, course, known)
    languages = tuple(sorted(draft.each(words(told.all("inLanguage")), texts.language_code,
                                        field="inLanguage")))
    language = languages[0] if len(languages) == 1 else "und"
    starts = draft.take(told.one("startDate"), days.day, field="startDate")
    return draft.close(Activity(
        identifier=_identifier(node, course, draft),
        titles=_by_language(told.all("name"), language, draft, field="name"),
        summaries=_by_language(told.all("description"), language, draft, field="description"),
        sort=_sort(node, told), parties=_parties(told, draft), sites=_sites(told, draft),
        topics=loosely.codes(told.words("about", "keywords", "teaches"), name="topics"),
        audiences=loosely.codes(told.words("audience"), name="audiences"),
        proficiency=loosely.first(told.words("educationalLevel"), kind=Proficiency,
                                  name="proficiency"),
        languages=languages, starts=starts,
        ends=draft.take(told.one("endDate"), days.day, field="endDate") or starts,
        presence=_presence(told),
        seats=draft.take(told.one("maximumAttendeeCapacity"), whole,
                         field="maximumAttendeeCapacity"),
        cost_band=_cost(told, draft), status=_STATUS.get(bare(told.one("eventStatus"))),
        contact=draft.words(next(iter(told.words("contactPoint")), ""), field="contactPoint"),
        url=draft.take(told.one("url"), texts.address, field="url") or "",
        origins=draft.origins(place.text()),
    ), title_place=draft.at("name"))


def _identifier(node: Node, course: Node | None, draft: Draft) -> str:
    for name in ("@id", "identifier", "url"):
        if found := next(iter(words([node.get(name)])), ""):
            return draft.words(found, field=name)
    base = next(iter(words([(course or {}).get("@id"), (course or {}).get("url")])), "")
    started = next(iter(words([node.get("startDate")])), "")
    return draft.words(f"{base}#{started}" if base and started else "", field="@id")


def _by_language(
    values: list[Any], language: str, draft: Draft, *, field: str
) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag, raw in worded(values, language).items():
        code = draft.language(tag, field=field) if tag != "und" else "und"
        told = draft.take(raw, texts.plain, field=field)
        if told:
            found.setdefault(code, told)
    return found


def _sort(node: Node, told: _Told) -> Sort:
    said = loosely.first(told.words("additionalType", "eventType", "keywords"), kind=Sort,
                         name="sort")
    return said or (Sort.COURSE if types(node) & {"Course", "CourseInstance"} else Sort.OTHER)


def _parties(told: _Told, draft: Draft) -> tuple[Party, ...]:
    found = []
    for name, role in _ROLES.items():
        for value in told.all(name):
            label = draft.words(next(iter(words([value])), ""), field=name)
            identity = value.get("@id", "") if isinstance(value, dict) else ""
            if label:
                key = draft.words(identity, field=f"{name}.@id") if identity != label else ""
                found.append(Party(name=label, role=role, identifier=key))
    return tuple(dict.fromkeys(found))


def _sites(told: _Told, draft: Draft) -> tuple[Site, ...]:
    found = []
    for value in told.all("location"):
        if isinstance(value, str):
            placed = loosely.site(draft.words(value, field="location"))
        elif isinstance(value, dict) and "VirtualLocation" not in types(value):
            placed = _placed(value, told, draft)
        else:
            placed = None
        if placed:
            found.append(placed)
    return tuple(dict.fromkeys(found))


def _placed(value: Node, told: _Told, draft: Draft) -> Site | None:
    address = next(iter(linked(value, "address", told.known)), None)
    if not isinstance(address, dict):
        said = next(iter(words([address])), "") or next(iter(words([value.get("name")])), "")
        return loosely.site(draft.words(said, field="location"))
    country = next(iter(words(linked(address, "addressCountry", told.known))), "")
    town = draft.words(next(iter(words([address.get("addressLocality")])), ""),
                       field="location.address.addressLocality")
    code = draft.take(country, state, field="location.address.addressCountry") or ""
    geo = next(iter(linked(value, "geo", told.known)), None)
    geo = geo if isinstance(geo, dict) else {}
    north = draft.take(geo.get("latitude"), lambda raw: degrees(raw, limit=90),
                       field="location.geo.latitude")
    east = draft.take(geo.get("longitude"), lambda raw: degrees(raw, limit=180),
                      field="location.geo.longitude")
    placed = Site(state=code, town=town, latitude=north, longitude=east)
    return placed if placed != Site(state="") else None


def _presence(told: _Told) -> Presence | None:
    if mode := _MODES.get(bare(told.one("eventAttendanceMode"))):
        return mode
    said = [word.strip("“”\"' ") for word in told.words("courseMode")]
    modes = {loosely.first([word], kind=Presence, name="presence") for word in said} - {None}
    if len(modes) > 1:
        return Presence.HYBRID
    if modes:
        return modes.pop()
    places = [value for value in told.all("location") if isinstance(value, dict)]
    virtual = [bool({"VirtualLocation"} & types(value)) for value in places]
    if virtual and all(virtual):
        return Presence.ONLINE
    return Presence.HYBRID if any(virtual) else None


def _cost(told: _Told, draft: Draft) -> CostBand | None:
    if told.one("isAccessibleForFree") is True:
        return CostBand.FREE
    prices = [draft.take(offer.get("price"), number, field="offers.price")
              for offer in told.all("offers") if isinstance(offer, dict)]
    stated = [price for price in prices if price is not None]
    if not stated:
        return None
    return CostBand.PAID if max(stated) > 0 else CostBand.FREE
