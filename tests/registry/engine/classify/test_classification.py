"""Known titles get the right topics, for reasons a person can check."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutela.registry.engine.classify.classification import (
    MOST_TOPICS,
    Classification,
    ReasonKind,
    Text,
    classify,
    classify_many,
    probability,
)
from tutela.registry.engine.record import Presence, Proficiency, Sort
from tutela.registry.engine.vocabulary import vocabulary

FOLDER = Path(__file__).parent


@pytest.mark.parametrize(
    ("title", "topic", "word", "language"),
    [
        ("Forensic interviewing of children", "child-interviews", "interviewing … children", "en"),
        ("Atelier sur la preuve numérique", "electronic-evidence", "preuve numérique", "fr"),
        ("Curso de entrevista a menores", "child-interviews", "entrevista … menores", "es"),
        ("Обучение судей", "judiciary", "судей", "ru"),
        ("ورشة عن الأدلة الإلكترونية", "electronic-evidence", "الأدلة الإلكترونية", "ar"),
        ("儿童性虐待材料举报热线", "reporting-channels", "热线", "zh"),
        ("Meeting of the 24/7 network", "urgent-channels", "24/7", "en"),
    ],
)
def test_a_known_title_gets_its_topic_for_its_words(
    title: str, topic: str, word: str, language: str
) -> None:
    suggested = {one.code: one for one in classify(title=title).topics}[topic]
    spoken = [reason for reason in suggested.reasons if reason.kind is ReasonKind.WORD]
    assert (word, language) in [(reason.text, reason.language) for reason in spoken]
    meaning = suggested.reasons[-1]
    assert meaning.kind is ReasonKind.MEANING
    assert meaning.similarity is not None


@pytest.mark.parametrize(
    "title",
    ["Agua potable para comunidades rurales", "Реконструкция дорог", "农村公路", "طرق ريفية"],
)
def test_other_fields_of_work_get_no_topic(title: str) -> None:
    assert classify(title=title).topics == ()


def test_audience_sort_proficiency_and_presence_come_from_words() -> None:
    found = classify(title="Advanced webinar on digital evidence for prosecutors and judges")
    assert {one.code for one in found.audiences} == {"prosecutor", "judge"}
    assert found.sort is not None
    assert found.proficiency is not None
    assert found.presence is not None
    assert (found.sort.code, found.proficiency.code, found.presence.code) == (
        Sort.COURSE,
        Proficiency.ADVANCED,
        Presence.ONLINE,
    )


def test_a_summary_speaks_where_the_title_is_silent() -> None:
    title = "Regional event"
    assert classify(title=title).sort is None
    found = classify(title=title, summary="A workshop. Judges learn to admit digital evidence.")
    assert found.sort is not None
    assert found.sort.code == Sort.WORKSHOP


@pytest.mark.parametrize("title", ["", "   ", "…", "\u200f"])
def test_no_words_no_suggestion(title: str) -> None:
    assert classify(title=title) == Classification()


def test_many_at_once_say_what_each_says_alone() -> None:
    titles = ["Training of trainers", "Судьи и цифровые доказательства", "", "警察培训"]
    many = classify_many([Text(title=title) for title in titles])
    alone = [classify(title=title) for title in titles]
    assert [[one.code for one in found.topics] for found in many] == [
        [one.code for one in found.topics] for found in alone
    ]
    assert [found.relevant for found in many] == pytest.approx([one.relevant for one in alone])


def test_no_texts_no_answers() -> None:
    assert classify_many([]) == []


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), max_size=80), st.text(st.characters(), max_size=80), st.text())
def test_any_text_is_answered_within_bounds(title: str, summary: str, language: str) -> None:
    found = classify(title=title, summary=summary, language=language)
    assert 0 <= found.relevant <= 1
    assert len(found.topics) <= MOST_TOPICS
    shares = [one.confidence for one in found.topics]
    assert shares == sorted(shares, reverse=True)
    assert {one.code for one in found.topics} <= set(vocabulary().topics)
    assert all(one.reasons for one in (*found.topics, *found.audiences))


def test_probability_stays_finite() -> None:
    assert probability([1000.0], [1000.0]) == pytest.approx(1.0)
    assert probability([-1000.0], [1000.0]) == pytest.approx(0.0, abs=1e-12)


def read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_sample_is_labelled_with_codes_that_exist() -> None:
    rows = read("labelled.csv")
    assert len({row["title"] for row in rows}) == len(rows) == 321
    assert sum(bool(row["topics"]) for row in rows) == 197
    known = vocabulary()
    for row in (*rows, *read("labelled_translated.csv")):
        assert set(row["topics"].split()) <= set(known.topics), row
        assert len(row["topics"].split()) <= MOST_TOPICS, row
        assert set(row["audiences"].split()) <= set(known.audiences), row
        assert row["sort"] in set(Sort), row


def test_the_made_up_titles_stand_in_all_six_languages() -> None:
    told = Counter(row["number"] for row in read("labelled_translated.csv"))
    assert set(told.values()) == {6}
    assert len(told) == 24
