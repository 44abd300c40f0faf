"""Write one activity as an element of IATI 2.03, in the order the standard asks for."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from lxml import etree

from tutela.registry.engine.exchange.iati_older import LANGUAGE
from tutela.registry.engine.exchange.iati_own import (
    FIELD,
    FILLED,
    NAMESPACE,
    ROLE,
    SETS,
    SINGLES,
    VOCABULARY,
    address,
)
from tutela.registry.engine.exchange.iati_places import code_of
from tutela.registry.engine.exchange.iati_texts import one_line, paragraphs
from tutela.registry.engine.record import Activity, Party, PartyRole, Site, Sort, Status

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_OTHER_ORGANISATION = "90"
_EARTH = "http://www.opengis.net/def/crs/EPSG/0/4326"
_STATUSES = {
    Status.PLANNED: "1", Status.OPEN: "1", Status.RUNNING: "2", Status.FINISHED: "4",
    Status.CANCELLED: "5", Status.SUSPENDED: "6",
}


def _clean(text: str) -> str:
    """Drop characters that no XML may hold."""
    return _FORBIDDEN.sub("", text)


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    named = {key.replace("_", "-"): _clean(value) for key, value in attributes.items()}
    return etree.SubElement(parent, name, named)


def _narrative(parent: etree._Element, text: str, *, language: str = "") -> None:
    made = etree.SubElement(parent, "narrative")
    made.text = _clean(text)
    if language:
        made.set(LANGUAGE, language if _TAG.fullmatch(language) else "und")


def _wording(parent: etree._Element, words: Mapping[str, str]) -> None:
    for language, text in words.items():
        if text.strip():
            _narrative(parent, text, language=language)


def _reporter(parent: etree._Element, activity: Activity, publisher: Party) -> None:
    takes_part = any((party.identifier or party.name) == (publisher.identifier or publisher.name)
                     for party in activity.parties)
    element = _add(parent, "reporting-org", ref=publisher.identifier, type=_OTHER_ORGANISATION,
                   secondary_reporter="0" if takes_part else "1")
    _narrative(element, publisher.name)


def _descriptions(parent: etree._Element, activity: Activity) -> None:
    said = {code: text for code, text in activity.summaries.items() if text.strip()}
    element = _add(parent, "description", type="1")
    if said:
        _wording(element, {code: paragraphs(text) for code, text in said.items()})
    else:
        element.set(FILLED, "1")
        _narrative(element, "No description is known.", language="en")
    if activity.evaluation:
        element = _add(parent, "description", type="4")
        element.set(FIELD, "evaluation")
        _narrative(element, one_line(activity.evaluation))


def _parties(parent: etree._Element, activity: Activity, publisher: Party) -> None:
    for party in activity.parties or (publisher,):
        implements = party.role in (PartyRole.PROVIDER, PartyRole.IMPLEMENTING)
        code = PartyRole.IMPLEMENTING if implements else party.role
        element = _add(parent, "participating-org", role=code)
        if party.identifier:
            element.set("ref", _clean(party.identifier))
        if implements:
            element.set(ROLE, "provider" if party.role is PartyRole.PROVIDER else "implementing")
        if not activity.parties:
            element.set(FILLED, "1")
        if party.name:
            _narrative(element, party.name)


def _status(parent: etree._Element, activity: Activity, today: date) -> None:
    if activity.status:
        _add(parent, "activity-status", code=_STATUSES[activity.status])
        return
    began = activity.starts is not None and activity.starts <= today
    over = activity.ends is not None and activity.ends < today
    element = _add(parent, "activity-status", code="4" if over else "2" if began else "1")
    element.set(FILLED, "1")


def _dates(parent: etree._Element, activity: Activity, today: date) -> None:
    """Write both days; a day that has passed counts as one that happened."""
    for day, planned, actual in ((activity.starts, "1", "2"), (activity.ends, "3", "4")):
        if day:
            _add(parent, "activity-date", iso_date=day.isoformat(),
                 type=actual if day <= today else planned)
    if not (activity.starts or activity.ends):
        element = _add(parent, "activity-date", iso_date=today.isoformat(), type="1")
        element.set(FILLED, "1")
        _narrative(element, "The date is not known; the day of this file stands in its place.",
                   language="en")


def _contact(parent: etree._Element, contact: str) -> None:
    if contact:
        info = _add(parent, "contact-info", type="1")
        if "@" in contact and " " not in contact:
            _add(info, "email").text = _clean(contact)
        else:
            _narrative(_add(info, "organisation"), contact)


def _site(parent: etree._Element, site: Site) -> None:
    element = _add(parent, "location")
    if site.town:
        _narrative(_add(element, "name"), site.town)
    if site.state:
        _add(element, "administrative", vocabulary="A4", level="0", code=code_of(site.state))
    if site.latitude is not None and site.longitude is not None:
        point = _add(element, "point", srsName=_EARTH)
        _add(point, "pos").text = f"{site.latitude!r} {site.longitude!r}"


def _sites(parent: etree._Element, activity: Activity) -> None:
    for state in activity.states:
        _add(parent, "recipient-country", code=code_of(state))
    if activity.sites != tuple(Site(state=state) for state in activity.states):
        for site in activity.sites:
            _site(parent, site)


def _codes(activity: Activity) -> Iterator[tuple[str, str]]:
    for field in SETS:
        for code in getattr(activity, field):
            yield field, code
    for field in SINGLES:
        value = getattr(activity, field.replace("-", "_"))
        written = value in (None, Sort.OTHER) or (
            isinstance(value, Status) and value is not Status.OPEN)
        if not written:
            yield field, value.value if isinstance(value, StrEnum) else str(value)


def _tags(parent: etree._Element, activity: Activity) -> None:
    for field, code in _codes(activity):
        _add(parent, "tag", vocabulary=VOCABULARY, vocabulary_uri=address(field), code=code)


def _budget(parent: etree._Element, activity: Activity, today: date) -> None:
    if activity.budget is None:
        return
    starts = activity.starts or activity.ends or today
    element = _add(parent, "budget", type="1", status="1")
    _add(element, "period-start", iso_date=starts.isoformat())
    _add(element, "period-end", iso_date=(activity.ends or starts).isoformat())
    value = _add(element, "value", value_date=starts.isoformat())
    value.text = f"{activity.budget:f}"
    if activity.currency:
        value.set("currency", _clean(activity.currency))


def _page(parent: etree._Element, activity: Activity) -> None:
    if activity.url:
        link = _add(parent, "document-link", url=activity.url, format="text/html")
        _narrative(_add(link, "title"), "Page of the activity", language="en")
        _add(link, "category", code="A12")


def element_of(activity: Activity, *, publisher: Party, today: date) -> etree._Element:
    """Return the element of one activity.

    What the standard demands and the record lacks is filled in and marked as such, so that our
    own reader leaves it out again: description, organisation, status, date.

    Args:
        activity: What to write.
        publisher: Who reports.
        today: Day of the file; it parts what happened from what is planned.
    """
    element = etree.Element("iati-activity", {"hierarchy": "2" if activity.parent else "1"},
                            nsmap={"tutela": NAMESPACE})
    _add(element, "iati-identifier").text = _clean(activity.identifier)
    _reporter(element, activity, publisher)
    _wording(_add(element, "title"), activity.titles or {"und": activity.identifier})
    _descriptions(element, activity)
    _parties(element, activity, publisher)
    _status(element, activity, today)
    _dates(element, activity, today)
    _contact(element, activity.contact)
    _sites(element, activity)
    _tags(element, activity)
    _budget(element, activity, today)
    _page(element, activity)
    if activity.parent:
        _add(element, "related-activity", type="1", ref=activity.parent)
    for key in activity.related:
        _add(element, "related-activity", type="3", ref=key)
    return element
