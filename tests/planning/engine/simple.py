"""A plan made by hand, so that tests of pages and tables need no solver."""

from tutela.planning.engine.problem import Problem
from tutela.planning.engine.solution import Closed, Delivery, Solution

TYPE = "child-interview"


def solution_for(problem: Problem) -> Solution:
    """Give every State the course on interviewing children, the pilot first."""
    kind = problem.types[TYPE]
    cost = kind.fixed_cost + kind.state_cost
    deliveries = tuple(
        Delivery(
            type=TYPE, region=state.region, states=(code,), quarter=0 if state.pilot else 2,
            language=state.language, cost=cost, trainer_days=kind.trainer_days,
            paid_by={problem.funds[0].code: cost}, pilot=state.pilot,
        )
        for code, state in sorted(problem.states.items(), key=lambda one: not one[1].pilot)
    )
    closed = tuple(
        Closed(
            state=need.state, indicator=need.indicator, gap=need.gap, weight=need.weight,
            closed=min(need.gap, kind.effects[need.indicator].levels)
            if need.indicator in kind.effects else 0.0,
        )
        for need in problem.needs if need.gap > 0
    )
    spent = cost * len(deliveries)
    return Solution(
        feasible=True, deliveries=deliveries, closed=closed,
        value=sum(one.closed * one.weight for one in closed),
        need=sum(one.gap * one.weight for one in closed),
        bound=sum(one.closed * one.weight for one in closed) + 0.5,
        spent={problem.funds[0].code: spent},
        left={problem.funds[0].code: problem.funds[0].amount - spent},
    )
