"""What an IATI record becomes."""

from datetime import date
from decimal import Decimal

import pytest

from tests.registry.engine.exchange.samples_iati import FEED, FILES, activity, document, read
from tutela.foundation.errors import InputRefused
from tutela.registry.engine.exchange.reading import MAX_TEXT, Rejected
from tutela.registry.engine.record import (
    Activity,
    Origin,
    Party,
    PartyRole,
    Site,
    Status,
)


def test_every_field_of_a_record_of_2_03() -> None:
    notes = []
    assert read((FILES / "marevia-2.03.xml").read_bytes(), note=notes.append) == [Activity(
        identifier="XX-MAREVIA-7-2",
        titles={"en": "Interviewing children: a course for police",
                "fr": "Entendre les enfants : cours pour la police",
                "pt-BR": "Ouvir as crianças"},
        summaries={"en": "Two weeks in Port Amel.\n\nPractice with actors.\n\n"
                         "Fewer repeated interviews."},
        parent="XX-MAREVIA-7", related=("XX-MAREVIA-7-3", "XX-FUND-99"),
        parties=(Party(name="Academy of Port Amel", role=PartyRole.PROVIDER,
                       identifier="XX-ACADEMY"),
                 Party(name="Fund of the Isles", role=PartyRole.FUNDING, identifier="XX-FUND"),
                 Party(name="Child Protection Office", role=PartyRole.IMPLEMENTING)),
        sites=(Site(state="XMA", town="Port Amel", latitude=-4.25, longitude=39.5),
               Site(state="KEN")),
        topics=("child-interviews",), seats=24, starts=date(2026, 2, 1), ends=date(2026, 12, 31),
        budget=Decimal("1000.25"), currency="USD", status=Status.RUNNING,
        contact="Office of Training, training@marevia.invalid, 000 111",
        url="https://marevia.invalid/course",
        origins={"": Origin(source="Marevia", read=date(2026, 11, 24), address="marevia.xml:4")})]
    assert notes == []


def test_every_field_of_a_record_of_1_05() -> None:
    assert read((FILES / "marevia-1.05.xml").read_bytes()) == [Activity(
        identifier="XX-ISLES-1", titles={"fr": "Former les juges", "en": "Training judges"},
        summaries={"fr": "Trois journées."}, parent="XX-ISLES",
        parties=(Party(name="Academy of Port Amel", role=PartyRole.PROVIDER),
                 Party(name="Fund of the Isles", role=PartyRole.FUNDING, identifier="XX-FUND")),
        sites=(Site(state="KEN", town="Nairobi", latitude=-1.25, longitude=36.75),),
        starts=date(2013, 2, 1), ends=date(2013, 12, 31), budget=Decimal(7500), currency="EUR",
        status=Status.RUNNING, contact="Secrétariat, office@isles.invalid",
        url="https://isles.invalid/1",
        origins={"": Origin(source="Marevia", read=date(2026, 11, 24), address="marevia.xml:4")})]


@pytest.mark.parametrize("version", ["2.01", "2.02", "2.03", None])
def test_versions(version) -> None:
    [found] = read(document(activity(), version=version))
    assert found.titles == {"und": "Course"}


@pytest.mark.parametrize("version", ["3.01", "1.999", "two"])
def test_a_version_nobody_knows_is_refused(version) -> None:
    with pytest.raises(InputRefused) as caught:
        read(document(activity(), version=version))
    assert [one.code for one in caught.value.problems] == ["iati.version"]


@pytest.mark.parametrize(("attributes", "language"), [
    ('xml:lang="es"', "es"), ('xml:lang="EN-gb"', "en"), ('xml:lang=""', "und"), ("", "und")])
def test_the_default_language_is_the_activitys(attributes, language) -> None:
    [found] = read(document(activity(attributes)))
    assert (dict(found.titles), dict(found.summaries)) == (
        {language: "Course"}, {language: "About it."})


