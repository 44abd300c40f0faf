from datetime import timedelta

import pytest
from django.urls import reverse

from tests.registry.scene import TODAY
from tests.registry.web.conftest import headline, words
from tests.walls import behind_wall
from tutela.registry.engine.codes import provider_code
from tutela.registry.engine.record import Presence, Proficiency
from tutela.registry.store.models import Candidate
from tutela.registry.store.operations.merging import merge
from tutela.registry.store.operations.records import withdraw


def at(name: str, *arguments: object) -> str:
    return reverse(f"registry:{name}", args=arguments)


def test_a_record_shows_every_field_with_its_source(course, enter):
    answer = enter().get(at("record", course))
    assert headline(answer) == "Interviewing children: a course"
    page = words(answer)
    assert "EUR 12,500.50" in page
    assert "desk@harbour.example" in page
    assert page.count("Source: Course list, read 21 November 2026") == 16
    assert "Not stated by any source: What it costs to take part." in page


def test_a_record_that_is_not_there_or_not_theirs_is_not_found(add, enter):
    key = add("closed", visibility="own")
    assert enter("other-focal-point").get(at("record", key)).status_code == 404
    assert enter("partner").get(at("record", key)).status_code == 200
    assert enter().get(at("record", 10**12)).status_code == 404


def test_merged_records_stand_behind_the_one_that_leads(scene, course, add, enter):
    other = add("copy", title="Interviewing children", provider="Meridian Academy")
    behind_wall(merge)(
        viewer=scene.viewer("programme-officer"), lead=course, members=[course, other],
        why="Same dates and town.", clock=scene.clock,
    )
    page = words(enter().get(at("record", course)))
    assert "2 records in one" in page
    assert "Same dates and town." in page
    assert enter().get(at("record", other))["Location"] == at("record", course)


def test_a_record_that_may_be_a_copy_says_why(scene, course, add, enter):
    other = add("copy", title="Interviews with children", provider="Meridian Academy")
    Candidate.objects.create(
        owner_id=scene.organisations["partner"], curator_id=scene.organisations["programme"],
        left=course, right=other, score=900, found_at=scene.clock.now(), reasons=[
            {"field": "title", "left": "a", "right": "b", "level": "close", "weight": 5.0},
        ],
    )
    page = words(enter("programme-officer").get(at("record", other)))
    assert "May be the same as another record" in page
    assert "Harbour Foundation, 2 to 6 February 2027. Likely the same." in page
    assert "Field The other This record What it says" in page
    assert "Speaks strongly for the same activity" in page
    assert "Decide" in page
    listed = enter("programme-officer").get(at("home")).content.decode()
    assert listed.count("May be the same as a record of another provider.") == 2
    assert f'href="{at("record", other)}#same"' in listed
    assert "Decide" not in words(enter("partner").get(at("record", other)))


def test_a_withdrawn_record_says_so(scene, course, enter):
    behind_wall(withdraw)(
        viewer=scene.viewer("partner"), key=course, why="Cancelled.", clock=scene.clock
    )
    assert "This record was withdrawn" in words(enter("partner").get(at("record", course)))
    assert enter().get(at("record", course)).status_code == 404


def test_one_record_goes_into_a_calendar(course, enter):
    answer = enter().get(at("record-calendar", course))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"DTSTART;VALUE=DATE:20270202" in answer.content
    assert b"DTEND;VALUE=DATE:20270207" in answer.content


def test_the_check_finds_who_does_the_same(course, enter):
    answer = enter().get(at("check"), {
        "state": "XMA", "topic": "child-interviews", "audience": "police",
        "level": "practitioner", "language": "en", "town": "Port Amel", "seats": "10",
    })
    assert headline(answer) == "1 activity already does this in Republic of Marevia"
    page = words(answer)
    assert "in English , in Port Amel , 10 seats beside the 24 there are ." in page
    assert "Does the same" in page


def test_what_the_plan_does_not_say_makes_no_difference(course, enter):
    answer = enter().get(at("check"), {"state": "XMA", "topic": "child-interviews"})
    assert headline(answer) == "1 activity already does this in Republic of Marevia"


def test_another_audience_differs(course, enter):
    answer = enter().get(at("check"), {
        "state": "XMA", "topic": "child-interviews", "audience": "judge",
    })
    assert headline(answer) == (
        "1 activity serves “Interviewing children” in Republic of Marevia, but not quite the same"
    )
    assert "Differs: another audience" in words(answer)


