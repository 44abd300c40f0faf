"""What we write is valid, and we read it again as it was."""

import io
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.registry.engine.exchange.samples_iati import FILES, read
from tutela.registry.engine.exchange.iati_schema import schema
from tutela.registry.engine.exchange.iati_texts import language_of, one_line, paragraphs
from tutela.registry.engine.exchange.iati_writer import write_iati
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
from tutela.registry.engine.vocabulary import vocabulary

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
PUBLISHER = Party(name="Secretariat", role=PartyRole.ACCOUNTABLE, identifier="XX-SECRETARIAT")


def written(*activities: Activity, generated: datetime = NOW) -> bytes:
    stream = io.BytesIO()
    assert write_iati(activities, stream=stream, generated=generated,
                      publisher=PUBLISHER) == len(activities)
    return stream.getvalue()


def again(*activities: Activity) -> list[Activity]:
    return [replace(one, origins={}) for one in read(written(*activities))]


FULL = Activity(
    identifier="XX-1", titles={"en": "Course", "ar": "دورة", "pt-BR": "Curso", "und": "?"},
    sort=Sort.COURSE, summaries={"en": "One.\n\nTwo <three> & four."}, parent="XX-0",
    related=("XX-2", "XX-3"),
    parties=(Party(name="Academy", role=PartyRole.PROVIDER, identifier="XX-A"),
             Party(name="Fund", role=PartyRole.FUNDING),
             Party(name="Office", role=PartyRole.IMPLEMENTING)),
    sites=(Site(state="KEN", town="Nairobi", latitude=-1.25, longitude=36.75),
           Site(state="XMA"), Site(state="KEN")),
    topics=("child-interviews", "judiciary"), indicators=("D02", "G03"), audiences=(),
    proficiency=Proficiency.ADVANCED, languages=("ar", "en"), starts=date(2026, 1, 10),
    ends=date(2027, 1, 10), presence=Presence.HYBRID, seats=24, attendance=0,
    cost_band=CostBand.FREE, budget=Decimal("1250.50"), currency="EUR", status=Status.OPEN,
    evaluation="It helped.", contact="office@marevia.invalid", url="https://marevia.invalid/1?a=b&c")


def test_a_record_with_everything_comes_back() -> None:
    record = replace(FULL, audiences=vocabulary().audiences[:1])
    left = {"origins"}
    empty = {one.name for one in fields(record) if getattr(record, one.name) in ("", (), None, {})}
    assert empty == left
    assert again(record) == [record]


def test_a_record_with_nothing_but_a_title_comes_back() -> None:
    record = Activity(identifier="XX-1", titles={"fr": "Cours"})
    assert again(record) == [record]


def test_what_was_filled_in_is_marked_for_readers() -> None:
    tree = etree.fromstring(written(Activity(identifier="XX-1", titles={"fr": "Cours"})))
    filled = [element.tag for element in tree.iter() if element.get("{urn:tutela:iati}filled")]
    assert filled == ["description", "participating-org", "activity-status", "activity-date"]
    assert [one.text for one in tree.iterfind(".//activity-date/narrative")] == [
        "The date is not known; the day of this file stands in its place."]


def test_a_file_read_and_written_is_read_the_same() -> None:
    first = read((FILES / "marevia-2.03.xml").read_bytes())
    assert again(*first) == [replace(one, origins={}) for one in first]


def test_the_bytes_are_fixed() -> None:
    record = Activity(identifier="XX-1", titles={"en": "A & B"}, starts=date(2026, 1, 10),
                      status=Status.RUNNING, summaries={"en": "So."},
                      parties=(Party(name="Fund", role=PartyRole.FUNDING),))
    assert written(record).decode() == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        '<iati-activities xmlns:tutela="urn:tutela:iati" version="2.03" '
        'generated-datetime="2026-11-24T09:00:00+00:00">\n'
        '<iati-activity xmlns:tutela="urn:tutela:iati" hierarchy="1">'
        "<iati-identifier>XX-1</iati-identifier>"
        '<reporting-org ref="XX-SECRETARIAT" type="90" secondary-reporter="1">'
        "<narrative>Secretariat</narrative></reporting-org>"
        '<title><narrative xml:lang="en">A &amp; B</narrative></title>'
        '<description type="1"><narrative xml:lang="en">So.</narrative></description>'
        '<participating-org role="1"><narrative>Fund</narrative></participating-org>'
        '<activity-status code="2"/><activity-date iso-date="2026-01-10" type="2"/>'
        "</iati-activity>\n</iati-activities>")


