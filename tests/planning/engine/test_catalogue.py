"""The catalogue that comes with the programme: whole, honest and in six languages."""

import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutela.foundation.language import CODES
from tutela.foundation.source import Source
from tutela.needs.engine.instrument import IndicatorKind, current_instrument
from tutela.planning.engine.catalogue import Effect, current_catalogue, reached
from tutela.planning.engine.catalogue_check import check_catalogue, known_codes, unserved
from tutela.planning.engine.catalogue_words import LONGEST, PARTS, catalogue_words
from tutela.registry.engine.vocabulary import vocabulary

CATALOGUE = current_catalogue()
TYPES = CATALOGUE.types
INDICATORS = current_instrument().indicators
TRANSLATIONS = tuple(code for code in CODES if code != "en")
KNOWN = known_codes()
# Covers "pornography" and its kin: the Luxembourg Guidelines ask not to use them.
UNFIT = re.compile("porn|порн|色情|إباحي", re.IGNORECASE)


def test_every_indicator_is_served():
    assert unserved(CATALOGUE, indicators=INDICATORS) == ()


def test_it_holds_together():
    assert check_catalogue(
        CATALOGUE,
        indicators=KNOWN.indicators,
        topics=KNOWN.topics,
        audiences=KNOWN.audiences,
    ) == ()


def test_it_has_more_types_than_the_document_names():
    assert len(TYPES) >= 40


def test_every_topic_and_audience_has_an_activity():
    topics = {topic for kind in TYPES.values() for topic in kind.topics}
    audiences = {audience for kind in TYPES.values() for audience in kind.audiences}
    assert (topics, audiences) == (set(vocabulary().topics), set(vocabulary().audiences))


def test_every_proposed_paragraph_is_answered():
    answered = {number for kind in TYPES.values() for number in kind.paragraphs}
    # 22 introduces, 39 and 41 say what comes next; 37 is how the toolkit travels.
    assert set(range(23, 39)) - answered == set()


@pytest.mark.parametrize("code", TYPES)
def test_an_effect_stands_in_a_topic_of_its_type(code):
    kind = TYPES[code]
    topics = {served for topic in kind.topics for served in vocabulary().topics[topic]}
    main = [name for name, effect in kind.effects.items() if effect.levels >= 1.5]
    assert set(main) & topics or not main


def test_effects_are_modest_and_say_that_they_are_judgement():
    effects = [effect for kind in TYPES.values() for effect in kind.effects.values()]
    assert {effect.levels for effect in effects} == {0.5, 1.0, 1.5}
    assert {effect.basis for effect in effects} == {"judgement"}


def test_nothing_but_measuring_takes_an_indicator_to_the_last_level():
    last = {code for code, kind in TYPES.items()
            if any(effect.ceiling == 4 for effect in kind.effects.values())}
    assert last == {"campaign-evaluation"}


def test_one_course_alone_does_not_bring_skills_beyond_one_in_ten():
    lasting = {"course-accreditation", "senior-briefing"}
    beyond = {
        code
        for code, kind in TYPES.items()
        for name, effect in kind.effects.items()
        if INDICATORS[name].kind is IndicatorKind.SKILL and effect.ceiling > 2
        and not set(kind.requires)
    }
    assert beyond <= lasting


def test_laws_come_into_force_by_legislators_and_not_by_drafting():
    drafted = {effect.ceiling for code, kind in TYPES.items() if code.endswith("-law-drafting")
               for effect in kind.effects.values()}
    assert drafted == {2}


def test_every_target_can_be_reached_except_where_the_state_must_measure_itself():
    best = {name: max(kind.effects[name].ceiling for kind in TYPES.values() if name in kind.effects)
            for name in INDICATORS}
    short = {name for name, item in INDICATORS.items() if best[name] < item.target}
    assert {INDICATORS[name].kind for name in short} == {IndicatorKind.METRIC}


def test_things_done_in_a_country_are_done_for_each_state():
    at_home = {code for code, kind in TYPES.items() if kind.sort in ("equipment", "legislation")}
    assert {TYPES[code].most_states for code in at_home} == {1}
    online = [kind.most_states for kind in TYPES.values() if kind.sort == "e-learning"]
    assert min(online) >= 30


