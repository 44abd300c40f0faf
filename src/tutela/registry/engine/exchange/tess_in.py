"""Read TeSS, the training catalogue of ELIXIR: events and materials as JSON.

Source: ELIXIR TeSS, its interface at /events.json_api and /materials.json_api; JSON:API 1.0.
"""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from tutela.foundation.errors import Place
from tutela.registry.engine.exchange import days, loosely, texts
from tutela.registry.engine.exchange.amounts import degrees, number, whole
from tutela.registry.engine.exchange.drafting import Draft, Keys
from tutela.registry.engine.exchange.faults import fault, refusal
from tutela.registry.engine.exchange.jsontext import LARGEST, listed, load
from tutela.registry.engine.exchange.reading import Feed, Read, Rejected
from tutela.registry.engine.exchange.source_bytes import Progress, measured
from tutela.registry.engine.exchange.states import state
from tutela.registry.engine.record import (
    Activity,
    CostBand,
    Material,
    Party,
    PartyRole,
    Presence,
    Site,
    Sort,
)

_MATERIAL = {"licence", "doi", "resource_type", "difficulty_level", "date_published"}
_SORTS = {
    "slide": "slides", "presentation": "slides", "exercise": "exercise", "quiz": "exercise",
    "assessment": "exercise", "video": "film", "film": "film", "recording": "film",
    "handbook": "handbook", "manual": "handbook", "tutorial": "handbook",
    "documentation": "handbook", "guide": "handbook",
}


def read_tess(
    stream: BinaryIO, *, feed: Feed, progress: Progress | None = None
) -> Iterator[Read]:
    """Yield one activity, material or refusal per record.

    Raises:
        InputRefused: Damaged JSON, or no records where they belong.
    """
    with measured(stream, file=feed.file, limit=LARGEST, progress=progress) as source:
        value = load(source.read(), place=Place(file=feed.file))
    if not isinstance(value, dict | list):
        raise refusal("json.shape", Place(file=feed.file))
    inner = value["data"] if isinstance(value, dict) and "data" in value else None
    base = "" if inner is None else "data"
    providers = _providers(value)
    keys = Keys()
    for at, record in enumerate(listed(value if inner is None else inner)):
        place = Place(file=feed.file, field=f"{base}[{at}]")
        if isinstance(record, dict):
            read = _read(record, providers, feed=feed, place=place)
            yield keys.once(read, place=place)
        else:
            yield Rejected(identifier="", title="", problems=(fault("json.record", place),))


def _providers(value: Any) -> dict[str, str]:
    """Return the titles of the content providers that came with the records, by number."""
    included = listed(value.get("included")) if isinstance(value, dict) else []
    return {
        str(item.get("id")): _plainly(item.get("attributes")).get("title", "")
        for item in included
        if isinstance(item, dict) and str(item.get("type")).replace("-", "_") == "content_providers"
    }


def _plainly(attributes: Any) -> dict[str, Any]:
    """Return attributes with their names written one way."""
    if not isinstance(attributes, dict):
        return {}
    return {str(name).replace("-", "_"): value for name, value in attributes.items()}


def _read(
    record: dict[str, Any], providers: Mapping[str, str], *, feed: Feed, place: Place
) -> Read:
    draft = Draft(feed=feed, place=place)
    told = _plainly(record.get("attributes", record))
    links = record.get("links")
    told.setdefault("url", links.get("self") if isinstance(links, dict) else None)
    kind = str(record.get("type", "")).lower()
    material = kind == "materials" or (kind != "events" and bool(_MATERIAL & told.keys())
                                       and "start" not in told)
    number_ = record.get("id", told.get("id"))
    identifier = "" if number_ is None else draft.words(number_, field="id")
    if identifier:
        identifier = f"tess:{'materials' if material else 'events'}:{identifier}"
    identifier = identifier or draft.words(told.get("url"), field="url")
    if material:
        return _material(told, identifier, draft)
    return _event(told, identifier, _provider(record, told, providers), draft)


def _provider(
    record: dict[str, Any], told: dict[str, Any], providers: Mapping[str, str]
) -> Any:
    if told.get("organizer"):
        return told["organizer"]
    link: Any = record
    for name in ("relationships", "content_provider", "data", "id"):
        link = _plainly(link).get(name)
    own = told.get("content_provider")
    return providers.get(str(link), "") or (own.get("title") if isinstance(own, dict) else own)


