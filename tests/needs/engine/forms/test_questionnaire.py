from datetime import date

import pytest

from tests.needs.engine.forms.files import DOMAIN_F, INSTRUMENT
from tutela.documents import docx, pdf
from tutela.documents.blocks import Choices, Heading, Lines
from tutela.foundation.language import CODES
from tutela.needs.engine.forms.questionnaire import questionnaire
from tutela.needs.engine.forms.selection import choose
from tutela.needs.engine.instrument import words as words_in


def paper(language, indicators=DOMAIN_F):
    return questionnaire(instrument=INSTRUMENT, indicators=indicators, language=language,
                         issued=date(2026, 11, 23), organisation="Marevia")


@pytest.mark.parametrize("language", CODES)
def test_every_question_has_seven_boxes_and_lines_for_its_evidence(language):
    blocks = paper(language, choose(INSTRUMENT)).blocks
    boxes = [block for block in blocks if isinstance(block, Choices)]
    assert [len(box.items) for box in boxes] == [7] * len(INSTRUMENT.indicators)
    wordings = words_in(language).indicators.values()
    assert [box.items[3] for box in boxes] == [f"3. {wording.levels[3]}" for wording in wordings]
    assert sum(isinstance(block, Lines) for block in blocks) == 4 + 2 * len(INSTRUMENT.indicators)


def test_a_chapter_for_each_domain():
    heads = [block.text for block in paper("en", choose(INSTRUMENT)).blocks
             if isinstance(block, Heading) and block.level == 1]
    assert heads == ["Who answers", *(f"{letter}. {name}" for letter, name in
                                      words_in("en").domains.items()), "Thank you"]


def test_it_can_be_printed_and_edited():
    document = paper("ar")
    assert pdf.render(document)[:5] == b"%PDF-"
    assert docx.render(document)[:2] == b"PK"
