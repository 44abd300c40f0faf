"""Files of activities in every format the registry hands out."""

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tutela.registry.engine.exchange.api_json import activities_json
from tutela.registry.engine.exchange.calendar_out import write_calendar
from tutela.registry.engine.exchange.iati_writer import write_iati
from tutela.registry.engine.exchange.linked_out import write_linked
from tutela.registry.engine.exchange.table_out import write_csv, write_xlsx
from tutela.registry.engine.record import Activity, Party, PartyRole

MOST = 10_000
"""Most activities of one file."""
PUBLISHER = Party(name="Tutela", role=PartyRole.ACCOUNTABLE)
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a writer needs besides the activities.

    Attributes:
        name: What the file is called inside, where a format has a place for it.
        language: One of the six.
        made: Instant of the file, UTC.
    """

    name: str
    language: str
    made: datetime


type Writer = Callable[[Sequence[Activity], About], Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: what it is called, its media type, its ending, who writes it."""

    words: str | Promise
    media: str
    ending: str
    write: Writer


def _csv(activities: Sequence[Activity], about: About) -> Iterator[bytes]:
    return write_csv(activities, language=about.language)


def _xlsx(activities: Sequence[Activity], about: About) -> Iterator[bytes]:
    yield write_xlsx(activities, language=about.language)


def _iati(activities: Sequence[Activity], about: About) -> Iterator[bytes]:
    stream = io.BytesIO()
    write_iati(activities, stream=stream, generated=about.made, publisher=PUBLISHER)
    return _pieces(stream)


def _calendar(activities: Sequence[Activity], about: About) -> Iterator[bytes]:
    yield write_calendar(activities, name=about.name, stamp=about.made, language=about.language)


def _linked(activities: Sequence[Activity], about: About) -> Iterator[bytes]:
    yield _json(write_linked(activities, language=about.language))


def _own(activities: Sequence[Activity], _about: About) -> Iterator[bytes]:
    yield _json(activities_json(activities))


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _pieces(stream: io.BytesIO) -> Iterator[bytes]:
    stream.seek(0)
    while piece := stream.read(_PIECE):
        yield piece


FORMATS: Mapping[str, Format] = {
    "xlsx": Format(
        words=_("Workbook (XLSX), to read and sort"), ending="xlsx", write=_xlsx,
        media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "csv": Format(words=_("Table (CSV), for any program"), media="text/csv; charset=utf-8",
                  ending="csv", write=_csv),
    "iati": Format(words=_("IATI 2.03 (XML), for aid systems"), media="application/xml",
                   ending="xml", write=_iati),
    "calendar": Format(words=_("Calendar (iCalendar), once"), ending="ics", write=_calendar,
                       media="text/calendar; charset=utf-8"),
    "linked": Format(words=_("JSON-LD (schema.org Course), for web sites"),
                     media="application/ld+json", ending="jsonld", write=_linked),
    "json": Format(words=_("JSON, complete, for programs"), media="application/json",
                   ending="json", write=_own),
}
"""By name in addresses."""