def test_what_lies_beyond_the_window_does_not_count(add, enter):
    add("old", topics=("child-interviews",), starts=TODAY - timedelta(days=800))
    answer = enter().get(at("check"), {"state": "XMA", "topic": "child-interviews"})
    assert headline(answer) == "Nothing on “Interviewing children” is known in Republic of Marevia"
    assert "Nothing stands against it" in words(answer)


def test_the_check_names_what_to_correct(enter):
    answer = enter().get(at("check"), {
        "state": "XMA", "topic": "", "starts": "2027-03-01", "ends": "2027-02-01",
    })
    page = words(answer)
    assert "2 things to correct" in page
    assert "Choose the topic." in page
    assert "The last day is before the first." in page


def test_the_calendar_lists_a_month(course, add, enter):
    add("long", title="Mentoring", starts=TODAY, ends=TODAY + timedelta(days=100))
    client = enter()
    answer = client.get(at("calendar"), {"month": "2027-02"})
    assert headline(answer) == "2 activities in February 2027"
    page = words(answer)
    assert page.index("2 February 2027 Interviewing") < page.index("Began before and goes on")
    assert "January 2027 0 begin, 1 goes on" in page
    assert headline(client.get(at("calendar"), {"month": "2027-02", "state": "XQL"})) == (
        "0 activities in February 2027"
    )
    assert headline(client.get(at("calendar"), {"month": "nonsense"})) == (
        "1 activity in November 2026"
    )


@pytest.mark.parametrize("month", ["", "2027-13", "99999-01", "0000-01", "2027-1x", "²027-01"])
def test_any_month_opens(month, enter):
    assert enter().get(at("calendar"), {"month": month}).status_code == 200
    assert enter().get(at("timeline"), {"month": month}).status_code == 200


def test_the_timeline_draws_quarters(course, add, enter):
    add("online", title="E-learning", presence=Presence.ONLINE, starts=TODAY,
        ends=TODAY + timedelta(days=365 * 4))
    page = enter().get(at("timeline")).content.decode()
    # From the third quarter of 2026: the course lies in the third of eight, the other from the
    # second to the end.
    assert '<span class="gantt-bar q3 s1">' in page
    assert '<span class="gantt-bar gantt-bar-online q2 s7">' in page


def test_the_map_lists_invented_states_and_draws_real_ones(course, add, enter):
    client = enter()
    assert '<svg class="figure' not in client.get(at("map")).content.decode()
    add("real", title="Real", states=("KEN",))
    answer = client.get(at("map"))
    assert headline(answer) == "Activities are known in 2 States"
    assert '<svg class="figure figure-wide"' in answer.content.decode()


def test_who_trains_whom_on_what(course, enter):
    page = words(enter().get(at("matrix")))
    assert "1 provider stands behind 1 activities." in page
    assert "Harbour Foundation Interviewing children (1) Republic of Marevia" in page


def test_a_provider_has_a_page(course, enter):
    client, code = enter(), provider_code("Harbour Foundation")
    assert headline(client.get(at("provider", code))) == "Harbour Foundation"
    for other in ("17", "x", "9" * 40):
        assert client.get(at("provider", other)).status_code == 404


def test_a_state_shows_what_is_served_and_what_is_not(course, add, enter):
    add("late", title="Long ago", topics=("forensics",), starts=TODAY - timedelta(days=900))
    client = enter()
    answer = client.get(at("state", "XMA"))
    page = words(answer)
    assert headline(answer) == "Republic of Marevia"
    assert "2 activities are known. Within 18 months of today, 1 topics are served." in page
    assert "30 topics that nobody is known to serve" in page
    assert "Interviewing children Police Harbour Foundation 6 February 2027 1" in page
    assert client.get(at("state", "nowhere")).status_code == 404
    assert "No activity is known here" in words(client.get(at("state", "XQL")))


@pytest.mark.parametrize("name", ["record", "check", "calendar", "matrix", "state", "timeline"])
def test_the_number_of_queries_does_not_grow(
    name, course, add, enter, django_assert_num_queries, django_assert_max_num_queries
):
    address = {
        "record": at("record", course), "state": at("state", "XMA"),
        "check": at("check") + "?state=XMA&topic=child-interviews",
    }.get(name) or at(name)
    add("now", starts=TODAY)
    client = enter()
    client.get(address)
    with django_assert_max_num_queries(22) as few:
        client.get(address)
    most = len(few)
    for number in range(8):
        add(f"n{number}", title=f"Course {number}", provider=f"Provider {number}", starts=TODAY,
            topics=("child-interviews",), proficiency=Proficiency.ADVANCED)
    client.get(address)
    with django_assert_num_queries(most):
        client.get(address)
