"""Turn an activity of IATI 1.0x into the shape of 2.03, in place.

In 1.0x a text stands in its element and a translation repeats the element; 2.0x holds narratives.
"""

import re
from collections.abc import Callable

from lxml import etree

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_ROLES = {"funding": "1", "accountable": "2", "extending": "3", "implementing": "4"}
_DATES = {"start-planned": "1", "start-actual": "2", "end-planned": "3", "end-actual": "4"}
_STATUSES = {
    "pipeline/identification": "1", "pipeline": "1", "implementation": "2", "completion": "3",
    "post-completion": "4", "cancelled": "5", "suspended": "6",
}
_BUDGETS = {"original": "1", "revised": "2"}
_ONCE = ("title", "reporting-org")
"""Elements that 1.0x repeats for each language and 2.03 knows once."""
_WORDED = (
    "title", "description", "reporting-org", "participating-org", "recipient-country",
    "recipient-region", "sector", "activity-date", "contact-info/organisation",
    "contact-info/department", "contact-info/person-name", "contact-info/job-title",
    "contact-info/mailing-address", "location/name", "location/description",
    "location/activity-description", "document-link/title",
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _narrate(element: etree._Element) -> None:
    """Move an element's own text into a narrative."""
    if element.find("narrative") is not None:
        return
    words = (element.text or "").strip()
    language = element.get(LANGUAGE)
    element.text = None
    if words:
        narrative = etree.SubElement(element, "narrative")
        narrative.text = words
        if language is not None:
            narrative.set(LANGUAGE, language)
    if language is not None:
        del element.attrib[LANGUAGE]


def _join(activity: etree._Element, name: str) -> None:
    elements = activity.findall(name)
    for other in elements[1:]:
        elements[0].extend(other.findall("narrative"))
        activity.remove(other)


def _recode(element: etree._Element, attribute: str, codes: dict[str, str]) -> None:
    value = (element.get(attribute) or "").strip()
    element.set(attribute, codes.get(value.lower(), value))


def _date(element: etree._Element) -> None:
    _recode(element, "type", _DATES)
    words = (element.text or "").strip()
    if element.get("iso-date") is None and (day := _DAY.match(words)):
        element.set("iso-date", day[0])


def _place(location: etree._Element) -> None:
    coordinates = location.find("coordinates")
    if coordinates is not None and location.find("point") is None:
        point = etree.SubElement(location, "point", srsName="")
        pos = etree.SubElement(point, "pos")
        pos.text = f"{coordinates.get('latitude', '')} {coordinates.get('longitude', '')}"
    for area in location.findall("administrative"):
        if country := area.get("country"):
            area.set("vocabulary", "A4")
            area.set("code", country)


def _status(status: etree._Element) -> None:
    if not status.get("code"):
        status.set("code", _STATUSES.get((status.text or "").strip().lower(), ""))
    status.text = None


def _silence(element: etree._Element) -> None:
    element.text = None


def _page(activity: etree._Element) -> None:
    website = activity.find("activity-website")
    if website is not None and (address := (website.text or "").strip()):
        link = etree.SubElement(activity, "document-link", url=address, format="text/html")
        etree.SubElement(link, "category", code="A12")


_CHANGES: tuple[tuple[str, Callable[[etree._Element], None]], ...] = (
    ("activity-date", _date),
    *((path, _narrate) for path in _WORDED),
    ("participating-org", lambda party: _recode(party, "role", _ROLES)),
    ("activity-status", _status),
    ("budget", lambda budget: _recode(budget, "type", _BUDGETS)),
    ("location", _place),
    ("related-activity", _silence),
)
"""What is done to which elements; a date's text is read before it becomes a narrative."""


def convert(activity: etree._Element) -> None:
    """Convert one activity; what 2.03 does not know stays, for the schema to drop."""
    for path, change in _CHANGES:
        for element in activity.findall(path):
            change(element)
    for name in _ONCE:
        _join(activity, name)
    _page(activity)
