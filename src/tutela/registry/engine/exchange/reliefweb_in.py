"""Read ReliefWeb's training records, as its interface gives them or as they are posted to it.

Posted records name States, languages and organisations by ReliefWeb's own numbers, which only
ReliefWeb can resolve: those fields stay unknown, and the numbers are not taken for anything else.

Source: UN OCHA, ReliefWeb API v2 (training); ReliefWeb POST API schema v2 (training).
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from tutela.foundation.errors import Place
from tutela.registry.engine.exchange import days, loosely, texts
from tutela.registry.engine.exchange.amounts import number
from tutela.registry.engine.exchange.drafting import Draft, Keys
from tutela.registry.engine.exchange.faults import fault, refusal
from tutela.registry.engine.exchange.jsontext import LARGEST, listed, load
from tutela.registry.engine.exchange.reading import Feed, Read, Rejected
from tutela.registry.engine.exchange.source_bytes import Progress, measured
from tutela.registry.engine.exchange.states import state
from tutela.registry.engine.record import (
    Activity,
    CostBand,
    Party,
    PartyRole,
    Presence,
    Site,
    Sort,
)

_NO_STATE = {"world", "wld"}


def read_reliefweb(
    stream: BinaryIO, *, feed: Feed, progress: Progress | None = None
) -> Iterator[Read]:
    """Yield one activity or refusal per training.

    Raises:
        InputRefused: Damaged JSON, or no trainings where they belong.
    """
    with measured(stream, file=feed.file, limit=LARGEST, progress=progress) as source:
        value = load(source.read(), place=Place(file=feed.file))
    base = "data" if isinstance(value, dict) and "data" in value else ""
    records = listed(value["data"] if base else value)
    if not isinstance(value, dict | list):
        raise refusal("json.shape", Place(file=feed.file))
    keys = Keys()
    for at, record in enumerate(records):
        place = Place(file=feed.file, field=f"{base}[{at}]")
        if isinstance(record, dict):
            yield keys.once(_read(record, feed=feed, place=place), place=place)
        else:
            yield Rejected(identifier="", title="", problems=(fault("json.record", place),))


def _read(record: dict[str, Any], *, feed: Feed, place: Place) -> Read:
    draft = Draft(feed=feed, place=place)
    told = record.get("fields", record)
    if not isinstance(told, dict):
        draft.problem("json.record", place=draft.at("fields"))
        told = {}
    written = draft.each(_named(told.get("language"), "code", "name"), texts.language_code,
                         field="language")
    language = written[0] if len(written) == 1 else "und"
    title = draft.words(told.get("title"), field="title")
    dated = told.get("date")
    dates: dict[str, Any] = dated if isinstance(dated, dict) else {}
    return draft.close(Activity(
        identifier=_identifier(record, told, draft), titles={language: title} if title else {},
        summaries=_summary(told, language, draft),
        sort=loosely.first(_kinds(told), kind=Sort, name="sort") or Sort.COURSE,
        parties=tuple(dict.fromkeys(
            Party(name=name, role=PartyRole.PROVIDER)
            for name in draft.each(_named(told.get("source"), "name"), texts.text,
                                   field="source"))),
        sites=_sites(told, draft),
        topics=loosely.codes(_named(told.get("theme"), "name"), name="topics"),
        audiences=loosely.codes(_named(told.get("career_categories"), "name"), name="audiences"),
        languages=tuple(sorted(draft.each(
            _named(told.get("training_language"), "code", "name"), texts.language_code,
            field="training_language"))),
        starts=draft.take(dates.get("start", told.get("training_date_start")), days.day,
                          field="date.start"),
        ends=draft.take(dates.get("end", told.get("training_date_end")), days.day,
                        field="date.end"),
        presence=_presence(told), cost_band=_cost(told, draft),
        contact=draft.take(told.get("how_to_register"), texts.plain, field="how_to_register")
        or "",
        url=draft.take(told.get("event_url") or told.get("url"), texts.address, field="url") or "",
        origins=draft.origins(draft.words(told.get("url"), field="url") or place.text()),
    ), title_place=draft.at("title"))


def _named(value: Any, *names: str) -> list[str]:
    """Return the words of a list of named things; numbers alone say nothing here."""
    found = []
    for item in listed(value):
        word = next((item[name] for name in names if item.get(name)), None) if isinstance(
            item, dict) else item
        if isinstance(word, str) and word.strip():
            found.append(word)
    return found


def _identifier(record: dict[str, Any], told: dict[str, Any], draft: Draft) -> str:
    for name, value in (("uuid", told.get("uuid")), ("id", record.get("id")),
                        ("id", told.get("id")), ("url", told.get("url"))):
        if isinstance(value, str | int) and not isinstance(value, bool):
            found = draft.words(value, field=name)
            return found if name != "id" else f"reliefweb:{found}"
    return ""


def _summary(told: dict[str, Any], language: str, draft: Draft) -> dict[str, str]:
    body = told.get("body") or told.get("body-html")
    found = draft.take(body, texts.plain, field="body")
    return {language: found} if found else {}


def _formats(told: dict[str, Any]) -> list[str]:
    return _named(told.get("format", told.get("training_format")), "name")


def _kinds(told: dict[str, Any]) -> list[str]:
    names = _named(told.get("type", told.get("training_type")), "name")
    return [part for name in names for part in name.split("/")]


def _presence(told: dict[str, Any]) -> Presence | None:
    modes = {loosely.first([name], kind=Presence, name="presence") for name in _formats(told)}
    modes.discard(None)
    return Presence.HYBRID if len(modes) > 1 else next(iter(modes), None)


def _sites(told: dict[str, Any], draft: Draft) -> tuple[Site, ...]:
    countries = [word for word in _named(told.get("country"), "iso3", "name")
                 if word.casefold() not in _NO_STATE]
    states = draft.each(countries, state, field="country")
    towns = draft.each(_named(told.get("city"), "name"), texts.text, field="city")
    if len(states) == 1 and towns:
        return tuple(Site(state=states[0], town=town) for town in towns)
    return (*(Site(state=code) for code in states),
            *(Site(state="", town=town) for town in towns))


def _cost(told: dict[str, Any], draft: Draft) -> CostBand | None:
    raw = told.get("cost")
    if isinstance(raw, str) and (
        found := loosely.first([raw], kind=CostBand, name="cost_band")
    ):
        return found
    price = draft.take(raw, number, field="cost")
    return None if price is None else CostBand.PAID if price > 0 else CostBand.FREE
