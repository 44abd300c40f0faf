"""A peer of the planner: the whole problem as one time-indexed model, for HiGHS with a limit."""

import time
from dataclasses import dataclass

import highspy

from tutela.planning.engine.choose import Selection, select
from tutela.planning.engine.linear import INFINITY, Linear, Silent
from tutela.planning.engine.model import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Single:
    """What one model came to."""

    seconds: float
    value: float
    bound: float
    columns: int
    rows: int


def solve_single(*, model: Model, seconds: float) -> Single:
    """Choose and schedule in one model: the first stage's columns, divided by quarter."""
    selection = select(model=model)
    _divide(model, selection)
    linear = selection.linear
    highspy.Highs.resetGlobalScheduler(True)
    solver = Silent()
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("threads", 2)
    solver.setOptionValue("mip_rel_gap", 0.0025)
    solver.passModel(linear.passed(relaxed=False))
    start = time.process_time()
    solver.run()
    seconds = time.process_time() - start
    info = solver.getInfo()
    highspy.Highs.resetGlobalScheduler(True)  # the planner has one thread again
    return Single(
        seconds=seconds,
        value=-info.objective_function_value if abs(info.objective_function_value) < 1e15 else 0.0,
        bound=-info.mip_dual_bound,
        columns=len(linear.gains),
        rows=len(linear.least),
    )


def _divide(model: Model, selection: Selection) -> None:
    linear, span = selection.linear, range(model.problem.quarters)
    held = {
        number: [linear.column(high=model.most(number), whole=True) for _ in span]
        for number in selection.deliveries
    }
    when: dict[tuple[str, str], list[list[int]]] = {}
    for number, column in selection.deliveries.items():
        linear.row([(one, 1.0) for one in held[number]] + [(column, -1.0)], low=0.0, high=0.0)
    by_state: dict[tuple[str, int], list[int]] = {}
    for (pair, number), column in selection.joins.items():
        parts = [linear.column(whole=True) for _ in span]
        linear.row([(one, 1.0) for one in parts] + [(column, -1.0)], low=0.0, high=0.0)
        when.setdefault(pair, []).append(parts)
        for quarter, one in enumerate(parts):
            linear.row([(one, 1.0), (held[number][quarter], -1.0)], high=0.0)
            by_state.setdefault((pair[0], quarter), []).append(one)
    for (state, _), columns in by_state.items():
        linear.row([(one, 1.0) for one in columns], high=model.problem.states[state].capacity)
    _add_order(model, linear, when)
    _add_trainers(model, linear, held)


def _add_order(model: Model, linear: Linear, when: dict[tuple[str, str], list[list[int]]]) -> None:
    for pair, required in model.candidates.requires.items():
        for code in required:
            for quarter in range(model.problem.quarters):
                done = [one for parts in when[pair[0], code] for one in parts[:quarter]]
                now = [one for parts in when[pair] for one in parts[: quarter + 1]]
                terms = [(one, 1.0) for one in now] + [(one, -1.0) for one in done]
                linear.row(terms, low=-INFINITY, high=0.0)


def _add_trainers(model: Model, linear: Linear, held: dict[int, list[int]]) -> None:
    for language in sorted({cohort.language for cohort in model.cohorts}):
        for quarter in range(model.problem.quarters):
            terms = [
                (held[one.number][quarter], float(model.problem.types[one.type].trainer_days))
                for one in model.cohorts
                if one.language == language
            ]
            linear.row(terms, high=model.problem.trainer_days.get(language, 0))
