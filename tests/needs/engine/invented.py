"""Invented answers for the tests of the engine."""

from datetime import date

from hypothesis import strategies as st

from tutela.needs.engine.answers import Answer, AnswerSet, AnswerState, Evidence, Settlement
from tutela.needs.engine.instrument import Indicator, IndicatorKind, Instrument

TODAY = date(2026, 11, 23)
SAID = (AnswerState.ASSERTED, AnswerState.EVIDENCED, AnswerState.VERIFIED)


def indicator(code, *, weight=1.0, target=3, kind=IndicatorKind.SKILL):
    return Indicator(
        code=code, domain=code[0], paragraphs=(5,), kind=kind, respondents=("police",),
        core=True, weight=weight, target=target, measure="number",
    )


def instrument(*items, version=1):
    return Instrument(
        version=version,
        half_lives=dict.fromkeys(IndicatorKind, 36) | {IndicatorKind.CHAN: 18},
        indicators={item.code: item for item in sorted(items, key=lambda x: x.code)},
    )


SMALL = instrument(
    indicator("A01", weight=2.0), indicator("A02"), indicator("B01", kind=IndicatorKind.CHAN),
    indicator("B02", weight=0.5, target=4), indicator("C01"),
)


def proof(level, dated=TODAY):
    return Evidence(level=level, title=f"Proof of level {level}", dated=dated)


def answer(code, level=None, *, agency="police", state=AnswerState.ASSERTED, proofs=()):
    return Answer(
        indicator=code, agency=agency, state=state, level=level, answered=TODAY,
        evidence=tuple(x if isinstance(x, Evidence) else proof(x) for x in proofs),
    )


def answers(*given, settlements=None, targets=None, country="XMA", version=1):
    return AnswerSet(
        country=country, country_names={"en": "Republic of Marevia"}, title="Assessment 2026",
        instrument_version=version, answers=tuple(given), targets=targets or {},
        agencies={"police": "National Police", "prosecution": "Prosecution Service",
                  "judiciary": "Courts"},
        settlements=settlements or {},
    )


def settle(code, level):
    return Settlement(indicator=code, level=level, reason="Checked on site.", settled=TODAY)


DATES = st.dates(date(2015, 1, 1), TODAY)
EVIDENCE = st.builds(
    Evidence, level=st.integers(1, 4), title=st.just("Proof"), dated=DATES,
)


@st.composite
def any_answer(draw, code, agency):
    state = draw(st.sampled_from([*SAID, AnswerState.UNKNOWN, AnswerState.NOT_APPLICABLE]))
    level = draw(st.integers(0, 4)) if state in SAID else None
    return Answer(
        indicator=code, agency=agency, state=state, level=level, answered=TODAY,
        evidence=tuple(draw(st.lists(EVIDENCE, max_size=5))),
    )


@st.composite
def any_answers(draw, of=SMALL, *, settled=True):
    pairs = [(code, agency) for code in of.indicators for agency in answers().agencies]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True))
    given = tuple(draw(any_answer(code, agency)) for code, agency in chosen)
    settlements = {}
    if settled:
        codes = draw(st.lists(st.sampled_from(list(of.indicators)), unique=True))
        levels = st.one_of(st.none(), st.integers(0, 4))
        settlements = {code: settle(code, draw(levels)) for code in codes}
    return answers(*given, settlements=settlements)