def test_activities_are_written_as_they_come() -> None:
    seen = []

    def source():
        for number in range(200):
            seen.append(stream.tell())
            yield Activity(identifier=f"XX-{number}", titles={"en": "word " * 400})

    stream = io.BytesIO()
    assert write_iati(source(), stream=stream, generated=NOW, publisher=PUBLISHER) == 200
    assert seen[-1] > stream.tell() / 2


@pytest.mark.parametrize("change", [
    {"url": "https://marevia.invalid/%zz"}, {"url": "http://[half"}, {"url": "a b\x00c"},
    {"budget": Decimal("NaN")}, {"budget": Decimal(1).scaleb(60)},
    {"titles": {"en": "a\x00b\x0bc\ufffe"}}, {"titles": {"not a tag": "a"}}, {"titles": {}},
    {"identifier": ""}, {"contact": "\x01"}, {"summaries": {"en": " "}},
    {"parties": (Party(name="", role=PartyRole.FUNDING),)},
])
def test_what_iati_cannot_hold_is_left_out_and_the_file_is_valid(change) -> None:
    data = written(replace(FULL, **change), FULL)
    assert schema().validate(etree.fromstring(data))
    assert len(read(data)) == 2


_SIGNS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
LINES = st.text(_SIGNS | st.sampled_from("<>&\"' "), max_size=30).map(one_line)
SOME = LINES.filter(bool)
TEXTS = st.lists(LINES, max_size=4).map("\n".join).map(paragraphs)
LANGUAGES = st.sampled_from(("ar", "zh", "en", "fr", "ru", "es", "und", "pt-BR", "sw"))
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def codes(values) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(list(values)), max_size=3, unique=True).map(
        lambda found: tuple(sorted(found)))


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


@st.composite
def sites(draw) -> Site:
    point = draw(maybe(st.tuples(st.floats(-90, 90), st.floats(-180, 180)))) or (None, None)
    return Site(state=draw(st.sampled_from(("KEN", "FRA", "XMA", "QZZ", "ZZZ"))), town=draw(LINES),
                latitude=point[0], longitude=point[1])


@st.composite
def activities(draw) -> Activity:
    """Draw a record that IATI can hold: texts are tidy, ends follow starts."""
    starts = draw(maybe(DAYS))
    days = draw(st.integers(0, 2000))
    ends = draw(maybe(st.just((starts or date(2020, 1, 1)) + timedelta(days))))
    budget = draw(maybe(st.decimals(-10**12, 10**12, places=2)))
    return Activity(
        identifier=draw(SOME), starts=starts, ends=ends, budget=budget,
        titles=draw(st.dictionaries(LANGUAGES, SOME, min_size=1, max_size=3)),
        summaries=draw(st.dictionaries(LANGUAGES, TEXTS.filter(bool), max_size=3)),
        currency=draw(st.sampled_from(("", "USD", "EUR"))) if budget is not None else "",
        sort=draw(st.sampled_from(Sort)), parent=draw(LINES),
        related=tuple(draw(st.lists(SOME, max_size=3, unique=True))),
        parties=tuple(draw(st.lists(st.builds(
            Party, name=SOME, role=st.sampled_from(PartyRole), identifier=LINES), max_size=3))),
        sites=tuple(draw(st.lists(sites(), max_size=3))),
        topics=draw(codes(vocabulary().topics)), audiences=draw(codes(vocabulary().audiences)),
        indicators=draw(codes(("A01", "B02", "G11"))), languages=draw(codes(("ar", "en", "sw"))),
        proficiency=draw(maybe(st.sampled_from(Proficiency))),
        presence=draw(maybe(st.sampled_from(Presence))),
        status=draw(maybe(st.sampled_from(Status))),
        cost_band=draw(maybe(st.sampled_from(CostBand))), seats=draw(maybe(st.integers(0, 10**8))),
        attendance=draw(maybe(st.integers(0, 10**8))), evaluation=draw(LINES),
        contact=draw(LINES | st.just("office@marevia.invalid")),
        url=draw(st.sampled_from(("", "https://marevia.invalid/a?b=c&d=%20", "http://é.invalid/"))))


@given(st.lists(activities(), max_size=3, unique_by=lambda one: one.identifier))
@settings(max_examples=40, deadline=None)
def test_whatever_iati_can_hold_comes_back(records) -> None:
    data = written(*records)
    if records:
        assert schema().validate(etree.fromstring(data))
    assert again(*records) == records
    assert written(*records) == data


@given(st.text(max_size=80))
def test_tidying_twice_changes_nothing(text) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert paragraphs(paragraphs(text)) == paragraphs(text)


@given(st.text(max_size=12), st.sampled_from(("en", "und")))
def test_a_language_settles(tag, default) -> None:
    code = language_of(tag, default=default)
    assert language_of(code, default=default) == code
