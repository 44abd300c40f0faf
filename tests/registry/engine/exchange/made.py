"""Activities and small files, made up, in the six languages."""

import io
import json
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from tutela.registry.engine import record
from tutela.registry.engine.exchange.reading import Feed
from tutela.registry.engine.vocabulary import vocabulary

FEED = Feed(source="Made up", read=date(2026, 11, 24), file="made.dat")


def read(reader, data, **options):
    """Everything a reader yields of some bytes."""
    data = data.encode() if isinstance(data, str) else data
    return list(reader(io.BytesIO(data), feed=options.pop("feed", FEED), **options))


CSV = (
    "Key;Title (en);Title (ar);Country;Town;Provider;Audience;Topic;Start date;End date;Online;"
    "Seats;Budget;Currency;Language\r\n"
    "A-1;Interviewing children;مقابلة الأطفال;Marevia;Port Amel;Institute of Amel;Police | judge;"
    "child-interviews;31/03/2026;02/04/2026;Online;25;1 200,50;EUR;English\r\n"
    "A-2;Electronic evidence;;Belmora | XNB;;Academy;Prosecutors;electronic-evidence;01.05.2026;"
    "03.05.2026;no;;;;fr\r\n"
)

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Made//Up//EN\r\n"
    "BEGIN:VEVENT\r\nUID:one@made.example\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART;TZID=Nowhere/Zone:20260301T090000\r\nDTEND;TZID=Nowhere/Zone:20260303T170000\r\n"
    "SUMMARY;LANGUAGE=fr:Entendre les enfants\r\nDESCRIPTION:<p>Trois jours</p>\r\n"
    "LOCATION:Port Amel\\, Marevia\r\nCATEGORIES:Atelier,Police\r\nGEO:1.5;-2.5\r\n"
    "ORGANIZER;CN=Institut d’Amel:mailto:cours@made.example\r\nRRULE:FREQ=YEARLY;COUNT=3\r\n"
    "STATUS:CANCELLED\r\nURL:https://made.example/one\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:two@made.example\r\nDTSTART;VALUE=DATE:20260410\r\n"
    "DTEND;VALUE=DATE:20260413\r\nSUMMARY;LANGUAGE=zh:电子证据\r\nLOCATION:Online\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)

LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Course", "@id": "https://made.example/course", "inLanguage": "es",
         "name": "Entrevistar a niños", "description": "Tres días.",
         "provider": {"@type": "Organization", "name": "Instituto de Amel"},
         "hasCourseInstance": [
             {"@type": "CourseInstance", "@id": "https://made.example/course/1",
              "startDate": "2026-03-01T09:00:00", "endDate": "2026-03-03",
              "courseMode": ["onsite", "synchronous"], "maximumAttendeeCapacity": "25",
              "location": {"@type": "Place", "address": {
                  "@type": "PostalAddress", "addressLocality": "Port Amel",
                  "addressCountry": "Marevia"}},
              "offers": [{"@type": "Offer", "price": 0}]},
             {"@id": "https://made.example/course/2"}]},
        {"@type": "CourseInstance", "@id": "https://made.example/course/2",
         "startDate": "2027-03-01", "location": {"@type": "VirtualLocation"}},
        {"@type": "EducationEvent", "@id": "https://made.example/event",
         "name": {"@language": "ru", "@value": "Электронные доказательства"},
         "startDate": "2026-06-01", "location": "Belmora",
         "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode"},
    ],
}
PAGE = ('<!DOCTYPE html><html><head><script>var a = 1;</script>'
        f'<script type="application/ld+json">{json.dumps(LINKED)}</script></head></html>')

RELIEFWEB = {"data": [
    {"id": "41", "fields": {
        "title": "Entendre les enfants", "language": [{"code": "fr", "name": "French"}],
        "country": [{"name": "Marevia", "iso3": "xma"}], "city": [{"name": "Port Amel"}],
        "source": [{"name": "Institut d’Amel"}], "type": [{"name": "Training/Workshop"}],
        "format": [{"name": "On-site"}, {"name": "Online"}], "cost": "fee-based",
        "training_language": [{"code": "fr"}, {"name": "Arabic"}],
        "date": {"start": "2026-03-01T00:00:00+00:00", "end": "2026-03-03T00:00:00+00:00"},
        "body": "Trois **jours**.", "how_to_register": "Écrire à l’institut.",
        "event_url": "https://made.example/one"}},
    {"id": "42", "fields": {"title": "Everywhere", "country": [{"name": "World", "iso3": "wld"}],
                            "date": {"start": "2026-05-01"}}},
]}

