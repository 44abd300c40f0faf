"""Write activities as an iCalendar feed: the same bytes for the same activities.

Source: RFC 5545 (iCalendar); RFC 7986, 5.1 (NAME).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vText

from tutela.foundation.digest import digest_of
from tutela.people.engine.states import state_name
from tutela.registry.engine.exchange.words import table
from tutela.registry.engine.record import Activity, Status
from tutela.registry.engine.vocabulary import names

_STATUS = {Status.CANCELLED: "CANCELLED", Status.PLANNED: "TENTATIVE"}


def write_calendar(
    activities: Iterable[Activity], *, name: str, stamp: datetime, language: str
) -> bytes:
    """Return a calendar of the activities that have a first day.

    Args:
        activities: What to write; the calendar is ordered by day and key.
        name: Of the calendar, such as a State's or a topic's.
        stamp: UTC instant of the last change of anything in it.
        language: One of the six, of titles and categories.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Tutela//Registry//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    dated = [activity for activity in activities if activity.starts]
    for activity in sorted(dated, key=lambda one: (str(one.starts), uid(one))):
        calendar.add_component(_event(activity, stamp=stamp, language=language))
    return bytes(calendar.to_ical(sorted=True))


def uid(activity: Activity) -> str:
    """Return the key of an activity in every calendar: it follows from source and identifier."""
    origin = activity.origins.get("")
    source = origin.source if origin else ""
    return f"{digest_of([source, activity.identifier])[:40]}@tutela"


def _event(activity: Activity, *, stamp: datetime, language: str) -> Event:
    event = Event()
    event.add("uid", uid(activity))
    event.add("dtstamp", stamp)
    event.add("dtstart", activity.starts)
    last = activity.ends or activity.starts
    if last is not None:
        event.add("dtend", last + timedelta(days=1))
    said = next((code for code in (language, "en") if activity.titles.get(code)),
                next(iter(activity.titles), "und"))
    event.add("summary", activity.title(language),
              parameters={} if said == "und" else {"language": said})
    if summary := activity.summary(language):
        event.add("description", summary)
    places = [_place(site.town, site.state, language) for site in activity.sites]
    if any(places):
        event.add("location", "\n".join(place for place in places if place))
    if categories := _categories(activity, language):
        event.add("categories", categories)
    if activity.url:
        event.add("url", activity.url)
    if activity.contact:
        event.add("contact", activity.contact)
    if activity.provider:
        organizer = vCalAddress("urn:tutela:provider")
        organizer.params["CN"] = vText(activity.provider.replace('"', "”"))
        event.add("organizer", organizer)
    if activity.status in _STATUS:
        event.add("status", _STATUS[activity.status])
    return event


def _place(town: str, state: str, language: str) -> str:
    return ", ".join(part for part in (town, state_name(state, language)) if part)


def _categories(activity: Activity, language: str) -> list[str]:
    words = names(language)
    kind = str(table(language)["values"]["sort"][activity.sort][0])
    return [kind, *(words.topics.get(code, code) for code in activity.topics),
            *(words.audiences.get(code, code) for code in activity.audiences)]