@pytest.mark.parametrize(("changes", "code", "row"), [
    ({"iati_identifier": ""}, "iati.no-identifier", 2),
    ({"iati_identifier": "<iati-identifier> </iati-identifier>"}, "iati.no-identifier", 2),
    ({"title": ""}, "iati.no-title", 2),
    ({"title": "<title><narrative/></title>"}, "iati.no-title", 2),
    ({"reporting_org": ""}, "iati.no-reporter", 2),
    ({"activity_date": '<activity-date type="1" iso-date="2026-13-10"/>'}, "iati.date", 9),
    ({"activity_date": '<activity-date type="1" iso-date="10/01/2026"/>'}, "iati.date", 9),
    ({"activity_date": '<activity-date type="1" iso-date="12026-01-10"/>'}, "iati.date", 9),
    ({"activity_date": '<activity-date type="1"/>'}, "iati.missing-attribute", 9),
    ({"activity_date": '<activity-date iso-date="2026-01-10"/>'}, "iati.missing-attribute", 9),
    ({"activity_date": '<activity-date type="2" iso-date="2026-01-10"/>'
                       '<activity-date type="4" iso-date="2025-01-10"/>'}, "iati.dates", 2),
    ({"participating_org": "<participating-org/>"}, "iati.missing-attribute", 7),
    ({"activity_status": "<activity-status/>"}, "iati.missing-attribute", 8),
    ({"title": f"<title><narrative>{'x' * (MAX_TEXT + 1)}</narrative></title>"},
     "iati.text-too-long", 5),
])
def test_what_refuses_a_record_but_not_the_next(changes, code, row) -> None:
    other = activity(iati_identifier="<iati-identifier>XX-2</iati-identifier>")
    bad, good = read(document(activity(**changes), other))
    assert isinstance(bad, Rejected)
    assert [(one.code, one.place.file, one.place.row) for one in bad.problems] == [
        (code, "marevia.xml", row)]
    assert good.identifier == "XX-2"


@pytest.mark.parametrize("amount", ["12,000", "", "1e5", "NaN", "9" * 60])
def test_an_amount_that_is_no_number_refuses_its_record(amount) -> None:
    budget = ('<budget><period-start iso-date="2026-01-01"/><period-end iso-date="2026-12-31"/>'
              f'<value value-date="2026-01-01">{amount}</value></budget>')
    [found] = read(document(activity(more=budget)))
    assert [one.code for one in found.problems] == ["iati.number"]


@pytest.mark.parametrize(("changes", "codes"), [
    ({"more": "<novelty/>"}, ["iati.order"]),
    ({"description": ""}, ["iati.order"]),
    ({"activity_date": ""}, ["iati.incomplete"]),
    ({"more": '<transaction><value value-date="yesterday">1</value></transaction>'},
     ["iati.order"]),
    ({"more": '<recipient-country code="Kenya"/>'}, ["iati.unknown-code"]),
    ({"more": '<tag vocabulary="99" vocabulary-uri="urn:tutela:seats" code="many"/>'},
     ["iati.unknown-code"]),
    ({"activity_status": '<activity-status code="77"/>'}, ["iati.unknown-code"]),
    ({"title": '<title><narrative xml:lang="not a language">Course</narrative></title>'},
     ["iati.value"]),
])
def test_what_is_noted_while_the_record_is_taken(changes, codes) -> None:
    notes = []
    [found] = read(document(activity(**changes)), note=notes.append)
    assert (found.identifier, dict(found.titles)) == ("XX-1", {"und": "Course"})
    assert [one.code for one in notes] == codes


def test_a_misplaced_element_does_not_hide_a_broken_date() -> None:
    changes = {"description": "", "activity_date": '<activity-date type="1" iso-date="soon"/>'}
    [found] = read(document(activity(**changes)))
    assert [one.code for one in found.problems] == ["iati.date"]


def test_parts_in_another_order_are_read_the_same() -> None:
    parts = {"iati_identifier": "", "more": "<iati-identifier>XX-1</iati-identifier>"}
    assert read(document(activity(**parts))) == read(document(activity()))


def test_a_repeated_identifier_keeps_the_first_record_only() -> None:
    first, second, third = read(document(activity(), activity(), activity()))
    assert first.identifier == "XX-1"
    assert [one.problems[0].params for one in (second, third)] == [
        {"identifier": "XX-1", "first": 2}] * 2
    assert second.problems[0].text() == (
        "The identifier XX-1 stands for another activity of this file already, at line 2. "
        "Keep one of the two, or give each its own identifier.")


