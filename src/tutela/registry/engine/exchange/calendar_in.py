"""Read iCalendar: one activity per VEVENT; a repeating event is one, and its rule is noted.

Source: RFC 5545 (iCalendar), 3.6.1 (VEVENT), 3.8.2.2 (DTEND is exclusive for whole days); RFC 7986.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from icalendar import Event, vGeo, vRecur
from icalendar.error import BrokenCalendarProperty

from tutela.foundation.errors import Place
from tutela.registry.engine.exchange import days, loosely, texts
from tutela.registry.engine.exchange.amounts import degrees
from tutela.registry.engine.exchange.drafting import Draft, Keys
from tutela.registry.engine.exchange.faults import fault, refusal
from tutela.registry.engine.exchange.reading import MAX_RECORD_BYTES, Feed, Read, Rejected
from tutela.registry.engine.exchange.source_bytes import Progress, measured
from tutela.registry.engine.record import (
    Activity,
    Party,
    PartyRole,
    Presence,
    Site,
    Sort,
    Status,
)

_BEGIN, _END = b"BEGIN:VEVENT", b"END:VEVENT"
_STATUS = {"CANCELLED": Status.CANCELLED, "TENTATIVE": Status.PLANNED}


def read_calendar(
    stream: BinaryIO, *, feed: Feed, progress: Progress | None = None
) -> Iterator[Read]:
    """Yield one activity or refusal per event, in the order of the file.

    Days are those of the clock at the event's place, as the file writes them.

    Raises:
        InputRefused: No calendar, or it ends in the middle.
    """
    keys = Keys()
    for number, (row, block) in enumerate(_blocks(stream, feed, progress), start=1):
        place = Place(file=feed.file, row=row, field=f"VEVENT[{number}]")
        if len(block) > MAX_RECORD_BYTES:
            limit = MAX_RECORD_BYTES // 1_000_000
            problem = fault("record.large", place, limit=limit)
            yield Rejected(identifier="", title="", problems=(problem,))
        else:
            yield keys.once(_read(block, feed=feed, place=place), place=place)


def _blocks(
    stream: BinaryIO, feed: Feed, progress: Progress | None
) -> Iterator[tuple[int, bytes]]:
    source = measured(stream, file=feed.file, progress=progress)
    block: list[bytes] | None = None
    began = size = row = 0
    while line := source.readline(MAX_RECORD_BYTES):
        row += 1
        bare = line.removeprefix(b"\xef\xbb\xbf").strip().upper()
        if row == 1 and bare != b"BEGIN:VCALENDAR":
            reason = "it does not begin as a calendar"
            raise refusal("calendar.damaged", Place(file=feed.file, row=1), reason=reason)
        if bare == _BEGIN:
            block, began, size = [], row, 0
        if block is not None:
            size += len(line)
            # One line more than the limit is kept, so that the caller sees it is too large.
            if size - len(line) <= MAX_RECORD_BYTES:
                block.append(line)
        if bare == _END and block is not None:
            yield began, b"".join(block)
            block = None
    if block is not None or row == 0:
        reason = "it ends in the middle of an event" if row else "it is empty"
        raise refusal("calendar.damaged", Place(file=feed.file, row=max(row, 1)), reason=reason)


def _read(block: bytes, *, feed: Feed, place: Place) -> Read:
    try:
        event: Any = Event.from_ical(block.decode("utf-8"))
    except Exception as damage:  # noqa: BLE001 - the parser raises whatever its types raise
        reason = texts.shown(damage) or "a line is not well formed"
        problem = fault("calendar.damaged", place, reason=reason)
        return Rejected(identifier="", title="", problems=(problem,))
    draft = Draft(feed=feed, place=place)
    starts, ends = _days(event, draft)
    location = draft.words(_one(event, "LOCATION"), field="LOCATION")
    categories = _categories(event)
    words = [*categories, *location.replace(",", " ").split()]
    presence = loosely.first(words, kind=Presence, name="presence")
    language = draft.language(_parameter(event, "SUMMARY", "LANGUAGE"), field="SUMMARY")
    titles = {language: draft.words(_one(event, "SUMMARY"), field="SUMMARY")}
    return draft.close(Activity(
        identifier=_identifier(event, draft),
        titles={code: title for code, title in titles.items() if title},
        summaries=_summaries(event, draft),
        sort=loosely.first(categories, kind=Sort, name="sort") or Sort.OTHER,
        parties=_parties(event, draft),
        sites=_sites(event, location, draft=draft),
        topics=loosely.codes(categories, name="topics"),
        audiences=loosely.codes(categories, name="audiences"),
        languages=() if language == "und" else (language,),
        starts=starts, ends=ends, presence=presence,
        status=_STATUS.get(str(_one(event, "STATUS") or "").strip().upper()),
        contact=_contact(event, draft),
        url=draft.take(_one(event, "URL"), texts.address, field="URL") or "",
        origins=draft.origins(place.text()),
    ), title_place=draft.at("SUMMARY"))


def _one(event: Any, name: str) -> Any:
    found = event.get(name)
    found = found[0] if isinstance(found, list) and found else found
    return str(found) if isinstance(found, str) else found


def _part(value: Any, name: str, default: Any = None) -> Any:
    """Return an attribute of a property; one that could not be parsed has none."""
    try:
        return getattr(value, name, default)
    except BrokenCalendarProperty:
        return default


def _parameter(event: Any, name: str, parameter: str) -> str:
    found = event.get(name)
    found = found[0] if isinstance(found, list) and found else found
    value = _part(found, "params", {}).get(parameter, "")
    return value if isinstance(value, str) else ""


def _identifier(event: Any, draft: Draft) -> str:
    uid = draft.words(_one(event, "UID"), field="UID")
    again = _part(_one(event, "RECURRENCE-ID"), "dt")
    # An exception to a rule has the UID of the rule.
    return f"{uid}#{again.isoformat()}" if uid and isinstance(again, date) else uid


def _days(event: Any, draft: Draft) -> tuple[date | None, date | None]:
    starts, ends = _moment(event, "DTSTART", draft), _moment(event, "DTEND", draft)
    duration = _part(_one(event, "DURATION"), "dt")
    if starts is not None and ends is None and isinstance(duration, timedelta):
        try:
            ends = starts + duration
        except OverflowError:
            draft.problem("date.unreadable", place=draft.at("DURATION"), value=str(duration))
    first = draft.take(starts, days.day, field="DTSTART")
    if ends is not None and starts is not None and _is_midnight(ends):
        # The end is the first moment that is no longer part of the event.
        later = date(ends.year, ends.month, ends.day) > date(starts.year, starts.month, starts.day)
        ends = ends - timedelta(days=1) if later else ends
    last = draft.take(ends, days.day, field="DTEND")
    return first, last or (first if ends is None else None)


def _is_midnight(moment: date) -> bool:
    return not isinstance(moment, datetime) or moment.time() == time()


def _moment(event: Any, name: str, draft: Draft) -> date | None:
    raw = event.get(name)
    if raw is None:
        if any(str(error[0]).upper() == name for error in event.errors):
            draft.problem("date.unreadable", place=draft.at(name), value=name)
        return None
    raw = raw[0] if isinstance(raw, list) and raw else raw
    found = _part(raw, "dt")
    if isinstance(found, date):
        return found
    draft.problem("date.unreadable", place=draft.at(name), value=texts.shown(raw))
    return None


def _categories(event: Any) -> list[str]:
    found = event.get("CATEGORIES")
    groups = found if isinstance(found, list) else [found]
    return [str(word) for group in groups for word in _part(group, "cats", ())]


def _summaries(event: Any, draft: Draft) -> dict[str, str]:
    told = draft.take(_one(event, "DESCRIPTION"), texts.plain, field="DESCRIPTION") or ""
    rule = _one(event, "RRULE")
    noted = _rule(rule) if isinstance(rule, vRecur) else ""
    words = "\n".join(part for part in (told, noted) if part)
    language = draft.language(_parameter(event, "DESCRIPTION", "LANGUAGE"), field="DESCRIPTION")
    return {language: words} if words else {}


def _rule(rule: Any) -> str:
    return f"RRULE:{rule.to_ical().decode()}"


def _parties(event: Any, draft: Draft) -> tuple[Party, ...]:
    organizer = _one(event, "ORGANIZER")
    name = _parameter(event, "ORGANIZER", "CN") or str(organizer or "").partition(":")[2]
    named = draft.words(name, field="ORGANIZER")
    return (Party(name=named, role=PartyRole.PROVIDER),) if named else ()


def _contact(event: Any, draft: Draft) -> str:
    organizer = str(_one(event, "ORGANIZER") or "")
    mail = organizer[len("mailto:"):] if organizer.lower().startswith("mailto:") else ""
    return draft.words(_one(event, "CONTACT") or mail, field="CONTACT")


def _sites(event: Any, location: str, *, draft: Draft) -> tuple[Site, ...]:
    found = loosely.site(location)
    geo = _one(event, "GEO")
    if not isinstance(geo, vGeo):
        return (found,) if found else ()
    north = draft.take(geo.latitude, lambda raw: degrees(raw, limit=90), field="GEO")
    east = draft.take(geo.longitude, lambda raw: degrees(raw, limit=180), field="GEO")
    base = found or Site(state="")
    return (Site(state=base.state, town=base.town, latitude=north, longitude=east),)
