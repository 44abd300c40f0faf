"""First stage: HiGHS chooses who takes part in what, over all quarters together.

Leaving the quarters out only loosens the rules, so the bound holds for the whole problem.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tutela.planning.engine.candidates import Pair
from tutela.planning.engine.linear import Answer, Linear
from tutela.planning.engine.model import Chosen, Cohort, Model
from tutela.planning.engine.problem import Fund

NODES = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the first stage found.

    Attributes:
        status: "optimal", "limit" or "infeasible".
        chosen: States by cohort.
        bound: Proven: no plan closes more weighted need.
    """

    status: str
    chosen: Chosen = field(default_factory=dict)
    bound: float = 0.0


@dataclass(slots=True, kw_only=True)
class Selection:
    """The first stage's model and where its columns and rows are.

    Attributes:
        joins: Column by pair and cohort: the State takes part.
        deliveries: Column by cohort: how many deliveries.
        rows: Row by rule, for instance ("budget", code), for prices.
    """

    linear: Linear
    joins: Mapping[tuple[Pair, int], int]
    deliveries: Mapping[int, int]
    rows: dict[tuple[str, str], int]


def choose(
    *,
    model: Model,
    gap: float,
    share: float = 1.0,
    bonus: Mapping[Pair, float] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Choice:
    """Choose who takes part in what.

    Args:
        model: From ``build_model``.
        gap: Proven distance from the best at which to stop, share.
        share: Of trainers, capacity and yearly tranches that may be used; below 1 leaves room
            for the timetable, and the bound then says nothing about the problem.
        bonus: Worth of a pair beside what it closes; the bound then counts it too.
        stop: Asked now and then.
    """
    if any(pair not in model.candidates.windows for pair in model.candidates.forced):
        return Choice(status="infeasible")
    selection = select(model=model)
    tight = {("budget", fund.code) for fund in model.problem.funds if fund.by_quarter}
    for rule, row in selection.rows.items():
        if share < 1.0 and (rule[0] != "budget" or rule in tight):
            selection.linear.most[row] *= share
    for (pair, _), column in selection.joins.items():
        selection.linear.gains[column] = (bonus or {}).get(pair, 0.0)
    answer = selection.linear.solve(gap=gap, nodes=NODES, stop=stop)
    if not answer.values:
        return Choice(status=answer.status, bound=answer.bound)
    return Choice(
        status=answer.status, chosen=read(selection=selection, answer=answer), bound=answer.bound
    )


def read(*, selection: Selection, answer: Answer) -> Chosen:
    """Return who takes part, from the columns."""
    chosen: dict[int, list[str]] = {}
    for (pair, number), column in selection.joins.items():
        if answer.values[column] > 0.5:  # noqa: PLR2004 - a whole column, up to rounding
            chosen.setdefault(number, []).append(pair[0])
    return {number: tuple(sorted(chosen[number])) for number in sorted(chosen)}


def select(*, model: Model) -> Selection:
    """Build the first stage's model."""
    linear = Linear()
    forced = set(model.candidates.forced)
    joins = {
        (pair, number): linear.column(whole=True)
        for pair, numbers in model.joins.items()
        for number in numbers
    }
    deliveries = {
        cohort.number: linear.column(high=model.most(cohort.number), whole=True)
        for cohort in model.cohorts
    }
    selection = Selection(linear=linear, joins=joins, deliveries=deliveries, rows={})
    for pair, numbers in model.joins.items():
        if pair in forced or len(numbers) > 1:
            terms = [(joins[pair, number], 1.0) for number in numbers]
            linear.row(terms, low=1.0 if pair in forced else 0.0, high=1.0)
    _add_needs(model, selection)
    _add_cohorts(model, selection)
    _add_order(model, selection)
    _add_capacity(model, selection)
    _add_trainers(model, selection)
    _add_money(model, selection)
    _add_floors(model, selection)
    return selection


def _takes_part(model: Model, selection: Selection, pair: Pair) -> list[tuple[int, float]]:
    return [(selection.joins[pair, number], 1.0) for number in model.joins[pair]]


def _add_needs(model: Model, selection: Selection) -> None:
    linear = selection.linear
    for chain in model.chains:
        before: list[tuple[int, float]] = []
        for place, step in enumerate(chain.steps, start=1):
            gain = chain.weight if place == len(chain.steps) else 0.0
            closed = linear.column(gain=gain, high=step.room)
            terms = [(closed, 1.0), *before]
            for code, levels in step.effects:
                reach = min(levels, step.room)
                parts = _takes_part(model, selection, (chain.need.state, code))
                terms += [(column, -reach) for column, _ in parts]
            linear.row(terms, high=0.0)
            before = [(closed, -1.0)]


def _add_cohorts(model: Model, selection: Selection) -> None:
    for cohort in model.cohorts:
        many = selection.deliveries[cohort.number]
        columns = [selection.joins[(state, cohort.type), cohort.number] for state in cohort.states]
        for column in columns:
            selection.linear.row([(column, 1.0), (many, -1.0)], high=0.0)
        if model.most(cohort.number) > 1:
            seats = -float(model.problem.types[cohort.type].most_states)
            terms = [(column, 1.0) for column in columns]
            selection.linear.row([*terms, (many, seats)], high=0.0)


def _add_order(model: Model, selection: Selection) -> None:
    for pair, required in model.candidates.requires.items():
        for code in required:
            later = _takes_part(model, selection, pair)
            earlier = _takes_part(model, selection, (pair[0], code))
            terms = later + [(column, -1.0) for column, _ in earlier]
            selection.linear.row(terms, high=0.0)


def _add_capacity(model: Model, selection: Selection) -> None:
    """Let no State take part in more than it can: over all quarters, and in each pinned one."""
    terms: dict[tuple[str, int | None], list[tuple[int, float]]] = {}
    for (pair, number), column in selection.joins.items():
        terms.setdefault((pair[0], None), []).append((column, 1.0))
        at = model.cohorts[number].at
        if at is not None:
            terms.setdefault((pair[0], at), []).append((column, 1.0))
    for (state, at), parts in terms.items():
        most = model.problem.states[state].capacity * (model.problem.quarters if at is None else 1)
        row = selection.linear.row(parts, high=most)
        if at is None:
            selection.rows["capacity", state] = row


def _add_trainers(model: Model, selection: Selection) -> None:
    """Keep within the trainers' days: over all quarters, in each pinned one, and by whole courses.

    Of courses that each take more than 1/(k+1) of a quarter's days, only k fit into a quarter.
    """
    problem = model.problem
    by_language: dict[str, list[tuple[int, int, int | None]]] = {}
    for cohort in model.cohorts:
        days = problem.types[cohort.type].trainer_days
        if days:
            column = selection.deliveries[cohort.number]
            by_language.setdefault(cohort.language, []).append((column, days, cohort.at))
    for language in sorted(by_language):
        parts, pool = by_language[language], problem.trainer_days.get(language, 0)
        row = selection.linear.row(
            [(column, float(days)) for column, days, _ in parts], high=pool * problem.quarters
        )
        selection.rows["trainer-days", language] = row
        for quarter in sorted({at for _, _, at in parts if at is not None}):
            pinned = [(column, float(days)) for column, days, at in parts if at == quarter]
            selection.linear.row(pinned, high=pool)
        for fit in (1, 2, 3):
            large = [(column, 1.0) for column, days, _ in parts if days * (fit + 1) > pool]
            if large:
                selection.linear.row(large, high=fit * problem.quarters)


def _add_money(model: Model, selection: Selection) -> None:
    """Pay all costs: costs that the same funds may pay are one sum, which loses nothing."""
    linear, problem = selection.linear, model.problem
    tranche = {fund.code: max(fund.by_quarter) for fund in problem.funds if fund.by_quarter}
    costs: dict[tuple[str, ...], list[tuple[int, float]]] = {}
    spent: dict[str, list[tuple[int, float]]] = {}
    for cohort in model.cohorts:
        drawn: dict[str, list[tuple[int, float]]] = {}
        for payers, terms in cost_terms(model=model, selection=selection, cohort=cohort).items():
            parts = costs.setdefault(payers, [])
            parts += terms
            for code in (one for one in payers if one in tranche):
                column = linear.column(high=math.inf)
                parts.append((column, -1.0))
                linear.row([(column, 1.0), *((one, -cost) for one, cost in terms)], high=0.0)
                drawn.setdefault(code, []).append((column, 1.0))
        for code, columns in drawn.items():
            many = selection.deliveries[cohort.number]
            linear.row([*columns, (many, -float(tranche[code]))], high=0.0)
            spent.setdefault(code, []).extend(columns)
    for payers in sorted(costs):
        others = [code for code in payers if code not in tranche]
        paid = [linear.column(high=math.inf) for _ in others]
        linear.row([*costs[payers], *((column, -1.0) for column in paid)], high=0.0)
        for code, column in zip(others, paid, strict=True):
            spent.setdefault(code, []).append((column, 1.0))
    for fund in sorted(problem.funds, key=lambda fund: fund.code):
        if fund.code in spent:
            row = linear.row(spent[fund.code], high=usable(fund=fund))
            selection.rows["budget", fund.code] = row


def cost_terms(
    *, model: Model, selection: Selection, cohort: Cohort
) -> dict[tuple[str, ...], list[tuple[int, float]]]:
    """Return what a cohort costs, by the funds that may pay it, as (column, price) terms."""
    kind, terms = model.problem.types[cohort.type], {}
    if kind.fixed_cost:
        terms[cohort.payers] = [(selection.deliveries[cohort.number], float(kind.fixed_cost))]
    if kind.state_cost:
        for state in cohort.states:
            pair = state, cohort.type
            part = selection.joins[pair, cohort.number], float(kind.state_cost)
            terms.setdefault(model.places[pair], []).append(part)
    return terms


def usable(*, fund: Fund) -> int:
    """Return what can be spent of a fund over all quarters."""
    return min(fund.amount, sum(fund.by_quarter)) if fund.by_quarter else fund.amount


def _add_floors(model: Model, selection: Selection) -> None:
    regions = model.problem.states
    for region, least in sorted(model.problem.floors.items()):
        terms = [
            (column, 1.0)
            for (pair, _), column in selection.joins.items()
            if regions[pair[0]].region == region
        ]
        selection.linear.row(terms, low=least)