@pytest.mark.parametrize(("changes", "words"), [
    ({"activity_date": '<activity-date type="1" iso-date="soon"/>'},
     "soon is not a day, in iso-date of activity-date. Write it like 2026-11-24."),
    ({"activity_date": '<activity-date iso-date="2026-01-10"/>'},
     "activity-date lacks type. Add it, as version 2.03 of IATI asks."),
    ({"title": ""}, "The activity has no title. Ask the publisher to fill title."),
    ({"more": '<budget><period-start iso-date="2026-01-01"/><period-end iso-date="2026-12-31"/>'
              '<value value-date="2026-01-01">12,5</value></budget>'},
     ("12,5 is not a number, in value. Write it like 1250.50, without spaces or signs of a "
     "currency.")),
])
def test_a_refusal_says_what_is_wrong_and_what_to_do(changes, words) -> None:
    [found] = read(document(activity(**changes)))
    assert [one.text() for one in found.problems] == [words]


@pytest.mark.parametrize(("more", "words"), [
    ("<novelty/>", ("novelty stands where version 2.03 of IATI does not expect it. It was left "
                   "out or read all the same; tell the publisher.")),
    ('<recipient-country code="Kenya"/>', ("Kenya is not a code known for recipient-country. It "
                                          "was left out; tell the publisher.")),
    ('<sector code="11220" percentage="all"/>', ("all is not a number, in sector. Write it like "
     "1250.50, without spaces or signs of a currency.")),
])
def test_a_note_says_what_became_of_it(more, words) -> None:
    notes = []
    read(document(activity(more=more)), note=notes.append)
    assert [one.text() for one in notes] == [words]


def test_a_rejected_record_says_what_it_calls_itself() -> None:
    [found] = read(document(activity(reporting_org="")))
    assert (found.identifier, found.title) == ("XX-1", "Course")


@pytest.mark.parametrize(("dates", "expected"), [
    ([("1", "2026-01-01"), ("3", "2026-06-01")], (date(2026, 1, 1), date(2026, 6, 1))),
    ([("1", "2026-01-01"), ("2", "2026-02-01"), ("3", "2026-06-01"), ("4", "2026-07-01")],
     (date(2026, 2, 1), date(2026, 7, 1))),
    ([("2", "2026-08-01"), ("3", "2026-06-01")], (date(2026, 8, 1), None)),
    ([("1", "2026-08-01"), ("4", "2026-06-01")], (None, date(2026, 6, 1))),
])
def test_what_happened_goes_before_what_was_planned(dates, expected) -> None:
    text = "".join(f'<activity-date type="{kind}" iso-date="{day}"/>' for kind, day in dates)
    [found] = read(document(activity(activity_date=text)))
    assert (found.starts, found.ends) == expected


def test_commitments_stand_for_a_budget_and_say_so() -> None:
    text = "".join(
        f'<transaction><transaction-type code="{code}"/><transaction-date iso-date="2026-01-01"/>'
        f'<value currency="EUR" value-date="2026-01-01">{amount}</value></transaction>'
        for code, amount in (("2", "10.5"), ("3", "99"), ("2", "4.5")))
    [found] = read(document(activity(more=text)))
    assert (found.budget, found.currency) == (Decimal(15), "EUR")
    assert found.origins["budget"] == Origin(
        source=FEED.source, read=FEED.read, address="marevia.xml:2 transaction/commitment")


def test_budgets_in_two_currencies_are_not_added_up() -> None:
    text = "".join(
        f'<budget><period-start iso-date="2026-0{month}-01"/><period-end iso-date="2026-12-31"/>'
        f'<value currency="{code}" value-date="2026-01-01">10</value></budget>'
        for month, code in ((1, "EUR"), (2, "USD")))
    notes = []
    [found] = read(document(activity(more=text)), note=notes.append)
    assert (found.budget, found.currency) == (None, "")
    assert [one.params for one in notes] == [{"currencies": "EUR USD"}]


def test_an_address_that_is_no_page_is_not_kept() -> None:
    text = ('<document-link url="javascript:alert(1)" format="text/html"><title><narrative>P'
            '</narrative></title><category code="A12"/></document-link>')
    [found] = read(document(activity(more=text)))
    assert found.url == ""


def test_progress_counts_bytes_to_the_end() -> None:
    data = document(*(activity(iati_identifier=f"<iati-identifier>{n}</iati-identifier>")
                      for n in range(400)))
    steps = []
    assert len(read(data, progress=steps.append)) == 400
    assert steps == sorted(set(steps))
    assert len(steps) > 2
    assert steps[-1] == len(data)