def _language(told: dict[str, Any], draft: Draft) -> str:
    return draft.language(told.get("language"), field="language")


def _texts(told: dict[str, Any], name: str, language: str, draft: Draft) -> dict[str, str]:
    found = draft.take(told.get(name), texts.plain, field=name)
    return {language: found} if found else {}


def _keywords(told: dict[str, Any]) -> list[Any]:
    labels = [item.get("preferred_label") for item in listed(told.get("scientific_topics"))
              if isinstance(item, dict)]
    return [*listed(told.get("keywords")), *labels]


def _event(told: dict[str, Any], identifier: str, provider: Any, draft: Draft) -> Read:
    language = _language(told, draft)
    names = [(provider, PartyRole.PROVIDER),
             *((host, PartyRole.IMPLEMENTING) for host in listed(told.get("host_institutions"))),
             *((sponsor, PartyRole.FUNDING) for sponsor in listed(told.get("sponsors")))]
    parties = [(draft.words(name, field="organizer"), role) for name, role in names]
    return draft.close(Activity(
        identifier=identifier, titles=_texts(told, "title", language, draft),
        summaries=_texts(told, "description", language, draft),
        sort=loosely.first(listed(told.get("event_types")), kind=Sort, name="sort") or Sort.OTHER,
        parties=tuple(dict.fromkeys(
            Party(name=name, role=role) for name, role in parties if name)),
        sites=_sites(told, draft), topics=loosely.codes(_keywords(told), name="topics"),
        audiences=loosely.codes(listed(told.get("target_audience")), name="audiences"),
        languages=() if language == "und" else (language,),
        starts=draft.take(told.get("start"), days.day, field="start"),
        ends=draft.take(told.get("end"), days.day, field="end"), presence=_presence(told),
        seats=draft.take(told.get("capacity"), whole, field="capacity"),
        cost_band=_cost(told, draft), contact=draft.words(told.get("contact"), field="contact"),
        url=draft.take(told.get("url"), texts.address, field="url") or "",
        origins=draft.origins(draft.place.text()),
    ), title_place=draft.at("title"))


def _material(told: dict[str, Any], identifier: str, draft: Draft) -> Read:
    language = _language(told, draft)
    kinds = " ".join(str(word).lower() for word in listed(told.get("resource_type")))
    sort = next((sort for word, sort in _SORTS.items() if word in kinds), "curriculum")
    return draft.close(Material(
        identifier=identifier, titles=_texts(told, "title", language, draft), sort=sort,
        topics=loosely.codes(_keywords(told), name="topics"),
        audiences=loosely.codes(listed(told.get("target_audience")), name="audiences"),
        languages=() if language == "und" else (language,),
        version=draft.words(told.get("version"), field="version"),
        licence=draft.words(told.get("licence"), field="licence"),
        rights=draft.words("; ".join(
            str(name) for name in listed(told.get("authors")) if isinstance(name, str)),
            field="authors"),
        url=draft.take(told.get("url"), texts.address, field="url") or "",
        origins=draft.origins(draft.place.text()),
    ), title_place=draft.at("title"))


def _sites(told: dict[str, Any], draft: Draft) -> tuple[Site, ...]:
    code = draft.take(told.get("country"), state, field="country") or ""
    town = draft.words(told.get("city"), field="city")
    north = draft.take(told.get("latitude"), lambda raw: degrees(raw, limit=90), field="latitude")
    east = draft.take(told.get("longitude"), lambda raw: degrees(raw, limit=180),
                      field="longitude")
    placed = Site(state=code, town=town, latitude=north, longitude=east)
    return (placed,) if placed != Site(state="") else ()


def _presence(told: dict[str, Any]) -> Presence | None:
    said = told.get("presence")
    if isinstance(said, str) and (
        found := loosely.first([said], kind=Presence, name="presence")
    ):
        return found
    online = told.get("online")
    if isinstance(online, bool):
        return Presence.ONLINE if online else Presence.ONSITE
    return None


def _cost(told: dict[str, Any], draft: Draft) -> CostBand | None:
    basis = told.get("cost_basis")
    if isinstance(basis, str) and (
        found := loosely.first([basis], kind=CostBand, name="cost_band")
    ):
        return found
    price = draft.take(told.get("cost_value"), number, field="cost_value")
    return None if price is None else CostBand.PAID if price > 0 else CostBand.FREE
