"""Words and small pieces that several chapters share."""

from collections.abc import Sequence

from tutela.documents.blocks import Span, Text
from tutela.foundation.errors import N_
from tutela.foundation.language import isolate
from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.report.material import Material
from tutela.needs.engine.result import IndicatorResult, Statement

STATES = {
    AnswerState.UNKNOWN: N_("Unknown"),
    AnswerState.NOT_APPLICABLE: N_("Does not apply"),
    AnswerState.ASSERTED: N_("Asserted"),
    AnswerState.EVIDENCED: N_("Evidenced"),
    AnswerState.VERIFIED: N_("Verified"),
    AnswerState.CONTESTED: N_("Contested"),
}


def state(material: Material, value: AnswerState) -> str:
    """Return the word for a state."""
    return material.gettext(STATES[value])


def listed(material: Material, items: Sequence[str]) -> str:
    """Join items as in running text: "a, b and c"."""
    _ = material.gettext
    if len(items) <= 1:
        return "".join(items)
    return _("{first} and {last}").format(first=_(", ").join(items[:-1]), last=items[-1])


def set_side_by_side(material: Material, items: Sequence[str]) -> str:
    """Join names that may themselves hold an "and"."""
    return material.gettext("; ").join(items)


def code(value: str) -> Text:
    """Return a code that stays left to right in any language."""
    return (Span(text=value, code=True),)


def said(material: Material, statement: Statement) -> str:
    """Say what one agency answered, in a few words."""
    _ = material.gettext
    agency = isolate(material.answers.agencies.get(statement.agency, statement.agency))
    if statement.level is None:
        return _("{agency}: {answer}").format(
            agency=agency, answer=state(material, statement.state)
        )
    return _("{agency}: level {level}").format(agency=agency, level=statement.level)


def range_of(material: Material, item: IndicatorResult) -> str:
    """Write an indicator's interval, or nothing when it does not apply."""
    return material.span(item.low, item.high) if item.applies else ""
