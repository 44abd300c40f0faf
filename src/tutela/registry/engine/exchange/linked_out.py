"""Write activities as schema.org Course with its CourseInstance, in JSON-LD.

Source: schema.org Course and CourseInstance; Bioschemas CourseInstance 1.0-RELEASE.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from tutela.foundation.digest import digest_of
from tutela.people.engine.states import state_name
from tutela.registry.engine.record import (
    Activity,
    CostBand,
    PartyRole,
    Presence,
    Site,
    Status,
)
from tutela.registry.engine.vocabulary import names

_MODES = {Presence.ONSITE: "onsite", Presence.ONLINE: "online", Presence.HYBRID: "blended"}
_STATUS = {
    Status.CANCELLED: "https://schema.org/EventCancelled",
    Status.SUSPENDED: "https://schema.org/EventPostponed",
}


def write_linked(activities: Iterable[Activity], *, language: str = "en") -> dict[str, Any]:
    """Return a document with one course for every activity, in the given order.

    Args:
        activities: What to write.
        language: One of the six, of the names of topics and audiences.
    """
    courses = [_course(activity, language) for activity in activities]
    return {"@context": "https://schema.org", "@graph": courses}


def _course(activity: Activity, language: str) -> dict[str, Any]:
    words = names(language)
    return _told({
        "@type": "Course", "@id": _address(activity, "course"),
        "name": _worded(activity.titles), "description": _worded(activity.summaries),
        "url": activity.url, "inLanguage": list(activity.languages),
        "about": [words.topics.get(code, code) for code in activity.topics],
        "audience": [{"@type": "EducationalAudience",
                      "audienceType": words.audiences.get(code, code)}
                     for code in activity.audiences],
        "educationalLevel": activity.proficiency.value if activity.proficiency else None,
        "additionalType": activity.sort.value,
        "provider": _organizations(activity, {PartyRole.PROVIDER}),
        "funder": _organizations(activity, {PartyRole.FUNDING}),
        "isAccessibleForFree": True if activity.cost_band is CostBand.FREE else None,
        "hasCourseInstance": [_instance(activity)],
    })


def _instance(activity: Activity) -> dict[str, Any]:
    return _told({
        "@type": "CourseInstance", "@id": _address(activity, "instance"),
        "identifier": activity.identifier, "name": _worded(activity.titles),
        "url": activity.url, "inLanguage": list(activity.languages),
        "courseMode": _MODES.get(activity.presence) if activity.presence else None,
        "startDate": activity.starts.isoformat() if activity.starts else None,
        "endDate": activity.ends.isoformat() if activity.ends else None,
        "maximumAttendeeCapacity": activity.seats,
        "eventStatus": _STATUS.get(activity.status) if activity.status else None,
        "location": [_place(site) for site in activity.sites],
    })


def _told(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the properties that say something."""
    return {name: value for name, value in properties.items() if value not in (None, "", [], {})}


def _address(activity: Activity, kind: str) -> str:
    if kind == "instance" and activity.identifier.startswith(("https://", "http://", "urn:")):
        return activity.identifier
    return f"urn:tutela:{kind}:{digest_of(activity.identifier)[:40]}"


def _worded(words: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": text} if code == "und" else {"@language": code, "@value": text}
            for code, text in words.items()]


def _organizations(activity: Activity, roles: set[PartyRole]) -> list[dict[str, Any]]:
    return [_told({"@type": "Organization", "name": party.name, "identifier": party.identifier})
            for party in activity.parties if party.role in roles]


def _place(site: Site) -> dict[str, Any]:
    geo = None
    if site.latitude is not None and site.longitude is not None:
        geo = {"@type": "GeoCoordinates", "latitude": site.latitude, "longitude": site.longitude}
    return _told({
        "@type": "Place", "name": ", ".join(
            part for part in (site.town, state_name(site.state)) if part),
        "address": _told({"@type": "PostalAddress", "addressLocality": site.town,
                          "addressCountry": site.state}),
        "geo": geo,
    })
