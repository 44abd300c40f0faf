import re

import pytest
from django.urls import reverse

from tests.registry.web.conftest import words
from tutela.registry.engine.record import Proficiency

HOME = reverse("registry:home")


def titles(answer) -> list[str]:
    return re.findall(r'<article class="result"><h3><a [^>]*>(.*?)</a>', answer.content.decode())


def test_a_result_says_who_where_when_for_whom_and_where_it_was_read(course, enter):
    page = words(enter().get(HOME))
    assert "1 activity" in page
    assert (
        "Interviewing children: a course Five days. Harbour Foundation 2 to 6 February 2027 "
        "Republic of Marevia Police · 24 seats Arabic, French Open for registration Source: "
        "Harbour Foundation" in page
    ) or "Source: " in page
    assert "2 to 6 February 2027" in page
    assert "Police · 24 seats" in page
    assert "read 21 November 2026" in page


def test_facets_narrow_and_chips_take_off(course, add, enter):
    add("other", title="Forensics of phones", states=("XQL",), audiences=("forensic",))
    client = enter()
    both = client.get(HOME)
    assert len(titles(both)) == 2
    narrowed = client.get(HOME, {"state": "XQL"})
    assert titles(narrowed) == ["Forensics of phones"]
    page = narrowed.content.decode()
    # The facet's own choice does not narrow its counts, and the chip takes it off.
    assert "Republic of Marevia" in page
    assert f'<a class="tag tag-remove" href="{HOME}?">' in page
    assert titles(client.get(HOME, {"state": ["XQL", "XMA"], "audience": "police"})) == [
        "Interviewing children: a course"
    ]


def test_words_and_filters_are_carried_by_every_form(course, enter):
    page = enter().get(HOME, {"q": "children", "audience": "police", "order": "newest"})
    forms = re.findall(r"<form.*?</form>", page.content.decode(), re.DOTALL)
    search = next(form for form in forms if 'role="search"' in form)
    assert '<input type="hidden" name="audience" value="police">' in search
    facets = next(form for form in forms if 'aria-label="Filters"' in form)
    assert '<input type="hidden" name="q" value="children">' in facets
    assert '<input type="hidden" name="order" value="newest">' in facets
    assert re.search(r'name="audience" value="police" checked', facets)


def test_htmx_gets_the_part_alone(course, enter):
    answer = enter().get(HOME, headers={"HX-Request": "true"})
    assert answer.content.decode().startswith('<div id="found">')


def test_nothing_found_helps_on(course, enter):
    page = words(enter().get(HOME, {"q": "nowhere"}))
    assert "Nothing fits all of this" in page
    assert "Show everything" in page
    named = enter().get(HOME, {"q": "Marevia"}).content.decode()
    assert f'href="{HOME}?state=XMA"' in named


def test_an_empty_registry_says_so(enter):
    assert "The registry is still empty" in words(enter().get(HOME))


def test_unknown_values_are_left_out(course, enter):
    answer = enter().get(HOME, {
        "state": "nowhere", "topic": "x", "provider": "9" * 30, "page": "-1", "order": "best",
        "since": "soon", "level": "\x00",
    })
    assert titles(answer) == ["Interviewing children: a course"]


def test_own_records_are_marked_and_seen_by_their_own_alone(add, enter):
    add("closed", title="Closed workshop", visibility="own")
    assert "Only your organisation sees this" in words(enter("partner").get(HOME))
    assert titles(enter("other-focal-point").get(HOME)) == []


def test_pages_turn(add, enter):
    for number in range(23):
        add(f"n{number}", title=f"Course {number:02}")
    client = enter()
    first, second = client.get(HOME), client.get(HOME, {"page": "2"})
    assert (len(titles(first)), len(titles(second))) == (20, 3)
    assert set(titles(first)) & set(titles(second)) == set()
    assert 'href="?page=2"' in first.content.decode()


@pytest.mark.parametrize("asked", [
    {"state": "XMA", "topic": "child-interviews"},
    {"state": "XMA", "q": "Interviewing children"},
    {"q": "Interviewing children Marevia"},
])
def test_one_state_and_a_topic_warn_before_planning(asked, course, enter):
    page = words(enter().get(HOME, asked))
    assert "Before you plan this for Republic of Marevia" in page
    assert (
        "1 activity already serves “Interviewing children” in Republic of Marevia, within 18 "
        "months of today." in page
    )
    assert "A new one would still add: Forensic examiners" in page
    assert "level: Practitioner" not in page


@pytest.mark.parametrize("asked", [{}, {"state": "XMA"}, {"topic": "child-interviews"},
                                   {"state": ["XMA", "XQL"], "topic": "child-interviews"}])
def test_without_one_state_and_a_topic_nothing_warns(asked, course, enter):
    assert 'aria-labelledby="before"' not in enter().get(HOME, asked).content.decode()


def test_a_need_that_nobody_serves_is_said_without_alarm(course, enter):
    answer = enter().get(HOME, {"state": "XQL", "topic": "child-interviews"})
    assert "Nobody is known to do this in Federation of Quelinor" in words(answer)
    assert "notice-warn" not in answer.content.decode()


def test_a_chosen_audience_that_is_served_is_not_offered_as_new(course, enter):
    page = words(enter().get(HOME, {
        "state": "XMA", "topic": "child-interviews", "audience": ["police", "judge"],
        "level": "practitioner",
    }))
    assert "A new one would still add: Judges ." in page


def test_the_number_of_queries_is_bounded_and_does_not_grow(
    add, enter, django_assert_num_queries, django_assert_max_num_queries
):
    add("a0", title="Course", topics=("child-interviews",))
    client, asked = enter(), {"state": "XMA", "topic": "child-interviews"}
    client.get(HOME, asked)
    with django_assert_max_num_queries(22) as few:
        client.get(HOME, asked)
    most = len(few)
    for number in range(1, 12):
        add(f"a{number}", title=f"Course {number}", provider=f"Provider {number}",
            topics=("child-interviews",), proficiency=Proficiency.AWARENESS)
    client.get(HOME, asked)
    with django_assert_num_queries(most):
        client.get(HOME, asked)


@pytest.mark.parametrize("language", ["ar", "zh-hans", "fr", "ru", "es"])
def test_it_opens_in_every_language(language, course, enter):
    client = enter()
    client.cookies["tutela-language"] = language
    for asked in ({}, {"state": "XMA", "topic": "child-interviews"}):
        assert len(titles(client.get(HOME, asked))) == 1
