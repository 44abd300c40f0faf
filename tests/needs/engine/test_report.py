import json
from dataclasses import replace
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from tests.needs.engine.invented import TODAY, answer, answers
from tests.needs.engine.report_material import answer_set, material
from tutela.documents.blocks import Bullets, Callout, Figure, Heading, Paragraph, Strip, Table
from tutela.documents.pdf import render
from tutela.foundation.language import CODES
from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.disclosure import Audience, Disclosure
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.engine.report import build_report, report_json
from tutela.needs.engine.scoring import score

SCHEMA = json.loads(files("tutela.needs").joinpath("data/report.schema.json").read_text("utf-8"))


def plain(text):
    if isinstance(text, str):
        return text
    if isinstance(text, Strip):
        return ""
    return "".join(x if isinstance(x, str) else x.text for x in text)


def texts(blocks):
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield plain(text)
            case Bullets(items=items):
                yield from map(plain, items)
            case Callout(title=title, blocks=inner):
                yield plain(title)
                yield from texts(inner)
            case Table(caption=caption, columns=columns, rows=rows):
                yield plain(caption)
                yield from (plain(x.title) for x in columns)
                yield from (plain(cell) for row in rows for cell in row)
            case Figure(drawing=drawing, caption=caption):
                yield plain(caption)
                yield drawing.alternative


def whole(document):
    return "\n".join([document.title, document.summary, *(b for a in document.facts for b in a),
                      *texts(document.blocks)])


def chapters(document):
    return [plain(x.text) for x in document.blocks if isinstance(x, Heading) and x.level == 1]


def test_the_report_opens_with_the_finding():
    document = build_report(material())
    assert document.summary == (
        "International cooperation has the largest gap. It stays first in 99 of 100 ways in which "
        "the open answers could turn out."
    )
    after = [plain(x.text) for x in document.blocks if isinstance(x, Heading | Paragraph)]
    assert after[:2] == ["Summary", document.summary]
    assert chapters(document) == [
        "Summary", "Priorities", "What the State needs", "What to answer first",
        "Disagreements", "Evidence", "Comparison", "Changes since the earlier assessment",
        "Facts about the State", "Method", "Annex: the evidence",
        "Annex: the answers",
    ]


def test_areas_follow_the_document():
    document = build_report(material())
    seconds = [plain(x.text) for x in document.blocks if isinstance(x, Heading) and x.level == 2]
    assert seconds[:7] == list(material().words.domains.values())


def test_every_indicator_is_in_a_table_with_level_range_state_target_and_gap():
    tables = [x for x in build_report(material()).blocks if isinstance(x, Table)]
    rows = [row for x in tables if plain(x.caption).startswith("Every question") for row in x.rows]
    assert sorted(plain(row[0]) for row in rows) == list(current_instrument().indicators)
    # A03 was settled on level 2 with old evidence.
    row = next(row for row in rows if plain(row[0]) == "A03")
    assert [plain(row[x]) for x in (1, 3, 5, 6, 7)] == [
        "Inter-agency task force", "2", "3", "1", "Evidenced",
    ]
    assert (row[2].level, row[2].target) == (2, 3)


def test_the_largest_need_of_an_area_comes_first_and_what_is_unknown_last():
    result = material().result
    tables = [x for x in build_report(material()).blocks if isinstance(x, Table)]
    first = next(x for x in tables if plain(x.caption).startswith("Every question"))
    gaps = [result.indicators[plain(row[0])] for row in first.rows]
    known = [-(x.priority or 0) for x in gaps if x.known]
    assert known == sorted(known)
    assert [x.known for x in gaps] == [True] * len(known) + [False] * (len(gaps) - len(known))


def test_a_priority_says_where_the_state_stands_and_what_comes_next():
    shown = material()
    tables = [x for x in build_report(shown).blocks if isinstance(x, Table)]
    row = next(x for x in tables if x.caption == "Needs by priority").rows[0]
    first = shown.result.priorities[0]
    level = int(shown.result.indicators[first.code].level)
    ladder = shown.words.indicators[first.code].levels
    assert row[2:4] == (f"{level}: {ladder[level]}", f"{level + 1}: {ladder[level + 1]}")


