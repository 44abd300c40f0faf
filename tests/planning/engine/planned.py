"""A small plan, solved by hand: two regions, three types, two funds, six deliveries."""

from datetime import date

from tutela.planning.engine.catalogue import ActivityType, Effect, TypeWording
from tutela.planning.engine.document.material import Material, Partner
from tutela.planning.engine.problem import Covered, Fund, Need, PlannedState, Problem
from tutela.planning.engine.solution import Closed, Delivery, Solution

TYPES = {
    "interviews": ActivityType(
        code="interviews", topics=("child-interviews",), audiences=("police", "child-protection"),
        proficiency="practitioner", sort="course", presence="onsite", paragraphs=(16, 28),
        effects={"D02": Effect(levels=1.5, ceiling=3), "D04": Effect(levels=1.0, ceiling=3)},
        seats=24, trainer_days=12, fixed_cost=30_000, state_cost=9_000,
    ),
    "unit-decree": ActivityType(
        code="unit-decree", topics=("unit-setup",), audiences=("senior-official",),
        proficiency="awareness", sort="legislation", presence="onsite", paragraphs=(29,),
        effects={"A02": Effect(levels=2.0)}, seats=0, trainer_days=6, state_cost=25_000,
        most_states=1,
    ),
    "evidence-online": ActivityType(
        code="evidence-online", topics=("electronic-evidence",), audiences=("police", "judge"),
        proficiency="awareness", sort="e-learning", presence="online", paragraphs=(11,),
        effects={"B17": Effect(levels=1.0, ceiling=2)}, seats=200, trainer_days=4,
        fixed_cost=40_000, state_cost=1_000, most_states=40,
    ),
}
STATES = {
    code: PlannedState(code=code, name="", region=region, language=language, pilot=code == "XMA")
    for code, region, language in (
        ("XMA", "inner", "fr"), ("XNA", "inner", "fr"), ("XQL", "outer", "en"),
    )
}


def _needs() -> tuple[Need, ...]:
    levels = {
        ("XMA", "D02"): 1.0, ("XMA", "D04"): 0.0, ("XMA", "A02"): 0.0, ("XMA", "B17"): 1.0,
        ("XNA", "D02"): 2.0, ("XNA", "A02"): 1.0, ("XNA", "B17"): None,
        ("XQL", "D02"): 0.0, ("XQL", "B17"): 0.0,
    }
    return tuple(
        Need(
            state=state, indicator=code, target=3, level=level,
            gap=0.0 if level is None else 3 - level,
            gap_low=0.0 if level is None else max(0.0, 2.5 - level),
            gap_high=3.0 if level is None else 3 - level,
        )
        for (state, code), level in levels.items()
    )


PROBLEM = Problem(
    title="Inner Sea region, 2027 and 2028", currency="USD", first_quarter=(2027, 1), quarters=8,
    types=TYPES, states=STATES, needs=_needs(),
    funds=(
        Fund(code="trust", name="Trust fund", amount=180_000),
        Fund(code="rights", name="Norrland grant", amount=60_000, areas=frozenset("D")),
    ),
    trainer_days={"fr": 40, "en": 20},
    covered=(
        Covered(state="XNA", type="evidence-online", record="7", title="Preuves en ligne",
                provider="Harbour Foundation", until="2027-06-30"),
    ),
    regions={"inner": "Inner Sea", "outer": "Outer Isles"},
)


def _delivery(code: str, states: tuple[str, ...], quarter: int, **paid: int) -> Delivery:
    home = STATES[states[0]]
    return Delivery(
        type=code, region=home.region, states=states, quarter=quarter, language=home.language,
        cost=sum(paid.values()), trainer_days=TYPES[code].trainer_days, paid_by=paid,
        pilot=quarter == 0,
    )


def _solution() -> Solution:
    deliveries = (
        _delivery("interviews", ("XMA",), 0, rights=39_000),
        _delivery("interviews", ("XNA",), 2, rights=21_000, trust=18_000),
        _delivery("interviews", ("XQL",), 3, trust=39_000),
        _delivery("unit-decree", ("XMA",), 1, trust=25_000),
        _delivery("evidence-online", ("XMA",), 4, trust=41_000),
        _delivery("evidence-online", ("XQL",), 5, trust=41_000),
    )
    closed = {("XMA", "D02"): 1.5, ("XMA", "D04"): 1.0, ("XMA", "A02"): 2.0, ("XMA", "B17"): 1.0,
              ("XNA", "D02"): 1.0, ("XQL", "D02"): 1.5, ("XQL", "B17"): 1.0}
    found = tuple(
        Closed(state=need.state, indicator=need.indicator, gap=need.gap, weight=need.weight,
               closed=closed.get((need.state, need.indicator), 0.0))
        for need in PROBLEM.needs if need.gap > 0
    )
    spent = {"trust": 164_000, "rights": 60_000}
    return Solution(
        feasible=True, deliveries=deliveries, closed=found,
        value=sum(item.closed for item in found), need=sum(item.gap for item in found),
        bound=9.2, spent=spent, left={"trust": 16_000, "rights": 0},
    )


SOLUTION = _solution()


def wording(language: str) -> dict[str, TypeWording]:
    """Return words for the three types: marked with the language, so that a mix-up shows."""
    return {
        code: TypeWording(
            name=f"{code} [{language}]", summary=f"What is done: {code}.",
            outcome=f"What differs: {code}.", lasting=f"What lasts: {code}.",
        )
        for code in TYPES
    }


def material(language: str = "en") -> Material:
    return Material(
        problem=PROBLEM, solution=SOLUTION, wording=wording(language), language=language,
        organisation="Programme office", issued=date(2026, 11, 24), version=4,
        partners=(Partner(name="Harbour Foundation", records=3, states=("XMA", "XNA"),
                          topics=("child-interviews", "electronic-evidence")),),
        reference="0123456789abcdef0123",
    )
