import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.needs.engine.invented import TODAY
from tutela.documents.blocks import Choices, Heading, Table
from tutela.needs.engine.context import facts
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.engine.pretraining import (
    Course,
    Response,
    form_document,
    plan_assessment,
    skill_words,
    summarise,
    summary_document,
)
from tutela.needs.engine.pretraining.plan import NoSkills
from tutela.needs.engine.pretraining.skills import item_digest, items
from tutela.needs.engine.pretraining.summary import CheckSummary

COURSE = Course(
    title="Basic digital investigation", audience="Investigators of the new unit",
    indicators=("B18", "B17", "B19"),
)
PLAN = plan_assessment(COURSE, facts=facts("KEN"))


def rated(levels, *, code="S03", group="", choice=None):
    return [Response(group=group, ratings={code: x},
                     choices={} if choice is None else {"K01": choice}) for x in levels]


def advice(responses, code="S03"):
    return next(x for x in summarise(PLAN, responses).skills if x.code == code)


def test_every_item_has_words_known_indicators_and_a_possible_answer():
    words = skill_words("en")
    assert set(words.items) == set(items())
    assert len(words.anchors) == 5
    for code, item in items().items():
        assert set(item.indicators) <= set(current_instrument().indicators)
        if code[0] == "K":
            assert 0 <= item.answer < len(words.items[code].options) == 4


def test_a_course_gives_a_short_list_in_the_order_of_its_indicators():
    assert [x.code for x in PLAN.skills] == ["S03", "S01", "S02", "S04", "S05", "S06"]
    assert [x.code for x in PLAN.checks] == ["K01", "K02", "K03"]
    assert 8 <= len(PLAN.skills) + len(PLAN.checks) + len(PLAN.context) <= 15


def test_named_skills_come_first_and_long_lists_are_cut():
    every = tuple(current_instrument().indicators)
    plan = plan_assessment(
        Course(title="All", audience="All", indicators=every, skills=("S20",))
    )
    assert (plan.skills[0].code, len(plan.skills), len(plan.checks)) == ("S20", 8, 3)


def test_the_states_facts_decide_what_is_asked():
    def asked(code):
        return [x.code for x in plan_assessment(COURSE, facts=facts(code)).context]
    assert asked("CHE") == ["Q01", "Q02", "Q03", "Q04"]
    assert asked("TCD") == ["Q01", "Q02", "Q03", "Q04", "Q05", "Q06"]
    # What is not known is asked.
    assert asked("XMA") == asked("TCD")


def test_a_course_without_skills_is_refused():
    with pytest.raises(NoSkills):
        plan_assessment(Course(title="Law", audience="Ministries", indicators=("F01",)))


@pytest.mark.parametrize(("levels", "choice", "wanted"), [
    ([3, 4, 3, 1], None, "shorten"),
    ([3, 4, 3, 1], 2, "shorten"),
    ([3, 4, 3, 1], 0, "practise"),
    ([0, 1, 2, 4], None, "deepen"),
    ([2, 2, 2, 1], None, "keep"),
    ([], None, "unknown"),
])
def test_advice(levels, choice, wanted):
    assert advice(rated(levels, choice=choice)).advice == wanted


def test_distribution_and_groups():
    found = advice([*rated([0, 1, 1], group="Police"), *rated([3, 3, 4], group="Laboratory"),
                    *rated([4, 4], group="Courts")])
    assert (found.counts, found.median) == ((1, 2, 0, 2, 3), 3.0)
    # Two trainees of the courts are too few to be shown apart.
    assert found.groups == {"Laboratory": 3.0, "Police": 1.0}
    assert found.apart


def test_checks_count_the_right_answers():
    responses = [Response(choices={"K01": 2}), Response(choices={"K01": 1}), Response()]
    assert summarise(PLAN, responses).checks[0] == CheckSummary(code="K01", answered=2, right=1)


@given(st.lists(st.builds(
    Response, group=st.sampled_from(["", "Police"]),
    ratings=st.dictionaries(st.sampled_from(["S01", "S03"]), st.integers(0, 4)),
    choices=st.dictionaries(st.just("K01"), st.integers(0, 3)),
)), st.randoms(use_true_random=False))
def test_order_of_trainees_does_not_matter(responses, shuffler):
    mixed = list(responses)
    shuffler.shuffle(mixed)
    assert summarise(PLAN, mixed) == summarise(PLAN, responses)


def test_the_form_offers_the_anchors_under_each_skill():
    document = form_document(PLAN, skill_words("en"), organisation="Academy", issued=TODAY)
    choices = [x for x in document.blocks if isinstance(x, Choices)]
    assert [x.items for x in choices].count(skill_words("en").anchors) == len(PLAN.skills)


def test_the_summary_tells_the_trainer_what_to_do():
    responses = [*rated([0, 1, 1], group="Police", choice=0), *rated([4, 4, 4], group="Lab")]
    document = summary_document(
        PLAN, summarise(PLAN, responses), skill_words("en"), organisation="Academy", issued=TODAY
    )
    assert document.summary == "6 trainees answered."
    table = next(x for x in document.blocks if isinstance(x, Table))
    assert table.rows[0][1:] == ("2.5", "Deepen: half or more are beginners.")
    headings = [x.text for x in document.blocks if isinstance(x, Heading) and x.level == 1]
    assert headings == [
        "What the course should change", "How the ratings spread", "Groups",
        "Practical questions", "The trainees and their place of work",
    ]


def test_a_digest_changes_with_the_words():
    one = item_digest({"statement": "I can read."})
    assert one == item_digest({"statement": "I can read.", "english": "x"})
    assert one != item_digest({"statement": "I can write."})