def test_counts_take_the_right_plural():
    one = answers(answer("A01", 1), answer("A01", 2, agency="judiciary"))
    given = replace(one, title="Short")
    result = score(instrument=current_instrument(), answers=given, as_of=TODAY)
    document = build_report(replace(material(answers=given), result=result))
    found = set(texts(document.blocks))
    assert "1 of 115 questions that apply have an answer." in found
    assert "Agencies disagree on 1 question, and this is not settled yet." in found


@pytest.mark.parametrize("audience", list(Audience))
def test_what_is_withheld_is_nowhere(audience):
    secret = "E03"
    plan = Disclosure(default=Audience.PUBLIC, exceptions={secret: Audience.PRIVATE})
    shown = material(audience=audience, disclosure=plan)
    pages = [whole(build_report(shown)), json.dumps(report_json(shown))]
    name = shown.words.indicators[secret].name
    present = [secret in page or name in page for page in pages]
    assert present == [audience is Audience.PRIVATE] * 2


def test_figures_of_a_report_do_not_depend_on_what_is_withheld():
    plan = Disclosure(default=Audience.PUBLIC, exceptions={"E03": Audience.PRIVATE})
    first = answer_set()
    others = tuple(x for x in first.answers if x.indicator != "E03")
    second = replace(first, answers=(*others, answer("E03", 4)))
    common = {"comparison": None, "changes": None}
    pages = [
        build_report(material(audience=Audience.PUBLIC, disclosure=plan, answers=x, **common))
        for x in (first, second)
    ]
    assert pages[0] == pages[1]


def test_a_whole_area_may_be_withheld():
    plan = Disclosure(
        default=Audience.PUBLIC,
        exceptions={x.code: Audience.PRIVATE for x in current_instrument().of_domain("C")},
    )
    document = build_report(material(audience=Audience.REGION, disclosure=plan))
    assert "International cooperation" not in whole(document)
    assert document.classification == "For States of the region"


def test_nothing_disclosed_still_makes_a_report():
    document = build_report(material(audience=Audience.PUBLIC, comparison=None, changes=None))
    assert document.summary == "No question has an answer yet, so no need can be ranked."


def test_no_answers_make_a_report_that_says_so():
    empty = answers()
    document = build_report(
        material(answers=empty, comparison=None, changes=None, facts=(), journal=None)
    )
    assert "Nothing is known about this area yet. Its level could be anything from 0 to 4." in set(
        texts(document.blocks)
    )


def test_the_journal_is_printed():
    document = build_report(material())
    assert document.reference == "0123456789abcdef"
    assert document.facts[-1][0] == "Entry of the journal"


@pytest.mark.parametrize("audience", list(Audience))
def test_the_machine_report_holds_to_its_schema(audience):
    Draft202012Validator.check_schema(SCHEMA)
    plan = Disclosure(default=Audience.REGION)
    found = json.loads(json.dumps(report_json(material(audience=audience, disclosure=plan))))
    faults = [x.message for x in Draft202012Validator(SCHEMA).iter_errors(found)]
    assert faults == []
    assert found["withheld"] == (115 if audience is Audience.PUBLIC else 0)


def test_the_schema_refuses_a_level_out_of_range():
    found = report_json(material())
    found["areas"][0]["level"] = 5
    assert not Draft202012Validator(SCHEMA).is_valid(found)


def test_machine_and_document_agree():
    found = report_json(material())
    assert found["finding"] == build_report(material()).summary
    assert found["ranking"][0] == "C"
    assert len(found["indicators"]) == 115
    states = {x["code"]: x["state"] for x in found["indicators"]}
    assert states["A01"] == AnswerState.NOT_APPLICABLE


@pytest.mark.parametrize("language", [
    code for code in CODES
    if files("tutela.needs").joinpath(f"data/instrument/{code}.toml").is_file()
])
def test_every_language_with_words_gives_the_same_chapters(language):
    document = build_report(material(language))
    shapes = [type(x).__name__ for x in document.blocks]
    assert shapes == [type(x).__name__ for x in build_report(material()).blocks]
    assert (document.language, render(document)[:5]) == (language, b"%PDF-")
