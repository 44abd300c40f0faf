"""The vocabulary is whole in six languages and none of it is stale."""

import pytest

from tutela.foundation.language import CODES
from tutela.registry.engine.classify.lexicon import table
from tutela.registry.engine.record import Presence, Proficiency, Sort
from tutela.registry.engine.vocabulary import english_digest, names, vocabulary

FORMS = {"sorts": set(Sort) - {Sort.OTHER}, "proficiencies": set(Proficiency)}


@pytest.mark.parametrize("language", CODES)
def test_every_topic_and_audience_is_named_described_and_has_words(language: str) -> None:
    read, known = table(language), vocabulary()
    assert list(read["topics"]) == list(known.topics)
    assert list(read["audiences"]) == list(known.audiences)
    for kind in ("topics", "audiences"):
        for code, row in read[kind].items():
            assert all((row["name"], row["about"], row["words"])), (language, code)
            assert all(word.strip() == word and word for word in row["words"]), (language, code)


@pytest.mark.parametrize("language", CODES)
def test_every_form_has_words(language: str) -> None:
    read = table(language)
    for kind, codes in {**FORMS, "presences": set(Presence)}.items():
        assert set(read[kind]) == codes
        assert all(read[kind].values()), (language, kind)


@pytest.mark.parametrize("language", [code for code in CODES if code != "en"])
def test_no_word_was_made_from_english_that_has_changed(language: str) -> None:
    read, english = table(language), table("en")
    for kind in ("topics", "audiences"):
        stale = [
            code
            for code, row in read[kind].items()
            if row["english"] != english_digest(english[kind][code])
        ]
        assert stale == []


@pytest.mark.parametrize("language", [code for code in CODES if code != "en"])
def test_names_are_not_left_in_english(language: str) -> None:
    told, english = names(language), names("en")
    assert not set(told.topics.values()) & set(english.topics.values())
    shared = set(told.audiences.values()) & set(english.audiences.values())
    assert shared <= {"Police", "Parents"}


@pytest.mark.parametrize("language", CODES)
def test_every_name_comes_with_a_description(language: str) -> None:
    told = names(language)
    assert set(told.about_topics) == set(told.topics)
    assert set(told.about_audiences) == set(told.audiences)
