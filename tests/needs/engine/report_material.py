"""A complete set of invented answers of one invented State, for the tests of the report."""

from datetime import date
from itertools import cycle

from tests.needs.engine.invented import TODAY, settle
from tutela.needs.engine.answers import Answer, AnswerSet, AnswerState, Evidence
from tutela.needs.engine.comparison import changes, compare
from tutela.needs.engine.context import facts
from tutela.needs.engine.disclosure import Audience, Disclosure
from tutela.needs.engine.instrument import current_instrument, words
from tutela.needs.engine.report import JournalHead, Material
from tutela.needs.engine.scoring import score

AGENCIES = {"police": "National Police of Marevia", "justice": "Ministry of Justice"}
AFRICA = ["BDI", "COM", "DJI", "ERI", "ETH", "KEN", "MDG", "MWI", "UGA"]


def answer_set(*, country="XMA", shift=0):
    """Answer most questions in a pattern: all states, a disagreement, some silence."""
    kinds = cycle(["verified", "evidenced", "asserted", "evidenced", "unknown", "asserted"])
    given = []
    for number, code in enumerate(current_instrument().indicators):
        state = AnswerState(next(kinds)) if number % 23 else AnswerState.NOT_APPLICABLE
        level = None
        if state not in (AnswerState.UNKNOWN, AnswerState.NOT_APPLICABLE):
            level = (number * 7 + shift) % 5 if code[0] != "C" else number % 2
        proofs = range(1, (level or 0) + 1) if state in ("verified", "evidenced") else ()
        given.append(Answer(
            indicator=code, agency="police", state=state, level=level, answered=TODAY,
            note="Agreed in writing." if number % 11 == 0 else "",
            evidence=tuple(
                Evidence(level=x, title=f"Order {number}/{x}", reference=f"A-{number}",
                         dated=date(2015 + number % 12, 1 + number % 11, 3))
                for x in proofs
            ),
        ))
        if level is not None and number % 17 == 2:
            given.append(Answer(indicator=code, agency="justice", state=AnswerState.ASSERTED,
                                level=(level + 2) % 5, answered=TODAY))
    return AnswerSet(
        country=country, country_names={"en": "Republic of Marevia"}, title="Assessment 2026",
        instrument_version=1, agencies=AGENCIES, answers=tuple(given),
        settlements={"A03": settle("A03", 2)}, targets={"A01": 4},
    )


def material(language="en", *, audience=Audience.PRIVATE, disclosure=None, answers=None,
             **more):
    given = answers or answer_set()
    instrument = current_instrument()
    result = score(instrument=instrument, answers=given, as_of=TODAY)
    earlier = score(instrument=instrument, answers=answer_set(shift=4), as_of=date(2024, 5, 2))
    peers = [score(instrument=instrument, answers=answer_set(country=x, shift=i), as_of=TODAY)
             for i, x in enumerate(AFRICA)]
    defaults = {
        "facts": facts("XMA", region="014"),
        "comparison": compare(result, peers, region="014"),
        "changes": changes(result, earlier),
        "journal": JournalHead(entry=41, digest="0123456789abcdef" * 4),
    }
    return Material(
        result=result, instrument=instrument, words=words(language), answers=given,
        organisation="National Focal Point of Marevia", issued=TODAY, audience=audience,
        disclosure=disclosure or Disclosure(), **defaults | more,
    )