TESS = {
    "data": [
        {"id": "7", "type": "events", "attributes": {
            "title": "Electronic evidence", "start": "2026-03-01T09:00:00.000Z",
            "end": "2026-03-03T17:00:00.000Z", "country": "Marevia", "city": "Port Amel",
            "online": False, "event-types": ["workshops_and_courses"], "capacity": 20,
            "target-audience": ["Prosecutors", "phd"], "cost-basis": "free",
            "url": "https://made.example/7", "language": "en", "keywords": ["electronic-evidence"]},
         "relationships": {"content-provider": {"data": {"id": "3", "type": "content_providers"}}}},
        {"id": "8", "type": "materials", "attributes": {
            "title": "Slides on evidence", "licence": "CC-BY-4.0", "resource-type": ["Slides"],
            "version": "2", "url": "https://made.example/8"}},
    ],
    "included": [{"id": "3", "type": "content-providers", "attributes": {"title": "Academy"}}],
}

_LETTERS = "abz ÉñЖя مك中文;|,\\'\"=+-@#\n<&1"
words = st.text(alphabet=_LETTERS, min_size=1, max_size=30).map(str.strip).filter(bool)
_names = words.filter(lambda text: "\n" not in text)
_codes = st.sampled_from(["en", "fr", "ar", "pt-BR", "und"])
_amounts = st.decimals(0, 10**9, places=2, allow_nan=False)
_days = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@st.composite
def activities(draw):
    """Activities a table can hold, organisations in the order of a table."""
    parties = draw(st.lists(st.builds(
        record.Party, name=_names, role=st.sampled_from(list(record.PartyRole)),
        identifier=_names | st.just("")), max_size=4, unique=True))
    sites = draw(st.lists(st.builds(
        record.Site, state=st.sampled_from(["KEN", "XMA", "COG", "CIV", ""]),
        town=_names | st.just(""), latitude=st.none() | st.floats(-90, 90),
        longitude=st.none() | st.floats(-180, 180),
    ).filter(lambda site: site != record.Site(state="")), max_size=3, unique=True))
    roles = [record.PartyRole.PROVIDER, record.PartyRole.FUNDING, record.PartyRole.ACCOUNTABLE,
             record.PartyRole.EXTENDING, record.PartyRole.IMPLEMENTING]
    budget = draw(st.none() | _amounts)
    starts, ends = sorted(draw(st.tuples(_days, _days)))
    some = lambda codes: tuple(sorted(draw(st.sets(st.sampled_from(sorted(codes)), max_size=3))))  # noqa: E731
    return record.Activity(
        identifier=draw(words), titles=draw(st.dictionaries(_codes, words, min_size=1, max_size=3)),
        summaries=draw(st.dictionaries(_codes, words, max_size=2)),
        sort=draw(st.sampled_from(list(record.Sort))), parent=draw(words | st.just("")),
        related=tuple(dict.fromkeys(draw(st.lists(_names, max_size=2)))),
        parties=tuple(sorted(parties, key=lambda party: roles.index(party.role))),
        sites=tuple(sites), topics=some(vocabulary().topics),
        indicators=some(["A01", "D02", "G12"]), audiences=some(vocabulary().audiences),
        proficiency=draw(st.none() | st.sampled_from(list(record.Proficiency))),
        languages=some(["en", "fr", "pt-BR"]), starts=draw(st.sampled_from([None, starts])),
        ends=ends, presence=draw(st.none() | st.sampled_from(list(record.Presence))),
        seats=draw(st.none() | st.integers(0, 5000)),
        attendance=draw(st.none() | st.integers(0, 5000)),
        cost_band=draw(st.none() | st.sampled_from(list(record.CostBand))), budget=budget,
        currency="EUR" if budget is not None else "",
        status=draw(st.none() | st.sampled_from(list(record.Status))),
        evaluation=draw(words | st.just("")), contact=draw(words | st.just("")),
        url=draw(st.sampled_from(["", "https://made.example/a?b=1"])),
    )


EXAMPLE = record.Activity(
    identifier="https://made.example/a", titles={"en": "Interviewing children", "ar": "مقابلة"},
    sort=record.Sort.WORKSHOP, summaries={"en": "Three days."},
    parties=(record.Party(name="Institute of Amel", role=record.PartyRole.PROVIDER),),
    sites=(record.Site(state="XMA", town="Port Amel", latitude=1.5, longitude=-2.5),),
    topics=("child-interviews",), audiences=("police",), languages=("ar", "en"),
    starts=date(2026, 3, 1), ends=date(2026, 3, 3), presence=record.Presence.ONSITE, seats=25,
    cost_band=record.CostBand.FREE, budget=Decimal("1200.50"), currency="EUR",
    status=record.Status.CANCELLED, url="https://made.example/a",
    origins={"": record.Origin(source="Made up", read=date(2026, 1, 1))},
)