def test_undercover_work_is_governance_only():
    audiences = {code: kind.audiences for code, kind in TYPES.items()
                 if "undercover-governance" in kind.topics}
    assert set(audiences) == {"undercover-law-clinic", "undercover-governance"}
    course = TYPES["undercover-governance"]
    assert course.requires == ("undercover-law-clinic", "wellbeing-scheme")
    for code in audiences:
        words = catalogue_words("en")[code]
        assert "oversight" in words.summary
        assert "welfare" in words.summary


@pytest.mark.parametrize("language", CODES)
def test_words_are_complete(language):
    words = catalogue_words(language)
    assert list(words) == list(TYPES)
    texts = [getattr(item, part) for item in words.values() for part in PARTS]
    assert all(text == text.strip() and text for text in texts)
    for part in PARTS:
        assert max(len(getattr(item, part)) for item in words.values()) <= LONGEST[part]
    assert len({item.name for item in words.values()}) == len(words)
    assert [text for text in texts if UNFIT.search(text)] == []


@pytest.mark.parametrize("language", CODES)
def test_sentences_end_and_names_do_not(language):
    end = "。" if language == "zh" else "."
    for item in catalogue_words(language).values():
        assert not item.name.endswith(end)
        assert {item.summary[-1], item.outcome[-1], item.lasting[-1]} == {end}


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_translation_is_stale_or_english(language):
    english, words = catalogue_words("en"), catalogue_words(language)
    assert [code for code, item in words.items() if item.stale] == []
    same = [code for code, item in words.items()
            for part in PARTS if getattr(item, part) == getattr(english[code], part)]
    assert same == []


@pytest.mark.parametrize(("language", "script"), [("ar", "؀-ۿ"), ("ru", "Ѐ-ӿ"), ("zh", "一-鿿")])
def test_words_are_in_the_script_of_their_language(language, script):
    written = re.compile(f"[{script}]")
    assert [item.name for item in catalogue_words(language).values()
            if not all(written.search(getattr(item, part)) for part in PARTS)] == []


def test_sources_are_named():
    path = files("tutela.planning").joinpath("data/SOURCES.toml")
    table = tomllib.loads(path.read_text("utf-8"))
    assert set(table) == {"catalogue"}
    source = Source.from_table(table["catalogue"])
    assert (source.publisher, source.licence) == ("Tutela", "CC-BY-4.0")


def test_an_effect_stops_at_its_ceiling():
    effect = Effect(levels=1.5, ceiling=2)
    assert [reached(level, [effect]) for level in (0, 1, 2, 3.5)] == [1.5, 2, 2, 3.5]


def test_effects_of_a_low_ceiling_do_not_pass_it_together():
    low, high = Effect(levels=1.5, ceiling=2), Effect(levels=0.5, ceiling=3)
    assert reached(0, [high, low, low]) == reached(0, [low, low, high]) == 2.5
    assert reached(1, []) == 1


EFFECTS = st.builds(Effect, levels=st.floats(0.1, 4), ceiling=st.integers(1, 4))


@given(st.lists(EFFECTS, max_size=5), EFFECTS, st.floats(0, 4))
def test_more_effects_never_reach_less_nor_pass_the_highest_ceiling(effects, more, level):
    with_it = reached(level, [*effects, more])
    assert level <= reached(level, effects) <= with_it + 1e-9
    assert with_it <= max(level, more.ceiling, *(one.ceiling for one in effects))


def test_a_state_that_has_it_need_not_have_it_first():
    course = TYPES["image-identification"]
    assert {name: effect.ceiling for name, effect in course.effects.items()
            if effect.levels >= 1} == {"A04": 2, "A18": 2}
    assert course.already_had({"A04": 2, "A18": 3})
    assert not course.already_had({"A04": 2, "A18": 1.5})
    assert not course.already_had({"A04": 2, "A18": None})
    assert not course.already_had({"A04": 2})


def test_a_type_of_small_effects_is_had_when_all_are():
    refresher = TYPES["refresher-justice"]
    levels = {name: float(effect.ceiling) for name, effect in refresher.effects.items()}
    assert refresher.already_had(levels)
    assert not refresher.already_had({**levels, "B14": 1.0})


def test_cost_is_fixed_plus_each_state():
    kind = TYPES["child-interview"]
    assert kind.cost(3) == kind.fixed_cost + 3 * kind.state_cost
